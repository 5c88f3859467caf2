"""The head of the center: back and forward, the modes, and at most three actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.shell.modes import CHECK, REFERENCE, WORKLIST
from app.desktop.widgets.labels import IconButton, make_button, make_hairline
from app.desktop.widgets.tabs import PAD, TabRow

if TYPE_CHECKING:
    from app.desktop.worklist.stepper import Stepper

HEADER = 45
_CHECK, _CHECK_SHORT = "Check a claim", "Check"
_FITS = ((_CHECK, False), (_CHECK_SHORT, False), (_CHECK_SHORT, True))
"""What gives way in a narrow center: the words of a tab, then back and forward, which go into the menu."""


class CenterHeader(QWidget):
    """Signals: mode_chosen(REFERENCE, CHECK or WORKLIST); asked(command name) by one of the buttons.

    The tab of the worklist shows once there is one; while the form has one of its claims, the stepper stands
    in the place of back and forward.
    """

    mode_chosen = Signal(int)
    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("surface", "page")
        self.search = IconButton(look, "search", "Search", "Ctrl+K")
        self.search.hide()
        self.back = IconButton(look, "arrow_left", "Back", "Alt+Left")
        self.forward = IconButton(look, "arrow_right", "Forward", "Alt+Right")
        self.tabs = TabRow(look, ("Reference", _CHECK, "Worklist"), 27)
        self.tabs.tab(WORKLIST).hide()
        self._ways = QWidget()
        self._stepper: Stepper | None = None
        self._buttons: dict[int, list[QPushButton]] = {
            REFERENCE: [
                self._button("Compare…", "quiet", "compare"),
                self._button("Copy", "quiet", "copy_code_label", "copy"),
                self._button("Check with 77002", "", "check_code"),
            ],
            CHECK: [
                self._button("Clear", "quiet", "clear_claim"),
                self._button("Export checklist…", "primary", "export_checklist"),
            ],
            WORKLIST: [
                self._button("Save worklist…", "quiet", "save_worklist"),
                self._button("Export…", "", "export_worklist"),
            ],
        }
        self.more = make_button("More", "quiet", self._open_more)
        self.more.setProperty("fluent", "chevron_down")
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands at the right
        self._lay_out()
        self.search.clicked.connect(lambda: self.asked.emit("search"))
        self.back.clicked.connect(lambda: self.asked.emit("back"))
        self.forward.clicked.connect(lambda: self.asked.emit("forward"))
        self.tabs.chosen.connect(self._choose)
        look.changed.connect(self._refresh)
        self._refresh()
        self._choose(REFERENCE)

    def set_codes(self, codes: Sequence[str]) -> None:
        """Name the codes that Check would take; none takes the button away."""
        button = self.code_button()
        button.setText(f"Check with {' and '.join(codes)}")
        button.setEnabled(bool(codes))
        self._show_buttons()

    def code_button(self) -> QPushButton:
        """The button that takes the page's code to the claim."""
        return self._buttons[REFERENCE][2]

    def set_ways(self, *, back: bool, forward: bool) -> None:
        """Whether there is something to go back or forward to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def show_worklist(self) -> None:
        """Show the tab of the worklist: there is one from now on."""
        self.tabs.tab(WORKLIST).show()
        self._show_buttons()

    def set_stepper(self, stepper: Stepper) -> None:
        """Take what leads from claim to claim of a worklist."""
        self._stepper = stepper
        self._ways_row.insertWidget(0, stepper)
        stepper.place.ensurePolished()  # it is as wide as the style sheet says only then
        self.show_ways()

    def show_ways(self) -> None:
        """Show the stepper in Check while it has a place to show, else back and forward."""
        steps = self._steps()
        self.back.setVisible(not steps)
        self.forward.setVisible(not steps)
        self._show_buttons()

    def _button(self, text: str, kind: str, command: str, icon: str = "") -> QPushButton:
        button = make_button(text, kind, lambda: self.asked.emit(command))
        button.setProperty("fluent", icon)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.search)
        self._ways.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._ways_row = QHBoxLayout(self._ways)
        self._ways_row.setContentsMargins(0, 0, 0, 0)
        self._ways_row.addWidget(self.back)
        self._ways_row.addWidget(self.forward)
        self._row.addWidget(self._ways)
        self._row.addSpacing(self._look.px(8 - PAD))
        self._row.addWidget(self.tabs)
        self._row.addStretch(1)
        for buttons in self._buttons.values():
            for button in buttons:
                self._row.addWidget(button)
        self._row.addWidget(self.more)
        column.addLayout(self._row, 1)
        column.addWidget(make_hairline())

    def _choose(self, mode: int) -> None:
        self._show_buttons()
        self.mode_chosen.emit(mode)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow center keeps the last action, which is the main one; the others go into a menu."""
        super().resizeEvent(event)
        self._show_buttons()

    def minimumSizeHint(self) -> QSize:
        """The tabs and the menu: what gives way or folds does not hold the window open."""
        return QSize(self._needed(_CHECK_SHORT, folded=True), self._look.px(HEADER))

    def folded(self) -> list[QPushButton]:
        """The actions that do not fit beside the tabs, which the menu has instead."""
        shown = self._shown()
        return [button for button in self._wanted() if button not in shown]

    def _steps(self) -> bool:
        """Whether the stepper stands in the place of back and forward."""
        return self._stepper is not None and not self._stepper.isHidden()

    def _besides(self, *, folded: bool) -> int:
        """What margins, gaps and icons take beside tabs and actions; `folded`: the ways are in the menu."""
        px = self._look.px
        ways = 0 if folded else px(2 * 32)
        if self._stepper is not None and self._steps() and not folded:
            ways = self._stepper.sizeHint().width() + px(4)
        return px(12 + 20 + 24) + (0 if self.search.isHidden() else px(32)) + ways

    def _needed(self, check: str, *, folded: bool) -> int:
        """The width that tabs and menu need, with these words on the tab of Check."""
        metrics = self._look.metrics("body", 600)
        now = self.tabs.tab(CHECK).text()
        spared = metrics.horizontalAdvance(now) - metrics.horizontalAdvance(check)
        tabs = self.tabs.sizeHint().width() - round(spared)
        return tabs + self.more.sizeHint().width() + self._besides(folded=folded)

    def _give_way(self) -> None:
        """Shorten the tab, then fold the ways, until tabs and menu are whole."""
        fitting = (fit for fit in _FITS if self._needed(fit[0], folded=fit[1]) <= self.width())
        check, folded = next(fitting, _FITS[-1])
        tab = self.tabs.tab(CHECK)
        if tab.text() != check:
            tab.setText(check)
            tab.setToolTip("" if check == _CHECK else _CHECK)
            tab.updateGeometry()
        self._ways.setVisible(not folded)

    def _wanted(self) -> list[QPushButton]:
        return [button for button in self._buttons[self.tabs.current()] if button.isEnabled()]

    def _shown(self) -> list[QPushButton]:
        px, shown = self._look.px, self._wanted()
        folded = self._ways.isHidden()
        room = self.width() - self.tabs.sizeHint().width() - self._besides(folded=folded)
        if folded or self._across(shown) > room:
            room -= self.more.sizeHint().width() + px(4)
        while shown and self._across(shown) > room:
            shown.pop(0)
        return shown

    def _across(self, buttons: Sequence[QPushButton]) -> int:
        return sum(button.sizeHint().width() + self._look.px(4) for button in buttons)

    def _show_buttons(self) -> None:
        self._give_way()
        shown = self._shown()
        for button in (button for buttons in self._buttons.values() for button in buttons):
            button.setVisible(button in shown)
        self.more.setVisible(len(shown) < len(self._wanted()) or self._ways.isHidden())

    def _open_more(self) -> None:
        from PySide6.QtWidgets import QMenu  # the first frame has none

        menu = QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self.folded():
            menu.addAction(button.icon(), button.text(), button.click)
        for button in self._folded_ways():
            menu.addAction(button.icon(), button.accessibleName(), button.click).setEnabled(
                button.isEnabled()
            )
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _folded_ways(self) -> tuple[QPushButton, ...]:
        """What of the ways the menu has: back and forward, or the steps of the worklist."""
        if not self._ways.isHidden():
            return ()
        if self._stepper is not None and self._steps():
            return (self._stepper.back, self._stepper.place, self._stepper.forward)
        return (self.back, self.forward)

    def _refresh(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(HEADER))
        self._row.setContentsMargins(px(12), 0, px(20), 0)
        self._row.setSpacing(px(4))
        self._ways_row.setSpacing(px(4))
        self.tabs.setFixedHeight(px(HEADER) - 1)
        for button in (self.more, *(button for buttons in self._buttons.values() for button in buttons)):
            icon = button.property("fluent")
            if icon:
                button.setIcon(self._look.icon(icon))
                button.setIconSize(self._look.icon_size())
        self._show_buttons()
