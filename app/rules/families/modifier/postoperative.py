"""Modifiers of a global period (58, 78, 79): on a visit, in an office, or on guidance alone."""

from app.coding.claim import Claim, Line, place_of
from app.coding.facts import Facts, ModifierFacts
from app.rules.engine.rule import Cite, cited
from app.rules.families.modifier.misfit import Misfit
from app.rules.lookups.partners import is_visit

POSTOPERATIVE = frozenset({"58", "78", "79"})
_RETURN, _OFFICE = "78", "11"
_NO_ROOM = (
    "78 is for a return to an operating or procedure room. Medicare counts no minor treatment room as one."
)
_BY_PLACE = (Cite("corcoran-78", "operating room"), Cite("regence-112", "place of service 11"))


def postoperative_misfit(claim: Claim, line: Line, known: ModifierFacts, facts: Facts) -> Misfit | None:
    """Why a modifier of a global period misses the code of its line; None where it fits."""
    if line.code in facts.guidance.needle:
        return _on_guidance_alone(claim, known, facts)
    if known.procedures_only and _is_no_procedure(line, facts):
        return Misfit(
            "error" if is_visit(line, facts) else "warning",
            f"{known.code} is for surgery alone. A visit in a global period takes 24, 25 or 57.",
            citations=known.citations,
        )
    if known.code == _RETURN and place_of(claim, line) == _OFFICE and claim.claim_form != "institutional":
        return Misfit(
            "warning",
            _NO_ROOM,
            "Compare the place with the record. Without such a room the care is part of the first procedure.",
            cited(_BY_PLACE, facts.sources),
            words=" is reported from an office (place 11)",
        )
    return None


def _on_guidance_alone(claim: Claim, known: ModifierFacts, facts: Facts) -> Misfit | None:
    """Guidance that carries it, where no procedure of the claim does."""
    if any(known.code in line.modifiers and line.code not in facts.guidance.needle for line in claim.lines):
        return None
    return Misfit(
        "info",
        known.note,
        "Put it on the procedure if the record supports it.",
        known.citations,
        words=" speaks of the procedure, and no procedure carries it",
    )


def _is_no_procedure(line: Line, facts: Facts) -> bool:
    known = facts.codes.get(line.code)
    return known is not None and known.kind in ("evaluation", "imaging")
