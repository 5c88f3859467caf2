"""The commands of the claim side, by their names in the window's table of commands."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.checklist import Options
from app.coding.dispositions import State
from app.coding.errors import InputError, InstallationError
from app.desktop.claim.files import ClaimFiles
from app.desktop.claim.workspace import ClaimWorkspace

if TYPE_CHECKING:
    from app.desktop.claim.export import ExportDialog

NO_FLAG = "There is no flag to decide about: select one first."
NO_LINES = "There is no claim to export: type or open one first."


class ClaimCommands(QObject):
    """What menus and keys do to the claim.

    Signals: `saved(Path)` after a claim or checklist was written; `shown()` when a claim came into the form.
    """

    saved = Signal(object)
    shown = Signal()

    def __init__(self, workspace: ClaimWorkspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.files = ClaimFiles(workspace, self)
        self.options = Options()
        self.files.saved.connect(self.saved)
        self.files.shown.connect(self.shown)

    def table(self) -> dict[str, Callable[[], None]]:
        """What each command does, by its name in the window's table."""
        workspace, stack = self._workspace, self._workspace.form.history.stack
        return {
            "new_claim": workspace.begin,
            "open_claim": self.files.open,
            "save_claim": self.files.save,
            "save_claim_as": self.files.save_as,
            "export_checklist": self.export,
            "undo": lambda: self._step(stack.undo),
            "redo": lambda: self._step(stack.redo),
            "next_flag": lambda: workspace.flags.step_flag(1),
            "previous_flag": lambda: workspace.flags.step_flag(-1),
            "make_edit": workspace.flags.make_edit,
            "flag_fixed": partial(self._decide, "fixed"),
            "flag_accepted": partial(self._decide, "accepted"),
            "flag_not_applicable": partial(self._decide, "not-applicable"),
            "flag_open": partial(self._decide, "open"),
            "remove_line": workspace.form.remove_current_line,
            "line_up": lambda: workspace.form.move_current_line(-1),
            "line_down": lambda: workspace.form.move_current_line(1),
            "clear_claim": workspace.clear,
        }

    def _step(self, step: Callable[[], None]) -> None:
        """Undo or redo; what is still being typed is a step of its own, so that redo brings it back."""
        self._workspace.form.commit()
        step()

    def _decide(self, state: State) -> None:
        if not self._workspace.flags.decide(state):
            self._workspace.view.message.say(NO_FLAG, severity="info", passes=True)

    def export(self) -> None:
        """Show the checklist of the claim as it stands, to be saved or printed."""
        dialog = self.make_export_dialog()
        if dialog is not None:
            dialog.exec()
            self.options = dialog.options
            self.files.folder = dialog.folder
            dialog.deleteLater()

    def make_export_dialog(self) -> "ExportDialog | None":
        """The dialog for the claim as it stands; None, and a sentence in place, when there is none."""
        workspace = self._workspace
        try:
            claim, review = workspace.review_now()
            if not claim.lines:
                raise InputError(NO_LINES)
        except (InputError, InstallationError) as error:
            self.files.say_not_yet(f"No checklist yet. {error}")
            return None
        from app.desktop.claim.export import ExportDialog  # Qt PDF and the typesetter load here

        dialog = ExportDialog(
            workspace.look,
            claim,
            review,
            workspace.library,
            replace(self.options, quotes=()),  # those of another claim
            self.files.folder,
            workspace.view.window(),
            tuple(workspace.kept.quotes.of(workspace.form.draft()).items()),
        )
        dialog.saved.connect(lambda _: workspace.mark_exported() if dialog.options.attaches else None)
        dialog.saved.connect(self.saved)
        return dialog

    def may_close(self) -> bool:
        """Whether the window may close: asks only when a claim would be lost."""
        return self.files.may_close("Closing Needlepoint")
