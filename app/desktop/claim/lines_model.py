"""The claim lines as a table: one row a line, and an empty one after them that is never a line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.claims.draft import DraftLine
from app.claims.draft_lines import write_cell
from app.claims.source import source_of_line
from app.coding.field_path import field_name
from app.coding.fields import LINE_FIELDS
from app.coding.findings import Flag
from app.coding.words import SEVERITIES, Severity

GUTTER, CODE, LABEL, MODIFIERS, UNITS, DIAGNOSES, ENCOUNTER = range(7)
FIELDS = {
    CODE: "code",
    MODIFIERS: "modifiers",
    UNITS: "units",
    DIAGNOSES: "diagnoses",
    ENCOUNTER: "encounter",
}
COLUMNS = {field: column for column, field in FIELDS.items()}
_SHOWN = {COLUMNS[field.name]: field for field in LINE_FIELDS if field.name in COLUMNS}
_COLUMNS = range(CODE, ENCOUNTER + 1)
_WHAT = "What it is"
HEADS = ("", *(_SHOWN[each].label_in_form if each in _SHOWN else _WHAT for each in _COLUMNS))
NAMES = ("Flags", *(_SHOWN[each].label if each in _SHOWN else _WHAT for each in _COLUMNS))
NUMERIC = (UNITS, ENCOUNTER)

LINE_ROLE = Qt.ItemDataRole.UserRole + 1  # the DraftLine of the row, None on the empty one
MARK_ROLE = Qt.ItemDataRole.UserRole + 2  # the worst Severity on the cell; on GUTTER that of the whole line

_BY_SEVERITY = tuple(SEVERITIES)
_Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractTableModel):
    """Rows of a draft with the shapes of the flags on them.

    Signals: `cell_edited(row, field, text)` when an editor commits; the model changes only by `set_lines`.
    """

    cell_edited = Signal(int, str, str)

    def __init__(self, label_of: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label_of = label_of
        self._lines: tuple[DraftLine, ...] = ()
        self._flags: dict[tuple[int, int], list[Flag]] = {}
        self._is_reviewed = False

    def set_lines(self, lines: Sequence[DraftLine]) -> None:
        """Show these lines.

        Rows come and go behind the empty one, which turns into a line, so that the current cell keeps its
        place.
        """
        before, old, new = self._lines, len(self._lines), len(lines)
        if new > old:
            self.beginInsertRows(QModelIndex(), old + 1, new)
        elif new < old:
            self.beginRemoveRows(QModelIndex(), new + 1, old)
        self._lines = tuple(lines)
        if new > old:
            self.endInsertRows()
        elif new < old:
            self.endRemoveRows()
        both = min(old, new)
        self._tell([row for row in range(both) if before[row] != lines[row]], range(both, new + (old != new)))

    def set_flags(self, flags: Sequence[Flag], *, reviewed: bool = True) -> None:
        """Mark lines and cells with the flags of a review; without one there is no word of flags."""
        before, was_reviewed = self._flags, self._is_reviewed
        self._flags, self._is_reviewed = {}, reviewed
        for flag in flags:
            if flag.line is None:
                continue
            self._flags.setdefault((flag.line - 1, GUTTER), []).append(flag)
            column = COLUMNS.get(field_name(flag.field))
            if column is not None:
                self._flags.setdefault((flag.line - 1, column), []).append(flag)
        if reviewed != was_reviewed:
            self._tell(range(len(self._lines) + 1))  # each says in words whether it was looked at
        else:
            cells = before.keys() | self._flags.keys()
            self._tell([cell[0] for cell in cells if before.get(cell) != self._flags.get(cell)])

    def _tell(self, *rows: Sequence[int]) -> None:
        """Tell that rows changed: only those, for each cell of the others would be painted again."""
        changed = [row for part in rows for row in part if row <= len(self._lines)]
        if changed:
            last = self.index(max(changed), len(HEADS) - 1)
            self.dataChanged.emit(self.index(min(changed), 0), last)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        """The lines and the empty row."""
        return 0 if parent.isValid() else len(self._lines) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        """The columns named above."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column heads, spoken in full."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return NAMES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Cells with a field can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, record, worst mark, and the cell as a screen reader says it."""
        if not index.isValid():
            return None
        line = self._lines[index.row()] if index.row() < len(self._lines) else None
        if role == LINE_ROLE:
            return line
        if role == MARK_ROLE:
            return self._most_severe(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._speak(index, line, role == Qt.ItemDataRole.AccessibleTextRole)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass a changed text on; the model itself changes by `set_lines`."""
        if role != Qt.ItemDataRole.EditRole or index.column() not in FIELDS:
            return False
        if str(value) != self.data(index):
            self.cell_edited.emit(index.row(), FIELDS[index.column()], str(value))
        return True

    def _text(self, line: DraftLine | None, column: int) -> str:
        if line is None or column == GUTTER:
            return ""
        if column != LABEL:
            return write_cell(line, FIELDS[column])
        if line.revenue_code and not line.code:
            return f"Revenue code {line.revenue_code} alone"
        return self.label_of(line.code)

    def _no_flags(self, line: DraftLine | None) -> str:
        """What is said of a line without flags: what was not looked at has not none."""
        if line is None:
            return "none"
        return "none in what was checked" if self._is_reviewed else "not checked"

    def _most_severe(self, index: _Index) -> Severity | None:
        found = {flag.severity for flag in self._flags.get((index.row(), index.column()), ())}
        return next((severity for severity in _BY_SEVERITY if severity in found), None)

    def _speak(self, index: _Index, line: DraftLine | None, aloud: bool) -> str:
        """The cell as a screen reader says it; as a tooltip only what the cell itself may not show whole."""
        flags = self._flags.get((index.row(), index.column()), ())
        said = [
            f"{SEVERITIES[flag.severity].lower() if aloud else SEVERITIES[flag.severity]}: {flag.message}"
            for flag in flags
        ]
        if line is not None and index.column() == LABEL:
            said = [*said, *(f"{label} {words}" for label, words in source_of_line(line))]
        text = self._text(line, index.column())
        if not aloud:
            return "\n".join(filter(None, (text, *said)))
        content = text or ("none" if index.column() != GUTTER else self._no_flags(line))
        where = "new line" if line is None else f"line {index.row() + 1}"
        content = "" if flags and index.column() == GUTTER else content
        return ", ".join(filter(None, (where, NAMES[index.column()], content, *said)))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMERIC else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
