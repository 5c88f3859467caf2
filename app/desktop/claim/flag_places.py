"""Where in the form a flag points, and which flags point to where the keyboard is."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from app.coding.field_path import field_name
from app.coding.findings import Flag
from app.desktop.claim.blocks import Block
from app.desktop.claim.lines_block import LinesBlock
from app.desktop.claim.lines_model import COLUMNS, GUTTER


class FlagPlaces:
    """The fields of the blocks by their paths, and the cells of the lines."""

    def __init__(self, blocks: Sequence[Block], lines: LinesBlock) -> None:
        self._fields = {path: field for block in blocks for path, field in block.fields.items()}
        self._lines = lines

    def find(self, path: str | None, line: int | None, *, focus: bool) -> tuple[QWidget, QRect] | None:
        """The widget and the part of it that a path names, None for no place; `focus` moves the keyboard."""
        field = self._fields.get(path or "")
        if field is not None:
            field.sought.emit()
            if focus:
                field.focus_target().setFocus()
            return field.control, field.control.rect()
        view, model = self._lines.view, self._lines.model
        if line is None or line >= model.rowCount():  # the last row is no line yet
            return None
        column = COLUMNS.get(field_name(path), GUTTER)
        if focus:
            view.go_to(line - 1, column)
            view.setFocus()
        return view.viewport(), view.visualRect(model.index(line - 1, column))

    def flags_at_focus(self, flags: Sequence[Flag]) -> tuple[Flag, ...]:
        """Those of `flags` on the field or line that has the keyboard, worst first."""
        view = self._lines.view
        if view.is_active():
            return tuple(flag for flag in flags if flag.line == view.current_row() + 1)
        focus = QApplication.focusWidget()
        if focus is None:
            return ()
        fields = (each for each in self._fields.values() if focus is each or each.isAncestorOf(focus))
        return next((field.mark.flags() for field in fields), ())
