"""The main window: three zones, and who answers which command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.coding.claim import Claim
from app.coding.findings import Review
from app.coding.pages import HitGroup, Page, Results
from app.desktop.claim_desk import ClaimDesk
from app.desktop.commands import make_menus
from app.desktop.flags_zone import FlagsZone
from app.desktop.header import CHECK, REFERENCE, CentreHeader
from app.desktop.keeper import Keeper
from app.desktop.look import Look
from app.desktop.reference_view import WELCOME, ReferenceView
from app.desktop.search.home import HomeRows
from app.desktop.search.rows import ResultRow
from app.desktop.search.search_panel import SearchPanel
from app.desktop.status import check_pieces, reference_pieces
from app.desktop.status_bar import NeedlepointStatusBar
from app.desktop.widgets.banner import Banner
from app.desktop.window_commands import connect_commands

if TYPE_CHECKING:
    from pathlib import Path

    from app.desktop.book import Book
    from app.desktop.claim.commands import ClaimCommands
    from app.desktop.claim.workspace import ClaimWorkspace

START_CODE = "77002"
_SIZE, _LEAST = (1280, 800), (960, 600)
_LEFT, _LEFT_LEAST, _LEFT_MOST = 256, 232, 400
_ALTERED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class MainWindow(QMainWindow):
    """Search at the left, Reference or Check in the centre, flags at the right.

    Signals: asked(command name) for a command that opens something beside this window; dropped(paths) when
    files are let fall on it.
    """

    asked = Signal(str)
    dropped = Signal(list)

    def __init__(
        self,
        look: Look,
        library: Book,
        review: Callable[[Claim, Book], Review],
        keeper: Keeper,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self.look = look
        self.library = library
        self.keeper = keeper
        self.today = today
        self._home = HomeRows(keeper, lambda key: self.library.page(key, self.today()))
        self.setWindowTitle("Needlepoint")
        self.setAcceptDrops(True)
        self.reference = ReferenceView(look, library, keeper, today)
        self.search = SearchPanel(look, self._search, self._home.hits)
        self.claims = ClaimDesk(look, library, lambda claim: review(claim, self.library), today)
        self.header = CentreHeader(look)
        self.banner = Banner(look)
        self.status = NeedlepointStatusBar(look)
        self.actions_by_name, self.submenus = make_menus(self.menuBar(), self)
        self._lay_out()
        self.flags = FlagsZone(self, look, keeper)
        self._body.addWidget(self.flags.rail_place)
        self.setStatusBar(self.status)
        connect_commands(self)
        self._connect()
        self._fit()
        self._restore()
        self.refresh_status()

    # Layout

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._modes = QStackedWidget()
        self._modes.addWidget(self.reference)
        self._modes.addWidget(self.claims)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self._modes, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.search)
        self._splitter.addWidget(centre)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        body = QWidget()
        self._body = QHBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self._splitter, 1)
        self.setCentralWidget(body)
        self.setDockOptions(QMainWindow.DockOption(0))

    def _fit(self) -> None:
        px = self.look.px
        self.search.setMinimumWidth(px(_LEFT_LEAST))
        self.search.setMaximumWidth(px(_LEFT_MOST))
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.setMinimumSize(min(_LEAST[0], room.width()), min(_LEAST[1], room.height()))

    def _restore(self) -> None:
        """Sizes and splits as they were left; the screen may have become smaller."""
        width, height = self.keeper.setting("window_size", list(_SIZE))
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(int(width), room.width()), min(int(height), room.height()))
        if self.keeper.setting("maximized", default=False):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        left = self.look.px(int(self.keeper.setting("left_width", _LEFT)))
        self._splitter.setSizes([left, max(self.width() - left, 1)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this machine; the claim form takes its own before they come here."""
        if event.mimeData().urls() and all(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass the paths on."""
        self.dropped.emit([url.toLocalFile() for url in event.mimeData().urls()])
        event.acceptProposedAction()

    def show_first_page(self) -> None:
        """The page of a start.

        What was open last, 77002, or, with nothing imported, what can be answered now.
        """
        notice_due = not self.keeper.setting("notice_shown", default=False)
        self.reference.with_notice = notice_due
        self.keeper.set_setting("notice_shown", value=True)
        bare = all(item.source == "book" for item in self.library.editions)
        recent = self.keeper.personal.recent
        if (
            notice_due
            or (bare and not recent)
            or not self.reference.open(recent[0] if recent else START_CODE)
        ):
            self.reference.open(WELCOME)

    # Wiring

    def _connect(self) -> None:
        self.search.previewed.connect(self._preview_row)
        self.search.opened.connect(self._open_row)
        self.search.left.connect(self.step_back)
        self.search.field.copy_asked.connect(self.reference.copy)
        self.reference.shown.connect(self._follow_page)
        self.reference.said.connect(self.status.say)
        self.reference.typed.connect(self.search.type_text)
        self.reference.command_asked.connect(lambda name: self.actions_by_name[name].trigger())
        self.header.mode_chosen.connect(self._show_mode)
        self.header.asked.connect(lambda name: self.actions_by_name[name].trigger())
        self.claims.built.connect(self._adopt_workspace)
        self.keeper.changed.connect(self.search.refresh_home)
        self.keeper.failed.connect(self.status.say)
        self.status.editions_asked.connect(self.actions_by_name["editions"].trigger)
        self.flags.expand_asked.connect(self.toggle_flags)
        self.look.changed.connect(self._follow_look)

    def _adopt_workspace(self, workspace: ClaimWorkspace, commands: ClaimCommands) -> None:
        self.flags.set_parts(workspace.panel, workspace.rail)
        workspace.page_asked.connect(self.open_page)
        workspace.collapse_asked.connect(self.toggle_flags)
        workspace.expand_asked.connect(self.flags.expand)
        workspace.import_asked.connect(self.actions_by_name["import_files"].trigger)
        workspace.reviewed.connect(lambda _review: self.refresh_status())
        commands.saved.connect(self._tell_saved)
        commands.shown.connect(self.show_check)
        workspace.new_payer = lambda: self.keeper.setting("payer", "") or None
        workspace.new_date = self._new_claim_date
        workspace.start_blank()

    def _new_claim_date(self) -> date:
        back = 1 if self.keeper.setting("claim_date", "today") == "yesterday" else 0
        return self.today() - timedelta(days=back)

    def _tell_saved(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        self.status.say(f"Saved {path.name}", "Show in folder", lambda: QDesktopServices.openUrl(folder))

    # Modes and pages

    def is_checking(self) -> bool:
        """Whether Check a claim is shown."""
        return self.header.tabs.current() == CHECK

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
        """Put codes on the claim and go there."""
        self.header.tabs.choose(CHECK)
        self.claims.workspace().check_with(codes or (START_CODE,))

    def set_library(self, library: Book) -> None:
        """Answer from another library: something was imported or removed."""
        self.library = library
        self._home.forget()
        self.reference.set_library(library)
        self.claims.set_library(library)
        self.search.search_now()
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say which editions answer: for the claim's date in Check, else as of today."""
        workspace = self.claims.workspace() if self.claims.is_built() else None
        review = workspace.review() if workspace and self.is_checking() else None
        if workspace and review and workspace.is_current():
            from app.desktop.claim.rule_words import missing_editions

            on = workspace.form.claim().date_of_service
            self.status.show_pieces(check_pieces(review.editions, on, missing_editions(review)))
        else:
            self.status.show_pieces(reference_pieces(self.library.editions, self.today()))

    def _show_mode(self, mode: int) -> None:
        if mode == CHECK:
            self.claims.workspace()
        self._modes.setCurrentIndex(mode)
        self.flags.set_mode(mode)
        self.actions_by_name["show_reference"].setChecked(mode == REFERENCE)
        self.actions_by_name["show_check"].setChecked(mode == CHECK)
        self.refresh_status()

    def _search(self, text: str, group: HitGroup | None) -> Results:
        return self.library.search(text, 50, group, self.reference.on)

    def _preview_row(self, row: ResultRow) -> None:
        if not self.is_checking():
            self.reference.preview(row.key())

    def _open_row(self, row: ResultRow) -> None:
        self.header.tabs.choose(REFERENCE)
        self.reference.open(row.key())

    def _follow_page(self, page: Page | None) -> None:
        trail = self.reference.trail
        self.header.set_codes(self.reference.codes())
        self.header.set_ways(back=trail.can_go_back(), forward=trail.can_go_forward())
        self.actions_by_name["favourite"].setChecked(self.keeper.is_favourite(self.reference.key()))
        self.setWindowTitle(f"{page.code or page.label} · Needlepoint" if page else "Needlepoint")

    # Flags and zones

    def toggle_flags(self) -> None:
        """F9: panel or rail."""
        self.claims.workspace()
        self.flags.toggle()

    def step_back(self) -> None:
        """Esc in an empty field: the sliding panel goes first, then the keyboard returns to the centre."""
        if not self.flags.collapse():
            if self.is_checking():
                self.claims.workspace().focus_form()
            else:
                self.reference.take_focus()

    def zones(self) -> list[QWidget]:
        """The zones in the order of F6: search, centre, flags, status bar."""
        centre = self.claims.workspace().view if self.is_checking() else self.reference
        panel = self.flags.panel
        flags = panel if panel is not None and self.flags.shows_panel() else self.flags.rail_place
        return [self.search, centre, flags, self.status]

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes a step back; letters that nothing took are typed into the search of Reference."""
        text = event.text()
        if event.key() == Qt.Key.Key_Escape:
            if not self.flags.collapse():
                self.search.focus_field()
        elif (
            not self.is_checking()
            and text.strip()
            and text.isprintable()
            and not event.modifiers() & _ALTERED
        ):
            self.search.type_text(text)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.look.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel gives way to the rail in a narrow window."""
        super().resizeEvent(event)
        self.flags.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before a claim would be lost, and remember the frame."""
        if not self.claims.may_close():
            event.ignore()
            return
        keeper, size = self.keeper, self.normalGeometry().size()
        self.flags.remember()
        keeper.set_setting("maximized", self.isMaximized())
        if size.isValid():
            keeper.set_setting("window_size", [size.width(), size.height()])
        keeper.set_setting("left_width", round(self.search.width() * 100 / self.look.zoom))
        keeper.flush()
        super().closeEvent(event)

    def _follow_look(self) -> None:
        self.keeper.set_setting("zoom", self.look.zoom)
        self.keeper.set_setting("theme", self.look.choice)
        for action in self.submenus["theme"].actions():
            action.setChecked(action.data() == self.look.choice)
        self._fit()
        self.flags.refresh()
