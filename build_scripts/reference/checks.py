"""Proof that the knowledge holds together: no fact without source, no dangling reference, no contradiction.

Each check yields the faults it finds; the build stops at the first and can list all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from app.claims.record import claim_from
from app.claims.tables.fields import TARGETS
from app.claims.tables.headings import heading_key, split_heading
from app.coding.errors import InputError
from app.coding.fields import FIELDS
from app.coding.page_key import COMPARE, COVERAGE, DECISION, MODIFIERS, KeyKind, page_key, parse_key
from app.coding.series import SERIES
from app.rules.engine.rule import Rule
from build_scripts.reference import page_rows, rows
from build_scripts.reference.anatomy import check_anatomy
from build_scripts.reference.errors import DataError
from build_scripts.reference.guidance import check_guidance
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.payers import Known, check_payers, policies_of
from build_scripts.reference.reading import Row, lines_of
from build_scripts.reference.rule_links import check_rules

CONTRACTOR = "CCCCC"
LABEL_LENGTH = 60
_VIEWS = (DECISION, COMPARE, COVERAGE, MODIFIERS)


def find_faults(knowledge: Knowledge, rules: Sequence[Rule] = ()) -> Iterator[DataError]:
    """Every fault of the knowledge, and of what rules cite of it, as errors that name file and line."""
    yield from _check_keys(knowledge)
    yield from _check_sources(knowledge)
    yield from _check_codes(knowledge)
    yield from _check_spans(knowledge)
    yield from _check_wording(knowledge)
    yield from _check_conflict_ids(knowledge)
    yield from _check_documentation(knowledge)
    yield from _check_examples(knowledge)
    if rules:
        yield from check_rules(knowledge, rules)


def page_keys(knowledge: Knowledge) -> set[str]:
    """The keys of every page that the book can show."""
    keys = {row.value.code for row in knowledge.codes} | set(_VIEWS)
    named: tuple[tuple[KeyKind, Iterable[str]], ...] = (
        ("modifier", (row.value.code for row in knowledge.modifiers)),
        ("place", (row.value.code for row in knowledge.places)),
        ("payer", (row.value.id for row in knowledge.payers)),
        ("term", (row.value.id for row in knowledge.terms)),
        ("conflict", (row.value.id for row in knowledge.conflicts)),
        ("diagnosis", (code for row in knowledge.diagnoses for code in row.value.codes)),
    )
    keys |= {page_key(kind, name) for kind, names in named for name in names}
    keys |= {denial_key(row.value) for row in knowledge.denials}
    return keys | {row.value.key for row in knowledge.topics}


def denial_key(row: rows.DenialRow) -> str:
    """The page key of a denial: its id, or a slug of the situation."""
    slug = "".join(sign if sign.isalnum() else "-" for sign in row.situation.lower())
    return page_key("denial", row.id or "-".join(filter(None, slug.split("-"))))


def _check_keys(knowledge: Knowledge) -> Iterator[DataError]:
    unique: tuple[tuple[Iterable[Row[Any]], Callable[[Any], object]], ...] = (
        (knowledge.sources, lambda row: row.id),
        (knowledge.codes, lambda row: row.code),
        (knowledge.modifiers, lambda row: row.code),
        (knowledge.places, lambda row: row.code),
        (knowledge.payer_places, lambda row: (row.payer, row.code)),
        (knowledge.payers, lambda row: row.id),
        (knowledge.terms, lambda row: row.id),
        (knowledge.conflicts, lambda row: row.id),
        (knowledge.headings, lambda row: row.field),
        (knowledge.denials, denial_key),
        ([*knowledge.guidance, *knowledge.topics], lambda row: row.key),
        (knowledge.documentation, lambda row: row.field),
        (knowledge.anatomy, lambda row: row.structure),
        (knowledge.decisions, lambda row: (row.target, row.purpose, row.modality)),
    )
    for table, key in unique:
        seen: dict[object, int] = {}
        for row in table:
            if key(row.value) in seen:
                yield row.error(f"“{_show(key(row.value))}” is already on line {seen[key(row.value)]}.")
            seen.setdefault(key(row.value), row.line)
    codes = {row.value.code for row in knowledge.codes}
    for page in knowledge.guidance:
        if page.value.key not in codes:
            yield page.error(f"key “{page.value.key}” is not a code of codes.csv.")
    for page in knowledge.topics:
        if parse_key(page.value.key).kind != "topic":
            yield page.error(f"key “{page.value.key}” must start with “topic:”.")
    yield from check_anatomy(knowledge.anatomy, codes)
    yield from _check_headings(knowledge)
    keys = page_keys(knowledge)
    for synonym in knowledge.synonyms:
        for wanted in synonym.value.keys:
            if wanted not in keys and parse_key(wanted).kind != "rule":
                yield synonym.error(f"key “{wanted}” is not the key of a page.")


def _check_headings(knowledge: Knowledge) -> Iterator[DataError]:
    """Each heading means one field of a claim, and carries no number: those are counted apart."""
    seen: dict[str, str] = {}
    for row in knowledge.headings:
        if row.value.field not in TARGETS:
            yield row.error(f"field “{row.value.field}” is not a field of a claim table.")
        for name in row.value.names:
            if seen.setdefault(heading_key(name), name) != name:
                yield row.error(f"name “{name}” already means something.")
            if split_heading(name)[1]:
                yield row.error(f"name “{name}” carries a number.")


def _show(key: object) -> str:
    return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def cited_rows(knowledge: Knowledge) -> Iterator[tuple[Row[Any], rows.Cited]]:
    """Everything that must carry a source, with the row in whose file it stands."""
    for table in (
        knowledge.codes,
        knowledge.add_on_pairs,
        knowledge.inclusions,
        knowledge.alternatives,
        knowledge.pair_edits,
        knowledge.fees,
        knowledge.units,
        knowledge.modifiers,
        knowledge.places,
        knowledge.payer_places,
        knowledge.payers,
        knowledge.documentation,
        knowledge.denials,
        knowledge.diagnoses,
        knowledge.decisions,
        knowledge.terms,
    ):
        for row in table:
            yield row, row.value
    yield from ((policy, policy.value) for policy in policies_of(knowledge.payers))
    for conflict in knowledge.conflicts:
        yield from ((conflict, position) for position in conflict.value.position)
    for page in (*knowledge.guidance, *knowledge.topics):
        yield page, page.value
        yield from _page_parts(page)


def _page_parts(page: Row[page_rows.PageRow]) -> Iterator[tuple[Row[Any], rows.Cited]]:
    """The facts, groups and tables of an authored page, each with its own source or its section's."""
    if page.value.guidance is not None and page.value.guidance.source:
        yield page, page.value.guidance
    lines = {kind: iter(lines_of(page.text, f"section.{kind}")) for kind in ("fact", "group", "table")}
    for section in page.value.section:
        parts = {"fact": section.fact, "group": section.group, "table": section.table}
        for kind, items in parts.items():
            for item in items:
                place = Row(page.path, next(lines[kind], page.line), item)
                if isinstance(item, page_rows.TableRow):
                    yield from ((place, rows.Cited(source=source)) for source in item.row_sources)
                if item.source or getattr(item, "row_sources", ()):
                    yield place, item
                elif getattr(item, "state", "") != "missing":  # what is missing has no source to name
                    yield place, section


