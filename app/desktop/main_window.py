"""The main window: three zones, the menus, and who answers which command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.coding.claim import Claim
from app.coding.findings import Review
from app.coding.pages import Hit, HitGroup, Page, Results
from app.desktop.claim.rail import FlagsRail
from app.desktop.claim_desk import ClaimDesk
from app.desktop.commands import make_menus
from app.desktop.flags_zone import FlagsZone
from app.desktop.header import CHECK, REFERENCE, CentreHeader
from app.desktop.keeper import Keeper
from app.desktop.look import Look
from app.desktop.reference_view import COMPARE, DECIDE, ReferenceView
from app.desktop.search.rows import ResultRow
from app.desktop.search.search_panel import SearchPanel
from app.desktop.status import check_pieces, reference_pieces
from app.desktop.status_bar import NeedlepointStatusBar
from app.desktop.theme import THEME_CHOICES

START_KEY = "77002"
_SIZE, _LEAST = (1280, 800), (960, 600)
_LEFT, _LEFT_LEAST, _LEFT_MOST, _CENTRE_LEAST = 256, 232, 400, 620
Reviewer = Callable[[Claim], Review]


class MainWindow(QMainWindow):
    """Search at the left, Reference or Check in the centre, flags at the right.

    Signals: opened_beside(command name) for windows beside this one, which `Desk` makes.
    """

    opened_beside = Signal(str)

    def __init__(
        self,
        look: Look,
        library: Any,
        review: Reviewer,
        keeper: Keeper,
        today: Callable[[], date],  # noqa: ANN401  a Library
    ) -> None:
        super().__init__()
        self.look = look
        self.library = library
        self.keeper = keeper
        self._today = today
        self._known_hits: dict[str, Hit | None] = {}
        self.setWindowTitle("Needlepoint")
        self.setDockOptions(QMainWindow.DockOption(0))
        self.search = SearchPanel(look, self._search, self._home)
        self.reference = ReferenceView(look, library, keeper, today)
        self.claims = ClaimDesk(look, library, review, today)
        self.header = CentreHeader(look)
        self.status = NeedlepointStatusBar(look)
        self.actions_by_name, self.submenus = make_menus(self.menuBar(), self)
        self._lay_out()
        self.flags = FlagsZone(self, look, keeper, FlagsRail(look))
        self._body.addWidget(self.flags.rail_place)
        self.setStatusBar(self.status)
        self._wire()
        self._fit()
        self._restore()
        self.refresh_status()

    # Layout

    def _lay_out(self) -> None:
        self._centre = QWidget()
        column = QVBoxLayout(self._centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._modes = QStackedWidget()
        self._modes.addWidget(self.reference)
        self._modes.addWidget(self.claims)
        column.addWidget(self.header)
        column.addWidget(self._modes, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.search)
        self._splitter.addWidget(self._centre)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        body = QWidget()
        self._body = QHBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self._splitter, 1)
        self.setCentralWidget(body)

    def _fit(self) -> None:
        px = self.look.px
        self.search.setMinimumWidth(px(_LEFT_LEAST))
        self.search.setMaximumWidth(px(_LEFT_MOST))
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.setMinimumSize(min(_LEAST[0], screen.width()), min(_LEAST[1], screen.height()))

    def _restore(self) -> None:
        """Sizes, splits and zoom as they were left; the screen may have become smaller."""
        width, height = self.keeper.setting("window_size", list(_SIZE))
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(int(width), room.width()), min(int(height), room.height()))
        if self.keeper.setting("maximized", default=False):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        left = self.look.px(int(self.keeper.setting("left_width", _LEFT)))
        self._splitter.setSizes([left, max(self.width() - left, 1)])

    # Wiring

    def _wire(self) -> None:
        self.search.previewed.connect(self._preview_row)
        self.search.opened.connect(self._open_row)
        self.search.left.connect(self.step_back)
        self.reference.shown.connect(self._follow_page)
        self.reference.said.connect(self.status.say)
        self.reference.typed.connect(self.search.type_text)
        self.header.mode_chosen.connect(self.show_mode)
        self.header.asked.connect(lambda name: self.actions_by_name[name].trigger())
        self.claims.built.connect(self._adopt_workspace)
        self.keeper.changed.connect(self.search.refresh_home)
        self.keeper.failed.connect(self.status.say)
        self.status.editions_asked.connect(self.actions_by_name["editions"].trigger)
        self.look.changed.connect(self._follow_look)
        for name, act in self._answers().items():
            self.actions_by_name[name].triggered.connect(lambda _checked=False, act=act: act())
        for name, action in self.actions_by_name.items():
            if name not in self._answers():
                action.triggered.connect(lambda _checked=False, name=name: self.opened_beside.emit(name))
        self._fill_theme_menu()
        self.submenus["examples"].aboutToShow.connect(self._fill_examples)

    def _answers(self) -> dict[str, Callable[[], object]]:
        """Who answers a command. What is not here opens a window or a file: `Desk` answers it."""
        reference, look, claim = self.reference, self.look, self.claims.workspace
        return {
            "quit": self.close,
            "undo": lambda: claim().form.history.stack.undo(),
            "redo": lambda: claim().form.history.stack.redo(),
            "copy": reference.copy,
            "copy_code_label": reference.copy_code_label,
            "copy_citation": reference.copy_citation,
            "copy_page": reference.copy_page,
            "print_page": reference.print_page,
            "show_reference": lambda: self.header.tabs.choose(REFERENCE),
            "show_check": self.show_check,
            "flags_panel": self.toggle_flags,
            "zoom_in": lambda: look.step_zoom(1),
            "zoom_out": lambda: look.step_zoom(-1),
            "zoom_reset": lambda: look.set_zoom(100),
            "search": self.focus_search,
            "back": reference.back,
            "forward": reference.forward,
            "next_zone": lambda: self.step_zone(1),
            "previous_zone": lambda: self.step_zone(-1),
            "favourite": reference.toggle_favourite,
            "compare": lambda: self.open_page(COMPARE),
            "decide": lambda: self.open_page(DECIDE),
            "modifier_table": lambda: self.open_page("view:modifiers"),
            "coverage": lambda: self.open_page("view:coverage"),
            "next_flag": lambda: self._step_flag(1),
            "previous_flag": lambda: self._step_flag(-1),
            "check_code": self.check_code,
            "make_edit": lambda: claim().make_edit(),
            "remove_line": lambda: claim().form.remove_current_line(),
            "line_up": lambda: claim().form.move_current_line(-1),
            "line_down": lambda: claim().form.move_current_line(1),
            "clear_claim": lambda: claim().clear(),
            "new_claim": self._new_claim,
        }

    def _fill_theme_menu(self) -> None:
        group = QActionGroup(self)
        for choice, text in THEME_CHOICES.items():
            action = QAction(text, group, checkable=True, checked=choice == self.look.choice)
            action.setData(choice)
            action.triggered.connect(lambda _checked=False, choice=choice: self.look.set_choice(choice))
            self.submenus["theme"].addAction(action)

    def _fill_examples(self) -> None:
        menu = self.submenus["examples"]
        menu.clear()
        for example in self.library.examples():
            open_it = self._open_example(example)
            menu.addAction(example.title).triggered.connect(open_it)

    def _open_example(self, example: Any) -> Callable[[], None]:  # noqa: ANN401  an Example
        def open_it() -> None:
            self.show_check()
            self.claims.workspace().open_claim(example.claim, f"Open {example.title}")

        return open_it

    def _adopt_workspace(self, workspace: Any) -> None:  # noqa: ANN401  a ClaimWorkspace
        self.flags.set_parts(workspace.panel, workspace.rail)
        workspace.page_asked.connect(self.open_page)
        workspace.collapse_asked.connect(self.toggle_flags)
        workspace.expand_asked.connect(self.flags.expand)
        workspace.import_asked.connect(self.actions_by_name["import_files"].trigger)
        workspace.reviewed.connect(lambda _review: self.refresh_status())

    # Modes and pages

    def mode(self) -> int:
        """REFERENCE or CHECK."""
        return self.header.tabs.current()

    def show_mode(self, mode: int) -> None:
        """Show Reference or Check, each with its own choice of panel or rail."""
        if mode == CHECK:
            self.claims.workspace()
        self._modes.setCurrentIndex(mode)
        self.flags.set_mode(mode)
        self.actions_by_name["show_reference"].setChecked(mode == REFERENCE)
        self.actions_by_name["show_check"].setChecked(mode == CHECK)
        self.refresh_status()

    def show_check(self) -> None:
        """Go to the claim form, the keyboard in it."""
        self.header.tabs.choose(CHECK)
        self.claims.workspace().focus_form()

    def open_page(self, key: str) -> None:
        """Open a page in Reference."""
        self.header.tabs.choose(REFERENCE)
        if self.reference.open(key):
            self.reference.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def check_code(self) -> None:
        """Put the code of the page on the claim and go there."""
        code = self.reference.code() if self.mode() == REFERENCE else START_KEY
        self.header.tabs.choose(CHECK)
        self.claims.workspace().check_with(code or START_KEY)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.focus_field()

    def set_library(self, library: Any, review: Reviewer) -> None:  # noqa: ANN401  a Library
        """Answer from another library: something was imported or removed."""
        self.library = library
        self._known_hits.clear()
        self.reference.set_library(library)
        self.claims.set_library(library, review)
        self.search.search_now()
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say which editions answer."""
        workspace = self.claims.workspace() if self.claims.is_built() else None
        review = workspace.review() if workspace and self.mode() == CHECK else None
        if review and workspace:
            from app.desktop.claim.rule_words import missing_editions

            claim = workspace.form.claim() if not workspace.form.problems() else None
            if claim:
                lacking = missing_editions(review)
                self.status.show_pieces(check_pieces(review.editions, claim.date_of_service, lacking))
                return
        self.status.show_pieces(reference_pieces(self.library.editions, self._today()))

    def _search(self, text: str, group: HitGroup | None) -> Results:
        return self.library.search(text, 50, group)

    def _home(self) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """Favourites and recent pages as hits; a page that is gone is left out."""
        personal = self.keeper.personal
        hit = self._hit_of
        favourites = tuple(found for key in personal.favourites if (found := hit(key)))
        recent = [key for key in personal.recent if key not in personal.favourites]
        return favourites, tuple(found for key in recent if (found := hit(key)))

    def _hit_of(self, key: str) -> Hit | None:
        if key.startswith("answer:"):
            return Hit(key, "answer", key.removeprefix("answer:").replace("+", " with "), "", "answer")
        if key not in self._known_hits:
            page = self.library.page(key, self._today())
            self._known_hits[key] = Hit(key, "codes", page.code, page.label, page.kind) if page else None
        return self._known_hits[key]

    def _preview_row(self, row: ResultRow) -> None:
        if self.mode() == REFERENCE:
            self.reference.preview(row.key())

    def _open_row(self, row: ResultRow) -> None:
        self.header.tabs.choose(REFERENCE)
        self.reference.open(row.key())

    def _follow_page(self, page: Page | None) -> None:
        self.header.set_code(self.reference.code())
        self.header.set_ways(
            back=self.reference.trail.can_go_back(), forward=self.reference.trail.can_go_forward()
        )
        favourite = self.actions_by_name["favourite"]
        favourite.setChecked(self.keeper.is_favourite(self.reference.key()))
        self.setWindowTitle(f"{page.code} · Needlepoint" if page else "Needlepoint")

    # Flags and zones

    def toggle_flags(self) -> None:
        """F9: panel or rail."""
        self.claims.workspace()
        self.flags.toggle()

    def _step_flag(self, step: int) -> None:
        workspace = self.claims.workspace()
        self.flags.expand()
        workspace.step_flag(step)

    def _new_claim(self) -> None:
        self.show_check()
        self.claims.workspace().clear()

    def step_zone(self, step: int) -> None:
        """Put the focus into the next zone: search, centre, flags, status bar."""
        centre = self.reference.currentWidget() if self.mode() == REFERENCE else self.claims.workspace().form
        right = self.flags.panel if self.flags.shows_panel() else self.flags.rail_place
        zones = [self.search, centre, right, self.status]
        focus = QApplication.focusWidget()
        here = next((i for i, zone in enumerate(zones) if focus and zone and zone.isAncestorOf(focus)), None)
        if here is None:
            here = next((i for i, zone in enumerate(zones) if zone is focus), 0)
        for distance in range(1, len(zones) + 1):
            zone = zones[(here + step * distance) % len(zones)]
            target = self._entrance(zone)
            if target:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _entrance(self, zone: QWidget | None) -> QWidget | None:
        """The first widget of a zone that takes the focus."""
        if zone is self.search:
            return self.search.field
        if zone is None:
            return None
        if zone.focusPolicy() & Qt.FocusPolicy.TabFocus and zone.isVisible():
            return zone
        for child in zone.findChildren(QWidget):
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                return child
        return None

    def step_back(self) -> None:
        """Esc: one step back; the sliding panel goes first, then the keyboard returns to the page."""
        if not self.flags.collapse() and self.mode() == REFERENCE:
            self.reference.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes a step back; letters that nothing took are typed into the search of Reference."""
        text = event.text()
        if event.key() == Qt.Key.Key_Escape:
            if not self.flags.collapse():
                self.search.focus_field()
        elif (
            self.mode() == REFERENCE
            and text.strip()
            and text.isprintable()
            and not event.modifiers()
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        ):
            self.search.type_text(text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel gives way to the rail in a narrow window."""
        super().resizeEvent(event)
        self.flags.refresh()

    def wheelEvent(self, event: QEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # type: ignore[attr-defined]  # a wheel event
            self.look.step_zoom(1 if event.angleDelta().y() > 0 else -1)  # type: ignore[attr-defined]  # as above
            event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the frame; ask before a claim would be lost."""
        if self.claims.is_built() and not self.claims.workspace().is_kept() and not self._may_drop_claim():
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
        QTimer.singleShot(0, QApplication.quit)

    def _may_drop_claim(self) -> bool:
        from app.desktop.dialogs import may_drop_claim

        return may_drop_claim(self)

    def _follow_look(self) -> None:
        self.keeper.set_setting("zoom", self.look.zoom)
        self.keeper.set_setting("theme", self.look.choice)
        for action in self.submenus["theme"].actions():
            action.setChecked(action.data() == self.look.choice)
        self._fit()
        self.flags.refresh()
