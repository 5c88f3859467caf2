"""Section 2: the flags, worst first and numbered, each with its authorities and the coder's decision."""

from collections.abc import Sequence

from app.checklist.characters import printable
from app.checklist.joining import JoinedFlag, in_runs
from app.checklist.places import place_on
from app.checklist.record import PrintedDisposition, PrintedFlag
from app.checklist.wording import source_line
from app.claims.decisions import decision_words
from app.coding.dispositions import Disposition
from app.coding.library import Names
from app.coding.words import BASES, SEVERITIES
from app.rules import title_of


def print_flags(rows: Sequence[JoinedFlag], reference: Names) -> tuple[PrintedFlag, ...]:
    """The rows of section 2: open flags in the order of the review, and the decided ones below them."""
    return tuple(_print_flag(number, row, reference) for number, row in enumerate(rows, 1))


def _print_flag(number: int, row: JoinedFlag, reference: Names) -> PrintedFlag:
    flag = row.first
    return PrintedFlag(
        number=str(number),
        severity=flag.severity,
        severity_word=SEVERITIES[flag.severity],
        title=title_of(flag),
        place=_place_words(row),
        finding=printable(" ".join(dict.fromkeys(filter(None, (row.message, row.why))))),
        remedy=printable(f"To clear: {row.remedy}") if row.remedy else "",
        basis=BASES[flag.basis],
        id=flag.id,
        sources=tuple(dict.fromkeys(printable(source_line(cited, reference)) for cited in flag.citations)),
        slug=flag.rule,
        disposition=_print_disposition(row.given),
    )


def numbers_by_place(rows: Sequence[JoinedFlag]) -> dict[int | str, tuple[str, ...]]:
    """The numbers of the rows that flag a line, by its number from 1, or a field, by its path."""
    numbers: dict[int | str, dict[int, None]] = {}
    for number, row in enumerate(rows, 1):
        for flag in row.flags:
            for place in (flag.line, flag.field):
                if place is not None:
                    numbers.setdefault(place, {})[number] = None
    return {place: in_runs(tuple(found)) for place, found in numbers.items()}


def _place_words(row: JoinedFlag) -> str:
    """Where the flags of a row are, and how many they are if more than one."""
    count = f"{len(row.flags)} flags" if len(row.flags) > 1 else ""
    return ": ".join(filter(None, (count, place_on(row.lines, row.first))))


def _print_disposition(given: Disposition | None) -> PrintedDisposition:
    if given is None:
        return PrintedDisposition("open", "")
    decision = f"Decision: {printable(decision_words(given))}."
    return PrintedDisposition(given.state, f"{decision} {printable(given.reason)}".strip())
