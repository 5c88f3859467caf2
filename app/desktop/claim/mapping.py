"""Asking what the headings of a practice system's table mean: once for each set of headings.

A heading is dragged onto a field, or its field is chosen from a list, which keys alone can do. The first rows
are shown beside the headings to tell them by; they are of the file and are kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.claims.tables.fields import IGNORE, KEY, MAPPABLE, PERSON, TARGETS
from app.claims.tables.headings import OLD_DIAGNOSIS, Synonyms, heading_key
from app.claims.tables.layout import Layout, make_layout
from app.claims.tables.opening import UnknownHeadingsError, what_is_lacking
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_button, make_default, make_label, name_list
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.row_ends import RowTable

HEADING, MEANING, SAMPLES = range(3)
_CHOOSE = "Choose…"
_DRAG = "Drag a heading onto a field at the right, or choose its field in the list beside it."
_CHOOSE_FIELD = "Choose the field of each heading in the list beside it."
_KEPT = "What you confirm is kept for this set of headings; no cell is."
_WIDE = 800


class FieldList(QListWidget):
    """The fields that a heading can be dropped on. Signals: `taken(field)`."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Fields of a claim")
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.ensurePolished()  # the rows are as high as the style sheet says only once it is applied
        for field in MAPPABLE:
            item = QListWidgetItem(TARGETS[field])
            item.setData(Qt.ItemDataRole.UserRole, field)
            self.addItem(item)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take what comes over a field."""
        item = self.itemAt(event.position().toPoint())
        if item is None:
            event.ignore()
            return
        self.setCurrentItem(item)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the field on which something was dropped; the list stays as it is."""
        item = self.itemAt(event.position().toPoint())
        if item is not None:
            self.taken.emit(item.data(Qt.ItemDataRole.UserRole))
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()


class MappingDialog(QDialog):
    """The headings with their fields and first rows; accepted once nothing is left to say."""

    def __init__(
        self,
        look: Look,
        asked: UnknownHeadingsError,
        synonyms: Synonyms,
        file: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Headings of {file}")
        self._look = look
        self._about = make_label("", "caption", "text2", wrap=True)
        self._synonyms = synonyms
        self._headings = asked.headings
        self._empty = asked.empty
        self._fields: dict[int, QComboBox] = {}
        self._known: dict[int, str] = {}
        self.table = RowTable(0, 3)
        self.fields = FieldList()
        self.lacking = make_label("", "value", "warning", wrap=True)
        self.ok = make_default("Read the table", self.accept, "primary")
        self._fill(asked)
        self._lay_out(look)
        self.fields.taken.connect(self._take)
        self._refresh()

    def mapping(self) -> Mapping[str, str]:
        """What was chosen other than it is known, by `heading_key`; headings of a person have no field."""
        chosen = {index: combo.currentData() for index, combo in self._fields.items()}
        return {
            heading_key(self._headings[index]): field
            for index, field in chosen.items()
            if field and field != self._known[index]
        }

    def choose(self, index: int, field: str) -> None:
        """Say what the heading of a column means."""
        combo = self._fields.get(index)
        if combo is not None and (found := combo.findData(field)) >= 0:
            combo.setCurrentIndex(found)

    def _fill(self, asked: UnknownHeadingsError) -> None:
        known = {column.index: column.field for column in asked.layout.columns}
        samples = asked.samples()
        self.table.setHorizontalHeaderLabels(["Heading", "Means", "First rows"])
        for index, heading in enumerate(self._headings):
            if not heading.strip():
                continue
            row = self.table.rowCount()
            self.table.insertRow(row)
            first = QTableWidgetItem(heading)
            first.setToolTip(heading)
            first.setData(Qt.ItemDataRole.UserRole, index)
            self.table.setItem(row, HEADING, first)
            shown = " · ".join(cells[index] for cells in samples if index < len(cells) and cells[index])
            if self._synonyms.is_person(heading):  # nothing of a person is shown
                self._add_person(row, index, heading)
                continue
            sample = QTableWidgetItem(shown)
            sample.setToolTip(shown)
            self.table.setItem(row, SAMPLES, sample)
            self._add_choice(row, index, heading, known.get(index) or self._presumed(index, asked.layout))

    def _presumed(self, index: int, layout: Layout) -> str:
        """What is known of a heading that is no column: that it is not needed, or nothing."""
        is_old = self._synonyms.field_of(self._headings[index])[0] == OLD_DIAGNOSIS
        return IGNORE if is_old or index in layout.unneeded else ""

    def _add_person(self, row: int, index: int, heading: str) -> None:
        """A column of a person is never read; one of numbers may tell claims apart, and is not kept."""
        if self._synonyms.numbers_a_person(heading):
            self._add_choice(row, index, heading, IGNORE, (IGNORE, KEY))
        else:
            self.table.setItem(row, MEANING, QTableWidgetItem(TARGETS[PERSON]))

    def _add_choice(
        self, row: int, index: int, heading: str, field: str, fields: Sequence[str] = ("", *MAPPABLE)
    ) -> None:
        combo = QComboBox()
        name_list(combo, f"Meaning of {heading}")
        for each in fields:
            combo.addItem(TARGETS[each] if each else _CHOOSE, each)
        combo.setCurrentIndex(max(0, combo.findData(field)))
        self._known[index] = field
        combo.currentIndexChanged.connect(lambda _at: self._refresh())
        self._fields[index] = combo
        box = QWidget()
        column = QVBoxLayout(box)  # as high as the row: the list stands in its middle, as the words do
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(combo)
        self.table.setCellWidget(row, MEANING, box)

    def _take(self, field: str) -> None:
        """Map the heading that was dragged, which is the current one."""
        item = self.table.item(self.table.currentRow(), HEADING)
        if item is not None:
            self.choose(item.data(Qt.ItemDataRole.UserRole), field)

    def _refresh(self) -> None:
        """Say what is still lacking; the table is read only when nothing is."""
        open_ones = {index for index, combo in self._fields.items() if not combo.currentData()}
        mapping = self.mapping()
        layout = make_layout(self._headings, self._synonyms, {**self._empty, **mapping})
        text = what_is_lacking(layout)
        if open_ones and not text:
            text = "Say for each heading what it means, or that it is not needed"
        self.lacking.setText(f"{text[:1].upper()}{text[1:]}." if text else "Nothing is left to say.")
        self.ok.setEnabled(not text)

    def _lay_out(self, look: Look) -> None:
        px = look.px
        self.table.setAccessibleName("Headings")
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.horizontalHeader().setSectionResizeMode(SAMPLES, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(px(36))
        self.table.setColumnWidth(HEADING, px(200))
        self.table.setColumnWidth(MEANING, px(260))
        self.fields.setFixedWidth(px(250))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self.table, 1)
        self._beside = self._field_column(px(4))
        row.addWidget(self._beside)
        column.addLayout(row, 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.lacking, 1)
        foot.addWidget(make_button("Cancel", "", self.reject))
        foot.addWidget(self.ok)
        column.addLayout(foot)
        first_size(self, px(1000), px(640))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow dialog leaves out the fields to drag onto: the lists beside the headings do the same."""
        super().resizeEvent(event)
        wide = self.width() >= self._look.px(_WIDE)
        self._beside.setVisible(wide)
        self._about.setText(f"{_DRAG if wide else _CHOOSE_FIELD} {_KEPT}")

    def _field_column(self, spacing: int) -> QWidget:
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing)
        caption: QLabel = make_label("&Fields", "caption", "text2")
        caption.setBuddy(self.fields)
        column.addWidget(caption)
        column.addWidget(self.fields, 1)
        return beside
