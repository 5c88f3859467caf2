"""A row of text tabs with a two-pixel underline: the modes of the center and the groups of the search."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.desktop.look.fonts import TypeToken
from app.desktop.look.look import Look

PAD, SMALL_PAD = 5, 3  # at each side of the text, for the ring


class ToggleTab(QAbstractButton):
    """One tab: text, semi-bold when chosen, underlined in accent."""

    def __init__(self, look: Look, text: str, small: bool = False) -> None:
        super().__init__()
        self._look = look
        self._token: TypeToken = "small" if small else "body"
        self._pad = SMALL_PAD if small else PAD
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Wide enough for the semi-bold text, so that choosing moves nothing."""
        width = self._look.metrics(self._token, 600).horizontalAdvance(self.text())
        return QSize(round(width) + 1 + 2 * self._look.px(self._pad), self._look.px(26))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than the text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Text, underline and, when the focus is here, the ring."""
        look, chosen = self._look, self.isChecked()
        painter = QPainter(self)
        painter.setFont(look.font(self._token, 600 if chosen else 400))
        painter.setPen(look.color("text" if chosen or self.underMouse() else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            # Not fillRect: it would make Qt's gradients known to Python before the first frame.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            pad = look.px(self._pad)
            painter.drawRect(pad, self.height() - 2, self.width() - 2 * pad, 2)
        if self.hasFocus():
            text = self.rect().adjusted(
                0, self.height() // 2 - look.px(12), 0, look.px(12) - self.height() // 2
            )
            paint_ring(painter, text, look)
        painter.end()


def paint_ring(painter: QPainter, rect: QRect, look: Look) -> None:
    """The focus ring: two pixels of accent inside `rect`."""
    color = look.color("accent")
    painter.fillRect(rect.x(), rect.y(), rect.width(), 2, color)
    painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, color)
    painter.fillRect(rect.x(), rect.y(), 2, rect.height(), color)
    painter.fillRect(rect.right() - 1, rect.y(), 2, rect.height(), color)


class TabRow(QWidget):
    """Tabs of which one is chosen. Signals: chosen(index) when the user or `choose` changed it."""

    chosen = Signal(int)

    def __init__(
        self, look: Look, texts: Sequence[str], gap: int, *, small: bool = False, spread: bool = False
    ) -> None:
        """`gap` is the least space between texts; `spread` shares out what room is left among the gaps."""
        super().__init__()
        self._look = look
        self._gap = gap - 2 * (SMALL_PAD if small else PAD)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for index, text in enumerate(texts):
            tab = ToggleTab(look, text, small=small)
            tab.setChecked(index == 0)
            self._group.addButton(tab, index)
            if spread and index:
                self._row.addStretch(1)
            self._row.addWidget(tab)
        self._group.idToggled.connect(lambda index, on: self.chosen.emit(index) if on else None)
        look.changed.connect(self._refresh)
        self._refresh()

    def current(self) -> int:
        """The index of the chosen tab."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Choose a tab as if it was clicked."""
        self._group.button(index).setChecked(True)

    def tab(self, index: int) -> ToggleTab:
        """The tab button itself."""
        return cast(ToggleTab, self._group.button(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go along the row."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        index = max(0, min(len(self._group.buttons()) - 1, self.current() + step))
        self.choose(index)
        self.tab(index).setFocus(Qt.FocusReason.TabFocusReason)

    def _refresh(self) -> None:
        self._row.setSpacing(max(self._look.px(self._gap), 0))
        for tab in self._group.buttons():
            tab.updateGeometry()
            tab.update()
