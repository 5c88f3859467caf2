"""Import CMS files: drop strip, the edition at work, a table of files, and where CMS publishes each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.desktop.imports.drop_strip import DropStrip
from app.desktop.imports.files_delegate import ROW_HEIGHT, FilesDelegate
from app.desktop.imports.files_model import EDITION, FILE, ROWS, SHAPE, STATE, FilesModel
from app.desktop.imports.frame import fill_window
from app.desktop.imports.runner import ImportRunner
from app.desktop.imports.tables import StretchedTable
from app.desktop.look.look import Look
from app.desktop.widgets.announcing import announce
from app.desktop.widgets.labels import make_button, make_default, make_label

WHILE_IMPORTING = (
    "Then: check dates and totals, write, install. Nothing of an edition is installed until all its parts "
    "pass; what is in use stays in use until then."
)
NOT_TAKEN = "What was dropped meanwhile is not taken: drop it again once this import has ended."
LICENSE = (
    "Needlepoint never downloads. CMS publishes NCCI pair, MUE and add-on code edits at cms.gov under "
    "National Correct Coding Initiative Edits, the fee schedule under PFS Relative Value Files, and Addendum "
    "B, HCPCS and ICD-10-CM on pages of their own. Accept the license there, then drop the files here."
)
NO_FILES = "No files yet. Drop official CMS files on the strip above, or choose them there."
_TABLE_LEAST = 140
_WIDTHS = {SHAPE: 40, EDITION: 108, ROWS: 108, STATE: 236}


class ImportWindow(QDialog):
    """Signals: `compare_wanted(Edition)` with an installed edition that is to be compared."""

    compare_wanted = Signal(object)

    def __init__(self, look: Look, runner: ImportRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import CMS files")
        self._look = look
        self._runner = runner
        self._missed: list[Path] = []
        self.strip = DropStrip(look)
        self.model = FilesModel(self)
        self.table = StretchedTable(look, FILE)
        self.heading = make_label("", "value")
        self.step = make_label("", "caption", "text2")
        self.counted = make_label("", "small", "text2")
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.hint = make_label(LICENSE, "caption", "text2", wrap=True)
        self.empty = make_label(NO_FILES, "small", "text2", wrap=True)
        self.compare = QCheckBox("Compare with the edition before it when installed")
        self.cancel = make_button("Cancel import", "", runner.cancel)
        self.hide_button = make_button("Run in background", "primary", self.hide)
        self.close_button = make_default("Close", self.close)
        self._lay_out()
        self.setAcceptDrops(True)
        self.strip.dropped.connect(self.take)
        runner.moved.connect(self.refresh)
        runner.ended.connect(self._ended)
        look.changed.connect(self._fit)
        self._fit()
        self.refresh()

    def take(self, paths: list[Path]) -> None:
        """Import these files; while an import is running, say that they are not taken."""
        self._missed = paths if self._runner.is_running() else []
        self._runner.start(paths)
        if self._missed:
            announce(self, NOT_TAKEN)
            self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the window while the strip takes some."""
        if self.strip.acceptDrops():
            self.strip.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them as the strip does."""
        self.strip.dropEvent(event)

    def refresh(self) -> None:
        """Show how far the import has come."""
        progress, running = self._runner.progress, self._runner.is_running()
        self.model.set_rows(progress.rows)
        self._follow_rows()
        self.empty.setVisible(not progress.rows)
        self.table.setAccessibleDescription("" if progress.rows else NO_FILES)
        self.heading.setText(progress.heading() if running else "")
        self.step.setText(progress.step() if running else "")
        left = progress.time_left(self._runner.seconds())
        self.counted.setText(" · ".join(filter(None, (progress.counted(), left))) if running else "")
        self.bar.setValue(round(progress.fraction() * 1000) if running else 0)
        self._hint(running=running)
        for widget in (self.cancel, self.hide_button, self.bar, self._head):
            widget.setVisible(running)
        self.close_button.setVisible(not running)
        self.strip.set_open(on=not running)

    def _follow_rows(self) -> None:
        """Keep the file at work in view; a refused file gives its columns to the sentence."""
        progress = self._runner.progress
        for at, row in enumerate(progress.rows):
            wide = 3 if row.state == "refused" else 1
            if self.table.columnSpan(at, FILE) != wide:
                self.table.setSpan(at, FILE, 1, wide)
        if progress.current >= 0:
            self.table.scrollTo(self.model.index(progress.current, FILE))

    def _hint(self, *, running: bool) -> None:
        progress = self._runner.progress
        missed = NOT_TAKEN if self._missed else ""
        during = f"{missed} {WHILE_IMPORTING}".strip()
        text = during if running else progress.summary() if progress.ended else LICENSE
        self.hint.setText(text)
        tone = "error" if progress.failure and not running else "text2"
        if self.hint.property("tone") != tone:
            self.hint.setProperty("tone", tone)
            self.hint.style().polish(self.hint)

    def _lay_out(self) -> None:
        px = self._look.px
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(px(8))
        head.addWidget(self.heading)
        head.addWidget(self.step)
        head.addStretch(1)
        head.addWidget(self.counted)
        body = QVBoxLayout()
        body.setContentsMargins(px(22), px(16), px(22), px(16))
        body.setSpacing(px(8))
        body.addWidget(self.strip)
        body.addSpacing(px(4))
        body.addWidget(self._head)
        body.addWidget(self.bar)
        body.addWidget(self.hint)
        body.addWidget(self._make_table(), 1)
        buttons = (self.cancel, self.hide_button, self.close_button)
        fill_window(self, self._look, body, (self.compare,), buttons)

    def _make_table(self) -> QTableView:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(FilesDelegate(self._look, table))
        table.setAccessibleName("Files of this import")
        inside = QVBoxLayout(table.viewport())
        inside.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        table.setShowGrid(False)
        table.setMinimumHeight(self._look.px(_TABLE_LEAST))
        table.verticalHeader().hide()
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _fit(self) -> None:
        px = self._look.px
        self.table.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, px(width))
        self.table.stretch()
        self.bar.setFixedHeight(px(6))

    def _ended(self) -> None:
        # It may go on in the background: what came of it is said in the window that is worked in.
        progress = self._runner.progress
        window = QApplication.activeWindow() or self
        announce(window, f"Import ended. {progress.summary()}", urgent=bool(progress.failure))
        installed = [
            item for item in self._runner.progress.outcomes if item.state == "installed" and item.edition
        ]
        if installed and self.compare.isChecked() and installed[0].edition:
            self.compare_wanted.emit(installed[0].edition)
