"""The window that explains a denial beside the claim in the form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checklist.letter import OF_MEDICARE
from app.coding.claim import Claim
from app.coding.denials import DenialTable
from app.coding.findings import Review
from app.denials.reading import EXAMPLE
from app.desktop.denial.letter_dialog import LetterDialog
from app.desktop.denial.window import NO_LINES, ONE_REMITTANCE, DenialWindow
from app.desktop.shell.claim_windows import ClaimWindows, connect_claim_windows
from app.desktop.shell.main_window import MainWindow
from app.review import review
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import denial_table
from build_scripts.reference.knowledge import Knowledge
from tests.desktop.claim.keys import type_keys
from tests.desktop.dropping import drop_files


@pytest.fixture(scope="module")
def table(knowledge: Knowledge) -> DenialTable:
    return denial_table(knowledge, Citer(knowledge))


@pytest.fixture(scope="module")
def windows(shared_window: MainWindow, table: DenialTable) -> ClaimWindows:
    return connect_claim_windows(shared_window, lambda: table, lambda: shared_window.library)


@pytest.fixture
def shown(window: MainWindow, windows: ClaimWindows) -> Iterator[DenialWindow]:
    """The window over a claim with 20610 and 77002."""
    workspace = window.claims.workspace()

    def review_now(claim: Claim) -> Review:
        return review(claim, window.library)

    workspace.reviewer.review = review_now
    workspace.check_with(("20610", "77002"))
    form = workspace.form
    form.change("Typing", form.draft().with_value("payer", "medicare"))
    window.asked.emit("explain_denial")
    assert windows.denial is not None
    yield windows.denial
    windows.denial.close()
    windows.denial = None  # the next test has one of its own


def type_numbers(shown: DenialWindow, text: str, line: int = 0) -> str:
    shown.line.setCurrentIndex(line)
    shown.numbers.setText(text)
    shown.explain()
    return shown.text.toPlainText()


def test_numbers_are_explained_as_they_are_typed(shown: DenialWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(shown.numbers, "CO-45")
    qtbot.waitUntil(lambda: "What follows: Nothing to do" in shown.text.toPlainText())
    assert "45: Above the fee schedule." in shown.text.toPlainText()
    assert "Sources" in shown.text.toPlainText()


def test_a_line_is_chosen_from_the_claim(shown: DenialWindow) -> None:
    assert [shown.line.itemText(at) for at in range(shown.line.count())] == [
        "All lines",
        "1: 20610",
        "2: 77002",
    ]
    assert type_numbers(shown, "N122", 2).startswith("Line 2, 77002: N122")


def test_the_line_of_the_guidance_is_taken_until_another_is_chosen(shown: DenialWindow) -> None:
    """All lines would ask for a redetermination of the procedure that was paid."""
    assert type_numbers(shown, "N122").startswith("Line 2, 77002: N122")
    assert shown.line.currentText() == "2: 77002"
    assert type_numbers(shown, "CO-45", 2).startswith("The claim: CO, 45")  # nobody chose it
    shown.line.setCurrentIndex(1)
    assert type_numbers(shown, "N122", 1).startswith("Line 1, 20610: N122")
    assert type_numbers(shown, "N122", 0).startswith("The claim: N122")


def test_what_was_typed_stays_with_its_claim_and_the_next_denial_replaces_it(
    window: MainWindow, shown: DenialWindow
) -> None:
    type_numbers(shown, "CO-50", 2)
    shown.remitted.setText("11/23/2026")
    shown.close()
    workspace = window.claims.workspace()
    workspace.clear()
    workspace.check_with(("64483",))
    window.asked.emit("explain_denial")
    assert (shown.numbers.text(), shown.remitted.text(), shown.line.currentIndex()) == ("", "", 0)
    shown.close()
    window.asked.emit("explain_denial")
    workspace.form.history.stack.undo()
    workspace.form.history.stack.undo()
    assert (shown.numbers.text(), shown.remitted.text()) == ("CO-50", "11/23/2026")
    assert shown.line.currentText() == "2: 77002"
    shown.close()
    window.asked.emit("explain_denial")
    assert shown.numbers.selectedText() == "CO-50"


def test_a_remittance_answers_no_claim_that_comes_after(
    window: MainWindow, shown: DenialWindow, tmp_path: Path
) -> None:
    shown.open_remittance(write_remittance(tmp_path, "20261123"))
    assert "Line 2, 77002: CO, 50" in shown.text.toPlainText()
    window.claims.workspace().clear()
    window.claims.workspace().check_with(("20610", "77002"))
    assert EXAMPLE in shown.text.toPlainText()


def test_what_cannot_be_read_is_one_sentence_and_nothing_is_claimed(shown: DenialWindow) -> None:
    text = type_numbers(shown, "denied")
    assert "CO-236 N122" in text
    assert "What follows" not in text
    assert not shown.letter_button.isEnabled()
    assert not shown.copy_button.isEnabled()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("denied", "No denial of a claim is explained yet."),
        ("CO-45", "What follows from this denial is no request."),
        ("CO-236", "What follows was not checked"),
        ("CO-50", ""),
    ],
)
def test_why_no_request_can_be_written_is_said_beside_the_button(
    shown: DenialWindow, text: str, why: str
) -> None:
    type_numbers(shown, text, 2)
    said = shown.letter_button.accessibleDescription()
    assert shown.letter_button.isEnabled() == (not why)
    assert (why in said) if why else (said == "")
    assert shown.letter_button.toolTip() == shown.no_letter.text() == said
    assert shown.no_letter.isVisible() == bool(why)


def test_the_last_days_follow_of_the_date_of_the_remittance(shown: DenialWindow) -> None:
    shown.remitted.setText("11/23/26")
    text = type_numbers(shown, "CO-50")
    assert "Last day for a redetermination: 03/28/2027" in text


def test_an_empty_claim_is_said_to_be_none(window: MainWindow, shown: DenialWindow) -> None:
    window.claims.workspace().start_blank()
    shown.refresh()
    text = type_numbers(shown, "CO-45")
    assert "45, reason code (CARC): Above the fee schedule." in text
    assert text.endswith(NO_LINES)
    assert shown.copy_button.isEnabled()
    assert "What follows" not in text
    assert not shown.letter_button.isEnabled()


def test_without_a_claim_the_last_days_of_a_denial_of_today_take_nine_keys(
    window: MainWindow, shown: DenialWindow, qtbot: QtBot
) -> None:
    window.claims.workspace().start_blank()
    ask_until_when(window, shown, qtbot)
    assert shown.text.toPlainText().endswith(NO_LINES)


def test_a_changed_claim_is_looked_at_again(window: MainWindow, shown: DenialWindow) -> None:
    type_numbers(shown, "N122")
    window.claims.workspace().check_with(("76942",))
    assert shown.line.itemText(3) == "3: 76942"


def test_the_request_is_shown_and_saved_where_one_follows(
    shown: DenialWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LetterDialog, "exec", lambda dialog: dialog.save_path(tmp_path / "request.pdf"))
    type_numbers(shown, "CO-50", 2)
    shown.letter_button.click()
    assert (tmp_path / "request.pdf").read_bytes().startswith(b"%PDF-")
    assert shown.message.text() == "Saved request.pdf. Fill in its blanks."


@pytest.mark.parametrize(("payer", "why"), [("aetna", OF_MEDICARE), ("medicare", ""), (None, "")])
def test_no_request_is_offered_to_a_payer_other_than_medicare(
    window: MainWindow, shown: DenialWindow, payer: str | None, why: str
) -> None:
    form = window.claims.workspace().form
    form.change("Typing", form.draft().with_value("payer", payer))
    type_numbers(shown, "CO-50", 2)
    assert shown.letter_button.isEnabled() == (not why)
    assert why in shown.no_letter.text()


def test_no_request_is_offered_where_none_follows(shown: DenialWindow) -> None:
    type_numbers(shown, "CO-50")
    assert shown.letter_button.isEnabled()
    type_numbers(shown, "CO-45")
    assert not shown.letter_button.isEnabled()


def test_the_text_can_be_copied(shown: DenialWindow) -> None:
    text = type_numbers(shown, "CO-45")
    QTest.mouseClick(shown.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.strip() for line in copied if line.strip()] == text.splitlines()


def test_the_answer_has_headings_and_lists(shown: DenialWindow) -> None:
    type_numbers(shown, "CO-45")
    block, headings, items = shown.text.document().begin(), [], []
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            headings.append((level, block.text()))
        elif block.textList() is not None:
            items.append(block.text())
        block = block.next()
    assert headings[0] == (3, "The claim: CO, 45")
    assert (4, "What the codes mean") in headings
    assert "45: Above the fee schedule." in items


def test_codes_and_numbers_of_the_answer_lead_to_their_pages(
    window: MainWindow, shown: DenialWindow, qtbot: QtBot
) -> None:
    type_numbers(shown, "CO-45", line=1)
    workspace = window.claims.workspace()
    code = workspace.form.draft().lines[0].code
    for key in (code, "denial:45"):
        assert f'href="{key}"' in shown.text.toHtml()
        with qtbot.waitSignal(workspace.page_asked) as asked:
            shown.text.anchorClicked.emit(QUrl(key))
        assert asked.args == [key]
    assert not shown.isVisible()  # it would lie over the page
    window.asked.emit("explain_denial")
    assert (shown.isVisible(), shown.numbers.text()) == (True, "CO-45")


def test_a_file_that_is_no_remittance_changes_nothing(shown: DenialWindow, tmp_path: Path) -> None:
    before = type_numbers(shown, "CO-45")
    path = tmp_path / "answer.835"
    path.write_text("Somebody", encoding="utf-8")
    shown.open_remittance(path)
    assert shown.text.toPlainText() == before
    assert "Somebody" not in shown.message.text()
    assert shown.message.text()


def write_remittance(folder: Path, day: str) -> Path:
    """An answer of a day to the claim, which denies 77002 for want of need."""
    segments = [
        f"ISA*00*{'':10}*00*{'':10}*ZZ*{'A':15}*ZZ*{'B':15}*261120*1200*^*00501*000000001*0*P*:",
        "GS*HP*A*B*20261120*1200*1*X*005010X221A1",
        "ST*835*0001", f"BPR*I*0*C*NON************{day}", "TRN*1*1*1", "N1*PR*P",
        "N1*PE*Q*XX*1234567893", "LX*1",
        "CLP*7*4*100*0**MB*1", "SVC*HC:77002*40*0", "DTM*472*20261123", "CAS*CO*50*40",
        "SE*11*0001", "GE*1*1", "IEA*1*000000001",
    ]  # fmt: skip
    path = folder / "answer.835"
    path.write_text("~".join(segments) + "~", encoding="ascii", newline="")
    return path


def let_fall(shown: DenialWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, *keys)
    QApplication.sendEvent(shown, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(shown, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, *keys))


def test_a_remittance_let_fall_on_the_window_brings_its_own_date(shown: DenialWindow, tmp_path: Path) -> None:
    shown.remitted.setText("01/02/2026")
    let_fall(shown, write_remittance(tmp_path, "20261123"))
    text = shown.text.toPlainText()
    assert "Date of the remittance: 11/23/2026, the day of its payment (BPR16)" in text
    assert text.startswith("The remittance says nothing of line 1 (")  # it answers 77002 alone
    assert "Last day for a redetermination: 03/28/2027" in text
    shown.remitted.setText("11/25/2026")
    shown.explain()
    text = shown.text.toPlainText()
    assert "Date of the remittance: 11/25/2026, as typed" in text
    assert "Last day for a redetermination: 03/30/2027" in text


def test_of_several_remittances_none_is_read(shown: DenialWindow, tmp_path: Path) -> None:
    before = type_numbers(shown, "CO-45")
    remittance = write_remittance(tmp_path, "20261123")
    drop_files(shown, remittance, remittance)
    assert shown.message.text() == ONE_REMITTANCE
    assert shown.text.toPlainText() == before


def test_a_remittance_dropped_beside_the_claim_that_it_answers_is_the_denial(
    window: MainWindow, shown: DenialWindow, tmp_path: Path
) -> None:
    shown.close()
    window.show_check()
    remittance = write_remittance(tmp_path, "20261123")
    for onto in (window, window.claims.workspace().view):
        drop_files(onto, remittance)
        assert shown.isVisible()
        assert "the day of its payment (BPR16)" in shown.text.toPlainText()
        assert not window.worklist.is_open()
        shown.close()


def test_a_remittance_of_another_day_is_none_for_the_claim(
    window: MainWindow, shown: DenialWindow, tmp_path: Path
) -> None:
    shown.close()
    form = window.claims.workspace().form
    form.change("Typing", form.draft().with_value("date_of_service", date(2026, 11, 20)))
    assert not window.claims.commands().files.take_answer(write_remittance(tmp_path, "20261123"))
    assert not shown.isVisible()


def test_until_when_a_denial_of_today_can_be_appealed_takes_nine_keys(
    window: MainWindow, shown: DenialWindow, qtbot: QtBot
) -> None:
    ask_until_when(window, shown, qtbot)
    assert "Date of the remittance: 11/23/2026, as typed" in shown.text.toPlainText()


def ask_until_when(window: MainWindow, shown: DenialWindow, qtbot: QtBot) -> None:
    """Nine keys from the main window: the command, the number, two steps on, and t for today."""
    shown.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, "Ctrl+Shift+D")
    qtbot.waitUntil(shown.numbers.hasFocus)
    type_keys("co-50", Qt.Key.Key_Tab)
    type_keys("", Qt.Key.Key_Tab)
    type_keys("t")
    assert 1 + len("co-50") + 2 + len("t") <= 12
    last = "Last day for a redetermination: 03/28/2027, a Sunday"
    qtbot.waitUntil(lambda: last in shown.text.toPlainText())


def test_what_clears_a_denial_for_guidance_inside_the_procedure_takes_seven_keys(
    window: MainWindow, shown: DenialWindow, qtbot: QtBot
) -> None:
    window.claims.workspace().start_blank()
    window.claims.workspace().check_with(("20611", "76942"))  # the guidance that the small book has inside
    shown.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, "Ctrl+Shift+D")
    qtbot.waitUntil(shown.numbers.hasFocus)
    type_keys("co-236")
    assert 1 + len("co-236") <= 12
    qtbot.waitUntil(lambda: "What follows: Write it off" in shown.text.toPlainText())
    text = shown.text.toPlainText()
    assert "20611 contains the guidance of 76942." in text
    assert "To clear: Remove the guidance code, or correct the procedure code if the record shows" in text
