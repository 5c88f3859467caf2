"""From typed text to hits: exact code, code prefix, words by rank, and only then close spellings."""

import functools
import re
from collections.abc import Iterable
from itertools import zip_longest

from app.coding.page_key import page_key
from app.coding.pages import Hit
from app.library.database import Database
from app.library.search.modality import GUIDANCE
from app.library.search.query import Query
from app.library.search.spelling import Vocabulary

_DEADLINE = 0.25  # seconds; a look-up takes a few milliseconds, so this only ever stops a runaway
_COLUMNS = "entry.key, entry.grouping, entry.code, entry.label, entry.tag"
_EXACT = f"SELECT {_COLUMNS} FROM entry WHERE code = ? COLLATE NOCASE ORDER BY weight DESC, id"  # noqa: S608 (constants)
_PREFIX = (
    f"SELECT {_COLUMNS} FROM entry WHERE code >= ? COLLATE NOCASE AND code < ? COLLATE NOCASE "  # noqa: S608 (constants)
    "ORDER BY grouping = 'codes' DESC, code LIMIT ?"
)
_WORDS = (  # the rank of the words, lifted by what coders of needle procedures mean more often
    f"SELECT {_COLUMNS}, entry.weight < 0 AS below FROM entry_fts JOIN entry ON entry.id = entry_fts.rowid "  # noqa: S608 (constants)
    "WHERE entry_fts MATCH ? "
    "ORDER BY below, bm25(entry_fts, 8.0, 10.0, 6.0, 1.0) - entry.weight, entry.id LIMIT ?"
)
_KEY = f"SELECT {_COLUMNS} FROM entry WHERE key = ?"  # noqa: S608 (constants)
_PHRASES = "SELECT words, key FROM phrase ORDER BY words, position"
_PHRASE_PREFIX = (
    "SELECT key FROM phrase WHERE words >= ? AND words < ? ORDER BY length(words), position LIMIT 8"
)
_AFTER_ALL = "\uffff"  # sorts behind every sign that may follow
_LONGEST_CODE = 8  # of a diagnosis with its dot
_LONGEST_PHRASE = 4  # in words
_MOST_WORDS = 10
_ENOUGH = 0.5  # of the words
_FEW = 8  # hits for what is asked of a code
_SHORTEST_GUESS = 3
_SHORTEST_PLURAL = 5
_FEWEST_DIGITS = 3
_LONGEST_NUMBER = 3  # of a denial, a modifier or a place
_CONTRACTUAL = "CO"  # the group with which denials are named


