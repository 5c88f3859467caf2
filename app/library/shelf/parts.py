"""A shelf as it goes to another process."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from app.coding.editions import Edition
from app.coding.local import LocalPolicy
from app.library.shelf.edition_file import Damaged
from app.library.shelf.shared import Shared


class ShelfParts(Struct, frozen=True):
    """A shelf as another process gets it: its files with what they were; `shared` is without files."""

    files: tuple[tuple[Path, Edition], ...]
    damaged: tuple[Damaged, ...]
    set_aside: frozenset[str]
    shared: Shared | None
    local: LocalPolicy | None
