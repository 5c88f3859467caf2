"""The right zone: the flags panel in its dock, folded to a rail, or slid over a narrow window's center."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.following import Follower
from app.desktop.widgets.labels import IconButton, make_hairline

PANEL = 332
PANEL_LEAST, PANEL_MOST = 280, 480
# Left zone, center and panel at their least: below this the panel is always the rail.
NARROW = 1208
_SETTING = ("flags_in_reference", "flags_in_check")


class FlagsZone(QObject):
    """Decides between panel, rail and overlay. A worklist has the rail, which leads to the claim.

    Reference opens with the rail and Check with the panel, until the user chooses; then the choice holds for
    each. The dock comes with the panel. Signals: changed() when another of the three shows; expand_asked()
    by the rail while there is no claim.
    """

    changed = Signal()
    expand_asked = Signal()
    dock: QDockWidget

    def __init__(self, window: QMainWindow, look: Look, store: UserDataStore) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._store = store
        self._mode = 0
        self._sliding = False
        self._follower: Follower | None = None
        self.panel: QWidget | None = None
        self.rail_place = QWidget()
        self._rail_row = QHBoxLayout(self.rail_place)
        self._rail_row.setContentsMargins(0, 0, 0, 0)
        self._rail_row.setSpacing(0)
        self._rail_row.addWidget(make_hairline(vertical=True))
        # Until there is a claim the rail has only its button; its module loads with the claim's.
        self._rail: QWidget = QWidget()
        self._rail.setProperty("surface", "panel")
        self._rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        expand = IconButton(look, "panel_right", "Show the flags", "F9")
        expand.clicked.connect(self._ask_to_expand)
        column = QVBoxLayout(self._rail)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.addWidget(expand, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._rail_row.addWidget(self._rail)
        look.changed.connect(self._fit)
        self._fit()

    def _ask_to_expand(self) -> None:
        self.expand_asked.emit()

    def set_parts(self, panel: QWidget, rail: QWidget) -> None:
        """Take the panel and the rail of a claim in place of what stood there."""
        self._make_dock()
        self._rail.hide()
        self._rail.deleteLater()
        self._rail = rail
        self._rail_row.addWidget(rail)
        self.panel = panel
        self._slot_column.addWidget(panel)
        self._fit()
        self.refresh()

    def _make_dock(self) -> None:
        """Make what holds the panel: the dock beside the center and the sheet that slides over it."""
        self.dock = QDockWidget("Flags", self._window)
        self.dock.setObjectName("flags_dock")
        self.dock.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.dock.setTitleBarWidget(QWidget())
        self._slot = QWidget()
        self._slot_column = QVBoxLayout(self._slot)
        self._slot_column.setContentsMargins(0, 0, 0, 0)
        self.dock.setWidget(self._slot)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()
        self._overlay = QFrame(self._window)
        self._overlay.setProperty("surface", "panel")
        self._overlay_row = QHBoxLayout(self._overlay)
        self._overlay_row.setContentsMargins(0, 0, 0, 0)
        self._overlay_row.setSpacing(0)
        self._overlay_row.addWidget(make_hairline(vertical=True))
        self._overlay.hide()

    def set_mode(self, mode: int) -> None:
        """Reference (0), Check (1) or Worklist (2): the first two have a choice of their own."""
        self._mode = mode
        self._sliding = False
        self.refresh()

    def is_narrow(self) -> bool:
        """Whether the window has no room for the panel beside the center."""
        return self._window.width() < self._look.px(NARROW)

    def shown(self) -> QWidget:
        """The panel, or the rail where that shows."""
        return self.panel if self.panel is not None and self.shows_panel() else self.rail_place

    def shows_panel(self) -> bool:
        """Whether the panel shows, beside the center or over it."""
        return self.panel is not None and (self._sliding or self.dock.isVisible())

    def wants_panel(self) -> bool:
        """Whether the user's choice for this mode is the panel."""
        if self._mode >= len(_SETTING):
            return False
        return bool(self._store.setting(_SETTING[self._mode], self._mode == 1))

    def toggle(self) -> None:
        """F9: panel to rail and back; in a narrow window slide the panel over the center."""
        if self._mode >= len(_SETTING):
            self.expand_asked.emit()
        elif self.is_narrow():
            self._sliding = not self._sliding
        else:
            self._store.set_setting(_SETTING[self._mode], not self.wants_panel())
        self.refresh()

    def expand(self) -> None:
        """Show the panel."""
        if not self.shows_panel():
            self.toggle()

    def collapse(self) -> bool:
        """Fold the panel, as Esc does with the sliding one; returns whether there was something to fold."""
        if not self._sliding:
            return False
        self._sliding = False
        self.refresh()
        return True

    def refresh(self) -> None:
        """Show what width, mode and choice ask for."""
        if self.panel is None:
            return
        narrow = self.is_narrow()
        if not narrow:
            self._sliding = False
        beside = not narrow and self.wants_panel()
        over = narrow and self._sliding
        (self._overlay_row if over else self._slot_column).addWidget(self.panel)
        self.panel.show()
        if self.dock.isVisible() != beside:
            self.dock.setVisible(beside)
            if beside:
                width = int(self._store.setting("flags_width", PANEL))
                self._window.resizeDocks([self.dock], [self._look.px(width)], Qt.Orientation.Horizontal)
        self.rail_place.setVisible(not beside)
        self._overlay.setVisible(over)
        if over:
            self.place_overlay()
            self._overlay.raise_()
            self._follow_center()
        self.changed.emit()

    def place_overlay(self) -> None:
        """Lay the sliding panel beside the rail, over the center."""
        center = self._slot_of_center()
        width = min(self._look.px(PANEL), center.width() - self.rail_place.width())
        left = center.x() + center.width() - self.rail_place.width() - width
        self._overlay.setGeometry(left, center.y(), width, center.height())

    def _follow_center(self) -> None:
        center = self._window.centralWidget()
        if center is not None and self._follower is None:
            self._follower = Follower(center, lambda: self.place_overlay() if self._sliding else None)

    def _slot_of_center(self) -> QRect:
        center = self._window.centralWidget()
        return center.geometry() if center is not None else self._window.rect()

    def remember(self) -> None:
        """Keep the panel's width."""
        if self.panel is not None and self.dock.isVisible():
            self._store.set_setting("flags_width", round(self.dock.width() * 100 / self._look.zoom))

    def _fit(self) -> None:
        px = self._look.px
        if self.panel is not None:
            self.dock.setMinimumWidth(px(PANEL_LEAST))
            self.dock.setMaximumWidth(px(PANEL_MOST))
            if self.dock.isVisible():
                self._window.resizeDocks([self.dock], [self.dock.width()], Qt.Orientation.Horizontal)
        self.rail_place.setFixedWidth(px(48) + 1)
