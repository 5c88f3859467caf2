"""The quarter in place of the date of service, for checklists that leave the organization."""

import re
from collections.abc import Callable
from datetime import date

import msgspec

from app.coding.claim import Claim
from app.coding.fields import TEXT_FIELDS
from app.coding.findings import Review

_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-\d\d|(?P<month2>\d\d?)/\d\d?/(?P<year2>\d{4})")


def name_quarter(day: date) -> str:
    """The calendar quarter of a day, for example Q3 2026."""
    return f"Q{(day.month + 2) // 3} {day.year}"


def hide_date_in_claim(claim: Claim) -> Claim:
    """The claim as if served on the first day of its quarter; its free text names no other day of it.

    Decisions lose their day: one made on the day of service would give it away.
    """
    day = claim.date_of_service
    say = _without_dates_of(day)
    for field in TEXT_FIELDS:
        if text := field.read(claim):
            claim = field.write(claim, say(str(text)))
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    given = tuple(
        msgspec.structs.replace(each, reason=say(each.reason), at=None) for each in claim.dispositions
    )
    return msgspec.structs.replace(claim, date_of_service=first, dispositions=given)


def hide_date_in_review(review: Review, day: date) -> Review:
    """The review with the quarter of `day` in place of every date of that quarter in its sentences."""
    say = _without_dates_of(day)
    flags = tuple(
        msgspec.structs.replace(
            flag, message=say(flag.message), why=say(flag.why), remedy=say(flag.remedy), edit=None
        )
        for flag in review.flags
    )
    reasons = tuple(msgspec.structs.replace(each, reason=say(each.reason)) for each in review.not_checked)
    return msgspec.structs.replace(review, flags=flags, not_checked=reasons)


def _without_dates_of(day: date) -> Callable[[str], str]:
    """Replace each date in the quarter of `day`: a gap where only `day` stood would give it away."""
    quarter = name_quarter(day)

    def hide(found: re.Match[str]) -> str:
        year, month = int(found["year"] or found["year2"]), int(found["month"] or found["month2"])
        same = 1 <= month <= 12 and name_quarter(date(max(year, 1), month, 1)) == quarter
        return quarter if same else found[0]

    return lambda text: _DATE.sub(hide, text)
