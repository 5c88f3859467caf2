"""What the window does for a start with a link, a file or a question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.claims.record import write_claim
from app.coding.claim import Claim, Line
from app.coding.requests import AskClipboard, ComeForward, OpenFile, ShowPage
from app.desktop.instance.deliveries import Delivery
from app.desktop.shell.finder import FinderOpenings
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.requests import NO_QUESTION, Requests
from app.desktop.shell.secondary_windows import SecondaryWindows
from tests.desktop.shell.test_window import open_side_windows

CLAIM = Claim(schema=1, date_of_service=date(2026, 9, 15), place_of_service="22", lines=(Line("77002"),))


@pytest.fixture
def windows(window: MainWindow, tmp_path: Path) -> SecondaryWindows:
    return open_side_windows(window, tmp_path)


@pytest.fixture
def requests(window: MainWindow, windows: SecondaryWindows) -> Requests:
    return Requests(window, windows)


def test_a_page_is_shown_as_of_its_date(window: MainWindow, requests: Requests) -> None:
    window.show_check()
    requests.do(ShowPage("77002", date(2026, 3, 10)))
    assert (window.reference.key(), window.reference.on) == ("77002", date(2026, 3, 10))
    assert not window.is_checking()
    requests.do(ShowPage("answer:20610+77002"))
    assert window.reference.key() == "answer:20610+77002"


def test_a_page_that_is_not_there_is_said(window: MainWindow, requests: Requests) -> None:
    window.open_page("77002")
    requests.do(ShowPage("99999"))
    assert window.reference.key() == "77002"
    assert window.status._words.text().startswith("No page for 99999 ")


def test_a_minimized_window_comes_forward(window: MainWindow, requests: Requests) -> None:
    window.showMinimized()
    requests.do(ComeForward())
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()


def test_a_file_comes_into_the_form(window: MainWindow, requests: Requests, tmp_path: Path) -> None:
    path = tmp_path / "claim.json"
    path.write_bytes(write_claim(CLAIM))
    requests.do(OpenFile(str(path)))
    assert window.is_checking()
    workspace = window.claims.workspace()
    assert msgspec.structs.replace(workspace.form.claim(), schema=1) == CLAIM
    assert workspace.file() == path


@pytest.mark.parametrize("name", ["claim.json", "file.837"])
def test_a_file_that_is_no_claim_is_told_in_place(
    window: MainWindow, requests: Requests, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("Fluoroscopy guided the needle.\n", encoding="utf-8")
    requests.do(OpenFile(str(path)))
    message = window.claims.workspace().view.message
    assert message.isVisible()
    assert message.text().startswith(f"{name} was not opened. ")
    assert "Fluoroscopy" not in message.text()


def test_while_a_question_stands_open_no_file_is_opened(
    window: MainWindow, requests: Requests, tmp_path: Path, qtbot: QtBot
) -> None:
    question = QDialog(window)
    question.setModal(True)
    qtbot.addWidget(question)
    question.show()
    requests.do(OpenFile(str(tmp_path / "claim.json")))
    assert window.status._words.text() == "claim.json was not opened: Needlepoint waits for an answer."
    assert not window.is_checking()


def test_the_clipboard_is_answered_in_the_mini_window(windows: SecondaryWindows, requests: Requests) -> None:
    QApplication.clipboard().setText("20610 77002\n")
    requests.do(AskClipboard())
    mini = windows.mini()
    row = mini.row()
    assert mini.isVisible()
    assert row is not None
    assert row.codes() == ("20610", "77002")


def test_a_clipboard_without_a_question_is_said(windows: SecondaryWindows, requests: Requests) -> None:
    QApplication.clipboard().setText("Jane Sample\nwas here\n" * 9)
    requests.do(AskClipboard())
    assert windows.mini().rows.spoken() == NO_QUESTION
    assert windows.mini().field.text() == ""


def test_a_delivery_is_taken_once_or_given_up(window: MainWindow, requests: Requests) -> None:
    in_time, late = Delivery(ShowPage("77002")), Delivery(ShowPage("77003"))
    requests.receive(in_time)
    assert in_time.is_taken_within(0)
    assert not late.is_taken_within(0)
    requests.receive(late)
    assert window.reference.key() == "77002"


def open_by_finder(target: str) -> None:
    """As macOS opens a path or an address."""
    address = QUrl(target) if "://" in target else QUrl.fromLocalFile(target)
    application = QApplication.instance()
    assert application is not None
    QApplication.sendEvent(application, QFileOpenEvent(address))


def test_what_the_finder_opens_waits_for_the_window_and_is_done_or_told(
    window: MainWindow, requests: Requests, tmp_path: Path
) -> None:
    told: list[str] = []
    application = QApplication.instance()
    assert application is not None
    finder = FinderOpenings(application)
    open_by_finder("needlepoint://lookup/20610?date=2026-03-10")
    assert window.reference.key() != "20610"
    finder.answer_with(requests.do, told.append)
    assert (window.reference.key(), window.reference.on) == ("20610", date(2026, 3, 10))
    path = tmp_path / "claim.json"
    path.write_bytes(write_claim(CLAIM))
    open_by_finder(str(path))
    assert window.claims.workspace().file() == path
    assert told == []
    open_by_finder("needlepoint://page/command:quit")
    assert len(told) == 1
    finder.deleteLater()
