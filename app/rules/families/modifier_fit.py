"""Modifiers on codes that they are not defined for, and modifiers that exclude each other."""

from collections.abc import Iterator

from msgspec import Struct

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, ModifierFacts
from app.coding.findings import Finding, Unchecked
from app.coding.sources import Citation
from app.coding.words import Severity
from app.rules.engine.rule import Cite, cited, rule
from app.rules.examples.example import OWN_EDITS, example
from app.rules.examples.rows import fee_row
from app.rules.lookups.partners import DISTINCT, NEEDLE_GUIDANCE, is_visit
from app.rules.lookups.radiology import takes_parts
from app.rules.lookups.words import line_field, not_stated

_ON_A_VISIT = "59 and the X modifiers never go on a visit. A visit apart from the procedure takes 25."


class Clash(Struct, frozen=True):
    """Modifiers of a line that exclude each other, why, what to do, and on whose word but the rule's."""

    words: str
    why: str
    remedy: str
    citations: tuple[Citation, ...] = ()


_TWICE = Clash(
    "the same modifier twice",
    "A modifier counts once on a line; a second copy says nothing.",
    "Keep it once.",
)
_BOTH_SIDES = Clash(
    "RT and LT; use 50 or two lines",
    "A line with a side reports that side alone.",
    "Use 50, or one line for each side.",
)
_SIDE_TOO_MUCH = Clash(
    "50 and a side; 50 already means both sides",
    "50 reports both sides, a side one of them.",
    "Keep 50 for both sides, or the side for one.",
)


