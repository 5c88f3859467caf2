"""Modifiers of those who help the surgeon, against the indicator of the fee schedule for them."""

from app.coding.claim import Claim
from app.coding.facts import Facts, ModifierFacts
from app.coding.official import FeeRow
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited
from app.rules.families.modifier.misfit import PRICED, Misfit
from app.rules.lookups.ncci import ended

HELPERS = frozenset({"80", "81", "82", "AS", "62"})
_CO_SURGEON, _ALLOWED = "62", "2"
_PROOF = "Have the record show why one was needed, and be ready to send it."
_WHO = {"assistant": "an assistant", "co-surgeon": "a co-surgeon"}
_ON_PROOF = {"assistant": "0", "co-surgeon": "1"}
_NEVER = {"assistant": "1", "co-surgeon": "0"}


def helper_misfit(claim: Claim, code: str, known: ModifierFacts, facts: Facts) -> Misfit | None:
    """Why Medicare does not pay an assistant or a co-surgeon for a code, or asks for proof; else None."""
    row = _priced_row(code, facts)
    indicator = _indicator(row, known) if row is not None else None
    if indicator in (None, _ALLOWED) or claim.payer not in (None, "medicare"):
        return None
    role = _role(known)
    on_proof = indicator == _ON_PROOF[role]
    read_in = facts.carried.get(("pfs-rvu", code))
    cites = (
        Cite("pfs-rvu", f"{role} indicator", of_code=True),
        Cite("cms-rvu25d-notes", "surgeon indicators"),
    )
    uncertain = f"Whether {code} takes {known.code} was looked up in {read_in.edition}." if read_in else ""
    return Misfit(
        "info" if on_proof else "error",
        f"{role.capitalize()} indicator {indicator}: {_meaning(role, indicator or '')}.",
        _PROOF if on_proof else f"Do not bill Medicare for {_WHO[role]} with {code}.",
        cited(cites, facts.sources, code, ended(read_in)),
        read_in,
        Unchecked(uncertain, gap=facts.gaps_carried.get("fees")) if read_in else None,
        f": Medicare pays {_WHO[role]} for {code} only on proof of the need"
        if on_proof
        else f": Medicare pays no {role} for {code}",
    )


def _meaning(role: str, indicator: str) -> str:
    """What an indicator other than 2 says of a role."""
    if indicator == _ON_PROOF[role]:
        return "paid only where documents show that one was needed"
    return "not paid" if indicator == _NEVER[role] else "the concept does not apply"


def helper_not_compared(code: str, known: ModifierFacts, facts: Facts) -> str:
    """Why the indicator for an assistant or a co-surgeon was not read; "" where it was, or has no say."""
    row = _priced_row(code, facts)
    if row is None or _indicator(row, known) is not None:
        return "" if code in facts.fees else f"No fee schedule row was found for {code}"
    return f"The row of {code} that was read does not state the {_role(known)} indicator"


def _priced_row(code: str, facts: Facts) -> FeeRow | None:
    row = facts.fees.get(code, {}).get("")
    return row if row is not None and row.status in PRICED else None


def _indicator(row: FeeRow, known: ModifierFacts) -> str | None:
    return row.co_surgeons if known.code == _CO_SURGEON else row.assistant


def _role(known: ModifierFacts) -> str:
    return "co-surgeon" if known.code == _CO_SURGEON else "assistant"
