"""Exporting a worklist: what, of which claims, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.claims.identifiers import identifiers
from app.claims.worklist.item import read_item
from app.claims.worklist.part import Part
from app.claims.worklist.store import Worklist
from app.coding.sentences import count_of
from app.desktop.claim.view import Message
from app.desktop.look.look import Look
from app.desktop.widgets.framed_dialog import add_foot, framed_page
from app.desktop.widgets.labels import make_button, make_heading, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.save_place import ask_place
from app.desktop.worklist.exporting import Exporter, Kind, Wanted, proposed_name

KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("workbook", "Findings, as a workbook (XLSX)", "A row a flag, with sources and what was decided."),
    ("findings", "Findings, as a table (CSV)", "The same rows for any program. No cell runs as a formula."),
    ("summary", "Summary, as a PDF", "How the claims stand, and what each rule found."),
    ("checklists", "Checklists, as one PDF", "One after the other, each with its pages."),
    ("folder", "Checklists, as a folder of PDFs", "One file a claim, which Needlepoint can open again."),
)
_FORMS: dict[Kind, tuple[str, str]] = {
    "workbook": ("Excel workbook (*.xlsx)", ".xlsx"),
    "findings": ("CSV (*.csv)", ".csv"),
}
MANY = 500
"""As many checklists as one file takes."""
TOO_MANY = f"One PDF takes {MANY} checklists at most: select fewer, or take a folder."
_WIDTH, _HEIGHT = 460, 400


class WorklistExport(QDialog):
    """Signals: `saved(Path, str)` with what was written, in words."""

    saved = Signal(object, str)

    def __init__(
        self,
        look: Look,
        worklist: Worklist,
        selected: Sequence[int],
        exporter: Exporter,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        """`selected` are the numbers of the chosen claims, in the order shown."""
        super().__init__(parent)
        self.setWindowTitle("Export worklist")
        self._look, self._worklist, self.exporter = look, worklist, exporter
        self.folder = folder
        shown = worklist.listing.shown()
        everything = list(range(1, len(worklist.listing.rows) + 1))
        listing = worklist.listing
        self._scopes = (
            (f"All {count_of(listing.claims(), 'claim')}", everything),
            (_scope(listing.claims_shown(), "shown by the filter"), shown),
            (_scope(sum(not listing.row(each).of_file for each in selected), "selected"), list(selected)),
        )
        self._path = Path()
        self.message = Message(look)
        self.kinds, self.scopes = QButtonGroup(self), QButtonGroup(self)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the export")
        self.bar.hide()
        self.note = make_label("", "small", "text3", wrap=True)
        self.save_button = make_button("Save…", "primary", self.save)
        self.cancel_button = make_button("Cancel", "", self.reject)
        self._lay_out()
        self.kinds.button(0).setChecked(True)
        self.scopes.button(1 if len(shown) < len(everything) else 0).setChecked(True)
        self.kinds.idToggled.connect(lambda *_: self._refresh())
        self.scopes.idToggled.connect(lambda *_: self._refresh())
        exporter.progressed.connect(self._show_progress)
        exporter.ended.connect(self._end)
        self._refresh()
        self.kinds.button(0).setFocus()

    def choose(self, kind: Kind, scope: int) -> None:
        """Choose what to export, and of all (0), the shown (1) or the selected claims (2)."""
        self.kinds.button([each for each, *_ in KINDS].index(kind)).setChecked(True)
        self.scopes.button(scope).setChecked(True)

    def kind(self) -> Kind:
        """What is chosen."""
        return KINDS[self.kinds.checkedId()][0]

    def numbers(self) -> list[int]:
        """The claims that are chosen, in order."""
        return self._scopes[self.scopes.checkedId()][1]

    def part(self) -> Part | None:
        """Which claims of the worklist are chosen; None for all of them."""
        listing, scope = self._worklist.listing, self.scopes.checkedId()
        numbers = self.numbers()
        if len(numbers) == len(listing.rows):
            return None
        count = sum(not listing.row(number).of_file for number in numbers)
        return Part(count, listing.claims(), listing.choice if scope == 1 else None)

    def save(self) -> None:
        """Ask for a place, and write there."""
        kind = self.kind()
        if kind == "folder":
            chosen = QFileDialog.getExistingDirectory(self, "Save checklists in", str(self.folder))
            path = Path(chosen) if chosen else None
        else:
            words, ending = _FORMS.get(kind, ("PDF (*.pdf)", ".pdf"))
            proposed = self.folder / proposed_name(kind, self._worklist.name, self.part())
            path = ask_place(self, "Export worklist", proposed, words, (ending,))
        if path:
            self.save_path(path)

    def save_path(self, path: Path) -> None:
        """Write what is chosen to a file, or into a folder."""
        self._path = path
        self.folder = path if self.kind() == "folder" else path.parent
        rows = [self._worklist.listing.row(number) for number in self.numbers()]
        lines = [self._worklist.lines[number - 1] for number in self.numbers()]
        self.message.hide()
        self.save_button.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.exporter.start(Wanted(self.kind(), path, self._worklist.name, rows, lines, self.part()))

    def reject(self) -> None:
        """Break off what goes on, and close."""
        self.exporter.stop()
        super().reject()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _end(self, said: str, problem: str) -> None:
        self.bar.hide()
        self._refresh()
        if problem:
            self.message.say(f"Nothing was exported. {problem}", (("Choose another place…", self.save),))
        elif said:
            self.saved.emit(self._path, said)
            self.accept()

    def _refresh(self) -> None:
        numbers, kind = self.numbers(), self.kind()
        too_many = kind == "checklists" and len(numbers) > MANY
        notes = [TOO_MANY] if too_many else []
        notes += self._waiting_note(numbers)
        notes += self._names_note(numbers) if kind != "summary" and len(numbers) <= MANY else []
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))
        self.save_button.setEnabled(bool(numbers) and not too_many)

    def _waiting_note(self, numbers: Sequence[int]) -> list[str]:
        waiting = sum(self._worklist.listing.row(number).stage == "waiting" for number in numbers)
        return [f"{count_of(waiting, 'claim is', 'claims are')} not reviewed yet."] if waiting else []

    def _names_note(self, numbers: Sequence[int]) -> list[str]:
        claims = (read_item(self._worklist.lines[number - 1]).claim for number in numbers)
        named = sum(claim is not None and any(identifiers(claim)) for claim in claims)
        looks = count_of(named, "claim has text that looks", "claims have text that looks")
        return [f"{looks} as if it named a person; it will stand in what is written."] if named else []

    def _lay_out(self) -> None:
        px = self._look.px
        inside = framed_page(self, self._look, self.message, 4)
        inside.addWidget(make_heading("What", "section", 2))
        for at, (_kind, text, hint) in enumerate(KINDS):
            self._add(inside, self.kinds, at, text, hint)
        inside.addSpacing(px(10))
        inside.addWidget(make_heading("Which claims", "section", 2))
        for at, (text, numbers) in enumerate(self._scopes):
            self._add(inside, self.scopes, at, text, "").setEnabled(bool(numbers))
        inside.addSpacing(px(6))
        inside.addWidget(self.note)
        inside.addWidget(self.bar)
        inside.addStretch(1)
        add_foot(self, self._look, (), (self.cancel_button, self.save_button))
        first_size(self, px(_WIDTH), px(_HEIGHT))
        self.save_button.setDefault(True)

    def _add(self, column: QVBoxLayout, group: QButtonGroup, at: int, text: str, hint: str) -> QRadioButton:
        button = QRadioButton(text)
        button.setToolTip(hint)
        button.setAccessibleDescription(hint)
        group.addButton(button, at)
        column.addWidget(button)
        return button


def _scope(count: int, chosen: str) -> str:
    """A choice among the claims: "The claim selected", "The 5 claims shown by the filter"."""
    return f"The {'claim' if count == 1 else count_of(count, 'claim')} {chosen}"
