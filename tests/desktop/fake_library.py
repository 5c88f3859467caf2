"""A tiny library for tests of the window: it answers with records, as the real one does."""

from __future__ import annotations

from datetime import date

import msgspec

from app.coding.claim import Claim, Line
from app.coding.editions import Edition
from app.coding.facts import Facts, PayerFacts, PlaceFacts
from app.coding.library import Example
from app.coding.pages import (
    Answer,
    CodeGroup,
    CodeGroups,
    Disagreement,
    Fact,
    FactGrid,
    Hit,
    HitGroup,
    Page,
    Position,
    Prose,
    Results,
    Row,
    Section,
    Table,
)
from app.coding.sources import Citation, Source
from app.rules.examples.rows import PAYERS

FEES = Source(
    id="fees",
    basis="cms-policy",
    publisher="CMS",
    title="Physician fee schedule relative values",
    edition="2026 C",
    short="RVU26C",
    url="https://example.org/fees",
    licence="public",
    confidence="high",
    read=date(2026, 11, 2),
    first=date(2026, 7, 1),
)
EDITS = msgspec.structs.replace(
    FEES,
    id="edits",
    basis="cms-edit",
    title="NCCI add-on edits",
    edition="2026Q4",
    short="Add-on edits 2026Q4",
)
SOURCES = {source.id: source for source in (FEES, EDITS)}
CODES = {
    "77002": ("Fluoro needle guidance, non-spine", "add-on"),
    "77003": ("Fluoro guidance, spinal injection", "add-on"),
    "77001": ("Fluoro guidance, central venous device", "add-on"),
    "76942": ("Ultrasound needle guidance", "guidance"),
    "77012": ("CT needle guidance", "guidance"),
    "20610": ("Large joint or bursa, needle in or out", "primary"),
    "20611": ("Large joint or bursa with ultrasound", "guidance inside"),
}
_ROW = (FEES.cite("row 77002"),)
_SHORT_FACTS = (
    ("Status", "A, active"),
    ("Add-on code", "Type 1, closed list"),
    ("MUE", "1, MAI 3: date of service, clinical"),
    ("PC/TC indicator", "1, 26 or TC allowed"),
    ("Global days", "ZZZ, in another service's period"),
    ("Bilateral surgery indicator", "0, no 150% adjustment"),
    ("Physician supervision, TC", "03, personal"),
)
_GRID = (
    *(
        Fact(label=label, value=value, citations=_ROW, note="Read from the row of the code.")
        for label, value in _SHORT_FACTS
    ),
    Fact(
        label="OPPS status indicator", value="", state="missing", note="No source on the shelf for this date."
    ),
)
_MODIFIERS = Table(
    ("Modifier", "Meaning", "When to use", "When not"),
    tuple(
        Row(
            (code, label, f"When {label.lower()} is all that is billed.", "Not twice."),
            _ROW,
            f"modifier:{code}",
        )
        for code, label in (
            ("26", "Professional component"),
            ("TC", "Technical component"),
            ("59", "Distinct service"),
            ("RT", "Right side"),
        )
    ),
    filterable=True,
)


def sections(code: str) -> tuple[Section, ...]:
    """One section of every kind of part."""
    return (
        Section("facts", "Facts", (FactGrid(_GRID),)),
        Section(
            "add-to",
            "Add it to",
            (
                CodeGroups(
                    (
                        CodeGroup("Joint, tendon, muscle", tuple(str(20526 + step) for step in range(24))),
                        CodeGroup("Needle biopsy", ("20206", "20220", "20225", "62269")),
                        CodeGroup(
                            "Sources disagree",
                            ("64415", "64416", "64417"),
                            "CMS still pairs them; the codes have included imaging since 2023.",
                            disputed=True,
                        ),
                    )
                ),
            ),
            (EDITS.cite("77002: 72 in force, 5 ended"),),
        ),
        Section(
            "family",
            "Which guidance code",
            (
                Table(
                    ("Code", "Steers", "By", "Units", "Total RVU, 26"),
                    tuple(
                        Row((item, label, kind, "1", "0.81"), (), item, marked=item == code)
                        for item, (label, kind) in CODES.items()
                    ),
                    numeric=(3, 4),
                ),
            ),
            _ROW,
        ),
        Section("modifiers", "Modifiers", (_MODIFIERS,)),
        Section(
            "documentation",
            "Documentation",
            (
                Prose(
                    (
                        Fact(label="", value="A permanent image is kept.", citations=_ROW),
                        Fact(label="Diagnoses", value="", state="unavailable", citations=_ROW),
                        Fact(label="", value="Ours beside it. " * 12, state="supplement", citations=_ROW),
                    )
                ),
            ),
        ),
        Section(
            "disagree",
            "Sources disagree",
            (
                Disagreement(
                    id="K1",
                    title="Nerve blocks that include imaging",
                    positions=(
                        Position("The codes include imaging from 2023.", _ROW),
                        Position("The add-on table still lists them.", (EDITS.cite("64415"),)),
                    ),
                    governs="The code's own wording",
                    why="An included service is never reported apart.",
                    advice="Leave 77002 off.",
                    first=date(2023, 1, 1),
                ),
            ),
        ),
    )


