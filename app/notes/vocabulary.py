"""Which letter stands for a word or phrase, and which letters for a class of them."""

import functools
from collections.abc import Container, Iterable, Iterator, Mapping

from app.notes.tokens import COMMA, EMPTY, TICKED, TOKEN, Encoder, kind_of

_FIRST_LETTER = 0x4E00


class Vocabulary:
    """Grows with every word that a rule names, until it is closed."""

    def __init__(
        self,
        classes: Mapping[str, Iterable[str]],
        hiding: Container[str] = (),
        endings: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """`classes` are words by the name of their class. Phrases of `hiding` ones are no more than that.

        `endings` by the name of a class: words that end so belong to it, if nothing else names them.
        """
        self._letters: dict[str, str] = {}
        self._longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        own = {name: dict.fromkeys(map(self.letter, words)) for name, words in classes.items()}
        hidden = {letter for name, letters in own.items() if name in hiding for letter in letters}
        by_head: dict[str, list[str]] = {}
        for phrases in self._longer.values():
            for rest, letter in phrases:
                if letter not in hidden and (head := self._letters.get(rest[-1])):
                    by_head.setdefault(head, []).append(letter)
        self._classes = {
            name: "".join(letters | dict.fromkeys(each for head in letters for each in by_head.get(head, ())))
            for name, letters in own.items()
        }
        self._endings: dict[str, str] = {}
        for name, ends in (endings or {}).items():
            self._classes[name] += (letter := self.letter(f"{name}ending"))
            self._endings.update(dict.fromkeys(ends, letter))
        self.named = functools.cache(self._named)
        self._bits: dict[frozenset[str], int] = {}

    def letter(self, phrase: str) -> str:
        """The letter of a phrase in small letters; a new one for a phrase that had none.

        Raises ValueError for what has no word.
        """
        words = tuple(match[0] for match in TOKEN.finditer(phrase))
        key = " ".join(words)
        if not key:
            raise ValueError(f"no word in “{phrase}”")
        if key not in self._letters:
            self._letters[key] = _sign(key) or chr(_FIRST_LETTER + len(self._letters))
            if len(words) > 1:
                self._longer.setdefault(words[0], []).append((words[1:], self._letters[key]))
        return self._letters[key]

    def _named(self, name: str) -> str:
        """The letters of a class, or with * at the end of all classes whose names begin so.

        Raises ValueError where there is none.
        """
        stem = name.removesuffix("*")
        found = [
            letters
            for each, letters in self._classes.items()
            if each == name or (stem != name and each.startswith(stem))
        ]
        if not found:
            raise ValueError(f"no class of words is called “{name}”")
        return "".join(found)

    def needs(self, sets: Iterable[frozenset[str]]) -> int:
        """Bits for a text that must have a letter of each of the sets; `Words.met` is held against them."""
        found = 0
        for letters in sets:
            found |= 1 << self._bits.setdefault(letters, len(self._bits))
        return found

    def phrases(self, words: list[str]) -> Iterator[str]:
        """Words in a row as an encoder takes them: the longest phrases first."""
        place = 0
        while place < len(words):
            ends = range(place + 1, len(words) + 1)
            last = max(
                (end for end in ends if " ".join(words[place:end]) in self._letters), default=place + 1
            )
            yield " ".join(words[place:last])
            place = last

    def close(self) -> Encoder:
        """What encodes texts, once every word of every rule has its letter."""
        longer: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        for first, phrases in self._longer.items():
            for rest, letter in sorted(phrases, key=lambda each: (-len(each[0]), each)):
                longer.setdefault(first, {}).setdefault(rest[0], []).append((rest, letter))
        return Encoder(dict(self._letters), longer, self._endings, self._met_by())

    def _met_by(self) -> dict[str, int]:
        """The bits of `needs` that each letter meets."""
        met: dict[str, int] = {}
        for letters, bit in self._bits.items():
            for letter in letters:
                met[letter] = met.get(letter, 0) | 1 << bit
        return met


def _sign(key: str) -> str:
    """The letter of what is no word: a comma, an open or a ticked box."""
    if key == ",":
        return COMMA
    found = kind_of(key) if " " not in key or key in {"[ ]", "( )"} else ""
    return found if found in {EMPTY, TICKED} else ""
