"""A drawing on a page: its title, the drawing, and the same in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.coding.charts import Chart
from app.desktop.charts.painting import chart_height, paint_chart
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext


class ChartBlock(Block):
    """Painted from the rows of the table that stands below it. Who does not look hears the sentence."""

    def __init__(self, context: PageContext, chart: Chart, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._chart = chart
        self._place = QRectF()
        self._tag = self.make_tag(chart.title, chart.citations)

    def compose(self, width: int) -> int:
        """See the class."""
        look, top, title = self.look, self.look.px(6), self._chart.title
        tag_room = self._tag.sizeHint().width() + look.px(8) if self._tag else 0
        across = min(
            look.metrics("body", 600).horizontalAdvance(title) + 2, width - min(tag_room, width // 2)
        )
        self.begin_line(tag=self._tag)
        y = top + self.write(0, top, across, title, look.font("body", 600))
        if self._tag:
            self.place_tag(self._tag, across + look.px(8), top, width - across - look.px(8))
        self._place = QRectF(0, y + look.px(4), width, chart_height(self._chart, look))
        self.begin_line()
        y = self._place.bottom() + look.px(2)
        y += self.write(0, y, width, self._chart.words, look.font("small"), "text2")
        return round(y + look.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The texts, and the drawing where it shows."""
        super().paintEvent(event)
        if self._place.intersects(QRectF(event.rect())):
            painter = QPainter(self)
            paint_chart(painter, self._place, self._chart, self.look)
            painter.end()
