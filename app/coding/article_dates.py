"""Whether a version of an article, LCD or NCD was in force on a day, by what the file states of it."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from app.coding.coverage_rows import Article, Lcd, Ncd
from app.coding.dates import show_date

_POLICY = {"A": "active", "R": "retired", "F": "future"}
_EARLIER = "An earlier one that prints the code is not in the file."


class Force(Struct, frozen=True):
    """The last day in force that is stated; whether the day asked lies inside, None if unknown; why not."""

    last: date | None
    inside: bool | None
    why: str = ""


def force_of(article: Article, on: date) -> Force:
    """What the dates of a version say of a day. Ends are inclusive; the next version ends it before."""
    replaced = article.next_begins - timedelta(days=1) if article.next_begins else None
    last = min(filter(None, (article.ended, article.retired, replaced)), default=None)
    force = _by_status(article.status, last) or _by_dates(article.effective, last, on)
    if article.effective is not None and force.inside is False and on < article.effective:
        return Force(last, inside=False, why=f"{force.why} {_EARLIER}")
    return force


def force_of_lcd(lcd: Lcd, on: date) -> Force:
    """The same of a version of an LCD."""
    last = min(filter(None, (lcd.ended, lcd.retired)), default=None)
    return _by_status(lcd.status, last) or _by_dates(lcd.effective, last, on)


def force_of_ncd(ncd: Ncd, on: date) -> Force:
    """The same of a version of an NCD, of which the file states no status."""
    return _by_dates(ncd.effective, ncd.ended, on)


def _by_status(status: str, last: date | None) -> Force | None:
    """Why a status leaves it open whether the version was in force; None where it does not."""
    if status not in _POLICY:
        return Force(last, None, f"Its status “{status}” is none of active, retired and future.")
    if status == "R" and last is None:
        return Force(last, None, "It is retired, and the file does not say since when.")
    return None


def _by_dates(first: date | None, last: date | None, on: date) -> Force:
    if first is None:
        return Force(last, None, "The file states no day on which it began.")
    if on < first:
        return Force(
            last, inside=False, why=f"This version was not in force: it begins on {show_date(first)}."
        )
    if last is not None and last < on:
        return Force(last, inside=False, why=f"This version was not in force: it ended on {show_date(last)}.")
    return Force(last, inside=True)
