"""What a denial means for the claim in the form: numbers typed, or a remittance opened beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.checklist.letter import letter_of, one_request, why_no_letter
from app.checklist.wording import source_line
from app.claims.claim_files import open_claims
from app.coding.claim import Claim
from app.coding.denials import Denial, DenialTable, Explanation
from app.coding.errors import InputError, InstallationError
from app.coding.sources import Citation
from app.denials.denied_line import likely_line
from app.denials.explaining import explain_all
from app.denials.numbers import numbers_text
from app.denials.reading import denials_in, say_unanswered
from app.denials.wording import in_short, text_of
from app.desktop.claim.view import Message
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.denial.answer_text import answer_html, make_answer_text
from app.desktop.denial.fields import DenialFields
from app.desktop.look.look import Look
from app.desktop.widgets.announcing import Announcer
from app.desktop.widgets.dropping import local_paths, take_copy
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.framed_dialog import Kept, frame_column
from app.desktop.widgets.labeled import labeled
from app.desktop.widgets.labels import make_button, make_label
from app.desktop.widgets.placing import first_size

if TYPE_CHECKING:
    from app.desktop.denial.letter_dialog import LetterDialog

_SIZE = (760, 560)
_PAUSE_MS = 150
_TEXT_LEAST = 120
ONE_REMITTANCE = "One remittance at a time is read beside a claim: drop the one that answers it."
NO_LINES = "There is no claim to look at; type or open one to see what follows for it."


class DenialWindow(QDialog):
    """Explains as is typed. `table` holds the numbers that are known."""

    def __init__(
        self,
        look: Look,
        workspace: ClaimWorkspace,
        table: Callable[[], DenialTable],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("A denial")
        self._look = look
        self._workspace = workspace
        self._table = table
        self._today = today
        self._folder = Path.home()  # where a request was saved last
        self.explained: Sequence[Explanation] = ()
        self._plain = ""  # the answer as it is copied
        self.message = Message(look, self)
        self._fields = fields = DenialFields()
        self.numbers, self.line, self.remitted = fields.numbers, fields.line, fields.remitted
        self.text = make_answer_text(look)
        self.letter_button = make_button("Write the request…", "primary", self.write_letter)
        self.no_letter = make_label("", "caption", "text2", self, wrap=True)
        self.copy_button = make_button("Copy", "", self._copy)
        self._news = Announcer(self.text)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.explain)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Take the claim as it stands, with what was typed for it, and explain again."""
        self._fields.follow(self._workspace.form.draft())
        self.explain()

    def explain(self) -> None:
        """Explain what is typed, or what the remittance says; a sentence in place where that cannot be."""
        self._pause.stop()
        self.message.hide()
        self.explained, self._plain = (), ""
        is_answered = True
        try:
            self._show_answer()
        except (InputError, InstallationError) as error:
            is_answered = False
            self.text.setPlainText(str(error))
        self._offer_letter(why_no_letter(self.explained, self._workspace.form.draft().payer))
        self.copy_button.setEnabled(is_answered)
        self._tell()

    def _tell(self) -> None:
        """Say the answer in short: it comes about away from the keyboard."""
        if not self.isVisible() or not (self.numbers.text().strip() or self._fields.answered):
            self._news.forget()
        elif not self.text.hasFocus():
            self._news.say(self._in_short() or self.text.toPlainText())

    def _offer_letter(self, why_not: str) -> None:
        """Let the request be written, or say beside the button why it cannot be."""
        self.letter_button.setEnabled(not why_not)
        self.letter_button.setToolTip(why_not)
        self.letter_button.setAccessibleDescription(why_not)
        self.no_letter.setText(why_not)
        self.no_letter.setVisible(bool(why_not))

    def open_remittance(self, path: Path) -> None:
        """Read a remittance beside the claim; nothing of it but numbers and amounts is kept."""
        try:
            answered = [each for each in open_claims(str(path), None).entries if each.answer]
            denials_in(answered, self._workspace.form.claim(), None)
        except (InputError, OSError) as error:
            self.message.say(str(error))
            return
        self._fields.take_remittance(answered)
        self.explain()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if local_paths(event):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped on the window as a remittance; none of several."""
        paths = local_paths(event)
        if paths:
            take_copy(event)
        if len(paths) == 1:
            self.open_remittance(paths[0])
        elif paths:
            self.message.say(ONE_REMITTANCE, severity="info")

    def write_letter(self) -> None:
        """Show the request that follows, to be saved or printed."""
        try:
            dialog = self.make_letter_dialog()
        except (InputError, InstallationError) as error:
            self.message.say(str(error), severity="info" if isinstance(error, InputError) else "error")
            return
        dialog.exec()
        dialog.deleteLater()

    def make_letter_dialog(self) -> LetterDialog:
        """The request with its preview. Raises InputError where none follows, and InstallationError."""
        from app.desktop.denial.letter_dialog import LetterDialog  # Qt PDF and the typesetter load here

        claim = self._workspace.form.claim()
        asked = one_request(self.explained) or self.explained[0]
        letter = letter_of(asked, claim, self._workspace.library, self._today())
        dialog = LetterDialog(self._look, letter, self._folder, self)
        dialog.saved.connect(self._say_saved)
        return dialog

    def _say_saved(self, path: Path) -> None:
        self._folder = path.parent
        self.message.say(f"Saved {path.name}. Fill in its blanks.", severity="info")

    def _show_answer(self) -> None:
        """Show what follows for the claim; without one what the numbers say by themselves."""
        fields = self._fields
        claim, review = self._workspace.review_now()
        table, today = self._table(), self._today()
        denials = self._denials(claim)
        if not claim.lines:
            self.text.setPlainText(f"{numbers_text(denials, table, today, self._cite)}\n{NO_LINES}")
            return
        facts = self._workspace.library.facts_for(claim)
        self.explained = explain_all(denials, claim, review, facts, table, today)
        unanswered = say_unanswered(fields.answered, claim) if fields.reads_remittance() else ""
        self.text.setHtml(answer_html(self.explained, claim, self._cite, unanswered))
        self._plain = "\n\n".join(
            filter(None, (unanswered, *(text_of(each, claim, self._cite) for each in self.explained)))
        )

    def _in_short(self) -> str:
        return in_short(self.explained, self._workspace.form.claim()) if self.explained else ""

    def _follow(self, key: str) -> None:
        """Show a page. This window lies over it and goes; it comes back as it was."""
        self.close()
        self._workspace.page_asked.emit(key)

    def _denials(self, claim: Claim) -> Sequence[Denial]:
        remitted = self._fields.remitted_on(self._today())
        if self._fields.reads_remittance():
            return denials_in(self._fields.answered, claim, remitted)

        def suggest(denials: Sequence[Denial]) -> int | None:
            return likely_line(denials, claim, self._workspace.library.facts_for(claim), self._table())

        return self._fields.denials(claim, remitted, suggest)

    def _cite(self, citation: Citation) -> str:
        return source_line(citation, self._workspace.library)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._plain or self.text.toPlainText())

    def _ask_remittance(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            "Open a remittance",
            str(Path.home()),
            "Remittances (*.835 *.edi *.x12 *.txt *.json *.ndjson);;All files (*)",
        )
        if path:
            self.open_remittance(Path(path))

    def _connect(self) -> None:
        for field in (self.numbers, self.remitted):
            field.textEdited.connect(lambda _text: self._pause.start())
        self.line.currentIndexChanged.connect(lambda _at: self.explain())
        self.text.anchorClicked.connect(lambda link: self._follow(link.toString()))
        # Methods, which Qt lets go of with the window: a lambda would be called when it is gone.
        self._look.changed.connect(self._follow_look)
        self._workspace.claim_changed.connect(self._follow_claim)

    def _follow_look(self) -> None:
        if self.isVisible():
            self.explain()

    def _follow_claim(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        px = self._look.px
        fields = QHBoxLayout()
        fields.setSpacing(px(12))
        for text, field, share in (
            ("&Codes on the remittance", self.numbers, 3),
            ("&Line", self.line, 2),
            ("&Date of the remittance", self.remitted, 2),
        ):
            fields.addLayout(labeled(self._look, text, field), share)
        self.setAcceptDrops(True)
        for part in (self.numbers, self.remitted, self.text):
            part.setAcceptDrops(False)  # a file dropped on them is one for the window
        column = QVBoxLayout()
        column.setContentsMargins(px(20), px(14), px(20), px(12))
        column.setSpacing(px(10))
        column.addLayout(fields)
        column.addWidget(Kept(self.text, px(_TEXT_LEAST)), 1)
        column.addWidget(self.no_letter)
        remittance = make_button("Open a remittance…", "", self._ask_remittance)
        close = make_button("Close", "", self.close)
        foot = FlowRow(self._look, (remittance,), (close, self.copy_button, self.letter_button))
        frame_column(self, self.message, column, foot)
        first_size(self, px(_SIZE[0]), px(_SIZE[1]))
