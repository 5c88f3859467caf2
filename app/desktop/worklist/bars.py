"""How many claims each rule flags: a bar a rule, which filters the table when it is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.coding.sentences import count_of
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_button
from app.desktop.widgets.tabs import paint_ring

MOST = 8
_ROW, _BAR = 24, 12
_TWO_COLUMNS = 620
_TITLE = 0.7  # of the width at most: titles take what they need

Total = tuple[str, int]
"""The slug of a rule, and how many claims it flags."""


class RuleBar(QAbstractButton):
    """The title of a rule, a bar as long as its share of the largest, and the count."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rule = ""
        self._title, self._count, self._share = "", 0, 0.0
        self._title_width = 0.0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_total(self, rule: str, title: str, count: int, most: int, *, chosen: bool) -> None:
        """Show the count of a rule; `most` is the largest one."""
        self.rule, self._title, self._count = rule, title, count
        self._share = count / most if most else 0.0
        self.setChecked(chosen)
        words = f"{title}: {count_of(count, 'claim')}"
        self.setAccessibleName(words)
        self.setAccessibleDescription("Filters the claims" if not chosen else "Shows all claims again")
        self.setToolTip(words)
        self.update()

    def set_title_width(self, width: float) -> None:
        """Leave so many pixels to the title; all bars of a chart begin at one place."""
        self._title_width = width
        self.update()

    def sizeHint(self) -> QSize:
        """A row of the chart."""
        return QSize(self._look.px(240), self._look.px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, bar and count; chosen, the row is selected."""
        look, px = self._look, self._look.px
        painter = QPainter(self)
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), look.color("select" if self.isChecked() else "hover"))
        title_width = min(self._title_width, self.width() * _TITLE)
        metrics = look.metrics("small", 600 if self.isChecked() else 400)
        painter.setFont(look.font("small", 600 if self.isChecked() else 400))
        painter.setPen(look.color("text"))
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, title_width - px(12))
        painter.drawText(QRectF(px(4), 0, title_width, self.height()), Qt.AlignmentFlag.AlignVCenter, title)
        number = f"{self._count:,}"
        room = self.width() - title_width - metrics.horizontalAdvance(number) - px(12)
        length = max(1.0, room * self._share)
        top = (self.height() - px(_BAR)) / 2
        painter.fillRect(QRectF(title_width, top, length, px(_BAR)), look.color("accent"))
        painter.setPen(look.color("text2"))
        place = QRectF(title_width + length + px(6), 0, self.width(), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, number)
        if self.hasFocus():
            paint_ring(painter, self.rect(), look)
        painter.end()


class RuleBars(QWidget):
    """At most eight bars; the button below shows the rules that remain.

    Signals: `chosen(slug or None)`; `grouping_asked()` when claims are to stand in groups by rule, or not.
    """

    chosen = Signal(object)
    grouping_asked = Signal()

    def __init__(self, look: Look, title_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title_of = title_of
        self._totals: Sequence[Total] = ()
        self._rule: str | None = None
        self._unfolded = False
        self._most_rows = MOST
        self.bars: list[RuleBar] = []
        self.all = make_button("", "link", self._toggle)
        self.group = make_button("", "link", self.grouping_asked.emit)
        self.show_grouped(grouped=False)
        self.setAccessibleName("Claims by rule")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._grid)
        below = QHBoxLayout()
        below.setSpacing(look.px(16))
        below.addWidget(self.all)
        below.addWidget(self.group)
        below.addStretch(1)
        column.addLayout(below)
        look.changed.connect(self._show)
        self._show()

    def tab_parts(self) -> list[QWidget]:
        """The bars before the buttons below them."""
        return [*self.bars, self.all, self.group]

    def show_grouped(self, *, grouped: bool) -> None:
        """Say what the button does next: claims stand in groups by rule, or worst first."""
        self.group.setText("Worst first" if grouped else "Group by rule")

    def set_totals(self, totals: Sequence[Total], rule: str | None) -> None:
        """Show these totals, most first; `rule` is the one that the table is filtered by."""
        if (totals, rule) != (self._totals, self._rule):
            self._totals, self._rule = totals, rule
            self._show()

    def limit(self, rows: int) -> None:
        """Take at most so many rows of the window's height, as long as the rest is folded."""
        if rows != self._most_rows:
            self._most_rows = rows
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go from bar to bar."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        shown = [bar for bar in self.bars if bar.isVisible()]
        here = next((at for at, bar in enumerate(shown) if bar.hasFocus()), None)
        move = step.get(Qt.Key(event.key()))
        if move is None or here is None:
            super().keyPressEvent(event)
            return
        shown[max(0, min(len(shown) - 1, here + move))].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self._show()

    def _columns(self) -> int:
        return 2 if self.width() >= self._look.px(_TWO_COLUMNS) else 1

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self._show()

    def _shown(self) -> Sequence[Total]:
        if self._unfolded:
            return self._totals
        count = max(1, min(MOST, self._most_rows * self._columns()))
        first = list(self._totals[:count])
        chosen = [total for total in self._totals[count:] if total[0] == self._rule]
        return [*first[: count - len(chosen)], *chosen]

    def _show(self) -> None:
        shown, columns = self._shown(), self._columns()
        while len(self.bars) < len(shown):
            bar = RuleBar(self._look, self)
            bar.clicked.connect(lambda on, bar=bar: self.chosen.emit(bar.rule if on else None))
            self.bars.append(bar)
        most = max((count for _, count in self._totals), default=0)
        rows = -(-len(shown) // columns)
        for at, bar in enumerate(self.bars):
            self._grid.removeWidget(bar)
            bar.setVisible(at < len(shown))
            if at < len(shown):
                rule, count = shown[at]
                bar.show_total(rule, self._title_of(rule), count, most, chosen=rule == self._rule)
                self._grid.addWidget(bar, at % rows, at // rows)
        metrics = self._look.metrics("small", 600)
        widest = max((metrics.horizontalAdvance(self._title_of(rule)) for rule, _ in shown), default=0)
        for bar in self.bars:
            bar.set_title_width(widest + self._look.px(16))
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
        self._grid.setHorizontalSpacing(self._look.px(16) if columns > 1 else 0)
        hidden = len(self._totals) - len(shown)
        self.all.setVisible(hidden > 0 or self._unfolded)
        self.all.setText("Fewer rules" if self._unfolded else f"All {len(self._totals)} rules")
