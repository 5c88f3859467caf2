"""The frame of the main window: where its parts lie, how large they are, and how it was left.

The first frame shows the search field in its place, and needs no library.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.shell.search_zone import SearchZone
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.placing import place_on_screen

MENUS = ("&File", "&Edit", "&View", "&Go", "&Claim", "&Data", "&Help")
_SIZE, _LEAST = (1280, 800), (960, 600)


class WindowFrame:
    """Search at the left, the center under its header, the rail at the right, the menu bar above."""

    def __init__(self, window: QMainWindow, look: Look, store: UserDataStore) -> None:
        self._window = window
        self._look = look
        self._store = store
        # Keys with what is held beside them, and their text, until there is somebody who answers them.
        self.early_keys: list[tuple[QtCore.QKeyCombination, str]] = []
        self.search_zone = SearchZone(window, look, store)
        self.menus: dict[str, QMenu] = {title: window.menuBar().addMenu(title) for title in MENUS}
        window.setWindowTitle("Needlepoint")
        window.setDockOptions(QMainWindow.DockOption(0))

    def lay_out(self, search: QWidget) -> None:
        """Put the search in its place; `fill` puts the others beside it."""
        center = QWidget()
        self._column = QVBoxLayout(center)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.search_zone.lay_out(search, center)
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.search_zone.splitter, 1)
        self._window.setCentralWidget(body)
        self.fit()
        self._restore()

    def fill(self, header: QWidget, rail: QWidget, banners: Sequence[QWidget], *modes: QWidget) -> None:
        """Put the header over the center, banners and modes under it, and the rail beside all."""
        self._row.addWidget(rail)
        self._column.addWidget(header)
        self.banners = banners
        self._modes = QStackedWidget()
        for mode in modes:
            self._modes.addWidget(mode)
        for banner in banners:
            self._column.addWidget(banner)
        self._column.addWidget(self._modes, 1)
        # Qt shows what is put into a window that is shown in its next turn; until then it keeps no keyboard.
        for part in (rail, header, self._modes):
            part.show()
        self._window.setAcceptDrops(True)

    def keep_early(self, event: QKeyEvent) -> None:
        """Keep a command, and from then on every key: what follows a command is not for the search."""
        from app.desktop.commands import COMMANDS  # the first frame has none

        pressed = event.keyCombination()
        known = (QKeySequence(key) for command in COMMANDS for key in command.keys)
        if self.early_keys or QKeySequence(pressed) in known:
            self.early_keys.append((pressed, event.text()))
            self._window.setFocus()

    def open_menu(self) -> None:
        """Open the first menu for the keyboard; the menu bar of macOS has a key of the system."""
        bar = self._window.menuBar()
        if not bar.isNativeMenuBar():
            bar.setActiveAction(self.menus[MENUS[0]].menuAction())

    def show_mode(self, mode: int) -> None:
        """Show one of the modes in the center."""
        self._modes.setCurrentIndex(mode)

    def follow_look(self, themes: QMenu) -> None:
        """Fit another theme or zoom, check it in its menu, and remember it."""
        self._store.set_setting("zoom", self._look.zoom)
        self._store.set_setting("theme", self._look.choice)
        for action in themes.actions():
            action.setChecked(action.data() == self._look.choice)
        self.fit()

    def fit(self) -> None:
        """Set the bounds that the zoom and the screen ask for."""
        self.search_zone.fit()
        room = QGuiApplication.primaryScreen().availableGeometry()
        self._window.setMinimumSize(min(_LEAST[0], room.width()), min(_LEAST[1], room.height()))

    def _restore(self) -> None:
        """Sizes and splits as they were left; the screen may have become smaller."""
        store, window = self._store, self._window
        width, height = store.two_numbers("window_size") or _SIZE
        room = QGuiApplication.primaryScreen().availableGeometry()
        window.resize(min(width, room.width()), min(height, room.height()))
        if store.setting("maximized", default=False):
            window.setWindowState(QtCore.Qt.WindowState.WindowMaximized)
        self.search_zone.follow_size()

    def keep_on_screen(self) -> None:
        """Take the window with its title bar wholly onto its screen. It shows by now: its frame is known."""
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        frame, inner = window.frameGeometry(), window.geometry()
        edges = QSize(frame.width() - inner.width(), frame.height() - inner.height())
        room = window.screen().availableGeometry()
        least = QSize(*_LEAST).boundedTo(room.size() - edges)
        window.setMinimumSize(least.boundedTo(window.minimumSize()))
        placed = place_on_screen(frame, room)
        if placed != frame:
            window.resize(placed.size() - edges)
            window.move(placed.topLeft())

    def remember(self) -> None:
        """Keep sizes and splits for the next start."""
        store, size = self._store, self._window.normalGeometry().size()
        store.set_setting("maximized", self._window.isMaximized())
        if size.isValid():
            store.set_setting("window_size", [size.width(), size.height()])
