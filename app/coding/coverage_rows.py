"""Rows of the Medicare Coverage Database: versions of articles, LCDs and NCDs, and codes in articles."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Document(Struct, frozen=True, kw_only=True):
    """What one version of an article or an LCD states of itself.

    `status` is a letter: A active, R retired, F future. `ended` is the first of the ends that the file states
    for the version, `retired` the day of retirement, also one that is only announced.
    """

    key: str
    display: str
    version: str
    title: str
    status: str
    effective: date | None
    ended: date | None
    retired: date | None
    parts: str


class Article(Document, frozen=True, kw_only=True):
    """One version of an article. `key` is id and version, "57201-12": versions are never mixed.

    `next_begins` is the day on which the next version in the same file begins. `parts` are read with
    `unpack_parts`.
    """

    next_begins: date | None


class ArticlesOfCode(Struct, frozen=True, kw_only=True):
    """The articles that print one procedure code: their keys with a blank between them."""

    code: str
    articles: str


class Lcd(Document, frozen=True, kw_only=True):
    """One version of a local coverage determination; `key` is its id without version, as articles name it.

    `effective` is the day of this revision, or the first of the determination. `parts` are read with
    `unpack_lcd`.
    """


class Ncd(Struct, frozen=True, kw_only=True):
    """One version of a national coverage determination; `key` is its id.

    `section` is that of the manual, "150.7". `words` are read with `unpack_words`.
    """

    key: str
    section: str
    version: str
    title: str
    effective: date | None
    ended: date | None
    words: str
