"""Tab walks each zone as one reads it, whatever order its parts were made in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.coding.findings import Review
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets.citations import SourceTag
from tests.desktop.claim.samples import make_flag

REVIEW = Review(
    schema=1, outcome="issues", flags=(make_flag("addon-without-primary"),), checked=(), not_checked=(),
    editions=(),
)  # fmt: skip


def walked(window: MainWindow, start: QWidget) -> list[QWidget]:
    """What Tab stops at from `start` until it is back in the search."""
    start.setFocus()
    seen: list[QWidget] = []
    while not window.search.field.hasFocus():
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return seen


def test_tab_reads_a_page_from_its_head_down(window: MainWindow) -> None:
    window.open_page("77002")
    pages = window.reference.pages
    seen = walked(window, pages)
    assert seen[:3] == [pages, pages.contents, pages.controls.date_button]
    tags = [widget.mapTo(pages.canvas, QPoint(0, 0)).y() for widget in seen if isinstance(widget, SourceTag)]
    assert len(tags) > 5
    assert tags[0] == min(tags)


def test_tab_comes_to_the_list_of_flags_before_the_flag_that_it_shows(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_check()
    workspace = window.claims.workspace()
    panel = workspace.panel
    panel.show_review(REVIEW)
    qtbot.waitUntil(panel.list.isVisible)
    seen = walked(window, panel.list)
    inside = [widget for widget in seen if panel.detail.isAncestorOf(widget)]
    assert inside
    assert seen.index(panel.list) < seen.index(inside[0])
