"""One page for each modifier, place, payer, term, denial, disagreement and diagnosis."""

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
                label="PTP edits",
                value=_PAIRS[item.bypasses_pairs],
                citations=cited,
                confidence=item.confidence,
            ),
        )
        sections = [Section("use", "Use", (FactGrid(grid), Prose(told)))]
        source = citer.cite_id("openpayer", "modifier table")
        if item.openpayer_use and source:
            facts = (
                Fact(label="Meaning", value=item.openpayer_description, citations=(source,)),
                Fact(label="When to use", value=item.openpayer_use, citations=(source,)),
            )
            sections.append(Section("openpayer", "On OpenPayer's page", (Prose(facts),)))
        sections.append(disagreements_of(knowledge, citer, item.code))
        yield make_page(
            knowledge, page_key("modifier", item.code), "modifier", item.code, item.label, "", sections
        )


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
        yield make_page(
            knowledge,
            page_key("place", item.code),
            "place",
            item.code,
            item.label,
            summary,
            sections,
            cited[:1],
        )


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


def word_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """Every glossary term, denial and disagreement."""
    for term in knowledge.terms:
        item = term.value
        fact = Fact(label="", value=item.text, citations=citer.cite(item), confidence=item.confidence)
        yield make_page(
            knowledge,
            page_key("term", item.id),
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
        if told.id == _APPEAL:
            sections.append(steps_section(knowledge, citer))
        yield make_page(knowledge, denial_key(told), "denial", "", told.situation, "", sections)
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
        yield make_page(
            knowledge, page_key("conflict", found.id), "conflict", found.id, found.title, "", [section]
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
