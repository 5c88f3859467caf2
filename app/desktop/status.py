"""What the status bar says about the editions, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from app.coding.carried import begins_later, name_outside, say_outside
from app.coding.dates import show_date
from app.coding.editions import Edition, EditionUse
from app.coding.series import SERIES, find_series
from app.coding.series_record import SETTINGS
from app.desktop.look.shapes import State

if TYPE_CHECKING:
    from app.desktop.claim.workspace import ClaimWorkspace


_SETTINGS: Mapping[str, str] = {str(setting): words for setting, words in SETTINGS.items()}
_RELEASED = "pfs-rvu"
"""The table of a release that gives the others their edition."""


class StatusPiece(Struct, frozen=True):
    """A piece of the status bar: a shape or none, and words.

    `leads_to` is the command that it gives when it is pressed. `short` is what it comes down to without room,
    with how many it speaks of, and of which date; "" where its first words do.
    """

    state: State | None
    text: str
    leads_to: Literal["editions", "import_files", "reading"] = "editions"
    short: str = ""


def words_of_day(on: date, today: date) -> str:
    """Which other day than today pages are shown for; "" for today."""
    when = "a past" if on < today else "a future"
    return f"Pages are shown as of {show_date(on)}, {when} date." if on != today else ""


def edition_name(edition: Edition | EditionUse) -> str:
    """The short name of an edition, as "NCCI 2026Q4" or "RVU26C"."""
    series = find_series(edition.source)
    return f"{series.status if series else ''} {edition.edition}".strip()


def edition_names(editions: Iterable[Edition | EditionUse]) -> list[str]:
    """Each edition once, with the settings that it is held for: "PTP 2024Q3 (hospital)", "RVU26C"."""
    settings: dict[str, dict[str, None]] = {}
    for item in editions:
        held = settings.setdefault(edition_name(item), {})
        if item.setting is not None:
            held[_SETTINGS[item.setting]] = None
    return [f"{name} ({', '.join(held)})" if held else name for name, held in settings.items()]


def reference_pieces(editions: Iterable[Edition], today: date) -> list[StatusPiece]:
    """What is current, what ended, in one piece, and when the next quarterly release is due."""
    shelf = list(editions)
    imported = [item for item in shelf if item.source not in ("book", "wording")]
    newest = _newest(imported)
    of_a_day = [item for item in newest if SERIES[item.source].of_a_day]
    current = [item for item in newest if item not in of_a_day and (item.last is None or item.last >= today)]
    stale = [item for item in newest if item.last and item.last < today]
    pieces = []
    if current:
        names = edition_names(current)
        pieces.append(StatusPiece("ok", f"{' · '.join(names)} current", short=f"{len(names)} current"))
    if stale:
        names = edition_names(stale)
        text = f"Ended: {', '.join(names)} — Import…"
        pieces.append(StatusPiece("warning", text, "import_files", short=f"{len(names)} ended"))
    if of_a_day:
        pieces.append(StatusPiece(None, " · ".join(edition_names(of_a_day))))
    if not imported:
        pieces += [StatusPiece("ok", edition_name(item)) for item in shelf if item.source == "book"]
        return [*pieces, StatusPiece("none", "No CMS files imported")]
    if any(map(_is_quarterly, imported)):
        pieces.append(_due_piece(newest, today))
    return pieces


def check_pieces(editions: Iterable[EditionUse], on: date, missing: Iterable[str]) -> list[StatusPiece]:
    """The editions in force on the date of service, those of other dates, and what the shelf lacks for it."""
    used = list(editions)
    names = edition_names(item for item in used if not name_outside(item, on))
    others = list(dict.fromkeys(filter(None, (_outside(item, on) for item in used))))
    pieces = []
    if names:
        text = f"In force on {show_date(on)}: {' · '.join(names)}"
        pieces.append(StatusPiece("ok", text, short=f"{len(names)} in force on {show_date(on)}"))
    if others:
        later = any(begins_later(item, on) for item in used)
        short = f"{len(others)} {'of other dates' if later else 'ended'}"
        pieces.append(StatusPiece("warning", " · ".join(others), short=short))
    lacking = list(dict.fromkeys(missing))
    if lacking:
        text = f"Not on the shelf: {', '.join(lacking)}"
        pieces.append(StatusPiece("none", text, short=f"{len(lacking)} not on the shelf"))
    return pieces


def _outside(edition: EditionUse, on: date) -> str:
    """An edition that does not cover a date, by name: "PTP 2024Q3 (hospital), ended 09/30/2024"; else ""."""
    outside = say_outside(edition, on)
    return f"{edition_names((edition,))[0]}, {outside}" if outside else ""


def pieces_now(
    workspace: ClaimWorkspace | None, editions: Iterable[Edition], today: date
) -> list[StatusPiece]:
    """The pieces for the claim that is shown once it has its review, else for the pages as of today."""
    review = workspace.review() if workspace and workspace.is_current() else None
    if workspace is None or review is None:
        return [*reading_pieces(workspace), *reference_pieces(editions, today)]
    from app.desktop.claim.rule_words import missing_editions

    on = workspace.form.claim().date_of_service
    pieces = check_pieces(review.editions, on, missing_editions(review))
    return [*reading_pieces(workspace), *pieces]


def reading_pieces(workspace: ClaimWorkspace | None) -> list[StatusPiece]:
    """That something of the claim's file was lost, for as long as the claim is in the form."""
    if workspace is None:
        return []
    reading = workspace.kept.reading(workspace.form.draft())
    said = (f"Read with a warning: {problem}" for problem in reading.problems[:1])
    return [StatusPiece("warning", sentence, "reading") for sentence in said]


def _newest(editions: list[Edition]) -> list[Edition]:
    """The newest edition of each series and setting, in the order of the series.

    What comes in one release with another has its name and its dates, and goes without saying.
    """
    released = {item.edition for item in editions if item.source == _RELEASED}
    editions = [item for item in editions if item.source == _RELEASED or item.edition not in released]
    found: dict[tuple[str, str | None], Edition] = {}
    for item in sorted(editions, key=_age):
        found[item.source, item.setting] = item
    order = list(SERIES)
    return sorted(found.values(), key=lambda item: (order.index(item.source), item.setting or ""))


def _age(edition: Edition) -> tuple[date, str]:
    return edition.first or date.min, edition.edition if SERIES[edition.source].of_a_day else ""


def _is_quarterly(edition: Edition) -> bool:
    return SERIES[edition.source].cadence == "quarter"


def _due_piece(newest: list[Edition], today: date) -> StatusPiece:
    """The first quarter day after the newest quarterly edition began: the day its successor takes force.

    Where that is past, the last quarter day by now: earlier releases are for earlier dates of service.
    """
    begun = max(item.first or date.min for item in newest if _is_quarterly(item))
    due = _next_quarter(begun)
    days = (due - today).days
    if days > 0:
        unit = "day" if days == 1 else "days"
        return StatusPiece(None, f"Next release due {show_date(due)}, in {days} {unit}")
    while (after := _next_quarter(due)) <= today:
        due = after
    return StatusPiece("warning", f"Release of {show_date(due)} is due")


def _next_quarter(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + (month > 12), month - 12 if month > 12 else month, 1)
