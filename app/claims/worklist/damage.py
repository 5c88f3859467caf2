"""What a damaged worklist file lost, as far as its lines still tell, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from app.claims.worklist.item import Item
from app.coding.sentences import count_of

LOST = "Its line in the worklist is damaged. Open the file of claims again for it."
_MOST = 5


class Damage(Struct, frozen=True):
    """Damaged lines of a file, counted by what they may have held.

    `stale` are the numbers of items whose last line is damaged while an earlier one is whole, `missing` those
    of items that no line has. `untold` counts lines that tell no item any more, `replaced` those of an item
    of which a later line is whole.
    """

    stale: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    untold: int = 0
    replaced: int = 0


def lost_item(number: int) -> Item:
    """What stands in the place of an item that no line has."""
    return Item(number, f"lost claim {number}", None, LOST)


def say_damage(name: str, damage: Damage, items: Mapping[int, Item], beside: str) -> str:
    """The sentence for the user; `beside` is the name under which the file is kept as it was, "" for none."""
    parts: list[str] = []
    if damage.stale:
        named = _listed([items[number].name or f"claim {number}" for number in damage.stale])
        parts.append(f"what was decided last on {named} may be missing")
    if damage.missing:
        lost = count_of(len(damage.missing), "claim is lost", "claims are lost")
        parts.append(f"{lost} and stand{'s' if len(damage.missing) == 1 else ''} in the list as such")
    if damage.untold:
        lines = count_of(damage.untold, "line tells", "lines tell")
        parts.append(f"{lines} no claim any more, so a decision may be missing there too")
    said = "; ".join(parts) or "what its damaged lines held stands in later ones too, so nothing is missing"
    kept = f"; the file as it was lies beside it as {beside}" if beside else "; the file stays as it is"
    return f"{name} is damaged: {said}{kept}."


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_MOST])
    if len(names) > _MOST:
        shown.append(f"{len(names) - _MOST} more")
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
