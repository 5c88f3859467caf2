"""A note as a row of words, in a form that rules can search quickly.

Every known word or phrase becomes one private letter, every other word "~" and the end of a sentence a line
break, so that a pattern over words is a regular expression over a few hundred letters.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping

from msgspec import Struct

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u202f\x0b", " "),
        **dict.fromkeys("\x0c\x85\u2028\u2029", "\n"),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
        **dict.fromkeys("\u25a1\u25fb", "\u2610"),
        **dict.fromkeys("\u2612\u2713\u2714\u25a0", "\u2611"),
        "\r": " ",
    }
)
TOKEN = re.compile(
    r"\[[ _]?\]|\( ?\)|\u2610|_{2,}"  # an empty box or blank
    r"|\[[x\u2713*]\]|\(x\)|\u2611"  # a ticked one
    r"|[a-z]/[a-z](?![a-z])|w/o?(?![a-z])"  # u/s, s/p, w/
    r"|[a-z]+(?:'[a-z]+)?\d*(?![a-z\d])"
    r"|\d+(?:[.,]\d+)*(?![a-z\d])"
    r"|[a-z\d]+"
    r"|[,:()/;+&*#]"
)
_ANSWERED = re.compile(r"\?(?=\s*(?:yes|no)\b)")  # a question of a template and its answer are one sentence
UNKNOWN, BREAK, NUMBER, EMPTY, TICKED, COMMA = "~", "\n", "0", "_", "^", ","
_FIRST_LETTER = 0x4E00


def plain(text: str) -> str:
    """The text in small letters, with plain dashes, spaces and boxes; as long as it was.

    >>> plain("RIGHT\u2013Hip"), len(plain("\u0130"))
    ('right-hip', 1)
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return _ANSWERED.sub(":", small.translate(_PLAIN))


class Vocabulary:
    """Which letter stands for a word or phrase, and which letters for a class of them."""

    def __init__(self, classes: Mapping[str, Iterable[str]], hiding: Container[str] = ()) -> None:
        """`classes` are words by the name of their class. Phrases of `hiding` ones are no more."""
        self._letters: dict[str, str] = {}
        self._longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        own = {name: dict.fromkeys(map(self.letter, words)) for name, words in classes.items()}
        hidden = {letter for name, letters in own.items() if name in hiding for letter in letters}
        heads = {
            letter: self._letters.get(rest[-1])
            for phrases in self._longer.values()
            for rest, letter in phrases
            if letter not in hidden
        }
        self.classes = {
            name: "".join(
                letters | dict.fromkeys(letter for letter, head in heads.items() if head in letters)
            )
            for name, letters in own.items()
        }

    def letter(self, phrase: str) -> str:
        """The letter of a phrase in small letters; a new one for a phrase that had none."""
        words = tuple(match[0] for match in TOKEN.finditer(phrase))
        key = " ".join(words)
        if not key:
            raise ValueError(f"No word in “{phrase}”.")
        if key not in self._letters:
            self._letters[key] = _sign(key) or chr(_FIRST_LETTER + len(self._letters))
            if len(words) > 1:
                self._longer.setdefault(words[0], []).append((words[1:], self._letters[key]))
        return self._letters[key]

    def named(self, name: str) -> str:
        """The letters of a class, or with * at the end of all classes whose names begin so."""
        if not name.endswith("*"):
            return self.classes.get(name, "")
        return "".join(letters for each, letters in self.classes.items() if each.startswith(name[:-1]))

    def phrases(self, words: list[str]) -> Iterator[str]:
        """Words in a row as an encoder takes them: the longest phrases first."""
        place = 0
        while place < len(words):
            last = max(
                (
                    end
                    for end in range(place + 1, len(words) + 1)
                    if " ".join(words[place:end]) in self._letters
                ),
                default=place + 1,
            )
            yield " ".join(words[place:last])
            place = last

    def close(self) -> "Encoder":
        """What encodes texts, once every word of every rule has its letter."""
        for phrases in self._longer.values():
            phrases.sort(key=lambda each: (-len(each[0]), each))
        return Encoder(dict(self._letters), {first: tuple(rest) for first, rest in self._longer.items()})


class Words(Struct, frozen=True, gc=False):
    """A text as letters, one a word or phrase, with where each begins and ends in the text."""

    letters: str
    starts: list[int]
    ends: list[int]

    def sentence(self, index: int) -> tuple[int, int]:
        """The first letter of the sentence around a letter, and the one behind its last."""
        first = self.letters.rfind(BREAK, 0, index) + 1
        last = self.letters.find(BREAK, index)
        return first, last if last >= 0 else len(self.letters)

    def at(self, offset: int) -> int:
        """The first letter that begins behind an offset of the text."""
        return bisect_right(self.starts, offset)


class Encoder:
    """Turns sentences into letters."""

    def __init__(
        self, letters: dict[str, str], longer: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    ) -> None:
        self._letters = letters
        self._longer = longer

    def encode(self, text: str, sentences: Iterable[tuple[int, int]]) -> Words:
        """The sentences of a plain text, each closed by a break."""
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for first, last in sentences:
            before = len(letters)
            for letter, start, end in self._sentence(text, first, last):
                letters.append(letter)
                starts.append(start)
                ends.append(end)
            if len(letters) > before:
                letters.append(BREAK)
                starts.append(last)
                ends.append(last)
        return Words("".join(letters), starts, ends)

    def _sentence(self, text: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
        found = list(TOKEN.finditer(text, first, last))
        words = [match[0] for match in found]
        index, count = 0, len(words)
        letters, longer = self._letters, self._longer
        while index < count:
            word = words[index]
            match = found[index]
            if word in longer:
                for rest, letter in longer[word]:
                    size = len(rest)
                    if index + size < count and tuple(words[index + 1 : index + 1 + size]) == rest:
                        yield letter, match.start(), found[index + size].end()
                        index += size + 1
                        break
                else:
                    yield letters.get(word) or _kind(word), match.start(), match.end()
                    index += 1
                continue
            yield letters.get(word) or _kind(word), match.start(), match.end()
            index += 1


def _sign(key: str) -> str:
    """The letter of what is no word: a comma, an open or a ticked box."""
    if key == ",":
        return COMMA
    found = _kind(key) if key[0] in "[(_\u2610\u2611" and key.count(" ") < 2 else UNKNOWN
    return found if found in {EMPTY, TICKED} else ""


def _kind(word: str) -> str:
    """The letter of a word that no rule names."""
    head = word[0]
    if head.isdigit():
        return NUMBER
    if head in "[(_\u2610\u2611" and word not in {"(", "["}:
        return TICKED if "x" in word or "\u2611" in word or "*" in word or "\u2713" in word else EMPTY
    return UNKNOWN
