"""The audit sample of the worklist that is open: drawn or opened, shown as a filter, kept and appraised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.audit.folder import write_answers
from app.audit.worklist import AuditSample
from app.claims.worklist.part import Part, part_words
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.library import ReferenceLibrary
from app.coding.sentences import count_of
from app.desktop.claim.files import explain
from app.desktop.look.look import Look
from app.desktop.widgets.asking import Buttons, ask
from app.desktop.worklist.audit.appraisal_dialog import AppraisalDialog
from app.desktop.worklist.audit.draw_dialog import DrawDialog
from app.desktop.worklist.audit.sampler import Sampler
from app.desktop.worklist.reviewing import RunReviewer
from app.desktop.worklist.view import WorklistView

NOT_READ = "The file is not read to its end, and a sample would miss what is left. Draw it once it is."
NONE_DRAWN = "No sample is drawn of this worklist."


class Auditing(QObject):
    """Signals: `saved(Path, str)` with what was written in words, `opened(number)` when a claim is wanted."""

    saved = Signal(object, str)
    opened = Signal(int)

    def __init__(
        self,
        look: Look,
        view: WorklistView,
        reviewer: RunReviewer,
        title_of: Callable[[str], str],
        is_read: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_read`: every claim of the file is in the worklist."""
        super().__init__(parent)
        self._is_read = is_read
        self._look, self._view, self._reviewer, self._title_of = look, view, reviewer, title_of
        self.sample: AuditSample | None = None
        self.folder = Path.home()
        self._asks = False
        self.sampler = Sampler(reviewer.look, lambda claim: _checklist(claim, reviewer.library), self)
        self.sampler.drawn.connect(self._take)
        self.sampler.found.connect(self._take)
        self.sampler.written.connect(self._keep)
        self.sampler.failed.connect(self._say)
        view.sample_row.saving_asked.connect(self.save)
        view.sample_row.appraisal_asked.connect(self.appraise)
        view.sample_row.end_asked.connect(self.end)

    def make_dialog(self) -> DrawDialog:
        """The dialog of a new sample, of the worklist as it stands."""
        dialog = DrawDialog(self._look, self._view.worklist, self.sampler, self._part(), self._view.window())
        dialog.opening_asked.connect(lambda: self._open_instead(dialog))
        dialog.finished.connect(lambda _result: self._end_dialog(dialog))
        self._asks = True
        return dialog

    def ask(self) -> None:
        """Ask what is to be drawn, and draw it."""
        if not self._is_read():
            self._view.message.say(NOT_READ, (("Audit sample…", self.ask),), "info")
        elif self.may_leave("Drawing another sample"):
            self.make_dialog().exec()

    def open(self) -> None:
        """Ask for the folder of a sample that was kept, and go on with it."""
        chosen = QFileDialog.getExistingDirectory(self._view, "Open sample", str(self.folder))
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, folder: Path) -> None:
        """Go on with the sample of a folder."""
        self.folder = folder.parent
        self.sampler.find(folder, tuple(self._view.worklist.lines))

    def save(self) -> None:
        """Ask for a new folder, and write the sample there."""
        sample = self.sample
        if sample is None:
            return
        proposed = self.folder / f"sample-{_in_a_name(sample.record.design.seed)}"
        chosen, _ = QFileDialog.getSaveFileName(
            self._view, "Save sample as a new folder", str(proposed), "Folder (*)"
        )
        if chosen:
            self.save_path(Path(chosen))

    def save_path(self, path: Path) -> None:
        """Write the sample into a new folder: report, record, worksheet and a checklist for each claim."""
        if self.sample is not None:
            self.folder = path.parent
            self.sampler.write(path, self.sample, tuple(self._view.worklist.lines))

    def make_appraisal(self) -> AppraisalDialog | None:
        """The dialog of the appraisal; None while no sample is drawn."""
        if self.sample is None:
            return None
        rows = self._view.worklist.listing
        dialog = AppraisalDialog(self._look, self.sample, rows.row, self.folder, self._view.window())
        dialog.changed.connect(self._answered)
        dialog.opened.connect(self.opened)
        dialog.saved.connect(self.saved)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        return dialog

    def appraise(self) -> None:
        """Ask what was found, and show what it means."""
        if (dialog := self.make_appraisal()) is None:
            self._view.message.say(NONE_DRAWN, (("Audit sample…", self.ask),), "info")
        else:
            dialog.exec()

    def end(self) -> None:
        """Let the sample go; what its folder has stays there."""
        if self.may_leave("Ending the sample"):
            self.forget()

    def forget(self) -> None:
        """Another worklist is there, or the sample is to go."""
        self.sampler.stop()
        self.sample = None
        self._show(filtered=False)

    def may_leave(self, doing: str) -> bool:
        """Whether the sample may go. Asks when answers would go with it."""
        sample = self.sample
        if sample is None or not (sample.is_owed and sample.answers):
            return True
        answers = count_of(len(sample.answers), "claim")
        words = f"You answered for {answers} of the sample, and that is not saved. {doing} loses it."
        ways = Buttons.Discard | Buttons.Cancel
        return ask(self._view, "Needlepoint", words, ways, Buttons.Cancel) == Buttons.Discard

    def _end_dialog(self, dialog: DrawDialog) -> None:
        self._asks = False
        dialog.deleteLater()

    def _open_instead(self, dialog: DrawDialog) -> None:
        dialog.reject()
        self.open()

    def _take(self, sample: AuditSample) -> None:
        self.sample = sample
        self._show(filtered=True)

    def _keep(self, folder: Path) -> None:
        """The folder is there: the answers that were given before go into its worksheet."""
        if self.sample is not None:
            self.sample.folder = folder
            self._answered()
            self.saved.emit(folder, f"sample in {folder.name}")

    def _answered(self) -> None:
        """Write the answers as they are by now, if there is a folder."""
        sample = self.sample
        if sample is not None and sample.folder is not None:
            try:
                write_answers(sample.folder, sample.answers)
                sample.is_owed = False
            except OSError as error:
                self._say(explain(sample.folder, error))
            except InputError as error:
                self._say(str(error))
        self._show(filtered=False)

    def _show(self, *, filtered: bool) -> None:
        row, filters = self._view.sample_row, self._view.filters
        row.show_sample(self.sample)
        if filtered or self.sample is None:
            filters.offer_sample(self.sample.items() if self.sample else None)

    def _say(self, why: str) -> None:
        if not self._asks:  # else the dialog says it
            self._view.message.say(why)

    def _part(self) -> str:
        """Which claims the filter shows, in words; "" where it shows all, or a sample drawn before."""
        listing, view = self._view.worklist.listing, self._view
        if listing.choice.sample is not None or listing.claims_shown() == listing.claims():
            return ""
        part = Part(listing.claims_shown(), listing.claims(), listing.choice)
        return part_words(part, view.payers, view.places, self._title_of)


def _checklist(claim: Claim, library: ReferenceLibrary) -> bytes:
    """The checklist of a claim by itself: `verify` reviews it so again."""
    from app.checklist import render
    from app.coding.claim import without_decisions
    from app.review import review

    return render(review(without_decisions(claim), library), claim, library)


def _in_a_name(seed: str) -> str:
    """A seed as a part of a file's name."""
    return "".join(sign if sign.isalnum() else "-" for sign in seed).strip("-") or "seed"
