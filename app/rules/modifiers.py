"""Modifiers and what they claim: a separate service, a repeat, a component, a notice."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, ModifierFacts
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.words import Severity
from app.rules.examples import NOTHING, OWN_EDITS, example
from app.rules.partners import DISTINCT, NEEDLE_GUIDANCE, has_listed_primary, homes, inclusions
from app.rules.rule import Cite, rule
from app.rules.words import not_stated

_LIABILITY = frozenset({"GA", "GX", "GY", "GZ"})
_ON_A_VISIT = "59 and the X modifiers never go on a visit. A visit apart from the procedure takes 25."
_NCCI_MODIFIERS = Cite("ncci-manual-ch1-2026", "section E")


def without(line: Line, *dropped: str) -> tuple[str, ...]:
    """The modifiers of a line without some, in their order."""
    return tuple(modifier for modifier in line.modifiers if modifier not in dropped)


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
    citations=(_NCCI_MODIFIERS,),
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
            field=f"lines[{number - 1}].modifiers",
            severity=severity,
        )


def _rooted_elsewhere(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether another rule has it: 59 on a visit, guidance inside the only procedure or an arthrogram."""
    if line.code not in NEEDLE_GUIDANCE:
        return _is_visit(line, facts)
    rows = inclusions(claim, facts, line.code)
    if claim.documentation.radiographic_arthrogram and any(row.ground == "arthrography" for _, row in rows):
        return True
    return bool(rows and not homes(claim, facts, line.code))


def _is_visit(line: Line, facts: Facts) -> bool:
    return line.code in facts.codes and facts.codes[line.code].kind == "evaluation"


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
                field=f"lines[{number - 1}].modifiers",
                edit=Edit("Remove 51", number, "modifiers", without(line, "51")),
            )


