"""What of a file of claims is not in its worklist: claims refused, what was left out of others, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from app.claims.answers import ANSWER_ALONE
from app.claims.left_out import LeftOut, Tally, bears_on_check, left_out, say_left_out, unsaid
from app.claims.record import Entry
from app.claims.worklist.item import notes_on_file
from app.claims.worklist.row import Row
from app.coding.sentences import count_of

_MOST = 20


class FileLeft(Struct, frozen=True):
    """What was left out of a file, added up over its claims, and sentences on the file itself."""

    counts: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


NOTHING_LEFT = FileLeft()


def left_of(entry: Entry, file: str) -> FileLeft | None:
    """What was left out at an entry and no note of its reader says; None for nothing.

    `file` is the name that the reader's sentences begin with.
    """
    counts, notes = unsaid(entry.left_out), notes_on_file(entry, file)
    return FileLeft(counts, notes) if counts or notes else None


def add_left(parts: Iterable[FileLeft]) -> FileLeft:
    """Several of them as one."""
    counts: Tally = Counter()
    notes: dict[str, None] = {}
    for part in parts:
        notes.update(dict.fromkeys(part.notes))
        for each in part.counts:
            counts[each.kind, each.what] += each.count
    return FileLeft(left_out(counts), tuple(notes)[:_MOST])


def left_summary(left: FileLeft, rows: Sequence[Row]) -> str:
    """What is not in the worklist in one line, as in "2 claims not read · 1 note on the file"; or "".

    `rows` are those of the worklist that hold no claim.
    """
    refused, faults = _refused(rows), sum(row.of_file for row in rows)
    bearing = sum(each.count for each in left.counts if bears_on_check(each))
    quiet = sum(each.count for each in left.counts) - bearing
    parts = [f"{count_of(len(refused), 'claim')} not read"] if refused else []
    parts += [count_of(faults, "fault in the file", "faults in the file")] if faults else []
    parts += [f"{_parts(bearing)} left out that checks ask for"] if bearing else []
    parts += [count_of(len(left.notes), "note on the file", "notes on the file")] if left.notes else []
    parts += [f"{_parts(quiet)} left out that no check asks for"] if quiet else []
    return " · ".join(parts)


def _parts(count: int) -> str:
    return count_of(count, "part of the file", "parts of the file")


def left_sentences(left: FileLeft, rows: Sequence[Row]) -> tuple[str, ...]:
    """All of it, the gravest first: claims refused and faults with their reasons, then what was left out."""
    refused = _refused(rows)
    said = [f"Not read: {_reason(row)}" for row in refused[:_MOST]]
    if len(refused) > _MOST:
        said.append(f"And {len(refused) - _MOST:,} more: see Not reviewed in the list of flags.")
    said += [row.left for row in rows if row.of_file][:_MOST]
    said += left.notes
    for bears in (True, False):
        found = say_left_out(each for each in left.counts if bears_on_check(each) is bears)
        said += [f"{each[:1].upper()}{each[1:]}." for each in found]
    return tuple(said)


def _reason(row: Row) -> str:
    """Why a claim was not read; a reason that begins with its name names it once."""
    return row.left if row.left.lower().startswith(row.reference.lower()) else f"{row.reference}. {row.left}"


def _refused(rows: Sequence[Row]) -> list[Row]:
    left = (row for row in rows if row.stage == "left" and row.day is None and not row.of_file)
    return [row for row in left if row.left != ANSWER_ALONE]
