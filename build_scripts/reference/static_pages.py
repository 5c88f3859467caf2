"""Pages that depend on neither the date nor an imported edition, made once when the database is built."""

from collections.abc import Iterator, Sequence

from app.coding.pages import CodeGroup, CodeGroups, Fact, FactGrid, Page, Part, Prose, Row, Section, Table
from app.coding.sources import Citation
from app.library.book import SHARED
from app.rules.rule import Rule
from build_scripts.reference import rows
from build_scripts.reference.checks import denial_key
from build_scripts.reference.citing import Citer
from build_scripts.reference.disagreements import disagreement, disagreements_of
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.rule_pages import rule_pages
from build_scripts.reference.shared_sections import (
    documentation_section,
    modifier_table,
    payer_section,
    supplement,
)

_YES_NO = {True: "Yes", False: "No", None: "No source says"}
_PAIRS = {True: "May open a pair with indicator 1, when the record supports it", False: "Never opens a pair"}
_WITH_GUIDANCE = {
    "yes": "Fits a guidance code",
    "no": "Not on a guidance code",
    "separate": "Only for a truly separate service",
    "conditional": "Depends; see when to use and when not",
}


def static_pages(knowledge: Knowledge, rules: Sequence[Rule]) -> list[Page]:
    """Every page of that kind. Pure: the same knowledge and rules give the same pages."""
    citer = Citer(knowledge)
    return [
        *_guidance_pages(knowledge, citer),
        *_topic_pages(knowledge, citer),
        *_modifier_pages(knowledge, citer),
        *_place_pages(knowledge, citer),
        *_payer_pages(knowledge, citer),
        *_word_pages(knowledge, citer),
        *_diagnosis_pages(knowledge, citer),
        *_views(knowledge, citer),
        *rule_pages(knowledge, citer, rules),
    ]


def _page(
    knowledge: Knowledge,
    key: str,
    kind: str,
    code: str,
    label: str,
    summary: str,
    sections: Sequence[Section],
    citations: tuple[Citation, ...] = (),
) -> Page:
    return Page(
        key=key,
        kind=kind,
        code=code,
        label=label,
        summary=summary,
        as_of=knowledge.book.last,
        sections=tuple(section for section in sections if section.parts),
        summary_citations=citations,
    )


def _authored(page: rows.PageRow, citer: Citer) -> list[Section]:
    return [
        Section(item.id, item.title, tuple(_parts(item, citer)), _shared(item, citer))
        for item in page.section
    ]


def _shared(item: rows.SectionRow, citer: Citer) -> tuple[Citation, ...]:
    """The tags beside the title, where the section's parts lean on them."""
    leaning = any(not part.source for part in (*item.fact, *item.group, *item.table))
    return citer.cite(item) if leaning else ()


def _parts(item: rows.SectionRow, citer: Citer) -> Iterator[Part]:
    facts = tuple(
        Fact(
            label=fact.label,
            value=fact.value,
            note=fact.note,
            citations=citer.cite_or(fact, item),
            state=fact.state,
            confidence=fact.confidence,
            first=fact.first,
            last=fact.last,
        )
        for fact in item.fact
    )
    if facts:
        yield FactGrid(facts) if item.style == "grid" else Prose(facts)
    if item.group:
        yield CodeGroups(
            tuple(
                CodeGroup(group.label, group.codes, group.note, group.disputed, citer.cite_or(group, item))
                for group in item.group
            )
        )
    for table in item.table:
        own = [citer.cite(rows.Cited(source=source)) for source in table.row_sources] or [
            citer.cite_or(table, item)
        ] * len(table.rows)
        lines = tuple(Row(cells, cited) for cells, cited in zip(table.rows, own, strict=True))
        yield Table(table.columns, lines, table.numeric, table.filterable)


def _guidance_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    labels = {row.value.code: row.value.label for row in knowledge.codes}
    for row in knowledge.guidance:
        item = row.value
        sections = [
            *_authored(item, citer),
            supplement(knowledge, citer) if item.key == "77002" else Section("", "", ()),
            disagreements_of(knowledge, citer, item.key),
        ]
        yield _page(
            knowledge,
            item.key,
            "guidance",
            item.key,
            labels[item.key],
            item.summary,
            sections,
            citer.cite(item),
        )

    shared = [
        modifier_table(knowledge, citer),
        documentation_section(knowledge, citer),
        payer_section(knowledge, citer),
    ]
    yield _page(knowledge, SHARED, "guidance", "", "", "", shared)


def _topic_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    for row in knowledge.topics:
        item = row.value
        yield _page(
            knowledge,
            item.key,
            "topic",
            "",
            item.title,
            item.summary,
            _authored(item, citer),
            citer.cite(item),
        )


def _modifier_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    for row in knowledge.modifiers:
        item = row.value
        cited = citer.cite(item)
        pairs = (
            ("When to use", item.use),
            ("When not", item.avoid),
            ("Note", item.note),
            ("Does not stand with", ", ".join(item.conflicts)),
        )
        told = tuple(
            Fact(label=label, value=value, citations=cited, confidence=item.confidence)
            for label, value in pairs
            if value
        )
        forms = " and ".join(item.claim_forms)
        grid = (
            Fact(
                label="With guidance",
                value=_WITH_GUIDANCE[item.with_guidance],
                citations=cited,
                confidence=item.confidence,
            ),
            Fact(label="Claim forms", value=forms.capitalize(), citations=cited, confidence=item.confidence),
            Fact(
                label="Pair edits",
                value=_PAIRS[item.bypasses_pairs],
                citations=cited,
                confidence=item.confidence,
            ),
        )
        sections = [Section("use", "Use", (FactGrid(grid), Prose(told)))]
        seed = citer.cite_id("seed", "modifier table")
        if item.seed_use and seed:
            facts = (
                Fact(label="Meaning", value=item.seed_description, citations=(seed,)),
                Fact(label="When to use", value=item.seed_use, citations=(seed,)),
            )
            sections.append(Section("seed", "As the seed document has it", (Prose(facts),)))
        sections.append(disagreements_of(knowledge, citer, item.code))
        yield _page(knowledge, f"modifier:{item.code}", "modifier", item.code, item.label, "", sections)


