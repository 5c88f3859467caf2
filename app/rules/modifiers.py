"""Modifiers for a separate service, and 51 on an add-on."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.words import Severity
from app.rules.examples import NOTHING, example
from app.rules.partners import DISTINCT, NEEDLE_GUIDANCE, homes, inclusions, is_visit, without
from app.rules.rule import Cite, rule
from app.rules.words import line_field


def _evidence(claim: Claim, modifier: str) -> bool | None:
    """What the record says of the service being separate: True, False or None (not stated)."""
    site, encounter = claim.documentation.separate_site, claim.documentation.separate_encounter
    if modifier == "XS":
        return site
    if modifier == "XE":
        return encounter
    if site or encounter:
        return True
    return None if site is None or encounter is None else False


@rule(
    id="MOD-101",
    slug="modifier-59-unsupported",
    title="Separate service not supported",
    severity="error",
    basis="cms-policy",
    why=(
        "59 and the X modifiers say: another site or another encounter. Another diagnosis or "
        "procedure is not enough."
    ),
    remedy="Show the separate site or encounter in the record, or remove the modifier.",
    citations=(Cite("ncci-manual-ch1-2026", "section E"),),
    scope=("guidance",),
    modifiers=tuple(sorted(DISTINCT)),
    examples=(
        example("59, record says one site and one encounter", "20610, 77002-59", "error line 2"),
        example("XS, nothing stated", "20610, 77002-XS", "warning line 2", base=NOTHING),
        example("59, encounter stated and site not", "20610, 77002-59", "warning line 2", separate_site=None),
        example("59 with a separate site", "20610, 77002-59", separate_site=True),
        example(
            "XE wants the encounter, not the site", "20610, 77002-XE", "error line 2", separate_site=True
        ),
        example(
            "XS wants the site, not the encounter", "20610, 77002-XS", "error line 2", separate_encounter=True
        ),
        example("XE with a separate encounter", "20610, 77002, 20605@2, 77002-XE@2", separate_encounter=True),
        example("XS on a procedure", "20610, 20605-XS, 77002", "error line 2"),
        example("guidance is inside the code: that is the problem", "27096, 77002-59"),
        example(
            "guidance is inside the arthrogram: that is the problem",
            "23350, 73040, 77002-59",
            radiographic_arthrogram=True,
        ),
        example("guidance is inside another code", "27096, 77002-59", radiographic_arthrogram=True),
        example("no such modifier", "20610-RT, 77002-26"),
        example("59 on a visit is another rule", "99213-59, 20610, 77002"),
        example("59 on a code that the book does not know", "88888-59, 20610, 77002", "error line 1"),
        example(
            "59, site denied and encounter not stated",
            "20610, 77002-59",
            "warning line 2",
            separate_encounter=None,
        ),
        example("59 with a separate encounter", "20610, 77002-59", separate_encounter=True),
    ),
)
def modifier_59_unsupported(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 59, XE, XP, XS and XU whose separate service the record denies or does not state."""
    for number, line in enumerate(claim.lines, 1):
        if not line.modifiers:
            continue
        distinct = [modifier for modifier in line.modifiers if modifier in DISTINCT]
        if not distinct or _rooted_elsewhere(claim, facts, line):
            continue
        stated = _evidence(claim, distinct[0])
        if stated:
            continue
        severity: Severity = "error" if stated is False else "warning"
        says = "says there was none" if stated is False else "does not say so"
        yield Finding(
            f"{distinct[0]} on line {number} claims a separate service; the record {says}.",
            line=number,
            field=line_field(number, "modifiers"),
            severity=severity,
        )


def _rooted_elsewhere(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether another rule has it: 59 on a visit, guidance inside the only procedure or an arthrogram."""
    if line.code not in NEEDLE_GUIDANCE:
        return is_visit(line, facts)
    rows = inclusions(claim, facts, line.code)
    if claim.documentation.radiographic_arthrogram and any(row.ground == "arthrography" for _, row in rows):
        return True
    return bool(rows and not homes(claim, facts, line.code))


@rule(
    id="MOD-102",
    slug="modifier-51-addon",
    title="51 on an add-on code",
    severity="error",
    basis="cms-policy",
    why="Add-on codes are exempt from the multiple procedure reduction, so 51 has no place on them.",
    remedy="Remove 51.",
    citations=(Cite("aapc-a8", "modifier 51"), Cite("pfs-rvu", "multiple procedure indicator 0")),
    needs=("add-ons",),
    modifiers=("51",),
    examples=(
        example("51 on guidance", "20610, 77002-51", "error line 2"),
        example("51 on the procedure", "20610-51, 77002"),
        example("no 51", "20610, 77002-26"),
        example("51 on guidance that is no add-on", "20206, 76942-51"),
        example("51 beside 26", "20610, 77002-26-51", "error line 2"),
    ),
)
def modifier_51_addon(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 51 on an add-on code."""
    for number, line in enumerate(claim.lines, 1):
        if "51" in line.modifiers and line.code in facts.primaries:
            yield Finding(
                f"{line.code} on line {number} is an add-on; 51 does not apply.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit("Remove 51", number, "modifiers", without(line, "51")),
            )


RULES = (modifier_59_unsupported, modifier_51_addon)
