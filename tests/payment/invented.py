"""Invented tables by which invented codes are paid: of October 2025, July 2026 and January 2024.

All relative values are practice expense and the conversion factor is 1 (2 for qualifying participants): they
are the dollars that a code pays in locality 99101-00, where all indices are 1.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim, Line, Locality
from app.coding.words import ClaimForm
from app.releases import installation
from tests.releases import files, payment_files

ON = date(2025, 10, 20)
PLAIN, FAR = Locality(carrier="99101", locality="00"), Locality(carrier="09102", locality="99")
GPCI = (
    ("99101", "ZA", "00", "NOWHERE", "1", "1", "1"),
    ("09102", "ZB", "01", "FAR OFF*", "1.5", "1.081", "0.592"),
    ("09102", "ZB", "99", "REST OF STATE", "1.028", "1.195", "1.233"),
)


def fee(
    code: str,
    dollars: str,
    modifier: str = "",
    *,
    status: str = "A",
    facility: str = "",
    na: tuple[str, str] = ("", ""),
    part: str = "0",
    days: str = "000",
    multiple: str = "0",
    bilateral: str = "0",
    assistant: str = "1",
    co_surgeon: str = "0",
    base: str = "",
    family: str = "99",
    cap: str = "0.00",
    factor: str = "1.0000",
) -> str:
    """One row of the relative value file, with the dollars that it pays where all indices are 1."""
    units, inside = float(dollars), float(facility or dollars)
    return ",".join(
        (code, modifier, "invented", status, "", "0.00", f"{units:.2f}", na[0], f"{inside:.2f}", na[1],
         "0.00", f"{units:.2f}", f"{inside:.2f}", part, days, "0.00", "0.00", "0.00", multiple, bilateral,
         assistant, co_surgeon, "0", base, factor, "09", "0", family, cap, cap, "0.00")
    )  # fmt: skip


FEES = (
    fee("0001X", "100", facility="60", multiple="2", bilateral="1", assistant="2", co_surgeon="2"),
    fee("0002X", "80", multiple="2", bilateral="0", assistant="0", co_surgeon="1"),
    fee("0003X", "50", multiple="2", bilateral="3"),
    fee("0004X", "40", multiple="2", bilateral="2"),
    fee("0005X", "30", days="ZZZ", multiple="9"),
    fee("0006X", "0", "TC", status="C", part="1"),
    fee("0010X", "125", "", na=("", "NA"), part="1", days="XXX"),
    fee("0010X", "25", "26", part="1", days="XXX"),
    fee("0010X", "100", "TC", na=("", "NA"), part="1", days="XXX"),
    fee("0011X", "600", "", part="1", days="XXX", multiple="4", family="88"),
    fee("0011X", "100", "26", part="1", days="XXX", multiple="4", family="88"),
    fee("0011X", "500", "TC", part="1", days="XXX", multiple="4", family="88"),
    fee("0012X", "480", "", part="1", days="XXX", multiple="4", family="88"),
    fee("0012X", "80", "26", part="1", days="XXX", multiple="4", family="88"),
    fee("0012X", "400", "TC", part="1", days="XXX", multiple="4", family="88"),
    fee("0013X", "90", "TC", part="1", days="XXX", cap="7.25"),
    fee("0014X", "200", "", part="3", days="XXX", multiple="6"),
    fee("0015X", "70", days="XXX", multiple="5"),
    fee("0020X", "200", days="000", multiple="2"),
    fee("0021X", "310.02", multiple="3", base="0029X"),
    fee("0022X", "275.12", multiple="3", base="0029X"),
    fee("0023X", "270.13", multiple="3", base="0029X"),
    fee("0029X", "200", multiple="3"),
    fee("0030X", "0", status="C"),
    fee("0031X", "10", status="B"),
    fee("0032X", "10", status="N"),
    fee("0033X", "15", status="T"),
    fee("0034X", "12", status="R"),
    fee("0035X", "0", status="A"),
    fee("0036X", "20", part="5"),
    fee("0037X", "90", na=("NA", "")),
    fee("00100", "0", status="J"),
)
WEIGHTS = "HCPCS Code,Short Descriptor,SI,APC,Relative Weight,Payment Rate,National Unadjusted Copayment,"
ADDENDUM_B = (
    ("0001X", "T", "5441", "$313.60 "),
    ("0002X", "T", "5442", "$721.17 "),
    ("0003X", "S", "5522", "$243.77 "),
    ("0004X", "J1", "5072", "$1,687.37 "),
    ("0006X", "J1", "5073", "$2,967.63 "),
    ("0010X", "N", "", "."),
    ("0011X", "Q1", "5521", "$90.00 "),
    ("0012X", "Q2", "5573", "$356.43 "),
    ("0013X", "Q3", "5522", "$200.00 "),
    ("0014X", "S1", "5054", "$127.28 "),
    ("0030X", "A", "", "."),
    ("0031X", "C", "", "."),
)
APCS = tuple(
    (apc, "Invented", indicator, "", rate, ".", ".", "", "", "", "", "")
    for apc, indicator, rate in (("5441", "T", "$313.60 "), ("5522", "S", "$240.00 "))
)
ASC_AA = (
    ("0001X", "", "Invented", "Y", "P3", "", "$33.65 "),
    ("0002X", "", "Invented", "Y", "G2", "22.1647", "$1,216.73 "),
    ("0003X", "", "Invented", "N", "G2", "2.0", "$100.00 "),
    ("0010X", "", "Invented", "N", "N1", "", ""),
    ("0031X", "", "Invented", "", "K5", "", ""),
)
ASC_BB = (
    ("0011X", "", "Invented", "", "Z3", "", "$26.85 ", ""),
    ("0012X", "", "Invented", "", "J7", "", "", ""),
)
ZIPS = payment_files.ZIPS


def fill(folder: Path) -> None:
    """Install the tables on the shelf `folder`/editions."""
    files_of = folder / "files"
    files_of.mkdir()
    gpci = [*payment_files.gpci_rows()]
    gpci[3:6] = GPCI
    members = {
        "PPRRVU2025_Oct.csv": files.pfs_csv(FEES, year=2025, month="October", price_column=False),
        "GPCI2025.csv": payment_files.csv_bytes(gpci),
        "25LOCCO.csv": payment_files.csv_bytes(payment_files.county_rows()),
        "OPPSCAP_Oct.csv": payment_files.csv_bytes(payment_files.cap_rows()),
        "ANES2025.csv": payment_files.csv_bytes(payment_files.anesthesia_rows()),
    }
    files.write_zip(files_of / "rvu25d.zip", members)
    later = [row.replace("1.0000", "2.0000") for row in FEES]
    of_2026 = {
        "PPRRVU2026_Jul_nonQPP.csv": files.pfs_csv(FEES),
        "PPRRVU2026_Jul_QPP.csv": files.pfs_csv(later),
        "GPCI2026.csv": payment_files.csv_bytes(gpci),
    }
    files.write_zip(files_of / "rvu26c.zip", of_2026)
    before = files.pfs_csv(
        [fee("0001X", "1", factor="32.7442")], year=2024, month="January", price_column=False
    )
    of_2024 = {"PPRRVU24_JAN.csv": before, "GPCI2024.csv": payment_files.csv_bytes(gpci)}
    files.write_zip(files_of / "rvu24a.zip", of_2024)
    (files_of / "ZIP5_OCT2025.txt").write_bytes(payment_files.zip_text())
    amounts = [("0001X", "", "100.00", "60.00"), ("0005X", "", "31.00", "30.00")]
    (files_of / "PFREV25D.txt").write_bytes(payment_files.amounts_text(amounts))
    of_contractor = [("0002X", "", "80.00", "50.00"), ("0005X", "", "31.00", "30.00")]
    (files_of / "PFAK25D.txt").write_bytes(payment_files.amounts_text(of_contractor))
    of_others = [
        ("0001X", "", "999.00", "999.00")
    ]  # of qualifying participants: compared with no other amount
    (files_of / "PFREV25D_QP.txt").write_bytes(payment_files.amounts_text(of_others))
    (files_of / "October 2025 Web Addendum B.csv").write_bytes(addendum_b())
    addendum_a = [*payment_files.APC_ROWS[:2], *APCS]
    (files_of / "October 2025 Web Addendum A.csv").write_bytes(payment_files.csv_bytes(addendum_a))
    for letters, rows in (("AA", ASC_AA), ("BB", ASC_BB), ("EE", (("0009X", "Invented"),))):
        table = [*payment_files.asc_rows(letters, "October 2025")]
        table[4:-2] = rows
        (files_of / f"October 2025 ASC {letters}.csv").write_bytes(payment_files.csv_bytes(table))
    least = installation.LEAST_ROWS.copy()
    installation.LEAST_ROWS.clear()
    try:
        outcomes = installation.install([files_of], folder / "editions", today=date(2025, 11, 1))
    finally:
        installation.LEAST_ROWS.update(least)
    assert {each.state for each in outcomes} == {"installed"}, [each.sentence for each in outcomes]


def addendum_b() -> bytes:
    """Addendum B with a rate for some codes."""
    head = ("HCPCS Code", "Short Descriptor", "SI", "APC", "Relative Weight", "Payment Rate",
            "National Unadjusted Copayment", "Minimum Unadjusted Copayment")  # fmt: skip
    rows = [
        (code, "Invented", indicator, apc, ".", rate, ".", ".") for code, indicator, apc, rate in ADDENDUM_B
    ]
    return payment_files.csv_bytes([("Addendum B.-Invented",), head, *rows])


def claim(
    lines: str | tuple[Line, ...],
    place: str | None = "11",
    *,
    on: date = ON,
    locality: Locality | None = PLAIN,
    form: ClaimForm | None = None,
    payer: str | None = "medicare",
) -> Claim:
    """A claim from lines as one types them, "0001X-RT, 0002X x2"."""
    return Claim(
        schema=2,
        date_of_service=on,
        place_of_service=place,
        lines=parse_lines(lines) if isinstance(lines, str) else lines,
        locality=locality,
        claim_form=form,
        payer=payer,
    )
