"""How official files end and are cut: the end mark of DOS, semicolons, members of zips with odd names."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from app.coding.series import SERIES
from app.releases import installation
from app.releases.installation import install
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognize
from app.releases.tables import to_number
from tests.releases import files
from tests.releases.test_reading import FILES

TODAY = date(2026, 11, 23)
TEXTS = [name for name in FILES if not name.endswith(".xlsx")]
TABLES = [name for name in TEXTS if name.endswith(".csv")]
BOOKS = {
    f"{files.MUE_NAME}.xlsx": [("Notice",), files.MUE_HEADER, *files.MUE_ROWS],
    f"{files.AOC_NAME}.xlsx": [("Notice",), files.AOC_HEADER, *files.AOC_ROWS],
    "HCPC2026_JAN_ANWEB_01122026.xlsx": [("Notice",), files.HCPCS_HEADER, *files.HCPCS_ROWS],
}
PAIRS = "ccipra-v322r0-f1.TXT"


def read(folder: Path, name: str, data: bytes) -> list[object]:
    path = folder / name
    path.write_bytes(data)
    (found,) = recognize(path)
    assert found.problem == ""
    return list(read_records(found))


@pytest.mark.parametrize("end", [b"\x1a", b"\x1a\r\n", b"\x1a\x1a\n", b"\x1a,,,,,,\r\n"])
@pytest.mark.parametrize("name", TEXTS)
def test_the_end_mark_is_the_end_of_the_file(tmp_path: Path, name: str, end: bytes) -> None:
    data = FILES[name][0]
    if name.endswith(".xml"):
        end = end.split(b",")[0]
    assert read(tmp_path, name, data + end) == read(tmp_path, name, data)


@pytest.mark.parametrize("name", TABLES)
def test_an_end_mark_behind_the_last_sign_of_the_last_row_is_no_part_of_it(tmp_path: Path, name: str) -> None:
    data = FILES[name][0]
    assert read(tmp_path, name, data.rstrip() + b"\x1a") == read(tmp_path, name, data)


@pytest.mark.parametrize("mark", ["_x001A_", "_x001a_", " _x001A_"])  # as workbooks spell the byte
@pytest.mark.parametrize("name", BOOKS)
def test_a_row_that_holds_the_end_mark_ends_a_workbook(tmp_path: Path, name: str, mark: str) -> None:
    whole = files.workbook([*BOOKS[name], (mark, "", "")])
    assert read(tmp_path, name, whole) == read(tmp_path, name, files.workbook(BOOKS[name]))


@pytest.mark.parametrize("end", [b"\x1a", b"\x1a\r\n", b""])
def test_the_end_mark_ends_a_part_of_the_pair_table(tmp_path: Path, end: bytes) -> None:
    (tmp_path / PAIRS).write_bytes(files.ptp_text(files.parts()[1]) + end)
    (outcome,) = install([tmp_path / PAIRS], tmp_path / "shelf", today=TODAY)
    assert (outcome.state, outcome.rows) == ("partial", 12)


@pytest.mark.parametrize("name", [f"{files.MUE_NAME}.csv", "PPRRVU2025_Oct.txt", PAIRS])
def test_rows_behind_an_end_mark_are_not_lost_in_silence(tmp_path: Path, name: str) -> None:
    data = FILES[name][0] if name in FILES else files.ptp_text(files.parts()[1])
    rows = data.splitlines(keepends=True)
    (tmp_path / name).write_bytes(b"".join([*rows[:-1], b"\x1a\r\n", rows[-1]]))
    (outcome,) = install([tmp_path / name], tmp_path / "shelf", today=TODAY)
    assert outcome.state == "refused"
    assert f"{name} has rows behind its end mark (byte 1A)." in outcome.sentence


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("name", [f"{files.MUE_NAME}.csv", "our wording.csv", "places 2026-02.csv"])
def test_other_separators_are_read(tmp_path: Path, name: str, separator: str) -> None:
    data = FILES[name][0]
    assert read(tmp_path, name, data.replace(b",", separator.encode())) == read(tmp_path, name, data)


def test_a_comma_in_wording_with_semicolons_stays_a_comma(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "wording.csv", b"code,wording\r\n0001X,one; two; three\r\n")
    assert row.text == "one; two; three"  # type: ignore[attr-defined]


def test_a_decimal_comma_is_refused_and_never_a_hundred_times_the_amount(tmp_path: Path) -> None:
    assert (to_number("$3,307.24 "), to_number("1,234"), to_number("0.54")) == (3307.24, 1234.0, 0.54)
    text = files.OPPS_CSV.replace(b'"$3,307.24 "', b"3307;24").replace(b"$661.45", b"661").replace(b",", b";")
    (tmp_path / "july-2026-opps-addendum-b.csv").write_bytes(text.replace(b"3307;24", b"3307,24"))
    (outcome,) = install([tmp_path / "july-2026-opps-addendum-b.csv"], tmp_path / "shelf", today=TODAY)
    assert "line 3: an amount is no US dollar amount." in outcome.sentence


@pytest.mark.parametrize("name", [".", "./.", "folder/.", "...", ".hidden", "a/./.csv"])
def test_members_with_odd_names_are_passed_over(tmp_path: Path, name: str) -> None:
    path = files.write_zip(tmp_path / "mue.zip", {name: b"x", f"{files.MUE_NAME}.csv": files.mue_csv()})
    assert [found.edition for found in recognize(path)] == ["2026Q3"]
    (alone,) = recognize(files.write_zip(tmp_path / "alone.zip", {name: b"x"}))
    assert re.match(r"alone\.zip (contains no|cannot be)", alone.problem)


def test_the_name_of_a_member_never_breaks_a_message(tmp_path: Path) -> None:
    path = files.write_zip(tmp_path / "x.zip", {"a\nb" + "c" * 300 + ".csv": b"no table"})
    (found,) = recognize(path)
    assert "\n" not in found.problem
    assert len(found.problem) <= 320


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_damage_inside_a_member_is_one_sentence_however_it_is_packed(tmp_path: Path, method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        packed.writestr(f"{files.MUE_NAME}.csv", files.mue_csv() * 40)
    sound = out.getvalue()
    refused = 0
    for place in range(60, 400, 5):
        data = bytearray(sound)
        data[place] ^= 0xFF
        (tmp_path / "mue.zip").write_bytes(data)
        for outcome in install([tmp_path / "mue.zip"], tmp_path / "shelf", today=TODAY):
            refused += outcome.state == "refused"
            assert len(outcome.sentence) <= 300
    assert refused


def test_a_damaged_lzma_member_is_called_damaged(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("x.csv", files.mue_csv())
    data = bytearray(out.getvalue())
    data[60:90] = b"\xff" * 30
    with (
        pytest.raises((lzma.LZMAError, zipfile.BadZipFile, EOFError)),
        zipfile.ZipFile(io.BytesIO(data)) as packed,
    ):
        packed.read("x.csv")
    (tmp_path / "mue.zip").write_bytes(data)
    (outcome,) = install([tmp_path / "mue.zip"], tmp_path / "shelf", today=TODAY)
    assert "cannot be read (it is cut off or damaged)" in outcome.sentence


@pytest.mark.parametrize("encoding", ["x-unknown", "utf-32", "shift_jis"])
def test_an_unknown_encoding_of_xml_is_one_sentence(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "icd10c-tabular-April-1-2026.xml"
    path.write_bytes(files.ICD_XML.replace(b"utf-8", encoding.encode()))
    (outcome,) = install([path], tmp_path / "shelf", today=TODAY)
    assert outcome.state == "refused"
    assert re.search(r"has an unknown XML encoding|breaks off or is not XML", outcome.sentence)


def test_two_thirds_of_a_table_of_units_are_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "LEAST_ROWS", {"ncci-mue": SERIES["ncci-mue"].least_rows})
    for rows, state in ((15_095, "installed"), (10_063, "refused")):
        table = [(f"{number:05}", "1", "1 Line Edit", "") for number in range(rows)]
        path = tmp_path / str(rows) / f"{files.MUE_NAME}.csv"
        path.parent.mkdir()
        path.write_bytes(files.mue_csv(table))
        (outcome,) = install([path], tmp_path / "shelf", today=TODAY)
        assert outcome.state == state


OTHERS = {
    "addenda.csv": (
        "Addendum E.-Final HCPCS Codes That Are Paid Only as Inpatient Procedures\r\n",
        "Addendum E (inpatient only)",
    ),
    "ZIP9_JUL2026.txt": ("AL000000000000 \r\n", "ZIP code file of nine digits of the fee schedule"),
    "26CLABQ3.csv": (
        "2026 Clinical Diagnostic Laboratory Fee Schedule\r\n",
        "clinical laboratory fee schedule",
    ),
    "July ASP.csv": ("Payment Allowance Limits for Medicare Part B Drugs\r\n", "Part B drug (ASP) prices"),
    "article.csv": (
        '"article_id","article_version","article_type","title"\r\n"1","2","3","Invented"\r\n',
        "import the ZIP that it came in) of the Medicare Coverage Database",
    ),
    "lcd_related_documents.csv": ("any\r\n", "Medicare Coverage Database"),
    "icd10cm_codes_2027.txt": ("A000    Invented\r\n", "ICD-10-CM (import the order file)"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_official_files_are_called_by_their_name(tmp_path: Path, name: str) -> None:
    text, kind = OTHERS[name]
    path = tmp_path / name
    path.write_text(text, encoding="ascii", newline="")
    (found,) = recognize(path)
    assert kind in found.problem
    assert re.fullmatch(rf"{re.escape(name)} is the .*; Needlepoint does not read it\.", found.problem)
    (beside,) = recognize(tmp_path)
    assert beside.passed_over


def test_a_damaged_table_is_told_before_the_files_that_lie_beside_it(tmp_path: Path) -> None:
    path = files.write_zip(
        tmp_path / "rvu26c.zip",
        {"26CLABQ3.csv": OTHERS["26CLABQ3.csv"][0].encode(), "PPRRVU2026_Jul.csv": b" "},
    )
    (found,) = recognize(path)
    assert found.problem.startswith("PPRRVU2026_Jul.csv is empty")
