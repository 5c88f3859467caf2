"""Read a note: its text with the evidence at the left, the values to take over at the right.

The note is held in memory while the window is open, and nowhere else.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QListView, QSplitter, QVBoxLayout, QWidget

from app.coding.sentences import count_of
from app.desktop.claim.view import Message
from app.desktop.look.look import Look
from app.desktop.note.found_delegate import FoundDelegate
from app.desktop.note.found_model import FoundModel
from app.desktop.note.legend import HELD, Legend, make_head
from app.desktop.note.note_text import NoteText
from app.desktop.note.outlook import Outlook
from app.desktop.note.pasted import pasted_note
from app.desktop.note.proposals import ProposalsPart
from app.desktop.note.target import DateNotice, TargetBox
from app.desktop.widgets.announcing import announce
from app.desktop.widgets.elided_label import ElidedLabel
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.labels import make_button, make_default, make_hairline, make_label, name_list
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.scrolled import scrolled_page
from app.notes.filling import (
    Phrase,
    fill,
    is_chosen,
    not_found,
    phrases_of,
    presumed,
    quotes_of,
    read_singly,
    still_chosen,
)
from app.notes.proposals import Offer
from app.notes.reader import Read
from app.notes.record import NO_ANSWER, NO_READING, say_unsure

SIZE = (1120, 704)
_LEFT, _RIGHT = 697, 421
ONLY_READ = "The note is only read here. Change it where it was written, then paste it again."


class NoteWindow(QDialog):
    """The window for one note.

    `read` reads a text; `outlook` looks at the claim that the note would be filled into and fills it.
    Signals: `filled()` after the form took values over; `queries_asked()`; `file_asked()`.
    """

    filled = Signal()
    queries_asked = Signal()
    file_asked = Signal()

    def __init__(self, look: Look, read: Read, outlook: Outlook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Read a note")
        self._look = look
        self._read = read
        self._outlook = outlook
        self._text = ""
        self.reading = NO_READING
        self.message = Message(look, self)
        self.date_notice = DateNotice(self.message)
        self.target = TargetBox(outlook)
        self.note = NoteText(look)
        self.size_label = ElidedLabel("small", "text2")
        self.found = ElidedLabel("small", "text2")
        self.model = FoundModel(self)
        self.list = QListView()
        self.procedures = QComboBox()
        name_list(self.procedures, "Procedure")
        self.missing = make_label("", "small", "text2", wrap=True)
        self.proposals = ProposalsPart(look, outlook.find_source)
        self.queries = make_button("Questions to the physician…", "", self.queries_asked.emit)
        self.fill_button = make_default("Fill", self.fill_form, "primary")
        self._lay_out()
        self._connect()
        self.show_note("")

    # What is shown

    def show_note(self, text: str) -> None:
        """Read a text and show what it says; the first piece of evidence is the current one."""
        self._text = text = text.replace("\r\n", "\n").replace("\r", "\n")  # as the view counts lines
        self.reading = self._read(text, None) if text.strip() else NO_READING
        self._offer_procedures()
        self.date_notice.forget()
        self.target.offer(self.reading)
        phrases = self._show_phrases()
        self.size_label.setText(count_of(len(text), "character") if text else "")
        if text.strip() and not phrases:
            self.message.say(NO_ANSWER, severity="info")
        self._say_found()
        if phrases:
            self.list.setCurrentIndex(self.model.index(0))
        (self.list if phrases else self.note).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_procedure(self) -> None:
        """Show what the note tells of the chosen procedure, or of all."""
        self.reading = self._read(self._text, self.procedures.currentData())
        self._show_phrases()
        self._say_found()

    def _show_phrases(self) -> tuple[Phrase, ...]:
        phrases = phrases_of(self._text, self.reading, *self._outlook.stands())
        self.note.show_note(self._text, phrases)
        chosen = self.procedures.currentData()
        singly = () if chosen else read_singly(self._read, self._text, self.reading)
        self.model.set_phrases(phrases, presumed(self.reading, phrases, singly))
        return phrases

    def _offer_procedures(self) -> None:
        """List the procedures of a note that names several; evidence belongs to one of them or to all."""
        spans = self.reading.procedures
        blocker = QSignalBlocker(self.procedures)
        self.procedures.clear()
        self.procedures.addItem("All procedures", None)
        for number, span in enumerate(spans, 1):
            self.procedures.addItem(f"{number}: {self._text[span.start : span.end].strip()}", number)
        blocker.unblock()
        self.procedures.setVisible(len(spans) > 1)

    def _follow_form(self) -> None:
        """Look again at a form that changed beside the note; what was typed there is not ticked over."""
        before, at = self.model.phrases(), self.list.currentIndex().row()
        if self._text and self.isVisible():
            phrases = phrases_of(self._text, self.reading, *self._outlook.stands())
            self.model.set_phrases(phrases, still_chosen(self.model.chosen, before, phrases))
            self.list.setCurrentIndex(self.model.index(at))

    def say(self, sentence: str) -> None:
        """Say why there is no note to read."""
        self.message.say(sentence)

    def paste(self) -> None:
        """Read what is on the clipboard, which is left as it is."""
        self.show_note(pasted_note())

    def text(self) -> str:
        """The text of the note."""
        return self._text

    def fill_form(self) -> None:
        """Take the ticked values over, put the ticked codes on the claim, and close."""
        chosen, lines = self.model.chosen, self.proposals.lines()
        if not chosen and not lines:
            return
        quotes = quotes_of(self.model.phrases(), chosen)
        self._outlook.take_over(chosen, lines, quotes)
        self.close()
        self.filled.emit()

    def done(self, result: int) -> None:
        """Forget the note, by whatever key the window closes: Escape sends no close event."""
        self.show_note("")
        # Qt tells the last focused widget of a dialog that it has the keyboard whenever the dialog is shown:
        # a button would then look as if Enter pressed it.
        self.list.setFocus()
        super().done(result)

    # Inside

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._follow_row)
        self.note.phrase_chosen.connect(
            lambda number: self.list.setCurrentIndex(self.model.index(number - 1))
        )
        self.note.pasted.connect(self.show_note)
        self.note.typed.connect(lambda: self.message.say(ONLY_READ, severity="info"))
        self.procedures.currentIndexChanged.connect(lambda _at: self.show_procedure())
        self.target.toggled.connect(lambda _new: self._show_phrases())
        self.model.chosen_changed.connect(self._show_proposals)
        self.proposals.changed.connect(self._show_outlook)
        self._outlook.call_on_change(self._follow_form)

    def _follow_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.note.show_current(now.row() + 1)

    def _say_found(self) -> None:
        phrases = self.model.phrases()
        fields = len({each.evidence.field for each in phrases})
        words = f"{count_of(len(phrases), 'phrase')}, {count_of(fields, 'field')}" if phrases else ""
        self.found.setText(words)
        left = list(not_found(self.reading)) if self._text else []
        open_fields = f"Not found, stays Not stated ({len(left)}): {', '.join(left)}" if left else ""
        self.missing.setText(" ".join(filter(None, (say_unsure(self.reading), open_fields))))
        self.missing.setVisible(bool(self.missing.text()))
        asked = len(self.reading.queries)
        self.queries.setText(f"{count_of(asked, 'question')} to the physician…" if asked else "No questions")
        self.queries.setEnabled(bool(asked))
        if words:
            twice = len(self.reading.contradictions)
            others = f". {count_of(twice, 'field')} said in two ways" if twice else ""
            announce(self, f"Found {words}{others}")

    def _show_proposals(self) -> None:
        """Offer the codes that fit the ticked values, next after the rows for the keyboard."""
        draft = fill(self._outlook.draft(), self.model.chosen)
        there = frozenset(line.code for line in draft.lines)
        region = self.reading.region or ""
        found = self.reading.evidence
        self.proposals.show_offer(self._outlook.offer(draft, region) if found else Offer(), there)
        before: QWidget = self.list
        for box in self.proposals.boxes:
            self.setTabOrder(before, box)
            before = box
        self._show_outlook()

    def _show_outlook(self) -> None:
        """Say what the ticked values and codes would lead to, and another date of the note."""
        chosen = self.model.chosen
        self.date_notice.show(self.model.phrases(), chosen)
        draft = fill(self._outlook.draft(), chosen)
        lines = self.proposals.lines()
        self.proposals.show_outlook(self._outlook.flags(draft, lines) if self._text else "")
        fields = {each.field for each in self.model.phrases() if is_chosen(chosen, each)}
        what = [count_of(len(fields), "field")] if fields else []
        what += [count_of(len(lines), "code")] if lines else []
        self.fill_button.setText(f"Fill {' and '.join(what)}" if what else "Fill")
        self.fill_button.setEnabled(bool(what))

    def _lay_out(self) -> None:
        px = self._look.px
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self._look, self.list))
        self.list.setAccessibleName("Found in the note")
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setProperty("surface", "page")
        self._look.changed.connect(self.list.doItemsLayout)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._note_side())
        parts.addWidget(self._found_side())
        parts.setSizes([px(_LEFT), px(_RIGHT)])
        parts.setStretchFactor(0, 1)
        foot = FlowRow(
            self._look,
            tuple(make_label(words, "small", "text2") for words in HELD),
            (self.queries, make_button("Cancel", "", self.close), self.fill_button),
        )
        foot.setProperty("surface", "panel")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.message)
        whole.addWidget(parts, 1)
        whole.addWidget(make_hairline())
        whole.addWidget(foot)
        first_size(self, px(SIZE[0]), px(SIZE[1]))

    def _note_side(self) -> QWidget:
        side, px = QWidget(), self._look.px
        side.setProperty("surface", "page")
        column = QVBoxLayout(side)
        column.setContentsMargins(px(20), px(14), px(8), px(10))
        column.setSpacing(px(8))
        head = make_head(self._look, self.note, "&Note", self.size_label)
        head.addWidget(make_button("Open…", "", self.file_asked.emit))
        head.addWidget(make_button("Paste", "", self.paste))
        column.addLayout(head)
        column.addWidget(self.note, 1)
        column.addWidget(Legend(self._look))
        return side

    def _found_side(self) -> QWidget:
        side, px = QWidget(), self._look.px
        side.setProperty("surface", "page")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, px(14), 0, 0)
        column.setSpacing(px(6))
        head = make_head(self._look, self.list, "Fo&und", self.found)
        head.setContentsMargins(px(16), 0, px(16), 0)
        column.addLayout(head)
        column.addWidget(self.procedures)
        target = QHBoxLayout()
        target.setContentsMargins(px(16), 0, px(16), 0)
        target.addWidget(self.target)
        column.addLayout(target)
        column.addWidget(self.list, 3)
        column.addWidget(make_hairline())
        below = QWidget()
        page = scrolled_page(below)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, px(6), 0, 0)
        inner.setSpacing(0)
        self.missing.setContentsMargins(px(16), 0, px(16), 0)
        inner.addWidget(self.missing)
        inner.addWidget(self.proposals)
        inner.addStretch(1)
        column.addWidget(below, 2)
        return side
