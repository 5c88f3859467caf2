"""The claim form: encounter, lines and documentation over one draft, with undo of everything."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.claims import draft_lines
from app.claims.decisions import decide
from app.claims.draft import Draft, Problem, claim_of, draft_line, find_problems
from app.claims.edits import apply_edit
from app.coding.claim import Claim
from app.coding.dispositions import State
from app.coding.errors import InputError
from app.coding.field_path import line_index, line_path
from app.coding.findings import Edit, Flag
from app.coding.words import Severity
from app.desktop.claim.blocks import Block, EncounterBlock
from app.desktop.claim.documentation_block import DocumentationBlock
from app.desktop.claim.field import Ring
from app.desktop.claim.flag_places import FlagPlaces
from app.desktop.claim.history import History, UndoKeys
from app.desktop.claim.lines_block import LinesBlock
from app.desktop.look.look import Look
from app.desktop.widgets.announcing import announce

_MARGIN = 24
_SECTION_GAP = 22


class FormBlocks(NamedTuple):
    """What the form shows one below the other. They have no parent until the form takes them."""

    encounter: EncounterBlock
    lines: LinesBlock
    documentation: DocumentationBlock


class ClaimForm(QWidget):
    """The form on its page.

    `set_draft` shows without a signal; only changes by the user, undo and redo among them, give one.

    Signals: `committing()` when what is being typed about the claim elsewhere should be taken too;
    `changed()` after a change by the user; `flag_chosen(Flag)` when a shape in the form is clicked;
    `pointed(QRect)` when the page should scroll to a part of the form.
    """

    committing = Signal()
    changed = Signal()
    pointed = Signal(QRect)
    flag_chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        blocks: FormBlocks,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft = Draft()
        self._today = today
        self._flags: tuple[Flag, ...] = ()
        self.history = History(self._show_and_announce)
        self.encounter, self.lines, self.documentation = blocks
        self._ring = Ring(look, self)
        self._blocks: tuple[Block, ...] = (self.encounter, self.documentation)
        self._places = FlagPlaces(self._blocks, self.lines)
        self._undo_keys = UndoKeys(self)
        self._lay_out(look)
        self._connect()

    # The draft and the claim

    def draft(self) -> Draft:
        """What stands in the form."""
        return self._draft

    def set_draft(self, draft: Draft) -> None:
        """Show a draft as a fresh start: no signal, nothing to undo."""
        self.history.stack.clear()
        self._show(draft)

    def claim(self) -> Claim:
        """The claim in the form. Raises InputError with one sentence when something typed cannot be read."""
        return claim_of(self._draft)

    def problems(self) -> tuple[Problem, ...]:
        """Why the draft is not a claim yet."""
        return find_problems(self._draft)

    def commit(self) -> None:
        """Take what is still being typed, before something is done with the claim."""
        self.lines.view.commit()
        for block in self._blocks:
            block.commit()
        self.committing.emit()

    # Changes that come from outside

    def change(self, text: str, after: Draft, key: str = "") -> None:
        """Make a change of the user, to be undone as one step named `text`."""
        self.history.take(text, self._draft, after, key)

    def apply(self, edit: Edit) -> None:
        """Make the edit that a flag offers."""
        before, row = self._draft, edit.line - 1
        if edit.field == "line":
            after = draft_lines.remove_line(before, row)
        elif edit.field == "code":
            after = draft_lines.edit_cell(before, row, "code", str(edit.value))
        else:
            rows = tuple(draft_line(line) for line in apply_edit(self.claim(), edit).lines)
            after = msgspec.structs.replace(before, lines=rows)
        self.change(edit.label, after)

    def add_procedure(self, code: str, line: int) -> None:
        """Add a procedure that was chosen for the add-on on line `line`, and show where it went."""
        self.change(f"Add {code}", draft_lines.add_procedure(self._draft, code, line - 1))
        added = len(self._draft.lines)
        self.go_to_field(line_path(added - 1, "code"), added, focus=False)

    def paste(self, text: str) -> None:
        """Put pasted lines into the grid; what cannot be read is said below it and nothing changes."""
        self._paste(self.lines.view.current_row(), text)

    def remove_current_line(self) -> None:
        """Remove the line of the current cell, when the keyboard is in the grid."""
        if not self.lines.view.is_active():
            return
        self.lines.view.commit()
        self.change("Remove line", draft_lines.remove_line(self._draft, self.lines.view.current_row()))

    def move_current_line(self, step: int) -> None:
        """Move the current line up (-1) or down (1) with its cell, when the keyboard is in the grid."""
        view = self.lines.view
        if not view.is_active():
            return
        view.commit()
        row, after = view.current_row(), draft_lines.move_line(self._draft, view.current_row(), step)
        if after != self._draft:
            self.change("Move line", after)
            view.go_to(row + step, max(view.currentIndex().column(), 0))

    def decide(self, flag: Flag, state: State, reason: str = "") -> None:
        """Record what the coder decided about a flag; "open" takes an earlier decision back."""
        given, codes = self._draft.dispositions, [line.code for line in self._draft.lines]
        kept = decide(flag, state, reason, given, codes, self._today())
        self.change("Disposition", msgspec.structs.replace(self._draft, dispositions=kept))

    # Flags

    def set_flags(self, flags: Sequence[Flag], *, reviewed: bool = True) -> None:
        """Show the shapes of a review after labels and in cells, or that there is no review."""
        self._flags = tuple(flags)
        self.lines.model.set_flags(flags, reviewed=reviewed)
        for block in self._blocks:
            block.set_flags(flags)

    def call_claim(self, name: str) -> None:
        """Show in an empty reference what the claim is called elsewhere, such as in its worklist."""
        field = self.encounter.fields["reference"].control
        if isinstance(field, QLineEdit):
            field.setPlaceholderText(name)

    def set_quotes(self, quotes: Mapping[str, str]) -> None:
        """Show which values are of a note, with its words, by the path of the field."""
        for block in self._blocks:
            for path, field in block.fields.items():
                field.set_quote(quotes.get(path, ""))

    def flags_at_focus(self) -> tuple[Flag, ...]:
        """The flags on the field or line that has the keyboard, worst first."""
        return self._places.flags_at_focus(self._flags)

    def go_to_flag(self, flag: Flag, focus: bool) -> bool:
        """Scroll to what a flag is about and tint it; `focus` puts the keyboard there. False: no place."""
        return self._point_to(flag.field, flag.line, flag.severity, focus=focus)

    def go_to_field(self, path: str | None, line: int | None, focus: bool) -> bool:
        """Scroll to a field or cell and ring it; with `focus`, move the keyboard there."""
        return self._point_to(path, line, None, focus=focus)

    # Inside

    def _point_to(
        self, path: str | None, line: int | None, severity: Severity | None, *, focus: bool
    ) -> bool:
        place = self._places.find(path, line, focus=focus)
        if place is None:
            return False
        widget, rect = place
        self.pointed.emit(QRect(widget.mapTo(self, rect.topLeft()), rect.size()))
        self._ring.show_around(widget, rect, severity)
        return True

    def _connect(self) -> None:
        for block in self._blocks:
            block.stated.connect(self._state)
            block.unread.connect(self._record_unread)
            block.flag_chosen.connect(self.flag_chosen)
        self.lines.model.cell_edited.connect(self._edit_cell)
        self.lines.view.cleared.connect(lambda row, field: self._edit_cell(row, field, ""))
        self.lines.view.pasted.connect(self._paste)
        self.lines.view.gutter_chosen.connect(self._choose_gutter)
        self.lines.view.current_moved.connect(self._follow_cell)
        for edit in self.findChildren(QLineEdit):
            edit.installEventFilter(self._undo_keys)

    def _follow_cell(self) -> None:
        view = self.lines.view
        if view.hasFocus():
            rect = view.visualRect(view.currentIndex())
            self.pointed.emit(QRect(view.viewport().mapTo(self, rect.topLeft()), rect.size()))

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        margin = look.px(_MARGIN)
        column.setContentsMargins(margin, look.px(14), margin, margin)
        column.setSpacing(look.px(_SECTION_GAP))
        for block in (self.encounter, self.lines, self.documentation):
            column.addWidget(block)
        column.addStretch(1)

    def _state(self, path: str, value: object) -> None:
        self.change("Typing", self._draft.with_value(path, value), path)

    def _record_unread(self, path: str, text: str) -> None:
        self.change("Typing", self._draft.with_unread(path, text), path)

    def _edit_cell(self, row: int, field: str, text: str) -> None:
        self.change("Edit line", draft_lines.edit_cell(self._draft, row, field, text))

    def _paste(self, row: int, text: str) -> None:
        try:
            self.change("Paste", draft_lines.insert_text(self._draft, row, text))
        except InputError as error:
            sentence = f"Nothing was pasted. {error}"
            self.lines.set_problem(sentence)
            announce(self, sentence, urgent=True)

    def _choose_gutter(self, row: int) -> None:
        of_line = [flag for flag in self._flags if flag.line == row + 1]
        if of_line:
            self.flag_chosen.emit(of_line[0])

    def _show_and_announce(self, draft: Draft) -> None:
        self._show(draft)
        self.changed.emit()

    def _show(self, draft: Draft) -> None:
        self._draft = draft
        self.lines.model.set_lines(draft.lines)
        for block in self._blocks:
            block.show_draft(draft)
        self._show_problems()

    def _show_problems(self) -> None:
        found = {problem.field: problem.sentence for problem in reversed(self.problems())}
        for block in self._blocks:
            for path, field in block.fields.items():
                field.set_problem(found.get(path, ""))
        on_lines = (each.sentence for each in self.problems() if line_index(each.field) is not None)
        self.lines.set_problem(next(on_lines, ""))
