"""The head of the flags panel with a toggle for each severity, and the rail that the panel folds to."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.coding.sentences import count_of
from app.coding.words import SEVERITIES, SEVERITY_NOUNS, Severity
from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.widgets.labels import IconButton, make_heading
from app.desktop.widgets.tabs import paint_ring

HEIGHT = 45
RAIL_WIDTH = 48


class FlagsHead(QWidget):
    """Signals: `filtered(tuple of Severity)`, empty for all; `collapse_asked()`."""

    filtered = Signal(object)
    collapse_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._counts: Mapping[Severity, int] = {}
        self._toggles = {severity: self._make_toggle(severity) for severity in SEVERITIES}
        collapse = IconButton(look, "panel_right_contract", "Collapse the flags to a rail", "F9")
        collapse.clicked.connect(self.collapse_asked)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(make_heading("Flags", "section", 2))
        self._row.addStretch(1)
        for toggle in self._toggles.values():
            self._row.addWidget(toggle)
        self._row.addWidget(collapse)
        look.changed.connect(self._refresh)
        self._refresh()

    def show_counts(self, counts: Mapping[Severity, int]) -> None:
        """Show how many open flags of each severity there are; a severity without any has no toggle."""
        self._counts = counts
        for severity, toggle in self._toggles.items():
            if not counts.get(severity) and toggle.isChecked():
                toggle.setChecked(False)
            toggle.setVisible(bool(counts.get(severity)))
        self._refresh()

    def clear_filter(self) -> None:
        """Show all severities again."""
        for toggle in self._toggles.values():
            toggle.setChecked(False)

    def toggle(self, severity: Severity) -> QPushButton:
        """The toggle of a severity."""
        return self._toggles[severity]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words go when there is no room for them; the count and the shape stay."""
        super().resizeEvent(event)
        self._write()

    def _make_toggle(self, severity: Severity) -> QPushButton:
        toggle = QPushButton()
        toggle.setProperty("kind", "status")
        toggle.setCheckable(True)
        toggle.setAutoDefault(False)
        toggle.toggled.connect(lambda _: self._emit_filter())
        return toggle

    def _emit_filter(self) -> None:
        self.filtered.emit(
            tuple(severity for severity, toggle in self._toggles.items() if toggle.isChecked())
        )

    def _refresh(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(HEIGHT) - 1)
        self._row.setContentsMargins(px(16), 0, px(8), 0)
        for severity, toggle in self._toggles.items():
            toggle.setIcon(self._look.shape(severity, 14))
            toggle.setIconSize(self._look.icon_size(14))
        self._write()

    def _write(self) -> None:
        words = {s: count_of(count, *SEVERITY_NOUNS[s]) for s, count in self._counts.items() if count}
        metrics = self._look.metrics("caption")
        px = self._look.px
        needed = sum(metrics.horizontalAdvance(text) + px(34) for text in words.values())
        room = self.width() - px(16 + 8 + 30) - self._look.metrics("section", 600).horizontalAdvance("Flags")
        for severity, text in words.items():
            toggle = self._toggles[severity]
            toggle.setText(text if needed <= room else text.partition(" ")[0])
            toggle.setAccessibleName(f"Show only {text}")
            toggle.setToolTip(f"Show only these: {text}")


class _Count(QAbstractButton):
    """A shape with its count below."""

    def __init__(self, look: Look, state: State) -> None:
        super().__init__()
        self._look = look
        self._state = state
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """A target of 44 by 40."""
        return QSize(self._look.px(44), self._look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shape, count and, with the focus, the ring."""
        painter = QPainter(self)
        shape = self._look.shape(self._state, 16)
        side = self._look.px(16)
        painter.drawPixmap((self.width() - side) // 2, self._look.px(3), shape)
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.color("text2"))
        below = self.rect().adjusted(0, self._look.px(20), 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint_ring(painter, self.rect(), self._look)
        painter.end()


class FlagsRail(QWidget):
    """The panel folded to a rail: shape and count of each severity, and of what was not checked.

    Signals: `expand_asked()` when anything on it is pressed.
    """

    expand_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        states: tuple[State, ...] = (*SEVERITIES, "none")
        self._counts = {state: _Count(look, state) for state in states}
        expand = IconButton(look, "panel_right", "Show the flags", "F9")
        expand.clicked.connect(self.expand_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, look.px(12))
        column.setSpacing(look.px(4))
        column.addWidget(expand, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(look.px(8))
        for state, button in self._counts.items():
            if state == "none":
                column.addStretch(1)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.clicked.connect(self.expand_asked)
        look.changed.connect(self._fit)
        self._fit()
        self.show_counts({}, 0)

    def show_counts(self, counts: Mapping[Severity, int], not_checked: int) -> None:
        """Show how many open flags of each severity there are; a count of nothing has no shape."""
        for state, button in self._counts.items():
            if state == "error" or state == "warning" or state == "info":
                count = counts.get(state, 0)
                name = count_of(count, *SEVERITY_NOUNS[state])
            else:
                count = not_checked
                name = f"{count} not checked"
            button.setVisible(count > 0)
            button.setText(str(count))
            button.setAccessibleName(name)
            button.setToolTip(name)

    def counts(self) -> dict[State, int]:
        """What it counts, by state."""
        return {
            state: 0 if button.isHidden() else int(button.text()) for state, button in self._counts.items()
        }

    def _fit(self) -> None:
        self.setFixedWidth(self._look.px(RAIL_WIDTH))
