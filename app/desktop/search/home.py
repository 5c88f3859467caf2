"""What an empty search field shows: favorites, recent pages and own notes, as hits; and finding in notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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

    def hits(self) -> tuple[tuple[Hit, ...], tuple[Hit, ...], tuple[Hit, ...]]:
        """Favorites, recent pages that are no favorites, and every page with a note of the user's."""
        data = self._store.data
        recent = [key for key in data.recent if key not in data.favorites]
        return self._read(data.favorites), self._read(tuple(recent)), self.find_notes("")

    def find_notes(self, text: str) -> tuple[Hit, ...]:
        """The notes with every word of `text`, as hits that open their page, by code."""
        words = text.casefold().split()
        found = (
            _note_hit(hit, note, words)
            for key, note in self._store.data.notes.items()
            if all(word in note.casefold() for word in words) and (hit := self._hit(key))
        )
        return tuple(sorted(found, key=lambda hit: (hit.code, hit.key)))

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


def _note_hit(page: Hit, note: str, words: Sequence[str]) -> Hit:
    """A note as a hit of its page: the first line that holds a word looked for, the word marked."""
    lines = [line.strip() for line in note.splitlines() if line.strip()]
    shown = next((line for line in lines if any(word in line.casefold() for word in words)), lines[0])
    start = shown.casefold().find(words[0]) if words else -1
    # Folding changes the length of few letters; then no span is right.
    marks = start >= 0 and len(shown.casefold()) == len(shown)
    spans = ((start, start + len(words[0])),) if marks else ()
    return Hit(page.key, "notes", page.code or page.label, shown, "note", spans)