def _check_sources(knowledge: Knowledge) -> Iterator[DataError]:
    known = {row.value.id for row in knowledge.sources}
    for source in knowledge.sources:
        if source.value.series is not None and source.value.series not in SERIES:
            yield source.error(f"series “{source.value.series}” is none of {', '.join(SERIES)}.")
        if not source.value.url and not source.value.note:
            yield source.error("a source needs a url, or a note that says where it can be found.")
    for row, item in cited_rows(knowledge):
        try:
            pairs = item.pairs()
        except ValueError as error:
            yield row.error(f"{error}.")
            continue
        if not pairs and not getattr(item, "row_sources", ()):
            yield row.error(f"{_name(item)} has no source.")
        for source_id, _ in pairs:
            if source_id not in known:
                yield row.error(f"source “{source_id}” is not in sources.toml ({_name(item)}).")


def _name(item: object) -> str:
    for field in ("label", "text", "title", "term", "situation", "key", "code", "id"):
        if getattr(item, field, ""):
            return f"“{str(getattr(item, field))[:50]}”"
    return "this row"


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


def _check_codes(knowledge: Knowledge) -> Iterator[DataError]:
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
    yield from check_guidance(knowledge.guidance, knowledge.codes)
    yield from check_payers(knowledge.payers, Known(known, modifiers, places))


def _check_spans(knowledge: Knowledge) -> Iterator[DataError]:
    tables: tuple[tuple[Iterable[Row[Any]], Callable[[Any], object]], ...] = (
        (knowledge.add_on_pairs, lambda row: (row.add_on, row.primary)),
        (knowledge.inclusions, lambda row: (row.code, row.guidance, row.ground)),
        (knowledge.alternatives, lambda row: (row.code, row.guidance)),
        (knowledge.pair_edits, lambda row: (row.setting, row.column1, row.column2, row.source)),
        (knowledge.fees, lambda row: (row.code, row.modifier or "global")),
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
                    yield row.error(f"the dates of “{_show(key(row.value))}” overlap with line {line}.")
            spans[key(row.value)].append((first, last, row.line))


def _check_wording(knowledge: Knowledge) -> Iterator[DataError]:
    labeled: tuple[Row[Any], ...] = (*knowledge.codes, *knowledge.diagnoses)
    for row in labeled:
        if len(row.value.label) > LABEL_LENGTH:
            yield row.error(f"the label has {len(row.value.label)} characters; at most {LABEL_LENGTH}.")


def _check_conflict_ids(knowledge: Knowledge) -> Iterator[DataError]:
    known = {row.value.id for row in knowledge.conflicts}
    for row in knowledge.inclusions:
        if row.value.conflict is not None and row.value.conflict not in known:
            yield row.error(f"conflict “{row.value.conflict}” is not in conflicts.toml.")
    edits = {f"{row.value.column1} / {row.value.column2}" for row in knowledge.pair_edits}
    for conflict in knowledge.conflicts:
        if len(conflict.value.position) < 2:
            yield conflict.error("a conflict needs at least two positions.")
        for edit in conflict.value.edits:
            if edit not in edits:
                yield conflict.error(f"PTP edit “{edit}” is not in pair_edits.csv.")


def _check_documentation(knowledge: Knowledge) -> Iterator[DataError]:
    for row in knowledge.documentation:
        if row.value.path not in FIELDS:
            yield row.error(f"“{row.value.field}” is no field of the documentation.")


def _check_examples(knowledge: Knowledge) -> Iterator[DataError]:
    for row in knowledge.examples:
        try:
            claim_from(row.value.claim)
        except InputError as error:
            yield row.error(str(error))
