"""Proof that the knowledge holds together: no fact without source, no dangling reference, no contradiction.

Each check yields the faults it finds; the build stops at the first and can list all of them.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from app.claims.record import claim_from
from app.coding.errors import InputError
from app.coding.fields import FIELDS
from app.rules.engine.rule import Rule
from build_scripts.reference.anatomy import check_anatomy
from build_scripts.reference.codes import check_codes, check_spans
from build_scripts.reference.errors import DataError
from build_scripts.reference.guidance import check_guidance
from build_scripts.reference.keys import check_keys
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.reading import Row
from build_scripts.reference.rule_links import check_rules
from build_scripts.reference.sources import check_sources

LABEL_LENGTH = 60


def find_faults(knowledge: Knowledge, rules: Sequence[Rule] = ()) -> Iterator[DataError]:
    """Every fault of the knowledge, and of what rules cite of it, as errors that name file and line."""
    yield from check_keys(knowledge)
    yield from check_sources(knowledge)
    yield from check_codes(knowledge)
    yield from check_anatomy(
        knowledge.anatomy, knowledge.procedures, {row.value.code for row in knowledge.codes}
    )
    yield from check_guidance(knowledge.guidance, knowledge.codes)
    yield from check_spans(knowledge)
    yield from _check_wording(knowledge)
    yield from _check_conflict_ids(knowledge)
    yield from _check_documentation(knowledge)
    yield from _check_examples(knowledge)
    if rules:
        yield from check_rules(knowledge, rules)


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
