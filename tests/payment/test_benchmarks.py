"""What the amounts of a code are compared with: all localities, other years, the codes beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

import pytest

from app.coding.charts import Bar, Bars, Span, Strip, Timeline
from app.coding.pages import Amounts, Part, Table
from app.library import Library
from app.payment.benchmarks import benchmark_parts, strip_of
from app.payment.code_page import filled_parts
from app.payment.record import Locality
from app.payment.spread import Spread
from tests.payment import invented
from tests.payment.invented import ON

PLAIN = "99101-00"
_Kind = TypeVar("_Kind", bound=Part)


def parts(library: Library, code: str, place: str = PLAIN, *beside: str, on: date = ON) -> list[Part]:
    return made(benchmark_parts(Amounts(code, beside), on, place, library))


def made(found: Iterable[Part | None]) -> list[Part]:
    return [part for part in found if part is not None]


def of_kind(found: Sequence[Part], kind: type[_Kind]) -> list[_Kind]:
    return [part for part in found if isinstance(part, kind)]


def table_below(found: Sequence[Part], chart: type[Part]) -> Table:
    """The table that follows the last drawing of a kind."""
    last = max(at for at, part in enumerate(found) if isinstance(part, chart))
    below = found[last + 1]
    assert isinstance(below, Table)
    return below


def test_each_part_has_its_strip_and_alike_settings_share_one(library: Library) -> None:
    titles = [strip.title for strip in of_kind(parts(library, "0010X"), Strip)]
    assert titles == [
        "Office, global, in every locality",
        "26, in every locality",
        "Office, TC, in every locality",
    ]
    assert [strip.title for strip in of_kind(parts(library, "0001X"), Strip)] == [
        "Office, in every locality",
        "Facility, in every locality",
    ]


def test_a_strip_marks_the_chosen_locality_and_says_the_same_in_words(library: Library) -> None:
    strip = of_kind(parts(library, "0001X", "09102-99"), Strip)[0]
    assert strip.marked == Decimal("119.50")
    assert strip.amounts == (Decimal("100.00"), Decimal("108.10"), Decimal("119.50"))
    assert strip.quartiles == (Decimal("104.05"), Decimal("108.10"), Decimal("113.80"))
    assert strip.words == (
        "Here $119.50. In 3 localities from $100.00 to $119.50; median $108.10, "
        "half of them between $104.05 and $113.80."
    )


def test_without_a_place_nothing_is_marked(library: Library) -> None:
    strip = of_kind(parts(library, "0001X", ""), Strip)[0]
    assert strip.marked is None
    assert strip.words.startswith("In 3 localities")


def test_the_table_of_localities_begins_with_the_chosen_the_lowest_and_the_highest(library: Library) -> None:
    table = table_below(parts(library, "0001X", "09102-01"), Strip)
    assert table.columns == ("Locality", "Name", "Office", "Facility")
    assert [row.cells[0] for row in table.rows[: table.lead]] == ["09102-01", PLAIN, "09102-99"]
    assert [row.marked for row in table.rows] == [True, False, False]
    assert table.rows[0].cells == ("09102-01", "Far Off, ZB", "$108.10", "$64.86")


def test_the_drawing_and_its_table_have_the_same_amounts(library: Library) -> None:
    found = parts(library, "0010X")
    table = table_below(found, Strip)
    for column, strip in enumerate(of_kind(found, Strip), start=2):
        shown = sorted(Decimal(row.cells[column].lstrip("$")) for row in table.rows)
        assert shown == sorted(strip.amounts)


def test_two_localities_are_the_least_to_compare() -> None:
    here = (Locality(PLAIN, "Nowhere", "ZA"), Decimal(100))
    assert strip_of("", Spread((here,)), PLAIN) is None
    assert strip_of("", Spread(), "") is None


def test_the_years_are_those_of_the_shelf_with_a_gap_between(library: Library) -> None:
    found = parts(library, "0001X")
    (timeline,) = of_kind(found, Timeline)
    lines = dict(timeline.lines)
    assert lines["Office"] == (
        Span(date(2024, 1, 1), date(2024, 3, 8), Decimal("32.74")),
        Span(date(2025, 10, 1), date(2025, 12, 31), Decimal("100.00")),
        Span(date(2026, 7, 1), date(2026, 9, 30), Decimal("100.00")),
    )
    assert [span.amount for span in lines["Facility"]] == [Decimal("32.74"), Decimal(60), Decimal(60)]
    assert "Office: $32.74 from 01/01/2024, $100.00 from 07/01/2026, with 2 gaps." in timeline.words
    table = table_below(found, Timeline)
    assert [row.cells[0] for row in table.rows] == [
        "RVU26C", "RVU25D", "Addendum B 2025Q4", "ASC AA 2025Q4", "RVU24A",
    ]  # fmt: skip
    assert all(row.citations for row in table.rows)


def test_who_keeps_the_facility_has_a_line_of_its_own(library: Library) -> None:
    (timeline,) = of_kind(parts(library, "0001X"), Timeline)
    lines = dict(timeline.lines)
    assert lines["Hospital"] == (Span(date(2025, 10, 1), date(2025, 12, 31), Decimal("313.60")),)
    assert "Center: $33.65 from 10/01/2025 only." in timeline.words


def test_a_place_that_an_edition_does_not_know_has_no_amount_in_it(library: Library) -> None:
    (timeline,) = of_kind(parts(library, "0001X", "nowhere at all"), Timeline)
    assert {name for name, _ in timeline.lines} == {"Hospital", "Center"}


def test_each_edition_is_a_step_of_its_own(library: Library) -> None:
    found = list(benchmark_parts(Amounts("0001X"), ON, PLAIN, library))
    timeline = next(at for at, part in enumerate(found) if isinstance(part, Timeline))
    editions = [each for each in library.editions if each.source in ("pfs-rvu", "opps-b", "asc-aa")]
    assert found[:timeline].count(None) == len(editions)


def test_every_comparison_names_the_editions_that_it_stands_on(library: Library) -> None:
    found = parts(library, "0010X", PLAIN, "0010X", "0011X", "0001X")
    fees, indices = "pfs-rvu-rvu25d", "pfs-gpci-rvu25d"
    for strip in of_kind(found, Strip):
        assert [cited.source for cited in strip.citations] == [fees, indices]
    (bars,) = of_kind(found, Bars)
    sources = {cited.source for cited in bars.citations}
    assert {fees, indices, "opps-b-2025q4", "asc-aa-2025q4"} <= sources
    assert len(sources) == len(bars.citations)
    row = next(row for row in table_below(found, Timeline).rows if row.cells[0] == "RVU25D")
    assert {cited.source for cited in row.citations} == {fees, indices}


def test_one_edition_is_no_course(library: Library) -> None:
    assert of_kind(parts(library, "0010X", ""), Timeline) == []
    assert of_kind(parts(library, "0030X"), Timeline) == []


def test_codes_stand_side_by_side_with_the_part_that_is_for_26(library: Library) -> None:
    found = parts(library, "0010X", PLAIN, "0010X", "0011X", "0001X", "0030X")
    (bars,) = of_kind(found, Bars)
    assert bars.bars == (
        Bar("0010X", Decimal("125.00"), Decimal("25.00"), marked=True),
        Bar("0011X", Decimal("600.00"), Decimal("100.00")),
        Bar("0001X", Decimal("100.00")),
        Bar("0030X", None),
    )
    assert bars.words == ("0010X pays $125.00. The 3 codes pay from $100.00 (0001X) to $600.00 (0011X).")
    rows = {row.cells[0]: row for row in table_below(found, Bars).rows}
    assert rows["0010X"].cells[2:] == ("$125.00", "$25.00", "$100.00", "26 $25.00", "packaged", "packaged")
    assert rows["0001X"].cells[2:] == ("$100.00", "", "", "$60.00", "$313.60", "$33.65")
    assert [rows[code].key for code in rows] == list(rows)
    assert rows["0010X"].marked


def test_a_code_without_others_of_its_kind_has_no_bars(library: Library) -> None:
    assert of_kind(parts(library, "0010X", PLAIN, "0010X", "0030X"), Bars) == []


@pytest.mark.parametrize("code", ["0030X", "0032X"])
def test_where_nothing_is_paid_nothing_is_compared(library: Library, code: str) -> None:
    assert of_kind(parts(library, code), Strip) == []


def test_nothing_is_compared_on_a_day_without_an_edition(library: Library) -> None:
    assert of_kind(parts(library, "0001X", on=date(2026, 12, 5)), Strip) == []


def test_on_paper_all_localities_are_the_three_that_matter(october: Library) -> None:
    on = date(2025, 10, 20)
    asked = Amounts("77002")
    full = table_below(made(benchmark_parts(asked, on, "10112-00", october)), Strip)
    assert len(full.rows) == 109
    short = table_below(made(filled_parts(asked, on, "10112-00", october)), Strip)
    assert short.rows == full.rows[:3]
    assert short.lead == 0


@pytest.mark.parametrize("on", [date(2024, 2, 1), ON, date(2026, 8, 3), date(2030, 1, 1)])
def test_whatever_a_code_is_its_drawings_hold_what_their_tables_do(library: Library, on: date) -> None:
    for code in sorted({row.split(",")[0] for row in invented.FEES} | {"99999", "77002"}):
        found = parts(library, code, PLAIN, code, "0001X", "0010X", on=on)
        for strip in of_kind(found, Strip):
            assert len(strip.amounts) == len(table_below(found, Strip).rows)
            assert strip.citations
        for timeline in of_kind(found, Timeline):
            assert all(spans for _, spans in timeline.lines)
            assert all(one.last < two.first for _, spans in timeline.lines for one, two in pairwise(spans))
            assert len(table_below(found, Timeline).columns) == 3 + len(timeline.lines)
