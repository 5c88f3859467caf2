"""The flags of a review as list rows, with the filter by severity."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.claims.decisions import Standing
from app.coding.dispositions import STATES
from app.coding.fields import find_field
from app.coding.findings import Flag
from app.coding.sentences import count_of
from app.coding.words import BASES, SEVERITIES, SEVERITY_NOUNS, Severity

FLAG_ROLE = Qt.ItemDataRole.UserRole + 1
DECIDED_ROLE = Qt.ItemDataRole.UserRole + 3  # whether the flag was decided and so stands below the open ones
PLACE_ROLE = Qt.ItemDataRole.UserRole + 2  # what stands after the severity word: "fixed · line 1 · CMS edit"


class FlagsModel(QAbstractListModel):
    """Rows in the order of the review: worst first, then line, then rule id; decided flags come last."""

    def __init__(self, title_of: Callable[[Flag], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title_of = title_of
        self._standing = Standing()
        self._shown: tuple[Flag, ...] = ()
        self._filter: Collection[Severity] = ()

    def set_standing(self, standing: Standing) -> None:
        """Show the flags of a review and what was decided about them."""
        self._standing = standing
        self._show()

    def set_filter(self, severities: Collection[Severity]) -> None:
        """Show these severities only; none of them means all."""
        self._filter = tuple(severities)
        self._show()

    def open_count(self) -> int:
        """How many rows are of open flags; they come first."""
        opened = set(map(id, self._standing.open))
        return sum(id(flag) in opened for flag in self._shown)

    def flag(self, row: int) -> Flag | None:
        """The flag on a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, flag: Flag) -> int:
        """The row of the same flag (same rule, line and field), else of the same rule and line, else -1."""
        keys = [(item.rule, item.line, item.field) for item in self._shown]
        if (flag.rule, flag.line, flag.field) in keys:
            return keys.index((flag.rule, flag.line, flag.field))
        short = [key[:2] for key in keys]
        return short.index((flag.rule, flag.line)) if (flag.rule, flag.line) in short else -1

    def title(self, flag: Flag) -> str:
        """Its short title."""
        return self._title_of(flag)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """One row a flag."""
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - what Qt asks for
        """Title, place, the record, and the row as a screen reader says it."""
        flag = self.flag(index.row())
        if flag is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(flag)
        if role == FLAG_ROLE:
            return flag
        if role == DECIDED_ROLE:
            return self._standing.on(flag) is not None
        if role == PLACE_ROLE:
            return self._place(flag)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return flag.message
        return None

    def spoken(self, row: int) -> str:
        """A row as a screen reader says it: severity, place, title, basis, what is wrong, what clears it."""
        flag = self._shown[row]
        given = self._standing.on(flag)
        state = STATES[given.state].lower() if given else ""
        head = (SEVERITIES[flag.severity], state, place_words(flag), self.title(flag), BASES[flag.basis])
        remedy = f"To clear: {flag.remedy[:1].lower()}{flag.remedy[1:]}" if flag.remedy else ""
        return " ".join(filter(None, (f"{', '.join(filter(None, head))}.", flag.message, remedy)))

    def _place(self, flag: Flag) -> str:
        given = self._standing.on(flag)
        words = (STATES[given.state].lower() if given else "", place_words(flag), BASES[flag.basis])
        return " · ".join(filter(None, words))

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = tuple(
            flag for flag in self._standing.flags if not self._filter or flag.severity in self._filter
        )
        self.endResetModel()


def place_words(flag: Flag) -> str:
    """Where a flag is about, in few words: "line 1", "documentation", "payer", "claim"."""
    if flag.line is not None:
        return f"line {flag.line}"
    field = find_field(flag.field)
    if field is None:
        return "claim"
    return "documentation" if field.is_documentation else field.label_in_text


def count_words(counts: Mapping[Severity, int], not_checked: int, decided: int = 0) -> str:
    """The counts of open flags as a sentence: "2 errors, 4 warnings, 1 decided, 3 not checked".

    None are no more than none "in what was checked" while something was not.
    """
    words = [count_of(count, *SEVERITY_NOUNS[severity]) for severity, count in counts.items() if count]
    if decided:
        words.append(f"{decided} decided")
    if not_checked:
        words.append(f"{not_checked} not checked")
    if any(counts.values()):
        return ", ".join(words)
    none = "No open flags" if decided else "No flags"
    return ", ".join((f"{none} in what was checked" if not_checked else none, *words))
