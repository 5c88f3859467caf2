"""The appraisal of a sample: yes or no for each claim drawn, and what that means for all of the frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from app.audit.design import read_share
from app.audit.folder import appraise_answers
from app.audit.report import appraisal_report
from app.audit.words import say_appraisal
from app.audit.worklist import AuditSample, by_decisions
from app.batch.appraisal import Appraisal
from app.checklist.printing import print_report
from app.claims.worklist.row import Row
from app.coding.errors import InstallationError
from app.coding.files import write_whole
from app.coding.sentences import count_of
from app.desktop.claim.files import explain
from app.desktop.claim.view import Message
from app.desktop.look.look import Look
from app.desktop.widgets.announcing import Announcer
from app.desktop.widgets.framed_dialog import add_foot, framed_page
from app.desktop.widgets.labels import make_button, make_default, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.row_ends import row_end
from app.desktop.widgets.save_place import ask_place
from app.desktop.worklist.audit.answers_model import CODES, AnswersModel

HOW = (
    "Y or N answers for the selected claims, Backspace takes that back, Enter opens the claim. A claim whose "
    "record cannot be had is in error."
)
DECIDED = (
    "In error is a claim with a flag that was decided to be fixed; not in error one whose flags were all "
    "decided otherwise. Claims with an open flag or without any get no answer; answers that are there stay."
)
NO_SHARE = "Give the confidence as a share above 0% and below 100%, such as 95%."
_WIDTH, _HEIGHT = 760, 620
_WIDTHS = (44, 130, 92, 0, 116, 72)


class AnswersTable(QTableView):
    """Signals: `answered(bool or None)` for the selected rows by a key; `opened(row)` by Enter."""

    answered = Signal(object)
    opened = Signal(int)

    def moveCursor(self, move: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row."""
        return row_end(self, move) or super().moveCursor(move, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N and Backspace answer, Enter opens the claim."""
        keys = {Qt.Key.Key_Y: True, Qt.Key.Key_N: False, Qt.Key.Key_Backspace: None, Qt.Key.Key_Delete: None}
        if event.key() in keys and not event.modifiers():
            self.answered.emit(keys[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class AppraisalDialog(QDialog):
    """Answers for each claim drawn, and the estimate below once all of them are there.

    Signals: `changed()` after another answer; `opened(number)` when a claim of the worklist is wanted;
    `saved(Path, str)` with the report that was written.
    """

    changed = Signal()
    opened = Signal(int)
    saved = Signal(object, str)

    def __init__(
        self,
        look: Look,
        sample: AuditSample,
        row_of: Callable[[int], Row],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        """`row_of` gives a row of the worklist; `folder` is where the report is proposed to go."""
        super().__init__(parent)
        self.setWindowTitle("Appraise sample")
        self._look, self._sample, self._row_of, self._folder = look, sample, row_of, folder
        self._found: Appraisal | None = None
        self.message = Message(look)
        self.model = AnswersModel(sample, row_of, self)
        self.table = AnswersTable()
        self.table.setModel(self.model)
        self.confidence = QLineEdit("95%")
        self.estimate = make_label("", wrap=True)
        self._announcer = Announcer(self.estimate)
        self.decided_button = make_button("Take answers from decisions", "small", self.take_decisions)
        self.report_button = make_button("Save report…", "", self.save)
        self._lay_out()
        self.table.answered.connect(self.answer)
        self.table.opened.connect(self._open)
        self.confidence.textChanged.connect(lambda _text: self._refresh())
        self._refresh()
        self.table.setFocus()

    def answer(self, is_in_error: bool | None) -> None:
        """Answer for the selected claims, and go to the next one."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        for place in places:
            self._put(self._sample.record.drawn[place].number, is_in_error)
        if places and places[-1] + 1 < self.model.rowCount():
            self.table.selectRow(places[-1] + 1)
        self._tell()

    def take_decisions(self) -> None:
        """Answer where the decisions on flags do and the auditor did not."""
        for number, is_in_error in by_decisions(self._sample, self._row_of).items():
            self._sample.answers.setdefault(number, is_in_error)
        self._tell()

    def save(self) -> None:
        """Ask for a place, and write the report there."""
        proposed = self._folder / "appraisal.pdf"
        path = ask_place(self, "Save report", proposed, "PDF (*.pdf)", (".pdf",))
        if path:
            self.save_path(path)

    def save_path(self, path: Path) -> None:
        """Write the report of the appraisal."""
        if self._found is None:
            return
        try:
            write_whole(path, print_report(appraisal_report(self._sample.record, self._found)))
        except OSError as error:
            ways = (("Choose another place…", self.save),)
            self.message.say(f"The report was not saved. {explain(path, error)}", ways)
        except InstallationError as error:
            self.message.say(str(error))
        else:
            self.saved.emit(path, path.name)

    def _put(self, number: int, is_in_error: bool | None) -> None:
        if is_in_error is None:
            self._sample.answers.pop(number, None)
        else:
            self._sample.answers[number] = is_in_error

    def _tell(self) -> None:
        self._sample.is_owed = True
        self.model.refresh()
        self._refresh()
        self.changed.emit()

    def _open(self, place: int) -> None:
        if place >= 0 and self._sample.numbers[place]:
            self.accept()
            self.opened.emit(self._sample.numbers[place])

    def _refresh(self) -> None:
        missing, share = self._sample.missing(), read_share(self.confidence.text())
        if missing:
            self._found = None
            words = f"{count_of(missing, 'claim has', 'claims have')} no answer yet."
        elif share is None:
            self._found, words = None, NO_SHARE
        else:
            self._found = appraise_answers(self._sample.record, self._sample.answers, share)
            words = "\n".join(list(say_appraisal(self._sample.record, self._found))[1:])
        self.estimate.setText(words)
        self._announcer.say(words)
        self.report_button.setEnabled(self._found is not None)

    def _lay_out(self) -> None:
        px = self._look.px
        self._set_up_table()
        inside = framed_page(self, self._look, self.message, 8)
        inside.addWidget(make_label(HOW, "small", "text2", wrap=True))
        inside.addWidget(self.table, 1)
        self.decided_button.setToolTip(DECIDED)
        self.decided_button.setAccessibleDescription(DECIDED)
        label = make_label("Confidence, two-sided")
        label.setBuddy(self.confidence)
        self.confidence.setAccessibleName(label.text())
        self.confidence.setMaximumWidth(px(90))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.decided_button)
        row.addStretch(1)
        row.addWidget(label)
        row.addWidget(self.confidence)
        inside.addLayout(row)
        inside.addWidget(self.estimate)
        close = make_default("Close", self.accept)
        add_foot(self, self._look, (), (self.report_button, close))
        first_size(self, px(_WIDTH), px(_HEIGHT))

    def _set_up_table(self) -> None:
        px, table = self._look.px, self.table
        table.setAccessibleName("Claims of the sample")
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(30))
        table.setMinimumHeight(px(150))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, px(width))
        head.setSectionResizeMode(CODES, QHeaderView.ResizeMode.Stretch)
        table.selectRow(0)
