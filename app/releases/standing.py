"""What is in force today, until when, and when the next release is due, by the dates of the editions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.series import SERIES

Standing = Literal["current", "ended", "coming", "undated"]


class Status(Struct, frozen=True):
    """The standing of one series and setting: the newest edition that has begun, else the next to begin.

    `due` is the first day on which a newer release must be in force; None for lists without dates.
    """

    edition: Edition
    standing: Standing
    due: date | None
    sentence: str


def staleness(editions: Sequence[Edition], today: date) -> tuple[Status, ...]:
    """One status for each series and setting among the editions, in their order."""
    groups: dict[tuple[str, str | None], list[Edition]] = {}
    for edition in editions:
        if edition.source != "book":
            groups.setdefault((edition.source, edition.setting), []).append(edition)
    return tuple(_status(group, today) for group in groups.values())


def next_due(statuses: Sequence[Status]) -> date | None:
    """The first day on which a series that is in force needs a newer release."""
    return min((item.due for item in statuses if item.due and item.standing == "current"), default=None)


def _status(group: list[Edition], today: date) -> Status:
    of_a_day = SERIES[group[0].source].of_a_day
    ordered = sorted(
        group,
        key=lambda item: (item.first or date.min, item.last or date.max, item.edition if of_a_day else ""),
    )
    begun = [item for item in ordered if item.first is None or item.first <= today]
    edition = begun[-1] if begun else ordered[0]
    if of_a_day:
        said = (
            f"The state of {show_date(date.fromisoformat(edition.edition))}; what changed later is not in it."
        )
        return Status(edition, "undated", None, said)
    if edition.last is None:
        return Status(edition, "undated", None, f"{edition.edition} has no end date.")
    due = edition.last + timedelta(days=1)
    if not begun:
        return Status(
            edition, "coming", due, f"{edition.edition} takes effect {show_date(edition.first or due)}."
        )
    if edition.last < today:
        return Status(
            edition,
            "ended",
            due,
            f"{edition.edition} ended {show_date(edition.last)}. Import the next release.",
        )
    return Status(edition, "current", due, f"{edition.edition} is in effect until {show_date(edition.last)}.")
