"""The grid of facts at the top of a code's page: each value in words, with the source that answered.

Indicator values are those of the layout of the PFS relative value file and of OPPS Addendum D1.
"""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from app.coding.carried import name_outside
from app.coding.dates import show_date
from app.coding.official import FeeRow, UnitsLimit
from app.coding.pages import Fact, FactGrid, Page, Prose, Section
from app.coding.reasons import say_gap
from app.coding.series import SERIES
from app.coding.sources import Citation
from app.coding.words import BILATERAL_INDICATORS
from app.library.book.book import CodeEntry
from app.library.facts.day import Day
from app.library.facts.gaps import make_gap
from app.library.pages.code_fees import FeeSet, FeeValue, amounts, is_of_day, read_fee
from app.library.shelf.sources import source_of

NO_SOURCE = "No source on the shelf for this date."
ROWS_DATED = "Each row of the add-on code edits has days of its own and answers for them."
STATUS = {
    "A": "A, active", "B": "B, bundled", "C": "C, contractor priced", "D": "D, deleted",
    "E": "E, excluded by regulation", "I": "I, not valid for Medicare", "J": "J, anesthesia service",
    "M": "M, measurement code", "N": "N, noncovered", "P": "P, bundled or excluded",
    "Q": "Q, therapy information", "R": "R, restricted coverage", "T": "T, paid only alone",
    "X": "X, excluded by statute",
}  # fmt: skip
_COMPONENTS = {
    "0": "0, physician service", "1": "1, 26 or TC allowed", "2": "2, professional component only",
    "3": "3, technical component only", "4": "4, global test only", "5": "5, incident to",
    "6": "6, laboratory interpretation", "7": "7, therapy", "8": "8, laboratory interpretation",
    "9": "9, concept does not apply",
}  # fmt: skip
_GLOBAL = {
    "000": "000, same day", "010": "010, ten days", "090": "090, ninety days", "MMM": "MMM, maternity",
    "XXX": "XXX, no global period", "YYY": "YYY, set by the contractor",
    "ZZZ": "ZZZ, in another service's period",
}  # fmt: skip
_BILATERAL = {indicator: f"{indicator}, {meaning}" for indicator, meaning in BILATERAL_INDICATORS.items()}
_SUPERVISION = {
    "01": "01, general",
    "02": "02, direct",
    "03": "03, personal",
    "09": "09, concept does not apply",
}
_HOSPITAL = {
    "N": "N, packaged", "Q1": "Q1, packaged with S, T or V", "Q2": "Q2, packaged with T",
    "Q3": "Q3, may be in a composite", "S": "S, separate APC, not discounted",
    "T": "T, separate APC, discounted",
    "J1": "J1, comprehensive APC", "E1": "E1, not paid", "C": "C, inpatient only",
    "B": "B, not recognized under OPPS",
}  # fmt: skip
_ADD_ON = {"1": "Type 1, closed list", "2": "Type 2, contractor decides", "3": "Type 3, list not closed"}
_UNITS = {"1": "claim line", "2": "date of service, policy", "3": "date of service, clinical"}
_FEE_FACTS: tuple[tuple[str, tuple[str, ...], Callable[[FeeRow], str], Mapping[str, str]], ...] = (
    ("PC/TC indicator", ("",), lambda row: row.component, _COMPONENTS),
    ("Global days", ("", "26"), lambda row: row.global_days, _GLOBAL),
    ("Bilateral surgery indicator", ("", "26"), lambda row: row.bilateral, _BILATERAL),
    ("Physician supervision, TC", ("TC",), lambda row: row.supervision, _SUPERVISION),
)


def facts_section(day: Day, code: str, authored: Page | None, sets: list[FeeSet]) -> Section:
    """The grid of a guidance code: always the same nine labels; what nothing answers is "missing"."""
    facts = (
        _status_fact(day, code, sets),
        _kind_fact(day, code),
        _units_fact(day, code),
        *_fee_facts(sets),
        _hospital_fact(day, code, authored),
        _amount_fact(day, sets),
    )
    return Section("facts", "Facts", (FactGrid(tuple(as_of_edition(day, fact) for fact in facts)),))


def as_of_edition(day: Day, fact: Fact) -> Fact:
    """A fact of an official edition that does not cover the day, as carried from it."""
    source = day.book.source(fact.citations[0].source) if fact.citations else None
    if fact.state != "stated" or source is None or not source.series or not name_outside(source, day.on):
        return fact
    note = fact.note
    if source.series == "ncci-aoc" and source.first and day.on < source.first:
        note = f"{note} {ROWS_DATED}".strip()
    return msgspec.structs.replace(fact, state="carried", note=note, first=source.first, last=source.last)


def short_facts(day: Day, code: str, entry: CodeEntry, sets: list[FeeSet]) -> Section:
    """The grid of any other code: its dates, the units limit and what was read of the fee schedule."""
    fees = [fact for fact in _fee_facts(sets) if fact.state == "stated"] if sets else []
    fees += [_amount_fact(day, sets)] if amounts(sets) else []
    add_on = [_kind_fact(day, code)] if day.add_on_pairs(code) else []
    facts = (*_dates(entry), *(as_of_edition(day, fact) for fact in (*add_on, _units_fact(day, code), *fees)))
    return Section("facts", "Facts", (FactGrid(facts),))


def missing_fact(label: str, note: str = NO_SOURCE) -> Fact:
    """A fact that nothing on the shelf answers, with the reason."""
    return Fact(label=label, value="", state="missing", note=note)


