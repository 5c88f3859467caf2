"""The file of the worklist: saving it, what is said when that fails, and the question before it is lost."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from app.claims.identifiers import identifiers
from app.claims.worklist.file import ENDING
from app.claims.worklist.item import Item
from app.coding.sentences import count_of
from app.desktop.claim.files import explain
from app.desktop.claim.leaving import may_write_all_the_same
from app.desktop.widgets.asking import Buttons, ask
from app.desktop.widgets.banner import Banner
from app.desktop.widgets.save_place import ask_place
from app.desktop.worklist.view import WorklistView

_KIND = "Worklists (*.npw)"


class Keeping(QObject):
    """Signals: `saved(Path)` after the worklist was written to a file that the user chose."""

    saved = Signal(object)

    def __init__(self, view: WorklistView, banner: Banner, parent: QObject | None = None) -> None:
        """`banner` is seen in every mode: a decision is made in Check."""
        super().__init__(parent)
        self._view = view
        self._banner = banner
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._own = documents if documents.is_dir() else Path.home()
        self.folder = self._own

    def save(self) -> None:
        """Save the worklist; one that has a file already writes what that lacks."""
        file = self._view.worklist.file
        if file is None:
            self.save_as()
        elif self._write_owed():
            self.saved.emit(file.path)
        else:
            self.save_path(file.path)

    def save_as(self) -> None:
        """Ask for a place and write the worklist there."""
        worklist = self._view.worklist
        named = sum(1 for item in worklist.items() if item.claim is not None and any(identifiers(item.claim)))
        if named and not self._may_write(named):
            return
        folder = self._own if worklist.is_read_only else self.folder
        place = worklist.file.path if worklist.file else folder / f"{Path(worklist.name).stem}{ENDING}"
        path = ask_place(self._view, "Save worklist", place, _KIND, (ENDING,))
        if path:
            self.save_path(path)

    def save_path(self, path: Path) -> bool:
        """Write the worklist; when that fails, say why and offer ways on. Whether it was written."""
        try:
            self._view.worklist.save(path)
        except OSError as error:
            ways = (("Try again", lambda: self.save_path(path)), ("Choose another place…", self.save_as))
            self._view.message.say(
                f"The worklist was not saved. {explain(path, error)} Nothing is lost.", ways
            )
            self.say_not_kept(explain(path, error))
            return False
        self.folder = path.parent
        self._view.message.hide()
        self.follow()
        self.saved.emit(path)
        return True

    def say_not_kept(self, sentence: str) -> None:
        """Decisions could not be written: say of how many claims, wherever the user is."""
        worklist = self._view.worklist
        if worklist.file is not None and worklist.owed:
            words = owed_words(len(worklist.owed), sentence)
            self._banner.say(words, "Try again", self.save)
        self._view.refresh()

    def say_read_only(self, damage: str) -> None:
        """The file cannot be written: decisions need another one. `damage` says what it lost, "" nothing."""
        words = f"{damage} {read_only_words(self._view.worklist.name, 0)}".strip()
        self._view.message.say(words, (("Save as…", self.save_as),), "warning" if damage else "info")

    def follow(self) -> None:
        """The banner goes once everything is written, and not before."""
        worklist = self._view.worklist
        if worklist.is_kept:
            self._banner.say("", "", self.save)
        elif worklist.is_read_only:
            self._banner.say(read_only_words(worklist.name, len(worklist.owed)), "Save as…", self.save_as)
        self._view.refresh()

    def _write_owed(self) -> bool:
        """Whether the file lacks nothing, or took by now what it lacked."""
        try:
            self._view.worklist.write_owed()
        except OSError:
            return False
        self.follow()
        return True

    def may_leave(self, doing: str) -> bool:
        """Whether the worklist may go. Asks when decisions or changes would go with it."""
        if self._view.worklist.is_kept:
            return True
        words = losing_words(self._view.worklist.name, self._view.worklist.items(), doing)
        answers = Buttons.Save | Buttons.Discard | Buttons.Cancel
        answer = ask(self._view, "Needlepoint", words, answers, Buttons.Save)
        if answer == Buttons.Save:
            self.save()
            return self._view.worklist.is_kept
        return answer == Buttons.Discard

    def _may_write(self, named: int) -> bool:
        looks = count_of(named, "claim has text that looks", "claims have text that looks")
        words = f"{looks} as if it named a person. It will stand in the file. Go back, or go on."
        return may_write_all_the_same(self._view, "Save worklist", words)


def losing_words(name: str, items: Iterable[Item], doing: str) -> str:
    """What of a worklist would be lost."""
    touched = sum(1 for item in items if item.changed or (item.claim is not None and item.claim.dispositions))
    what = count_of(touched, "claim")
    return f"You decided about or changed {what} of {name}, and that is not saved. {doing} loses it."


def read_only_words(name: str, count: int) -> str:
    """That a worklist cannot be written, and how many claims were decided about or changed all the same."""
    memory = (
        f"{count_of(count, 'claim')} that you decided about or changed: in memory only. " if count else ""
    )
    return f"{memory}{name} can only be read. Decisions are kept once you save it in another place (Save as)."


def owed_words(count: int, because: str) -> str:
    """How many claims the file has not as they are by now, why, and what is next."""
    are = ("claim that you decided about or changed is", "claims that you decided about or changed are")
    next_ = "The next decision tries again; or save the worklist as another file."
    return f"{count_of(count, *are)} not in the file yet. {because} {next_}"
