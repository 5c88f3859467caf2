"""Why a modifier does not fit the code on its line: it is for visits, components, sides or another place."""

from app.coding.anatomy import sites_overlap
from app.coding.claim import Claim, Line
from app.coding.facts import Facts, ModifierFacts
from app.coding.reasons import Unchecked
from app.coding.words import BILATERAL_INDICATORS
from app.rules.engine.rule import Cite, cited
from app.rules.families.modifier.helpers import HELPERS, helper_misfit, helper_not_compared
from app.rules.families.modifier.misfit import PRICED, Misfit
from app.rules.families.modifier.postoperative import POSTOPERATIVE, postoperative_misfit
from app.rules.lookups.ncci import ended, may_follow_ncci
from app.rules.lookups.partners import DISTINCT, SIDE_OF, is_visit
from app.rules.lookups.radiology import components_read_in, components_uncertain, takes_component_modifiers
from app.rules.lookups.sides import takes_side

_ON_A_VISIT = "59 and the X{EPSU} modifiers are not for E/M codes. A separate E/M service takes 25."
_NO_KX_FOUND = "77002"  # what coverage documents were searched for
_KX_WORDS = ": no coverage document was found that asks for it on 77002"
_WITHOUT_SIDES = ("0", "2", "9")  # of the bilateral surgery indicators: those under which 50 says nothing


def misfit(claim: Claim, line: Line, known: ModifierFacts, facts: Facts) -> Misfit | None:
    """Why a modifier misses the code of its line, or None where it fits or another rule has it."""
    if known.evaluation_only and line.code in facts.codes and not is_visit(line, facts):
        return Misfit("error", known.note, citations=known.citations)
    if known.code in DISTINCT and is_visit(line, facts):
        return Misfit("error", _ON_A_VISIT, citations=known.citations)
    if known.kind == "component":
        return None if takes_component_modifiers(line.code, facts) else _component(line.code, facts)
    if known.code in POSTOPERATIVE:
        return postoperative_misfit(claim, line, known, facts)
    if line.code in facts.guidance.needle:
        return _on_guidance(line, known, facts)
    if known.code == "50":
        return bilateral_misfit(claim, line.code, facts)
    if known.code in HELPERS:
        return helper_misfit(claim, line.code, known, facts)
    return _elsewhere(line.code, known, facts)


def fitting_sides(claim: Claim, line: Line, facts: Facts) -> list[str]:
    """The modifiers of a line that name a side and fit its code: of the others another rule speaks."""
    found = [modifier for modifier in line.modifiers if modifier in SIDE_OF]
    return [
        modifier
        for modifier in found
        if (known := facts.modifiers.get(modifier)) is None or misfit(claim, line, known, facts) is None
    ]


def why_not_compared(line: Line, known: ModifierFacts, facts: Facts) -> str:
    """Why nothing at hand says if a code takes components, or 50; "" where something does."""
    if known.code in HELPERS and line.code not in facts.guidance.needle:
        return helper_not_compared(line.code, known, facts)
    if line.code in facts.guidance.needle or not (known.kind == "component" or known.code == "50"):
        return ""
    whole = facts.fees.get(line.code)
    if whole is None:
        return f"No fee schedule row was found for {line.code}"
    row = whole.get("")
    if known.code == "50" and row and row.status not in PRICED and not takes_side(line.code, facts):
        return f"The fee schedule sets no price for {line.code} (status {row.status})"
    return ""


def _component(code: str, facts: Facts) -> Misfit:
    why = f"PC/TC indicator {facts.fees[code][''].component}: {code} does not split into 26 and TC."
    read_in = components_read_in(code, facts)
    cites = (Cite("pfs-rvu", "component indicator", of_code=True),)
    return Misfit(
        "error",
        why,
        citations=cited(cites, facts.sources, code, ended(read_in)),
        read_in=read_in,
        uncertain=components_uncertain(code, read_in, facts) if read_in else None,
    )


def _on_guidance(line: Line, known: ModifierFacts, facts: Facts) -> Misfit | None:
    """Guidance beside a modifier that is not for it; 50, and 51 on an add-on, have rules of their own."""
    if known.code == "KX" and line.code == _NO_KX_FOUND:
        return Misfit("info", known.note, citations=known.citations, words=_KX_WORDS)
    if known.with_guidance != "no" or known.code == "50":
        return None
    if known.code == "51" and line.code in facts.primaries:
        return None
    return Misfit("warning", known.note, citations=known.citations)


def bilateral_misfit(claim: Claim, code: str, facts: Facts) -> Misfit | None:
    """50 on a code of which the fee schedule says that both sides are no matter of a modifier.

    The indicator binds Medicare; another payer may go by its own. A payer's own policy on 50 is another rule.
    """
    row = facts.fees.get(code, {}).get("")
    if row is None or row.status not in PRICED or row.bilateral not in _WITHOUT_SIDES:
        return _on_add_on(code, facts)
    if _has_policy(code, "50", facts):
        return None
    read_in = facts.carried.get(("pfs-rvu", code))
    cites = (
        Cite("pfs-rvu", "bilateral surgery indicator", of_code=True),
        Cite("noridian-modifier-50", "inappropriate usage"),
        Cite("fcso-modifier-50", "inappropriate usage"),
    )
    return Misfit(
        "error" if claim.payer in (None, "medicare") else "info",
        f"Bilateral surgery indicator {row.bilateral}: {BILATERAL_INDICATORS[row.bilateral]}.",
        f"Remove 50 and report {code} once, or by the units in the record.",
        cited(cites, facts.sources, code, ended(read_in)),
        read_in,
        Unchecked(
            f"Whether {code} takes 50 was looked up in {read_in.edition}.", gap=facts.gaps_carried.get("fees")
        )
        if read_in
        else None,
    )


def _on_add_on(code: str, facts: Facts) -> Misfit | None:
    """50 on an add-on, for a payer that goes by CPT alone: it has both sides reported twice (K17)."""
    known = facts.codes.get(code)
    if known is None or not known.add_on or may_follow_ncci(facts):
        return None
    register = facts.conflicts.get("K17")
    if register is None:
        return None
    positions = [citation for position in register.positions for citation in position.citations]
    return Misfit("info", register.why, register.advice, tuple(dict.fromkeys(positions)))


def _has_policy(code: str, modifier: str, facts: Facts) -> bool:
    """Whether a policy of the payer speaks of a modifier on a code."""
    policies = facts.payer.policies if facts.payer is not None else ()
    return any(
        code in trigger.codes and modifier in trigger.modifiers
        for policy in policies
        for trigger in policy.triggers
    )


def _elsewhere(code: str, known: ModifierFacts, facts: Facts) -> Misfit | None:
    """A modifier for another part of the body than the procedure, or for no needle procedure at all."""
    procedure = facts.anatomy.procedure(code)
    if procedure is None or known.needle_sites is None or sites_overlap(known.needle_sites, procedure.sites):
        return None
    if known.needle_sites:
        why = f"{known.code} names a part of the body ({known.label}); {code} is for {procedure.purpose}."
    else:
        why = known.note
    return Misfit("warning", why, citations=known.citations)
