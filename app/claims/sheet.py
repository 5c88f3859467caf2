"""Claim lines out of cells of a spreadsheet: what a column holds is told by its heading or by its cells."""

import csv
import re
from collections.abc import Iterator, Sequence

from app.claims.draft import DraftLine
from app.coding.errors import InputError

Layout = tuple[str, ...]
GRID: Layout = ("code", "modifiers", "units", "diagnoses", "encounter")
_CODE = re.compile(r"([0-9A-Z]{5})(?:\.0*)?", re.IGNORECASE)
_WORDS = re.compile(r"[\s,;|/:\-]+")
_DECIMALS = re.compile(r"(?<=[0-9])\.0*$")  # a spreadsheet's 1.0
_SHAPES = {
    "modifiers": re.compile(r"[0-9A-Z]{2}", re.IGNORECASE),
    "diagnoses": re.compile(r"[A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.IGNORECASE),
    "units": re.compile(r"[0-9]{1,4}(?:\.0*)?"),
    "encounter": re.compile(r"[0-9]{1,2}(?:\.0*)?"),
}
_HEADINGS = {
    "code": re.compile(r"(?:cpt|hcpcs|procedure|billed)*(?:code)?"),
    "modifiers": re.compile(r"mod(?:ifier)?s?\d?"),
    "units": re.compile(r"(?:service)?units?|qty|quantity"),
    "diagnoses": re.compile(r"(?:dx|icd(?:10)?|diag(?:nosis|noses)?)(?:code)?s?\d{0,2}"),
    "encounter": re.compile(r"encounter"),
}
_MODIFIER_COLUMNS = 4
_DIAGNOSIS_COLUMNS = 12


def read_sheet(text: str) -> tuple[DraftLine, ...]:
    """The rows of a pasted table, below headings or not.

    Without headings the columns are those of the grid where the cells fit them; else code, up to four
    modifiers, units if there are any, and diagnoses. Raises InputError for a row without a code.
    """
    cells = csv.reader(text.splitlines(), delimiter="\t" if "\t" in text else ",")
    rows = [[cell.strip() for cell in row] for row in cells]
    rows = [row for row in rows if any(row)]
    headings: Layout = ()
    if len(rows) > 1 and not any(sign.isdigit() for sign in rows[0][0]):
        headings = tuple(map(_field_of, rows.pop(0)))
    layout = headings if "code" in headings else _find_layout(rows)
    return tuple(_read_row(row, layout) for row in rows)


def _field_of(heading: str) -> str:
    """The field that a heading names, "" for none of a claim line."""
    key = re.sub(r"[^a-z0-9]", "", heading.lower())
    return next((field for field, names in _HEADINGS.items() if key and names.fullmatch(key)), "")


def _find_layout(rows: Sequence[Sequence[str]]) -> Layout:
    """The first layout that every cell fits; the grid's when none does: a wrong cell is mended there."""
    width = max(map(len, rows), default=0)
    return next((layout for layout in _layouts(width) if all(_fits(row, layout) for row in rows)), GRID)


def _layouts(width: int) -> Iterator[Layout]:
    yield GRID
    for units in (("units",), ()):
        for modifiers in range(_MODIFIER_COLUMNS + 1):
            head: Layout = ("code", *["modifiers"] * modifiers, *units)
            yield head + ("diagnoses",) * min(max(width - len(head), 0), _DIAGNOSIS_COLUMNS)


def _fits(row: Sequence[str], layout: Layout) -> bool:
    """Whether every filled cell has the shape of its column. An empty one fits everywhere."""
    if any(row[len(layout) :]):
        return False
    pairs = zip(row[1:], layout[1:], strict=False)
    return all(_SHAPES[field].fullmatch(word) for cell, field in pairs for word in _words(cell, field))


def _words(cell: str, field: str) -> list[str]:
    parts = _WORDS.split(cell) if field in ("modifiers", "diagnoses") else [cell]
    return [part for part in parts if part]


def _read_row(cells: Sequence[str], layout: Layout) -> DraftLine:
    found: dict[str, list[str]] = {field: [] for field in GRID}
    for cell, field in zip(cells, layout, strict=False):
        if field:
            found[field] += _words(cell, field)
    code = _CODE.fullmatch("".join(found["code"]))
    if not code:
        typed = " ".join(filter(None, cells))
        raise InputError(f"“{typed[:40]}” does not start with a code. Put the code in the first column.")
    return DraftLine(
        code[1].upper(),
        tuple(word.upper() for word in found["modifiers"]),
        _DECIMALS.sub("", "".join(found["units"])) or "1",
        tuple(word.upper() for word in found["diagnoses"]),
        _DECIMALS.sub("", "".join(found["encounter"])) or "1",
    )
