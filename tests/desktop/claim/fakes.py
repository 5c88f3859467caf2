"""A small library and a small review, so that the claim side is tested on its own, with made-up wording."""

from datetime import date

import msgspec

from app.coding.claim import Claim, Line
from app.coding.editions import Edition
from app.coding.facts import CodeFacts, Facts, PayerFacts, PlaceFacts
from app.coding.findings import Edit, Flag, Review
from app.coding.library import Example
from app.coding.reasons import NotChecked
from app.coding.sources import Citation, Source
from app.coding.words import Outcome
from app.rules.examples.rows import PAYERS

TODAY = date(2026, 9, 15)
CITATION = Citation("aoc", "2026Q2", "77002", "Add-on code edits", "https://example.org/aoc")
LABELS = {
    "77002": "Fluoro needle guidance, non-spine",
    "20610": "Large joint or bursa, needle in or out",
    "20206": "Needle biopsy of muscle",
}


class FakeLibrary:
    """Three labels, three places, one source."""

    editions = (Edition(source="book", edition="1", rows=3, sha256="0" * 64),)

    def label(self, code: str) -> str:
        return LABELS.get(code, "")

    def find_codes(self, text: str) -> tuple[str, ...]:
        """Codes whose label has all words, and 20610 for a knee, which no label names."""
        words = text.lower().split()
        named = (code for code, label in LABELS.items() if all(word in label.lower() for word in words))
        return (*named, *(["20610"] if words == ["knee"] else []))

    def source(self, citation: Citation) -> Source | None:
        return Source(
            id=citation.source,
            basis="cms-edit",
            publisher="CMS",
            title=citation.title,
            edition=citation.edition,
            short="AOC 2026Q2",
            url=citation.url,
            licence="public",
            confidence="high",
            read=date(2026, 11, 23),
            first=date(2017, 1, 1),
        )

    def payers(self) -> tuple[PayerFacts, ...]:
        return PAYERS

    def places(self) -> tuple[PlaceFacts, ...]:
        rows = (
            ("11", "Office", False),
            ("19", "Off campus outpatient hospital", True),
            ("22", "Outpatient hospital", True),
            ("24", "Ambulatory surgical center", True),
        )
        return tuple(PlaceFacts(code, label, facility, (CITATION,)) for code, label, facility in rows)

    def facts_for(self, claim: Claim) -> Facts:
        return Facts(
            on=claim.date_of_service,
            primaries={
                line.code: frozenset(("20206", "20610", "38505"))
                for line in claim.lines
                if line.code == "77002"
            },
            candidates=(CodeFacts(code="20206", label="", kind="primary"),)
            if claim.documentation.technique
            else (),
        )

    def examples(self) -> tuple[Example, ...]:
        lines = (Line("20610", ("RT",)), Line("77002"))
        return (Example("A joint injection", "Clean", Claim(schema=1, date_of_service=TODAY, lines=lines)),)


def make_flag(rule: str, **changes: object) -> Flag:
    """A flag with plain defaults."""
    values: dict[str, object] = {
        "id": "ADD-101",
        "severity": "error",
        "basis": "cms-edit",
        "line": 1,
        "field": "lines[0].code",
        "message": "77002 stands alone.",
        "why": "It is paid only beside a primary procedure.",
        "remedy": "Report the procedure that the needle was for.",
        "edit": None,
        "citations": (CITATION,),
    }
    return msgspec.convert({"rule": rule, **values, **changes}, Flag, from_attributes=True)


def fake_review(claim: Claim) -> Review:
    """An add-on alone is an error, without modifier 26 another; an image not stated is a warning."""
    flags = []
    codes = [line.code for line in claim.lines]
    for number, line in enumerate(claim.lines, 1):
        if line.code == "77002" and "20610" not in codes:
            flags.append(make_flag("addon-without-primary", line=number, field=f"lines[{number - 1}].code"))
        if line.code == "77002" and "26" not in line.modifiers and claim.place_of_service == "22":
            edit = Edit("Add modifier 26", number, "modifiers", (*line.modifiers, "26"))
            flags.append(
                make_flag(
                    "component-26-missing",
                    id="CMP-101",
                    line=number,
                    field=f"lines[{number - 1}].modifiers",
                    basis="cms-policy",
                    message="Modifier 26 is missing.",
                    remedy="Add modifier 26.",
                    edit=edit,
                )
            )
    if claim.documentation.permanent_image is not True:
        flags.append(
            make_flag(
                "image-not-documented",
                id="DOC-102",
                severity="warning",
                basis="cpt-instruction",
                line=None,
                field="documentation.permanent_image",
                message="No permanent image is documented.",
            )
        )
    missed = (NotChecked("mue-exceeded", "The units limits of 2026Q3 are not on the shelf."),)
    checked = (
        "addon-without-primary",
        "component-26-missing",
        "image-not-documented",
        "component-both",
        "code-unknown",
    )
    outcome: Outcome = "issues" if flags else "incomplete"
    return Review(
        schema=1, outcome=outcome, flags=tuple(flags), checked=checked, not_checked=missed, editions=()
    )
