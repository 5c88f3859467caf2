"""Fluoroscopy inside a conventional arthrogram, and injections for one by CT or MR."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, Inclusion
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.families.inclusion.removal import UNLESS_FOR_OTHER_PROCEDURE, offer_removal
from app.rules.lookups.left_off import arthrogram_injections, has_other_procedure_than
from app.rules.lookups.partners import (
    guidance_lines,
    has_documented_separate_service,
    inclusions,
    is_distinct_service,
)
from app.rules.lookups.words import line_field


@rule(
    id="INC-102",
    slug="guidance-included-arthrography",
    title="Fluoroscopy included in the arthrogram",
    severity="error",
    basis="cpt-instruction",
    direction="over",
    why="Supervision and interpretation (S&I) of a conventional arthrogram includes the fluoroscopy.",
    remedy="Report the injection and the S&I code without the guidance code.",
    citations=(Cite("aapc-a6", "arthrography"), Cite("ncci-ptp", "arthrography and 77002")),
    needs=("inclusions",),
    traits=("guidance", "arthrogram"),
)
def guidance_included_arthrography(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find fluoroscopic guidance beside the reading of a conventional arthrogram, billed or in the record."""
    documented = claim.documentation.radiographic_arthrogram
    for number, line in guidance_lines(claim, facts):
        rows = [
            (other, row) for other, row in inclusions(claim, facts, line.code) if row.ground == "arthrography"
        ]
        if not rows and not documented:
            continue
        if rows and documented is False and arthrogram_injections(claim, facts):
            yield _reading_not_in_record(line, *rows[0])
            continue
        readings = [claim.lines[other - 1] for other, _ in rows]
        has_other_procedure = has_other_procedure_than(claim, facts, line, readings)
        if (
            has_other_procedure
            and has_documented_separate_service(claim)
            and all(is_distinct_service(facts, line, reading) for reading in readings)
        ):
            continue
        if rows:
            yield _included_in_reading(
                claim, facts, number, line, *rows[0], has_other_procedure=has_other_procedure
            )
        elif line.code == "77002" and arthrogram_injections(claim, facts):
            yield Finding(
                "The record holds a full conventional arthrogram, which includes the fluoroscopy of "
                f"{line.code}.",
                line=number,
                field=line_field(number, "code"),
                severity="warning",
                remedy="Report the S&I code of the arthrogram instead of the guidance code.",
            )


def _reading_not_in_record(line: Line, other: int, row: Inclusion) -> Finding:
    """The reading on line `other` of an arthrogram that the record does not have."""
    return Finding(
        f"{row.code} on line {other} reports a full arthrogram; the record says there was none.",
        line=other,
        field=line_field(other, "code"),
        remedy=f"Remove {row.code}. {line.code} may stay with the injection.",
        citations=row.citations,
    )


def _included_in_reading(
    claim: Claim,
    facts: Facts,
    number: int,
    line: Line,
    other: int,
    row: Inclusion,
    *,
    has_other_procedure: bool,
) -> Finding:
    """Guidance beside the reading on line `other`; it is surplus, unless it was for another procedure."""
    return Finding(
        f"{row.code} on line {other} already includes the fluoroscopy of {line.code} on line {number}.",
        line=number,
        field=line_field(number, "code"),
        remedy=UNLESS_FOR_OTHER_PROCEDURE if has_other_procedure else "",
        edit=None if has_other_procedure else offer_removal(claim, facts, number),
        citations=row.citations,
    )
