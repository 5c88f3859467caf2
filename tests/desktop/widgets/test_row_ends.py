"""Home and End in tables whose rows are chosen whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.imports.tables import StretchedTable
from app.desktop.look.look import Look
from app.desktop.pages.grid_view import GridView
from app.desktop.widgets.plain_table import fill_table, plain_table
from app.desktop.worklist.audit.appraisal_dialog import AnswersTable

Make = Callable[[Look, QWidget], QTableView]


def model_of(parent: QWidget) -> QStandardItemModel:
    """Four rows of two cells, of which the first and the last cannot be chosen."""
    model = QStandardItemModel(parent)
    for row in range(4):
        items = [QStandardItem(f"{row}, {column}") for column in range(2)]
        for item in items:
            item.setEnabled(row in (1, 2))
        model.appendRow(items)
    return model


@pytest.mark.parametrize(
    "make",
    [
        lambda look, _parent: StretchedTable(look, 0),
        lambda _look, _parent: AnswersTable(),
        GridView,
    ],
    ids=["imports", "answers", "grid"],
)
def test_home_and_end_go_to_the_first_and_last_row_that_can_be_chosen(
    make: Make, look: Look, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    table = make(look, parent)
    table.setParent(parent)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    model = model_of(parent)
    table.setModel(model)
    table.setCurrentIndex(model.index(1, 1))
    for key, row in ((Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 1)):
        QTest.keyClick(table, key)
        assert (table.currentIndex().row(), table.currentIndex().column()) == (row, 1)
        assert {index.row() for index in table.selectedIndexes()} == {row}


def test_a_plain_table_goes_to_its_ends_and_passes_over_hidden_rows(qtbot: QtBot) -> None:
    table = plain_table("Rows", ("Line", "Code"))
    qtbot.addWidget(table)
    fill_table(table, [(str(row), "x") for row in range(4)], 1)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.currentRow() == 3
    table.setRowHidden(0, True)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.currentRow() == 1


def test_an_empty_table_stays_where_it_is(qtbot: QtBot) -> None:
    table = plain_table("Rows", ("Line", "Code"))
    qtbot.addWidget(table)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.currentRow() == -1