def decision_page(on: date) -> Page:
    """Three decisions, as the book has them."""
    cells = (
        ("Joint", "inject", "fluoroscopy", "20610 77002", "77002", "One code by size of the joint."),
        ("Joint", "inject", "ultrasound", "20611", "none", "Ultrasound is inside."),
        ("Sacroiliac joint", "inject", "fluoroscopy", "27096", "none", "Included."),
    )
    heads = ("Target", "Purpose", "Imaging", "Report", "Guidance", "Note")
    table = Table(heads, tuple(Row(row, (EDITS.cite("77002"),)) for row in cells))
    return Page(
        key="view:decision",
        kind="view",
        code="Which guidance code",
        label="",
        summary="",
        as_of=on,
        sections=(Section("decisions", "Decisions", (table,)),),
    )


class FakeLibrary:
    """Answers like `app.library.Library` from the constants above."""

    book = Edition(source="book", edition="2026.11", rows=7, sha256="0" * 64, title="Needlepoint book")
    editions = (book,)

    def search(
        self, text: str, limit: int = 50, group: HitGroup | None = None, on: date | None = None
    ) -> Results:
        """Prefix, then words; "x" alone finds only something fuzzy."""
        words = text.lower().replace("+", " ").split()
        if not words:
            return Results(())
        if text == "zzz":
            return Results((Hit("77002", "codes", "77002", CODES["77002"][0], "add-on"),), fuzzy=True)
        hits = [
            Hit(code, "codes", code, label, tag, _spans(label, words))
            for code, (label, tag) in CODES.items()
            if any(code.startswith(word) for word in words) or all(word in label.lower() for word in words)
        ]
        if "26".startswith(words[0]):
            hits.append(Hit("modifier:26", "modifiers", "26", "Professional component", "modifier"))
        answer = (
            self.answer(words[0], words[1], on or date(2026, 11, 23))
            if len(words) == 2 and words[1] in CODES
            else None
        )
        shown = [hit for hit in hits if group in (None, hit.group)]
        return Results(tuple(shown[:limit]), answer=answer)

    def find_codes(self, text: str) -> tuple[str, ...]:
        """The codes of the hits."""
        return tuple(hit.code for hit in self.search(text, group="codes").hits)

    def answer(self, code: str, guidance: str, on: date) -> Answer:
        """Always separately reportable."""
        facts = (Fact(label="Add-on list", value=f"{code} is listed", citations=(EDITS.cite(code),)),)
        return Answer(
            code=code,
            guidance=guidance,
            date=on,
            answer="separately-reportable",
            use=None,
            citations=(EDITS.cite(code),),
            sentence=f"Add {guidance} to {code} when live fluoroscopy steers the needle.",
            facts=facts,
        )

    def pairs(self, code: str, other: str, on: date) -> Section:  # noqa: ARG002  as the library has it
        """None between the two codes."""
        return Section("pair-edits", "Pair edits", ())

    def page(self, key: str, on: date) -> Page | None:
        """The page of a code or of modifier 26."""
        if key == "view:decision":
            return decision_page(on)
        if key == "modifier:26":
            return Page(
                key=key,
                kind="modifier",
                code="26",
                label="Professional component",
                summary="",
                as_of=on,
                sections=(),
            )
        if key not in CODES:
            return None
        label, kind = CODES[key]
        return Page(
            key=key,
            kind=kind,
            code=key,
            label=label,
            summary="Live X-ray steers a needle; the physician also reads the images.",
            as_of=on,
            sections=sections(key),
            summary_citations=_ROW,
        )

    def label(self, code: str) -> str:
        """Own words for a code, or nothing."""
        return CODES.get(code, ("", ""))[0]

    def source(self, citation: Citation) -> Source | None:
        """The source of a citation."""
        return SOURCES.get(citation.source)

    def sources(self) -> tuple[Source, ...]:
        """Every source."""
        return tuple(SOURCES.values())

    def examples(self) -> tuple[Example, ...]:
        """One bundled claim."""
        lines = (Line("20610"), Line("77002"))
        claim = Claim(schema=1, date_of_service=date(2026, 11, 23), lines=lines)
        return (Example("An example claim", "Two lines.", claim),)

    def facts_for(self, claim: Claim) -> Facts:
        """No facts."""
        return Facts(on=claim.date_of_service)

    def payers(self) -> tuple[PayerFacts, ...]:
        """Those of the examples of rules."""
        return PAYERS

    def places(self) -> tuple[PlaceFacts, ...]:
        """None."""
        return ()


def _spans(label: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    found = ((label.lower().find(word), len(word)) for word in words)
    return tuple((start, start + size) for start, size in found if start >= 0)
