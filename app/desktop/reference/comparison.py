"""Two to five guidance codes side by side; what differs is marked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QMenu, QTableView, QVBoxLayout, QWidget

from app.coding.dates import show_date
from app.coding.page_key import COMPARE
from app.coding.sentences import count_of
from app.desktop.heard.painted_access import hear_painted
from app.desktop.look.look import Look
from app.desktop.pages.drawing import WRAP
from app.desktop.reference.comparison_model import ComparisonModel
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.announcing import announce
from app.desktop.widgets.labels import make_button, make_heading, make_label
from app.desktop.widgets.scrolled import scrolled_page

if TYPE_CHECKING:
    from app.coding.library import ReferenceLibrary

FEWEST, MOST = 2, 5
_NARROWEST = 104  # a column of codes two abreast; what does not fit scrolls
_TABLE_LEAST = 200
_PADDING = 16  # at both sides of a cell's text, as in the style sheet
_START = ("77002", "77003", "76942")


class ComparisonView(QWidget):
    """Codes to compare above, the table below.

    Signals: page_asked(key); typed(text) for letters that belong to the search; chosen() after other codes
    were chosen.
    """

    chosen = Signal()
    page_asked = Signal(str)
    typed = Signal(str)

    def __init__(
        self, look: Look, library: ReferenceLibrary, on: Callable[[], date], store: UserDataStore
    ) -> None:
        super().__init__()
        hear_painted()
        self._look = look
        self._library = library
        self._on = on
        self._store = store
        saved = store.setting("compared", list(_START))
        self._codes = [code for code in saved if isinstance(code, str)][:MOST]
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ComparisonModel(look, library.source)
        self.table = QTableView()
        self.table.setAccessibleName("Guidance codes side by side")
        self.table.setModel(self.model)
        self.table.setProperty("reading", "true")
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self._fit_later = QTimer(self, singleShot=True, interval=0)
        self._fit_later.timeout.connect(self._fit_rows)
        header = self.table.horizontalHeader()
        header.setProperty("heads", "codes")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.sectionClicked.connect(self._open_column)
        header.sectionResized.connect(lambda *_sizes: self._fit_later.start())
        self._pick = make_button("Codes…", "small")
        self._differences = QCheckBox("Only what differs")
        self._differences.toggled.connect(lambda _on: self._tell())
        self._title = make_label("", "caption", "text2", wrap=True)
        self._lay_out()
        look.changed.connect(self.refresh)
        self.refresh()
        self.setFocusProxy(self.table)

    def codes(self) -> list[str]:
        """The codes that are compared."""
        return list(self._codes)

    def set_codes(self, codes: list[str]) -> None:
        """Compare these codes, two to five."""
        if FEWEST <= len(codes) <= MOST:
            self._codes = codes
            self._store.set_setting("compared", codes)
            self._tell()
            self.chosen.emit()

    def _tell(self) -> None:
        """Read the pages again and say what differs now."""
        self.refresh()
        announce(self, f"{self.title()}. {self._title.text()}")

    def refresh(self) -> None:
        """Read the pages again."""
        found = (self._library.page(code, self._on()) for code in self._codes)
        pages = tuple(page for page in found if page)
        self.model.set_pages(pages, only_differences=self._differences.isChecked())
        self._title.setText(f"As of {show_date(self._on())} · {self._count()}")
        self.table.clearSpans()
        for index, row in enumerate(self.model.rows):
            if row.heading and self.model.columnCount() > 1:
                self.table.setSpan(index, 0, 1, self.model.columnCount())
        self.table.horizontalHeader().setMinimumSectionSize(self._look.px(_NARROWEST))
        self._fit_rows()

    def title(self) -> str:
        """What is compared, for the title of the window."""
        return f"{', '.join(self._codes)} side by side"

    def _count(self) -> str:
        """How many facts with a source differ; rows without one are marked, but are not counted."""
        count = sum(row.differs() and row.is_sourced() for row in self.model.rows)
        return f"{count_of(count, 'sourced fact differs', 'sourced facts differ')}; ≠ marks what differs"

    def html(self) -> str:
        """The table for the printer."""
        from app.pages.printed import table_html

        return table_html(
            f"{self.title()}, as of {show_date(self._on())}", self.model.heads(), self.model.texts()
        )

    def copy_rows(self) -> None:
        """Copy the table with tabs."""
        rows = [self.model.heads(), *self.model.texts()]
        QGuiApplication.clipboard().setText("\n".join(map("\t".join, rows)))

    def _fit_rows(self) -> None:
        """Make each row as tall as its wrapped cells are; the columns have their widths by now."""
        look = self._look
        columns = range(self.model.columnCount())
        widths = [self.table.columnWidth(column) - look.px(_PADDING) for column in columns]
        for index, row in enumerate(self.model.rows):
            metrics = look.metrics("small", 600 if row.heading or row.differs() else 400)
            rooms = [QRectF(0, 0, sum(widths) if row.heading else across, 1e6) for across in widths]
            texts = [self.model.text(row, column) for column in columns]
            cells = zip(rooms, texts, strict=True)
            needed = max(metrics.boundingRect(room, WRAP, text).height() for room, text in cells)
            self.table.setRowHeight(index, max(look.px(26), round(needed) + look.px(9)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are for the search."""
        text = event.text()
        if (
            text.strip()
            and text.isprintable()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.typed.emit(text)
        else:
            event.ignore()

    def _lay_out(self) -> None:
        px = self._look.px
        column = QVBoxLayout(scrolled_page(self))
        column.setContentsMargins(px(32), px(20), px(32), px(20))
        column.setSpacing(px(10))
        column.addWidget(make_heading("Compare guidance codes", "title", 1))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        menu = QMenu(self._pick)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._pick.setProperty("kind", "smallmenu")
        self._pick.setMenu(menu)
        row.addWidget(self._pick)
        row.addWidget(self._differences)
        row.addStretch(1)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self._title, 1)
        foot.addWidget(make_button("Copy as rows", "small", self.copy_rows))
        column.addLayout(foot)
        self.table.setMinimumHeight(px(_TABLE_LEAST))
        column.addWidget(self.table, 1)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for code in guidance_codes(self._library, self._on()):
            action = menu.addAction(f"{code}  {self._library.label(code)}")
            action.setCheckable(True)
            action.setChecked(code in self._codes)
            chosen = len(self._codes)
            action.setEnabled(chosen > FEWEST if code in self._codes else chosen < MOST)
            action.triggered.connect(lambda _checked=False, code=code: self._toggle(code))

    def _toggle(self, code: str) -> None:
        codes = [item for item in self._codes if item != code]
        self.set_codes(codes if code in self._codes else [*codes, code])

    def _open_column(self, column: int) -> None:
        if column:
            self.page_asked.emit(self._codes[column - 1])


def guidance_codes(library: ReferenceLibrary, on: date) -> list[str]:
    """The guidance codes that the book has pages of: the rows of its own list of them."""
    page = library.page(COMPARE, on)
    tables = [part for section in page.sections for part in section.parts] if page else []
    keys = [row.key for table in tables for row in getattr(table, "rows", ()) if row.key]
    return list(dict.fromkeys(keys)) or list(_START)
