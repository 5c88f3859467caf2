"""What the numbers of a remittance say by themselves, where there is no claim to look at."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from app.coding.dates import show_date
from app.coding.denials import DENIAL_KINDS, Deadline, Denial, DenialCode, DenialTable
from app.coding.sources import Citation
from app.denials.deadlines import deadlines
from app.denials.explaining import NOT_APPEALABLE
from app.denials.settling import UNPROCESSABLE
from app.denials.wording import UNKNOWN, last_day

OF_MEDICARE = "The last days are those of original Medicare; another payer's notice states its own."
_STEP = "  "


def number_lines(
    denials: Sequence[Denial], table: DenialTable, today: date, cite: Callable[[Citation], str]
) -> Iterator[tuple[int, str]]:
    """Each number with its kind, meaning and sources, then the last days; each line with its depth from 0.

    `denials`: at least one, all of one remittance.
    """
    known = []
    for number in dict.fromkeys(number for denial in denials for number in denial.numbers()):
        code = table.find(number)
        if code is None:
            yield 0, f"{number}: {UNKNOWN}"
            continue
        known.append(code)
        yield 0, f"{number}, {DENIAL_KINDS[code.kind]}: {code.label}. {code.meaning}".rstrip()
        yield from ((1, cite(each)) for each in code.citations)
    for line, counted, cited in _last_days(known, denials[0].remitted, table, today):
        yield 0, line
        yield from ((1, said) for said in (*filter(None, (counted,)), *map(cite, cited)))


def numbers_text(
    denials: Sequence[Denial], table: DenialTable, today: date, cite: Callable[[Citation], str]
) -> str:
    """The same as one text."""
    return "\n".join(f"{_STEP * depth}{line}" for depth, line in number_lines(denials, table, today, cite))


def _last_days(
    known: Sequence[DenialCode], remitted: date | None, table: DenialTable, today: date
) -> Iterator[tuple[str, str, tuple[Citation, ...]]]:
    """What ends when, how that is counted and its sources, or why nothing does; no day without a date."""
    routes = {each.route for each in known}
    if "new-claim" in routes:
        yield UNPROCESSABLE, "", ()
        return
    if "no-appeal" in routes:
        yield NOT_APPEALABLE, "", ()
    if remitted is None:
        return
    yield f"Date of the remittance: {show_date(remitted)}", "", ()
    for each in deadlines(table, remitted):
        if not (each.what == "redetermination" and "no-appeal" in routes):
            yield f"{last_day(each, remitted)}{_over(each, today)}", each.counted, each.citations
    yield OF_MEDICARE, "", ()


def _over(deadline: Deadline, today: date) -> str:
    return ", which is over" if deadline.last and deadline.last < today else ""
