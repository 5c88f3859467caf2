"""Sections that several guidance pages share: modifiers, documentation, the supplement."""

from app.coding.fields import FIELDS
from app.coding.page_key import page_key
from app.coding.pages import Fact, Prose, Row, Section, Table
from build_scripts.reference.citing import Citer
from build_scripts.reference.knowledge import Knowledge

_FIRST_KINDS = ("component", "distinct")


def modifier_table(knowledge: Knowledge, citer: Citer, *, folded: bool = False) -> Section:
    """Every modifier as one sortable, filterable table.

    `folded`: for the page of a guidance code, where those that split it or set it apart matter most.
    """
    items = [row.value for row in knowledge.modifiers]
    first = [item for item in items if folded and item.kind in _FIRST_KINDS and item.with_guidance != "no"]
    heads = ("Modifier", "Meaning", "When to use", "When not", "Not with")
    lines = tuple(
        Row(
            (item.code, item.label, item.use, item.avoid, " ".join(item.conflicts)),
            citer.cite(item),
            page_key("modifier", item.code),
        )
        for item in (*first, *(item for item in items if item not in first))
    )
    return Section("modifiers", "Modifiers", (Table(heads, lines, filterable=True, lead=len(first)),))


def documentation_section(knowledge: Knowledge, citer: Citer) -> Section:
    """What the record must or should show, by who asks."""
    lines = tuple(
        Row((field.label, field.asked_by, item.text, item.confidence), citer.cite(item))
        for item, field in ((row.value, FIELDS[row.value.path]) for row in knowledge.documentation)
    )
    return Section(
        "documentation", "Documentation", (Table(("Element", "Asked by", "What", "Confidence"), lines),)
    )


def supplement(knowledge: Knowledge, citer: Citer) -> Section:
    """Diagnoses seen with the primaries; OpenPayer's page has none, so this is labeled as ours."""
    facts = tuple(
        Fact(
            label=" ".join(item.primary),
            value=f"{item.label}: {', '.join(item.codes)}.",
            note=item.note,
            state="supplement",
            citations=citer.cite(item),
            confidence=item.confidence,
        )
        for item in (row.value for row in knowledge.diagnoses)
    )
    return Section("diagnoses", "Diagnoses, supplement", (Prose(facts),) if facts else ())
