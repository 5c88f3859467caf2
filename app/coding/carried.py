"""Rows past their last known day: how they are named, and the one place where the sentence is made.

Where no edition covers a date of service, the newest row that was read before it still counts, named with
its edition and as a warning at most: what later editions say is not known. Of an edition that begins after
the date a row with days of its own answers for them; that it has no row says as little.
"""

from datetime import date
from typing import Protocol

from app.coding.dates import show_date


class Dated(Protocol):
    """An edition or a source with the dates of service that it covers."""

    @property
    def edition(self) -> str:
        """Its name, as "2024Q3"."""

    @property
    def first(self) -> date | None:
        """The first date of service, None when open."""

    @property
    def last(self) -> date | None:
        """The last date of service, None when open."""


def has_ended(edition: Dated, on: date) -> bool:
    """Whether the last day of an edition is past on a date of service."""
    return edition.last is not None and edition.last < on


def name_outside(edition: Dated, on: date) -> str:
    """An edition that does not cover a date, with the day that tells: "2024Q3, ended 09/30/2024"; else ""."""
    outside = say_outside(edition, on)
    return f"{edition.edition}, {outside}" if outside else ""


def say_outside(edition: Dated, on: date) -> str:
    """The day that tells that an edition does not cover a date: "ended 09/30/2024"; "" where it does."""
    if edition.last is not None and edition.last < on:
        return f"ended {show_date(edition.last)}"
    if edition.first is not None and begins_later(edition, on):
        return f"from {show_date(edition.first)}"
    return ""


def begins_later(edition: Dated, on: date) -> bool:
    """Whether the first day of an edition is still to come on a date of service."""
    return edition.first is not None and on < edition.first


def say_carried(edition: Dated, on: date | None = None) -> str:
    """The sentence of a finding or an answer that stands on an edition that does not cover its date.

    `on`: the date, where the edition may begin after it; without one it has ended before.
    """
    if on is not None and edition.first is not None and begins_later(edition, on):
        begins = f"From {edition.edition}, which begins {show_date(edition.first)}"
        return f"{begins}; the edition of {show_date(on)} is not on the shelf."
    ended = f", ended {show_date(edition.last)}" if edition.last else ""
    return f"From {edition.edition}{ended}; later editions are not on the shelf."
