"""The Check mode: the claim workspace and its commands, made when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.coding.claim import Claim
from app.coding.findings import Review
from app.desktop.look.look import Look

if TYPE_CHECKING:
    from app.claims.draft import Draft
    from app.coding.library import ReferenceLibrary
    from app.desktop.claim.commands import ClaimCommands
    from app.desktop.claim.workspace import ClaimWorkspace

# What `ClaimCommands.table` answers, known here so that the menus can be made before it.
CLAIM_COMMANDS = (
    "new_claim",
    "open_claim",
    "save_claim",
    "save_claim_as",
    "export_checklist",
    "undo",
    "redo",
    "next_flag",
    "previous_flag",
    "make_edit",
    "flag_fixed",
    "flag_accepted",
    "flag_not_applicable",
    "flag_open",
    "remove_line",
    "line_up",
    "line_down",
    "clear_claim",
)


class CheckMode(QWidget):
    """The place of the claim form.

    Signals: built(ClaimWorkspace, ClaimCommands) once, when they were made.
    """

    built = Signal(object, object)

    def __init__(
        self,
        look: Look,
        library: ReferenceLibrary,
        review: Callable[[Claim], Review],
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._look = look
        self._library = library
        self._review = review
        self._today = today
        self._workspace: ClaimWorkspace | None = None
        self._making: Iterator[None] | None = None
        self._commands: ClaimCommands | None = None
        self.setProperty("surface", "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def is_built(self) -> bool:
        """Whether there is a form in its place."""
        return self._commands is not None

    def prepare(self) -> ClaimWorkspace:
        """The workspace, made now if it was not; out of sight until `workspace` puts it in its place."""
        for _ in self.steps():
            pass
        if self._workspace is None:
            raise RuntimeError("the steps make the workspace")
        return self._workspace

    def steps(self) -> Iterator[None]:
        """Make the workspace out of sight, a part of it with each step that is left."""
        if self._making is None:
            self._making = self._make()
        yield from self._making

    def _make(self) -> Iterator[None]:
        from app.desktop.claim.flag_detail import FlagDetail
        from app.desktop.claim.flags import FlagsPanel
        from app.desktop.claim.making import make_view
        from app.desktop.claim.workspace import ClaimWorkspace

        look, library = self._look, self._library
        view = yield from make_view(look, self._label, library.places(), library.payers(), self._today, self)
        yield
        asked = (lambda cited: self.prepare().source(cited), lambda flag: self.prepare().primaries(flag))
        detail = FlagDetail(look, *asked)
        yield
        panel = FlagsPanel(look, *asked, detail=detail)
        yield
        self._workspace = ClaimWorkspace(
            look, self._library, self._review, self._today, self, view=view, panel=panel
        )

    def _label(self, code: str) -> str:
        return self._library.label(code)

    def workspace(self) -> ClaimWorkspace:
        """The workspace, made and put in its place now if it was not."""
        made = self.prepare()
        if self._commands is None:
            from app.desktop.claim.commands import ClaimCommands

            self._column.addWidget(made.view)
            made.view.show()  # now, not in the next turn: what is out of sight keeps no keyboard
            self._commands = ClaimCommands(made, self)
            self.built.emit(made, self._commands)
        return made

    def check_codes(self, codes: Sequence[str], on: date | None = None) -> None:
        """Put codes on the claim, on a new one where the form has a claim with other codes.

        `on` is the date of a new claim, where another than the usual. The claim that was in the form is put
        aside, with the ways back to it and to the codes on it.
        """
        workspace = self.workspace()
        workspace.form.commit()
        left = workspace.form.draft()
        stays = not left.lines or {line.code for line in left.lines}.issuperset(codes)
        if not stays:
            workspace.clear()
        draft = workspace.form.draft()
        if on is not None and not draft.lines and draft.date_of_service == workspace.new_date():
            workspace.form.change("Date of the page", draft.with_value("date_of_service", on))
        workspace.check_with(codes)
        if not stays:
            self._say_new_claim(workspace, left, codes)

    def _say_new_claim(self, workspace: ClaimWorkspace, left: Draft, codes: Sequence[str]) -> None:
        from app.desktop.claim.new_claim import say_new_claim

        def add() -> None:
            workspace.bring_back(left.origin)
            workspace.check_with(codes)

        say_new_claim(workspace, left, ((f"Add {' and '.join(codes)} to it", add),))

    def commands(self) -> ClaimCommands:
        """The commands of the claim side."""
        self.workspace()
        if self._commands is None:
            raise RuntimeError("the workspace is made together with its commands")
        return self._commands

    def run(self, name: str) -> None:
        """Do a command of `CLAIM_COMMANDS`."""
        self.commands().table()[name]()

    def may_close(self) -> bool:
        """Whether the window may close; asks when a claim would be lost."""
        return self._commands is None or self._commands.may_close()

    def set_library(self, library: ReferenceLibrary) -> None:
        """Look things up in another library: the editions changed."""
        self._library = library
        if self._workspace:
            self._workspace.library = library
            self._workspace.refresh()
