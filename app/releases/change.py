"""One change between two editions."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ChangeKind = Literal["added", "ended", "changed"]


class Change(Struct, frozen=True, order=True):
    """One change. `other` is the column 2 code, the primary code or the modifier; `what` names what changed.

    `before` and `after` are the values as text; a row that is added has no `before`.
    """

    code: str
    other: str
    kind: ChangeKind
    what: str
    before: str
    after: str
