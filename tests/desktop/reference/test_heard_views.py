"""The comparison and the decision as a screen reader has them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.reference.comparison import ComparisonView
from app.desktop.reference.decision import DecisionView
from app.desktop.shell.main_window import MainWindow
from tests.desktop.heard import Role, focused, headings, name, nameless, names, of_role, stops


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced."""
    told: list[str] = []
    for module in ("app.desktop.widgets.announcing", "app.desktop.reference.comparison"):
        monkeypatch.setattr(f"{module}.announce", lambda _widget, words: told.append(words))
    return told


def view_of(window: MainWindow, key: str, kind: type[QWidget]) -> QWidget:
    """The view of a key, the keyboard in it."""
    window.open_page(key)
    view = window.reference.currentWidget()
    assert isinstance(view, kind)
    return view


def keyboard() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key) -> str:
    """Press a key where the keyboard is; returns what is read there then."""
    QTest.keyClick(keyboard(), key)
    return name(focused(keyboard()))


def test_a_cell_of_the_comparison_has_its_code_and_its_row_as_heads(window: MainWindow) -> None:
    view = view_of(window, "view:compare", ComparisonView)
    assert headings(view) == [(1, "Compare guidance codes")]
    cell = next(part for part in of_role(view, Role.Cell) if name(part) == "Not an add-on, differs")
    place = cell.tableCellInterface()
    assert [name(head) for head in place.columnHeaderCells()] == ["76942"]
    assert [name(head) for head in place.rowHeaderCells()] == ["Add-on code"]
    assert nameless(view) == []
    assert len(stops(view)) <= 4


def test_the_comparison_says_how_much_differs_when_something_else_is_chosen(
    window: MainWindow, said: list[str]
) -> None:
    view = view_of(window, "view:compare", ComparisonView)
    assert isinstance(view, ComparisonView)
    view.set_codes(["77002", "77012"])
    assert len(said) == 1
    assert said[0].startswith("77002, 77012 side by side. As of ")
    assert "differ" in said[0]


def test_the_answer_of_the_decision_is_said_once_with_its_reasons(
    window: MainWindow, said: list[str]
) -> None:
    view = view_of(window, "view:decision", DecisionView)
    assert isinstance(view, DecisionView)
    view.lists[0].setFocus()
    press(Qt.Key.Key_Down)
    (answer,) = said
    assert answer.splitlines()[:2] == ["Report no guidance code", "Sacroiliac joint · Inject · Fluoroscopy"]
    assert "Procedure: 27096" in answer
    assert "Authority: " in answer
    press(Qt.Key.Key_Down)  # there is none below: nothing is said again
    assert len(said) == 1


def test_the_answer_of_the_decision_is_read_from_its_head_on(window: MainWindow) -> None:
    view = view_of(window, "view:decision", DecisionView)
    assert headings(view) == [(1, "Which guidance code"), (2, "Report 77002")]
    window.actions_by_name["next_heading"].trigger()
    assert name(focused(keyboard())) == "Report 77002"
    assert press(Qt.Key.Key_Down) == "Joint · Inject · Fluoroscopy"
    assert press(Qt.Key.Key_Down).startswith("Procedure: ")
    assert nameless(view) == []
    assert [name(part) for part in of_role(view, Role.Link)][:1] != []
    assert set(names(view, Role.List)) == {"Target", "Purpose", "Imaging"}
