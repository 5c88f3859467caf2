"""Which guidance code: target, purpose and imaging lead to the code, or to "included, report none"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from app.coding.dates import show_date
from app.coding.page_key import DECISION
from app.coding.pages import CodeGroup, Fact, Row, Table
from app.desktop.heard.painted_access import hear_painted
from app.desktop.look.look import Look
from app.desktop.pages.block import Block
from app.desktop.pages.block_canvas import BlockCanvas
from app.desktop.pages.code_parts import CodeGroupsBlock
from app.desktop.pages.context import PageContext
from app.desktop.pages.fact_parts import FactRowsBlock
from app.desktop.widgets.announcing import Announcer
from app.desktop.widgets.labels import make_heading, make_label
from app.desktop.widgets.scrolled import scrolled_page

if TYPE_CHECKING:
    from app.coding.library import ReferenceLibrary

_ASKED = 3
_LIST_LEAST, _ANSWER_LEAST = 120, 150
_NONE = ("none", "")


class Headline(Block):
    """The answer in a line: the guidance code to report, or that it is included."""

    def __init__(self, context: PageContext, guidance: str, path: str, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._guidance = guidance
        self._path = path

    def compose(self, width: int) -> int:
        """See the class."""
        look = self.look
        included = self._guidance in _NONE
        side = look.px(18)
        self.drawing.shapes.append((QRectF(0, look.px(3), side, side), "info" if included else "ok"))
        text = "Report no guidance code" if included else f"Report {self._guidance}"
        self.begin_line("heading", 2)
        y = self.write(side + look.px(9), 0, width - side, text, look.font("title", 600, code=True))
        self.begin_line()
        y += self.write(0, y + look.px(3), width, self._path, look.font("small"), "text2") + look.px(3)
        return round(y + look.px(6))


class DecisionView(QWidget):
    """Three lists that narrow, and the answer below them.

    Signals: page_asked(key); typed(text) for letters that belong to the search.
    """

    page_asked = Signal(str)
    typed = Signal(str)

    def __init__(self, look: Look, library: ReferenceLibrary, on: Callable[[], date]) -> None:
        super().__init__()
        hear_painted()
        self._look = look
        self._library = library
        self._on = on
        self._table = self._read()
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lists = [self._make_list(head) for head in self._table.columns[:_ASKED]]
        self._answer = QScrollArea()
        self._answer.setWidgetResizable(True)
        self._canvas = BlockCanvas("page")
        self._announcer = Announcer(self)
        self._answer.setWidget(self._canvas)
        self._answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        look.changed.connect(self._show_answer)
        self._fill(0)
        self.setFocusProxy(self.lists[0])

    def choice(self) -> tuple[str, ...]:
        """What is chosen in the three lists."""
        return tuple(
            view.item(view.currentRow()).text() if view.currentRow() >= 0 else "" for view in self.lists
        )

    def row(self) -> Row | None:
        """The row of the table that the choice leads to."""
        choice = self.choice()
        return next((row for row in self._table.rows if row.cells[:_ASKED] == choice), None)

    def step_heading(self, step: int) -> bool:
        """Read the answer from its head on."""
        return self._canvas.step_heading(step)

    def html(self) -> str:
        """The whole table for the printer."""
        from app.pages.printed import table_html

        rows = [row.cells for row in self._table.rows]
        return table_html(f"Which guidance code, as of {show_date(self._on())}", self._table.columns, rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go between the lists; the rest is the window's."""
        focused = next((index for index, view in enumerate(self.lists) if view.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if focused is not None and step and 0 <= focused + step < len(self.lists):
            self.lists[focused + step].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answer wraps to the new width, once the layout has given it."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._arrange)

    def _read(self) -> Table:
        page = self._library.page(DECISION, self._on())
        parts = [part for section in page.sections for part in section.parts] if page else []
        tables = [part for part in parts if isinstance(part, Table)]
        if not tables:
            return Table(("Target", "Purpose", "Imaging", "Report", "Guidance", "Note"), ())
        rows = tuple(msgspec.structs.replace(row, cells=_titled(row.cells)) for row in tables[0].rows)
        return msgspec.structs.replace(tables[0], rows=rows)

    def _make_list(self, name: str) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWordWrap(True)
        made.currentRowChanged.connect(lambda _row, view=made: self._follow(view))
        return made

    def title(self) -> str:
        """What the view answers, above it and in the title of the window."""
        return "Which guidance code"

    def _lay_out(self) -> None:
        px = self._look.px
        column = QVBoxLayout(scrolled_page(self))
        column.setContentsMargins(px(32), px(20), px(32), px(20))
        column.setSpacing(px(10))
        column.addWidget(make_heading(self.title(), "title", 1))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        for view, stretch in zip(self.lists, (5, 4, 4), strict=False):
            side = QVBoxLayout()
            label = make_label(view.accessibleName(), "small", "text2")
            label.setBuddy(view)
            side.addWidget(label)
            side.addWidget(view, 1)
            view.setMinimumHeight(px(_LIST_LEAST))
            row.addLayout(side, stretch)
        column.addLayout(row, 3)
        column.addWidget(self._answer, 2)
        self._answer.setMinimumHeight(px(_ANSWER_LEAST))

    def _fill(self, level: int) -> None:
        """Fill the list at `level` with what the choices before it leave, and those after it."""
        if level == len(self.lists):
            self._show_answer()
            return
        before, view = self.choice()[:level], self.lists[level]
        chosen = self.choice()[level]
        rows = (row for row in self._table.rows if row.cells[:level] == before)
        texts = list(dict.fromkeys(row.cells[level] for row in rows))
        view.blockSignals(True)  # noqa: FBT003  Qt's own signature
        view.clear()
        for text in texts:
            item = QListWidgetItem(text, view)
            item.setToolTip(text)  # a narrow list ends a long word in an ellipsis
        view.setCurrentRow(texts.index(chosen) if chosen in texts else 0)
        view.blockSignals(False)  # noqa: FBT003  Qt's own signature
        self._fill(level + 1)

    def _follow(self, view: QListWidget) -> None:
        self._fill(self.lists.index(view) + 1)
        if view.hasFocus():
            self._announcer.say(self._canvas.text())

    def _show_answer(self) -> None:
        row = self.row()
        self._canvas.show_blocks(self._make_blocks(row) if row else [])
        self._arrange()

    def _make_blocks(self, row: Row) -> list[Block]:
        context = PageContext(
            self._look, self._library.source, self._library.label, self.page_asked.emit, self._on()
        )
        cells = dict(zip(self._table.columns[_ASKED:], row.cells[_ASKED:], strict=False))
        guidance = cells.pop("Guidance", "")
        groups = [_procedures(cells.pop("Report", ""), guidance)]
        groups.append(CodeGroup("Study, reported apart", tuple(cells.pop("Study", "").split())))
        groups = [group for group in groups if group.codes]
        facts = [Fact(label=name, value=text) for name, text in cells.items() if text not in _NONE]
        facts.append(Fact(label="Authority", value=self._authority(row), citations=row.citations))
        blocks: list[Block] = [Headline(context, guidance, " · ".join(row.cells[:_ASKED]), self._canvas)]
        if groups:
            codes = CodeGroupsBlock(context, groups, (), self._canvas)
            codes.setAccessibleName("Codes of the answer")
            blocks.append(codes)
        return [*blocks, FactRowsBlock(context, facts, (), self._canvas, strong=False)]

    def _authority(self, row: Row) -> str:
        titles = dict.fromkeys(citation.title for citation in row.citations)
        return "; ".join(titles)

    def _arrange(self) -> None:
        width = max(self._answer.viewport().width() - self._look.px(12), self._look.px(200))
        self._canvas.setMinimumHeight(self._canvas.arrange(0, self._look.px(4), width, self._look.px(6)))


def _titled(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row, those that one chooses among with a capital, as entries of a list have."""
    return (*(text[:1].upper() + text[1:] for text in cells[:_ASKED]), *cells[_ASKED:])


def _procedures(codes: str, guidance: str) -> CodeGroup:
    """The procedure codes of a row without its guidance code; of several the record tells which."""
    procedures = tuple(code for code in codes.split() if code != guidance)
    several = f"{len(procedures)} codes: the record and the note say which" if len(procedures) > 1 else ""
    return CodeGroup("Procedure", procedures, several)
