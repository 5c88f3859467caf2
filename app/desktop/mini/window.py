"""The mini window: a look-up beside another program, on top of it by its pin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.mini.facts import AnswerHead, CodeFacts, first_facts
from app.desktop.mini.hints import KeyHints
from app.desktop.mini.pane import FactsPane
from app.desktop.mini.place import MiniPlace
from app.desktop.mini.rows import ROWS, MiniRows, home_lines, row_words
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext
from app.desktop.pages.fact_parts import FactRowsBlock
from app.desktop.search.finding import find
from app.desktop.search.home import HomeRows
from app.desktop.search.rows import ResultRow, result_rows
from app.desktop.search.search_field import SearchField
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.announcing import announce, describe_focused
from app.desktop.widgets.labels import IconButton, make_hairline

if TYPE_CHECKING:
    from app.coding.library import ReferenceLibrary


_EXAMPLE = "20610 77002"


class MiniWindow(QWidget):
    """Search field, five rows in sight, the facts of the selected one.

    Signals: opened(key, the date typed with it or None) by Enter, checked(codes) by Ctrl+Enter; the main
    window answers both. left() by Esc, just before it hides.
    """

    left = Signal()
    opened = Signal(str, object)
    checked = Signal(object)

    def __init__(
        self,
        look: Look,
        library: ReferenceLibrary,
        store: UserDataStore,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle("Needlepoint mini window")
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)  # beside other programs
        self._look = look
        self.library = library
        self._store = store
        self._today = today
        self._is_visited = False  # from another program, to which Esc leads back
        self._place = MiniPlace(self, look, store)
        self._home = HomeRows(
            store,
            lambda code: self.library.search(code, 4, "codes", today()),
            lambda key: self.library.page(key, today()),
        )
        self.field = SearchField(look, "")
        self.pin = IconButton(look, "pin", "Keep on top", "")
        self.pin.setCheckable(True)
        self.to_main = IconButton(look, "open", "Open in the main window", "Enter")
        self.rows = MiniRows(look)
        self.facts = FactsPane(look)
        self._lay_out()
        self._search_timer = QTimer(self, singleShot=True, interval=0)
        self._search_timer.timeout.connect(self._search)
        self._connect()
        self.pin.setChecked(store.setting("mini_pinned", default=True))
        self._search()

    def activate(self) -> None:
        """Show it and take the keyboard: someone asked for it."""
        self._is_visited = False
        self._come_up()

    def _come_up(self) -> None:
        self.field.clears_on_escape = not self._is_visited
        if self._is_visited and not self.isVisible():
            self._stand_alone()
        if not self.isVisible():
            self._place.restore()
            self.show()
            self._place.settle()
        self.raise_()
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def ask(self, text: str) -> None:
        """Show the answer to a text of another program. Esc leaves it at once, and it is forgotten then."""
        self.field.setText(text)
        self._search()
        self._is_visited = True
        self._come_up()

    def tell(self, sentence: str) -> None:
        """Show one sentence in place of results; typing takes it away."""
        self._forget()
        self._search_timer.stop()
        self.rows.set_rows((ResultRow("words", sentence),), "")
        self._show_facts()
        self._is_visited = True
        self._come_up()
        announce(self.rows, sentence)

    def prepare(self) -> None:
        """Make what a first answer takes, so that the one asked for by a key is there at once."""
        self.winId()  # the window of the system
        self.field.setText(_EXAMPLE)
        for _ in ("answered", "empty again"):
            self._search()
            self._forget()

    def set_library(self, library: ReferenceLibrary) -> None:
        """Answer from another library: something was imported or removed."""
        self.library = library
        self._home.forget()
        self._search()

    def row(self) -> ResultRow | None:
        """The selected row, after what is typed was searched for."""
        if self._search_timer.isActive():
            self._search()
        return self.rows.row()

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setSpacing(0)
        self._head = head = QHBoxLayout()
        head.addWidget(self.field, 1)
        head.addWidget(self.pin)
        head.addWidget(self.to_main)
        column.addLayout(head)
        column.addWidget(self.rows)
        column.addWidget(make_hairline())
        column.addWidget(self.facts, 1)
        column.addWidget(make_hairline())
        column.addWidget(KeyHints(self._look))
        stops = (self.field, self.rows, self.facts, self.pin, self.to_main)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._fit()

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self._search_timer.start())
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._open)
        self.field.left.connect(self._leave)
        self.field.copy_asked.connect(self._copy)
        self.rows.moved.connect(lambda _row: self._show_facts())
        self.rows.opened.connect(lambda _row: self._open())
        self.rows.typed.connect(self._type)
        self.to_main.clicked.connect(self._open)
        self.pin.toggled.connect(self._set_pinned)
        self._store.changed.connect(self._refresh_home)
        self._look.changed.connect(self._fit)
        self._look.changed.connect(self._show_facts)

    def _search(self) -> None:
        self._search_timer.stop()
        text = self.field.text().strip()
        if text:
            rows = result_rows(find(self.library, text, 2 * ROWS, None, self._today()), text)
        else:
            rows = home_lines(*self._home.hits()[:2])
        self.rows.set_rows(rows, text)
        self._show_facts()
        if text and self.isActiveWindow():
            describe_focused(self.field, self.rows.spoken())

    def _refresh_home(self) -> None:
        if not self.field.text().strip():
            self._search()

    def _type(self, text: str) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.setText(text)

    def _step(self, by: int) -> None:
        before = self.row()
        self.rows.step(by)
        if self.rows.row() is not before:
            describe_focused(self.field, self.rows.spoken())

    def _show_facts(self) -> None:
        row = self.rows.row()
        blocks = self._make_blocks(row) if row else []
        self.facts.show_blocks(blocks, " ".join(row_words(row)[:2]) if row else "")

    def _make_blocks(self, row: ResultRow) -> list[Block]:
        day, sheet, library = row.on or self._today(), self.facts.sheet, self.library

        def follow(key: str) -> None:
            self.opened.emit(key, row.on)

        context = PageContext(self._look, library.source, library.label, follow, day)
        if row.answer:
            return [
                AnswerHead(context, row.answer, sheet),
                FactRowsBlock(context, row.answer.facts, (), sheet),
            ]
        page = library.page(row.key(), day)
        return [CodeFacts(context, page, first_facts(page), sheet)] if page else []

    def _open(self) -> None:
        row = self.row()
        if row and row.key():
            self.opened.emit(row.key(), row.on)

    def _copy(self) -> None:
        row = self.row()
        if row and row.key():
            QGuiApplication.clipboard().setText(row_words(row)[0])

    def _stand_alone(self) -> None:
        """Come up by itself: a window that belongs to the main one is hidden while that is minimized."""
        self.winId()
        self.windowHandle().setTransientParent(None)  # type: ignore[arg-type]  # Qt takes nullptr

    def _leave(self) -> None:
        """Give the keyboard away first: else the window manager would give it to the main window."""
        self.left.emit()
        self.hide()
        self._end_visit()

    def _end_visit(self) -> None:
        if self._is_visited:
            self._is_visited = False
            self._forget()

    def _forget(self) -> None:
        self.field.setText("")  # unlike clear(), it leaves nothing to undo

    def _set_pinned(self, pinned: bool) -> None:
        visible = self.isVisible()
        self.pin.set_icon("pin_16_filled" if pinned else "pin", "accent" if pinned else "text2")
        self._store.set_setting("mini_pinned", pinned)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, pinned)
        if visible:
            self.show()

    def _fit(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, px(12), 0, 0)
        self._head.setContentsMargins(px(14), 0, px(10), px(8))
        self._head.setSpacing(px(6))
        self._place.fit()

    def sizeHint(self) -> QSize:
        """The size at the first start."""
        return self._place.first_size()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter from the main window, which would check the page that is open there."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_check(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter checks, Esc hides."""
        row = self.row()
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif _is_check(event):
            if row and row.codes():
                self.checked.emit(row.codes())
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by its frame, it is left as by Esc."""
        self.left.emit()
        super().closeEvent(event)
        self._end_visit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember place and size."""
        super().hideEvent(event)
        self._place.remember()


def _is_check(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(control) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
