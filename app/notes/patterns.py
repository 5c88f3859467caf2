"""The small language of rules and cues over words, made into regular expressions over letters.

word            that word                     {name}        a word of the class
{one|two*}      of one of several classes     (a b|c)       one of several rows of words
x?              x or nothing                  ..4           up to four words of the same sentence
!{name}         no such word comes next       -{name}       no such word stands before
^  $            begin and end of a sentence   #             a number
"""

import functools
import re
from collections.abc import Iterator
from itertools import islice, product

from msgspec import Struct

from app.notes.tokens import BREAK, NUMBER, TOKEN, Words
from app.notes.vocabulary import Vocabulary

_PART = re.compile(r"\.\.\.|\.\.\d+|[!-]?\{[^}]*\}\??|\(|\)\??|\||[^\s(){}|]+")
_MOST_NEEDS = 24  # sets of letters made of what the rows of a choice need
_FIXED = {"^": f"(?<![^{BREAK}])", "$": f"(?={BREAK})"}


class Pattern(Struct, frozen=True):
    """A compiled pattern. `needs`: what a text must have, see `Vocabulary.need`.

    `firsts` are the letters with which a match may begin; None where that may be any.
    """

    match: re.Pattern[str]
    needs: int
    firsts: frozenset[str] | None

    def may_match(self, words: Words) -> bool:
        """Whether a text can match at all."""
        return words.met & self.needs == self.needs

    def spans(self, words: Words) -> Iterator[tuple[int, int]]:
        """Where it matches, from left to right; only places where a match may begin are looked at."""
        if self.firsts is None:
            yield from (match.span() for match in self.match.finditer(words.letters))
            return
        named = self.firsts & words.present
        starts = [start for letter in named for start in words.index[letter]]
        past = 0
        match, letters = self.match.match, words.letters
        for start in sorted(starts) if len(named) > 1 else starts:
            if start >= past and (found := match(letters, start)):
                past = found.end()
                yield start, past


def words_in(source: str) -> Iterator[str]:
    """The words that a pattern names itself."""
    for part in _PART.findall(source):
        word = part.rstrip("?").removeprefix("!")
        if word[:1] not in "().!-^$|{#":
            yield word


def compile_pattern(source: str, vocabulary: Vocabulary) -> Pattern:
    """Read a pattern; its words join the vocabulary. Raises ValueError with what is wrong with it."""
    parts = list(_joined(_PART.findall(source), vocabulary))
    expression = "".join(_expression(part, vocabulary) for part in parts)
    try:
        compiled = re.compile(expression)
    except re.error as error:
        raise ValueError(f"“{source}” is no pattern: {error}.") from None
    firsts = _firsts(parts, vocabulary)
    needs = vocabulary.needs([*_needs(parts, vocabulary), *((firsts,) if firsts else ())])
    return Pattern(compiled, needs, firsts)


def _joined(parts: list[str], vocabulary: Vocabulary) -> Iterator[str]:
    """The parts, words in a row that the vocabulary has as one phrase made one part."""
    run: list[str] = []  # of words as a text is split into, so that "x-ray" is two
    for part in [*parts, ""]:
        if part and part[0] not in "().!-^$|{#" and not part.endswith("?"):
            run += (match[0] for match in TOKEN.finditer(part))
            continue
        yield from vocabulary.phrases(run)
        run = []
        if part:
            yield part


def _needs(parts: list[str], vocabulary: Vocabulary) -> Iterator[frozenset[str]]:
    """Sets of letters, of each of which a match of the parts has one."""
    place = 0
    while place < len(parts):
        part = parts[place]
        if part == "|":
            raise ValueError("a choice stands in parentheses")
        if part == "(":
            last = _closing(parts, place)
            if not parts[last].endswith("?"):
                yield from _any_of(list(_choices(parts[place + 1 : last])), vocabulary)
            place = last
        elif part[0] not in ").!-^$" and not part.endswith("?"):
            yield frozenset(_letters(part, vocabulary))
        place += 1


def _any_of(choices: list[list[str]], vocabulary: Vocabulary) -> Iterator[frozenset[str]]:
    """What a match of one of several rows has: a letter that the first needs, or that the second does."""
    needed = [list(_needs(choice, vocabulary)) for choice in choices]
    if all(needed):
        yield from (frozenset().union(*row) for row in islice(product(*needed), _MOST_NEEDS))


def _firsts(parts: list[str], vocabulary: Vocabulary) -> frozenset[str] | None:
    """The letters with which a match of the parts begins; None for any, and for parts that may be nothing."""
    found: frozenset[str] = frozenset()
    place = 0
    while place < len(parts):
        part = parts[place]
        if part[0] == ".":
            return None
        if part == "(":
            last = _closing(parts, place)
            for choice in _choices(parts[place + 1 : last]):
                begins = _firsts(choice, vocabulary)
                if begins is None:
                    return None
                found |= begins
            place = last
        elif part[0] not in "!-^$":
            found |= frozenset(_letters(part.removesuffix("?"), vocabulary))
        if part[0] not in "!-^$" and not parts[place].endswith("?"):
            return found
        place += 1
    return None


def _closing(parts: list[str], place: int) -> int:
    """The parenthesis that closes the one at a place."""
    depth = 0
    for number in range(place, len(parts)):
        depth += (parts[number] == "(") - parts[number].startswith(")")
        if not depth:
            return number
    raise ValueError("a parenthesis is not closed")


def _choices(parts: list[str]) -> Iterator[list[str]]:
    """The parts inside parentheses, in the rows between which a match chooses."""
    depth = start = 0
    for number, part in enumerate([*parts, "|"]):
        depth += (part == "(") - part.startswith(")")
        if part == "|" and not depth:
            yield parts[start:number]
            start = number + 1


def _expression(part: str, vocabulary: Vocabulary) -> str:
    if part in _FIXED:
        return _FIXED[part]
    if part == "...":
        return f"[^{BREAK}]*"
    if part.startswith(".."):
        return f"[^{BREAK}]{{0,{int(part[2:])}}}?"
    if part in {"(", "|"}:
        return {"(": "(?:"}.get(part, part)
    if part.startswith(")"):
        return part
    optional = "?" if part.endswith("?") else ""
    part = part.removesuffix("?")
    if part[0] in "!-":
        around = {"!": "(?!", "-": "(?<!"}[part[0]]
        return f"{around}{_set(_letters(part[1:], vocabulary))})"
    return f"{_set(_letters(part, vocabulary))}{optional}"


def _letters(part: str, vocabulary: Vocabulary) -> str:
    if part == "#":
        return NUMBER
    if not part.startswith("{"):
        return vocabulary.letter(part)
    return "".join(vocabulary.named(name) for name in part[1:-1].split("|"))


@functools.lru_cache(maxsize=1024)
def _set(letters: str) -> str:
    """A set of letters as an expression, in runs: those of a class mostly follow each other."""
    runs: list[list[str]] = []
    for letter in sorted(set(letters)):
        if runs and ord(letter) == ord(runs[-1][1]) + 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return f"[{''.join(_run(first, last) for first, last in runs)}]"


def _run(first: str, last: str) -> str:
    return re.escape(first) if first == last else f"{re.escape(first)}-{re.escape(last)}"
