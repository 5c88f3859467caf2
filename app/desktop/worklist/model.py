"""The claims of a worklist as a Qt table; which are shown, and in which order, is the listing's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.claims.worklist.listing import Column, Group, Listing
from app.claims.worklist.row import Row
from app.coding.dates import show_date
from app.coding.payers import payer_label
from app.desktop.worklist.words import codes_words, group_words, spoken, state_words

SHAPE, REFERENCE, DAY, CODES, PAYER, PLACE, FLAGS, STATE = range(8)
HEADS = ("", "Reference", "Date", "Codes", "Payer", "Place", "Open flags", "Disposition")
_SORTS: tuple[Column, ...] = ("rule", "reference", "day", "codes", "payer", "place", "flags", "state")
_Index = QModelIndex | QPersistentModelIndex
_HEAD_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class WorklistModel(QAbstractTableModel):
    """A row a claim that the filter leaves. Whoever changes the listing does so within `changing`."""

    def __init__(
        self, parent: QObject | None = None, *, title_of: Callable[[str], str] = lambda rule: rule
    ) -> None:
        """`title_of` gives the title of a rule by its slug, for the heads of groups."""
        super().__init__(parent)
        self._title_of = title_of
        self._listing = Listing()
        self._payers: Mapping[str, str] = {}
        self._count = 0
        self._groups: list[Group] = []
        self._heads: list[int] = []

    def set_listing(self, listing: Listing, payers: Mapping[str, str]) -> None:
        """Show a listing; `payers` gives the words for the ids of payers."""
        self.beginResetModel()
        self._listing, self._payers = listing, payers
        self._arrange()
        self.endResetModel()

    def heads(self) -> list[int]:
        """The rows that are heads of groups; there are some only where claims are in order of rules."""
        return self._heads

    def group_at(self, row: int) -> Group | None:
        """The group of which a row is the head."""
        at = bisect_left(self._heads, row)
        return self._groups[at] if at < len(self._heads) and self._heads[at] == row else None

    def _arrange(self) -> None:
        self._groups = self._listing.groups()
        self._heads = [group.first + at for at, group in enumerate(self._groups)]
        self._count = len(self._listing) + len(self._heads)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Rows come, go or move: the current row and the selection stay on their claims."""
        self.layoutAboutToBeChanged.emit()  # first: views hold their rows by persistent indexes from now on
        held = [(index, self._number(index)) for index in self.persistentIndexList()]
        try:
            yield
        finally:
            self._arrange()
            for old, number in held:
                place = self.place_of(number) if number else -1
                new = self.createIndex(place, old.column()) if place >= 0 else QModelIndex()
                self.changePersistentIndex(old, new)
            self.layoutChanged.emit()

    def number(self, row: int) -> int | None:
        """The number of the claim on a row; None for the head of a group."""
        if not 0 <= row < self._count or self.group_at(row) is not None:
            return None
        return self._listing.number_at(row - bisect_left(self._heads, row))

    def place_of(self, number: int) -> int:
        """The row of a claim; -1 where the filter hides it."""
        place = self._listing.place_of(number)
        return place + bisect_right(self._groups, place, key=_first) if place >= 0 else -1

    def row_at(self, place: int) -> Row | None:
        """What a row shows."""
        number = self.number(place)
        return self._listing.row(number) if number else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """One row a claim."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The columns."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Column names; the one of the shapes is for a screen reader alone."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return HEADS[section] or "Worst flag: in groups by rule"
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return left if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The keyboard passes over the heads of groups."""
        return Qt.ItemFlag.NoItemFlags if self.group_at(index.row()) else super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """The text of a cell, and the row as it is spoken."""
        row = self.row_at(index.row())
        if row is None:
            group = self.group_at(index.row()) if index.isValid() else None
            return group_words(group, self._title_of) if group and role in _HEAD_ROLES else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, self._payer(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.left or self.text(row, index.column()) or None
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, that of the shapes by rule and in groups; none is worst first."""
        with self.changing():
            descending = order == Qt.SortOrder.DescendingOrder
            self._listing.sort(_SORTS[column] if column >= 0 else "worst", descending=descending)

    def text(self, row: Row, column: int) -> str:
        """The text of a cell."""
        match column:
            case 1:
                return row.reference
            case 2:
                return show_date(row.day) if row.day else ""
            case 3:
                return codes_words(row)
            case 4:
                return self._payer(row)
            case 5:
                return ", ".join(row.places)
            case 7:
                return state_words(row)
        return ""

    def _payer(self, row: Row) -> str:
        return payer_label(row.payer, self._payers) if row.payer else ""

    def _number(self, index: _Index) -> int:
        return self.number(index.row()) or 0


def _first(group: Group) -> int:
    return group.first
