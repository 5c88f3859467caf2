"""Modifiers on the line: known, on the right claim form, in order, and on the side that the record names."""

import re
from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, ModifierFacts
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.words import CLAIM_FORMS
from app.rules.engine.rule import Cite, cited, rule
from app.rules.examples.example import OWN_EDITS, example
from app.rules.lookups.partners import NEEDLE_GUIDANCE, SIDE_OF, without
from app.rules.lookups.radiology import has_parts, takes_parts
from app.rules.lookups.surplus import is_split
from app.rules.lookups.words import line_field, not_stated

_BOTH = {"bilateral": "both sides"}
_STOPPED = ("73", "74")


@rule(
    id="MOD-104",
    slug="modifier-wrong-claim-form",
    title="Modifier of the other claim form",
    severity="error",
    basis="cms-policy",
    why="Some modifiers belong to professional claims only, others to institutional claims only.",
    remedy="Remove the modifier, or use the one for this claim form.",
    citations=(Cite("hia-2026", "53, 73 and 74"), Cite("modifier-list", "claim forms")),
    scope=("odd_modifier",),
    examples=(
        example("73 on a professional claim", "20610-73", "error line 1"),
        example("53 on a hospital claim", "20610-53", "error line 1", form="institutional", pos=None),
        example("73 on the claim of a surgical center", "20610-73", pos="24"),
        example(
            "73 on a physician's claim from there", "20610-73", "error line 1", pos="24", owner="facility"
        ),
        example("53 on hospital guidance", "20610, 77002-53", "error line 2", form="institutional", pos=None),
        example("PO on a professional claim", "20610-PO, 77002", "error line 1"),
        example("PO on a hospital claim", "20610-PO, 77002-PO", form="institutional", pos=None),
        example("claim form not stated", "20610-73", "not checked", form=None),
        example("claim form not stated, and it does not matter", "20610-RT, 77002", form=None),
        example("TC on hospital guidance is another rule", "20610, 77002-TC", form="institutional", pos=None),
        example("TC on hospital imaging is another rule", "23350, 73040-TC", form="institutional", pos=None),
        example("a modifier that the book does not know", "20610-ZZ"),
        example(
            "both components of guidance on a hospital claim are another rule",
            "20610, 77002-26, 77002-TC",
            form="institutional",
            pos=None,
        ),
        example(
            "27 of the hospital's visits on a procedure",
            "20610-27",
            "error line 1",
        ),
        example("51 on an add-on is another rule", "20610, 77002-51", form="institutional", pos=None),
        example("51 on a procedure", "20610-51", "error line 1", form="institutional", pos=None),
        example("TC on a hospital procedure", "64450-TC", "error line 1", form="institutional", pos=None),
        example(
            "26 on a hospital claim", "20610, 77002-26-RT", "error line 2", form="institutional", pos=None
        ),
        example(
            "both components on a hospital claim",
            "64450-26-TC",
            "error line 1",
            "error line 1",
            form="institutional",
            pos=None,
        ),
    ),
)
def modifier_wrong_claim_form(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find modifiers that the claim form does not take."""
    for number, line in enumerate(claim.lines, 1):
        for modifier in dict.fromkeys(line.modifiers):
            known = facts.modifiers.get(modifier)
            if known is None or len(known.claim_forms) > 1 or claim.claim_form in known.claim_forms:
                continue
            if _named_elsewhere(claim, facts, line, known) or (modifier in _STOPPED and _center(claim)):
                continue
            if claim.claim_form is None:
                yield not_stated("claim_form", f"{modifier} on line {number} was not checked")
                continue
            yield Finding(
                f"{modifier} on line {number} is for {CLAIM_FORMS[known.claim_forms[0]].lower()} claims "
                "only.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit(f"Remove {modifier}", number, "modifiers", without(line, modifier))
                if known.kind == "component" and not {"26", "TC"} <= set(line.modifiers)
                else None,
                citations=known.citations,
            )


def _named_elsewhere(claim: Claim, facts: Facts, line: Line, known: ModifierFacts) -> bool:
    """Whether another rule asks to remove the modifier: 51 on an add-on, TC on imaging, split components."""
    if known.code == "51" and line.code in facts.primaries:
        return True
    return has_parts(line, facts) and (known.code == "TC" or (known.code == "26" and is_split(claim, line)))


def _center(claim: Claim) -> bool:
    """Whether a surgical center may be billing, which it does to Medicare on the professional form."""
    return claim.place_of_service == "24" and claim.equipment_owner == "billing-provider"


_CPT_SHAPE = re.compile(r"\d\d|P[1-6]|[1238]P")  # of modifiers that the HCPCS list does not have to hold


@rule(
    id="MOD-107",
    slug="modifier-unknown",
    title="Modifier not known",
    severity="warning",
    basis="advice",
    why="Neither the book nor the HCPCS list of the date has this modifier.",
    remedy="Check how it is typed.",
    citations=(Cite("modifier-list", "modifiers"),),
    scope=("odd_modifier",),
    examples=(
        example("the book alone does not know every modifier", "20610-ZZ", "info line 1", "not checked"),
        example("no such modifier", "20610-ZZ", "warning line 1", facts={"listed_modifiers": frozenset()}),
        example(
            "a line too many",
            "20610-RT, 77002-Z6",
            "warning line 2",
            facts={"listed_modifiers": frozenset()},
        ),
        example("one that the official list has", "20610-AQ", facts={"listed_modifiers": frozenset({"AQ"})}),
        example(
            "a number, which the official list does not have",
            "20610-96",
            "not checked",
            facts={"listed_modifiers": frozenset()},
        ),
        example("a number, and no official list", "20610-96", "not checked"),
        example("known ones", "20610-RT, 77002-26"),
        example("none", "20610"),
    ),
)
def modifier_unknown(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find modifiers that are on no list. Those of CPT are in no list that can be imported."""
    official = facts.listed_modifiers
    for number, line in enumerate(claim.lines, 1):
        for modifier in line.modifiers:
            if modifier in facts.modifiers or (official is not None and modifier in official):
                continue
            if _CPT_SHAPE.fullmatch(modifier):
                yield _open(number, modifier, "no list on the shelf has the modifiers of CPT")
            elif official is None:
                yield Finding(
                    f"{modifier} on line {number} is not in the book.",
                    line=number,
                    field=line_field(number, "modifiers"),
                    severity="info",
                    why="The book holds the modifiers around needle procedures. Another may be valid.",
                    remedy="Compare the modifier with its list, or import the HCPCS list of the date.",
                )
                yield _open(number, modifier, "import the HCPCS list of the date to check it")
            else:
                yield Finding(
                    f"{modifier} on line {number} is not a modifier on this date.",
                    line=number,
                    field=line_field(number, "modifiers"),
                    citations=cited((Cite("hcpcs", "modifiers"),), facts.sources),
                )


def _open(number: int, modifier: str, step: str) -> Unchecked:
    return Unchecked(f"{modifier} on line {number} is not in the book; {step}.")


@rule(
    id="MOD-108",
    slug="modifier-order",
    title="Modifiers out of order",
    severity="info",
    basis="advice",
    why="Payers read the first modifier for the price, so 26 and TC come before the others.",
    remedy="Put the modifier that sets the price first.",
    citations=(Cite("cco-order", "order of modifiers"),),
    scope=("two_modifiers",),
    examples=(
        example("side before component", "20610, 77002-RT-26", "info line 2"),
        example("component first", "20610, 77002-26-RT"),
        example("side and 59 before component", "20610, 77002-RT-59-26", "info line 2"),
        example("none sets the price", "20610-RT-XS"),
        example("an unknown modifier has no place", "20610, 77002-ZZ-26"),
        example("a component that the code does not take", "20610-RT-26", facts=OWN_EDITS),
        example("a component on a hospital claim", "20610, 77002-RT-26", form="institutional", pos=None),
        example("claim form not stated", "20610, 77002-RT-26", "info line 2", form=None),
        example("both components", "20610, 77002-RT-26-TC"),
        example("one modifier", "20610-RT, 77002"),
    ),
)
def modifier_order(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find lines on which 26 or TC stands behind a modifier that does not set the price."""
    for number, line in enumerate(claim.lines, 1):
        if len(line.modifiers) < 2 or any(modifier not in facts.modifiers for modifier in line.modifiers):
            continue
        parts = [modifier for modifier in line.modifiers if modifier in ("26", "TC")]
        if len(parts) != 1 or line.modifiers[0] in parts or claim.claim_form == "institutional":
            continue  # what both, and either of them on a hospital claim, should be is another rule
        if takes_parts(line.code, facts):
            ordered = tuple(sorted(line.modifiers, key=lambda modifier: facts.modifiers[modifier].rank))
            yield Finding(
                f"On line {number} the usual order is {', '.join(ordered)}.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit("Put in order", number, "modifiers", ordered),
            )


@rule(
    id="MOD-109",
    slug="laterality-mismatch",
    title="Side differs from the record",
    severity="error",
    basis="cms-policy",
    why="The side on the line and the side in the record must be the same.",
    remedy="Compare the side in the record with the line and correct the one that is wrong.",
    citations=(Cite("ncci-manual-ch1-2026", "section E"),),
    scope=("other_side",),
    examples=(
        example("left billed, right in the record", "20610-LT, 77002", "error line 1", laterality="right"),
        example("right billed, left in the record", "20610-RT, 77002", "error line 1", laterality="left"),
        example(
            "both sides billed, one in the record", "20610-50, 77002", "error line 1", laterality="right"
        ),
        example("they agree", "20610-RT, 77002", laterality="right"),
        example("both sides in the record", "20610-LT, 20610-RT, 77002", laterality="bilateral"),
        example("side not stated", "20610-RT, 77002", "not checked"),
        example("side not stated, and no side billed", "20610, 77002"),
        example("50 on guidance is another rule", "20610-RT, 77002-50", laterality="right"),
        example("59 and a side", "20610-59-RT, 77002-26", laterality="right"),
        example("no side among the modifiers", "20610-59, 77002", laterality="right"),
        example("both sides on guidance are another rule", "20610-RT, 77002-RT-LT", laterality="right"),
        example("the other side on guidance", "20610-RT, 77002-LT", "error line 2", laterality="right"),
        example("both sides on a line, one in the record", "20610-RT-LT", "error line 1", laterality="right"),
        example("both sides billed, and both in the record", "20610-50", laterality="bilateral"),
        example(
            "a finger of the right hand, left in the record", "20605-F7", "error line 1", laterality="left"
        ),
        example("a toe of the left foot, left in the record", "20605-TA", laterality="left"),
    ),
)
def laterality_mismatch(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find sides on lines that the record does not have."""
    documented = claim.documentation.laterality
    for number, line in enumerate(claim.lines, 1):
        sides = [modifier for modifier in line.modifiers if modifier in SIDE_OF]
        if not sides or _counted_elsewhere(line):
            continue
        if documented is None:
            yield not_stated("documentation.laterality", f"{sides[0]} on line {number} was not compared")
            continue
        wrong = [side for side in sides if SIDE_OF[side] != documented]
        if wrong and documented != "bilateral":
            says = SIDE_OF[wrong[0]]
            yield Finding(
                f"{wrong[0]} on line {number} says {_BOTH.get(says, says)}; the record says {documented}.",
                line=number,
                field=line_field(number, "modifiers"),
            )


def _counted_elsewhere(line: Line) -> bool:
    """Whether the sides of guidance are a matter of its units, not of the record."""
    if line.code not in NEEDLE_GUIDANCE:
        return False
    return "50" in line.modifiers or ("RT" in line.modifiers and "LT" in line.modifiers)


RULES = (
    modifier_wrong_claim_form,
    modifier_unknown,
    modifier_order,
    laterality_mismatch,
)
