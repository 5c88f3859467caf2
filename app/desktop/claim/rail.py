"""The flags panel folded to a rail: shape and count of each severity, and of what was not checked."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.coding.findings import Review
from app.coding.words import SEVERITIES
from app.desktop.claim.flags_model import PLURALS
from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.widgets.labels import IconButton
from app.desktop.widgets.tabs import paint_ring

WIDTH = 48


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
    """Signals: `expand_asked()` when anything on it is pressed."""

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
        self.show_review(None)

    def show_review(self, review: Review | None) -> None:
        """Show the counts of a review; a count of nothing has no shape."""
        for state, button in self._counts.items():
            if state == "error" or state == "warning" or state == "info":
                count = sum(flag.severity == state for flag in review.flags) if review else 0
                name = f"{count} {PLURALS[state][count != 1]}"
            else:
                count = len(review.not_checked) if review else 0
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
        self.setFixedWidth(self._look.px(WIDTH))
