"""Opening claims and checklists, saving claims: failures are said in place, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from app.claims.draft import Draft
from app.claims.naming import file_stem
from app.claims.record import write_claim
from app.claims.source import file_note
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.coding.library import Example
from app.desktop.claim.leaving import ask_before_losing, identifier_words, may_write
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.widgets.asking import Buttons
from app.desktop.widgets.save_place import ask_place

if TYPE_CHECKING:
    from app.claims.tables.opening import TableReading, UnknownHeadingsError
    from app.desktop.claim.many import OpenedFile

_OPEN_FILTER = (
    "Claims, worklists, checklists and notes"
    " (*.json *.jsonl *.ndjson *.837 *.835 *.edi *.x12 *.zip *.csv *.tsv *.xlsx *.txt *.npw *.pdf"
    " *.rtf *.docx)"
    ";;All files (*)"
)
_SAVE_FILTER = "Claims (*.npclaim.json *.json)"
_ENDINGS = (".npclaim.json", ".json")  # the first belongs to Needlepoint, the other to any program


class ClaimFiles(QObject):
    """Files of the claim in a workspace.

    `tables` gives how tables of practice systems are read; None while they are not. `take_answer` takes a
    dropped remittance if it answers the claim in the form, and says whether it does.

    Signals: `saved(Path)` after a file was written; `used(Path)` after one was opened or saved; `shown()`
    when a claim came into the form to be seen; `several(Path, OpenedFile)` for a file that holds more than
    one claim, `worklist(Path)` for one of a worklist, `note(Path)` for a procedure note.
    """

    saved = Signal(object)
    used = Signal(object)
    shown = Signal()
    several = Signal(object, object)
    worklist = Signal(object)
    note = Signal(object)

    def __init__(self, workspace: ClaimWorkspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._warned = ""  # what was told of the last claim that was written
        self.tables: Callable[[], TableReading | None] = lambda: None
        self.take_answer: Callable[[Path], bool] = lambda _path: False
        self.folder = documents if documents.is_dir() else Path.home()
        workspace.view.dropped.connect(self._open_dropped)

    def open(self) -> None:
        """Ask for a claim or an exported checklist and put it into the form."""
        view, title = self._workspace.view, "Open claim or checklist"
        path, _ = QFileDialog.getOpenFileName(view, title, str(self.folder), _OPEN_FILTER)
        if path:
            self.open_path(Path(path))

    def open_path(self, path: Path) -> None:
        """Put the claim of a file into the form; one of several claims is a worklist.

        A file that cannot be read leaves the form as it was.
        """
        from app.desktop.claim.many import kind_of  # the readers of files load with the first file

        kind = kind_of(path, tables=self.tables() is not None)
        if kind in ("worklist", "note"):
            self.folder = path.parent
            (self.worklist if kind == "worklist" else self.note).emit(path)
            return
        bring = self._bring_only_one if kind == "several" else self._bring
        if bring(path, lambda: self.may_leave("Opening another claim")):
            self.folder = path.parent
            self.used.emit(path)
            self.shown.emit()

    def reload(self, path: Path) -> None:
        """Take the claim of a file as it is now; Ctrl+Z brings back what stood in the form."""
        self._bring(path, lambda: True)

    def _bring(self, path: Path, may: Callable[[], bool]) -> bool:
        """Read a file and, if one may leave the claim that is there, show its claim; says what hinders it."""
        from app.desktop.claim.many import read_one

        try:
            content, claim, is_claim_file = read_one(path)
        except (InputError, OSError) as error:
            self.say_not_opened(path, error)
            return False
        if not may():
            return False
        self._workspace.view.message.hide()
        file = path if is_claim_file else None
        self._workspace.open_claim(claim, f"Open {path.name}", file, name=path.name)
        self._workspace.kept.read_or_written(path, content)
        return True

    def say_not_opened(self, path: Path, error: Exception) -> None:
        """Say above the form why a file was not opened."""
        sentence = explain(path, error) if isinstance(error, OSError) else str(error)
        self.shown.emit()
        self._workspace.view.message.say(
            f"{path.name} was not opened. {sentence} The form is as it was.",
            (("Choose another file…", self.open),),
        )

    def _bring_only_one(self, path: Path, may: Callable[[], bool]) -> bool:
        """Show the claim of a file that holds one; a file of several is for the window."""
        from app.desktop.claim.many import open_file

        try:
            file = open_file(path, self.tables(), self.ask_headings)
        except (InputError, OSError) as error:
            self.say_not_opened(path, error)
            return False
        if file is None:
            return False
        if file.only is None:
            self.folder = path.parent
            self.several.emit(path, file)
            return False
        return self._show_only(path, file, file.only) if may() else False

    def _show_only(self, path: Path, file: OpenedFile, claim: Claim) -> bool:
        view, reading = self._workspace.view, file.reading
        view.message.hide()
        self._workspace.open_claim(claim, f"Open {path.name}", name=path.name, reading=reading)
        if said := " ".join(filter(None, (file_note(claim), *reading.problems, *reading.notes))):
            view.message.say(said, (), self._workspace.kept.reading(self._workspace.form.draft()).severity())
        return True

    def ask_headings(self, path: Path, asked: UnknownHeadingsError) -> Mapping[str, str] | None:
        """What the headings of a table mean; None when that is not answered."""
        from app.desktop.claim.mapping import MappingDialog

        tables, window = self.tables(), self._workspace.view.window()
        if tables is None:
            return None
        dialog = MappingDialog(self._workspace.look, asked, tables.synonyms, path.name, window)
        given = dialog.mapping() if dialog.exec() else None
        dialog.deleteLater()
        return given

    def _open_dropped(self, path: str) -> None:
        return None if self.take_answer(Path(path)) else self.open_path(Path(path))

    def save(self) -> None:
        """Write the claim to its file; ask for a place while it has none."""
        claim = self._claim_to_save()
        path = self._workspace.file()
        if claim is not None and path is None:
            self._save_elsewhere(claim)
        elif claim is not None and path is not None and not self._is_changed_outside(path):
            self._save_in_place(path, claim)

    def save_as(self) -> None:
        """Ask for a place, write the claim there and go on with that file."""
        claim = self._claim_to_save()
        if claim is not None:
            self._save_elsewhere(claim)

    def _save_now(self, path: Path) -> None:
        """Write the claim as it stands by now."""
        claim = self._claim_to_save()
        if claim is not None:
            self._save_in_place(path, claim)

    def _save_in_place(self, path: Path, claim: Claim) -> None:
        """Write a claim to its file; what looks like an identifier in it is told of once."""
        found = identifier_words(claim)
        if self.save_path(path, claim) and found != self._warned:
            self._warned = found
            if found:
                self._workspace.view.message.say(f"{found} It stands in {path.name}.", severity="warning")

    def _is_changed_outside(self, path: Path) -> bool:
        """Whether another program changed the claim's file since; then says so and asks what to do."""
        try:
            changed = self._workspace.kept.is_changed_outside(path)
        except OSError:
            return False  # writing will say what is wrong with the file
        if changed:
            ways: tuple[tuple[str, Callable[[], object]], ...] = (
                ("Overwrite it", lambda: self._save_now(path)),
                ("Save as…", self.save_as),
                ("Reload it", lambda: self.reload(path)),
            )
            self._workspace.view.message.say(
                f"{path.name} was changed by another program since it was opened. Nothing was saved yet; "
                "what you typed is here, and after a reload Ctrl+Z brings it back.",
                ways,
            )
        return changed

    def _claim_to_save(self) -> Claim | None:
        """The claim as it stands; None, and a sentence in place, when something typed cannot be read."""
        form = self._workspace.form
        form.commit()
        try:
            return form.claim()
        except InputError as error:
            self.say_not_yet(f"The claim cannot be saved yet. {error}")
            return None

    def say_not_yet(self, sentence: str) -> None:
        """Say above the form, wherever the command was given, what it wants of the claim before."""
        if not self._workspace.view.isVisible():
            self.shown.emit()
        self._workspace.view.message.say(sentence, passes=True)

    def _save_elsewhere(self, claim: Claim) -> None:
        view = self._workspace.view
        found = identifier_words(claim)
        if found and not may_write(found, view.window()):
            return
        self._warned = found
        place = self._workspace.file() or self.folder / f"{file_stem('claim', claim)}{_ENDINGS[0]}"
        if path := ask_place(view, "Save claim", place, _SAVE_FILTER, _ENDINGS):
            self.save_path(path, claim)

    def save_path(self, path: Path, claim: Claim) -> bool:
        """Write a claim; when that fails, say why and offer to try again. Whether it was written."""
        content = write_claim(claim)
        try:
            write_whole(path, content)
        except OSError as error:
            ways: tuple[tuple[str, Callable[[], object]], ...] = (
                ("Try again", lambda: self._save_now(path)),
                ("Choose another place…", self.save_as),
            )
            self._workspace.view.message.say(f"{explain(path, error)} Nothing typed is lost.", ways)
            return False
        self.folder = path.parent
        self._workspace.view.message.hide()
        self._workspace.mark_saved(path)
        self._workspace.kept.read_or_written(path, content)
        self.used.emit(path)
        self.saved.emit(path)
        return True

    def may_leave(self, doing: str) -> bool:
        """Whether another claim may take the place of the one in the form; asks when something would be lost.

        `doing` begins the sentence that says so, for example "Opening an example".
        """
        self._workspace.form.commit()
        return self._workspace.is_saved() or self._may_lose((self._workspace.form.draft(),), doing)

    def may_close(self, doing: str) -> bool:
        """Whether every claim of this session may go, also those that only undo would bring back."""
        form = self._workspace.form
        form.commit()
        unsaved = self._workspace.kept.unsaved(form.draft())
        return not unsaved or self._may_lose(unsaved, doing)

    def _may_lose(self, drafts: Sequence[Draft], doing: str) -> bool:
        kept = self._workspace.kept
        asked = [(draft, kept.file(draft)) for draft in drafts]
        answer = ask_before_losing(asked, doing, self._workspace.view.window())
        if answer == Buttons.Save:
            return all(self._is_saved_now(draft) for draft in drafts)
        if answer == Buttons.Discard:
            for draft in drafts:
                kept.let_go(draft)
        return answer == Buttons.Discard

    def _is_saved_now(self, draft: Draft) -> bool:
        """Save a claim of this session, in the form, where what hinders it is said."""
        if draft.origin != self._workspace.form.draft().origin:
            self._workspace.bring_back(draft.origin)
            self.shown.emit()
        self.save()
        return self._workspace.is_saved()

    def open_example(self, example: Example) -> None:
        """Put a bundled claim into the form."""
        if self.may_leave("Opening an example"):
            self._workspace.open_claim(example.claim, f"Open {example.title}", name=example.title)
            self.shown.emit()


def explain(path: Path, error: OSError) -> str:
    """Why a file could not be used, with the reason of the system."""
    why = error.strerror or type(error).__name__
    return f"{path.name} in {path.parent} could not be used: {why[:1].lower()}{why[1:]}."
