"""Whether a version of an article was in force on a day, by what the file states of it."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from app.coding.coverage_rows import Article
from app.coding.dates import show_date

_POLICY = {"A": "active", "R": "retired", "F": "future"}


class Force(Struct, frozen=True):
    """The last day in force that is stated; whether the day asked lies inside, None if unknown; why not."""

    last: date | None
    inside: bool | None
    why: str = ""


def force_of(article: Article, on: date) -> Force:
    """What the dates of a version say of a day. Ends are inclusive; the next version ends it before."""
    replaced = article.next_begins - timedelta(days=1) if article.next_begins else None
    last = min(filter(None, (article.ended, article.retired, replaced)), default=None)
    if article.status not in _POLICY:
        return Force(last, None, f"Its status “{article.status}” is none of active, retired and future.")
    if article.effective is None:
        return Force(last, None, "The file states no day on which it began.")
    if article.status == "R" and last is None:
        return Force(last, None, "It is retired, and the file does not say since when.")
    if on < article.effective:
        return Force(last, inside=False, why=_early(article.effective))
    if last is not None and last < on:
        return Force(last, inside=False, why=f"This version was not in force: it ended on {show_date(last)}.")
    return Force(last, inside=True)


def _early(first: date) -> str:
    return (
        f"This version was not in force: it begins on {show_date(first)}. An earlier one that prints the "
        "code is not in the file."
    )
