"""The first day on which a table that was read has a code, for codes whose first day no source gives.

Only what a table says for its own dates counts: the rows of a fee schedule stand for their year, add-on rows
for the day from which the table lists them, units limits and PTP edits for the first day of the edition.
The effective date of a PTP edit is no evidence: CMS dates edits back, beyond the first day of a code.
"""

from collections.abc import Iterator
from datetime import date

from build_scripts.reference.knowledge import Knowledge

_EDITIONS = ("ncci-ptp", "ncci-mue", "pfs-rvu")


def first_listed(knowledge: Knowledge) -> dict[str, date]:
    """By code, the earliest day for which a table in data/ lists it."""
    found: dict[str, date] = {}
    for code, day in _listings(knowledge):
        if code not in found or day < found[code]:
            found[code] = day
    return found


def _listings(knowledge: Knowledge) -> Iterator[tuple[str, date]]:
    """Each code with a day on which a table has it."""
    editions = {
        row.value.id: row.value.first
        for row in knowledge.sources
        if row.value.series in _EDITIONS and row.value.first
    }
    fees = {row.value.id for row in knowledge.sources if row.value.series == "pfs-rvu"}
    for pair in (row.value for row in knowledge.add_on_pairs):
        if pair.first:
            yield from ((code, pair.first) for code in (pair.add_on, pair.primary))
    for fee in (row.value for row in knowledge.fees):
        if fee.first:
            yield fee.code, fee.first
    for units in (row.value for row in knowledge.units):
        yield from ((units.code, editions[key]) for key, _ in units.pairs() if key in editions)
    for edit in (row.value for row in knowledge.pair_edits):
        if edit.last is None:
            for key, _ in edit.pairs():
                if key in editions:
                    yield from ((code, editions[key]) for code in (edit.column1, edit.column2))
    for code in (row.value for row in knowledge.codes):
        if code.add_on_since:
            yield code.code, code.add_on_since
        cited = (_from(editions[key], key in fees, code.code) for key, _ in code.pairs() if key in editions)
        yield from ((code.code, day) for day in cited if code.last is None or day <= code.last)


def _from(day: date, of_fees: bool, code: str) -> date:
    """The day from which an edition has a code: five digits begin with the year of a fee schedule."""
    return day.replace(month=1, day=1) if of_fees and code.isdigit() else day
