"""Of each official table the book names the newest edition that it has rows of, with its last day."""

from __future__ import annotations

from datetime import date

from app.coding.excerpts import excerpts_of, say_excerpt
from app.coding.series_record import Setting
from app.coding.sources import Source


def source(
    name: str, series: str | None, first: date | None, *, setting: Setting | None = None, shelf: bool = False
) -> Source:
    """A source that ends 89 days after it began."""
    return Source(
        id=name, basis="cms-edit", publisher="x", title=name, edition="X", short=name, url="", license="",
        confidence="high", read=date(2026, 9, 1), series=series, setting=setting, first=first,
        last=first.replace(month=first.month + 2, day=28) if first else None,
        imported=date(2026, 9, 1) if shelf else None,
    )  # fmt: skip


SPRING, SUMMER = date(2026, 4, 1), date(2026, 7, 1)
SOURCES = (
    source("fees", "pfs-rvu", SUMMER),
    source("pairs new", "ncci-ptp", SUMMER, setting="practitioner"),
    source("pairs old", "ncci-ptp", SPRING, setting="practitioner"),
    source("pairs hospital", "ncci-ptp", SPRING, setting="hospital"),
    source("pairs imported", "ncci-ptp", SUMMER, setting="hospital", shelf=True),
    source("a manual", None, SPRING),
    source("places", "pos", None),
)


def test_the_newest_of_each_table_and_setting_is_named_in_the_order_of_the_series() -> None:
    assert [each.id for each in excerpts_of(SOURCES)] == ["pairs hospital", "pairs new", "fees"]


def test_its_last_day_is_said_as_past_or_to_come() -> None:
    fees = SOURCES[0]
    assert say_excerpt(fees, date(2026, 9, 28)) == "fees, to 09/28/2026"
    assert say_excerpt(fees, date(2026, 9, 29)) == "fees, ended 09/28/2026"
    assert say_excerpt(SOURCES[-1], SUMMER) == "places"
