"""Turning typed text into hits on imported texts: code beginnings first, then words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from app.coding.official import Diagnosis, HcpcsCode
from app.coding.page_key import page_key
from app.coding.pages import Hit
from app.coding.series import SERIES, Series
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.edition_format import from_columns, record_of
from app.library.shelf.shelf import Shelf
from app.library.shelf.word_index import split_words

_BY_CODE = "SELECT * FROM record WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
_WORD_STARTS = re.compile(r"[0-9A-Za-z]+")


def find_hits(shelf: Shelf, text: str, limit: int = 50) -> tuple[Hit, ...]:
    """ICD-10-CM, HCPCS and fee schedule rows of the newest editions that fit what is typed so far.

    At most `limit` a series: rows whose code begins with the text, then rows whose words do.
    """
    words = split_words(text)
    if not words:
        return ()
    code = text.strip().upper().replace(".", "")
    hits: list[Hit] = []
    for series in reversed(SERIES.values()):  # those with texts first
        edition = shelf.newest(series.name) if series.code_starts else None
        if edition is None:
            continue
        file = shelf.file(edition)
        found = list(_by_code(series, file, code, limit))
        if len(found) < limit and series.has_text:
            known = {hit.key for hit in found}
            found += [hit for hit in _by_words(series, file, words, limit) if hit.key not in known]
        hits += found[:limit]
    return tuple(hits)


def _by_code(series: Series, file: EditionFile, code: str, limit: int) -> Iterator[Hit]:
    if not re.fullmatch(series.code_starts, code):
        return
    seen = set()
    for row in file.rows(_BY_CODE, (code, code + "\x7f", limit * 2)):
        hit = _to_hit(from_columns(record_of(series.name), row), [])
        if hit.key not in seen:
            seen.add(hit.key)
            yield hit


def _by_words(series: Series, file: EditionFile, words: list[str], limit: int) -> Iterator[Hit]:
    """Rows by words; those that hold the words whole come before those that only begin so."""
    rowids = file.words.rowids(words)
    if not rowids:
        return
    marks = ",".join(map(str, rowids))
    rows = file.rows(f"SELECT * FROM record WHERE rowid IN ({marks}) ORDER BY rowid")  # noqa: S608  whole numbers
    kind = record_of(series.name)
    column = kind.__struct_fields__.index("label")
    whole = [f" {word} " for word in words]

    def missing(row: tuple[Any, ...]) -> int:
        padded = f" {row[column]} ".lower().replace(",", " ")
        return sum(word not in padded for word in whole)

    for row in sorted(rows, key=missing)[:limit]:
        yield _to_hit(from_columns(kind, row), words)


def _to_hit(record: Struct, words: list[str]) -> Hit:
    if isinstance(record, Diagnosis):
        code = record.dotted
        tag = "ICD-10-CM" if record.billable else "heading"
        key = page_key("diagnosis", code)
        return Hit(key, "diagnoses", code, record.label, tag, _spans(record.label, words))
    if isinstance(record, HcpcsCode):
        tag = "HCPCS" if len(record.code) > 2 else "modifier"
        key = page_key("hcpcs", record.code)
        return Hit(key, "hcpcs", record.code, record.label, tag, _spans(record.label, words))
    code = str(getattr(record, "code", ""))
    return Hit(code, "codes", code, "", "fee schedule")


def _spans(label: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """The character ranges of `label` where a typed word begins a word."""
    return tuple(
        (match.start(), match.start() + max(len(word) for word in fitting))
        for match in _WORD_STARTS.finditer(label)
        if (fitting := [word for word in words if match[0].lower().startswith(word)])
    )
