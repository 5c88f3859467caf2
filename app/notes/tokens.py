"""A note as a row of words, in a form that rules can search quickly.

Every known word or phrase becomes one private letter, every other word "~" and the end of a sentence a line
break, so that a pattern over words is a regular expression over a few hundred letters.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from app.notes.box_lines import settled
from app.notes.short_answers import with_colons
from app.notes.taken_back import without_taken_back
from app.notes.unsure_boxes import UNSURE

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u202f\x0b", " "),
        **dict.fromkeys("\x0c\x85\u2028\u2029", "\n"),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
        **dict.fromkeys(
            "\u25a1\u25fb\u25a2\u274f\u2750\u2751\u2752\u2b1c\U0001f532\U0001f533\U0001f78e\U0001f78f\U0001f790",
            "\u2610",
        ),
        **dict.fromkeys("\u2612\u2713\u2714\u25a0\u2327\u2bbd\U0001f5f5\U0001f5f7\U0001f5f9", "\u2611"),
        # A radio button that nobody chose, and a cross that may stand for no.
        **dict.fromkeys("\u25cb\u25ef\u26aa\u2717\u2718\u274c\u2716\u2715", "\u2610"),
        **dict.fromkeys(
            "\uf06f\uf070\uf071\uf072\uf0a8\uf0a3", "\u2610"
        ),  # of Wingdings, as Word copies them
        **dict.fromkeys("\uf078\uf0fb\uf0fc\uf0fd\uf0fe\uf052\uf053\uf054", "\u2611"),
        "\r": " ",
        UNSURE: " ",
    }
)
TOKEN = re.compile(
    r"[a-z]/[a-z](?![a-z])|w/o?(?![a-z])"  # u/s, s/p, w/
    r"|[a-z]+(?:'[a-z]+)?\d*(?![a-z\d])"
    r"|\d+(?:[.,]\d+)*(?![a-z\d])"
    r"|[a-z\d]+"
    r"|\[[ _]?\]|\( ?\)|\u2610|_{2,}"  # an empty box or blank
    r"|\[[x*]\]|\(x\)|\u2611"  # a ticked one
    r"|[,:()/;+&*#]"
)
# A line break that became a comma: no space follows where a heading, an item of a list or a sentence begins.
_LOST_BREAK = re.compile(
    r",(?:(?=[a-z]|\d{1,2}[.)]\s)(?<![\d,],)|(?<=[.!?;):],)|(?<=[.!?;:)] ,)|(?<=[.:]  ,))"
)
# A word that the typist did not hear. A blank behind a colon or before a unit waits to be filled in.
_GAP = re.compile(
    r"(?<=[a-z])( |, )_{4,}(?=[.,]? +(?!ml\b|cc\b|sec|min|mgy\b|mg\b|gauge|french|cm\b|mm\b)[a-z]|[.,](?!\S))"
)
_BLANK, _MOST_GAPS = re.compile(r"_{2,}"), 3  # in a report; more are a template
_LINE_OF_BOXES = re.compile(r"[^\n]+")
_CROSSED = re.compile(r"_+x_+")
_ZERO, _ONE = re.compile(r"(?<![^\s:])0(?= ?[a-z])"), re.compile(r"(?<![^\s:])1(?= ?[a-z])")
UNKNOWN, BREAK, NUMBER, EMPTY, TICKED, COMMA = "~", "\n", "0", "_", "^", ","
_PAIR = 2
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset("0123456789")


def plain(text: str) -> str:
    r"""The text in small letters, with plain dashes, spaces and boxes; as long as it was.

    >>> plain("RIGHT\u2013Hip"), len(plain("\u0130")), plain("Contrast\tNo"), plain("Contrast - no")
    ('right-hip', 1, 'contrast:no', 'contrast:  no')
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    small = small.translate(_PLAIN)
    small = with_colons(small)
    small = _LOST_BREAK.sub(_break, small)
    if "_x_" in small:
        small = _CROSSED.sub(lambda cross: "[x]".center(len(cross[0])), small)
    if "____" in small and len(_BLANK.findall(small)) <= _MOST_GAPS:
        small = _GAP.sub(lambda gap: " " * len(gap[0]), small)
    small = without_taken_back(small)
    return settled(_LINE_OF_BOXES.sub(_boxes, small) if _ZERO.search(small) else small)


def _break(comma: re.Match[str]) -> str:
    """The line break that a comma stands for; behind a colon the rest of the line had begun."""
    before = comma.string[max(0, comma.start() - 3) : comma.start()]
    return " " if before.rstrip(" ").endswith(":") else "\n"


def _boxes(line: re.Match[str]) -> str:
    """A line of a template that was filled with 1 and 0, with boxes for them."""
    text = line[0]
    if not (_ZERO.search(text) and _ONE.search(text)):
        return text
    return _ONE.sub("\u2611", _ZERO.sub("\u2610", text))