def _place_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    payers = {row.value.id: row.value.label for row in knowledge.payers}
    for row in knowledge.places:
        item = row.value
        cited = citer.cite(item)
        facts = [
            Fact(label="Facility for CMS", value=_YES_NO[item.facility], note=item.note, citations=cited)
        ]
        facts += [
            Fact(
                label=f"Facility for {payers[own.value.payer]}",
                value=_YES_NO[own.value.facility],
                note=own.value.note,
                citations=citer.cite(own.value),
                state="disputed" if own.value.facility != item.facility else "stated",
            )
            for own in knowledge.payer_places
            if own.value.code == item.code
        ]
        summary = "Paid at the facility rate." if item.facility else "Paid at the non-facility rate."
        sections = [Section("rate", "Facility or not", (FactGrid(tuple(facts)),))]
        yield _page(knowledge, f"place:{item.code}", "place", item.code, item.label, summary, sections, cited)


def _payer_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    for row in knowledge.payers:
        item = row.value
        cited = citer.cite(item)
        fact = Fact(
            label="Follows NCCI edits", value=_YES_NO[item.follows_ncci], note=item.note, citations=cited
        )
        facts = Section("edits", "Edits", (Prose((fact,)),)) if cited else Section("edits", "Edits", ())
        table = Table(
            ("Policy", "From", "Names 77002", "Confidence"),
            tuple(
                Row(
                    (
                        f"{policy.text}{f' ({policy.number})' if policy.number else ''}",
                        policy.first.isoformat() if policy.first else "not given",
                        "yes" if policy.names_77002 else "inferred",
                        policy.confidence,
                    ),
                    citer.cite(policy),
                    f"rule:{policy.slug}",
                )
                for policy in item.policy
            ),
        )
        sections = [facts, Section("policies", "Policies", (table,) if table.rows else ())]
        yield _page(knowledge, f"payer:{item.id}", "payer", "", item.label, "", sections, cited)


def _word_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    for term in knowledge.terms:
        item = term.value
        fact = Fact(label="", value=item.text, citations=citer.cite(item), confidence=item.confidence)
        yield _page(
            knowledge,
            f"term:{item.id}",
            "term",
            "",
            item.term,
            "",
            [Section("meaning", "Meaning", (Prose((fact,)),))],
        )
    for denial in knowledge.denials:
        told = denial.value
        cited = citer.cite(told)
        facts = (
            Fact(label="Codes seen", value=told.codes, citations=cited, confidence=told.confidence),
            Fact(label="What to do", value=told.remedy, citations=cited, confidence=told.confidence),
        )
        sections = [Section("denial", "Denial", (Prose(facts),))]
        yield _page(knowledge, denial_key(told), "denial", "", told.situation, "", sections)
    for conflict in knowledge.conflicts:
        found = conflict.value
        parts: tuple[Part, ...] = (disagreement(found, citer),)
        if found.codes:
            every = tuple(
                dict.fromkeys(cited for position in found.position for cited in citer.cite(position))
            )
            parts = (
                *parts,
                CodeGroups((CodeGroup("Codes concerned", found.codes, disputed=True, citations=every),)),
            )
        section = Section("disagree", "Sources disagree", parts)
        yield _page(knowledge, f"conflict:{found.id}", "conflict", found.id, found.title, "", [section])


def _diagnosis_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    for code in sorted({code for row in knowledge.diagnoses for code in row.value.codes}):
        facts = tuple(
            Fact(
                label=f"Example with {', '.join(row.value.primary)}",
                value=row.value.note,
                state="supplement",
                citations=citer.cite(row.value),
                confidence=row.value.confidence,
            )
            for row in knowledge.diagnoses
            if code in row.value.codes
        )
        summary = (
            "A supplement: an example of a diagnosis seen with these procedures, not a coverage statement."
        )
        sections = [Section("supplement", "Supplement", (Prose(facts),))]
        yield _page(knowledge, f"diagnosis:{code}", "diagnosis", code, "", summary, sections)


def _views(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    heads = ("Target", "Purpose", "Imaging", "Report", "Guidance", "Note")
    lines = tuple(
        Row(
            (row.target, row.purpose, row.modality, " ".join(row.report), row.guidance, row.note),
            citer.cite(row),
            row.guidance if row.guidance != "none" else None,
        )
        for row in sorted((item.value for item in knowledge.decisions), key=lambda each: each.order)
    )
    decisions = [Section("decisions", "Decisions", (Table(heads, lines, filterable=True),))]
    yield _page(
        knowledge,
        "view:decision",
        "view",
        "",
        "Which guidance code",
        "By target, purpose and imaging.",
        decisions,
    )
    yield _page(
        knowledge,
        "view:modifiers",
        "view",
        "",
        "Modifier table",
        "Modifiers beside image guidance.",
        [modifier_table(knowledge, citer)],
    )
