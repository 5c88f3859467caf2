"""What the amounts of a code are compared with: all localities, other years, and the codes beside it.

Each comparison is a drawing and a table of the same rows. Nothing is carried: a year without an edition on
the shelf has no amount, and a locality is that of the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from app.coding.charts import Bar, Bars, Strip
from app.coding.library import PricedLibrary
from app.coding.pages import Amounts, Part, Row, Table
from app.coding.rates import Rates
from app.coding.sources import Citation
from app.payment.code_amounts import (
    CENTER,
    FACILITY,
    GLOBAL,
    HOSPITAL,
    OFFICE,
    SettingAmounts,
    amounts_of,
    cited_by,
    claim_of,
    name_of_column,
    parts_of,
    place_of_code,
)
from app.payment.record import LinePayment, Locality, show_dollars, to_cents
from app.payment.spread import Spread, spread_of
from app.payment.wording import amount_of, words_of_spread
from app.payment.years import year_parts

_LEAST = 2
"""Codes with an amount that are worth comparing."""


def benchmark_parts(asked: Amounts, on: date, place: str, library: PricedLibrary) -> Iterator[Part | None]:
    """The comparisons of a code, one part after the other; None where nothing new is there yet."""
    where = place_of_code(place, on, library).locality
    yield from locality_parts(asked.code, on, where.key if where else "", library)
    yield from year_parts(asked.code, where.key if where else place, library)
    yield from _beside_parts(asked, on, place, library)


def spreads_of(code: str, on: date, library: PricedLibrary) -> dict[str, Spread]:
    """What a practitioner is paid in every locality, by a name of setting and part; equal ones are one."""
    found: dict[str, Spread] = {}
    parts = parts_of(code, library.rates_on(on))
    for part in parts:
        office, facility = (
            spread_of(claim_of(code, part, setting, on), library, 1) for setting in (OFFICE, FACILITY)
        )
        named = len(parts) > 1
        if office.amounts == facility.amounts:
            found[name_of_column(part, OFFICE, FACILITY, named=named)] = office
        else:
            for setting, spread in ((OFFICE, office), (FACILITY, facility)):
                found[name_of_column(part, setting, named=named)] = spread
    return {name: spread for name, spread in found.items() if spread.quartiles is not None}


def strip_of(title: str, spread: Spread, chosen: str, citations: tuple[Citation, ...] = ()) -> Strip | None:
    """The drawing of a spread, `chosen` its marked locality; None where there is nothing to compare."""
    if spread.quartiles is None:
        return None
    first, middle, third = map(to_cents, spread.quartiles)
    amounts = tuple(amount for _, amount in spread.amounts)
    words = words_of_spread(spread, chosen)
    return Strip(title, amounts, (first, middle, third), spread.amount_in(chosen), words, citations)


def locality_parts(code: str, on: date, chosen: str, library: PricedLibrary) -> Iterator[Part]:
    """A strip a part and setting, then the table; `chosen` is the key of the marked locality or ""."""
    spreads = spreads_of(code, on, library)
    cited = _cite_rates(code, library.rates_on(on)) if spreads else ()
    for name, spread in spreads.items():
        strip = strip_of(f"{name}, in every locality", spread, chosen, cited)
        if strip is not None:
            yield strip
    if spreads:
        yield _locality_table(spreads, chosen)


def _cite_rates(code: str, rates: Rates) -> tuple[Citation, ...]:
    """The row of relative values and the table of indices that a spread stands on."""
    return rates.cite("pfs-rvu", code, qualifying=not rates.has("pfs-rvu")), rates.cite("pfs-gpci", "")


def _locality_table(spreads: Mapping[str, Spread], chosen: str) -> Table:
    """Every locality: the chosen one first, then the lowest and the highest of the first amount, then all."""
    by_name = {
        name: {each.key: amount for each, amount in spread.amounts} for name, spread in spreads.items()
    }
    places = {each.key: each for spread in spreads.values() for each, _ in spread.amounts}
    ordered = [each.key for each, _ in next(iter(spreads.values())).amounts]
    lead = [key for key in dict.fromkeys((chosen, ordered[0], ordered[-1])) if key in places]
    rows = (
        Row(
            (key, _name(places[key]), *(_shown(amounts.get(key)) for amounts in by_name.values())),
            marked=key == chosen,
        )
        for key in dict.fromkeys((*lead, *ordered, *places))
    )
    heads = ("Locality", "Name", *spreads)
    return Table(heads, tuple(rows), tuple(range(2, len(heads))), lead=len(lead), name="Localities")


def _name(place: Locality) -> str:
    return f"{place.name}, {place.state}"


def _shown(amount: Decimal | None) -> str:
    return show_dollars(amount) if amount is not None else ""


def _beside_parts(asked: Amounts, on: date, place: str, library: PricedLibrary) -> Iterator[Part]:
    """The codes beside the page's own, drawn by what they pay in an office."""
    found = {code: amounts_of(code, on, place, library) for code in asked.beside}
    bars = tuple(
        Bar(code, amounts[0].amount(), amounts[0].amount("26"), marked=code == asked.code)
        for code, amounts in found.items()
    )
    paid = [bar for bar in bars if bar.amount is not None]
    if len(paid) < _LEAST:
        return
    cited = _editions_of(line for each in found.values() for one in each for line in one.lines.values())
    yield Bars("Codes side by side, in an office", bars, _say_bars(paid, asked.code), cited)
    yield Table(
        ("Code", "Meaning", "Office", "26", "TC", "Facility", "Hospital", "Center"),
        tuple(
            Row((code, library.label(code), *_cells(amounts)), key=code, marked=code == asked.code)
            for code, amounts in found.items()
        ),
        numeric=(2, 3, 4, 5, 6, 7),
    )


def _editions_of(lines: Iterable[LinePayment]) -> tuple[Citation, ...]:
    """Each source that the lines cite once, as a whole."""
    by_source = {cited.source: cited for cited in cited_by(lines)}
    return tuple(replace(cited, locator="") for cited in by_source.values())


def _cells(amounts: Sequence[SettingAmounts]) -> Iterator[str]:
    by_setting = {each.setting: each for each in amounts}
    for part in (GLOBAL, "26", "TC"):
        yield _shown(by_setting[OFFICE].amount(part))
    facility = by_setting[FACILITY]
    everything, professional = facility.amount(), facility.amount("26")
    only_26 = f"26 {_shown(professional)}" if professional is not None else ""
    yield _shown(everything) if everything is not None else only_26
    for setting in (HOSPITAL, CENTER):
        yield amount_of(by_setting[setting].lines[GLOBAL])


def _say_bars(paid: Sequence[Bar], own: str) -> str:
    ranked = sorted(paid, key=lambda bar: bar.amount or Decimal(0))
    ends = f"from {show_dollars(ranked[0].amount)} ({ranked[0].name}) to {show_dollars(ranked[-1].amount)}"
    mine = next((f"{own} pays {show_dollars(bar.amount)}. " for bar in paid if bar.name == own), "")
    return f"{mine}The {len(paid)} codes pay {ends} ({ranked[-1].name})."
