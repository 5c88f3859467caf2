"""What one version of a coverage article or LCD says beside its dates: contractors, code groups, words."""

from __future__ import annotations

import msgspec
from msgspec import Struct

ASTERISK = "*"


class ArticleContractor(Struct, frozen=True):
    """A Medicare contractor that the article is of: its number ("06102"), name and states ("IL", "DN")."""

    number: str
    name: str
    states: tuple[str, ...]


class CodeGroup(Struct, frozen=True):
    """One numbered group of codes with its paragraph as plain text.

    Codes stand in the order of the file, diagnoses with their point; an asterisk behind one asks for what
    `asterisk` says. Groups of procedures and of diagnoses are numbered apart: equal numbers say nothing.
    """

    number: int
    codes: tuple[str, ...]
    paragraph: str = ""
    asterisk: str = ""

    def holds(self, code: str) -> bool:
        """Whether a code is listed, with or without an asterisk."""
        return code in self.codes or self.has_asterisk(code)

    def has_asterisk(self, code: str) -> bool:
        """Whether a code is listed with an asterisk."""
        return code + ASTERISK in self.codes


class ArticleParts(Struct, frozen=True, kw_only=True):
    """All parts of one article version. `lcds`, `ncds`: the ids of related documents, without version."""

    contractors: tuple[ArticleContractor, ...] = ()
    codes: tuple[CodeGroup, ...] = ()
    covered: tuple[CodeGroup, ...] = ()
    noncovered: tuple[CodeGroup, ...] = ()
    lcds: tuple[str, ...] = ()
    ncds: tuple[str, ...] = ()


class Words(Struct, frozen=True):
    """A part of a document as plain text, a line a block, under our own title."""

    title: str
    text: str


class LcdParts(Struct, frozen=True, kw_only=True):
    """What one version of an LCD says beside its dates."""

    contractors: tuple[ArticleContractor, ...] = ()
    ncds: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()


def pack_parts(parts: ArticleParts) -> str:
    """The parts as the text that a row keeps, for `unpack_parts`."""
    return msgspec.json.encode(parts).decode()


def unpack_parts(packed: str) -> ArticleParts:
    """The parts back from a row."""
    return msgspec.json.decode(packed, type=ArticleParts)


def pack_lcd(parts: LcdParts) -> str:
    """The parts of an LCD as the text that a row keeps, for `unpack_lcd`."""
    return msgspec.json.encode(parts).decode()


def unpack_lcd(packed: str) -> LcdParts:
    """The parts of an LCD back from a row."""
    return msgspec.json.decode(packed, type=LcdParts)


def pack_words(words: tuple[Words, ...]) -> str:
    """The words of an NCD as the text that a row keeps, for `unpack_words`."""
    return msgspec.json.encode(words).decode()


def unpack_words(packed: str) -> tuple[Words, ...]:
    """The words of an NCD back from a row."""
    return msgspec.json.decode(packed, type=tuple[Words, ...])
