"""The lines of a table, each with what the rows above it say for the whole claim, and grouped by claim."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from app.claims.corrections import Correction
from app.claims.left_out import Kind, Tally
from app.claims.tables import cells
from app.claims.tables.asides import PAYMENT, aside, struck
from app.claims.tables.codes import Coded, codes
from app.claims.tables.fields import KEY
from app.claims.tables.layout import Layout
from app.claims.tables.sheet import Sheet
from app.claims.ties import Member, tie_claims
from app.coding.claim import REPLACEMENT, VOID
from app.coding.errors import InputError
from app.coding.fields import DOCUMENTATION_FIELDS

TOTAL: tuple[Kind, str] = ("row-without-code", "")
_ONE = re.compile(r"1(?:\.0*)?")
_FOOTER = re.compile(r"(?:grand |report |sub-?)?total.*|(?:count|page|sum)\b.*", re.IGNORECASE | re.DOTALL)
Cell = tuple[str, str]
"""The heading of a cell, and its text."""
Cells = Mapping[str, tuple[Cell, ...]]
_OF_CLAIM = (
    *("date", "date_to", "place", "payer", "practitioner", "claim_form", "bill_type", "frequency"),
    *("equipment_owner", *(field.path for field in DOCUMENTATION_FIELDS)),
)
_Key = tuple[str, str]
_POINTERS = ("pointers", "pointers-digits", "pointers-numbers")


class LineCells(Struct, frozen=True):
    """A line: its row, its claim, its code with the modifiers written there, and its cells by field.

    `problem` keeps the whole claim from being read. `state`: the frequency of a replacement or a void.
    `shared`: its cell has several codes, and what the other cells say may be of any of them.
    """

    row: int
    claim: str
    code: str
    modifiers: tuple[str, ...]
    cells: Cells
    problem: str = ""
    state: str = ""
    shared: bool = False

    @property
    def key(self) -> _Key:
        """What tells its claim from others: the number, and whether that replaces or cancels."""
        return self.claim, self.state


class ClaimLines(Struct, frozen=True):
    """A claim with all of its lines. `corrections`: the claims of its number that replace or cancel it."""

    name: str
    lines: list[LineCells]
    corrections: tuple[Correction, ...] = ()


def claims_of(sheet: Sheet, layout: Layout, tally: Tally) -> Iterator[ClaimLines]:
    """Each claim with all of its lines, also those that stand apart, when its last line is read.

    The rows are gone through twice; only claims whose rows stand apart wait in memory. Rows of one number
    that are a replacement or a void are a claim of their own.
    """
    ends, states = _look(_lines(sheet, layout, Counter()))
    waiting: dict[_Key, list[LineCells]] = {}
    group: list[LineCells] = []
    for line in _lines(sheet, layout, tally):
        if group and line.key != group[0].key:
            yield _claim(group, states)
            group = []
        if line.key not in ends:
            group.append(line)
            continue
        waiting.setdefault(line.key, []).append(line)
        if line.row == ends[line.key]:
            yield _claim(waiting.pop(line.key), states)
    if group:
        yield _claim(group, states)


def _claim(lines: list[LineCells], states: Mapping[str, list[str]]) -> ClaimLines:
    claim, own = lines[0].key
    found = states.get(claim, ())
    if len(found) < 2:
        return ClaimLines(claim, lines)
    members = [Member((0, place), _name(claim, state), state) for place, state in enumerate(found)]
    ties = tie_claims(members)
    return ClaimLines(_name(claim, own), lines, ties.get((0, found.index(own)), ()))


def _name(claim: str, state: str) -> str:
    """What a claim is called beside others of its number."""
    return f"{claim}, frequency {state}" if state else claim


def _look(lines: Iterable[LineCells]) -> tuple[Mapping[_Key, int], Mapping[str, list[str]]]:
    """The claims whose rows stand apart, each with the number of its last row.

    Then the frequencies of each number of which one is a replacement or a void.
    """
    seen: set[_Key] = set()
    ends: dict[_Key, int] = {}
    before = None
    for line in lines:
        if line.key in seen and (line.key != before or line.key in ends):
            ends[line.key] = line.row
        seen.add(line.key)
        before = line.key
    corrected = {claim for claim, state in seen if state}
    states = ("", REPLACEMENT, VOID)
    return ends, {claim: [state for state in states if (claim, state) in seen] for claim in sorted(corrected)}


def _state(found: Cells) -> str:
    """The frequency of a replacement or a void; "" for any other."""
    bill_type = cells.bill_type(_text(found, "bill_type")) or ""
    state = cells.frequency(_text(found, "frequency")) or bill_type[-1:]
    return state if state in (REPLACEMENT, VOID) else ""


def _lines(sheet: Sheet, layout: Layout, tally: Tally) -> Iterator[LineCells]:
    if layout.grouped:
        for number, row in sheet.rows():
            yield from _lines_of_row(number, row, layout, tally)
        return
    above: Cells = {}
    fields = _of_claim(layout)
    claim = ""
    names: dict[bytes, str] = {}
    for number, row in sheet.rows():
        found = _pick(row, layout, 0)
        key = _text(found, KEY)
        if key and layout.by_day:
            key = f"{key}|{_text(found, 'date')}"
        own = _text(found, "claim") or _name_by_row(key, number, names)
        empty = not _text(found, "code") and not _text(found, "revenue_code")
        if not _text(found, "date") and (empty or any(map(_FOOTER.fullmatch, row))):
            tally[TOTAL] += 1
            continue
        problem = "" if own or claim else "the claim number is empty, and no row above has one"
        if own and (own != claim or _state({**above, **found}) != _state(above)):
            above, claim = {}, own
        elif not own and _differs(found, above):
            problem = "the claim number is empty, and the date is not that of the row above"
        filled = _fill(found, above, fields)
        above = {**above, **{field: held for field, held in filled.items() if held and _text(filled, field)}}
        yield from _line(number, claim, filled, tally, problem)


def _name_by_row(key: str, number: int, names: dict[bytes, str]) -> str:
    """What a claim is called whose number may name a person: the first row that has it; "" without one."""
    if not key:
        return ""
    return names.setdefault(hashlib.blake2b(key.encode(), digest_size=16).digest(), f"row {number}")


def _lines_of_row(number: int, row: list[str], layout: Layout, tally: Tally) -> Iterator[LineCells]:
    """The lines of a row that is a whole claim; its number is that of the row where it has none."""
    shared = _pick(row, layout, 0)
    claim = _text(shared, "claim") or f"row {number}"
    groups = sorted({column.group for column in layout.columns} - {0})
    lines = [{**shared, **_pick(row, layout, group)} for group in groups]
    if not any(_text(line, "code") for line in lines):
        tally[TOTAL] += 1
        return
    for line in lines:
        if _text(line, "code"):
            yield from _line(number, claim, line, tally, "")


def _line(number: int, claim: str, found: Cells, tally: Tally, problem: str) -> Iterator[LineCells]:
    heading, text = next(iter(found.get("code", ())), ("", ""))
    if not text and not _text(found, "revenue_code"):
        return  # it speaks for the claim alone
    if what := struck(found) or aside(
        found.get("entry", ()), beside_diagnosis=bool(_text(found, "diagnosis"))
    ):
        tally[what] += 1
        return
    read: tuple[Coded, ...] = (Coded(""),)
    if text and not problem:
        try:
            read = codes(text)
        except InputError as error:
            problem = f"“{heading}”: {error}"
    if not read:
        tally[PAYMENT] += 1
        return
    if len(read) > 1:
        problem = problem or _undivided(found, heading)
    state, is_shared = _state(found), len(read) > 1
    for each in read:
        yield LineCells(number, claim, each.code, each.modifiers, found, problem, state, is_shared)


def _undivided(found: Cells, heading: str) -> str:
    """What the other cells of a row say of one of several codes, and not of which; "" for nothing."""
    columns = [column for column, text in found.get("modifier", ()) if text]
    columns += [column for column, text in found.get("units", ()) if not _ONE.fullmatch(text)]
    if not columns:
        return ""
    return f"“{heading}” has several codes, and of which “{columns[0]}” speaks is not said. Give each a row"


def _pick(row: list[str], layout: Layout, group: int) -> dict[str, tuple[Cell, ...]]:
    """The cells of a group by field. Empty ones count for diagnoses, whose places are pointed to."""
    found: dict[str, list[Cell]] = {}
    for column in layout.columns:
        text = row[column.index] if column.index < len(row) else ""
        if column.group == group and (text or column.field == "diagnosis"):
            found.setdefault(column.field, []).append((column.heading, text))
    return {field: tuple(held) for field, held in found.items()}


def _text(found: Cells, field: str) -> str:
    """The first text of a field, "" for none."""
    return next((text for _, text in found.get(field, ()) if text), "")


def _differs(found: Cells, above: Cells) -> bool:
    own = _text(found, "date")
    return bool(own) and own != _text(above, "date")


def _of_claim(layout: Layout) -> tuple[str, ...]:
    """The fields that a row may have of the rows above: diagnoses only where they are pointed to."""
    pointed = any(layout.of(field) for field in _POINTERS)
    fields = (*_OF_CLAIM, "diagnosis") if pointed else _OF_CLAIM
    return tuple(field for field in fields if layout.of(field))


def _fill(found: Cells, above: Cells, fields: Sequence[str]) -> Cells:
    """The cells with what the rows above say for the same claim in these fields."""
    missing = {field: above[field] for field in fields if field in above and not _text(found, field)}
    return {**found, **missing}


def problem_of(line: LineCells, field: str, error: Exception) -> InputError:
    """The sentence for a cell that cannot be read, with its row and heading."""
    heading = next((heading for heading, text in line.cells.get(field, ()) if text), field)
    return InputError(f"row {line.row}: “{heading}”: {error}.")
