"""The files by which Medicare pays are read in each form as CMS ships them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from app.coding.payment_rows import (
    AnesthesiaFactor,
    ApcRow,
    AscAncillary,
    AscDevice,
    AscExcluded,
    AscProcedure,
    CapPrices,
    Gpci,
    LocalityCounties,
    PrintedAmounts,
    ZipLocality,
    unpack_prices,
)
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.found import Found
from app.releases.installation import install
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognize
from tests.releases import files, payment_files
from tests.releases.layouts import fee_forms

RELEASE = "rvu25d-updated-09-11-2025.zip"
QUARTER = (date(2025, 10, 1), date(2025, 12, 31))


def read(path: Path) -> tuple[Found, list[Struct]]:
    (found,) = recognize(path)
    return found, list(read_records(found))


def in_release(folder: Path, name: str, data: bytes) -> tuple[Found, list[Struct]]:
    return read(files.write_zip(folder / RELEASE, {f"rvu25d_0/{name}": data}))


FIRST: dict[str, Struct] = {
    "GPCI2025": Gpci(
        locality="99101-00", state="ZA", name="NOWHERE", work=1, practice=0.869, malpractice=0.575, floor=True
    ),
    "25LOCCO": LocalityCounties(
        locality="99101-00", state="NOWHERE", area="STATEWIDE", counties="ALL COUNTIES"
    ),
    "OPPSCAP_Oct": CapPrices(
        code="0005X",
        modifier="",
        status="A",
        prices="99101-00 20.00 20.00;09102-01 20.00 20.00;09102-99 20.00 20.00",
    ),
    "ANES2025": AnesthesiaFactor(locality="99101-00", name="NOWHERE", factor=19.31, national=20.3178),
}
TEXT_LACKS: dict[str, dict[str, object]] = {"GPCI2025": {"floor": False}, "ANES2025": {"national": None}}


@pytest.mark.parametrize("form", ["csv", "xlsx", "txt"])
@pytest.mark.parametrize("name", FIRST)
def test_each_table_of_a_release_has_its_edition_and_dates(tmp_path: Path, name: str, form: str) -> None:
    found, rows = in_release(tmp_path, f"{name}.{form}", payment_files.release()[name][form])
    lacks = TEXT_LACKS.get(name, {}) if form == "txt" else {}
    assert (found.edition, found.first, found.last) == ("RVU25D", *QUARTER)
    assert len(rows) == 3
    assert rows[0] == replace(FIRST[name], **lacks)


def test_spreadsheets_take_zeros_off_and_the_state_is_named_once(tmp_path: Path) -> None:
    _, rows = in_release(tmp_path, "25LOCCO.csv", payment_files.release()["25LOCCO"]["csv"])
    last = rows[-1]
    assert isinstance(last, LocalityCounties)
    assert (last.locality, last.state, last.area) == ("09102-99", "BEYOND", "REST OF STATE")


@pytest.mark.parametrize("name", FIRST)
def test_a_table_of_a_release_without_its_release_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_bytes(payment_files.release()[name]["csv"])
    (found,) = recognize(path)
    assert "does not show its quarter or release" in found.problem


def test_one_zip_gives_an_edition_of_each_of_its_five_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "LEAST_ROWS", {})
    members = {f"PPRRVU2025_Oct.{form}": data for form, data in fee_forms().items()}
    for name, forms in payment_files.release().items():
        members |= {f"{name}.{form}": data for form, data in forms.items()}
    path = files.write_zip(tmp_path / RELEASE, {f"rvu25d_0/{name}": data for name, data in members.items()})
    outcomes = install([path], tmp_path / "shelf", today=date(2025, 10, 2))
    assert [each.state for each in outcomes] == ["installed"] * 5
    shelf = Shelf.open(tmp_path / "shelf")
    assert {(item.source, item.edition, item.first, item.last) for item in shelf.editions} == {
        (source, "RVU25D", *QUARTER) for source in ("pfs-rvu", "pfs-gpci", "pfs-locco", "pfs-cap", "pfs-anes")
    }
    shelf.close()


def test_zip_codes_have_the_quarter_of_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "ZIP5.txt"
    path.write_bytes(payment_files.zip_text())
    found, rows = read(path)
    assert (found.edition, found.first, found.last) == ("2025Q4", *QUARTER)
    assert rows == [
        ZipLocality(zip="00501", state="ZA", locality="99101-00", rural="", plus_four=False),
        ZipLocality(zip="99501", state="ZB", locality="09102-01", rural="R", plus_four=False),
        ZipLocality(zip="99502", state="ZB", locality="09102-99", rural="B", plus_four=True),
    ]


def test_zip_codes_of_nine_digits_are_named_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "download.txt"
    path.write_text("ZA005019910100      11234      A".ljust(75) + "20254\r\n", encoding="ascii")
    (found,) = recognize(path)
    assert "nine digits" in found.problem


def test_printed_amounts_are_gathered_by_code_and_component(tmp_path: Path) -> None:
    path = tmp_path / "PFREV25C.txt"
    path.write_bytes(
        payment_files.amounts_text([("0001X", "", "1339.81", "80"), ("0001X", "26", "8.5", "8.5")])
    )
    found, rows = read(path)
    assert (found.edition, found.first, found.last) == ("PF25C", date(2025, 7, 1), date(2025, 9, 30))
    assert [(row.code, row.modifier, row.status) for row in rows if isinstance(row, PrintedAmounts)] == [
        ("0001X", "", "A"),
        ("0001X", "26", "A"),
    ]
    first = rows[0]
    assert isinstance(first, PrintedAmounts)
    assert unpack_prices(first.prices)["09102-01"] == ("80.00", "1339.81")


@pytest.mark.parametrize(
    ("name", "edition", "first", "last"),
    [
        ("PFALL25.TXT", "PF25A", (1, 1), (3, 31)),
        ("PFALL25AR.txt", "PF25AR", (1, 1), (3, 31)),
        ("PFREV2.TXT", "PF25B", (4, 1), (6, 30)),
        ("PFREV25C.csv", "PF25C", (7, 1), (9, 30)),
        ("PFREV4.txt", "PF25D", (10, 1), (12, 31)),
        ("PFAK25A.txt", "PF25A-AK", (1, 1), (3, 31)),
        ("PFNY225R.txt", "PF25AR-NY2", (1, 1), (3, 31)),
        ("PFCA125.txt", "PF25A-CA1", (1, 1), (3, 31)),
        ("PFPRV25B.txt", "PF25B-PRV", (4, 1), (6, 30)),
        ("cy2025-carrier-files-updated-12-29-2024/10112.TXT", "PF25A-10112", (1, 1), (3, 31)),
        ("cy2025-carrier-files-nonqp/PFAK25A.txt", "PF25A-AK", (1, 1), (3, 31)),
        ("cy2025-carrier-files-qp/PFAK25A.txt", "PF25A-AK-QPP", (1, 1), (3, 31)),
        (
            "cy-2025-carrier-files-effective-date-march-9-2025-december-31-2025-updated/PFAK25A.txt",
            "PF25.0309-AK",
            (3, 9),
            (12, 31),
        ),
    ],
)
def test_each_name_of_a_payment_amount_file_is_an_edition_of_its_own(
    tmp_path: Path, name: str, edition: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(payment_files.amounts_text([("0001X", "", "1", "1")]))
    (found,) = recognize(path)
    assert (found.problem, found.edition) == ("", edition)
    assert (found.first, found.last) == (date(2025, *first), date(2025, *last))


@pytest.mark.parametrize("name", ["amounts.txt", "PFREV7.txt", "PF25.txt", "XPFALL25.txt"])
def test_a_payment_amount_file_of_any_other_name_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(payment_files.amounts_text([("0001X", "", "1", "1")]))
    (found,) = recognize(path)
    assert "does not show its quarter or release" in found.problem


def test_files_of_contractors_do_not_replace_each_other_nor_that_of_the_country(tmp_path: Path) -> None:
    names = ("PFALL25A", "PFALL25AR", "PFAK25A", "PFNY225A", "PFNY225R")
    for price, name in enumerate(names, 1):
        text = payment_files.amounts_text([("0001X", "", str(price), str(price))])
        (tmp_path / f"{name}.txt").write_bytes(text)
    shelf = tmp_path / "shelf"
    for name in names:
        install([tmp_path / f"{name}.txt"], shelf)
    opened = Shelf.open(shelf)
    assert {item.edition for item in opened.editions} == {"PF25AR", "PF25A-AK", "PF25AR-NY2"}
    assert {item.edition for item in opened.aside} == {"PF25A", "PF25A-NY2"}
    assert opened.faults() == ()
    opened.close()


def test_the_files_of_all_contractors_in_one_zip_are_one_edition(tmp_path: Path) -> None:
    one, two = (payment_files.amounts_text([(code, "", "9", "8")]) for code in ("0001X", "0002X"))
    path = files.write_zip(
        tmp_path / "cy2025-carrier-files-nonqp-updated-12-29-2024.zip",
        {"PFAK25A.TXT": one, "PFAL25A.TXT": two, "PF25PA.pdf": b"%PDF-1.7 layout\0"},
    )
    found, rows = read(path)
    assert (found.edition, found.title) == ("PF25A", "Payment amounts, 2 files of contractors")
    assert [row.code for row in rows if isinstance(row, PrintedAmounts)] == ["0001X", "0002X"]
    (outcome,) = install([path], tmp_path / "shelf")
    assert (outcome.state, outcome.rows) == ("installed", 2)


def test_a_bad_row_in_one_of_many_files_is_named_with_its_file(tmp_path: Path) -> None:
    one = payment_files.amounts_text([("0001X", "", "9", "8")])
    path = files.write_zip(
        tmp_path / "carrier_files.zip", {"PFAK25A.TXT": one, "PFAL25A.TXT": one + b'"2025","broken"\r\n'}
    )
    (outcome,) = install([path], tmp_path / "shelf")
    assert outcome.state == "refused"
    assert outcome.sentence.startswith("PFAL25A.TXT, line 5: is not a payment amount.")


def test_a_zip_with_one_payment_amount_file_is_that_file(tmp_path: Path) -> None:
    text = payment_files.amounts_text([("0001X", "", "9", "8")])
    path = files.write_zip(tmp_path / "PFREV25A_0.zip", {"PFALL25.txt": text, "PF25PA.pdf": b"%PDF-1.7\0"})
    found, _ = read(path)
    assert (found.edition, found.entry.name) == ("PF25A", "PFALL25.txt")


def test_a_payment_amount_file_whose_name_is_of_another_year_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "PFREV24C.txt"
    path.write_bytes(payment_files.amounts_text([("0001X", "", "1", "1")]))
    (found,) = recognize(path)
    assert "does not show its quarter or release" in found.problem


ADDENDA: dict[str, list[Struct]] = {
    "AA": [
        AscProcedure(code="0001X", indicator="P3", discounted=True, weight=None, rate=33.64),
        AscProcedure(code="0002X", indicator="G2", discounted=True, weight=22.1647, rate=1216.73),
        AscProcedure(code="0003X", indicator="N1", discounted=False, weight=None, rate=None),
        AscProcedure(code="0004X", indicator="K5", discounted=False, weight=None, rate=None),
    ],
    "BB": [
        AscAncillary(code="0005X", indicator="Z3", weight=None, rate=26.85),
        AscAncillary(code="77777", indicator="N1", weight=None, rate=None),
    ],
    "EE": [AscExcluded("0009X")],
    "FF": [
        AscDevice(
            code="0002X", indicator="G2", apc="5112", ratesetting=1500.25, offset_percent=31.49, offset=472.43
        )
    ],
}


@pytest.mark.parametrize("form", ["csv", "txt", "xlsx"])
@pytest.mark.parametrize("letters", ADDENDA)
def test_the_asc_addenda_are_read_in_each_form(tmp_path: Path, letters: str, form: str) -> None:
    rows = payment_files.asc_rows(letters)
    data = {
        "csv": payment_files.csv_bytes(rows),
        "txt": payment_files.csv_bytes(rows, "\t"),
        "xlsx": files.workbook(rows),
    }[form]
    path = tmp_path / f"January 2025 ASC {letters}.{form}"
    path.write_bytes(data)
    found, records = read(path)
    assert (found.source, found.edition) == (f"asc-{letters.lower()}", "2025Q1")
    assert records == ADDENDA[letters]


def test_a_heading_with_a_year_alone_is_of_january(tmp_path: Path) -> None:
    path = tmp_path / "AA.csv"
    path.write_bytes(payment_files.csv_bytes(payment_files.asc_rows("AA", "CY 2021")))
    (found,) = recognize(path)
    assert found.edition == "2021Q1"


def test_the_opps_rate_of_an_asc_addendum_is_no_addendum_b(tmp_path: Path) -> None:
    path = tmp_path / "January 2025 Web Addendum B.csv"
    path.write_bytes(payment_files.csv_bytes(payment_files.asc_rows("FF")))
    found, records = read(path)
    assert found.source == "asc-ff"
    assert all(isinstance(row, AscDevice) for row in records)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_addendum_a_is_read_by_apc(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"January 2025 Web Addendum A.12.31.24.{form}"
    path.write_bytes(payment_files.forms(payment_files.APC_ROWS)[form])
    found, records = read(path)
    assert (found.source, found.edition) == ("opps-a", "2025Q1")
    assert records == [
        ApcRow(
            apc="0701", indicator="K", weight=None, rate=4146.335, copayment=None, minimum_copayment=829.27
        ),
        ApcRow(apc="5441", indicator="T", weight=3.4, rate=303.17, copayment=None, minimum_copayment=60.64),
    ]


SPOILED = {
    "GPCI2025.csv": (b"NOWHERE,1,0.869", b"NOWHERE,one,0.869", "an index is not a number"),
    "GPCI2025.txt": (b"0.869", b"0,869", "is not a locality"),
    "25LOCCO.csv": (b"99101,0,NOWHERE", b"99101,x,NOWHERE", "is not a locality"),
    "OPPSCAP_Oct.csv": (b"20.00", b"twenty", "is not a capped amount"),
    "OPPSCAP_Oct.txt": (b"0005XTC A 99101", b"0005XTC A 9910x", "is not a capped amount"),
    "ANES2025.csv": (b"27.86", b"27,86", "does not hold a factor"),
    "ANES2025.txt": (b"2786", b"27x6", "is not a locality"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_line_is_named_and_nothing_installed(tmp_path: Path, name: str) -> None:
    before, after, words = SPOILED[name]
    stem, _, form = name.partition(".")
    data = payment_files.release()[stem][form]
    assert before in data
    path = files.write_zip(tmp_path / RELEASE, {name: data.replace(before, after, 1)})
    (outcome,) = install([path], tmp_path / "shelf", today=date(2025, 10, 2))
    assert outcome.state == "refused"
    assert words in outcome.sentence
    assert name in outcome.sentence