class Searcher:
    """Searches the index of one open book."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.vocabulary = functools.cache(self._vocabulary)
        self.phrases = functools.cache(self._phrases)  # asked many times for one text

    def find(self, query: Query, limit: int) -> list[Hit]:
        """Hits in order: exact code, codes among words, named page, meant phrase, code prefix, words."""
        found: dict[str, Hit] = {}
        try:
            self._add_named(found, query)
            if not found or query.rest or not query.pairs:
                self._add_meant(found, query, limit)
        except TimeoutError:
            pass  # what was found so far stands
        return _marked(list(found.values())[:limit], query.words)

    def _add_named(self, found: dict[str, Hit], query: Query) -> None:
        """What is named outright: codes, modifiers and places."""
        for code in query.codes:
            self._add(found, _EXACT, code)
        self._add_keys(found, query.keys)

    def _add_meant(self, found: dict[str, Hit], query: Query, limit: int) -> None:
        """What the words mean, as a whole and then in parts."""
        self._add(found, _EXACT, query.text)
        self._add_keys(found, self.phrases().get(query.text, ()) or self._meant(query.rest))
        for start in dict.fromkeys((query.text, _dotted(query.text))):
            if len(query.words) == 1 and len(start) <= _LONGEST_CODE:
                self._add(found, _PREFIX, start.upper(), start.upper() + _AFTER_ALL, limit)
        if len(query.text) >= _SHORTEST_GUESS:
            self._add_keys(found, self._begun(query.text))
        if found and len(query.text) == 1:
            return  # nearly everything has a word that begins with one letter
        parts, share = self._parts(query.rest)
        if share == 1:
            self._add_keys(found, parts)
        for number in query.denials:  # the situation that is known by it, then the number itself
            self._add(found, _EXACT, f"{_CONTRACTUAL}-{number}")
            self._add_keys(found, (page_key("denial", number),))
        if found and query.text.isdigit() and len(query.text) <= _LONGEST_NUMBER:
            self._add(found, _EXACT, f"{_CONTRACTUAL}-{query.text}")
            return  # a number stands for itself; what only says it somewhere was not meant
        below = self._add_words(found, query.words, limit)
        if query.codes:
            self._add_words(found, query.rest, _FEW)
        if found or share >= _ENOUGH:  # else another spelling may mean more
            self._add_keys(found, parts)
        _collect(found, below)

    def _begun(self, text: str) -> list[str]:
        """The pages of the phrases that begin so, the shortest first."""
        return self._keys(_PHRASE_PREFIX, text, text + _AFTER_ALL)

    def _parts(self, words: tuple[str, ...]) -> tuple[list[str], float]:
        """The pages of the known phrases within several words, turn about, and the share that these cover.

        What was done comes before the guidance of it, then the longest phrase; and the first page of each
        before the second of any.
        """
        words, found, start = words[:_MOST_WORDS], [], 0
        while 1 < len(words) > start:
            for end in range(min(len(words), start + _LONGEST_PHRASE), start, -1):
                if meant := self._meant(words[start:end]):
                    found.append((end - start, meant))
                    break
            else:
                end = start + 1
            start = end
        found.sort(key=lambda each: (each[1][0] in GUIDANCE, -each[0]))
        covered = sum(length for length, _ in found)
        turns = zip_longest(*(meant for _, meant in found))
        return [key for turn in turns for key in turn if key], covered / max(len(words), 1)

    def _meant(self, words: tuple[str, ...]) -> list[str]:
        """The pages that a phrase stands for, as typed or in the singular."""
        known, nothing = self.phrases(), list[str]()
        singular = " ".join(min(forms(word), key=len) for word in words)
        return known.get(" ".join(words), nothing) or known.get(singular, nothing)

    def say_unheard(self, query: Query) -> str:
        """Which words of a text are near no word of the book, so that hits are those of the others."""
        if _misread(query.text):
            return ""
        unheard = [f"“{word}”" for word in query.words if not self.vocabulary().nearest(word)]
        return f"No page says {' or '.join(unheard)}; these are of the other words." if unheard else ""

    def close_to(self, query: Query, limit: int) -> list[Hit]:
        """Hits for the nearest spellings, when nothing was found for the typed ones."""
        if code := _misread(query.text):
            return self._near_codes(code, limit)
        words = tuple(self.vocabulary().nearest(word) for word in query.words)
        found: dict[str, Hit] = {}
        try:
            if words and all(words):
                self._add_keys(found, self._meant(words) or self._begun(" ".join(words)))
                self._add_keys(found, self._parts(words)[0])
                self._add_words(found, words, limit)
            if not found and (kept := tuple(filter(None, words))):
                self._add_keys(found, self._parts(kept)[0])
                self._add(found, _WORDS, " OR ".join(_quote(word) for word in kept), limit)
        except TimeoutError:
            pass  # as in find
        return _marked(list(found.values())[:limit], words)

    def _add_words(self, found: dict[str, Hit], words: tuple[str, ...], limit: int) -> list[Hit]:
        """Add what says every word of itself; the hits of pages that say them only further down."""
        if not words:
            return []
        rows = self._database.rows(_WORDS, (_match_all(words), limit), _DEADLINE)
        _collect(found, (Hit(*row[:-1]) for row in rows if not row[-1]))
        return [Hit(*row[:-1]) for row in rows if row[-1]]

    def _add(self, found: dict[str, Hit], sql: str, *values: object) -> None:
        _collect(found, (Hit(*row[:5]) for row in self._database.rows(sql, values, _DEADLINE)))

    def _keys(self, sql: str, *values: object) -> list[str]:
        return [key for (key,) in self._database.rows(sql, values, _DEADLINE)]

    def _add_keys(self, found: dict[str, Hit], keys: Iterable[str]) -> None:
        for key in keys:
            if key not in found:
                self._add(found, _KEY, key)

    def _phrases(self) -> dict[str, list[str]]:
        """The pages of every known phrase, best first."""
        found: dict[str, list[str]] = {}
        for words, key in self._database.rows(_PHRASES):
            found.setdefault(words, []).append(key)
        return found

    def _vocabulary(self) -> Vocabulary:
        """Every word of labels and synonyms, for correcting spellings."""
        rows = self._database.rows("SELECT label || ' ' || synonyms FROM entry WHERE weight > 0")
        return Vocabulary({word for (text,) in rows for word in re.findall(r"[^\W\d_]{3,}", text.lower())})

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


def _collect(found: dict[str, Hit], hits: Iterable[Hit]) -> None:
    """Add the hits that are not there yet."""
    for hit in hits:
        found.setdefault(hit.key, hit)


def _dotted(text: str) -> str:
    """A diagnosis typed without its dot, with it; any other text as it is.

    >>> _dotted("m1611"), _dotted("m16.11"), _dotted("hip")
    ('m16.11', 'm16.11', 'hip')
    """
    return f"{text[:3]}.{text[3:]}" if re.fullmatch(r"[a-z]\d[0-9a-z]{2,5}", text) else text


def _misread(text: str) -> str:
    """The code that was meant where letters stand for digits, or signs too many; else nothing.

    >>> _misread("77oo2"), _misread("77-002"), _misread("770002"), _misread("flouro")
    ('77002', '77002', '770002', '')
    """
    squeezed = re.sub(r"[\s.-]", "", text).removeprefix("cpt")
    digits = squeezed.translate(str.maketrans("oil", "011"))
    if sum(map(str.isdigit, squeezed)) >= _FEWEST_DIGITS and re.fullmatch(r"[0-9a-z]\d{2,4}[0-9a-z]", digits):
        return digits
    return ""


def _match_all(words: tuple[str, ...]) -> str:
    """An FTS5 expression: every word in one of its forms, the beginning of a word counts.

    A single letter belongs to the word behind it: the arm of a C-arm is no other arm.

    >>> _match_all(("c", "arm", "hip"))
    '("c arm"*) AND ("hip"*)'
    """
    joined: list[str] = []
    for word in words:
        if joined and len(joined[-1]) == 1 and joined[-1].isalpha():
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return " AND ".join(f"({' OR '.join(_quote(form) for form in forms(word))})" for word in joined)


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
    """The hits with the ranges of their labels that the words match, at beginnings of words.

    A single letter among words would light up everywhere.
    """
    if len(words) > 1:
        words = tuple(word for word in words if len(word) > 1 or word.isdigit())
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