@rule(
    id="MOD-103",
    slug="modifier-not-for-code",
    title="Modifier does not fit the code",
    severity="warning",
    basis="cms-policy",
    why="The modifier is defined for other services than this code.",
    remedy="Remove the modifier, or move it to the line it belongs to.",
    citations=(_NCCI_MODIFIERS,),
    scope=("modifier",),
    examples=(
        example("25 on guidance", "99213, 20610, 77002-25", "error line 3"),
        example("25 on the visit", "99213-25, 20610, 77002"),
        example("CT modifier on fluoroscopy", "20610, 77002-CT", "warning line 2"),
        example("26 on a procedure that does not split", "20610-26, 77002", "error line 1", facts=OWN_EDITS),
        example("26 on guidance", "20610, 77002-26"),
        example("26 on a code without a fee row", "64450-26, 77002"),
        example("50 has a rule of its own", "20610, 77002-50"),
        example("51 on an add-on has a rule of its own", "20610, 77002-51"),
        example("51 on guidance that is no add-on", "20206, 76942-51", "warning line 2"),
        example("59 on a visit", "99213-59, 20610, 77002", "error line 1"),
        example("RT and LT on a procedure line", "20610-RT-LT", "warning line 1"),
        example("RT with 50", "20610-RT-50", "warning line 1"),
        example("RT with 50, right in the record: that is another rule", "20610-RT-50", laterality="right"),
        example(
            "RT with 50, both sides in the record", "20610-RT-50", "warning line 1", laterality="bilateral"
        ),
        example(
            "74, and no anesthesia", "20610-74, 77002", "error line 1", form="institutional", anesthesia=False
        ),
        example("74 after anesthesia", "20610-74, 77002", form="institutional", anesthesia=True),
        example("74, not stated", "20610-74, 77002", "not checked", form="institutional"),
        example("a modifier that the book does not know", "20610-ZZ"),
        example("repeated modifier", "20610-RT-RT", "warning line 1"),
        example("PO and PN on one line", "20610-PO-PN", "warning line 1", form="institutional", pos=None),
        example("PO and PN on a physician's line are another rule", "20610-PO-PN"),
        example("59 and XS on one line", "20610-59-XS", "warning line 1"),
        example("76 and 77 on one line", "20610, 20610-76-77", "warning line 2"),
        example("73 on guidance", "20610, 77002-73", "warning line 2", form="institutional", pos=None),
        example("74 on guidance", "20610, 77002-74", "warning line 2", form="institutional", pos=None),
        example("27 of the hospital's visits is another rule", "20610-27"),
        example("25 on a procedure, claim form not stated", "20610-25", "error line 1", form=None),
        example("two that go together", "20610-59-GC"),
        example("two of which the book knows one", "20610-59-ZZ"),
        example("25 on a code that the book does not know", "88888-25"),
        example("59 on a procedure", "20610-59"),
        example("50 on a procedure", "20610-50, 77002-RT"),
        example("50 with another modifier", "20610-50-59, 77002"),
        example("two modifiers on guidance", "20610, 77002-26-RT", pos="22"),
        example("two modifiers on a procedure", "20610-59-RT, 77002"),
    ),
)
def modifier_not_for_code(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find modifiers on codes that they are not defined for, and modifiers that exclude each other."""
    for number, line in enumerate(claim.lines, 1):
        if not line.modifiers:
            continue
        for modifier in dict.fromkeys(line.modifiers):
            known = facts.modifiers.get(modifier)
            if known is None or other_form(claim, known) or not (severity := _unfit(line, known, facts)):
                continue
            yield Finding(
                f"{modifier} on line {number} does not apply to {line.code}.",
                line=number,
                field=f"lines[{number - 1}].modifiers",
                severity=severity,
                why=_ON_A_VISIT if known.code in DISTINCT else known.note,
                citations=known.citations,
            )
        if len(line.modifiers) > 1 and (clash := _clash(claim, line, facts)):
            yield Finding(
                f"Line {number} carries {clash}.", line=number, field=f"lines[{number - 1}].modifiers"
            )
        if "74" in line.modifiers and line.code not in NEEDLE_GUIDANCE:
            yield from _after_anesthesia(claim, number)


def other_form(claim: Claim, known: ModifierFacts) -> bool:
    """Whether the claim states a form that does not take the modifier: that has a rule of its own."""
    return claim.claim_form is not None and claim.claim_form not in known.claim_forms


def _unfit(line: Line, known: ModifierFacts, facts: Facts) -> Severity | None:
    """How badly a modifier misses its code, or None where it fits or another rule has it."""
    if known.evaluation_only and line.code in facts.codes and not _is_visit(line, facts):
        return "error"
    if known.code in DISTINCT and _is_visit(line, facts):
        return "error"
    if known.kind == "component":
        whole = facts.fees.get(line.code, {}).get("")
        return "error" if whole is not None and whole.component not in ("", "1") else None
    if line.code not in NEEDLE_GUIDANCE or known.with_guidance != "no":
        return None
    if known.code == "50" or (known.code == "51" and line.code in facts.primaries):
        return None
    return "warning"


def _clash(claim: Claim, line: Line, facts: Facts) -> str:
    """The modifiers of a line that exclude each other, in words, or nothing."""
    kept = set(line.modifiers)
    if len(kept) < len(line.modifiers):
        return "the same modifier twice"
    if pair := _exclusive(claim, line, facts):
        return f"{pair}; a line takes one of the two"
    if line.code in NEEDLE_GUIDANCE or claim.documentation.laterality in ("right", "left"):
        return ""  # there are rules for guidance on two sides, and for a side that the record does not have
    if {"RT", "LT"} <= kept:
        return "RT and LT; use 50 or two lines"
    return "50 and a side; 50 already means both sides" if "50" in kept and kept & {"RT", "LT"} else ""


def _exclusive(claim: Claim, line: Line, facts: Facts) -> str:
    """Two modifiers of a line that do not go together; sides, components and the claim form have rules."""
    known = [facts.modifiers[modifier] for modifier in line.modifiers if modifier in facts.modifiers]
    rivals = [
        each for each in known if each.kind not in ("side", "component") and not other_form(claim, each)
    ]
    pairs = (
        f"{one.code} and {other.code}" for one in rivals for other in rivals if other.code in one.conflicts
    )
    return next(pairs, "")


def _after_anesthesia(claim: Claim, number: int) -> Iterator[Finding | Unchecked]:
    if claim.documentation.anesthesia is None:
        yield not_stated("documentation.anesthesia", f"74 on line {number} was not checked")
    elif not claim.documentation.anesthesia:
        yield Finding(
            f"74 on line {number} means stopped after anesthesia; the record says there was none.",
            line=number,
            field=f"lines[{number - 1}].modifiers",
            severity="error",
            remedy="Use 73 before anesthesia, or 52 for a radiology service without it.",
        )


@rule(
    id="MOD-105",
    slug="modifier-repeat-without-first",
    title="Repeat without a first service",
    severity="error",
    basis="cms-policy",
    why="76 and 77 mark a service that was repeated on the same day.",
    remedy="Report the first service as well, or remove the modifier.",
    citations=(_NCCI_MODIFIERS,),
    modifiers=("76", "77"),
    examples=(
        example("76 alone", "20610, 77002-76", "error line 2"),
        example("77 alone", "20610-77", "warning line 1"),
        example("76 with a first service", "20610, 77002, 20610-76@2, 77002-76@2", separate_encounter=True),
        example("both lines repeat", "20610-76, 20610-76", "error line 1"),
        example("one repeats 76, one 77", "20610-76, 20610-77", "error line 1", "warning line 2"),
        example("no repeat", "20610, 77002"),
    ),
)
def modifier_repeat_without_first(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 76 or 77 without a first service. For 77 it may lie on another practitioner's claim."""
    told: set[tuple[str, str]] = set()
    for number, line in enumerate(claim.lines, 1):
        repeat = "76" if "76" in line.modifiers else "77" if "77" in line.modifiers else ""
        if not repeat or (line.code, repeat) in told or any(_first(line, other) for other in claim.lines):
            continue
        told.add((line.code, repeat))
        yield Finding(
            f"{repeat} on line {number} says that {line.code} was repeated; no line reports the first.",
            line=number,
            field=f"lines[{number - 1}].modifiers",
            severity=None if repeat == "76" else "warning",
        )


def _first(line: Line, other: Line) -> bool:
    return other.code == line.code and "76" not in other.modifiers and "77" not in other.modifiers


@rule(
    id="MOD-106",
    slug="modifier-liability-on-ncci",
    title="Notice modifier on an NCCI denial",
    severity="error",
    basis="cms-policy",
    why="An NCCI denial stays with the provider. No notice moves it to the patient.",
    remedy="Remove the modifier, and settle what the edit objects to.",
    citations=(Cite("noridian-co236", "CO-236"),),
    needs=("add-ons", "inclusions"),
    on_guidance=tuple(sorted(_LIABILITY)),
    examples=(
        example("GA where guidance is inside the code", "27096, 77002-GA", "error line 2"),
        example("GZ on an add-on alone", "77002-GZ", "error line 1"),
        example("two notices", "77002-GZ-GA", "error line 1"),
        example("GA beside a listed primary", "20610, 77002-GA"),
        example("GA beside a listed primary and an included code", "20610, 27096, 77002-GA", "error line 3"),
        example("GA on the procedure", "27096-GA, 77002"),
        example(
            "GA on ultrasound guidance inside the code",
            "20611, 76942-GA",
            "error line 2",
            modality="ultrasound",
        ),
        example("GA on ultrasound guidance", "20206, 76942-GA", modality="ultrasound"),
        example("commercial payer", "27096, 77002-GA", payer="aetna"),
        example("payer not stated", "27096, 77002-GA", "error line 2", payer=None),
        example("no notice", "27096, 77002"),
        example("GA beside another modifier", "27096, 77002-26-GA", "error line 2"),
    ),
)
def modifier_liability_on_ncci(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find notice modifiers on guidance that NCCI denies, for Medicare."""
    if claim.payer not in (None, "medicare"):
        return
    for number, line in enumerate(claim.lines, 1):
        notices = [modifier for modifier in line.modifiers if modifier in _LIABILITY]
        if not notices or line.code not in NEEDLE_GUIDANCE:
            continue
        alone = line.code in facts.primaries and not has_listed_primary(claim, facts, line.code)
        if alone or inclusions(claim, facts, line.code):
            yield Finding(
                f"{notices[0]} on line {number} does not move an NCCI denial of {line.code} to the patient.",
                line=number,
                field=f"lines[{number - 1}].modifiers",
                edit=Edit(f"Remove {notices[0]}", number, "modifiers", without(line, notices[0]))
                if len(notices) == 1
                else None,
            )


RULES = (
    modifier_59_unsupported,
    modifier_51_addon,
    modifier_not_for_code,
    modifier_repeat_without_first,
    modifier_liability_on_ncci,
)
