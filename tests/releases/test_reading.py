"""Each official form is recognized by its content and read to the record that it states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.coding.official import AddOnPair, Diagnosis, HcpcsCode, OppsRow, UnitsLimit
from app.coding.series import SeriesName
from app.releases.found import Found
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognize
from tests.releases import files

FILES: dict[str, tuple[bytes, SeriesName, str, int]] = {
    f"{files.MUE_NAME}.csv": (files.mue_csv(), "ncci-mue", "2026Q3", 3),
    f"{files.MUE_NAME}.xlsx": (
        files.workbook([("Notice",), files.MUE_HEADER, *files.MUE_ROWS]),
        "ncci-mue",
        "2026Q3",
        3,
    ),
    f"{files.AOC_NAME}.xlsx": (
        files.workbook([("Notice",), files.AOC_HEADER, *files.AOC_ROWS]),
        "ncci-aoc",
        "2026Q3",
        3,
    ),
    "AOC_V2026Q3-F-MCR.txt": (files.AOC_FLAT, "ncci-aoc", "2026Q3", 3),
    "PPRRVU2026_Jul_nonQPP.csv": (files.pfs_csv(), "pfs-rvu", "RVU26C", 2),
    "PPRRVU2026_Jul_QPP.csv": (files.pfs_csv(), "pfs-rvu", "RVU26C-QPP", 2),
    "PPRRVU2025_Oct.csv": (
        files.pfs_csv(year=2025, month="October", price_column=False),
        "pfs-rvu",
        "RVU25D",
        2,
    ),
    "PPRRVU2025_Oct.txt": (files.PFS_FLAT, "pfs-rvu", "RVU25D", 2),
    "HCPC2026_OCT_ANWEB.txt": (files.hcpcs_flat(), "hcpcs", "2026Q4", 3),
    "HCPC2026_JAN_ANWEB_01122026.xlsx": (
        files.workbook([("Notice",), files.HCPCS_HEADER, *files.HCPCS_ROWS]),
        "hcpcs",
        "2026Q1",
        3,
    ),
    "HCPC2019_CONTR_ANWEB.txt": (files.hcpcs_flat(), "hcpcs", "2019", 3),
    "icd10cm_order_2027.txt": (files.ICD_ORDER, "icd10cm", "FY2027", 4),
    "icd10c-tabular-April-1-2026.xml": (files.ICD_XML, "icd10cm", "FY2026 April", 13),
    "2026 January Web Addendum B.12.29.25.csv": (files.OPPS_CSV, "opps-b", "2026Q1", 2),
    "places 2026-02.csv": (files.POS_CSV, "pos", "2026-02", 2),
    "our wording.csv": (files.WORDING_CSV, "wording", "list", 1),
}


def write(folder: Path, name: str, data: bytes) -> Found:
    path = folder / name
    path.write_bytes(data)
    (found,) = recognize(path)
    return found


@pytest.mark.parametrize("name", FILES)
def test_each_form_is_recognized_with_its_edition_and_read_in_full(tmp_path: Path, name: str) -> None:
    data, source, edition, rows = FILES[name]
    found = write(tmp_path, name, data)
    assert (found.problem, found.source, found.edition) == ("", source, edition)
    assert len(list(read_records(found))) == rows


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".csv", ".txt"))])
def test_the_name_tells_the_edition_but_never_the_kind(tmp_path: Path, name: str) -> None:
    data, source, _, _ = FILES[name]
    found = write(tmp_path, "download (3).dat", data)
    assert found.source == source


def test_mue_rows_keep_value_and_adjudication(tmp_path: Path) -> None:
    found = write(tmp_path, f"{files.MUE_NAME}.csv", files.mue_csv())
    rows = list(read_records(found))
    assert rows[1] == UnitsLimit("0002X", 0, "1", "Nature of Service/Procedure")
    assert (found.setting, found.first, found.last) == ("practitioner", date(2026, 7, 1), date(2026, 9, 30))


def test_a_workbook_with_codes_as_numbers_gets_its_zeros_back(tmp_path: Path) -> None:
    rows = [
        files.MUE_HEADER,
        (100, 2, "3 Date of Service Edit: Clinical", ""),
        (77000.0, 1.0, "1 Line Edit", ""),
    ]
    found = write(tmp_path, f"{files.MUE_NAME}.xlsx", files.workbook(rows))
    assert [row.code for row in read_records(found) if isinstance(row, UnitsLimit)] == ["00100", "77000"]


@pytest.mark.parametrize("name", [f"{files.AOC_NAME}.xlsx", "AOC_V2026Q3-F-MCR.txt"])
def test_add_on_rows_end_on_the_earliest_of_their_deletion_dates(tmp_path: Path, name: str) -> None:
    rows = list(read_records(write(tmp_path, name, FILES[name][0])))
    assert rows == [
        AddOnPair("0007X", "1", "0001X", date(2017, 1, 1), None),
        AddOnPair("0007X", "1", "0002X", date(2017, 1, 1), date(2020, 12, 31)),
        AddOnPair("0008X", "2", "CCCCC", date(2013, 4, 1), None),
    ]


@pytest.mark.parametrize("name", ["PPRRVU2026_Jul_nonQPP.csv", "PPRRVU2025_Oct.csv", "PPRRVU2025_Oct.txt"])
def test_fee_rows_are_the_same_from_31_columns_32_columns_and_text(tmp_path: Path, name: str) -> None:
    rows = list(read_records(write(tmp_path, name, FILES[name][0])))
    shown = [
        (row.modifier, row.work, row.total, row.facility_na, row.component, row.global_days, row.conversion)  # type: ignore[attr-defined]
        for row in rows
    ]
    assert shown == [
        ("", 0.54, 3.41, True, "1", "ZZZ", 33.4009),
        ("26", 0.54, 0.79, False, "1", "ZZZ", 33.4009),
    ]


def test_hcpcs_text_joins_the_lines_of_a_code(tmp_path: Path) -> None:
    rows = list(read_records(write(tmp_path, "HCPC2026_OCT_ANWEB.txt", files.hcpcs_flat())))
    assert rows[0] == HcpcsCode(
        code="A9999",
        label="Invented supply",
        text="Invented supply with a text that goes on in a second line",
        coverage="D",
        first=date(2020, 1, 1),
        last=None,
    )
    assert [(row.code, row.last) for row in rows if isinstance(row, HcpcsCode)][2] == (
        "J9999",
        date(2024, 12, 31),
    )


def test_the_tabular_list_fills_in_seventh_characters_and_follows_the_note_that_bars_some(
    tmp_path: Path,
) -> None:
    found = write(tmp_path, "icd10c-tabular-April-1-2026.xml", files.ICD_XML)
    rows = [row for row in read_records(found) if isinstance(row, Diagnosis)]
    billable = [row.code for row in rows if row.billable]
    assert billable == ["S060XXA", "S060XXD", "S062X1A", "S062X1D", "S062X7A", "M160"]
    assert found.first == date(2026, 4, 1)


def test_addendum_b_reads_money_and_the_lone_point(tmp_path: Path) -> None:
    found = write(tmp_path, "2026 January Web Addendum B.12.29.25.csv", files.OPPS_CSV)
    assert list(read_records(found)) == [
        OppsRow(
            code="0001X",
            indicator="T",
            apc="5072",
            weight=20.5,
            rate=3307.24,
            copayment=None,
            minimum_copayment=661.45,
        ),
        OppsRow(
            code="0002X",
            indicator="N",
            apc="",
            weight=None,
            rate=None,
            copayment=None,
            minimum_copayment=None,
        ),
    ]


def test_of_twins_in_one_zip_one_is_read_and_what_goes_with_it_is_passed_over(tmp_path: Path) -> None:
    path = files.write_zip(
        tmp_path / "rvu26c-updated-06-30-2026.zip",
        {
            "RVU26C.pdf": b"%PDF-1.7 layout\0",
            "GPCI2026.csv": b"ADDENDUM E,,\r\n,,\r\nMedicare,State,Locality\r\n",
            "PPRRVU2026_Jul_nonQPP.csv": files.pfs_csv(),
            "PPRRVU2026_Jul_nonQPP.txt": files.PFS_FLAT,
            "PPRRVU2026_Jul_QPP.csv": files.pfs_csv(),
        },
    )
    assert [found.edition for found in recognize(path)] == ["RVU26C", "RVU26C-QPP"]


def test_a_correction_of_january_has_a_name_of_its_own(tmp_path: Path) -> None:
    path = files.write_zip(
        tmp_path / "rvu26ar_1.zip", {"PPRRVU2026_Jan_nonQPP.csv": files.pfs_csv(month="January")}
    )
    assert [found.edition for found in recognize(path)] == ["RVU26AR"]


def test_a_folder_gives_every_file_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "downloads" / "july"
    files.write_ptp(inner, files.parts())
    (inner / "read me.txt").write_text("nothing to import here")
    found = recognize(tmp_path / "downloads")
    assert [(item.part, item.edition) for item in found if item.source] == [
        (n, "2026Q3") for n in (1, 2, 3, 4)
    ]
    assert [item.entry.name for item in found if item.passed_over] == ["read me.txt"]
