"""Which procedures take a side, and the modifier that names one."""

from collections.abc import Mapping

from app.coding.facts import Facts
from app.coding.words import Laterality

MODIFIER_OF: Mapping[Laterality, str] = {"right": "RT", "left": "LT", "bilateral": "50"}
_WITH_SIDES = ("1", "3")  # of the bilateral surgery indicators: those under which a side or both count


def bilateral_indicator(code: str, facts: Facts) -> str:
    """The bilateral surgery indicator of a code, "" where none was read."""
    whole = facts.fees.get(code, {}).get("")
    return whole.bilateral if whole is not None else ""


def takes_side(code: str, facts: Facts) -> bool:
    """Whether the fee schedule lets a procedure name a side or both."""
    return bilateral_indicator(code, facts) in _WITH_SIDES
