"""What an empty search field shows: favorites and recent pages, as hits."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.coding.page_key import answer_codes, parse_key
from app.coding.pages import Hit, Page, Results
from app.desktop.user_data.store import UserDataStore


class HomeRows:
    """Looks each stored key up once; a page that no longer exists is left out."""

    def __init__(
        self, store: UserDataStore, search: Callable[[str], Results], find: Callable[[str], Page | None]
    ) -> None:
        """`search` finds codes as they show among results; `find` the pages of everything else."""
        self._store = store
        self._search = search
        self._find = find
        self._known: dict[str, Hit | None] = {}

    def forget(self) -> None:
        """The library is another one: look up again."""
        self._known.clear()

    def hits(self) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """Favorites, and recent pages that are no favorites."""
        data = self._store.data
        recent = [key for key in data.recent if key not in data.favorites]
        return self._read(data.favorites), self._read(tuple(recent))

    def _read(self, keys: tuple[str, ...]) -> tuple[Hit, ...]:
        return tuple(hit for key in keys if (hit := self._hit(key)))

    def _hit(self, key: str) -> Hit | None:
        if key not in self._known:
            self._known[key] = self._make(key)
        return self._known[key]

    def _make(self, key: str) -> Hit | None:
        codes = answer_codes(key)
        if codes:
            return Hit(key, "answer", " with ".join(codes), "", "answer")
        found = self._search(key).hits if parse_key(key).kind == "code" else ()
        hit = next((hit for hit in found if hit.key == key), None)
        if hit is not None:
            return msgspec.structs.replace(hit, spans=())
        page = self._find(key)
        return Hit(key, "codes", page.code, page.label, page.kind) if page else None
