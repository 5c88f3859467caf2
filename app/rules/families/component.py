"""Components: the whole service, 26 and TC, by place of service, owner of the equipment and claim form.

A place of service stands on professional claims only, so a claim that states one and no claim form is read as
professional.
"""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.examples.example import example
from app.rules.examples.rows import fee_row
from app.rules.lookups.ncci import milder_if_cpt_only
from app.rules.lookups.partners import NEEDLE_GUIDANCE
from app.rules.lookups.places import MCPM, in_facility, unplaced
from app.rules.lookups.radiology import lines_with_parts, splits
from app.rules.lookups.surplus import has_to_go
from app.rules.lookups.words import line_field, not_stated

_CENTER = "24"
_PACKAGED = "A surgical center bills on this form too; its guidance is packaged. A physician adds 26."
_OF_CENTER = "A surgical center bills on this form too. A physician adds 26."
_LEFT_OFF = "Leave the guidance off on a claim of the center."
_ASKED = "On a claim of the center see whether it is paid for the code."
_OF_PHYSICIAN = "Add 26 on a claim of the physician."
_IMAGING = {"fees": {"73040": {"": fee_row("73040", "")}}}


@rule(
    id="CMP-101",
    slug="component-26-missing",
    title="Modifier 26 missing in a facility",
    severity="error",
    basis="cms-policy",
    why=(
        "In a facility the hospital or center owns the technical part. The practitioner reports "
        "the professional part."
    ),
    remedy="Add 26 if the record holds the written interpretation.",
    citations=(MCPM, Cite("pfs-rvu", "facility NA", of_code=True)),
    scope=("whole",),
    needs=("places",),
    examples=(
        example("outpatient hospital", "20610, 77002", "error line 2", pos="22", owner="facility"),
        example(
            "outpatient hospital, claim form not stated", "20610, 77002", "error line 2", pos="22", form=None
        ),
        example("payer follows CPT only", "20610, 77002", "warning line 2", pos="22", payer="commercial-cpt"),
        example("payer not stated", "20610, 77002", "error line 2", pos="22", payer=None),
        example("office, equipment of another", "20610, 77002", "warning line 2", owner="other"),
        example("office, own equipment", "20610, 77002"),
        example("office, owner not stated", "20610, 77002", "not checked", owner=None),
        example("26 is there", "20610, 77002-26", pos="22", owner="facility"),
        example("TC is another rule", "20610, 77002-TC", pos="22", owner="facility"),
        example("institutional claim", "20610, 77002", pos=None, form="institutional", owner="facility"),
        example("neither place nor claim form stated", "20610, 77002", "not checked", pos=None, form=None),
        example("place not stated", "20610, 77002", "not checked", pos=None),
        example("nursing facility that is no facility", "20610, 77002", pos="32"),
        example("a place that no list has", "20610, 77002", "not checked", pos="97"),
        example(
            "the fee schedule of the year is not on the shelf",
            "20610, 77002",
            "error line 2",
            pos="22",
            facts={"missing": {"fees": "No."}, "fees": {}},
        ),
        example("surgical center that owns the equipment", "20610, 77002", "warning line 2", pos="24"),
        example("surgical center", "20610, 77002", "error line 2", pos="24", owner="facility"),
        example("hospital place, own equipment", "20610, 77002", "error line 2", pos="22"),
        example("no reading on record", "20610, 77002", "error line 2", pos="22", interpretation=False),
        example(
            "split by its rows, the indicator not read",
            "20206, 76942",
            "error line 2",
            pos="22",
            facts={"fees": {"76942": {part: fee_row("76942", part, "") for part in ("", "26", "TC")}}},
        ),
        example(
            "one component on file says that there are two",
            "20206, 76942",
            "error line 2",
            pos="22",
            facts={"fees": {"76942": {"26": fee_row("76942", "26", "")}}},
        ),
        example(
            "the other component on file",
            "20206, 76942",
            "error line 2",
            pos="22",
            facts={"fees": {"76942": {"TC": fee_row("76942", "TC", "")}}},
        ),
        example("imaging of its own", "23350, 73040", "error line 2", pos="22", facts=_IMAGING),
        example("imaging of its own in an office", "23350, 73040", facts=_IMAGING),
        example(
            "imaging in an office, equipment of another",
            "23350, 73040",
            "warning line 2",
            owner="other",
            facts=_IMAGING,
        ),
        example("imaging with 26", "23350, 73040-26", pos="22", facts=_IMAGING),
        example("imaging without a fee row", "23350, 73040", "not checked", pos="22"),
        example("imaging without a fee row in an office", "23350, 73040"),
        example("fluoroscopy alone, without a fee row", "76000", "not checked", pos="22", owner="facility"),
        example(
            "imaging that does not split",
            "23350, 73040",
            pos="22",
            facts={"fees": {"73040": {"": fee_row("73040", "", "0")}}},
        ),
        example(
            "imaging, and a center that owns the equipment",
            "73040",
            "warning line 1",
            pos="24",
            facts=_IMAGING,
        ),
        example(
            "76000 beside guidance has to go: that is the problem",
            "20610, 77002-26, 76000",
            pos="22",
            facts={"fees": {"76000": {"": fee_row("76000", "")}}},
        ),
        example("a code that the book does not know", "79999, 20610, 77002-26", pos="22"),
        example("a code that is no radiology", "20610, 77002-26, 99213", pos="22"),
        example(
            "the code does not split",
            "20610, 77002",
            pos="22",
            facts={"fees": {"77002": {"": fee_row("77002", "", "0")}}},
        ),
        example(
            "four modifiers already", "20610, 77002-59-RT-GC-KX", "error line 2", pos="22", owner="facility"
        ),
        example("another line has TC", "20610, 77002, 77002-TC", "error line 2", pos="22"),
        example("guidance inside the procedure is the problem", "27096, 77002", pos="22"),
        example("a second guidance code is the problem", "20610, 77002-26, 77003", pos="22"),
        example("a repeat is the problem", "20610, 77002-26, 77002", pos="22"),
        example(
            "a second encounter has its own component",
            "20610, 77002-26, 20605@2, 77002-XE@2",
            "error line 4",
            pos="22",
            separate_encounter=True,
        ),
    ),
)
def component_26_missing(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find the whole service where only the professional part is the practitioner's."""
    if claim.claim_form == "institutional":
        return
    for number, line in lines_with_parts(claim, facts):
        if "26" in line.modifiers or "TC" in line.modifiers:
            continue
        found = _whole(claim, facts, number, line)
        if isinstance(found, Unchecked) or (found and not has_to_go(claim, facts, number, line)):
            yield found


def _whole(claim: Claim, facts: Facts, number: int, line: Line) -> Finding | Unchecked | None:
    """What is wrong with the whole service on a line, or why it could not be told, or None."""
    if unknown := unplaced(claim, facts, f"the component of {line.code}"):
        return unknown
    facility = in_facility(facts)
    if not facility and claim.equipment_owner is None:
        return not_stated("equipment_owner", f"the component of {line.code} was not checked")
    if not facility and claim.equipment_owner == "billing-provider":
        return None
    if splits(line.code, facts) is None:
        return Unchecked(f"No fee row of {line.code} was read, so its component was not checked.")
    if facility:
        return _facility(claim, facts, number, line)
    return Finding(
        f"{line.code} on line {number} is the whole service, but the equipment belongs to another.",
        line=number,
        field=line_field(number, "modifiers"),
        severity="warning",
        why="Whoever owns the equipment reports the technical part, TC. The reader reports 26.",
        remedy="Report 26, and let the owner report TC, unless the contract says otherwise.",
        citations=cited((MCPM,), facts.sources),
    )


def _facility(claim: Claim, facts: Facts, number: int, line: Line) -> Finding:
    place = claim.place_of_service
    if place == _CENTER and claim.equipment_owner == "billing-provider":
        return Finding(
            f"{line.code} on line {number} is the whole service; the center owns the equipment.",
            line=number,
            field=line_field(number, "modifiers"),
            severity="warning",
            why=_PACKAGED if line.code in NEEDLE_GUIDANCE else _OF_CENTER,
            remedy=f"{_LEFT_OFF if line.code in NEEDLE_GUIDANCE else _ASKED} {_OF_PHYSICIAN}",
        )
    split = any(other.code == line.code and "TC" in other.modifiers for other in claim.lines)
    room = len(line.modifiers) < 4 and not split and claim.documentation.interpretation is not False
    return Finding(
        f"{line.code} on line {number} is the whole service; in place of service {place} only its part "
        "with 26 is paid.",
        line=number,
        field=line_field(number, "modifiers"),
        severity=milder_if_cpt_only(facts),
        edit=Edit("Add 26", number, "modifiers", ("26", *line.modifiers)) if room else None,
    )


RULES = (component_26_missing,)