class Words(Struct, frozen=True, gc=False):
    """A plain text as letters, one a word or phrase, each sentence closed by a break.

    `firsts` are the letters at which the sentences begin; `bounds` where the sentences lie in the text. Where
    each word lies is `found` for the sentences that somebody asks for, and
    `index` where each letter stands, of those `present`. `met` are the needs that they meet, see
    `Vocabulary.needs`, and `brief` what the titles that were asked for add to their places.
    """

    letters: str
    firsts: list[int]
    bounds: list[tuple[int, int]]
    text: str
    encoder: "Encoder"
    index: dict[str, list[int]]
    present: frozenset[str]
    met: int
    found: dict[int, list[tuple[int, int]]]
    brief: dict[int, int]

    def sentence(self, index: int) -> int:
        """The number of the sentence that a letter is in."""
        return bisect_right(self.firsts, index) - 1

    def limits(self, number: int) -> tuple[int, int]:
        """The first letter of a sentence, and the break behind its last."""
        following = number + 1
        last = self.firsts[following] if following < len(self.firsts) else len(self.letters)
        return self.firsts[number], last - 1

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from `start` to `end`, of one sentence, lie in the text."""
        number = self.sentence(start)
        first = self.firsts[number]
        places = self.found.get(number)
        if places is None:
            places = self.found[number] = list(self.encoder.places(self.text, self.bounds[number]))
        return places[start - first][0], places[end - 1 - first][1]


class Encoder:
    """Turns sentences into letters."""

    def __init__(
        self,
        letters: Mapping[str, str],
        longer: Mapping[str, Mapping[str, Sequence[tuple[tuple[str, ...], str]]]],
        endings: Mapping[str, str],
        met: Mapping[str, int],
    ) -> None:
        """`longer`: of the first two words of phrases those from the second and the letter, longest first.

        `endings`: the letters of words that nothing names, by how they end. `met`: the needs that each
        letter meets.
        """
        self._letters = letters
        self._longer = longer
        self._endings = endings
        self._ends = tuple(endings)
        self._met = met

    def encode(self, text: str, sentences: Sequence[tuple[int, int]]) -> Words:
        """The sentences of a plain text that have words."""
        rows: list[str] = []
        firsts: list[int] = []
        bounds: list[tuple[int, int]] = []
        size = 0
        for first, last in sentences:
            row = self._row(TOKEN.findall(text, first, last))
            if row:
                rows.append(row)
                firsts.append(size)
                bounds.append((first, last))
                size += len(row) + 1
        rows.append("")
        letters = BREAK.join(rows)
        index: defaultdict[str, list[int]] = defaultdict(list)
        for place, letter in enumerate(letters):
            index[letter].append(place)
        met = 0
        for letter in index:
            met |= self._met.get(letter, 0)
        return Words(letters, firsts, bounds, text, self, index, frozenset(index), met, {}, {})

    def places(self, text: str, bounds: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Where each letter of a sentence begins and ends in the text."""
        found = list(TOKEN.finditer(text, *bounds))
        words = [match[0] for match in found]
        index = 0
        while index < len(words):
            size = self._phrase(words, index)[1]
            yield found[index].start(), found[index + size - 1].end()
            index += size

    def _row(self, words: list[str]) -> str:
        letters, longer = self._letters, self._longer
        row = [letters.get(word) or self._unnamed(word) for word in words]
        past = 0
        for index, (word, following) in enumerate(pairwise(words)):
            if word in longer and following in longer[word] and index >= past:
                letter, size = self._phrase(words, index)
                if size > 1:
                    past = index + size
                    row[index:past] = [letter, *[""] * (size - 1)]
        return "".join(row)

    def _unnamed(self, word: str) -> str:
        """The letter of a word that no class or rule names."""
        if word[0] not in _SMALL:
            return kind_of(word)
        if word.endswith(self._ends):
            return next(letter for ending, letter in self._endings.items() if word.endswith(ending))
        return UNKNOWN

    def _phrase(self, words: list[str], index: int) -> tuple[str, int]:
        """The letter of the longest phrase that begins at a word, and how many words it has."""
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else ""
        for rest, letter in self._longer.get(word, {}).get(following, ()):
            size = len(rest) + 1
            if size == _PAIR or tuple(words[index + 1 : index + size]) == rest:
                return letter, size
        return self._letters.get(word) or kind_of(word), 1


def kind_of(word: str) -> str:
    """The letter of a word that no rule names."""
    head = word[0]
    if head in _DIGITS:
        return NUMBER
    if head in "[(_\u2610\u2611" and word not in {"(", "["}:
        return TICKED if "x" in word or "\u2611" in word or "*" in word else EMPTY
    return UNKNOWN
