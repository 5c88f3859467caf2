"""The left zone: text to results to a preview.

The field stands in the window's first frame and takes keys; groups and list, with all that they import,
follow when there is a library to answer from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.search.search_field import SearchField
from app.desktop.widgets.labels import make_button, make_hairline

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.coding.pages import Hit, HitGroup, Results
    from app.desktop.search.results_model import ResultsModel
    from app.desktop.search.results_view import ResultsView
    from app.desktop.search.rows import ResultRow
    from app.desktop.widgets.tabs import TabRow

    Search = Callable[[str, HitGroup | None], Results]
    Home = Callable[[], tuple[tuple[Hit, ...], tuple[Hit, ...], tuple[Hit, ...]]]

TABS: tuple[tuple[str, HitGroup | None], ...] = (
    ("All", None),
    ("Codes", "codes"),
    ("Modifiers", "modifiers"),
    ("Rules", "rules"),
    ("Topics", "topics"),
)
# A page shows once the typing pauses, so that no letter waits behind one; arrowing previews at once.
_TYPING_MS = 150
# What was found is said once the typing pauses for longer than between two letters.
_SAYING_MS = 400


class SearchPanel(QFrame):
    """Field, group tabs and results.

    `tabs` are the groups, `view` and `model` the list of results; they come with `answer_with`. Signals:
    previewed(ResultRow) when the selection moved or results came, and opened(ResultRow) by Enter or double
    click, both with a row without a page where only a date was typed; missed(text) when nothing is found for
    what is typed; left() by Esc in an empty field; called() before the keyboard is sent here, for a window
    that has the panel out of sight.
    """

    previewed = Signal(object)
    missed = Signal(str)
    opened = Signal(object)
    left = Signal()
    called = Signal()
    tabs: TabRow
    view: ResultsView
    model: ResultsModel

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._search: Search | None = None
        self._enter_pending = False
        self.setObjectName("panel")
        self.field = SearchField(look)
        # Zero delay: keystrokes that come in one turn of the loop become one search.
        self._search_timer = QTimer(self, singleShot=True, interval=0)
        self._search_timer.timeout.connect(self.search_now)
        self._preview_soon = QTimer(self, singleShot=True, interval=0)
        self._preview_soon.timeout.connect(self._preview)
        self._say_soon = QTimer(self, singleShot=True, interval=_SAYING_MS)
        self._say_soon.timeout.connect(self._say)
        self._lay_out()
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self.open_typed)
        self.field.left.connect(self.left)

    def answer_with(self, search: Search, home: Home) -> None:
        """Make groups and list, and answer what was typed by now.

        `search` answers typed text; `home` gives favorites, recent pages and own notes for the empty field.
        """
        self._search = search
        self._home = home
        self._column.takeAt(self._column.count() - 1)  # what stood for the list
        self._make_groups()
        self._make_list()
        self.search_now()
        if self._enter_pending:
            self.open_typed()

    def _make_groups(self) -> None:
        from app.desktop.widgets.tabs import TabRow

        self.tabs = TabRow(self._look, [text for text, _ in TABS], 4, small=True, spread=True)
        self.tabs.chosen.connect(lambda _index: self.search_now())
        self._tab_row.addWidget(self.tabs)
        self._column.addLayout(self._tab_row)
        self._column.addWidget(make_hairline())

    def _make_list(self) -> None:
        from app.desktop.search.results_model import ResultsModel
        from app.desktop.search.results_view import ResultsView

        self.model = ResultsModel()
        self.view = ResultsView(self._look, self.model)
        self._all_codes_button = make_button("Search all codes", "link", self._search_everything)
        self._all_codes_button.hide()
        self._column.addWidget(self.view, 1)
        self._foot.addWidget(self._all_codes_button)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self.field.stepped.connect(self._step)
        self.view.moved.connect(lambda _row: self._preview_soon.start(0))
        self.view.opened.connect(self._open)
        self.view.typed.connect(self.type_text)
        self._look.changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._field_row = QHBoxLayout()
        self._field_row.addWidget(self.field)
        self._tab_row = QHBoxLayout()
        self._foot = QHBoxLayout()
        self._column.addLayout(self._field_row)
        self._column.addStretch()
        self._look.changed.connect(self._fit_field)
        self._fit_field()

    # Searching

    def search_now(self) -> None:
        """Search for what stands in the field and show it; the first hit is selected."""
        self._search_timer.stop()
        if self._search is None:
            return  # what is typed waits in the field
        from app.desktop.search.rows import home_rows, result_rows

        text = self.field.text()
        if text.strip():
            rows = result_rows(self._search(text, TABS[self.tabs.current()][1]), text)
        else:
            rows = home_rows(*self._home())
        self.model.set_rows(rows)
        nothing = bool(text.strip()) and self.model.first_hit() < 0
        self._all_codes_button.setVisible(nothing and self.tabs.current() > 0)
        self.view.select_row(self.model.first_hit(text) if text.strip() else -1)
        self.view.scrollToTop()
        if text.strip():
            self._preview_soon.start(_TYPING_MS)
            self._say_soon.start()

    def open_typed(self) -> None:
        """Enter: open the row moved to since the last letter, else the first hit of what is typed by now."""
        if self._search is None:
            self._enter_pending = True
            return
        self._search_pending()
        chosen = self.view.current_row()
        self._open(chosen if chosen >= 0 else self.model.first_hit(self.field.text()))

    def current(self) -> ResultRow | None:
        """The selected row."""
        return self.model.row(self.view.current_row())

    def opens_selected(self) -> bool:
        """Open the selected row while the keyboard is here; False where there is none."""
        is_here = self._search is not None and (self.field.hasFocus() or self.view.hasFocus())
        if is_here:
            self._search_pending()
        if not is_here or self.current() is None:
            return False
        self.open_typed()
        return True

    def asked_codes(self) -> tuple[str, ...]:
        """The codes of the selected row of what is typed by now, while the keyboard is here."""
        if not (self.field.hasFocus() or self.view.hasFocus()):
            return ()
        self._search_pending()
        row = self.current()
        return row.codes() if row else ()

    def take_typed(self, event: QKeyEvent) -> bool:
        """Begin a search with a letter that nothing else took; returns whether the key was one."""
        text, keys = event.text(), QtCore.Qt.KeyboardModifier
        is_letter = bool(text.strip()) and text.isprintable()
        if not is_letter or event.modifiers() & (keys.ControlModifier | keys.AltModifier):
            return False
        self.type_text(text)
        return True

    def type_text(self, text: str) -> None:
        """Take letters that were typed elsewhere: they begin a new search."""
        self.called.emit()
        self.field.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        self.field.setText(text)

    def focus_field(self) -> None:
        """Put the keyboard into the field, its text selected."""
        self.called.emit()
        self.field.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def refresh_home(self) -> None:
        """Favorites or recent pages changed."""
        if not self.field.text().strip():
            self.search_now()

    def _search_pending(self) -> None:
        if self._search_timer.isActive():
            self.search_now()

    def _step(self, by: int) -> None:
        before = self.view.current_row()
        self.view.step(by)
        if self.view.current_row() != before:
            self._say()

    def _say(self) -> None:
        """Say the selected row, or that there is none, to whoever has the keyboard in the field."""
        from app.desktop.widgets.announcing import describe_focused  # the first frame says nothing

        self._say_soon.stop()
        if self.field.hasFocus():
            describe_focused(self.field, self.model.spoken(self.view.current_row()))

    def _typed(self) -> None:
        self._search_timer.start()

    def _preview(self) -> None:
        row = self.current() or self.model.date_row()
        typed = self.field.text().strip()
        if row:
            self.previewed.emit(row)
        elif typed and self.model.first_hit() < 0:
            self.missed.emit(typed)

    def _open(self, index: int) -> None:
        row = self.model.row(index) or self.model.date_row()
        if row and (row.key() or row.on):
            self._preview_soon.stop()
            self.opened.emit(row)

    def _search_everything(self) -> None:
        self.tabs.choose(0)
        self.field.setFocus()

    def _fit_field(self) -> None:
        px = self._look.px
        self._field_row.setContentsMargins(px(12), px(7), px(12), px(7))

    def _fit(self) -> None:
        from app.desktop.widgets.tabs import SMALL_PAD

        px = self._look.px
        self._tab_row.setContentsMargins(px(16 - SMALL_PAD), 0, px(12 - SMALL_PAD), 0)
        self._foot.setContentsMargins(px(14), px(4), px(12), px(8))
        self.tabs.setFixedHeight(px(28))
