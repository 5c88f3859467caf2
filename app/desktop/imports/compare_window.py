"""Compare editions: two of one series, what was added, ended and changed, the user's favorites first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.coding.editions import Edition
from app.coding.files import write_whole
from app.desktop.imports.changes import change_row, matching
from app.desktop.imports.frame import fill_window
from app.desktop.imports.rows_model import KEY_ROLE, RowsModel
from app.desktop.imports.tables import make_table
from app.desktop.imports.work import Work
from app.desktop.look.look import Look
from app.desktop.widgets.clearable_edit import ClearableEdit
from app.desktop.widgets.labels import make_button, make_default, make_label
from app.desktop.widgets.save_place import ask_place
from app.desktop.widgets.segment import Segment
from app.library.shelf.shelf import Shelf
from app.releases.change import Change
from app.releases.comparison import Comparison, compare, to_csv

WATCHED, ALL = "favorites", "all"
SHOWN_AT_MOST = 20_000
_PAUSE_MS = 150
_TABLE_LEAST = 120
_BESIDE = 820


class CompareWindow(QDialog):
    """Signals: `pair_asked(code, other)` when a row of a pair is opened; `said(text)` after an export."""

    pair_asked = Signal(str, str)
    said = Signal(str)

    def __init__(
        self,
        look: Look,
        shelf: Shelf,
        watched: Callable[[], Collection[str]],
        parent: QWidget | None = None,
        *,
        noted: Callable[[], Collection[str]] = tuple,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare editions")
        self._look = look
        self._shelf = shelf
        self._watched = watched
        self._noted = noted
        self._comparison: Comparison | None = None
        self.before, self.after = QComboBox(), QComboBox()
        self._editions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.codes = Segment(look, "Codes", [(ALL, "All codes"), (WATCHED, "My favorites")])
        self.filter = ClearableEdit(look, "Filter by code", "Filter by code", "Clear the filter")
        self.filter.keeps_enter = True
        self._filter_later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._filter_later.timeout.connect(self._show_rows)
        self.filter.textChanged.connect(lambda _text: self._filter_later.start())
        self.counts = make_label("", "value")
        self.note = make_label("", "caption", "text2", wrap=True)
        self.reminder = make_label("", "caption", "warning", wrap=True)
        self.model = RowsModel(look, ("", "Code", "With", "What", "Before", "After"), parent=self)
        self.table = make_table(look, self.model, "Changes", {0: 104, 1: 84, 2: 84, 3: 190, 4: 240}, 5)
        self.export = make_button("Export CSV…", "", self._export)
        self._work = Work(self)
        self._work.done.connect(self._show)
        self._work.failed.connect(self.note.setText)
        self._lay_out()
        self._fill()
        self.before.activated.connect(lambda _at: self._pair_up())
        self.after.activated.connect(lambda _at: self.refresh())
        self.codes.chosen.connect(lambda _value: self.refresh())
        self.table.activated.connect(lambda index: self._open(index.data(KEY_ROLE)))

    def choose(self, edition: Edition) -> None:
        """Compare an edition, as the shelf has it, with the one before it in its series."""
        same = self._partners(edition)
        newer = next((item for item in same if item.edition == edition.edition), None)
        older = [item for item in same if newer and _day(item) < _day(newer)]
        if newer and older:
            self._set_edition(self.before, older[-1])
            self._pair_up(newer)

    def refresh(self) -> None:
        """Compare what is chosen, off the GUI thread."""
        before, after = self._edition(self.before), self._edition(self.after)
        self._comparison = None
        self.model.set_rows([])
        self.export.setEnabled(False)
        self.counts.clear()
        self.reminder.hide()
        if before is None or after is None:
            self.note.setText("Import two editions of one series to compare them.")
            return
        self.note.setText("Comparing…")
        codes = tuple(self._watched()) if self.codes.value() == WATCHED else None
        self._work.start(lambda: compare(self._shelf, before, after, codes))

    def wait(self) -> None:
        """Let a running comparison end, before the shelf is closed."""
        self._work.wait()

    def _show(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.counts.setText(
            f"{comparison.added:,} added · {comparison.ended:,} ended · {comparison.changed:,} changed"
        )
        self._show_rows()
        self.export.setEnabled(bool(comparison.changes))
        written = sorted(set(self._noted()) & comparison.codes())
        self.reminder.setText(f"Edits changed since you wrote a note on {', '.join(written)}.")
        self.reminder.setVisible(bool(written))

    def _show_rows(self) -> None:
        """The changes of the codes that are typed, all while none is; the user's favorites first."""
        comparison = self._comparison
        if comparison is None:
            return
        watched = set(self._watched())
        found = matching(comparison.changes, self.filter.text())
        found = sorted(found, key=lambda item: not ({item.code, item.other} & watched))
        series = comparison.before.source
        self.model.set_rows([change_row(change, series, watched) for change in found[:SHOWN_AT_MOST]])
        total = len(found) + comparison.left_out
        more = total - self.model.rowCount()
        self.note.setText(
            f"{more:,} more are not shown: narrow the codes, or export." if more else self._scope(total)
        )

    def _scope(self, total: int) -> str:
        if total:
            return "Codes you marked as favorites come first. Open a pair for its history."
        if self.filter.text().strip():
            return "Nothing changed for a code that begins like that between these editions."
        whose = "your favorites" if self.codes.value() == WATCHED else "any code"
        return f"Nothing changed for {whose} between these editions."

    def _fill(self) -> None:
        for edition in self._shelf.editions:
            self._add_edition(self.before, edition)
        pairs = [item for item in self._shelf.editions if len(self._partners(item)) > 1]
        chosen = next((item for item in pairs if item.source == "ncci-ptp"), pairs[0] if pairs else None)
        if chosen:
            self._set_edition(self.before, chosen)
        self._pair_up()

    def _pair_up(self, newer: Edition | None = None) -> None:
        """Offer the other editions of the same series."""
        before = self._edition(self.before)
        self.after.clear()
        others = [item for item in self._partners(before) if item != before] if before else []
        for edition in others:
            self._add_edition(self.after, edition)
        later = newer or next((item for item in others if before and _day(item) > _day(before)), None)
        if later:
            self._set_edition(self.after, later)
        self.refresh()

    def _partners(self, edition: Edition) -> list[Edition]:
        return [item for item in self._shelf.editions if _kind(item) == _kind(edition)]

    # The lists hold places on the shelf: two editions may have the same title, or the same rows.

    def _add_edition(self, combo: QComboBox, edition: Edition) -> None:
        combo.addItem(edition.title, self._shelf.editions.index(edition))

    def _set_edition(self, combo: QComboBox, edition: Edition) -> None:
        combo.setCurrentIndex(max(combo.findData(self._shelf.editions.index(edition)), 0))

    def _edition(self, combo: QComboBox) -> Edition | None:
        place = combo.currentData()
        return None if place is None else self._shelf.editions[place]

    def _open(self, change: Change) -> None:
        if self._comparison and self._comparison.before.source == "ncci-ptp":
            self.pair_asked.emit(change.code, change.other)

    def _export(self) -> None:
        if self._comparison is None:
            return
        name = f"changes {self._comparison.before.edition} {self._comparison.after.edition}.csv"
        path = ask_place(self, "Export changes", Path(name), "CSV (*.csv)", (".csv",))
        if path:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the changes as CSV; a failure shows in the window."""
        if self._comparison is None:
            return
        try:
            write_whole(path, to_csv(self._comparison).encode("utf-8-sig"))
        except OSError as error:
            self.note.setText(f"{path.name} could not be saved ({error.strerror}): choose another place.")
        else:
            self.said.emit(f"Saved {path.name}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the editions beside each other where both names have room."""
        super().resizeEvent(event)
        fits = self.width() >= self._look.px(_BESIDE)
        directions = QBoxLayout.Direction
        self._editions.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def _lay_out(self) -> None:
        px = self._look.px
        self.codes.set_value(ALL)
        self._editions.setSpacing(px(8))
        for title, chosen in (("Before", self.before), ("After", self.after)):
            chosen.currentTextChanged.connect(chosen.setToolTip)  # a narrow list cuts it
            chosen.setToolTip(chosen.currentText())
            label = make_label(title, "small", "text2")
            label.setBuddy(chosen)  # a list's own name would be the edition chosen in it
            label.setMinimumWidth(round(self._look.metrics("small").horizontalAdvance("Before")) + 1)
            row = QHBoxLayout()
            row.setSpacing(px(8))
            row.addWidget(label)
            row.addWidget(chosen, 1)
            self._editions.addLayout(row, 1)
        second = QHBoxLayout()
        second.setSpacing(px(8))
        second.addWidget(self.codes)
        second.addStretch(1)
        self.filter.setMaximumWidth(px(200))
        second.addWidget(self.filter)
        column = QVBoxLayout()
        column.setContentsMargins(px(22), px(16), px(22), px(12))
        column.setSpacing(px(8))
        column.addLayout(self._editions)
        column.addLayout(second)
        column.addWidget(self.counts)
        column.addWidget(self.note)
        column.addWidget(self.reminder)
        column.addWidget(self.table, 1)
        self.table.setMinimumHeight(px(_TABLE_LEAST))
        fill_window(self, self._look, column, (), (self.export, make_default("Close", self.close)))


def _kind(edition: Edition) -> tuple[str, str | None]:
    return edition.source, edition.setting


def _day(edition: Edition) -> tuple[date, date, str]:
    """What puts the editions of a series in order."""
    return edition.first or date.min, edition.imported or date.min, edition.edition
