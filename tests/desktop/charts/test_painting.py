"""Drawings, by what stands where once they are painted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument
from pytestqt.qtbot import QtBot

from app.coding.charts import Bar, Bars, Chart, Span, Strip, Timeline
from app.desktop.charts.ink import Paper, Scale
from app.desktop.charts.painting import chart_height, paint_chart
from app.desktop.charts.pictures import ChartPictures
from app.desktop.charts.timeline import steps_of
from app.desktop.widgets.printing import make_document

WIDE, EDGE = 400, 8
PAPER = Paper("")
AMOUNTS = tuple(map(Decimal, ("10", "20", "30", "40", "110")))
STRIP = Strip("Office", AMOUNTS, (Decimal(20), Decimal(30), Decimal(40)), Decimal(110), "words")
BARS = Bars(
    "Codes", (Bar("A1", Decimal(100), Decimal(50), marked=True), Bar("B1", Decimal(50)), Bar("C1", None)), ""
)
YEARS = (
    Span(date(2024, 1, 1), date(2024, 12, 31), Decimal(50)),
    Span(date(2025, 1, 1), date(2025, 6, 30), Decimal(100)),
    Span(date(2026, 1, 1), date(2026, 12, 31), Decimal(100)),
)
TIMELINE = Timeline("Years", (("Office", YEARS), ("26", YEARS[:1])), "")


@pytest.fixture(autouse=True)
def _fonts(qtbot: QtBot) -> None:
    """Text needs a running program."""


def painted(chart: Chart) -> QImage:
    image = QImage(WIDE, chart_height(chart, PAPER), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_chart(painter, QRectF(0, 0, WIDE, image.height()), chart, PAPER)
    painter.end()
    return image


def columns_of(image: QImage, token: str, y: int) -> list[int]:
    """Where a row of the picture has a color."""
    wanted = PAPER.color(token).rgb()
    return [x for x in range(image.width()) if image.pixel(x, y) == wanted]


def test_the_chosen_amount_is_marked_where_it_lies() -> None:
    marked = columns_of(painted(STRIP), "accent", 30)
    assert marked
    assert WIDE - EDGE - 2 <= sum(marked) / len(marked) <= WIDE - EDGE + 2


def test_without_a_chosen_amount_nothing_is_marked() -> None:
    unmarked = Strip(STRIP.title, AMOUNTS, STRIP.quartiles, None, "")
    image = painted(unmarked)
    assert not any(columns_of(image, "accent", y) for y in range(image.height()))


def test_the_band_reaches_from_the_first_to_the_third_quartile() -> None:
    band = columns_of(painted(STRIP), "nonebg", 30)
    scale = Scale(10, 110, EDGE, WIDE - EDGE)
    assert abs(band[0] - scale.at(20)) <= 2
    assert abs(band[-1] - scale.at(40)) <= 2


def test_every_amount_has_a_tick() -> None:
    ticks = columns_of(painted(STRIP), "text3", 30)
    assert {round(Scale(10, 110, EDGE, WIDE - EDGE).at(each)) for each in (10, 20, 40)} <= set(ticks)


def test_a_bar_is_as_long_as_its_amount_and_filled_for_26() -> None:
    image = painted(BARS)
    own, other = columns_of(image, "accent", 10), columns_of(image, "nonebg", 30)
    empty = columns_of(image, "nonebg", 10)
    whole = empty[-1] - own[0]
    assert len(own) - 1 == pytest.approx(whole / 2, abs=3)
    assert len(other) == pytest.approx(whole / 2, abs=3)


def test_what_has_no_amount_has_no_bar() -> None:
    image = painted(BARS)
    assert columns_of(image, "nonebg", 50) == []
    assert columns_of(image, "border", 50) == []


def test_a_line_steps_where_years_follow_and_breaks_where_none_is_on_the_shelf() -> None:
    years = Scale(date(2024, 1, 1).toordinal(), date(2027, 1, 1).toordinal(), 0, 1096)
    steps = list(steps_of(YEARS, years, Scale(0, 100, 100, 0)))
    levels = [step for step in steps if step.y1() == step.y2()]
    (upright,) = [step for step in steps if step.y1() != step.y2()]
    assert [(step.x1(), step.x2(), step.y1()) for step in levels] == [
        (0, 366, 50), (366, 547, 0), (731, 1096, 0),
    ]  # fmt: skip
    assert (upright.x1(), upright.y1(), upright.y2()) == (366, 50, 0)


def test_lines_leave_room_for_their_names() -> None:
    many = Timeline("", tuple((f"Line {number}", YEARS) for number in range(12)), "")
    assert chart_height(many, PAPER) > chart_height(TIMELINE, PAPER)


def test_the_first_line_is_painted_in_the_accent() -> None:
    image = painted(TIMELINE)
    assert any(columns_of(image, "accent", y) for y in range(image.height()))


def test_equal_amounts_lie_in_the_middle() -> None:
    assert Scale(5, 5, 0, 100).at(Decimal(5)) == 50


def test_a_printed_page_holds_its_drawings() -> None:
    pictures = ChartPictures("")
    every: tuple[Chart, ...] = (STRIP, BARS, TIMELINE)
    html = "".join(pictures.add(chart) for chart in every)
    document = make_document(html, pictures.images)
    heights = [chart_height(chart, PAPER) for chart in every]
    assert document.size().height() >= sum(heights)
    assert list(pictures.images) == ["chart-1", "chart-2", "chart-3"]
    for name, image in pictures.images.items():
        assert document.resource(QTextDocument.ResourceType.ImageResource, QUrl(name)) == image
        assert image.devicePixelRatio() == 4
        assert image.pixelColor(0, 0) == QColor("white")
        assert any(columns_of(image, "accent", y) for y in range(image.height()))
