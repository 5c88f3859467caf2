"""Rows of the Medicare Coverage Database: one a version of an article, and one a code that articles print."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Article(Struct, frozen=True, kw_only=True):
    """One version of an article. `key` is id and version, "57201-12": versions are never mixed.

    `status` is a letter: A active, R retired, F future. `ended` is the first of the ends that the file states
    for the version, `retired` the day of retirement, also one that is only announced; `next_begins` the day
    on which the next version in the same file begins. `parts` are read with `unpack_parts`.
    """

    key: str
    display: str
    version: str
    title: str
    status: str
    effective: date | None
    ended: date | None
    retired: date | None
    next_begins: date | None
    parts: str


class ArticlesOfCode(Struct, frozen=True, kw_only=True):
    """The articles that print one procedure code: their keys with a blank between them."""

    code: str
    articles: str
