"""The claim of a worklist in the form: opened, followed as it is decided, left for the next one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.findings import Review
from app.desktop.claim.check_mode import CheckMode
from app.desktop.claim.files import explain
from app.desktop.claim.reading import Reading
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.worklist.reviewing import RunReviewer
from app.desktop.worklist.view import WorklistView

NONE_OPEN = "No other claim that is shown has an open flag."


class ClaimLink(QObject):
    """Ties the form to the worklist in the view.

    The form knows its claims by their origin, so that undo brings back which one it was too. Signals:
    `changed()` when another claim is in the form or the worklist; `not_kept(str)` with why a decision could
    not be written to the file.
    """

    changed = Signal()
    not_kept = Signal(str)

    def __init__(
        self, view: WorklistView, claims: CheckMode, reviewer: RunReviewer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reviewer = reviewer
        self._alone: Callable[[Claim], Review] | None = None
        self._view = view
        self._claims = claims
        self._numbers: dict[int, int] = {}
        self._seen: dict[int, Claim] = {}
        self._is_connected = False

    def forget(self) -> None:
        """Another worklist is in the view: what is in the form stays there, as a claim of its own."""
        self._numbers.clear()
        self._seen.clear()
        if self._alone is not None:
            self._claims.workspace().reviewer.review = self._alone
        self.changed.emit()

    def number(self) -> int | None:
        """The number of the claim in the form, None when it is not of the worklist."""
        if not self._claims.is_built():
            return None
        return self._numbers.get(self._claims.workspace().form.draft().origin)

    def open(self, number: int) -> bool:
        """Put a claim into the form. False, and a sentence in place, when it cannot be checked or left."""
        worklist = self._view.worklist
        item, row = worklist.item(number), worklist.listing.row(number)
        self._view.message.hide()
        if item.claim is None or item.left:
            kind = "is not checked" if item.claim is not None else "was not read"
            self._view.message.say(
                " ".join((_say_left(row.reference, kind, item.left), *item.notes)), (), "info"
            )
            return False
        workspace = self._workspace()
        if self.number() == number:
            return True
        if not self._claims.commands().files.may_leave("Opening a claim of the worklist"):
            return False
        reading = Reading(() if item.claim.file_warnings else worklist.problems, (*row.beside, *item.notes))
        workspace.open_claim(item.claim, f"Open {row.reference}", name=row.reference, reading=reading)
        workspace.view.message.hide()
        self._numbers[workspace.form.draft().origin] = number
        self._seen[number] = workspace.form.claim()
        self._choose_review(workspace, number)
        self._call(workspace, number)
        self.changed.emit()
        return True

    def next_open(self, step: int = 1) -> int | None:
        """The number of the next (1) or previous (-1) open claim, from the one in the form or the table."""
        here = self.number()
        return self._view.worklist.listing.next_open(here or self._view.table.current(), step)

    def place_words(self) -> str:
        """Where the claim in the form stands among those shown: "2 of 40"; "" when it is of no worklist."""
        number = self.number()
        if number is None:
            return ""
        listing = self._view.worklist.listing
        place, count = listing.claim_place(number), listing.claims_shown()
        return f"{place + 1:,} of {count:,}" if place >= 0 else f"– of {count:,}"

    def _workspace(self) -> ClaimWorkspace:
        workspace = self._claims.workspace()
        if not self._is_connected:
            self._is_connected = True
            workspace.claim_changed.connect(lambda _claim: self._follow(workspace))
            workspace.reviewed.connect(lambda review: self._take_review(workspace, review))
        return workspace

    def _follow(self, workspace: ClaimWorkspace) -> None:
        """What the form says by now is the worklist's too; what cannot be read yet is the form's alone."""
        number = self.number()
        self._choose_review(workspace, number)
        self._call(workspace, number)
        try:
            claim = workspace.form.claim() if number is not None else None
        except InputError:
            claim = None
        if number is not None and claim is not None and claim != self._seen.get(number):
            self._seen[number] = claim
            self._keep(number, claim)
        if number is not None and claim is not None:
            workspace.mark_saved()
        self.changed.emit()

    def _call(self, workspace: ClaimWorkspace, number: int | None) -> None:
        """Show what the worklist calls the claim where it states no reference of its own."""
        name = self._view.worklist.listing.row(number).reference if number is not None else ""
        workspace.form.call_claim(name)

    def _choose_review(self, workspace: ClaimWorkspace, number: int | None) -> None:
        """The claim of a worklist is reviewed beside the others of its patient's day, any other one alone."""
        if self._alone is None:
            self._alone = workspace.reviewer.review
        if number is None:
            workspace.reviewer.review = self._alone
            return
        item, reviewer = self._view.worklist.item(number), self._reviewer
        workspace.reviewer.review = lambda claim: reviewer.review_changed(item, claim)

    def _keep(self, number: int, claim: Claim) -> None:
        try:
            with self._view.changing():
                self._view.worklist.change(number, claim)
        except OSError as error:
            file = self._view.worklist.file
            self.not_kept.emit(explain(file.path, error) if file else str(error))

    def _take_review(self, workspace: ClaimWorkspace, review: Review | None) -> None:
        number = self.number()
        if number is not None and review is not None and workspace.is_current():
            with self._view.changing():
                self._view.worklist.take_review(number, review)


def _say_left(reference: str, kind: str, why: str) -> str:
    """Why a claim cannot be opened; a reason that begins with the claim does not name it again."""
    if why.lower().startswith(f"{reference.lower()}, "):
        why = why[len(reference) + 2 :]
    return f"{reference} {kind}. {why[:1].upper()}{why[1:]}"
