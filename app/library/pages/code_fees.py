"""Fee rows of a code: which edition answers on the day, and the payment table by year."""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from app.coding.carried import say_outside
from app.coding.dates import covers
from app.coding.guidance import STEERING
from app.coding.official import FeeRow
from app.coding.pages import Amounts, Row, Section, Table
from app.coding.sources import Citation, Source
from app.library.facts.day import Day
from app.library.rows import Cited, CitedRows

NOT_HELD = "not held"
_COMPONENTS = {"": "Global", "26": "26", "TC": "TC", "53": "53"}
_HEADS = ("Year", "Component", "Work RVU", "PE RVU", "MP RVU", "Total RVU", "Amount")


class FeeSet(Struct, frozen=True):
    """The rows of a code in one edition, each with its citations; `current` answers for the day's year."""

    name: str
    current: bool
    rows: Mapping[str, Cited[FeeRow]]


def fee_sets(day: Day, code: str) -> list[FeeSet]:
    """Every set of rows that the shelf has for a code: the one of the day first, then newest first."""
    return list(_sets(day, code))


def _sets(day: Day, code: str) -> Iterator[FeeSet]:
    imported = _by_modifier(day.imported.rows(FeeRow, code))
    if imported:
        edition = day.imported.sources["pfs-rvu"].edition
        yield FeeSet(f"{day.on.year}, {edition}", current=True, rows=imported)
    years = range(day.book.last.year, day.book.first.year - 1, -1) if day.book.fee_rows(code) else ()
    for year in sorted(years, key=lambda each: (each != day.on.year, -each)):
        found = _by_modifier(day.book.fees(code, year))
        if found:
            yield FeeSet(str(year), current=year == day.on.year, rows=found)


def is_of_day(day: Day, fees: FeeSet) -> bool:
    """Whether the rows are of an edition in force on the day: one on the shelf, or one of the book."""
    in_book = _book_sources(day, fees)
    if not in_book:
        return fees.current
    return any(covers(source.first, source.last, day.on) for source in in_book)


def _book_sources(day: Day, fees: FeeSet) -> list[Source]:
    cited = dict.fromkeys(each.source for _, citations in fees.rows.values() for each in citations)
    return [source for each in cited if (source := day.book.source(each)) is not None]


def _by_modifier(rows: CitedRows[FeeRow]) -> dict[str, Cited[FeeRow]]:
    return {row.modifier: (row, citations) for row, citations in rows.cited()}


class FeeValue(Struct, frozen=True):
    """A value read from a fee row, and where. `current` as in `FeeSet`; `name` is the year or edition."""

    value: str
    name: str
    current: bool
    citations: tuple[Citation, ...]


def read_fee(
    sets: list[FeeSet], modifiers: tuple[str, ...], read: Callable[[FeeRow], str]
) -> FeeValue | None:
    """The first value that a row of one of the modifiers states, the set of the day first."""
    for each in sets:
        for modifier in modifiers:
            row, citations = each.rows.get(modifier, (None, ()))
            if row and read(row):
                return FeeValue(read(row), each.name, each.current, citations)
    return None


def payment(day: Day, code: str, found: list[FeeSet]) -> Section:
    """What the code pays, to be filled in, then the RVUs and national amounts of every year, newest first.

    Marked are the rows of an edition in force on the day; those of its year that has ended say so.
    """
    sets = sorted(found, key=lambda each: each.name, reverse=True)
    rows = tuple(
        Row(_cells(_year(day, each), fee), citations, marked=each.current and is_of_day(day, each))
        for each in sets
        for fee, citations in each.rows.values()
    )
    table = (Table(_HEADS, rows, numeric=(2, 3, 4, 5, 6)),) if rows else ()
    return Section("payment", "Payment", (Amounts(code, _beside(day, code)), *table))


def _year(day: Day, fees: FeeSet) -> str:
    """The name of a set, with when its edition ended or begins where it is of the year and not of the day."""
    if not fees.current or is_of_day(day, fees):
        return fees.name
    outside = (say_outside(source, day.on) for source in _book_sources(day, fees))
    return ", ".join((fees.name, *dict.fromkeys(filter(None, outside))))


def _beside(day: Day, code: str) -> tuple[str, ...]:
    """The codes that are compared with a code, itself among them.

    Those of a guidance code are all that steer, or those of its role; those of a procedure are the ones that
    the book has for it with imaging, or without.
    """
    table = day.book.guidance().codes
    own = table.get(code)
    if own is None:
        with_imaging = {each.use for each in day.in_force(day.book.alternatives(code))} - table.keys()
        without = {each.code for each in day.in_force(day.book.alternatives_by_use().get(code, ()))}
        return tuple(sorted({code, *with_imaging, *without})) if with_imaging or without else ()
    roles = STEERING if own.role in STEERING else (own.role,)
    return tuple(each.code for each in table.values() if each.role in roles)


def _cells(name: str, fee: FeeRow) -> tuple[str, ...]:
    figures = (fee.work, fee.practice, fee.malpractice, fee.total)
    return (name, _COMPONENTS.get(fee.modifier, fee.modifier), *map(show_rvu, figures), _show_amount(fee))


def amounts(sets: list[FeeSet]) -> FeeValue | None:
    """What the code pays outside a facility, in whole and by component: "$121.25, 26 $27.05, TC $94.19"."""
    for each in sets:
        priced = [(fee, cited) for fee, cited in each.rows.values() if fee.total and fee.conversion]
        if priced:
            value = ", ".join(f"{fee.modifier} {_show_amount(fee)}".strip() for fee, _ in priced)
            citations = tuple(dict.fromkeys(cited for _, found in priced for cited in found))
            return FeeValue(value, each.name, each.current, citations)
    return None


def show_rvu(value: float | None) -> str:
    """RVUs with two decimals, or the words for a figure that the source does not print."""
    return NOT_HELD if value is None else f"{value:.2f}"


def _show_amount(fee: FeeRow) -> str:
    """Total RVU times the conversion factor of the row, in US dollars, before local adjustment."""
    if not fee.total or not fee.conversion:
        return "no amount"
    amount = Decimal(str(fee.total)) * Decimal(str(fee.conversion))
    return f"${amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
