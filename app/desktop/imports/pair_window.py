"""Every row of a pair, both directions, with its history, in each pair table on the shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.errors import InstallationError
from app.coding.official import PairEdit
from app.coding.sentences import count_of
from app.coding.series_record import SETTINGS
from app.desktop.imports.rows_model import RowsModel, TextRow
from app.desktop.imports.tables import make_table
from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.widgets.labels import make_button, make_label
from app.desktop.widgets.placing import first_size
from app.library.shelf.shelf import Shelf

COLUMNS = ("In force today", "Column 1", "Column 2", "Modifier", "From", "To", "Rationale by CMS", "Edition")
INDICATORS = {
    "0": "0, none allowed",
    "1": "1, allowed",
    "9": "9, never an edit",
}


class PairWindow(QDialog):
    """Two codes, and every row of the editions on the shelf for them."""

    def __init__(
        self, look: Look, shelf: Shelf, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("PTP edits")
        self._look = look
        self._shelf = shelf
        self._today = today
        self.one, self.two = QLineEdit(maxLength=5), QLineEdit(maxLength=5)
        self.answer = make_label("", "value", wrap=True)
        self.note = make_label("", "caption", "text2", wrap=True)
        self.model = RowsModel(look, COLUMNS, parent=self)
        widths = {0: 156, 1: 84, 2: 84, 3: 128, 4: 96, 5: 96, 7: 160}
        self.table = make_table(look, self.model, "Rows of the pair", widths, 6)
        self._lay_out()
        self.one.textEdited.connect(lambda _text: self.refresh())
        self.two.textEdited.connect(lambda _text: self.refresh())

    def show_pair(self, one: str, two: str) -> None:
        """Show the rows of these two codes."""
        self.one.setText(one)
        self.two.setText(two)
        self.refresh()

    def set_shelf(self, shelf: Shelf) -> None:
        """Look up in this shelf from now on."""
        self._shelf = shelf
        self.refresh()

    def refresh(self) -> None:
        """Look the two codes up in every pair table, newest first."""
        one, two = self.one.text().strip().upper(), self.two.text().strip().upper()
        tables = [item for item in self._shelf.editions if item.source == "ncci-ptp"][::-1]
        rows: list[TextRow] = []
        try:
            for edition in tables if len(one) == len(two) == 5 else ():
                rows += self._rows(edition, one, two)
        except InstallationError as error:
            self.note.setText(str(error))
        else:
            self.note.setText(NOTE if tables else NO_TABLE)
        self.model.set_rows(rows)
        self.answer.setText(self._say(one, two, tables))

    def _rows(self, edition: Edition, one: str, two: str) -> Iterator[TextRow]:
        today = self._today()
        for edit in self._shelf.pair(edition, one, two):
            status = _status(edit, edition, today)
            cells = (
                status.word,
                edit.column1,
                edit.column2,
                INDICATORS[edit.indicator],
                show_date(edit.first) if edit.first else "",
                show_date(edit.last) if edit.last else "open",
                edit.rationale,
                _named(edition),
            )
            sort = (*cells[:4], str(edit.first), str(edit.last or "9999"), *cells[6:])
            yield TextRow(cells, edit, status.shape, "" if status.in_force else "text2", sort)

    def _say(self, one: str, two: str, tables: list[Edition]) -> str:
        if not tables or not len(one) == len(two) == 5:
            return ""
        if self.model.rowCount():
            return f"{one} and {two}: {count_of(self.model.rowCount(), 'row')}, both directions"
        names = "; ".join(dict.fromkeys(map(_named, tables)))
        return f"No PTP edit between {one} and {two} in {names}"

    def _lay_out(self) -> None:
        px = self._look.px
        top = QHBoxLayout()
        top.setSpacing(px(8))
        for field, name in ((self.one, "First code"), (self.two, "Second code")):
            field.setAccessibleName(name)
            field.setPlaceholderText(name)
            field.setFixedWidth(px(110))
            field.setFont(self._look.font("body", 600, code=True))
            top.addWidget(field)
        top.addSpacing(px(8))
        top.addWidget(self.answer, 1)
        top.addWidget(make_button("Close", "", self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(16), px(22), px(16))
        column.setSpacing(px(8))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        first_size(self, px(1000), px(460))


def _named(edition: Edition) -> str:
    return f"{edition.edition}, {SETTINGS[edition.setting]}" if edition.setting else edition.edition


class _Status(NamedTuple):
    """Whether a row is in force today, in a word and with its shape."""

    word: str
    shape: State | None
    in_force: bool = False


def _status(edit: PairEdit, edition: Edition, today: date) -> _Status:
    """Whether a row is in force. Outside its own quarter a table speaks only for its first or last day."""
    on = min(max(today, edition.first or today), edition.last or today)
    if edit.indicator == "9":
        return _Status("Never an edit", None)
    if not edit.in_force(on):
        ended = edit.last is not None and edit.last < on
        return _Status("Ended", None) if ended else _Status("Not yet", "info")
    if on < today:
        return _Status(f"Until {show_date(on)}", "none")
    if on > today:
        return _Status(f"From {show_date(on)}", "none")
    return _Status("Yes", "error" if edit.indicator == "0" else "warning", in_force=True)


NOTE = (
    "Column 2 is denied when both are on one date of service; indicator 1 lets an NCCI modifier bypass it "
    "when the record supports it. The rationale is the category that CMS prints with the row."
)
NO_TABLE = "No PTP table is on the shelf: import the four parts of a quarter."
