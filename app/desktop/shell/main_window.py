"""The main window: three zones, and who answers which command.

It is made in two steps, so that it takes keys soon: the frame, which needs no library, and, once that is
painted, what fills it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.coding.policy import NO_POLICY, Policy
from app.desktop.look.look import Look
from app.desktop.search.search_panel import SearchPanel
from app.desktop.shell.modes import CHECK, REFERENCE, WORKLIST
from app.desktop.shell.window_frame import WindowFrame
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.dropping import take_copy

if TYPE_CHECKING:
    from datetime import date

    from PySide6 import QtGui
    from PySide6.QtWidgets import QMenu

    from app.coding.claim import Claim
    from app.coding.findings import Review
    from app.coding.library import ReferenceLibrary
    from app.coding.pages import HitGroup, Results
    from app.desktop.claim.check_mode import CheckMode
    from app.desktop.reference.view import ReferenceView
    from app.desktop.search.home import HomeRows
    from app.desktop.shell.flags_zone import FlagsZone
    from app.desktop.shell.header import CenterHeader
    from app.desktop.shell.status_bar import NeedlepointStatusBar
    from app.desktop.widgets.banner import Banner
    from app.desktop.worklist.mode import WorklistMode

_SHOWS = {"show_reference": REFERENCE, "show_check": CHECK, "show_worklist": WORKLIST}


class MainWindow(QMainWindow):
    """Search at the left, Reference, Check or Worklist in the center, flags at the right.

    The attributes declared below come with `fill`. Signals: asked(command name) for what opens beside this
    window; dropped(paths) of files dropped on it, claims_dropped(paths) of those that hold claims;
    listed_asked() when the current claim of the worklist is to be shown with its flags.
    """

    asked = QtCore.Signal(str)
    dropped = QtCore.Signal(list)
    claims_dropped = QtCore.Signal(list)
    listed_asked = QtCore.Signal()

    header: CenterHeader
    flags: FlagsZone
    status: NeedlepointStatusBar
    library: ReferenceLibrary
    today: Callable[[], date]
    reference: ReferenceView
    claims: CheckMode
    worklist: WorklistMode
    banner: Banner
    date_banner: Banner
    actions_by_name: dict[str, QtGui.QAction]
    submenus: dict[str, QMenu]
    _home: HomeRows

    def __init__(self, look: Look, store: UserDataStore, policy: Policy = NO_POLICY) -> None:
        """Make what the first frame shows: menu titles and the search field."""
        super().__init__()
        self.look, self.store, self.policy = look, store, policy
        self.is_filled = False
        self.frame = WindowFrame(self, look, store)
        self.search = SearchPanel(look)
        self.search_zone = self.frame.search_zone
        self.search.called.connect(self.search_zone.show_search)
        self.frame.lay_out(self.search)

    def fill(
        self,
        library: ReferenceLibrary,
        review: Callable[[Claim, ReferenceLibrary], Review],
        today: Callable[[], date],
    ) -> None:
        """Make the rest: edges, commands, pages, modes. They are connected next, and then `take_input`."""
        # The first frame waits for none of these.
        from app.desktop.claim.check_mode import CheckMode
        from app.desktop.commands import fill_menus
        from app.desktop.reference.view import ReferenceView
        from app.desktop.shell.edges import make_edges
        from app.desktop.widgets.banner import Banner
        from app.desktop.worklist.mode import WorklistMode

        def review_now(claim: Claim) -> Review:
            return review(claim, self.library)

        self.library, self.today = library, today
        place = self.policy.default_locality
        self.header, self.flags, self.status = make_edges(self, self.look, self.store, self.search_zone)
        self.reference = ReferenceView(self.look, library, self.store, today, place)
        self.claims = CheckMode(self.look, library, review_now, today)
        self.worklist = WorklistMode(self.look, library, review_now, self.claims, place)
        self.banner, self.date_banner = Banner(self.look), Banner(self.look, "warning")
        banners = (self.banner, self.date_banner, self.worklist.banner)
        modes = (self.reference, self.claims, self.worklist)
        self.frame.fill(self.header, self.flags.rail_place, banners, *modes)
        self.actions_by_name, self.submenus = fill_menus(self.frame.menus, self)

    def take_input(self) -> None:
        """Answer what was typed so far and what comes, now that the parts are connected with one another."""
        from app.desktop.search.home import HomeRows

        self.is_filled = True
        self.show_mode(self.header.tabs.current())
        self._home = HomeRows(
            self.store,
            lambda code: self.library.search(code, 4, "codes", self.today()),
            lambda key: self.library.page(key, self.today()),
        )
        self.search.answer_with(self._search, self._home.hits)

    def dragEnterEvent(self, event: QtGui.QDragEnterEvent) -> None:
        """Take files of this machine; the claim form takes its own before they come here."""
        if event.mimeData().urls() and all(url.isLocalFile() for url in event.mimeData().urls()):
            take_copy(event)

    def dropEvent(self, event: QtGui.QDropEvent) -> None:
        """Pass the paths on; in Check and Worklist tables are claims too, in Reference official files."""
        from app.desktop.claim.many import sort_dropped

        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        claims, others = sort_dropped(paths, tables=not self.is_reading())
        for signal, given in ((self.claims_dropped, claims), (self.dropped, others)):
            if given:
                signal.emit(given)
        take_copy(event)

    def is_checking(self) -> bool:
        """Whether Check a claim is shown."""
        return self.header.tabs.current() == CHECK

    def is_reading(self) -> bool:
        """Whether Reference is shown."""
        return self.header.tabs.current() == REFERENCE

    def is_listing(self) -> bool:
        """Whether the worklist is shown."""
        return self.header.tabs.current() == WORKLIST

    def show_check(self) -> None:
        """Go to the claim form, the keyboard in it."""
        self.header.tabs.choose(CHECK)
        self.claims.workspace().focus_form()

    def open_page(self, key: str) -> None:
        """Open a page in Reference, the keyboard on it."""
        self.header.tabs.choose(REFERENCE)
        if self.reference.open(key):
            self.reference.take_focus()

    def check_codes(self, codes: Sequence[str]) -> None:
        """Put codes on the claim and go there; a new claim is of another day that pages are shown for."""
        self.header.tabs.choose(CHECK)
        self.claims.check_codes(codes, self.reference.on if self.reference.on != self.today() else None)

    def set_library(self, library: ReferenceLibrary) -> None:
        """Answer from another library: something was imported or removed."""
        self.library = library
        self._home.forget()
        self.reference.set_library(library)
        self.claims.set_library(library)
        self.worklist.set_library(library)
        self.search.search_now()
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say which editions answer: for the claim's date in Check, else as of today."""
        from app.desktop.status import pieces_now

        workspace = self.claims.workspace() if self.is_checking() and self.claims.is_built() else None
        self.status.show_pieces(pieces_now(workspace, self.library.editions, self.today()))

    def show_date(self) -> None:
        """Say above every page that it is shown for another day than today, with the way back."""
        from app.desktop.status import words_of_day

        sentence = words_of_day(self.reference.on, self.today()) if self.is_reading() else ""
        self.date_banner.say(sentence, "Back to today", lambda: self.reference.set_date(self.today()))

    def show_mode(self, mode: int) -> None:
        """Show Reference, Check or Worklist as the header says."""
        if mode != REFERENCE:
            self.claims.workspace()
        self.frame.show_mode(mode)
        self.flags.set_mode(mode)
        for name, shown in _SHOWS.items():
            self.actions_by_name[name].setChecked(mode == shown)
        self.refresh_status()
        self.show_date()

    def _search(self, text: str, group: HitGroup | None) -> Results:
        from app.desktop.search.finding import find, with_notes

        found = find(self.library, text, 50, group, self.reference.on)
        return found if group else with_notes(found, self._home.find_notes(text))

    def toggle_flags(self) -> None:
        """F9: panel or rail; in the worklist it opens the claim with its flags."""
        if self.is_listing():
            self.listed_asked.emit()
            return
        self.claims.workspace()
        self.flags.toggle()

    def step_back(self) -> None:
        """Esc in an empty field: the sliding panel goes first, then the keyboard returns to the center."""
        if not self.flags.collapse():
            if self.is_checking():
                self.claims.workspace().focus_form()
            elif self.is_listing():
                self.worklist.view.table.setFocus()
            else:
                self.reference.take_focus()

    def zones(self) -> list[QWidget]:
        """The zones in the order of F6: search, center, flags, status bar."""
        center: QWidget = self.reference
        if not self.is_reading():
            center = self.claims.workspace().view if self.is_checking() else self.worklist.view
        return [self.search, center, self.flags.shown(), self.status]

    def step_zone(self, step: int) -> None:
        """F6 and Shift+F6."""
        from app.desktop.shell.focus_zones import step_zone

        self.search_zone.show_search()
        step_zone(self.zones(), step)
        self.search_zone.settle()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks search, header, center, flags and status bar."""
        if not self.is_filled:
            return super().focusNextPrevChild(forward)
        from app.desktop.shell.focus_zones import step_tab

        search, *others = self.zones()
        zones = (search, self.header, *self.frame.banners, *others)
        return step_tab(zones, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Esc goes a step back; letters that nothing took are typed into the search of Reference."""
        if not self.is_filled:
            self.frame.keep_early(event)
        elif QApplication.activePopupWidget() is not None:
            event.ignore()  # a menu passes on what it has no use for
        elif event.key() == QtCore.Qt.Key.Key_Escape:
            if self.flags.collapse():
                return
            if self.is_checking() and self.worklist.is_open() and self.worklist.link.number():
                self.actions_by_name["show_worklist"].trigger()
            else:
                self.search.focus_field()
        elif not (self.is_reading() and self.search.take_typed(event)):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.look.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """The panel gives way to the rail in a narrow window."""
        super().resizeEvent(event)
        self.search_zone.follow_size()
        if self.is_filled:
            self.flags.refresh()

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Ask before a claim would be lost, and remember the frame."""
        if self.is_filled:
            if not (self.claims.may_close() and self.worklist.may_close()):
                event.ignore()
                return
            self.flags.remember()
        self.frame.remember()
        self.store.flush()
        super().closeEvent(event)

    def follow_look(self) -> None:
        """Fit another theme or zoom, and remember it."""
        self.frame.follow_look(self.submenus["theme"])
        self.flags.refresh()
