"""The claims of a practice system's table, one a day of service."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import structs

from app.claims.claim_tables import field_value
from app.claims.corrections import why_over
from app.claims.left_out import Kind, Tally, left_out, say_left_out
from app.claims.record import Entry, claim_from
from app.claims.supplies import is_supply, say_missed
from app.claims.tables import cells, spans
from app.claims.tables.codes import diagnoses, old_diagnoses, without_decimals
from app.claims.tables.fields import TARGETS
from app.claims.tables.headings import heading_key
from app.claims.tables.layout import Layout
from app.claims.tables.rows import LineCells, claims_of, problem_of
from app.claims.tables.sheet import Sheet
from app.claims.tokens import Tokens
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.field_path import line_index, sentence_in_line
from app.coding.fields import DOCUMENTATION_FIELDS

_POINTERS = ("pointers", "pointers-digits", "pointers-numbers")
_UNTIED: tuple[Kind, str] = ("diagnoses-not-tied", "")
_UNLISTED: tuple[Kind, str] = ("diagnoses-not-listed", "")
_NO_UNITS: tuple[Kind, str] = ("units-not-stated", "")
_FRACTION: tuple[Kind, str] = ("line-with-fraction", "")
_UNCOUNTED: tuple[Kind, str] = ("line-not-counted", "")
_NO_PAYER: tuple[Kind, str] = ("payer-not-read", "")
_NO_PLACE: tuple[Kind, str] = ("place-not-read", "")
_OLD: tuple[Kind, str] = ("diagnosis-of-icd-9", "")
_ICD_10_FROM = date(2015, 10, 1)
"""From this day of service on claims have ICD-10-CM (45 CFR 162.1002)."""
_BY_REVENUE = "a revenue code stands without a procedure; the claim is read as institutional"
_TOTAL = "0001"  # the revenue code of the line that sums up the others
_NAMED = 3  # headings that a note names
_Value = TypeVar("_Value")


class Reading:
    """One reading of a table: how its cells become values, its tokens, and what is counted on the way."""

    def __init__(
        self, sheet: Sheet, layout: Layout, payers: Mapping[str, str], practitioners: Tokens | None = None
    ) -> None:
        self._sheet = sheet
        self._layout = layout
        self._payers = payers
        self._practitioners = practitioners or Tokens("p")
        self._tally: Tally = Counter()  # of the claim at hand, and the rows before it that are no lines
        self._missed = ""
        self._columns = columns_left_out(layout)
        self._total: Tally = Counter(self._columns)

    def entries(self) -> Iterator[Entry]:
        """The claims, then a note on what was left out or presumed. Raises InputError for a broken table."""
        rows: Tally = Counter()
        for claim in claims_of(self._sheet, self._layout, rows):
            self._tally = Counter()
            ties, over = claim.corrections, why_over(claim.corrections)
            try:
                for entry in self._claims(claim.name, claim.lines):
                    yield structs.replace(entry, corrections=ties, unchecked=over or entry.unchecked)
            except InputError as error:
                yield Entry(claim.name, None, f"{self._sheet.name}, {error}")
            self._total.update(self._tally)
        self._total.update(rows)
        notes = _say_old(self._layout.old)
        notes += _say_presumed(self._layout.presumed)
        notes += say_left_out(left_out(self._total), "left out or presumed")
        if notes:
            said = tuple(f"{self._sheet.name}: {note}." for note in notes)
            yield Entry("", None, notes=said, left_out=left_out(rows))

    def _claims(self, name: str, lines: Sequence[LineCells]) -> Iterator[Entry]:
        self._missed = ""
        for line in lines:
            if line.problem:
                raise InputError(f"row {line.row}: {line.problem}.")
        days: dict[date, list[LineCells]] = defaultdict(list)
        notes: list[str] = []
        for line in lines:
            first, note = self._day(line)
            days[first].append(line)
            notes += [f"{self._sheet.name}, row {line.row}: {note}."] if note else []
        shared = self._shared(lines)
        if shared["claim_form"] is None and (bare := next((line for line in lines if not line.code), None)):
            shared["claim_form"] = "institutional"
            notes.append(f"{self._sheet.name}, row {bare.row}: {_BY_REVENUE}.")
        found = ((day, self._claim(day, held, shared)) for day, held in sorted(days.items()))
        claims = {day: claim for day, claim in found if claim}
        if not claims:
            raise InputError(f"row {lines[0].row}: the claim has no line whose units can be counted.")
        left, columns = left_out(self._tally + self._columns), left_out(self._columns)
        for position, (day, claim) in enumerate(claims.items(), 1):
            held = days[day]
            own = f"{name}.{position}" if len(claims) > 1 else name
            if len(claims) > 1 and position == 1:
                notes.append(
                    f"{self._sheet.name}, row {held[0].row}: the services of this claim are of "
                    f"{len(claims)} days; each day is read as a claim of its own."
                )
            is_first = position == 1  # notes and counts are told once
            told, gone = (tuple(notes), left) if is_first else ((), columns)
            yield Entry(own, claim, notes=told, unchecked=self._missed, left_out=gone)

    def _day(self, line: LineCells) -> tuple[date, str]:
        """The day of a line, and a note where it is the first of several."""
        dates = _one(line, "date", spans.span)
        if dates is None:
            raise InputError(f"row {line.row}: the date of service is missing.")
        first = dates[0]
        last = _one(line, "date_to", spans.day) or dates[1] or first
        if last < first:
            raise InputError(f"row {line.row}: the service ends before it starts. Correct the dates.")
        note = (
            "the service spans several days; it is read on the first, and the day of each unit is not known"
        )
        return first, note if last > first else ""

    def _shared(self, lines: Sequence[LineCells]) -> dict[str, object]:
        """What stands for the whole claim, which its rows must not contradict."""
        payer = _agreed(lines, "payer", lambda cell: cells.payer(cell, self._payers) or "")
        if payer == "":
            self._tally[_NO_PAYER] += 1
        bill_type = _agreed(lines, "bill_type", cells.bill_type)
        form = "institutional" if bill_type else _agreed(lines, "claim_form", cells.claim_form)
        frequency = _agreed(lines, "frequency", cells.frequency) or (bill_type[-1] if bill_type else None)
        documentation: dict[str, object] = {}
        for field in DOCUMENTATION_FIELDS:
            documentation[field.name] = _agreed(lines, field.path, functools.partial(field_value, field))
        stated = any(value is not None for value in documentation.values())
        return {
            "payer": payer or None,
            "claim_form": form,
            "bill_type": bill_type,
            "frequency": frequency,
            "equipment_owner": _agreed(lines, "equipment_owner", str.lower),
            "documentation": documentation,
            "record": "reviewed" if stated else "none",
        }

    def _claim(self, day: date, lines: Sequence[LineCells], shared: Mapping[str, object]) -> Claim | None:
        """The claim of a day, None where no line of it can be counted.

        What all of its lines share of place and practitioner is that of the claim.
        """
        made = [line for line in (self._line(each) for each in lines) if line]
        if not made and (self._tally[_UNCOUNTED] or self._tally[_FRACTION]):
            return None
        record: dict[str, object] = {"schema": 2, "date_of_service": day.isoformat(), **shared, "lines": made}
        for field in ("place_of_service", "practitioner"):
            held = {line[field] for line in made}
            if len(held) == 1:
                record[field] = held.pop()
                for line in made:
                    line[field] = None
        try:
            return claim_from(record)
        except InputError as error:
            index = line_index(error.field) if len(made) == len(lines) else None
            raise InputError(f"row {lines[index or 0].row}: {sentence_in_line(error)}") from None

    def _line(self, line: LineCells) -> dict[str, object] | None:
        revenue = _one(line, "revenue_code", cells.revenue_code)
        if revenue == _TOTAL and not line.code:
            return None
        place = _one(line, "place", cells.place)
        if place is None and line.cells.get("place"):
            self._tally[_NO_PLACE] += 1
        if line.code and (why := next(filter(None, map(cells.uncounted, _texts(line, "units"))), "")):
            self._leave_out(line, why)
            return None
        units = _one(line, "units", cells.units if line.code else cells.units_without_code)
        minutes = _one(line, "minutes", cells.units)
        if units is None and line.code:
            self._tally[_NO_UNITS] += 1
        who = _one(line, "practitioner", heading_key)
        number = _one(line, "line", without_decimals) or str(line.row)
        return {
            "code": line.code,
            "modifiers": tuple(dict.fromkeys((*line.modifiers, *_all(line, "modifier", cells.modifiers)))),
            "units": 1 if units is None else units,
            "diagnoses": self._diagnoses(line) if line.code else (),
            "place_of_service": place,
            "revenue_code": revenue,
            "minutes": minutes or None,
            "practitioner": self._practitioners.of(who or ""),
            "source_line": number if number.isdecimal() and len(number) < 7 else str(line.row),
        }

    def _leave_out(self, line: LineCells, why: str) -> None:
        """Count a line whose units cannot be counted; without a procedure a check would mislead."""
        is_fraction = is_supply(line.code) and why == cells.FRACTION
        self._tally[_FRACTION if is_fraction else _UNCOUNTED] += 1
        if not is_supply(line.code):
            self._missed = self._missed or say_missed(f"Row {line.row}", why)

    def _diagnoses(self, line: LineCells) -> tuple[str, ...]:
        """The diagnoses of a line: those it points to, else those in its row, where a row is a line."""
        known = _all(line, "diagnosis", lambda cell: self._codes(line, cell) if cell else ("",))
        pointers = next((field for field in _POINTERS if self._layout.of(field)), "")
        if pointers and not line.shared:
            found = _all(line, pointers, lambda cell: cells.pointed(cell, known, pointers))
            if not known and not found and line.cells.get(pointers):
                self._tally[_UNLISTED] += 1
            return found
        if self._layout.grouped or line.shared:
            if any(known):
                self._tally[_UNTIED] += 1
            return ()
        return tuple(dict.fromkeys(filter(None, known)))

    def _codes(self, line: LineCells, cell: str) -> tuple[str, ...]:
        """The diagnoses of a cell, before ICD-10 also of ICD-9 without their point. Raises InputError."""
        try:
            return diagnoses(cell)
        except InputError:
            if self._day(line)[0] >= _ICD_10_FROM:
                raise
            found = old_diagnoses(cell)
        self._tally[_OLD] += len(found)
        return found


def _texts(line: LineCells, field: str) -> tuple[str, ...]:
    return tuple(text for _, text in line.cells.get(field, ()))


def _one(line: LineCells, field: str, read: Callable[[str], _Value | None]) -> _Value | None:
    """The value of a field that a line has once; None for an empty cell. Raises InputError with the place."""
    text = next((text for _, text in line.cells.get(field, ()) if text), "")
    try:
        return read(text) if text else None
    except InputError as error:
        raise problem_of(line, field, error) from None


def _all(line: LineCells, field: str, read: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The values of every cell of a field, in order. Raises InputError with the place."""
    found: list[str] = []
    for heading, text in line.cells.get(field, ()):
        try:
            found += read(text)
        except InputError as error:
            raise InputError(f"row {line.row}: “{heading}”: {error}.") from None
    return tuple(found)


