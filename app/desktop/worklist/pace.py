"""How far the work on many claims is, how fast it goes, and how long it will still take. No Qt here."""

from __future__ import annotations

from app.coding.sentences import count_of

READ_AT_ONCE, REVIEWED_AT_ONCE = 500, 100
"""As many claims as the window takes at once: it sorts them in within some milliseconds."""
PORTION_SECONDS = 0.2
STEADY_AFTER = 3.0
"""Seconds before the pace is told."""


def rate_words(done: int, seconds: float) -> str:
    """Claims a second, once the pace is steady.

    >>> rate_words(6200, 5.0), rate_words(6200, 1.0)
    ('1,240 a second', '')
    """
    if seconds < STEADY_AFTER or not done:
        return ""
    rate = done / seconds
    return f"{rate:,.0f} a second" if rate >= 1 else f"{rate * 60:,.0f} a minute"


def time_left(done: int, total: int, seconds: float) -> str:
    """What is left at the pace until now.

    >>> time_left(50, 100, 10.0), time_left(1, 100, 10.0), time_left(100, 100, 10.0)
    ('about 10 s left', 'about 16 min left', '')
    """
    if seconds < STEADY_AFTER or not 0 < done < total:
        return ""
    left = seconds * (total - done) / done
    if left < 100:
        return f"about {max(1, round(left))} s left"
    minutes = round(left / 60)
    return f"about {minutes} min left" if minutes < 100 else f"about {round(left / 3600)} h left"


def progress_words(done: int, total: int, seconds: float) -> str:
    """The progress of a review in one line: "1,200 of 40,000 reviewed · 310 a second · about 125 s left"."""
    parts = (f"{done:,} of {total:,} reviewed", rate_words(done, seconds), time_left(done, total, seconds))
    return " · ".join(filter(None, parts))


def reading_words(done: int, seconds: float) -> str:
    """The progress of reading, of which nobody knows the end."""
    return " · ".join(filter(None, (f"Reading: {count_of(done, 'claim')}", rate_words(done, seconds))))
