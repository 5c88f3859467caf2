"""One page for each modifier, place, payer, term, denial, disagreement and diagnosis."""

import functools
from collections.abc import Iterator

from app.coding.page_key import page_key
from app.coding.pages import CodeGroup, CodeGroups, Fact, FactGrid, Page, Part, Prose, Section
from build_scripts.reference.authored_pages import make_page
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import steps_section
from build_scripts.reference.disagreements import disagreement, disagreements_of
from build_scripts.reference.keys import denial_key
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.payer_sections import sections_of
from build_scripts.reference.rows import ModifierRow

_APPEAL = "appeal"
"""The situation whose page shows the levels of appeal."""
_YES_NO = {True: "Yes", False: "No", None: "No source says"}
_PAIRS = {True: "May open a pair with indicator 1, when the record supports it", False: "Never opens a pair"}
_WITH_GUIDANCE = {
    "yes": "Fits a guidance code",
    "no": "Not on a guidance code",
    "separate": "Only for a truly separate service",
    "conditional": "Depends; see when to use and when not",
}


def modifier_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """Every modifier: where it stands, when to use it and when not, OpenPayer's words, disputes."""
    for row in knowledge.modifiers:
        item = row.value
        sections = [
            Section("use", "Use", tuple(_uses_of_modifier(item, citer))),
            Section("openpayer", "On OpenPayer's page", tuple(_on_openpayer(item, citer))),
            disagreements_of(knowledge, citer, item.code),
        ]
        key = page_key("modifier", item.code)
        yield make_page(knowledge, key, "modifier", item.code, item.label, "", sections)


def _uses_of_modifier(item: ModifierRow, citer: Citer) -> Iterator[Part]:
    fact = functools.partial(Fact, citations=citer.cite(item), confidence=item.confidence)
    yield FactGrid(
        (
            fact(label="With guidance", value=_WITH_GUIDANCE[item.with_guidance]),
            fact(label="Claim forms", value=" and ".join(item.claim_forms).capitalize()),
            fact(label="PTP edits", value=_PAIRS[item.bypasses_pairs]),
        )
    )
    told = (
        ("When to use", item.use),
        ("When not", item.avoid),
        ("Note", item.note),
        ("Does not stand with", ", ".join(item.conflicts)),
    )
    yield Prose(tuple(fact(label=label, value=value) for label, value in told if value))


def _on_openpayer(item: ModifierRow, citer: Citer) -> Iterator[Part]:
    source = citer.cite_id("openpayer", "modifier table")
    if item.openpayer_use and source:
        meaning = Fact(label="Meaning", value=item.openpayer_description, citations=(source,))
        use = Fact(label="When to use", value=item.openpayer_use, citations=(source,))
        yield Prose((meaning, use))


def place_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """Every place of service: the facility flag of CMS and of payers that differ, and how 77002 goes there.

    The first source of a place is its code set, which gives the flag; what follows stands behind the note.
    """
    payers = {row.value.id: row.value.label for row in knowledge.payers}
    for row in knowledge.places:
        item = row.value
        cited = citer.cite(item)
        facts = [Fact(label="Facility for CMS", value=_YES_NO[item.facility], citations=cited[:1])]
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
        guidance = Fact(label="77002 there", value=item.note, citations=cited[1:] or cited)
        sections = [
            Section("rate", "Facility or not", (FactGrid(tuple(facts)),)),
            Section("guidance", "With guidance", (Prose((guidance,)),) if item.note else ()),
        ]
        key = page_key("place", item.code)
        yield make_page(knowledge, key, "place", item.code, item.label, summary, sections, cited[:1])


def payer_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """Every payer with what it publishes about 77002 or guidance by name, and what is inferred."""
    for row in knowledge.payers:
        item = row.value
        cited = citer.cite(item)
        fact = Fact(
            label="Follows NCCI edits", value=_YES_NO[item.follows_ncci], note=item.note, citations=cited
        )
        facts = Section("edits", "Edits", (Prose((fact,)),)) if cited else Section("edits", "Edits", ())
        sections = [facts, *sections_of(item, knowledge, citer)]
        yield make_page(knowledge, page_key("payer", item.id), "payer", "", item.label, "", sections, cited)


def term_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """Every term of the glossary."""
    for term in knowledge.terms:
        item = term.value
        fact = Fact(label="", value=item.text, citations=citer.cite(item), confidence=item.confidence)
        sections = [Section("meaning", "Meaning", (Prose((fact,)),))]
        yield make_page(knowledge, page_key("term", item.id), "term", "", item.term, "", sections)


def situation_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """Every situation of a denial; that on appeals with their steps."""
    for denial in knowledge.denials:
        item = denial.value
        fact = functools.partial(Fact, citations=citer.cite(item), confidence=item.confidence)
        facts = (fact(label="Codes seen", value=item.codes), fact(label="What to do", value=item.remedy))
        sections = [Section("denial", "Denial", (Prose(facts),))]
        if item.id == _APPEAL:
            sections.append(steps_section(knowledge, citer))
        yield make_page(knowledge, denial_key(item), "denial", item.code, item.situation, "", sections)


def conflict_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """Every disagreement of sources, with the codes concerned."""
    for conflict in knowledge.conflicts:
        item = conflict.value
        parts: list[Part] = [disagreement(item, citer)]
        if item.codes:
            cited = tuple(dict.fromkeys(each for position in item.position for each in citer.cite(position)))
            group = CodeGroup("Codes concerned", item.codes, disputed=True, citations=cited)
            parts.append(CodeGroups((group,)))
        sections = [Section("disagree", "Sources disagree", tuple(parts))]
        yield make_page(
            knowledge, page_key("conflict", item.id), "conflict", item.id, item.title, "", sections
        )


def diagnosis_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """Every example of a diagnosis, as a labeled supplement."""
    for code in sorted({code for row in knowledge.diagnoses for code in row.value.codes}):
        label = next(row.value.label for row in knowledge.diagnoses if code in row.value.codes)
        facts = tuple(
            Fact(
                label=f"Example with {', '.join(row.value.primary)}",
                value=row.value.label,
                note=row.value.note,
                state="supplement",
                citations=citer.cite(row.value),
                confidence=row.value.confidence,
            )
            for row in knowledge.diagnoses
            if code in row.value.codes
        )
        summary = (
            "A supplement: an example of a diagnosis seen with these procedures, not a coverage statement. "
            "Verify against the coverage document and the code set of the year."
        )
        sections = [Section("supplement", "Supplement", (Prose(facts),))]
        yield make_page(knowledge, page_key("diagnosis", code), "diagnosis", code, label, summary, sections)