@rule(
    id="MOD-103",
    slug="modifier-not-for-code",
    title="Modifier does not fit the code",
    severity="warning",
    basis="cms-policy",
    why="The modifier is defined for other services than this code.",
    remedy="Remove the modifier, or move it to the line it belongs to.",
    citations=(Cite("ncci-manual-ch1-2026", "section E"),),
    scope=("special_modifier",),
    examples=(
        example("25 on guidance", "99213, 20610, 77002-25", "error line 3"),
        example("25 on the visit", "99213-25, 20610, 77002"),
        example("CT modifier on fluoroscopy", "20610, 77002-CT", "warning line 2"),
        example("26 on a procedure that does not split", "20610-26, 77002", "error line 1", facts=OWN_EDITS),
        example("26 on guidance", "20610, 77002-26"),
        example("26 on a code without a fee row", "64450-26, 77002", "not checked"),
        example(
            "26 on guidance that does not split",
            "20610, 77002-26",
            "error line 2",
            facts={"fees": {"77002": {"": fee_row("77002", "", "0")}}},
        ),
        example("26 on guidance, without a fee row", "20610, 77002-26", facts={"fees": {}}),
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
        example(
            "two that exclude each other, and none fits",
            "20610, 77002-FX-FY",
            "warning line 2",
            "warning line 2",
        ),
        example("two that exclude each other on a procedure", "20610-FX-FY", "warning line 1"),
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
            if known is None or _other_form(claim, known):
                continue
            if known.kind == "component" and _unread(line, facts):
                yield Unchecked(
                    f"No fee row of {line.code} was read, so {modifier} on line {number} was not compared."
                )
            if not (severity := _unfit(line, known, facts)):
                continue
            why, citations = _reason(line, known, facts)
            yield Finding(
                f"{modifier} on line {number} does not apply to {line.code}.",
                line=number,
                field=line_field(number, "modifiers"),
                severity=severity,
                why=why,
                citations=citations,
            )
        if len(line.modifiers) > 1 and (clash := _clash(claim, line, facts)):
            yield Finding(
                f"Line {number} carries {clash.words}.",
                line=number,
                field=line_field(number, "modifiers"),
                why=clash.why,
                remedy=clash.remedy,
                citations=clash.citations,
            )
        if "74" in line.modifiers and line.code not in NEEDLE_GUIDANCE:
            yield from _after_anesthesia(claim, facts, number)


def _unread(line: Line, facts: Facts) -> bool:
    """Whether nothing at hand says if a code splits into components. Needle guidance does."""
    return line.code not in facts.fees and line.code not in NEEDLE_GUIDANCE


def _other_form(claim: Claim, known: ModifierFacts) -> bool:
    """Whether the claim states a form that does not take the modifier: that has a rule of its own."""
    return claim.claim_form is not None and claim.claim_form not in known.claim_forms


def _unfit(line: Line, known: ModifierFacts, facts: Facts) -> Severity | None:
    """How badly a modifier misses its code, or None where it fits or another rule has it."""
    if known.evaluation_only and line.code in facts.codes and not is_visit(line, facts):
        return "error"
    if known.code in DISTINCT and is_visit(line, facts):
        return "error"
    if known.kind == "component":
        return None if takes_parts(line.code, facts) else "error"
    if line.code not in NEEDLE_GUIDANCE or known.with_guidance != "no":
        return None
    if known.code == "50" or (known.code == "51" and line.code in facts.primaries):
        return None
    return "warning"


def _reason(line: Line, known: ModifierFacts, facts: Facts) -> tuple[str, tuple[Citation, ...]]:
    """Why a modifier misses its code, and on whose word: of a component the fee row of the code says it."""
    if known.kind == "component":
        indicator = facts.fees[line.code][""].component
        why = f"The component indicator of {line.code} is {indicator}: it does not split into 26 and TC."
        return why, cited((Cite("pfs-rvu", "component indicator", of_code=True),), facts.sources, line.code)
    return _ON_A_VISIT if known.code in DISTINCT else known.note, known.citations


def _clash(claim: Claim, line: Line, facts: Facts) -> Clash | None:
    """The modifiers of a line that exclude each other, or None."""
    kept = set(line.modifiers)
    if len(kept) < len(line.modifiers):
        return _TWICE
    if pair := _exclusive(claim, line, facts):
        return pair
    if line.code in NEEDLE_GUIDANCE or claim.documentation.laterality in ("right", "left"):
        return None  # there are rules for guidance on two sides, and for a side that the record does not have
    if {"RT", "LT"} <= kept:
        return _BOTH_SIDES
    return _SIDE_TOO_MUCH if "50" in kept and kept & {"RT", "LT"} else None


def _exclusive(claim: Claim, line: Line, facts: Facts) -> Clash | None:
    """Two modifiers of a line that fit and yet do not go together; the others have rules of their own."""
    known = [facts.modifiers[modifier] for modifier in line.modifiers if modifier in facts.modifiers]
    rivals = [
        each
        for each in known
        if each.kind not in ("side", "component")
        and not _other_form(claim, each)
        and not _unfit(line, each, facts)
    ]
    pairs = (
        Clash(
            f"{one.code} and {other.code}; a line takes one of the two",
            f"{one.code} and {other.code} are each for a case of their own, so one line does not take both.",
            "Keep the one that the record supports.",
            tuple(dict.fromkeys((*one.citations, *other.citations))),
        )
        for one in rivals
        for other in rivals
        if other.code in one.conflicts
    )
    return next(pairs, None)


def _after_anesthesia(claim: Claim, facts: Facts, number: int) -> Iterator[Finding | Unchecked]:
    if claim.documentation.anesthesia is None:
        yield not_stated("documentation.anesthesia", f"74 on line {number} was not checked")
    elif not claim.documentation.anesthesia:
        yield Finding(
            f"74 on line {number} means stopped after anesthesia; the record says it had not begun.",
            line=number,
            field=line_field(number, "modifiers"),
            severity="error",
            why="74 is for a service that was stopped once anesthesia had begun.",
            remedy="Use 73 before anesthesia, or 52 for a radiology service without it.",
            citations=cited((Cite("hia-2026", "74"),), facts.sources),
        )


RULES = (modifier_not_for_code,)
