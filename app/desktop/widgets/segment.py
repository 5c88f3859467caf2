"""A closed list of two or three values, side by side."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.desktop.look.look import Look

OPEN = "Not stated"
YES_NO: tuple[tuple[object, str], ...] = ((True, "Yes"), (False, "No"))


class SegmentButton(QPushButton):
    """One value of a segment. As wide as its text in semi-bold, so that choosing it moves nothing."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look
        self.setProperty("kind", "segment")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)  # the default button of a dialog stays what it is

    def sizeHint(self) -> QSize:
        """The size with the widest weight of the text."""
        size = super().sizeHint()
        # The open value is italic when chosen, never semi-bold.
        weight = 400 if self.property("open") else 600
        widest = self._look.metrics("body" if self.property("tall") else "small", weight)
        size.setWidth(round(widest.horizontalAdvance(self.text())) + self._look.px(18) + 2)
        return size

    def minimumSizeHint(self) -> QSize:
        """No narrower than the text."""
        return self.sizeHint()


class Segment(QWidget):
    """Values side by side, one chosen; the value None is shown as open (dashed, italic).

    Signals: chosen(value) when the user chose; stepped(int) for Down (1) and Up (-1), towards the next row.
    """

    chosen = Signal(object)
    stepped = Signal(int)

    def __init__(
        self,
        look: Look,
        name: str,
        values: Sequence[tuple[object, str]] = (*YES_NO, (None, OPEN)),
        parent: QWidget | None = None,
        *,
        tall: bool = False,
        optional: bool = False,
    ) -> None:
        """`optional`: - and Backspace take the choice back although None is no value of its own."""
        super().__init__(parent)
        self.setProperty("surface", "nonebg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._optional = optional
        self._group = QButtonGroup(self)
        self._values = [value for value, _ in values]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, (value, text) in enumerate(values):
            button = SegmentButton(look, text)
            button.setProperty("tall", tall)
            button.setProperty("open", value is None)
            button.setAccessibleName(f"{name}: {text}")
            button.installEventFilter(self)
            self._group.addButton(button, index)
            row.addWidget(button, 1 if tall else 0)
        self._group.idToggled.connect(lambda _index, _on: self._fix_tab_stop())
        self._fix_tab_stop()
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._values[index]))
        if None in self._values:
            self.set_value(None)

    def value(self) -> object:
        """The chosen value; None as well when nothing is chosen."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: object) -> None:
        """Show a value without a signal; one that the segment does not have shows as none chosen."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
            return
        chosen = self._group.checkedButton()
        if chosen is not None:
            self._release_button(chosen)

    def _release_button(self, button: QAbstractButton) -> None:
        """Uncheck a button, which an exclusive group refuses."""
        self._group.setExclusive(False)
        button.setAutoExclusive(False)
        button.setChecked(False)
        button.setAutoExclusive(True)
        self._group.setExclusive(True)

    def _fix_tab_stop(self) -> None:
        """Tab and Shift+Tab stop at one button: the chosen one, the first while none is."""
        stop = self.focus_target()
        for button in self._group.buttons():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def focus_target(self) -> QPushButton:
        """The button that takes the focus for this field: the chosen one."""
        return cast(QPushButton, self._group.checkedButton() or self._group.buttons()[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys: Y, N, initials, - or Backspace choose; Left and Right move within; Up and Down leave."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._take_key(event)
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            index = max(0, min(len(self._values) - 1, self._group.checkedId() + step))
            self._choose(index)
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        wanted = {Qt.Key.Key_Minus: None, Qt.Key.Key_Backspace: None, Qt.Key.Key_Y: True, Qt.Key.Key_N: False}
        chosen = self._group.checkedButton()
        if key in wanted and wanted[key] is None and self._optional and chosen is not None:
            self._release_button(chosen)
            self.chosen.emit(None)
            return True
        if key in wanted and wanted[key] in self._values:
            self._choose(self._values.index(wanted[key]))
            return True
        return self._take_initial(event.text())

    def _take_initial(self, letter: str) -> bool:
        """P or I: the one value that begins with the letter."""
        initials = [button.text()[0].lower() for button in self._group.buttons()]
        found = [at for at, initial in enumerate(initials) if initial == letter.lower()]
        if len(found) == 1:
            self._choose(found[0])
        return len(found) == 1

    def _choose(self, index: int) -> None:
        button = self._group.button(index)
        if not button.isChecked():
            button.setChecked(True)
            self.chosen.emit(self._values[index])
        button.setFocus(Qt.FocusReason.TabFocusReason)
