"""A table that is read, filled again and again while one row of it is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QTableWidget
from pytestqt.qtbot import QtBot

from app.desktop.widgets.plain_table import fill_table, plain_table

ROWS = (("1", "0001X", "$10.00"), ("2", "0002X", "$20.00"), ("3", "0003X", "no amount"))


@pytest.fixture
def table(qtbot: QtBot) -> QTableWidget:
    """A table of three rows."""
    made = plain_table("What each line pays", ("Line", "Code", "Pays"))
    qtbot.addWidget(made)
    fill_table(made, ROWS, 1, (2,))
    return made


def texts(table: QTableWidget) -> list[tuple[str, ...]]:
    items = ([table.item(row, column) for column in range(3)] for row in range(table.rowCount()))
    return [tuple(item.text() if item else "" for item in row) for row in items]


def test_every_row_is_shown_with_its_whole_text_as_a_tip(table: QTableWidget) -> None:
    assert texts(table) == list(ROWS)
    item = table.item(2, 2)
    assert item is not None
    assert item.toolTip() == "no amount"


def test_the_first_row_is_chosen_at_first(table: QTableWidget) -> None:
    assert (table.currentRow(), table.currentColumn()) == (0, 1)


def test_other_rows_keep_the_chosen_place_without_a_signal(table: QTableWidget, qtbot: QtBot) -> None:
    table.setCurrentCell(1, 1)
    with qtbot.assertNotEmitted(table.currentCellChanged):
        fill_table(table, ROWS[1:], 1)
    assert table.currentRow() == 1
    assert texts(table)[1] == ROWS[2]


def test_of_fewer_rows_the_last_is_chosen_and_of_none_nothing(table: QTableWidget) -> None:
    table.setCurrentCell(2, 1)
    fill_table(table, ROWS[:2], 1)
    assert table.currentRow() == 1
    fill_table(table, (), 1)
    assert (table.rowCount(), table.currentRow()) == (0, -1)


def test_figures_stand_at_the_right_and_words_at_the_left(table: QTableWidget) -> None:
    code, pays = table.item(0, 1), table.item(0, 2)
    assert code is not None
    assert pays is not None
    assert pays.textAlignment() & Qt.AlignmentFlag.AlignRight.value
    assert not code.textAlignment() & Qt.AlignmentFlag.AlignRight.value


def test_nothing_is_edited_and_tab_leaves_it(table: QTableWidget) -> None:
    table.show()
    QTest.keyClicks(table, "9")
    assert table.state() != QAbstractItemView.State.EditingState
    assert not table.tabKeyNavigation()
    assert texts(table) == list(ROWS)
