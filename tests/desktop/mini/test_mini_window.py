"""The mini window: what it shows while empty, its keys, its place and its size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.look.look import Look
from app.desktop.mini.place import MiniPlace
from app.desktop.mini.rows import NOTHING_YET, ROWS, row_words
from app.desktop.mini.window import MiniWindow
from app.desktop.shell.main_window import MainWindow
from app.desktop.user_data.file import UserData
from app.desktop.user_data.store import UserDataStore
from tests.desktop.heard import focused, headings, name, nameless


def make_mini(window: MainWindow) -> MiniWindow:
    return MiniWindow(window.look, window.library, window.store, window.today, window)


@pytest.fixture
def mini(window: MainWindow) -> MiniWindow:
    made = make_mini(window)
    made.activate()
    return made


def lines(mini: MiniWindow) -> list[tuple[str, str]]:
    model = mini.rows.model_of_rows
    shown = [row for at in range(model.rowCount()) if (row := model.row(at))]
    return [(row_words(row)[0], row_words(row)[2]) for row in shown]


def test_empty_it_shows_favorites_and_then_what_was_opened_last(mini: MiniWindow) -> None:
    assert lines(mini) == [("77002", "favorite"), ("77003", "favorite"), ("20610", "recent")]
    assert mini.row() is None


def test_the_first_step_takes_the_first_favorite_and_its_facts(mini: MiniWindow) -> None:
    QTest.keyClick(mini.field, Qt.Key.Key_Down)
    assert mini.facts.accessibleName().startswith("Facts of 77002 ")
    assert mini.facts.accessibleDescription()
    opened: list[str] = []
    mini.opened.connect(lambda key, _on: opened.append(key))
    QTest.keyClick(mini.field, Qt.Key.Key_Return)
    assert opened == ["77002"]


def test_what_is_opened_meanwhile_comes_into_the_empty_window(window: MainWindow, mini: MiniWindow) -> None:
    window.open_page("76942")
    assert ("76942", "recent") in lines(mini)


def test_a_typed_date_goes_with_what_is_opened(mini: MiniWindow) -> None:
    opened: list[tuple[str, date | None]] = []
    mini.opened.connect(lambda key, on: opened.append((key, on)))
    mini.ask("77003 11/03/2025")
    QTest.keyClick(mini.field, Qt.Key.Key_Return)
    assert opened == [("77003", date(2025, 11, 3))]


def test_without_favorites_and_pages_it_says_what_to_type(window: MainWindow) -> None:
    store = UserDataStore(UserData(), lambda _base, mine: mine)
    mini = MiniWindow(window.look, window.library, store, window.today, window)
    assert mini.rows.spoken() == NOTHING_YET
    mini.activate()
    QTest.keyClick(mini.field, Qt.Key.Key_Return)
    assert mini.row() is None


def test_a_search_that_finds_nothing_says_so(mini: MiniWindow) -> None:
    mini.ask("zzzzqqq")
    assert mini.rows.spoken() == "Nothing found for “zzzzqqq”."
    assert mini.row() is None


def test_it_keeps_its_size_whatever_it_shows(mini: MiniWindow) -> None:
    size, rows = mini.size(), mini.rows.height()
    for text in ("20610 77002", "77002", "zzzzqqq", "needle", ""):
        mini.ask(text)
        QApplication.processEvents()
        assert (mini.size(), mini.rows.height()) == (size, rows)
    assert rows == ROWS * mini.rows.sizeHintForRow(0)


def test_long_answers_scroll_in_the_pane(mini: MiniWindow) -> None:
    mini.ask("20610 77002")
    mini.resize(mini.minimumSize())
    QApplication.processEvents()
    bar = mini.facts.verticalScrollBar()
    assert bar.maximum() > 0
    mini.facts.setFocus()
    QTest.keyClick(mini.facts, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_tab_walks_field_rows_and_facts(mini: MiniWindow) -> None:
    mini.ask("needle")
    walked: list[QWidget | None] = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or mini, Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == [mini.rows, mini.facts, mini.pin, mini.to_main]
    assert all(widget and widget.accessibleName() for widget in walked)


def test_letters_in_the_list_begin_a_new_search(mini: MiniWindow) -> None:
    mini.ask("needle")
    mini.rows.setFocus()
    QTest.keyClick(mini.rows, Qt.Key.Key_7)
    assert (mini.field.text(), mini.field.hasFocus()) == ("7", True)


def test_a_click_selects_and_a_double_click_opens(mini: MiniWindow) -> None:
    opened: list[str] = []
    mini.opened.connect(lambda key, _on: opened.append(key))
    second = mini.rows.visualRect(mini.rows.model_of_rows.index(1)).center()
    viewport = mini.rows.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=second)
    row = mini.row()
    assert row is not None
    assert row.key() == "77003"
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=second)
    assert opened == ["77003"]


def test_a_row_speaks_code_kind_and_label(mini: MiniWindow) -> None:
    index = mini.rows.model_of_rows.index(2)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("20610, recent, ")


def test_escape_in_any_part_hides_it(mini: MiniWindow) -> None:
    for part in (mini.rows, mini.facts, mini.pin, mini.field):
        mini.activate()
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Escape)
        assert not mini.isVisible()


def test_it_comes_back_where_and_as_large_as_it_was(window: MainWindow, mini: MiniWindow) -> None:
    mini.move(120, 90)
    mini.resize(500, 440)
    mini.hide()
    again = make_mini(window)
    again.activate()
    assert (again.pos(), again.size()) == (QPoint(120, 90), QSize(500, 440))


def test_the_first_time_it_stands_over_the_right_of_the_main_window(
    window: MainWindow, mini: MiniWindow
) -> None:
    assert QGuiApplication.primaryScreen().availableGeometry().contains(mini.frameGeometry())
    assert mini.pos() != QPoint(0, 0)
    assert mini.y() > window.y()


@given(kept=st.one_of(st.lists(st.integers()), st.lists(st.one_of(st.text(), st.none(), st.floats()))))
def test_whatever_place_was_kept_it_is_on_a_screen_that_is_there(look: Look, kept: list[object]) -> None:
    store = UserDataStore(
        UserData(settings={"mini_place": kept, "mini_size": kept}), lambda _base, mine: mine
    )
    tool = QWidget()
    MiniPlace(tool, look, store).restore()
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(QRect(tool.pos(), tool.size()))
    tool.deleteLater()


def test_twice_as_large_it_still_fits_its_screen(make_window: Callable[..., MainWindow], look: Look) -> None:
    window = make_window()
    look.set_zoom(200)
    mini = make_mini(window)
    mini.activate()
    mini.ask("20610 77002")
    assert QGuiApplication.primaryScreen().availableGeometry().contains(mini.frameGeometry())
    for part in (mini.field, mini.rows, mini.facts, mini.pin, mini.to_main):
        assert mini.rect().contains(QRect(part.mapTo(mini, QPoint(0, 0)), part.size()))
    assert mini.facts.height() > mini.rows.height() / 3


def test_an_answer_is_read_line_by_line_from_its_word_on(mini: MiniWindow) -> None:
    mini.ask("20610 77002")
    mini.facts.setFocus(Qt.FocusReason.TabFocusReason)
    assert headings(mini.facts) == [(2, "Separately reportable")]
    read: list[str] = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or mini, Qt.Key.Key_Down)
        read.append(name(focused(QApplication.focusWidget() or mini)))
    assert read[0] == "Separately reportable"
    assert "Add 77002 to 20610" in read[1]
    assert read[2] == "Add-on list: 20610 is listed"
    assert nameless(mini) == []
