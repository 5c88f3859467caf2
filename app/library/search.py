"""From typed text to hits: exact code, code prefix, words by rank, and only then close spellings."""

import functools
import re
from collections.abc import Iterable

from app.coding.pages import Hit
from app.library.database import Database
from app.library.query import Query

_DEADLINE = 0.25  # seconds; a look-up takes a few milliseconds, so this only ever stops a runaway
_COLUMNS = "entry.key, entry.grouping, entry.code, entry.label, entry.tag"
_EXACT = f"SELECT {_COLUMNS} FROM entry WHERE code = ? COLLATE NOCASE ORDER BY weight DESC, id"  # noqa: S608 (constants)
_PREFIX = (
    f"SELECT {_COLUMNS} FROM entry WHERE code >= ? AND code < ? "  # noqa: S608 (constants)
    "ORDER BY grouping = 'codes' DESC, code LIMIT ?"
)
_WORDS = (  # the rank of the words, lifted by what coders of needle procedures mean more often
    f"SELECT {_COLUMNS} FROM entry_fts JOIN entry ON entry.id = entry_fts.rowid "  # noqa: S608 (constants)
    "WHERE entry_fts MATCH ? ORDER BY bm25(entry_fts, 8.0, 10.0, 6.0, 1.0) - entry.weight, entry.id LIMIT ?"
)
_KEY = f"SELECT {_COLUMNS} FROM entry WHERE key = ?"  # noqa: S608 (constants)
_PHRASE = "SELECT key FROM phrase WHERE words = ? ORDER BY position"
_PHRASE_PREFIX = (
    "SELECT key FROM phrase WHERE words >= ? AND words < ? ORDER BY length(words), position LIMIT 8"
)
_CLOSE = 72.0
_SHORTEST_GUESS = 3
_SHORTEST_PLURAL = 5


class Searcher:
    """Searches the index of one open book."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.vocabulary = functools.cache(self._vocabulary)

    def find(self, query: Query, limit: int) -> list[Hit]:
        """Hits in order: named page, exact code, meant phrase, code prefix, words. Any text will do."""
        found: dict[str, Hit] = {}
        try:
            if query.key:
                self._add(found, _KEY, query.key)
            self._add(found, _EXACT, query.text)
            self._add_keys(found, self._keys(_PHRASE, query.text))
            if len(query.words) == 1 and len(query.text) <= 5:
                self._add(found, _PREFIX, query.text.upper(), query.text.upper() + "￿", limit)
            if len(query.text) >= _SHORTEST_GUESS:
                self._add_keys(found, self._keys(_PHRASE_PREFIX, query.text, query.text + "￿"))
            if query.words:
                self._add(found, _WORDS, match_all(query.words), limit)
        except TimeoutError:
            pass  # what was found so far stands
        return _marked(list(found.values())[:limit], query.words)

    def close_to(self, query: Query, limit: int) -> list[Hit]:
        """Hits for the nearest spellings, when nothing was found for the typed ones."""
        if query.looks_like_code or re.fullmatch(r"\d{3,5}", query.text):
            return self._near_codes(query.text, limit)
        words = tuple(self._correct(word) for word in query.words)
        found: dict[str, Hit] = {}
        try:
            if words and all(words):
                self._add_keys(found, self._keys(_PHRASE, " ".join(words)))
                self._add(found, _WORDS, match_all(words), limit)
            if not found and (kept := tuple(filter(None, words))):
                self._add(found, _WORDS, " OR ".join(_quote(word) for word in kept), limit)
        except TimeoutError:
            pass  # as in find
        return _marked(list(found.values())[:limit], words)

    def _add(self, found: dict[str, Hit], sql: str, *values: object) -> None:
        for key, grouping, code, label, tag in self._database.rows(sql, values, _DEADLINE):
            found.setdefault(key, Hit(key, grouping, code, label, tag))

    def _keys(self, sql: str, *values: object) -> list[str]:
        return [key for (key,) in self._database.rows(sql, values, _DEADLINE)]

    def _add_keys(self, found: dict[str, Hit], keys: list[str]) -> None:
        for key in keys:
            if key not in found:
                self._add(found, _KEY, key)

    def _vocabulary(self) -> tuple[str, ...]:
        """Every word of labels and synonyms, for correcting spellings."""
        rows = self._database.rows("SELECT label || ' ' || synonyms FROM entry WHERE weight > 0")
        words = {word for (text,) in rows for word in re.findall(r"[^\W\d_]{3,}", text.lower())}
        return tuple(sorted(words))

    def _correct(self, word: str) -> str:
        """The nearest word that the index knows, or nothing."""
        if len(word) < _SHORTEST_GUESS:
            return ""
        from rapidfuzz import fuzz, process

        best = process.extractOne(word, self.vocabulary(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return best[0] if best else ""

    def _near_codes(self, text: str, limit: int) -> list[Hit]:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        query = "SELECT key, code FROM entry WHERE grouping = 'codes' AND weight > 0 ORDER BY weight DESC, id"
        codes = {code: key for key, code in self._database.rows(query)}
        near = process.extract(
            text.upper(), list(codes), scorer=DamerauLevenshtein.distance, limit=limit, score_cutoff=1
        )
        found: dict[str, Hit] = {}
        self._add_keys(found, [codes[code] for code, _, _ in near])
        return list(found.values())


def match_all(words: tuple[str, ...]) -> str:
    """An FTS5 expression: every word in one of its forms, the beginning of a word counts."""
    return " AND ".join(f"({' OR '.join(_quote(form) for form in forms(word))})" for word in words)


def forms(word: str) -> tuple[str, ...]:
    """A word and, where its end differs, its singular or plural, both as beginnings of words.

    >>> forms("needles"), forms("biopsies"), forms("biopsy"), forms("bursitis")
    (('needles', 'needle'), ('biopsies', 'biopsy'), ('biopsy', 'biopsies'), ('bursitis',))
    """
    if len(word) < _SHORTEST_PLURAL:
        return (word,)
    if word.endswith("ies"):
        return word, f"{word[:-3]}y"
    if word.endswith("y"):
        return word, f"{word[:-1]}ies"
    if word.endswith(("sses", "xes", "ches")):
        return word, word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word, word[:-1]
    return (word,)


def _quote(word: str) -> str:
    return '"' + word.replace('"', '""') + '"*'


def _marked(hits: Iterable[Hit], words: tuple[str, ...]) -> list[Hit]:
    """The hits with the ranges of their labels that the words match, at beginnings of words."""
    looks = [
        re.compile(rf"(?<!\w){re.escape(form)}", re.IGNORECASE) for word in words for form in forms(word)
    ]
    return [_mark(hit, looks) for hit in hits]


def _mark(hit: Hit, looks: list[re.Pattern[str]]) -> Hit:
    spans = [found.span() for look in looks if (found := look.search(hit.label))]
    return Hit(hit.key, hit.group, hit.code, hit.label, hit.tag, _merge(spans)) if spans else hit


def _merge(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def in_groups(hits: list[Hit]) -> list[Hit]:
    """The hits with those of one group together; groups in the order of their first hit."""
    order = {group: position for position, group in enumerate(dict.fromkeys(hit.group for hit in hits))}
    return sorted(hits, key=lambda hit: order[hit.group])
