"""Proof that codes, modifiers and places that rows name are there, and that no dates overlap."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any

from app.coding.shapes import CODE
from build_scripts.reference.errors import DataError
from build_scripts.reference.keys import show_key
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.payers import Known, check_payers
from build_scripts.reference.reading import Row

CONTRACTOR = "CCCCC"


def check_codes(knowledge: Knowledge) -> Iterator[DataError]:
    """Every fault: a code, modifier, place or payer that no table holds."""
    known = {row.value.code for row in knowledge.codes}
    for row, codes in _mentions(knowledge):
        for code in codes:
            if code not in known:
                yield row.error(f"code “{code}” is not in codes.csv.")
    modifiers = {row.value.code for row in knowledge.modifiers}
    for modifier in knowledge.modifiers:
        for other in modifier.value.conflicts:
            if other not in modifiers:
                yield modifier.error(f"conflicts: “{other}” is not a modifier of this file.")
    places = {row.value.code for row in knowledge.places}
    payers = {row.value.id for row in knowledge.payers}
    for place in knowledge.payer_places:
        if place.value.code not in places:
            yield place.error(f"place “{place.value.code}” is not in places.csv.")
        if place.value.payer not in payers:
            yield place.error(f"payer “{place.value.payer}” is not in payers.toml.")
    yield from check_payers(knowledge.payers, Known(known, modifiers, places))


def _mentions(knowledge: Knowledge) -> Iterator[tuple[Row[Any], Collection[str]]]:
    """Every row that names codes, with the codes."""
    yield from _mentions_in_tables(knowledge)
    for diagnosis in knowledge.diagnoses:
        yield diagnosis, diagnosis.value.primary
    for conflict in knowledge.conflicts:
        yield conflict, conflict.value.codes
    for decision in knowledge.decisions:
        yield decision, {*decision.value.report, *decision.value.study, decision.value.guidance} - {"none"}
    for page in (*knowledge.guidance, *knowledge.topics):
        yield from ((page, group.codes) for section in page.value.section for group in section.group)


def _mentions_in_tables(knowledge: Knowledge) -> Iterator[tuple[Row[Any], Collection[str]]]:
    for code in knowledge.codes:
        yield code, code.value.successors
    for variant in knowledge.variants:
        named = {variant.value.use} if CODE.fullmatch(variant.value.use) else set()
        yield variant, {variant.value.code, *named}
    for pair in knowledge.add_on_pairs:
        yield pair, {pair.value.add_on, pair.value.primary} - {CONTRACTOR}
    for inclusion in knowledge.inclusions:
        yield inclusion, (inclusion.value.code, inclusion.value.guidance)
    for alternative in knowledge.alternatives:
        yield alternative, (alternative.value.code, alternative.value.guidance, alternative.value.use)
    for edit in knowledge.pair_edits:
        yield edit, (edit.value.column1, edit.value.column2)
    for fee in knowledge.fees:
        yield fee, (fee.value.code,)
    for limit in knowledge.units:
        yield limit, (limit.value.code,)


def check_spans(knowledge: Knowledge) -> Iterator[DataError]:
    """Every fault of dates: a first day after the last, and two rows for one thing on one day."""
    tables: tuple[tuple[Iterable[Row[Any]], Callable[[Any], object]], ...] = (
        (knowledge.add_on_pairs, lambda row: (row.add_on, row.primary)),
        (knowledge.inclusions, lambda row: (row.code, row.guidance, row.ground)),
        (knowledge.alternatives, lambda row: (row.code, row.guidance)),
        (knowledge.pair_edits, lambda row: (row.setting, row.column1, row.column2, row.source)),
        (knowledge.fees, lambda row: (row.code, row.modifier or "global")),
        (knowledge.superseded_factors, lambda row: row.conversion),
        (knowledge.payment_shares, lambda row: (row.rule, row.indicator)),
        (knowledge.units, lambda row: (row.code, row.setting)),
        (knowledge.codes, lambda row: row.code),
    )
    for table, key in tables:
        spans: dict[object, list[tuple[date, date, int]]] = defaultdict(list)
        for row in table:
            first, last = row.value.first or date.min, row.value.last or date.max
            if first > last:
                yield row.error(f"the first day {first} is after the last day {last}.")
            for other_first, other_last, line in spans[key(row.value)]:
                if first <= other_last and other_first <= last:
                    yield row.error(f"the dates of “{show_key(key(row.value))}” overlap with line {line}.")
            spans[key(row.value)].append((first, last, row.line))
