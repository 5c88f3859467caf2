"""Makes Qt's enumerations known to Python in less than half of the time.

PySide calls `enum.Enum` with a list of names and whole numbers for each of them, the first time that somebody
names its class: 4,500 members by the first page, a sixth of all work until then. Python makes a member in a
way that allows for anything. Here it is made as that leaves it in the end. Both ways are compared on small
enumerations first, and Python's own stays where they differ, as in a version that keeps other records.
"""

from __future__ import annotations

import enum
import sys
from typing import TypeGuard

Members = list[tuple[str, int]]

_KINDS: tuple[enum.EnumType, ...] = (enum.Enum, enum.IntEnum)
_TAKEN = {name for kind in _KINDS for base in (*kind.__mro__, enum.EnumType, type) for name in vars(base)}
"""Names that mean something in an enumeration as such, as `name` does."""
_SAMPLE: Members = [("First", 1), ("Second", 2), ("Again", 1), ("Below", -3)]
_plain = vars(enum.EnumType)["_create_"]  # what `Enum(name, members)` calls


def speed_up_enums() -> None:
    """Make enumerations quickly from now on where PySide asks for them, if they come out the same."""
    options = {"module": __name__, "boundary": enum.KEEP}
    for kind in _KINDS:
        usual = _plain(kind, "Sample", _SAMPLE, **options)
        if _records(_fill(_plain(kind, "Sample", [], **options), _SAMPLE)) != _records(usual):
            return
    type.__setattr__(enum.EnumType, "_create_", _create)


def _create(kind: enum.EnumType, class_name: str, names: object, **options: object) -> object:
    """In place of Python's own way, which still makes what is not of PySide's kind."""
    if options.get("module") is None:  # Python looks for the caller's, who is one call further away now
        options["module"] = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001 - as Python does
    if kind in _KINDS and options.get("boundary") is enum.KEEP and _are_plain(names):
        return _fill(_plain(kind, class_name, [], **options), names)
    return _plain(kind, class_name, names, **options)


def _are_plain(names: object) -> TypeGuard[Members]:
    """Whether these are names and whole numbers, and no name has a meaning of its own."""
    return isinstance(names, list) and all(
        type(value) is int and name[0] != "_" and name not in _TAKEN for name, value in names
    )


def _fill(made: enum.EnumType, members: Members) -> enum.EnumType:
    """Give an enumeration its members. A name for a number that has one already is another name of that."""
    records = vars(made)
    names, by_name, by_value = (
        records[name] for name in ("_member_names_", "_member_map_", "_value2member_map_")
    )
    new, takes_value = records["_new_member_"], records["_use_args_"]
    for name, value in members:
        member = by_value.get(value)
        if member is None:
            member = new(made, value) if takes_value else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(names)
            names.append(name)
            by_value[value] = member
        by_name[name] = member
        type.__setattr__(made, name, member)
    return made


def _records(made: enum.EnumType) -> dict[str, object]:
    """All that Python keeps of an enumeration, in a form in which two of them can be compared."""

    def plain(kept: object) -> object:
        if isinstance(kept, dict):
            return [(key, plain(value)) for key, value in kept.items()]
        if isinstance(kept, enum.Enum):
            return [
                (key, type(value) if key == "__objclass__" else value) for key, value in vars(kept).items()
            ]
        return kept if isinstance(kept, (list, str, int)) else type(kept)

    return {key: plain(kept) for key, kept in vars(made).items()}