def _dates(entry: CodeEntry) -> Iterator[Fact]:
    facts = entry.facts
    stated = (
        ("Valid from", show_date(facts.first) if facts.first else ""),
        ("Valid to", show_date(facts.last) if facts.last else ""),
        ("Replaced by", " ".join(facts.successors)),
    )
    for label, value in stated:
        if value:
            yield Fact(label=label, value=value, citations=facts.citations, confidence=entry.confidence)


def _status_fact(day: Day, code: str, sets: list[FeeSet]) -> Fact:
    """Ended or not begun on the day by the code's own dates; else the status of the fee schedule."""
    facts = day.code(code)
    if facts and facts.last and facts.last < day.on:
        return Fact(label="Status", value=f"Ended {show_date(facts.last)}", citations=facts.citations)
    if facts and facts.first and day.on < facts.first:
        return Fact(label="Status", value=f"From {show_date(facts.first)}", citations=facts.citations)
    return _fee_fact(sets, "Status", ("", "26"), lambda row: row.status, STATUS)


def _fee_facts(sets: list[FeeSet]) -> list[Fact]:
    return [_fee_fact(sets, label, modifiers, read, words) for label, modifiers, read, words in _FEE_FACTS]


def _fee_fact(
    sets: list[FeeSet],
    label: str,
    modifiers: tuple[str, ...],
    read: Callable[[FeeRow], str],
    words: Mapping[str, str],
) -> Fact:
    return _fact_of(label, read_fee(sets, modifiers, read), words)


def _amount_fact(day: Day, sets: list[FeeSet]) -> Fact:
    """The national amounts, before local adjustment: of a release for the day, none of another quarter."""
    label = "Amount, non-facility"
    found = amounts([each for each in sets if is_of_day(day, each)])
    if found is not None:
        return _fact_of(label, found, {})
    gap = day.missing.get("fees") or make_gap("missing", day.on, day.setting, "fees", SERIES["pfs-rvu"])
    return missing_fact(label, say_gap(gap) if amounts(sets) else NO_SOURCE)


def _fact_of(label: str, found: FeeValue | None, words: Mapping[str, str]) -> Fact:
    if found is None:
        return missing_fact(label)
    note = "" if found.current else f"From {found.name}; no edition on the shelf states it for this date."
    return Fact(label=label, value=words.get(found.value, found.value), note=note, citations=found.citations)


def _kind_fact(day: Day, code: str) -> Fact:
    """Whether the add-on code edits list the code on the day, and under which type."""
    source = day.sources.get("ncci-aoc")
    if "add-ons" in day.missing or source is None:
        return missing_fact("Add-on code", day.why_missing("add-ons") or NO_SOURCE)
    facts = day.code(code)
    kind = facts.add_on_type if facts else None
    if kind:
        return Fact(
            label="Add-on code", value=_ADD_ON[kind], citations=(source.cite(f"{code}, type {kind}"),)
        )
    return Fact(label="Add-on code", value="Not an add-on", citations=(source.cite(f"{code} is not listed"),))


def _units_fact(day: Day, code: str) -> Fact:
    """The MUE value for practitioners: of the edition in force, else the newest in the book."""
    if day.has_whole("ncci-mue"):
        limit = day.about(code).units
        value = _show_units(limit) if limit else "No published MUE"
        return Fact(label="MUE", value=value, citations=(day.sources["ncci-mue"].cite(code),))
    found = book_units(day, code)
    if found is None:
        return missing_fact("MUE", day.why_missing("units") or NO_SOURCE)
    limit, citations = found
    source = day.book.source(citations[0].source)
    value = _show_units(limit)
    if "units" not in day.missing or source is None:
        note = f"From the {citations[0].edition} edition."
        first = source.first if source else None
        return Fact(label="MUE", value=value, note=note, citations=citations, first=first)
    return Fact(
        label="MUE",
        value=value,
        state="carried",
        note=day.why_missing("units"),
        citations=citations,
        first=source.first,
        last=source.last,
    )


def book_units(day: Day, code: str) -> tuple[UnitsLimit, tuple[Citation, ...]] | None:
    """The book's MUE row of a code in the day's setting: the one of the day's quarter, else the first."""
    return day.bundled.rows(UnitsLimit, code).first() or day.book.units(code, day.setting).first()


def _show_units(limit: UnitsLimit) -> str:
    """The limit in words: "1, MAI 3: date of service, clinical"."""
    return f"{limit.value}, MAI {limit.adjudication}: {_UNITS[limit.adjudication]}"


def _hospital_fact(day: Day, code: str, authored: Page | None) -> Fact:
    """The OPPS status: of an imported Addendum B that covers the day, else what the authored page says."""
    label = "OPPS status indicator"
    edition = day.shelf.in_force("opps-b", None, day.on)
    if edition:
        row = day.shelf.opps(edition, code)
        value = _HOSPITAL.get(row.indicator, row.indicator) if row else "Not in Addendum B"
        return Fact(label=label, value=value, citations=(source_of(edition).cite(code),))
    parts = [part for section in authored.sections for part in section.parts] if authored else []
    facts = (fact for part in parts if isinstance(part, FactGrid | Prose) for fact in part.facts)
    found = next((fact for fact in facts if fact.series == "opps-b" and fact.citations), None)
    if found is None:
        return missing_fact(label)
    value, _, rest = found.value.partition("; ")
    note = f"{rest[:1].upper()}{rest[1:]} {found.note}".strip()
    return msgspec.structs.replace(found, value=value, note=note)
