"""The views of codes side by side and of which guidance code to choose."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.coding.pages import Page, Row, Section, Table
from app.desktop.look.look import Look
from app.desktop.pages.code_parts import CodeGroupsBlock
from app.desktop.pages.drawing import WRAP
from app.desktop.reference.comparison import ComparisonView
from app.desktop.reference.decision import DecisionView, Headline
from app.desktop.shell.main_window import MainWindow
from app.desktop.user_data.store import UserDataStore
from app.library.library import Library
from tests.desktop.heard import Role, names

DAY = date(2026, 11, 23)


def test_the_view_takes_two_to_five_codes(
    look: Look, library: Library, store: UserDataStore, qtbot: QtBot
) -> None:
    view = ComparisonView(look, library, lambda: DAY, store)
    qtbot.addWidget(view)
    view.set_codes(["77002"])
    assert len(view.codes()) == 3
    view.set_codes(["77002", "76942"])
    assert view.model.heads() == ["", "77002", "76942"]
    assert store.setting("compared", []) == ["77002", "76942"]


def test_the_view_copies_and_prints_what_it_shows(
    look: Look, library: Library, store: UserDataStore, qtbot: QtBot
) -> None:
    view = ComparisonView(look, library, lambda: DAY, store)
    qtbot.addWidget(view)
    view.copy_rows()
    assert "MUE\t1, MAI 3: date of service, clinical" in QGuiApplication.clipboard().text()
    assert "side by side, as of 11/23/2026" in view.html()


def test_the_title_names_the_codes_that_are_compared(window: MainWindow) -> None:
    window.open_page("view:compare")
    assert window.windowTitle() == "77002, 77003, 76942 side by side · Needlepoint"
    view = window.reference.currentWidget()
    assert isinstance(view, ComparisonView)
    view.set_codes(["77002", "76942"])
    assert window.windowTitle() == "77002, 76942 side by side · Needlepoint"


def test_what_differs_is_marked_by_sign_and_weight_without_another_ground(
    look: Look, library: Library, store: UserDataStore, qtbot: QtBot
) -> None:
    view = ComparisonView(look, library, lambda: DAY, store)
    qtbot.addWidget(view)
    model = view.model
    at = next(index for index, row in enumerate(model.rows) if row.differs())
    assert model.text(model.rows[at], 0).startswith("≠ ")
    assert model.data(model.index(at, 1), Qt.ItemDataRole.FontRole).weight() == 600
    assert model.data(model.index(at, 1), Qt.ItemDataRole.BackgroundRole) == look.color("page")


@pytest.mark.parametrize("width", [420, 640, 1100])
def test_every_cell_has_the_height_of_its_wrapped_text(
    look: Look, library: Library, store: UserDataStore, qtbot: QtBot, width: int
) -> None:
    view = ComparisonView(look, library, lambda: DAY, store)
    qtbot.addWidget(view)
    view.resize(width, 600)
    with qtbot.waitExposed(view):
        view.show()
    QApplication.processEvents()
    for at, row in enumerate(view.model.rows):
        if row.heading:
            continue
        for column in range(view.model.columnCount()):
            font = view.model.data(view.model.index(at, column), Qt.ItemDataRole.FontRole)
            room = QRectF(0, 0, view.table.columnWidth(column) - look.px(16), 10_000)
            needed = QFontMetricsF(font).boundingRect(room, WRAP, view.model.text(row, column)).height()
            assert view.table.rowHeight(at) >= needed


def test_the_decision_view_narrows_to_a_code(window: MainWindow) -> None:
    window.open_page("view:decision")
    view = window.reference.currentWidget()
    assert isinstance(view, DecisionView)
    assert view.choice() == ("Joint", "Inject", "Fluoroscopy")
    row = view.row()
    assert row is not None
    assert row.cells[4] == "77002"
    view.lists[2].setCurrentRow(1)
    assert view.choice() == ("Joint", "Inject", "Ultrasound")
    view.lists[0].setCurrentRow(1)
    assert view.choice() == ("Sacroiliac joint", "Inject", "Fluoroscopy")
    assert "Sacroiliac joint" in view.html()


def decide(
    look: Look, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *cells: str
) -> DecisionView:
    """The Decision view over a table of one row."""
    from app.desktop.reference.decision import DecisionView

    table = Table(("Target", "Purpose", "Imaging", "Report", "Guidance", "Study", "Note"), (Row(cells),))
    shown = Page(
        key="view:decision",
        kind="",
        code="",
        label="",
        summary="",
        as_of=DAY,
        sections=(Section("d", "D", (table,)),),
    )
    monkeypatch.setattr(library, "page", lambda _key, _on: shown)
    view = DecisionView(look, library, lambda: DAY)
    qtbot.addWidget(view)
    return view


def test_a_decision_with_several_procedures_says_so(
    look: Look, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = ("Prostate", "core biopsy", "Ultrasound", "55707 55708 55709", "none", "", "By the approach.")
    view = decide(look, library, qtbot, monkeypatch, *cells)
    block = view.findChild(CodeGroupsBlock)
    assert block is not None
    assert [stop.key for stop in block.drawing.stops] == ["55707", "55708", "55709"]
    assert "3 codes: the record and the note say which" in names(block, Role.Paragraph)[0]


def test_a_decision_offers_the_studies_that_are_reported_apart(
    look: Look, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = ("Arthrogram of the hip", "inject", "Fluoroscopy", "27093 77002", "77002", "73701 73722", "")
    view = decide(look, library, qtbot, monkeypatch, *cells)
    block = view.findChild(CodeGroupsBlock)
    assert block is not None
    assert [stop.key for stop in block.drawing.stops] == ["27093", "73701", "73722"]


@pytest.mark.parametrize(("guidance", "shape"), [("none", "info"), ("77002", "ok")])
def test_an_answer_never_wears_the_sign_of_an_error(
    look: Look,
    library: Library,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    guidance: str,
    shape: str,
) -> None:
    cells = ("Hip", "inject", "Fluoroscopy", "20610", guidance, "", "")
    headline = decide(look, library, qtbot, monkeypatch, *cells).findChild(Headline)
    assert headline is not None
    assert [state for _, state in headline.drawing.shapes] == [shape]
