"""A kept run: rows of tables and what the manifest says."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from app.batch.kept import TABLES, WORKBOOK, Input, KeptRun, inputs_of
from app.batch.stream import review_claims
from app.batch.totals import RunTotals
from app.claims.record import Entry
from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.library.library import Library


def entry(name: str, lines: str) -> Entry:
    return Entry(name, Claim(schema=1, date_of_service=date(2026, 9, 15), lines=parse_lines(lines)))


def kept(folder: Path, library: Library, *entries: Entry) -> dict[str, list[dict[str, str]]]:
    """Keep a run in a folder: the rows of each table."""
    run, totals = KeptRun(folder, lambda found: str(found.entry.name).encode()), RunTotals()
    for found in review_claims(entries, library):
        totals.add(found)
        run.add(found)
    run.finish((Input("a.jsonl", 3, "00"),), library.editions, totals.totals(), "9.9")
    return {
        name: list(csv.DictReader((folder / name).read_text("utf-8").splitlines(keepends=True)))
        for name in TABLES
    }


def test_each_flag_and_each_open_rule_has_a_row(small_library: Library, tmp_path: Path) -> None:
    entries = [entry("a", "20610, 77002-26-59"), Entry("b", None, "It is wrong."), entry("=c", "77002")]
    tables = kept(tmp_path, small_library, *entries)
    reviews = [each.review for each in review_claims(entries, small_library) if each.review]
    assert [row["number"] for row in tables["claims.csv"]] == ["1", "2"]
    assert [row["claim"] for row in tables["claims.csv"]] == ["a", "'=c"]
    assert [row["record_sha256"] for row in tables["claims.csv"]] == [
        hashlib.sha256(name).hexdigest() for name in (b"a", b"=c")
    ]
    flags = [flag for review in reviews for flag in review.flags]
    assert [(row["rule"], row["message"]) for row in tables["findings.csv"]] == [
        (flag.rule, flag.message) for flag in flags
    ]
    lone = next(row for row in tables["findings.csv"] if row["rule"] == "addon-without-primary")
    assert (lone["number"], lone["line"], lone["code"], lone["leans"]) == ("2", "1", "77002", "over")
    assert lone["sources"]
    assert [row["rule"] for row in tables["not-checked.csv"]] == [
        each.rule for review in reviews for each in review.not_checked
    ]
    assert all(int(row["claims"]) == 2 for row in tables["editions.csv"])


def test_the_manifest_names_version_inputs_editions_counts_and_rows(
    small_library: Library, tmp_path: Path
) -> None:
    tables = kept(tmp_path, small_library, entry("a", "77002"))
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert (manifest["schema"], manifest["program"], manifest["seed"]) == (1, "9.9", None)
    assert manifest["inputs"] == [{"name": "a.jsonl", "bytes": 3, "sha256": "00"}]
    assert [each["sha256"] for each in manifest["editions"]] == [
        each.sha256 for each in small_library.editions
    ]
    assert manifest["counts"]["claims"] == 1
    assert manifest["tables"] == {name: len(rows) for name, rows in tables.items()}


def test_inputs_are_the_files_as_they_lie(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(b"abc")
    (tmp_path / "a.jsonl").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"x")
    found = inputs_of([str(tmp_path)])
    assert [(each.name, each.bytes) for each in found] == [("a.jsonl", 0), ("b.jsonl", 3)]
    assert found[1].sha256 == hashlib.sha256(b"abc").hexdigest()
    assert inputs_of([str(tmp_path / "b.jsonl")]) == (found[1],)
    assert inputs_of(["-"]) == ()


def test_the_tables_are_sheets_of_a_workbook_where_that_is_wanted(
    small_library: Library, tmp_path: Path
) -> None:
    run = KeptRun(tmp_path, lambda _: b"x", workbook=True)
    totals = RunTotals()
    for found in review_claims([entry("=c", "77002")], small_library):
        totals.add(found)
        run.add(found)
    run.finish((), small_library.editions, totals.totals(), "9.9")
    book = CalamineWorkbook.from_path(str(tmp_path / WORKBOOK))
    assert book.sheet_names == [Path(name).stem for name in TABLES]
    for name in TABLES:
        rows = list(csv.reader((tmp_path / name).read_text("utf-8").splitlines(keepends=True)))
        assert len(book.get_sheet_by_name(Path(name).stem).to_python()) == len(rows)
    assert book.get_sheet_by_name("claims").to_python()[1][1] == "=c"
