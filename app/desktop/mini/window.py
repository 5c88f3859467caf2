"""The mini window: a look-up beside another program, on top of it by its pin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.mini.facts import AnswerHead, CodeFacts, first_facts
from app.desktop.mini.rows import ROWS, MiniRows, row_words
from app.desktop.pages.block import Block, PageContext
from app.desktop.pages.fact_parts import FactRowsBlock
from app.desktop.search.rows import ResultRow, result_rows
from app.desktop.search.search_field import SearchField
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.labels import IconButton, make_hairline

if TYPE_CHECKING:
    from app.coding.library import ReferenceLibrary

_SIZE = (460, 420)


class MiniWindow(QWidget):
    """Search field, up to five rows, the facts of the selected one.

    Signals: opened(key) by Enter, checked(codes) by Ctrl+Enter; the main window answers both.
    """

    opened = Signal(str)
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
        self.setWindowTitle("Needlepoint")
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.library = library
        self._store = store
        self._today = today
        self._blocks: list[Block] = []
        self.field = SearchField(look, "")
        self.pin = IconButton(look, "pin", "Keep on top", "")
        self.pin.setCheckable(True)
        self.to_main = IconButton(look, "open", "Open in the main window", "Enter")
        self.rows = MiniRows(look)
        self._facts = QWidget()
        self._facts.setProperty("surface", "panel")
        self._facts.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keys = KeyHints(look)
        self._lay_out()
        self._search_timer = QTimer(self, singleShot=True, interval=0)
        self._search_timer.timeout.connect(self._search)
        self._connect()
        self._restore()
        self._search()

    def activate(self) -> None:
        """Show it and take the keyboard: someone asked for it."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def row(self) -> ResultRow | None:
        """The selected row, after what is typed was searched for."""
        if self._search_timer.isActive():
            self._search()
        return self.rows.row()

    def _lay_out(self) -> None:
        px = self._look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(14), 0, px(10), px(8))
        head.setSpacing(px(6))
        head.addWidget(self.field, 1)
        head.addWidget(self.pin)
        head.addWidget(self.to_main)
        column.addLayout(head)
        column.addWidget(self.rows)
        column.addSpacing(px(6))
        column.addWidget(make_hairline())
        column.addWidget(self._facts, 1)
        column.addWidget(make_hairline())
        column.addWidget(self._keys)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self._search_timer.start())
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._open)
        self.field.left.connect(self.hide)
        self.field.copy_asked.connect(self._copy)
        self.to_main.clicked.connect(self._open)
        self.pin.toggled.connect(self._set_pinned)
        self._look.changed.connect(self._show_facts)

    def _search(self) -> None:
        self._search_timer.stop()
        text = self.field.text()
        rows = (
            result_rows(self.library.search(text, 2 * ROWS, None, self._today()), text)
            if text.strip()
            else ()
        )
        self.rows.set_rows(rows)
        self._show_facts()

    def _step(self, by: int) -> None:
        self.rows.step(by)
        self._show_facts()

    def _show_facts(self) -> None:
        for block in self._blocks:
            block.hide()
            block.deleteLater()
        self._blocks = []
        row = self.rows.row()
        if row:
            self._blocks = self._make_blocks(row)
        self._arrange()

    def _make_blocks(self, row: ResultRow) -> list[Block]:
        today = self._today()
        library = self.library
        context = PageContext(self._look, library.source, library.label, self.opened.emit, today)
        if row.answer:
            facts = FactRowsBlock(context, row.answer.facts, (), self._facts)
            return [AnswerHead(context, row.answer, self._facts), facts]
        page = library.page(row.key(), today)
        if page is None:
            return []
        return [CodeFacts(context, page, first_facts(page), self._facts)]

    def _arrange(self) -> None:
        px = self._look.px
        y, width = px(12), self.width() - px(40)
        for block in self._blocks:
            height = block.arrange(width)
            block.move(px(20), y)
            block.show()
            y += height + px(4)
        missing = y + px(4) - self._facts.height()
        if self.isVisible() and missing > 0:
            self.resize(self.width(), self.height() + missing)  # it grows with what it shows

    def _open(self) -> None:
        row = self.row()
        if row:
            self.opened.emit(row.key())

    def _copy(self) -> None:
        row = self.rows.row()
        if row:
            QGuiApplication.clipboard().setText(row_words(row)[0])

    def _set_pinned(self, pinned: bool) -> None:
        visible = self.isVisible()
        self.pin.set_icon("pin_16_filled" if pinned else "pin", "accent" if pinned else "text2")
        self._store.set_setting("mini_pinned", pinned)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, pinned)
        if visible:
            self.show()

    def _restore(self) -> None:
        px = self._look.px
        self.setMinimumSize(px(360), px(300))
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self.pin.setChecked(self._store.setting("mini_pinned", default=True))
        place = self._store.setting("mini_place", [])
        if len(place) == 2:
            point = QPoint(int(place[0]), int(place[1]))
            if any(screen.geometry().contains(point) for screen in QGuiApplication.screens()):
                self.move(point)

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
            self.hide()
        elif _is_check(event):
            if row and row.codes():
                self.checked.emit(row.codes())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Facts wrap to the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's event
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the place."""
        super().hideEvent(event)
        self._store.set_setting("mini_place", [self.x(), self.y()])


def _is_check(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(control) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyHints(QWidget):
    """The keys of the mini window, boxed."""

    HINTS = (("Enter", "open"), ("Ctrl+Enter", "check"), ("Ctrl+C", "copy code"), ("Esc", "hide"))

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(look.px(34))
        self.setAccessibleName(", ".join(f"{key}: {does}" for key, does in self.HINTS))

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(self._look.px(400), self._look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, key, word, for each."""
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("window"))
        painter.setFont(look.font("caption"))
        metrics = look.metrics("caption")
        x = float(look.px(15))
        for key, does in self.HINTS:
            width = metrics.horizontalAdvance(key) + look.px(14)
            box = QRectF(x, (self.height() - look.px(18)) / 2, width, look.px(18))
            painter.setPen(look.color("line"))
            painter.setBrush(look.color("page"))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(look.color("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            x += width + look.px(7)
            across = metrics.horizontalAdvance(does)
            painter.drawText(QRectF(x, 0, across + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, does)
            x += across + look.px(14)
        painter.end()
