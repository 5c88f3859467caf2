"""What a code pays, as parts of its page: a table of settings, the reasons, and what is not included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from app.coding.library import PricedLibrary
from app.coding.official import FeeRow
from app.coding.page_key import IMPORT
from app.coding.pages import Amounts, Fact, Page, Part, Prose, Row, Table
from app.coding.rates import Rates
from app.payment.benchmarks import benchmark_parts
from app.payment.code_amounts import (
    CENTER,
    FACILITY,
    HOSPITAL,
    PART_NAMES,
    SettingAmounts,
    amounts_of,
    cited_by,
    place_of_code,
)
from app.payment.locality import Where
from app.payment.record import SETTINGS
from app.payment.wording import amount_of

_NA = "NA"
_LONG = 60
"""Rows that nobody wants on paper."""


def with_amounts(page: Page, place: str, library: PricedLibrary) -> Page:
    """The page with what its code pays, for paper and console: of long tables the rows that matter most.

    `place` is a ZIP code, a locality ("10112-00") or "" for none.
    """
    sections = []
    for section in page.sections:
        parts: list[Part] = []
        for part in section.parts:
            parts += filled_parts(part, page.as_of, place, library) if isinstance(part, Amounts) else [part]
        sections.append(replace(section, parts=tuple(parts)))
    return replace(page, sections=tuple(sections))


def filled_parts(asked: Amounts, on: date, place: str, library: PricedLibrary) -> Iterator[Part]:
    """The place and what is paid in it; of long tables the rows that matter most."""
    yield Prose((Fact(label="Paid in", value=say_place(place_of_code(place, on, library))),))
    for part in amount_parts(asked, on, place, library):
        if part is not None:
            yield _shortened(part) if isinstance(part, Table) else part


def _shortened(table: Table) -> Table:
    is_long = table.lead and len(table.rows) > _LONG
    return replace(table, rows=table.rows[: table.lead], lead=0) if is_long else table


def amount_parts(asked: Amounts, on: date, place: str, library: PricedLibrary) -> Iterator[Part | None]:
    """The amounts in each setting or why there is none, then the comparisons, made as they are asked for.

    None where nothing new is there yet: so no step takes long.
    """
    already = place_of_code(place, on, library).why
    yield from setting_parts(asked, on, place, library, already=already)
    yield from benchmark_parts(asked, on, place, library)


def say_place(where: Where) -> str:
    """The locality by key and name, or why none is known with those that it may be."""
    if where.locality is not None:
        return where.locality.full_title
    return " ".join((where.why, "; ".join(each.title for each in where.choices))).strip()


def setting_parts(
    asked: Amounts, on: date, place: str, library: PricedLibrary, *, already: str = ""
) -> tuple[Part, ...]:
    """The amounts in each setting, each with its formula and sources, and what else must be said.

    `already` is a reason that stands beside the place and is not said again.
    """
    found = amounts_of(asked.code, on, place, library)
    rates = library.rates_on(on)
    parts = tuple(found[0].lines)
    heads = tuple(PART_NAMES[part] for part in parts) if len(parts) > 1 else ("Amount",)
    rows = tuple(_row(each, parts, rates) for each in found)
    table = Table(("Medicare pays", *heads, "By"), rows, numeric=tuple(range(1, len(heads) + 1)))
    said = (*_reasons(found, already), *_left_out(found))
    return (table, Prose(said)) if said else (table,)


def _row(found: SettingAmounts, parts: Sequence[str], rates: Rates) -> Row:
    code = next(iter(found.lines.values())).code
    rows = rates.fees(code) or rates.fees(code, qualifying=True)
    cells = (_cell(found, part, rows) for part in parts)
    return Row(
        (found.setting.name, *cells, found.by),
        cited_by(found.lines.values()),
        key=None if _is_on_shelf(found, rates) else IMPORT,
        note=_formula(found),
    )


def _cell(found: SettingAmounts, part: str, rows: Mapping[str, FeeRow]) -> str:
    """The amount, "NA" where the fee schedule says so, or in a word what the line is."""
    line, row = found.lines.get(part), rows.get(part)
    if line is None:
        return ""
    inside = found.setting is FACILITY
    if found.setting.paid == "professional" and line.state == "unknown" and row is not None:
        return _NA if (row.facility_na if inside else row.office_na) else amount_of(line)
    return amount_of(line)


def _is_on_shelf(found: SettingAmounts, rates: Rates) -> bool:
    if found.setting is HOSPITAL:
        return rates.has("opps-b")
    if found.setting is CENTER:
        return rates.has("asc-aa")
    return bool(rates.localities) and (rates.has("pfs-rvu") or rates.has_qualifying)


def _formula(found: SettingAmounts) -> str:
    """The steps of each part, a line a part."""
    said = []
    for part, line in found.lines.items():
        texts = [step.text.rstrip(".") for step in line.steps if step.text]
        lead = f"{PART_NAMES[part]}: " if len(found.lines) > 1 else ""
        said += [f"{lead}{'. '.join(texts)}."] if texts else []
    return "\n".join(said)


def _reasons(found: Sequence[SettingAmounts], already: str) -> Iterator[Fact]:
    """Reasons and notes, each once with the settings that it is of."""
    names: dict[str, list[str]] = {}
    for each in found:
        lines = each.lines.values()
        sentences = dict.fromkeys(said for line in lines for said in (line.reason, *line.notes))
        words = " ".join(said for said in sentences if said and said != already)
        if words:
            names.setdefault(words, []).append(each.setting.name)
    for words, settings in names.items():
        yield Fact(label="; ".join(settings), value=words)


def _left_out(found: Sequence[SettingAmounts]) -> Iterator[Fact]:
    """What changes a payment and is not included, for those of whom an amount is shown."""
    said = {
        each.setting.paid: "; ".join(each.left_out)
        for each in found
        if any(line.amount for line in each.lines.values())
    }
    for paid, words in said.items():
        yield Fact(label=f"Not included, {SETTINGS[paid].lower()}", value=words)
