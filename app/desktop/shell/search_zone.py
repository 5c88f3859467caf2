"""The left zone: the search beside the center, or, without room for both, slid over it while it is used."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QSplitter, QWidget

from app.desktop.look.look import Look
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.following import Follower
from app.desktop.widgets.labels import make_hairline

NARROW = 736
"""Search, header and rail at their least: in a narrower window the search slides."""
_USUAL_WINDOW = 1280
_LEFT, _LEFT_LEAST, _LEFT_MOST = 256, 232, 400
_PEEK = 300


class SearchZone(QObject):
    """Decides where the search lies. A sliding one comes when the keyboard is sent to it, and goes with it.

    Signals: slides_changed(whether it slides from now on).
    """

    slides_changed = Signal(bool)

    def __init__(self, window: QMainWindow, look: Look, store: UserDataStore) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._store = store
        self._search = QWidget()
        self._follower: Follower | None = None
        self.splitter = QSplitter()
        self._sheet = QFrame(window)
        self._sheet_row = QHBoxLayout(self._sheet)

    def lay_out(self, search: QWidget, center: QWidget) -> None:
        """Put the search beside the center."""
        self._search = search
        self.splitter.addWidget(search)
        self.splitter.addWidget(center)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.splitterMoved.connect(lambda *_place: self._choose_left())
        self._sheet.setProperty("surface", "panel")
        self._sheet_row.setContentsMargins(0, 0, 0, 0)
        self._sheet_row.setSpacing(0)
        self._sheet_row.addWidget(make_hairline(vertical=True))
        self._sheet.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def slides(self) -> bool:
        """Whether the search lies over the center instead of beside it."""
        return self._search.parentWidget() is self._sheet

    def show_search(self) -> None:
        """Let a search that slides come; the keyboard follows."""
        if self.slides():
            self._place_sheet()
            self._sheet.show()
            self._sheet.raise_()
            self._follow_center()

    def settle(self) -> None:
        """Let a search that slides go, unless the keyboard is in it."""
        focus = QApplication.focusWidget()
        if self.slides() and not (focus is not None and self._search.isAncestorOf(focus)):
            self._sheet.hide()

    def fit(self) -> None:
        """Set the bounds that the zoom asks for."""
        px = self._look.px
        self._search.setMinimumWidth(px(_LEFT_LEAST))
        self._search.setMaximumWidth(px(_LEFT_MOST))
        self.follow_size()

    def follow_size(self) -> None:
        """Slide, or give the search the width that was chosen for it, or what this window has room for."""
        narrow = self._window.width() < self._look.px(NARROW)
        if narrow != self.slides():
            self._move(slides=narrow)
        if narrow:
            self._place_sheet()
        else:
            left = self._left()
            self.splitter.setSizes([left, max(self._window.width() - left, 1)])

    def _move(self, *, slides: bool) -> None:
        focus = QApplication.focusWidget()
        is_used = focus is not None and self._search.isAncestorOf(focus)
        if slides:
            self._search.setMaximumWidth(16_777_215)  # as Qt has it where there is no bound
            self._sheet_row.insertWidget(0, self._search, 1)
            self._sheet.hide()
            if is_used:
                self.show_search()
        else:
            self._search.setMaximumWidth(self._look.px(_LEFT_MOST))
            self.splitter.insertWidget(0, self._search)
            self._sheet.hide()
        self._search.show()
        if is_used and focus is not None:
            focus.setFocus()
        self.slides_changed.emit(slides)

    def _follow_center(self) -> None:
        center = self._window.centralWidget()
        if center is not None and self._follower is None:
            self._follower = Follower(center, lambda: self._place_sheet() if self.slides() else None)

    def _place_sheet(self) -> None:
        """Lay the sheet over the center: whole, where what it left free would be too narrow to read."""
        body = self._window.centralWidget()
        if body is None:
            return
        room, width = self.splitter.width(), self._left()
        if room - width < self._look.px(_PEEK):
            width = room
        self._sheet.setGeometry(body.x(), body.y(), width, body.height())

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self._window:
            self.settle()

    def _left(self) -> int:
        return self._look.px(int(self._store.setting("left_width", self._usual_left())))

    def _choose_left(self) -> None:
        self._store.set_setting("left_width", round(self._search.width() * 100 / self._look.zoom))

    def _usual_left(self) -> int:
        """The width of the search until the user chooses one: wider windows have room for whole labels."""
        spare = self._window.width() * 100 // self._look.zoom - _USUAL_WINDOW
        return max(_LEFT_LEAST, min(_LEFT + spare // 4, _LEFT_MOST))
