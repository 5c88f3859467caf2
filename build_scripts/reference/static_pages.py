"""Pages that depend on neither the date nor an imported edition, made once when the database is built."""

from collections.abc import Iterator, Sequence

from app.coding.page_key import DECISION, MODIFIERS
from app.coding.pages import Page, Row, Section, Table
from app.coding.words import MODALITIES
from app.rules.engine.rule import Rule
from build_scripts.reference import rows
from build_scripts.reference.authored_pages import guidance_pages, make_page, topic_pages
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import number_pages
from build_scripts.reference.keyed_pages import (
    conflict_pages,
    diagnosis_pages,
    modifier_pages,
    payer_pages,
    place_pages,
    situation_pages,
    term_pages,
)
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.rule_pages import rule_pages
from build_scripts.reference.shared_sections import modifier_table


def static_pages(knowledge: Knowledge, rules: Sequence[Rule]) -> list[Page]:
    """Every page of that kind. Pure: the same knowledge and rules give the same pages."""
    citer = Citer(knowledge)
    return [
        *guidance_pages(knowledge, citer),
        *topic_pages(knowledge, citer),
        *modifier_pages(knowledge, citer),
        *place_pages(knowledge, citer),
        *payer_pages(knowledge, citer),
        *term_pages(knowledge, citer),
        *situation_pages(knowledge, citer),
        *conflict_pages(knowledge, citer),
        *number_pages(knowledge, citer),
        *diagnosis_pages(knowledge, citer),
        *_views(knowledge, citer),
        *rule_pages(knowledge, citer, rules),
    ]


def _views(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    heads = ("Target", "Purpose", "Imaging", "Report", "Guidance", "Study", "Note", "Confidence")
    ordered = sorted((item.value for item in knowledge.decisions), key=lambda each: each.order)
    lines = tuple(_decision(row, citer) for row in ordered)
    decisions = [Section("decisions", "Decisions", (Table(heads, lines, filterable=True),))]
    yield make_page(
        knowledge,
        DECISION,
        "view",
        "",
        "Which guidance code",
        "By target, purpose and imaging.",
        decisions,
    )
    yield make_page(
        knowledge,
        MODIFIERS,
        "view",
        "",
        "Modifier table",
        "Modifiers beside image guidance.",
        [modifier_table(knowledge, citer)],
    )


def _decision(row: rows.DecisionRow, citer: Citer) -> Row:
    cells = (
        row.target,
        row.purpose,
        MODALITIES[row.modality],
        " ".join(row.report),
        row.guidance,
        " ".join(row.study),
        row.note,
        row.confidence,
    )
    return Row(cells, citer.cite(row), row.guidance if row.guidance != "none" else None)
