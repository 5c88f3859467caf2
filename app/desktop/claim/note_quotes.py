"""The words of a note behind values that were taken over from it, in memory while the program runs."""

from __future__ import annotations

from collections.abc import Mapping

from app.claims.draft import Draft


class NoteQuotes:
    """By claim: the value that each field got, and the words that say it.

    A field that has another value by now has no quote; undo and redo bring both back together.
    """

    def __init__(self) -> None:
        self._kept: dict[int, dict[str, tuple[object, str]]] = {}

    def keep(self, filled: Draft, quotes: Mapping[str, str]) -> None:
        """Remember the words for fields of a draft that a note was filled into, by path."""
        kept = self._kept.setdefault(filled.origin, {})
        kept.update({path: (filled.get(path), words) for path, words in quotes.items()})

    def of(self, draft: Draft) -> Mapping[str, str]:
        """The words by path, for fields that still have the value they say."""
        kept = self._kept.get(draft.origin, {})
        return {path: words for path, (value, words) in kept.items() if draft.get(path) == value}
