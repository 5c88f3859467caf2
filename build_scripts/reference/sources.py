"""Everything in the knowledge that must carry a source, and that each names one that is known."""

from collections.abc import Iterator
from typing import Any

from app.coding.series import SERIES, find_series
from build_scripts.reference import page_rows, rows
from build_scripts.reference.errors import DataError
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.payers import policies_of
from build_scripts.reference.reading import Row, lines_of


def cited_rows(knowledge: Knowledge) -> Iterator[tuple[Row[Any], rows.Cited]]:
    """Everything that must carry a source, with the row in whose file it stands."""
    for table in (
        knowledge.codes,
        knowledge.add_on_pairs,
        knowledge.inclusions,
        knowledge.alternatives,
        knowledge.pair_edits,
        knowledge.fees,
        knowledge.superseded_factors,
        knowledge.payment_shares,
        knowledge.states,
        knowledge.units,
        knowledge.variants,
        knowledge.modifiers,
        knowledge.places,
        knowledge.payer_places,
        knowledge.payers,
        knowledge.documentation,
        knowledge.denials,
        knowledge.denial_codes,
        knowledge.appeal_steps,
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


def _check_series(source: Row[rows.SourceRow]) -> Iterator[DataError]:
    """Whether the series is known, and has a table for the setting."""
    item = source.value
    series = find_series(item.series or "")
    if item.series is not None and series is None:
        yield source.error(f"series “{item.series}” is none of {', '.join(SERIES)}.")
    elif series is not None and series.settings and item.setting not in series.settings:
        yield source.error(f"a source of {series.name} needs a setting: {', '.join(series.settings)}.")
    elif item.setting is not None and not (series and series.settings):
        yield source.error("a setting goes with a series that has a table for each.")


def check_sources(knowledge: Knowledge) -> Iterator[DataError]:
    """Every fault: a fact without a source, a source that is not known or cannot be found."""
    known = {row.value.id for row in knowledge.sources}
    for source in knowledge.sources:
        yield from _check_series(source)
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
