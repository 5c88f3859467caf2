"""What names a row of the knowledge: each key once, and the keys of pages."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from app.claims.tables.fields import TARGETS
from app.claims.tables.headings import heading_key
from app.claims.tables.words import split_heading
from app.coding.page_key import COMPARE, COVERAGE, DECISION, MODIFIERS, KeyKind, page_key, parse_key
from build_scripts.reference import denial_rows
from build_scripts.reference.errors import DataError
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.reading import Row

_VIEWS = (DECISION, COMPARE, COVERAGE, MODIFIERS)


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
    keys |= {page_key("denial", row.value.number) for row in knowledge.denial_codes}
    return keys | {row.value.key for row in knowledge.topics}


def denial_key(row: denial_rows.DenialRow) -> str:
    """The page key of a denial: its id, or a slug of the situation."""
    slug = "".join(sign if sign.isalnum() else "-" for sign in row.situation.lower())
    return page_key("denial", row.id or "-".join(filter(None, slug.split("-"))))


def check_keys(knowledge: Knowledge) -> Iterator[DataError]:
    """Every fault: a key that is there twice, a page or a heading named for nothing, a synonym of no page."""
    yield from _check_unique(knowledge)
    yield from _check_pages(knowledge)
    yield from _check_headings(knowledge)
    yield from _check_synonyms(knowledge)


def _check_unique(knowledge: Knowledge) -> Iterator[DataError]:
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
        (knowledge.denial_codes, lambda row: row.number),
        (knowledge.appeal_steps, lambda row: (row.step, row.year)),
        ([*knowledge.guidance, *knowledge.topics], lambda row: row.key),
        (knowledge.documentation, lambda row: row.field),
        (knowledge.anatomy, lambda row: row.structure),
        (knowledge.decisions, lambda row: (row.target, row.purpose, row.modality)),
    )
    for table, key in unique:
        seen: dict[object, int] = {}
        for row in table:
            if key(row.value) in seen:
                yield row.error(f"“{show_key(key(row.value))}” is already on line {seen[key(row.value)]}.")
            seen.setdefault(key(row.value), row.line)


def _check_pages(knowledge: Knowledge) -> Iterator[DataError]:
    codes = {row.value.code for row in knowledge.codes}
    for page in knowledge.guidance:
        if page.value.key not in codes:
            yield page.error(f"key “{page.value.key}” is not a code of codes.csv.")
    for page in knowledge.topics:
        if parse_key(page.value.key).kind != "topic":
            yield page.error(f"key “{page.value.key}” must start with “topic:”.")


def _check_headings(knowledge: Knowledge) -> Iterator[DataError]:
    """Each heading means one field of a claim, and carries no number: those are counted apart."""
    seen: dict[str, str] = {}
    for row in knowledge.headings:
        if row.value.field not in TARGETS:
            yield row.error(f"field “{row.value.field}” is not a field of a claim table.")
        value = row.value
        for name in (*value.names, *value.plain, *value.beside, *value.codes):
            if seen.setdefault(heading_key(name), name) != name:
                yield row.error(f"name “{name}” already means something.")
            if name not in value.codes and split_heading(name)[1]:
                yield row.error(f"name “{name}” carries a number.")


def _check_synonyms(knowledge: Knowledge) -> Iterator[DataError]:
    keys = page_keys(knowledge)
    for synonym in knowledge.synonyms:
        for wanted in synonym.value.keys:
            if wanted not in keys and parse_key(wanted).kind != "rule":
                yield synonym.error(f"key “{wanted}” is not the key of a page.")


def show_key(key: object) -> str:
    """A key, one value or several, for a sentence."""
    return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)
