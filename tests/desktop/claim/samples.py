"""A small review with made-up wording: the claim side is tested on its own, whatever the rules say."""

from datetime import date

import msgspec

from app.coding.claim import Claim
from app.coding.findings import Edit, Flag, Review
from app.coding.reasons import NotChecked
from app.coding.sources import Citation
from app.coding.words import Outcome

TODAY = date(2026, 9, 15)
CITATION = Citation("aoc", "2026Q2", "77002", "Add-on code edits", "https://example.org/aoc")
LABELS = {
    "77002": "Fluoro needle guidance, non-spine",
    "20610": "Large joint or bursa, needle in or out",
    "20206": "Needle biopsy of muscle",
}


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
