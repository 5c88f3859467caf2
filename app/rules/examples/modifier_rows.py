"""A few modifiers for the examples of rules."""

from collections.abc import Mapping

from app.coding.facts import ModifierFacts, ModifierKind, WithGuidance
from app.coding.sources import Citation
from app.coding.words import ClaimForm

_CITED = (Citation("example", "2026", "row", "Example book", ""),)
_BOTH: tuple[ClaimForm, ...] = ("professional", "institutional")
_PRO: tuple[ClaimForm, ...] = ("professional",)
_INST: tuple[ClaimForm, ...] = ("institutional",)
# code: kind, claim forms, rank, bypasses PTP edits, with guidance
MODIFIERS: dict[str, tuple[ModifierKind, tuple[ClaimForm, ...], int, bool, WithGuidance]] = {
    "26": ("component", _PRO, 1, False, "yes"),
    "TC": ("component", _PRO, 1, False, "conditional"),
    "50": ("side", _BOTH, 2, False, "no"),
    "51": ("other", _PRO, 3, False, "no"),
    "52": ("reduced", _BOTH, 2, False, "conditional"),
    "53": ("reduced", _PRO, 2, False, "conditional"),
    "73": ("reduced", _INST, 2, False, "no"),
    "74": ("reduced", _INST, 2, False, "no"),
    "59": ("distinct", _BOTH, 2, True, "separate"),
    "XE": ("distinct", _BOTH, 2, True, "separate"),
    "XS": ("distinct", _BOTH, 2, True, "separate"),
    "XP": ("distinct", _BOTH, 2, True, "separate"),
    "XU": ("distinct", _BOTH, 2, True, "separate"),
    "25": ("distinct", _BOTH, 2, True, "no"),
    "27": ("distinct", _INST, 2, True, "no"),
    "76": ("repeat", _BOTH, 3, False, "separate"),
    "77": ("repeat", _BOTH, 3, False, "separate"),
    "RT": ("side", _BOTH, 4, True, "conditional"),
    "LT": ("side", _BOTH, 4, True, "conditional"),
    "GA": ("liability", _BOTH, 5, False, "conditional"),
    "GZ": ("liability", _BOTH, 5, False, "conditional"),
    "GC": ("other", _PRO, 5, False, "conditional"),
    "78": ("repeat", _BOTH, 2, True, "conditional"),
    "79": ("repeat", _BOTH, 2, True, "conditional"),
    "KX": ("other", _BOTH, 5, False, "conditional"),
    "FX": ("other", _BOTH, 2, False, "no"),
    "FY": ("other", _BOTH, 2, False, "no"),
    "CT": ("other", _BOTH, 2, False, "no"),
    "AA": ("other", _BOTH, 1, False, "no"),
    "62": ("other", _PRO, 2, False, "no"),
    "80": ("other", _PRO, 2, False, "no"),
    "AS": ("other", _PRO, 2, False, "no"),
    "F6": ("anatomic", _BOTH, 4, True, "conditional"),
    "PO": ("site", _INST, 5, False, "conditional"),
    "PN": ("site", _INST, 5, False, "conditional"),
}
_EXCLUSIVE = (("PO", "PN"), ("59", "XS"), ("76", "77"), ("FX", "FY"), ("78", "79"))
_NEEDLE_SITES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("AA", "CT", "FX", "FY"), ()),
    "F6": ("joint/small", "bone"),
}
_CONFLICTING = {one: (other,) for pair in _EXCLUSIVE for one, other in (pair, pair[::-1])}


def modifier_facts(code: str) -> ModifierFacts:
    """The facts of a modifier of these few."""
    kind, forms, rank, bypasses, with_guidance = MODIFIERS[code]
    return ModifierFacts(
        code=code,
        label="Finger" if code == "F6" else "",
        kind=kind,
        claim_forms=forms,
        rank=rank,
        bypasses_pairs=bypasses,
        with_guidance=with_guidance,
        note="",
        citations=_CITED,
        evaluation_only=code in ("25", "27"),
        procedures_only=code in ("78", "79"),
        conflicts=_CONFLICTING.get(code, ()),
        needle_sites=_NEEDLE_SITES.get(code),
    )
