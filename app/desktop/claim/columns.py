"""Widgets in as many equal columns as there is room for, so that no label is ever cut."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.desktop.look.look import Look


class Columns(QWidget):
    """Lays `widgets` out by rows, in the first of `counts` columns that gives each `least` (at 100 %).

    In the largest number of columns they are as wide as `shares` says, else alike.
    """

    def __init__(
        self,
        look: Look,
        widgets: Sequence[QWidget],
        counts: Sequence[int],
        least: int,
        gap: int,
        row_gap: int,
        shares: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._look = look
        self._widgets = tuple(widgets)
        self._counts = tuple(counts)
        self._least = least
        self._shares = tuple(shares)
        self._gap, self._row_gap = gap, row_gap
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._fit)
        self._fit()

    def columns(self) -> int:
        """How many columns there are now."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        """One column of the least number must fit; the height is that of the layout."""
        width = self._look.px(self._least) * self._counts[-1]
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._grid.setHorizontalSpacing(self._look.px(self._gap))
        self._grid.setVerticalSpacing(self._look.px(self._row_gap))
        fits = [count for count in self._counts if self._needed(count) <= self.width()]
        wanted = fits[0] if fits else self._counts[-1]
        if wanted != self._columns:
            self._arrange(wanted)

    def _needed(self, count: int) -> int:
        return count * self._look.px(self._least) + (count - 1) * self._look.px(self._gap)

    def _arrange(self, count: int) -> None:
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = count
        for number, widget in enumerate(self._widgets):
            row, column = divmod(number, count)
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(count):
            shared = count == self._counts[0] and column < len(self._shares)
            self._grid.setColumnStretch(column, self._shares[column] if shared else 1)
