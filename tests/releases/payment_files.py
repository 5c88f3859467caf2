"""The files by which Medicare pays in their true layouts, with invented codes, places and amounts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from tests.releases import files

GPCI = (
    ("99101", "ZA", "00", "NOWHERE", "1", "0.869", "0.575"),
    ("09102", "ZB", "01", "FAR OFF*", "1.5", "1.081", "0.592"),
    ("09102", "ZB", "99", "REST OF STATE", "1.028", "1.195", "1.233"),
)
LOCALITIES = tuple((row[0], row[2]) for row in GPCI)
CAPPED = (("0005X", "", "A", "20.00"), ("0005X", "TC", "A", "12.50"), ("0006X", "TC", "C", "7.25"))
ANESTHESIA = ("19.31", "27.86", "21.22")
ZIPS = (
    ("ZA", "00501", "99101", "00", " ", "0"),
    ("ZB", "99501", "09102", "01", "R", "0"),
    ("ZB", "99502", "09102", "99", "B", "1"),
)
NOTICE = "CPT codes and descriptions only are copyright 2024 American Medical Association."


def csv_bytes(rows: Iterable[Sequence[object]], separator: str = ",") -> bytes:
    """Rows as CMS saves them."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("cp1252")


def _plain(number: str) -> str:
    """A number as a spreadsheet has it, without the zeros before it."""
    return str(int(number))


def gpci_rows() -> list[Sequence[object]]:
    """The cost indices as a sheet, with title, notes and the heading that names the floor."""
    return [
        ("ADDENDUM E. FINAL CY 2025 GEOGRAPHIC PRACTICE COST INDICES (GPCIs)", *[""] * 6),
        [""] * 7,
        ("Medicare Administrative Contractor (MAC)", "State", "Locality Number", "Locality Name",
         "2025 PW GPCI (with 1.0 Floor)", "2025 PE GPCI", "2025 MP GPCI"),
        *GPCI,
        [""] * 7,
        ("*Work GPCI reflects a floor.", *[""] * 6),
    ]  # fmt: skip


def gpci_text() -> bytes:
    """The same as text of fixed columns."""
    head = (
        "Medicare Admi State  Locality                 Locality Name   2025 PW GPCI2025 PE GPCI2025 MP GPCI"
    )
    lines = ["ADDENDUM E. FINAL CY 2025 GEOGRAPHIC PRACTICE COST INDICES", "", head]
    lines += [
        f"{carrier:16}{state:8}{number:5}{name:81}{float(work):12.3f}{float(pe):12.3f}{float(mp):12.3f}"
        for carrier, state, number, name, work, pe, mp in GPCI
    ]
    return "\r\n".join([*lines, "", "*Work GPCI reflects a floor.", ""]).encode()


_COUNTIES = (
    ("99101", "00", "NOWHERE", "STATEWIDE", "ALL COUNTIES"),
    ("09102", "01", "BEYOND ", "FAR OFF*", "NORTH, SOUTH"),
    ("09102", "99", "", "REST OF STATE ", "ALL OTHER COUNTIES"),
)


def county_rows() -> list[Sequence[object]]:
    """The counties as a sheet that took off the zeros."""
    rows = [(_plain(carrier), _plain(number), *rest) for carrier, number, *rest in _COUNTIES]
    title = "COUNTIES INCLUDED IN 2025 LOCALITIES. (ALPHABETICALLY BY STATE)"
    head = (
        "Medicare Adminstrative Contractor",
        "Locality Number",
        "State ",
        "Fee Schedule Area ",
        "Counties",
    )
    return [(title, *[""] * 4), [""] * 5, head, [""] * 5, *rows, [""] * 5, ("*  Served by two.", *[""] * 4)]


def county_text() -> bytes:
    """The same as text of fixed columns."""
    lines = ["COUNTIES INCLUDED IN 2025 LOCALITIES. (ALPHABETICALLY BY STATE)", ""]
    lines += [
        f"    {carrier:13}{number:6}{state:22}{area:98}{counties}"[:200]
        for carrier, number, state, area, counties in _COUNTIES
    ]
    return "\r\n".join([*lines, "", "*  Served by two.", ""]).encode()


def cap_rows() -> list[Sequence[object]]:
    """The capped amounts as a sheet, which ends in an empty row."""
    head = ("HCPCS", "MOD", "PROCSTAT", "CARRIER", "LOCALITY", "FACILITY PRICE", "NON-FACILTY PRICE")
    return [
        head,
        *([*each[:3], *place, each[3], each[3]] for each in CAPPED for place in LOCALITIES),
        [""] * 7,
    ]


def cap_text() -> bytes:
    """The same as text."""
    return "".join(
        f"{code}{modifier:2} {status} {carrier}  {number}   {price:>6}    {price:>6}\r\n"
        for code, modifier, status, price in CAPPED
        for carrier, number in LOCALITIES
    ).encode()


def anesthesia_rows() -> list[Sequence[object]]:
    """The anesthesia factors as a sheet, whose cells are padded with blanks."""
    rows = [
        (f"{row[0]} ", f"{row[2]} ", row[3], f"{factor} ")
        for row, factor in zip(GPCI, ANESTHESIA, strict=True)
    ]
    return [("Contractor", "Locality", "Locality Name", "National Anes CF of 20.3178"), *rows, [""] * 4]


