"""The Reference mode: pages, the comparison and the decision view, and the trail through them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from app.coding.dates import show_date
from app.coding.errors import InstallationError
from app.coding.page_key import COMPARE, DECISION, WELCOME, answer_codes, parse_key
from app.coding.pages import Page
from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.reference.fault import fault_page
from app.desktop.reference.trail import Place, Trail
from app.desktop.search.rows import answer_shape
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.announcing import announce

if TYPE_CHECKING:
    from app.coding.library import ReferenceLibrary
    from app.desktop.pages.page_view import PageView
    from app.desktop.payment.places import CodePayments
    from app.desktop.reference.comparison import ComparisonView
    from app.desktop.reference.decision import DecisionView

_NEAREST = 5


class ReferenceView(QStackedWidget):
    """Shows what keys name and remembers where the reader has been.

    Signals: shown(Page or None) after another page or view is shown; said(sentence) for the status bar;
    command_asked(name) by a link that is a command; typed(text) for letters that belong to the search.
    """

    shown = Signal(object)
    said = Signal(str)
    command_asked = Signal(str)
    typed = Signal(str)

    def __init__(
        self,
        look: Look,
        library: ReferenceLibrary,
        store: UserDataStore,
        today: Callable[[], date],
        default_place: str = "",
    ) -> None:
        """`default_place`: the payment locality that an administrator set."""
        super().__init__()
        self.look = look
        self.library = library
        self._store = store
        self._today = today
        self._default_place = default_place
        self.on = today()
        self._on_before_typed: date | None = None
        self._scroll_before = 0
        self.with_notice = False
        self.trail = Trail()
        self._pages: PageView | None = None
        self._views: dict[str, ComparisonView | DecisionView] = {}

    @property
    def pages(self) -> PageView:
        """The view of pages. It is made with the first page, after the window takes keys."""
        if self._pages is None:
            from app.desktop.pages.page_view import PageView

            made = PageView(self.look, self.library, self._store, self._today, self.payments)
            made.page_asked.connect(self.open)
            made.date_asked.connect(self.set_date)
            made.favorite_asked.connect(self.toggle_favorite)
            made.typed.connect(self.typed)
            self.addWidget(made)
            self._pages = made
        return self._pages

    def payments(self) -> CodePayments:
        """What codes pay in the remembered place."""
        from app.desktop.payment.places import CodePayments

        return CodePayments(self.library, self._store, self._default_place)

    # Showing

    def open(self, key: str) -> bool:
        """Open a page and remember it.

        Returns whether there is such a page. A key of the kind "command" asks for that command, one of the
        kind "search" types its name into the search.
        """
        parsed = parse_key(key)
        if parsed.kind == "command":
            self.command_asked.emit(parsed.name)
            return False
        if parsed.kind == "search":
            self.typed.emit(parsed.name)
            return False
        return self._visit(key, preview=False)

    def preview(self, key: str) -> None:
        """Show a page that the next one may replace; a "search" is one that found nothing."""
        self._visit(key, preview=True)

    def set_date(self, on: date) -> None:
        """Show this page and the next ones as of `on`."""
        self.on, self._on_before_typed = on, None
        place = self.trail.here()
        if place:
            self._visit(place.key, preview=False)

    def follow_typed(self, on: date | None) -> None:
        """Show the next pages as of a date typed into the search; None: as of the one before it."""
        if on is not None:
            self._on_before_typed = self._on_before_typed or self.on
            self.on = on
        elif self._on_before_typed is not None:
            self.on, self._on_before_typed = self._on_before_typed, None

    def back(self) -> None:
        """The page before."""
        self._follow(self.trail.scrolled(self.pages.scroll()).back())

    def forward(self) -> None:
        """The page after."""
        self._follow(self.trail.scrolled(self.pages.scroll()).forward())

    def take_focus(self) -> None:
        """Put the keyboard on what is shown."""
        view = self.currentWidget()
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self) -> Page | None:
        """The page shown, None in the comparison and the decision view."""
        return self.pages.page() if self.currentWidget() is self.pages else None

    def title(self) -> str:
        """What is shown, in few words: the code of a page with its kind, or the codes compared."""
        page, view = self.page(), self._views.get(self.key())
        if page:
            from app.desktop.pages.page_head import name_of  # loaded with the first page

            return name_of(page)
        return view.title() if view else ""

    def key(self) -> str:
        """The key of what is shown, or ""."""
        here = self.trail.here()
        return here.key if here else ""

    def codes(self) -> tuple[str, ...]:
        """The codes of the page shown that can stand on a claim: one, or the two of an answer."""
        page = self.page()
        if page is None:
            return ()
        return answer_codes(page.key) or ((page.code,) if page.key == page.code else ())

    def set_library(self, library: ReferenceLibrary) -> None:
        """Read from another library: show the same place from it."""
        self.library = library
        self.pages.set_library(library)
        for view in self._views.values():
            self.removeWidget(view)
            view.deleteLater()
        self._views = {}
        self._follow(self.trail)

    # Commands

    def find_text(self) -> None:
        """Find a text on the page shown."""
        if self.page():
            self.pages.find_text()
        else:
            self.said.emit("Find looks through pages; this view is a table")

    def step_heading(self, step: int) -> None:
        """Read from the next heading on (1) or from the one before (-1)."""
        stepped = getattr(self.currentWidget(), "step_heading", None)
        if stepped is None:
            self.said.emit("This view is a table and has no headings to go by")
        elif not stepped(step):
            self.said.emit(f"No heading {'below' if step > 0 else 'above'}")

    def ask_date(self) -> None:
        """Ask for the date that pages are shown for."""
        if self.page():
            self.pages.controls.ask_date()
        else:
            self.said.emit("This view is a table; open a page to choose the date")

    def ask_place(self) -> None:
        """Show what the code of the page pays, the keyboard on the place that it is paid in."""
        place = self.pages.show_payment() if self.page() else None
        if place is None:
            self.said.emit("Only the page of a code says what it pays")
        else:
            place.ask()

    def toggle_favorite(self) -> None:
        """Star or unstar what is shown."""
        if self.key() and parse_key(self.key()).kind != "search":
            starred = self._store.toggle_favorite(self.key())
            self.pages.show_favorite(starred)
            self.shown.emit(self.page())
            words = "is a favorite" if starred else "is no favorite any more"
            announce(self, f"{self.title()} {words}.")

    # Inside

    def _visit(self, key: str, *, preview: bool) -> bool:
        if not self._show(Place(key, self.on)):
            self.said.emit(f"No page for {key} on the shelf for {show_date(self.on)}")
            return False
        self.trail = self.trail.scrolled(self._scroll_before).visit(Place(key, self.on), preview=preview)
        if not preview and key != WELCOME and parse_key(key).kind != "search":
            self._store.add_recent(key)
        self.shown.emit(self.page())
        return True

    def _follow(self, trail: Trail) -> None:
        self.trail = trail
        place = trail.here()
        if place:
            self.on = place.on
            self._show(place)
            self.shown.emit(self.page())

    def _show(self, place: Place) -> bool:
        self._scroll_before = self.pages.scroll()
        try:
            if place.key in (COMPARE, DECISION):
                self.setCurrentWidget(self._view(place.key))
                return True
            page, shape = self._find(place)
        except InstallationError as error:
            # The check of the whole shelf soon leaves the file out; then this page comes again.
            page, shape = fault_page(place.key, str(error), place.on), "error"
        if page is None:
            return False
        favorite = self._store.is_favorite(place.key)
        self.pages.show_page(page, favorite=favorite, shape=shape, scroll=place.scroll)
        self.setCurrentWidget(self.pages)
        return True

    def _find(self, place: Place) -> tuple[Page | None, State | None]:
        asked = answer_codes(place.key)
        if asked:
            from app.pages.answer import answer_page

            answer = self.library.answer(*asked, place.on)
            pairs = self.library.pairs(*asked, place.on)
            return answer_page(answer, pairs), answer_shape(answer)
        if place.key == WELCOME:
            from app.coding.excerpts import excerpts_of
            from app.desktop.reference.welcome import welcome_page

            held = (self.library.editions, excerpts_of(self.library.sources()))
            return welcome_page(*held, place.on, with_notice=self.with_notice), None
        parsed = parse_key(place.key)
        if parsed.kind == "search":
            from app.desktop.reference.nothing_found import nothing_found_page

            nearest = self.library.search(parsed.name, _NEAREST, None, place.on).hits
            return nothing_found_page(parsed.name, nearest, place.on), None
        return self.library.page(place.key, place.on), None

    def _view(self, key: str) -> ComparisonView | DecisionView:
        """The comparison or the decision view, made when first asked for."""
        if key not in self._views:
            view = self._make_view(key)
            view.page_asked.connect(self.open)
            view.typed.connect(self.typed)
            self._views[key] = view
            self.addWidget(view)
        return self._views[key]

    def _make_view(self, key: str) -> ComparisonView | DecisionView:
        if key == COMPARE:
            from app.desktop.reference.comparison import ComparisonView

            comparison = ComparisonView(self.look, self.library, lambda: self.on, self._store)
            comparison.chosen.connect(lambda: self.shown.emit(self.page()))
            return comparison
        from app.desktop.reference.decision import DecisionView

        return DecisionView(self.look, self.library, lambda: self.on)
