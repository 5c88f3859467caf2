"""What coverage articles list of the claim in the form, or of codes and diagnoses that are typed.

Nothing of it is a flag, a query or a line of the checklist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.checklist.wording import source_line
from app.coding.claim import Claim
from app.coding.dates import parse_date, show_date
from app.coding.errors import InputError, InstallationError
from app.coding.library import ArticleSource
from app.coding.sources import Citation
from app.coverage.asking import CODES, DIAGNOSES, PLACES, asked_of, asked_typed, place_text, read_place
from app.coverage.limits import limits_of
from app.coverage.looking_up import covered
from app.coverage.record import ArticleFinding, Coverage
from app.coverage.wording import answer_of, name_of, text_of
from app.desktop.claim.view import Message
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look.look import Look
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.framed_dialog import Kept, frame_column
from app.desktop.widgets.labeled import labeled
from app.desktop.widgets.labels import make_button, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.plain_table import fill_table, plain_table
from app.desktop.widgets.read_only_text import read_only_text

_SIZE = (900, 640)
_PAUSE_MS = 200
_TABLE_LEAST, _TEXT_LEAST = 96, 96
_HEADS = ("Code", "Diagnosis", "Answer", "Article", "From", "To", "Title or reason")
_ANSWER = 2
PLACE_SETTING = "coverage_place"
"""The place that was typed last is remembered; it is of no patient."""
OF_PAYMENT = "The place is the one of What it pays; type another to ask elsewhere."
OF_LAST_TIME = "The place is the one asked about last; type another to ask elsewhere."
NOTHING = f"There is no line to ask about: type a code such as {CODES}, or open a claim."


class Row(Struct, frozen=True):
    """A row of the table: what was asked, and the article that answers; None where none does."""

    found: Coverage
    article: ArticleFinding | None


class CoverageWindow(QDialog):
    """Answers as claim, codes, diagnoses, date and place change. `library` is the one of the moment.

    What is typed goes before the claim, and is forgotten when the window closes; the place is remembered.
    """

    def __init__(
        self,
        look: Look,
        workspace: ClaimWorkspace,
        library: Callable[[], ArticleSource],
        store: UserDataStore,
        today: Callable[[], date],
        ask_import: Callable[[], object],
        parent: QWidget | None = None,
        *,
        default_place: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Coverage articles")
        self._look = look
        self._workspace = workspace
        self._library = library
        self._asked: ArticleSource | None = None
        self._store = store
        self._today = today
        self._default = default_place
        self.rows: list[Row] = []
        self.message = Message(look, self)
        self.codes, self.diagnoses, self.on = QLineEdit(), QLineEdit(), QLineEdit()
        self.place = QLineEdit(store.setting(PLACE_SETTING, default_place))
        self.head = make_label("", "value", wrap=True)
        self.table = plain_table("What each article says", _HEADS)
        self.text = read_only_text("Why, and the words that decide")
        self.import_button = make_button("Import CMS files…", "", ask_import)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    def open_over(self) -> None:
        """Begin with the claim as it stands, at its own place or else at the remembered one."""
        stated = place_text(self._claim())
        self.place.setText(stated or self._store.setting(PLACE_SETTING, self._default))
        self.refresh()

    def refresh(self) -> None:
        """Ask again; a sentence in place where that cannot be."""
        self._pause.stop()
        self._asked = self._library()
        self.rows = []
        try:
            self.rows = self._answers(self._asked)
        except (InputError, InstallationError) as error:
            self.head.setText(str(error))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Ask again when another library answers by now: something was imported beside the window."""
        super().changeEvent(event)
        is_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and self._asked is not None and self._asked is not self._library():
            self.refresh()

    def done(self, result: int) -> None:
        """Forget what was asked and remember the place; Escape comes here too, and sends no close event."""
        if self.place.isModified() and self._is_place():
            self._store.set_setting(PLACE_SETTING, self.place.text().strip())
        for field in (self.codes, self.diagnoses, self.on):
            field.clear()
        super().done(result)

    def _is_place(self) -> bool:
        """Whether what is typed means a place."""
        try:
            read_place(self.place.text(), self._library().rates_on(self._day(self._claim())))
        except (InputError, InstallationError):
            return False
        return True

    def _claim(self) -> Claim | None:
        """The claim in the form; None where it cannot be read."""
        try:
            return self._workspace.form.claim()
        except InputError:
            return None

    def _answers(self, library: ArticleSource) -> list[Row]:
        """A row an article, or the one that says why there is none. Raises InputError."""
        codes, diagnoses = self.codes.text(), self.diagnoses.text()
        is_typed = bool(codes.strip() or diagnoses.strip())
        claim = self._claim() if is_typed else self._workspace.form.claim()
        asked = asked_typed(codes, diagnoses, claim) if is_typed else asked_of(claim)
        if not asked:
            raise InputError(NOTHING)
        on = self._day(claim)
        place = read_place(self.place.text(), library.rates_on(on))
        whose = "The typed codes" if is_typed else "The lines of the claim"
        limits = (*self._origin(claim), *limits_of(claim, library.payers(), place))
        self.head.setText(" ".join((f"{whose}, on {show_date(on)}, at {place.text}.", *limits)))
        found = [covered(each.code, each.diagnosis, place, on, library.articles(each.code)) for each in asked]
        return [Row(one, article) for one in found for article in one.articles or (None,)]

    def _origin(self, claim: Claim | None) -> Iterator[str]:
        """Where the place is from that neither was typed nor stands on the claim."""
        shown = self.place.text().strip()
        if not shown or self.place.isModified() or shown == place_text(claim):
            return
        yield OF_LAST_TIME if self._store.setting(PLACE_SETTING, "") else OF_PAYMENT

    def _day(self, claim: Claim | None) -> date:
        """The date that is typed, else that of the claim, else today."""
        typed = self.on.text().strip()
        if typed:
            return parse_date(typed, self._today())
        return claim.date_of_service if claim and claim.lines else self._today()

    def _show(self) -> None:
        fill_table(self.table, map(_cells, self.rows), _ANSWER)
        self.import_button.setVisible(any(row.found.state == "not-checked" for row in self.rows))
        self._show_answer()

    def _show_answer(self) -> None:
        at = self.table.currentRow()
        row = self.rows[at] if 0 <= at < len(self.rows) else None
        self.text.setPlainText(text_of(row.found, row.article, self._cite) if row else "")

    def _cite(self, citation: Citation) -> str:
        return source_line(citation, self._library())

    def _connect(self) -> None:
        for field in (self.codes, self.diagnoses, self.on, self.place):
            field.textEdited.connect(lambda _text: self._pause.start())
        self.table.currentCellChanged.connect(lambda *_: self._show_answer())
        self._workspace.claim_changed.connect(lambda _claim: self.refresh() if self.isVisible() else None)

    def _lay_out(self) -> None:
        px = self._look.px
        fields = QHBoxLayout()
        fields.setSpacing(px(12))
        for text, field, example, share in (
            ("&Codes", self.codes, CODES, 3),
            ("&Diagnoses", self.diagnoses, DIAGNOSES, 3),
            ("Date of &service", self.on, "MM/DD/YYYY", 2),
            ("State, &ZIP code or contractor", self.place, PLACES, 4),
        ):
            field.setPlaceholderText(example)
            fields.addLayout(labeled(self._look, text, field), share)
        column = QVBoxLayout()
        column.setContentsMargins(px(20), px(14), px(20), px(12))
        column.setSpacing(px(8))
        column.addLayout(fields)
        table, answer = Kept(self.table, px(_TABLE_LEAST)), Kept(self.text, px(_TEXT_LEAST))
        for widget, stretch in ((self.head, 0), (table, 2), (answer, 3)):
            column.addWidget(widget, stretch)
        foot = FlowRow(self._look, (self.import_button,), (make_button("Close", "", self.close),))
        frame_column(self, self.message, column, foot)
        first_size(self, px(_SIZE[0]), px(_SIZE[1]))


def _cells(row: Row) -> tuple[str, ...]:
    found, article = row.found, row.article
    said = (found.code, found.diagnosis or "not asked", answer_of(found, article))
    if article is None:
        return (*said, "", "", "", found.notes[0] if found.notes else "")
    first = show_date(article.first) if article.first else "not stated"
    last = show_date(article.last) if article.last else "open"
    return (*said, name_of(article), first, last, article.title)
