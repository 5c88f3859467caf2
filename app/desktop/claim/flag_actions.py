"""What flags and form do to each other: jumps both ways, offered edits, chosen primaries, decisions."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.coding.dispositions import STATES, State
from app.coding.field_path import line_index
from app.coding.findings import Edit, Flag
from app.desktop.claim.flags import FlagsPanel
from app.desktop.claim.flags_model import place_words
from app.desktop.claim.form import ClaimForm
from app.desktop.widgets.announcing import announce


class FlagActions(QObject):
    """Answers the panel and the commands. Edits are made only while the flags are of this claim.

    Signals: `expand_asked()` when the panel should show.
    """

    expand_asked = Signal()

    def __init__(
        self, form: ClaimForm, panel: FlagsPanel, is_current: Callable[[], bool], parent: QObject
    ) -> None:
        """`is_current` says whether the review shown is of the claim as it stands."""
        super().__init__(parent)
        self._form = form
        self._panel = panel
        self._is_current = is_current
        panel.flag_chosen.connect(lambda flag: form.go_to_flag(flag, focus=False))
        panel.flag_entered.connect(lambda flag: form.go_to_flag(flag, focus=True))
        panel.edit_asked.connect(self._apply)
        panel.primary_picked.connect(self._add_primary)
        panel.disposed.connect(self._decide)
        panel.field_asked.connect(self.go_to_field)
        form.flag_chosen.connect(self._choose)
        form.committing.connect(panel.detail.commit)

    def make_edit(self) -> None:
        """Make the edit that the selected flag offers."""
        self._panel.detail.make_edit()

    def go_to_flag(self) -> None:
        """Put the keyboard into the field of the selected flag."""
        flag = self._panel.current_flag()
        if flag is not None:
            self._form.go_to_flag(flag, focus=True)

    def step_flag(self, step: int) -> None:
        """Select the next or previous flag and tint its field; from a flagged field, first the flag on it."""
        self._form.commit()
        here = self._form.flags_at_focus()
        if here and self._panel.current_flag() not in here:
            self._panel.choose(here[0])
        else:
            self._panel.step(step)

    def decide(self, state: State) -> bool:
        """Decide about the selected flag; where a reason is needed, the keyboard goes there. False: none."""
        self._form.commit()
        if self._panel.current_flag() is None:
            return False
        self.expand_asked.emit()
        self._panel.decide(state)
        return True

    def go_to_field(self, path: str) -> None:
        """Put the keyboard into a field or cell by its path, as "lines[0].units"."""
        index = line_index(path)
        self._form.go_to_field(path, None if index is None else index + 1, focus=True)

    def _choose(self, flag: Flag) -> None:
        self.expand_asked.emit()
        self._panel.choose(flag)

    def _decide(self, flag: Flag, state: State, reason: str) -> None:
        """Record a decision, and say it: the flag's row moves away from where the keyboard is."""
        announce(self._panel, f"{STATES[state]}: {self._panel.model.title(flag)}, {place_words(flag)}.")
        self._form.decide(flag, state, reason)

    def _apply(self, edit: Edit) -> None:
        self._form.commit()
        if self._is_current():
            self._form.apply(edit)

    def _add_primary(self, flag: Flag, code: str) -> None:
        self._form.commit()
        if self._is_current() and flag.line is not None:
            self._form.add_procedure(code, flag.line)
