"""Modifiers for a separate service, and 51 on an add-on."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.words import Severity
from app.rules.engine.rule import Cite, rule
from app.rules.examples.example import NOTHING, OWN_EDITS, example
from app.rules.examples.rows import only_pair
from app.rules.lookups.ncci import FOR_INJECTION, injection_guided
from app.rules.lookups.partners import (
    DISTINCT,
    alternatives,
    bypassed,
    guidance_lines,
    homes,
    inclusions,
    is_visit,
    other_sites,
    without,
)
from app.rules.lookups.surplus import has_to_go
from app.rules.lookups.words import line_field


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


_WITH_VISIT = only_pair("20610", "99213")
_WITH_76000 = only_pair("20610", "76000")
_EXAM = only_pair("73222", "77002")
_INSIDE = only_pair("27096", "76000")


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
        example("59 to reach a second unit: that is the problem", "20610, 20605, 77002, 77002-59"),
        example("59 on a second guidance code: that is the problem", "20610, 77002, 77003-59"),
        example("no guidance, past a pair edit", "20610, 20605-59", "error line 2", facts=OWN_EDITS),
        example("no guidance, 59 on column 1", "20610-59, 20605", "error line 1", facts=OWN_EDITS),
        example(
            "no guidance, past a pair edit, nothing stated",
            "20610, 20605-XS",
            "warning line 2",
            base=NOTHING,
            facts=OWN_EDITS,
        ),
        example(
            "no guidance, past a pair edit with a separate site",
            "20610, 20605-59",
            separate_site=True,
            facts=OWN_EDITS,
        ),
        example("no guidance, the lines name two sides", "20610-RT, 20605-59-LT", facts=OWN_EDITS),
        example("no guidance, one side twice", "20610-RT, 20605-59-RT", "error line 2", facts=OWN_EDITS),
        example("no guidance, an edit that no modifier opens", "20610, 96523-59", facts=OWN_EDITS),
        example("no guidance, no pair edit", "20610, 20206-59", facts=OWN_EDITS),
        example("no guidance, and another modifier opens the edit", "20610, 20605-59-25", facts=OWN_EDITS),
        example("no guidance, a visit", "99213, 20610-59", facts=_WITH_VISIT),
        example(
            "fluoroscopy that is part of the procedure: that is the problem",
            "20610, 76000-59",
            facts=_WITH_76000,
        ),
        example("fluoroscopy inside the procedure: that is the problem", "27096, 76000-59", facts=_INSIDE),
        example("59 on the procedure that contains the fluoroscopy", "27096-59, 76000", facts=_INSIDE),
        example("no guidance, and the other line opens the edit", "20610-25, 20605-59", facts=OWN_EDITS),
        example("59 on the procedure that fluoroscopy is part of", "20610-59, 76000", facts=_WITH_76000),
        example("59 on guidance of an injection, past the exam by MR", "23350, 77002-59, 73222", facts=_EXAM),
        example(
            "59 on guidance beside the reading of an arthrogram of another joint",
            "20610, 77002-59, 73040",
            "error line 2",
            facts=only_pair("73040", "77002"),
        ),
        example("59 on the exam", "23350, 77002, 73222-59", facts=_EXAM),
        example("XE is for another encounter", "23350, 77002-XE, 73222", "error line 2", facts=_EXAM),
        example("59 on guidance of another needle", "20610, 77002-59, 73222", "error line 2", facts=_EXAM),
        example("no guidance, one code", "20610-RT, 20610-59-LT"),
        example(
            "no guidance, and the pair edits are not on the shelf",
            "20610, 20206-59",
            "not checked",
            facts={"missing": {"pairs": "No."}},
        ),
        example(
            "no guidance, and only some pair edits are on the shelf",
            "20610, 20206-59",
            "not checked",
            facts={"partial": {"pairs": "Some."}},
        ),
        example(
            "no guidance, and the pair edit is among those on the shelf",
            "20610, 20605-59",
            "error line 2",
            facts={"partial": {"pairs": "Some."}},
        ),
    ),
)
def modifier_59_unsupported(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 59, XE, XP, XS and XU whose separate service the record denies or does not state.

    Beside needle guidance on any line; else on a line that it takes past a pair edit.
    """
    guided = bool(guidance_lines(claim))
    for number, line in enumerate(claim.lines, 1):
        if not line.modifiers:
            continue
        distinct = [modifier for modifier in line.modifiers if modifier in DISTINCT]
        if not distinct or _rooted_elsewhere(claim, facts, number, line):
            continue
        stated = _evidence(claim, distinct[0])
        if stated or (distinct[0] in FOR_INJECTION and _tells_injection(claim, facts, line)):
            continue
        others = [] if guided else _others(claim, facts, line)
        partner = _passed(facts, line, others)
        if guided or partner:
            yield _unsupported(number, distinct[0], partner, stated)
        elif others and (unread := facts.missing.get("pairs") or facts.partial.get("pairs")):
            yield Unchecked(
                f"Whether {distinct[0]} on line {number} passes a pair edit was not checked. {unread}"
            )


def _tells_injection(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether a modifier only tells the guidance of an arthrogram's injection from the CT or MR exam."""
    for other in claim.lines:
        pair = facts.pairs.get((other.code, line.code)) or facts.pairs.get((line.code, other.code))
        if pair is not None and injection_guided(claim, facts, line.code, other.code):
            return True
    return False


def _unsupported(number: int, modifier: str, partner: str, stated: bool | None) -> Finding:
    """What the record lacks; `partner`: the code past whose pair edit the modifier takes the line."""
    severity: Severity = "error" if stated is False else "warning"
    says = "says there was none" if stated is False else "does not say so"
    past = f" and passes the pair edit with {partner}" if partner else ""
    return Finding(
        f"{modifier} on line {number} claims a separate service{past}; the record {says}.",
        line=number,
        field=line_field(number, "modifiers"),
        severity=severity,
    )


def _others(claim: Claim, facts: Facts, line: Line) -> list[Line]:
    """The lines whose pair edit with a line nothing but its modifier for a separate service would open.

    A visit opens with modifiers of its own, and different sides or fingers on two lines show two sites.
    """
    if _is_part(claim, facts, line):
        return []
    return [
        other
        for other in claim.lines
        if other.code != line.code
        and not is_visit(other, facts)
        and not other_sites(facts, line, other)
        and not bypassed(facts, line, other, but=DISTINCT)
        and not _is_part(claim, facts, other)
    ]


def _passed(facts: Facts, line: Line, others: list[Line]) -> str:
    """The first code of others past whose edit with indicator 1 a line gets, or nothing."""
    for other in others:
        edit = facts.pairs.get((other.code, line.code)) or facts.pairs.get((line.code, other.code))
        if edit is not None and edit.indicator == "1":
            return other.code
    return ""


def _is_part(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether inclusion or family names a line: fluoroscopy that no procedure but those leaves room for."""
    rows = (*inclusions(claim, facts, line.code), *alternatives(claim, facts, line.code))
    return bool(rows) and not homes(claim, facts, line.code)


def _rooted_elsewhere(claim: Claim, facts: Facts, number: int, line: Line) -> bool:
    """Whether another rule has it: 59 on a visit, guidance that has to go or is inside an arthrogram."""
    if is_visit(line, facts):
        return True
    if claim.documentation.radiographic_arthrogram and any(
        row.ground == "arthrography" for _, row in inclusions(claim, facts, line.code)
    ):
        return True
    return has_to_go(claim, facts, number, line)


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
