"""The reference page: any page record in a reading column, with what is on it listed at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.coding.page_key import parse_key
from app.coding.pages import Page
from app.desktop.heard.painted_access import hear_painted
from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.pages.contents import CONTENTS, Contents
from app.desktop.pages.context import PageContext
from app.desktop.pages.find_bar import FindBar
from app.desktop.pages.note_part import SECTION, NoteBlock
from app.desktop.pages.page_controls import PageControls
from app.desktop.pages.page_reading import step_heading
from app.desktop.pages.place import PagePlace
from app.desktop.pages.sheet import COLUMN, MARGIN, PageSheet, takes_note
from app.desktop.user_data.store import UserDataStore

if TYPE_CHECKING:
    from app.coding.library import ReferenceLibrary
    from app.desktop.payment.place_block import PlaceBlock
    from app.desktop.payment.places import CodePayments

_CONTENTS_FROM = 930


class PageView(QScrollArea):
    """Shows page records.

    Signals: page_asked(key) by a link; date_asked(date) by the date control; favorite_asked();
    typed(text) when someone types a letter or digit here, which belongs to the search.
    """

    heard_role = QAccessible.Role.Document
    page_asked = Signal(str)
    date_asked = Signal(object)
    favorite_asked = Signal()
    typed = Signal(str)

    def __init__(
        self,
        look: Look,
        library: ReferenceLibrary,
        store: UserDataStore,
        today: Callable[[], date],
        payments: Callable[[], CodePayments] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`payments` tells what codes pay; without it no page says so."""
        super().__init__(parent)
        hear_painted()
        self._look = look
        self._library = library
        self._store = store
        self._payments = payments
        self._page: Page | None = None
        self._shape: State | None = None
        self._favorite = False
        self._place = PagePlace(look, self.verticalScrollBar())
        self.setObjectName("page_view")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Page")
        self.canvas = QWidget()
        self.canvas.setProperty("surface", "page")
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # grown, it paints what is new only
        self._sheet: PageSheet | None = None
        self.controls = PageControls(look, today, self.canvas)
        self.controls.hide()
        self.contents = Contents(look, self.canvas)
        self.contents.hide()
        self.setWidget(self.canvas)
        self.finding = FindBar(look, self.sheet, self)
        self.finding.closed.connect(self._end_finding)
        self.controls.date_chosen.connect(self.date_asked)
        self.controls.star_clicked.connect(self.favorite_asked)
        self.contents.chosen.connect(self.go_to_section)
        self.verticalScrollBar().valueChanged.connect(self._follow_scroll)
        look.changed.connect(self._rebuild)

    # Showing

    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    def sheet(self) -> PageSheet | None:
        """The sheet that shows it."""
        return self._sheet

    def set_library(self, library: ReferenceLibrary) -> None:
        """Read from another library: something was imported or removed."""
        self._library = library

    def show_page(
        self, page: Page, *, favorite: bool = False, shape: State | None = None, scroll: int = 0
    ) -> None:
        """Show `page`. `shape` stands before the head of an answer; `scroll` is where to stand."""
        self._page, self._favorite, self._shape = page, favorite, shape
        library, ask = self._library, self.page_asked.emit
        context = PageContext(self._look, library.source, library.label, ask, page.as_of, self._payments)
        notes = (SECTION,) if takes_note(page) else ()
        titled = (section for section in page.sections if section.title)
        self.contents.set_sections((*titled, *notes))
        self._retire_sheet()
        self.controls.show_page(page.as_of, favorite=favorite)
        self.controls.star.setVisible(parse_key(page.key).kind != "search")
        height = self.viewport().height() + scroll
        sheet = PageSheet(
            page,
            context,
            self._column(),
            height,
            shape,
            self.controls,
            self._reveal,
            self._make_note,
            self.canvas,
            later=not scroll,
        )
        sheet.grown.connect(self._fit)
        self._sheet = sheet
        self.contents.raise_()
        self.controls.raise_()
        self._fit()
        sheet.show()
        self.verticalScrollBar().setValue(scroll)
        if not self.finding.isHidden():
            self.finding.search()
        self.setAccessibleName(f"Page: {page.code} {page.label}".replace("  ", " ").strip())

    def _retire_sheet(self) -> None:
        """Let the sheet go. The keyboard stays on the page, instead of where Tab would have led."""
        if self._sheet:
            focused = QApplication.focusWidget()
            if focused is not None and self._sheet.isAncestorOf(focused):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._sheet.retire()

    def show_favorite(self, on: bool) -> None:
        """Fill or empty the star."""
        self._favorite = on
        self.controls.show_favorite(on)

    def _make_note(self, parent: QWidget) -> NoteBlock:
        key = self._page.key if self._page else ""
        return NoteBlock(self._look, self._store, key, parent)

    def show_payment(self) -> PlaceBlock | None:
        """Scroll to what the code of the page pays; the place that it is paid in, None where it has none."""
        if self._sheet:
            self._sheet.finish()
        payment = self._sheet.payment() if self._sheet else None
        if payment is None:
            return None
        self.verticalScrollBar().setValue(payment.place.y() - self._look.px(40))
        return payment.place

    def go_to_section(self, section: str) -> None:
        """Scroll to a section and read from its title on."""
        if self._sheet:
            self.verticalScrollBar().setValue(self._sheet.top_of(section) + self._look.px(4))
            self._sheet.stand_on_section(section)

    def step_heading(self, step: int) -> bool:
        """Read from the next heading on (1) or from the one before (-1); whether there is one."""
        if self._sheet is None:
            return False
        self._sheet.finish()
        return step_heading(self._sheet.blocks(), step)

    def scroll(self) -> int:  # type: ignore[override]  # Qt's own scroll moves pixels, which nothing here asks for
        """How far the page is scrolled."""
        return self.verticalScrollBar().value()

    def find_text(self) -> None:
        """Ctrl+F: find a text on this page."""
        self.setViewportMargins(0, 0, 0, self.finding.height())
        self._place_finding()
        self.finding.take()

    def _end_finding(self) -> None:
        self.setViewportMargins(0, 0, 0, 0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_finding(self) -> None:
        self.finding.setGeometry(
            0, self.height() - self.finding.height(), self.width(), self.finding.height()
        )

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits are for the search; the rest scrolls."""
        text = event.text()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if plain and text and text.isprintable() and not text.isspace():
            self.typed.emit(text)
        elif event.key() == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            bar.setValue(
                bar.value() + (-1 if event.modifiers() else 1) * (bar.pageStep() - self._look.px(32))
            )
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum() if event.key() == Qt.Key.Key_End else 0)
        else:
            super().keyPressEvent(event)

    def tab_parts(self) -> list[QWidget]:
        """The parts in the order in which Tab walks them: the sections first, then as one reads."""
        sheets: list[QWidget] = [self._sheet] if self._sheet else []
        return [self.contents, self.controls, *sheets, self.finding]

    # Laying out

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column to the width."""
        super().resizeEvent(event)
        self._place_finding()
        if self._sheet:
            self._sheet.set_column(self._column())
        self._fit()
        self._place.resume(self._sheet)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the whole page: what still waits is built before it is passed by."""
        if self._sheet and not self._sheet.is_complete():
            self._sheet.finish()
        return super().focusNextPrevChild(forward)

    def _has_contents(self) -> bool:
        sections = sum(bool(section.title) for section in self._page.sections) if self._page else 0
        return self.viewport().width() >= self._look.px(_CONTENTS_FROM) and sections > 2

    def _column(self) -> int:
        look = self._look
        room = self.viewport().width() - look.px(2 * MARGIN)
        if self._has_contents():
            room -= look.px(CONTENTS + 24)
        return max(look.px(260), min(look.px(COLUMN), room))

    def _fit(self) -> None:
        look = self._look
        width, column = self.viewport().width(), self._column()
        height = max(self._sheet.height_needed() if self._sheet else 0, self.viewport().height())
        self.canvas.resize(width, height)
        if self._sheet:
            self._sheet.setGeometry(0, 0, column + 2 * look.px(MARGIN), height)
        self.contents.setVisible(self._has_contents())
        left = look.px(MARGIN) + column + look.px(32)
        self.contents.move(left, look.px(20) + self.scroll())
        self.contents.fit(width - left - look.px(24))
        controls = self.controls.sizeHint()
        self.controls.setGeometry(
            look.px(MARGIN) + column - controls.width(), look.px(28), controls.width(), look.px(30)
        )
        self.controls.setVisible(self._sheet is not None)

    def _follow_scroll(self, value: int) -> None:
        self.contents.move(self.contents.x(), self._look.px(20) + value)
        sheet = self._sheet
        if not sheet:
            return
        if not sheet.is_complete() and value + self.viewport().height() > sheet.height_needed():
            sheet.finish()
        self._place.follow(sheet)
        at_end = value >= self.verticalScrollBar().maximum() and value > 0
        if section := sheet.section_read(value + self._look.px(40), at_end=at_end):
            self.contents.mark(section)

    def _reveal(self, rect: QRect) -> None:
        """Scroll as little as shows `rect` of the canvas."""
        bar, edge = self.verticalScrollBar(), self._look.px(24)
        top, bottom = bar.value(), bar.value() + self.viewport().height()
        if rect.top() - edge < top:
            bar.setValue(rect.top() - edge)
        elif rect.bottom() + edge > bottom:
            bar.setValue(rect.bottom() + edge - self.viewport().height())

    def _rebuild(self) -> None:
        scroll = self._place.hold()
        if self._page:
            self.show_page(self._page, favorite=self._favorite, shape=self._shape, scroll=scroll)
        self._place.resume(self._sheet)
