"""The claim side inside the main window: preferences reach new claims, commands reach flags."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop.shell.main_window import MainWindow
from tests.desktop.claim.samples import fake_review


def test_a_new_claim_starts_as_preferred(make_window: Callable[..., MainWindow]) -> None:
    window = make_window(payer="aetna", claim_date="yesterday")
    form = window.claims.workspace().form
    assert (form.draft().payer, form.draft().date_of_service) == ("aetna", date(2026, 11, 22))
    window.store.set_setting("payer", "cigna")
    window.claims.workspace().clear()
    assert form.draft().payer == "cigna"


def test_copying_a_citation_takes_those_of_the_flag(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    workspace = window.claims.workspace()
    workspace.reviewer.review = fake_review
    window.show_check()
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.check_with(("77002",))
    window.actions_by_name["copy_citation"].trigger()
    assert "Add-on code edits (2026Q2), 77002" in QGuiApplication.clipboard().text()


def test_the_form_keeps_its_width_when_its_scroll_bar_goes(make_window: Callable[..., MainWindow]) -> None:
    window = make_window(1100, 500)
    window.show_check()
    view, bar = window.claims.workspace().view, window.claims.workspace().view.page_scroll.verticalScrollBar()
    QApplication.processEvents()
    assert bar.isVisible()
    width = view.form.width()
    view.page_scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    QApplication.processEvents()
    assert not bar.isVisible()
    assert view.form.width() == width


def test_f8_shows_the_panel_of_a_narrow_window(make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = make_window(960, 600)
    workspace = window.claims.workspace()
    workspace.reviewer.review = fake_review
    window.show_check()
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.check_with(("77002",))
    assert not window.flags.shows_panel()
    window.actions_by_name["next_flag"].trigger()
    assert window.flags.shows_panel()
