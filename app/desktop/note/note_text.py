"""The text of a note, its evidence marked: stated solid, negated dashed, against it or planned dotted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.desktop.look.look import Look
from app.desktop.note.margin import WIDTH, Margin
from app.notes.filling import Phrase
from app.notes.record import Certainty

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LAST_OF_ONE_UNIT = "\uffff"
_LINE_HEIGHT = 145
"""Of 100 for the font's own."""
_Line = QTextCharFormat.UnderlineStyle
UNDERLINES: Mapping[Certainty, QTextCharFormat.UnderlineStyle] = {
    "stated": _Line.SingleUnderline,
    "negated": _Line.DashUnderline,
    "conditional": _Line.DotLine,
    "contradicted": _Line.DotLine,
}
GROUNDS: Mapping[Certainty, str] = {
    "stated": "mark",
    "negated": "markneg",
    "conditional": "nonebg",
    "contradicted": "mark",
}
LINES: Mapping[Certainty, str] = {
    "stated": "warning",
    "negated": "error",
    "conditional": "none",
    "contradicted": "warning",
}


class NoteText(QTextEdit):
    """The note, to be read with the caret and selected, not changed.

    Signals: `phrase_chosen(number)` when the caret comes to marked words; `pasted(text)` when a note is
    pasted here; `typed()` when a letter is, of which nothing comes.
    """

    phrase_chosen = Signal(int)
    pasted = Signal(str)
    typed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._phrases: Sequence[Phrase] = ()
        self._current = 0
        self._wide: list[int] = []
        self.setAccessibleName("Note")
        self.setPlaceholderText("Paste a procedure note here, or open a file of one.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)  # nothing of a note stays behind in a history
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._margin = Margin(look, self)
        self.cursorPositionChanged.connect(self._follow_caret)
        self.verticalScrollBar().valueChanged.connect(self._place_numbers)
        look.changed.connect(self._fit)
        self._fit()

    def show_note(self, text: str, phrases: Sequence[Phrase]) -> None:
        """Show a note with its evidence."""
        self._phrases, self._current = (), 0  # setting the text moves the caret
        self._wide = [at for at, sign in enumerate(text) if sign > _LAST_OF_ONE_UNIT]
        self.setPlainText(text)
        self._space_lines()
        self._phrases = phrases
        self._mark()

    def show_current(self, number: int) -> None:
        """Mark one piece of evidence as the current one and scroll to it."""
        phrase = next((each for each in self._phrases if each.number == number), None)
        self._current = number
        self._mark()
        if phrase is not None and not self.hasFocus():
            self.setTextCursor(self._cursor(phrase.evidence.start, phrase.evidence.start))
            self.ensureCursorVisible()
        self._place_numbers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A note pasted over this one is read instead."""
        if event.matches(QKeySequence.StandardKey.Paste):
            from app.desktop.note.pasted import pasted_note

            self.pasted.emit(pasted_note())
            return
        text = event.text()
        if text.strip() and text.isprintable() and not event.modifiers() & _COMMANDS:
            self.typed.emit()
        super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy as plain text."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers follow the lines."""
        super().resizeEvent(event)
        self._margin.setGeometry(0, 0, self._look.px(WIDTH), self.height())
        self._place_numbers()

    def _follow_caret(self) -> None:
        if not self.hasFocus():
            return
        at = self.textCursor().position()
        for phrase in self._phrases:
            start, end = self._place(phrase.evidence.start), self._place(phrase.evidence.end)
            if start <= at <= end and phrase.number != self._current:
                self.phrase_chosen.emit(phrase.number)
                return

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(start))
        cursor.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _place(self, offset: int) -> int:
        """Where an offset of the text lies in the document, which counts in units of UTF-16."""
        return min(offset + bisect_left(self._wide, offset), self.document().characterCount() - 1)

    def _mark(self) -> None:
        marked = sorted(self._phrases, key=lambda each: each.number == self._current)
        self.setExtraSelections([self._selection(each) for each in marked])
        self._place_numbers()

    def _selection(self, phrase: Phrase) -> QTextEdit.ExtraSelection:
        current, certainty = phrase.number == self._current, phrase.evidence.certainty
        form = QTextCharFormat()
        form.setBackground(self._look.color("select" if current else GROUNDS[certainty]))
        form.setForeground(self._look.color("text"))
        form.setUnderlineStyle(UNDERLINES[certainty])
        form.setUnderlineColor(self._look.color("accent" if current else LINES[certainty]))
        if current:
            form.setFontWeight(QFont.Weight.DemiBold)
        found = QTextEdit.ExtraSelection()
        found.cursor = self._cursor(phrase.evidence.start, phrase.evidence.end)
        found.format = form
        return found

    def _place_numbers(self) -> None:
        rows: dict[int, tuple[int, ...]] = {}
        top = self.viewport().y()
        for phrase in self._phrases:
            start = phrase.evidence.start
            middle = self.cursorRect(self._cursor(start, start)).center().y() + top
            rows[middle] = (*rows.get(middle, ()), phrase.number)
        self._margin.show_numbers(rows, self._current)

    def _space_lines(self) -> None:
        """Room between the lines for the numbers beside them."""
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _fit(self) -> None:
        look = self._look
        self.setFont(look.font("body"))
        self.setViewportMargins(look.px(WIDTH), look.px(8), 0, 0)
        self._margin.setGeometry(0, 0, look.px(WIDTH), self.height())
        self._mark()