def _agreed(lines: Sequence[LineCells], field: str, read: Callable[[str], _Value | None]) -> _Value | None:
    """The value on which the lines that state it agree. Raises InputError where they do not."""
    agreed = None
    for line in lines:
        value = _one(line, field, read)
        if agreed is None:
            agreed = value
        elif value is not None and value != agreed:
            raise problem_of(line, field, InputError("differs from a row above for the same claim"))
    return agreed


def _say_old(old: Sequence[str]) -> list[str]:
    """The headings of columns of ICD-9 codes, of many the first few."""
    if not old:
        return []
    named = ", ".join(f"“{heading}”" for heading in old[:_NAMED])
    more = f" and {len(old) - _NAMED} more" if len(old) > _NAMED else ""
    return [f"{named}{more} {'holds' if len(old) == 1 else 'hold'} ICD-9 codes, which are not checked"]


def _say_presumed(presumed: Sequence[tuple[str, str]]) -> list[str]:
    """For each field the headings that were taken for it; of many the first few."""
    headings: dict[str, list[str]] = defaultdict(list)
    for heading, field in presumed:
        headings[field].append(f"“{heading}”")
    said = []
    for field, named in headings.items():
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        verb = "is" if len(named) == 1 else "are"
        said.append(f"{', '.join(named[:_NAMED])}{more} {verb} read as {TARGETS[field].lower()}")
    return said


def columns_left_out(layout: Layout) -> Tally:
    """The columns of a table that are not read, by kind."""
    counts: dict[Kind, int] = {
        "column-of-person": layout.persons,
        "column-not-needed": len(layout.unneeded),
        "column-of-icd-9": len(layout.old),
    }
    return Counter({(kind, ""): count for kind, count in counts.items() if count})