def anesthesia_text() -> bytes:
    """The same as text, with cents without a point and the end mark of DOS."""
    lines = (
        f"{row[0]}       {row[2]}    {row[3]:49}{factor.replace('.', '')}\r\n"
        for row, factor in zip(GPCI, ANESTHESIA, strict=True)
    )
    return ("".join(lines) + "\x1a").encode()


def zip_text(quarter: str = "20254") -> bytes:
    """ZIP codes as text of 80 columns."""
    return "".join(
        f"{state}{code}{carrier}{number}{rural}Z9   {flag} A{'':52}{quarter}\r\n"
        for state, code, carrier, number, rural, flag in ZIPS
    ).encode()


def amounts_text(rows: Iterable[tuple[str, str, str, str]]) -> bytes:
    """The payment amount file: code, modifier, non-facility and facility amount, in each locality."""
    lines = [
        f'"2025","{carrier}","{number}","{code}","{modifier:2}","{float(office):010.2f}",'
        f'"{float(facility):010.2f}"," ","3","A","0","0000000.00","0000000.00","9","0000000.00","0000000.00"'
        for code, modifier, office, facility in rows
        for carrier, number in LOCALITIES
    ]
    return "\r\n".join([*lines, '"TRL- INVENTED NOTICE."', ""]).encode()


ASC_PROCEDURES = (
    ("0001X", "", "Invented", "Y", "P3", "", "$33.64 "),
    ("0002X", "", "Invented", "Y", "g2", "22.1647", "$1,216.73 "),
    ("0003X", "", "Invented", "N", "N1", "", ""),
    ("0004X", " *", "Invented", "", "K5", "", ""),
)
ASC_ANCILLARY = (
    ("0005X", "", "Invented", "", "Z3", "", "$26.85 ", ""),
    ("77777", "", "Invented", "", "N1", "", "", ""),
)
ASC_DEVICES = (("0002X", "", "Invented", "G2", "5112", "0.00%", "$1,500.25", "31.49%", "$472.43"),)


def asc_rows(letters: str, when: str = "January 2025") -> list[Sequence[object]]:
    """One ASC addendum with title, notice, empty line, heading and notes."""
    paid = (f"{when} Payment Indicator", f"{when}  Payment Weight  ", f"{when} Payment Rate ")
    start = ("HCPCS Code", "", "Short Descriptor")
    heads: dict[str, Sequence[object]] = {
        "AA": (*start, "Subject to Multiple Procedure Discounting", *paid),
        "BB": (*start, "Drug and Device Pass-Through Expiration during Calendar Year", *paid, f"{when} IRA"),
        "EE": ("HCPCS Code", "Short Descriptor"),
        "FF": (*start, paid[0], f"{when} APC", f"{when} APC Device Offset Percentage",
               f"{when} OPPS Payment Rate", f"{when} Device Offset Percentage",
               f"{when} Device Offset Amount / Device Portion"),
    }  # fmt: skip
    rows: dict[str, Sequence[Sequence[object]]] = {
        "AA": ASC_PROCEDURES,
        "BB": ASC_ANCILLARY,
        "EE": (("0009X", "Invented"),),
        "FF": ASC_DEVICES,
    }
    width = len(heads[letters])
    ends = [""] * (width - 1)
    notes = ("NOTE 3:  Invented words that are longer than a code.", *ends)
    return [
        (f"Addendum {letters} -- ASC Invented Title for CY 2025 \n(Second line)", *ends),
        (NOTICE, *ends),
        [""] * width,
        heads[letters],
        *rows[letters],
        notes,
        [""] * width,
    ]


APC_ROWS: tuple[Sequence[object], ...] = (
    ("", "Addendum A.- OPPS APCs for CY 2025", *[""] * 10),
    ("APC", "Group Title", "SI", "Relative Weight", "Payment Rate", "National Unadjusted Copayment",
     "Minimum Unadjusted Copayment", "IRA Coinsurance percentage", "Adjusted Beneficiary Copayment",
     "Drug and Device Pass-Through Expiration during Calendar Year", "Note", ""),
    ("0701", "Invented", "K", "", "$4,146.335", ".", "$829.27", "", "$829.27", "", "", ""),
    ("5441", "Invented", "T", "3.4", "$303.17 ", ".", "$60.64", "", "", "", "", ""),
)  # fmt: skip


def forms(rows: Sequence[Sequence[object]], text: bytes | None = None) -> dict[str, bytes]:
    """A table in each form in which CMS ships it."""
    found = {"csv": csv_bytes(rows), "xlsx": files.workbook(rows)}
    return found | ({"txt": text} if text is not None else {})


def release() -> dict[str, dict[str, bytes]]:
    """The four tables that lie beside the relative values of October 2025, each in its forms."""
    return {
        "GPCI2025": forms(gpci_rows(), gpci_text()),
        "25LOCCO": forms(county_rows(), county_text()),
        "OPPSCAP_Oct": forms(cap_rows(), cap_text()),
        "ANES2025": forms(anesthesia_rows(), anesthesia_text()),
    }
