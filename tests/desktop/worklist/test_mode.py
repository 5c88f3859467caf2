"""The worklist in the window: from the file to the last open flag, by keys alone."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.claims.draft import DraftLine
from app.claims.record import Entry, read_claim
from app.coding.claim import Claim
from app.coding.findings import Review
from app.desktop.claim.mapping import MappingDialog
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.modes import CHECK, REFERENCE, WORKLIST
from app.desktop.shell.worklist_wiring import open_listed, open_paths
from app.desktop.worklist import reviewing
from app.desktop.worklist.background import BROKEN
from app.desktop.worklist.head import IN_MEMORY, KEPT, READ_ONLY
from app.desktop.worklist.link import NONE_OPEN
from app.desktop.worklist.words import state_words
from tests.claims.fhir import made as fhir
from tests.claims.tables.known import reading
from tests.claims.x12 import made
from tests.desktop.worklist.conftest import (
    ALONE,
    JOINT,
    SPINE,
    claim_of,
    settle,
    small_review,
    wait_for_review,
    write_file,
)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SPINAL = b'{"schema":1,"date_of_service":"2026-09-15","lines":[{"code":"62323"},{"code":"77003"}]}'
Open = Callable[..., MainWindow]


def shown(window: MainWindow) -> list[str]:
    model = window.worklist.view.model
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def is_decided(window: MainWindow, number: int) -> bool:
    return not window.worklist.worklist().listing.row(number).is_open


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    pressed = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        pressed |= modifier
    QTest.keyClick(focus, key, pressed)


def answer_with(monkeypatch: pytest.MonkeyPatch, *answers: QMessageBox.StandardButton) -> list[str]:
    """Answer message boxes one after the other; gives what they asked."""
    asked: list[str] = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return answers[len(asked) - 1]

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return asked


def test_a_file_of_several_claims_opens_as_a_worklist_worst_first(open_window: Open, march: Path) -> None:
    window = open_window(march)
    assert window.header.tabs.current() == WORKLIST
    assert shown(window) == ["claim 3", "claim 5", "claim 2", "claim 1", "claim 4"]
    assert window.worklist.view.head.counts.text() == "5 claims: 3 open, 2 without flags"
    assert window.worklist.view.table.current() == 3
    assert window.worklist.view.table.hasFocus()
    assert window.windowTitle().startswith("march.837")
    window.claims.commands().files.open_path(
        write_file(march.with_name("april.837"), *[claim_of(*ALONE)] * 2)
    )
    assert window.windowTitle().startswith("april.837")


def test_a_claim_that_was_fixed_keeps_its_place_and_the_form_says_what_it_is_called(
    open_window: Open, march: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    press(Qt.Key.Key_Return)
    settle(window, qtbot)
    workspace = window.claims.workspace()
    reference = workspace.form.encounter.fields["reference"].control
    assert isinstance(reference, QLineEdit)
    assert reference.placeholderText() == "claim 3"
    lines = (DraftLine("20610"), DraftLine("77002"))
    workspace.form.change("Typing", msgspec.structs.replace(workspace.form.draft(), lines=lines))
    settle(window, qtbot)
    assert window.worklist.link.place_words() == "1 of 5"
    assert state_words(window.worklist.worklist().listing.row(3)) == "Done, 1 fixed"
    window.actions_by_name["next_open"].trigger()
    assert window.worklist.link.place_words() == "2 of 5"
    assert reference.placeholderText() == "claim 5"


def test_enter_opens_the_claim_and_esc_comes_back_to_its_row(
    open_window: Open, march: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.header.tabs.current() == CHECK
    settle(window, qtbot)
    workspace = window.claims.workspace()
    assert [line.code for line in workspace.form.draft().lines] == ["77002"]
    assert window.worklist.link.place_words() == "2 of 5"
    assert not window.header.back.isVisible()
    press(Qt.Key.Key_Escape)
    assert window.header.tabs.current() == WORKLIST
    assert window.worklist.view.table.current() == 5
    assert window.worklist.view.table.hasFocus()
    assert window.header.back.isVisible()


def test_forty_claims_are_worked_from_the_file_to_the_last_open_flag_by_keys_alone(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    kinds = (JOINT, SPINE, ALONE, ("99213",), JOINT)
    path = write_file(tmp_path / "forty.837", *(claim_of(*kinds[at % 5]) for at in range(40)))
    window = open_window(path)
    listing = window.worklist.worklist().listing
    opened = {row.number for row in listing.rows if row.is_open}
    assert len(opened) == 16
    press(Qt.Key.Key_Return)
    seen = []
    while number := window.worklist.link.number():
        settle(window, qtbot)
        seen.append(number)
        press(Qt.Key.Key_F8)
        press(Qt.Key.Key_F, CTRL, SHIFT)
        qtbot.waitUntil(partial(is_decided, window, number))
        if listing.next_open(number) is None:
            break
        press(Qt.Key.Key_Down, CTRL)
    assert set(seen) == opened
    assert len(seen) == len(opened)
    press(Qt.Key.Key_Down, CTRL)
    assert window.status.words() == NONE_OPEN
    press(Qt.Key.Key_Escape)
    assert (
        window.worklist.view.head.counts.text()
        == "40 claims: 16 done, 16 without flags, 8 without a needle code"
    )
    assert window.isWindowModified()


def test_the_flags_of_the_current_row_are_counted_on_the_rail(open_window: Open, march: Path) -> None:
    window = open_window(march)
    rail = window.claims.workspace().rail
    assert rail.counts()["error"] == 1
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert (rail.counts()["error"], rail.counts()["warning"]) == (0, 1)
    press(Qt.Key.Key_2, CTRL)
    assert sum(rail.counts().values()) == 0  # the form is blank


def test_the_first_row_is_current_after_a_review_unless_the_user_moved(
    open_window: Open, march: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    table, work = window.worklist.view.table, window.worklist.work
    QTest.keyClick(table, Qt.Key.Key_Control)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert not table.is_touched
    window.worklist.view.filters.choose_rule("guidance-included")
    assert table.current() == 2
    window.worklist.view.filters.clear()
    work.review_again()
    qtbot.waitUntil(lambda: not work.is_running())
    assert table.current() == 3
    press(Qt.Key.Key_Down, CTRL)  # the next open one
    work.review_again()
    qtbot.waitUntil(lambda: not work.is_running())
    assert table.current() == 5


def test_f9_opens_the_claim_with_its_flags(open_window: Open, march: Path, qtbot: QtBot) -> None:
    window = open_window(march, 1000, 700)
    press(Qt.Key.Key_F9)
    settle(window, qtbot)
    assert window.header.tabs.current() == CHECK
    assert window.flags.shows_panel()
    press(Qt.Key.Key_Escape)
    assert not window.flags.shows_panel()
    press(Qt.Key.Key_Escape)
    assert window.header.tabs.current() == WORKLIST


@pytest.mark.parametrize("name", ["next_flag", "previous_flag", "flag_not_applicable", "make_edit"])
def test_the_keys_of_flags_show_those_of_the_claim_that_is_selected_and_decide_nothing_unseen(
    name: str, open_window: Open, march: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    window.actions_by_name[name].trigger()
    settle(window, qtbot)
    assert window.header.tabs.current() == CHECK
    assert window.flags.shows_panel()
    assert window.worklist.link.number() == 3
    flag = window.claims.workspace().panel.current_flag()
    assert flag is not None
    assert flag.rule == "addon-without-primary"
    assert not window.claims.workspace().form.draft().dispositions


@pytest.mark.parametrize("name", ["next_flag", "flag_not_applicable"])
def test_the_keys_of_flags_say_in_the_worklist_that_no_claim_is_selected(
    name: str, open_window: Open, march: Path
) -> None:
    window = open_window(march)
    window.worklist.view.table.setCurrentIndex(QModelIndex())
    window.actions_by_name[name].trigger()
    assert window.header.tabs.current() == WORKLIST
    assert "No claim is selected" in window.worklist.view.message.text()


def test_what_is_changed_in_the_form_is_the_worklists_and_undo_takes_it_back(
    open_window: Open, march: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    press(Qt.Key.Key_Return)
    settle(window, qtbot)
    workspace, worklist = window.claims.workspace(), window.worklist.worklist()
    before = worklist.item(3).claim
    workspace.check_with(("20610",))
    settle(window, qtbot)
    row = worklist.listing.row(3)
    assert (row.codes, row.flags, row.changed) == (("77002-26", "20610"), (), True)
    assert workspace.is_saved()
    workspace.form.history.stack.undo()
    settle(window, qtbot)
    assert worklist.item(3).claim == before
    assert worklist.listing.row(3).is_open


@pytest.mark.parametrize("entered", [True, False])
def test_a_reason_belongs_to_the_claim_it_was_typed_for_when_the_next_one_opens(
    open_window: Open, tmp_path: Path, qtbot: QtBot, *, entered: bool
) -> None:
    window = open_window(write_file(tmp_path / "two.837", claim_of(*ALONE), claim_of(*SPINE)))
    press(Qt.Key.Key_Return)
    settle(window, qtbot)
    press(Qt.Key.Key_A, CTRL, SHIFT)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, "on another claim")
    if entered:
        press(Qt.Key.Key_Return)
        settle(window, qtbot)
    press(Qt.Key.Key_Down, CTRL)
    assert window.worklist.link.number() == 2
    settle(window, qtbot)
    first, second = (window.worklist.worklist().item(number).claim for number in (1, 2))
    assert first is not None
    assert [(each.code, each.reason) for each in first.dispositions] == [("77002", "on another claim")]
    assert second is not None
    assert second.dispositions == ()


def test_a_claim_that_was_typed_is_not_lost_to_one_of_the_worklist(
    open_window: Open, march: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(march)
    window.claims.workspace().check_with(("20605",))
    asked = answer_with(monkeypatch, QMessageBox.StandardButton.Cancel)
    open_listed(window, 3)
    assert "Opening a claim of the worklist loses it" in asked[0]
    assert window.worklist.link.number() is None


def test_what_could_not_be_read_says_why_in_place(open_window: Open, tmp_path: Path) -> None:
    broken = made.claim(made.service(units="1.5"))
    window = open_window(write_file(tmp_path / "a.837", claim_of(*JOINT), broken, claim_of(*ALONE)))
    assert shown(window) == ["claim 3", "claim 2", "claim 1"]
    open_listed(window, 2)
    assert window.header.tabs.current() == WORKLIST
    assert "claim 2 was not read. Segment " in window.worklist.view.message.text()
    assert "no line whose units can be counted" in window.worklist.view.message.text()


def test_a_saved_worklist_keeps_each_decision_as_it_is_made_and_opens_again(
    open_window: Open, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    assert window.worklist.view.head.kept.text() == IN_MEMORY
    assert window.worklist.keeping.save_path(tmp_path / "march.npw")
    assert window.worklist.view.head.kept.text() == KEPT
    press(Qt.Key.Key_Return)
    settle(window, qtbot)
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F, CTRL, SHIFT)
    qtbot.waitUntil(lambda: not window.worklist.worklist().listing.row(3).is_open)
    content = (tmp_path / "march.npw").read_bytes()
    assert b'"state":"fixed"' in content
    assert made.MARK.encode() not in content
    window.worklist.worklist().close()
    again = open_window(tmp_path / "march.npw")
    assert again.worklist.view.head.counts.text() == "5 claims: 2 open, 1 done, 2 without flags"
    assert shown(again)[:2] == ["claim 3", "claim 5"]
    assert again.worklist.view.table.current() == 5  # the first that is open
    assert str(tmp_path / "march.npw") in again.store.data.claims


def test_a_damaged_worklist_is_refused_and_what_is_open_stays(
    open_window: Open, march: Path, tmp_path: Path
) -> None:
    window = open_window(march)
    (tmp_path / "bad.npw").write_bytes(b"no worklist")
    window.claims.commands().files.open_path(tmp_path / "bad.npw")
    assert "bad.npw was not opened. It is no worklist" in window.claims.workspace().view.message.text()
    assert window.worklist.worklist().name == "march.837"


def test_a_worklist_with_a_damaged_line_opens_and_says_what_it_lost(
    open_window: Open, march: Path, tmp_path: Path
) -> None:
    window = open_window(march)
    path = tmp_path / "march.npw"
    assert window.worklist.keeping.save_path(path)
    window.worklist.worklist().close()
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"line', b'"lime', 1)
    path.write_bytes(b"".join(lines))
    again = open_window(path)
    assert "1 claim is lost" in again.worklist.view.message.text()
    assert "march.damaged.npw" in again.worklist.view.message.text()
    assert again.worklist.view.head.kept.text() == KEPT
    assert again.worklist.view.head.counts.text().startswith("5 claims: ")


def test_closing_asks_while_decisions_are_in_memory_only(
    open_window: Open, march: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = open_window(march, 1280)  # its own, because it closes
    press(Qt.Key.Key_Return)
    settle(window, qtbot)
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F, CTRL, SHIFT)
    qtbot.waitUntil(lambda: not window.worklist.worklist().is_kept)
    buttons = QMessageBox.StandardButton
    asked = answer_with(monkeypatch, buttons.Cancel, buttons.Discard)
    assert not window.close()
    assert asked[0].startswith("You decided about or changed 1 claim of march.837, and that is not saved.")
    assert window.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")
def test_a_decision_that_cannot_be_written_is_told_and_kept_in_memory(
    open_window: Open, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    window.worklist.keeping.save_path(tmp_path / "a.npw")
    (tmp_path / "a.npw").rename(tmp_path / "b.npw")
    press(Qt.Key.Key_Return)
    settle(window, qtbot)
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F, CTRL, SHIFT)
    qtbot.waitUntil(lambda: not window.worklist.worklist().is_kept)
    banner = window.worklist.banner
    assert window.header.tabs.current() == CHECK
    assert banner.isVisible()
    assert "1 claim that you decided about or changed is not in the file yet" in banner.text()
    press(Qt.Key.Key_2, CTRL)
    open_listed(window, 5)
    assert banner.isVisible()  # it stays, whatever else is done
    banner.findChildren(QPushButton)[0].click()
    assert window.worklist.worklist().is_kept
    assert banner.isHidden()
    assert b'"state":"fixed"' in (tmp_path / "a.npw").read_bytes()


def test_a_worklist_that_can_only_be_read_opens_and_says_that_decisions_need_another_file(
    open_window: Open, march: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = open_window(march)
    window.worklist.keeping.save_path(tmp_path / "a.npw")
    window.worklist.worklist().close()

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("app.claims.worklist.file._open_locked", refuse)
        again = open_window(tmp_path / "a.npw")
    view, banner = again.worklist.view, again.worklist.banner
    assert view.head.kept.text() == READ_ONLY
    assert "a.npw can only be read. Decisions are kept once you save it" in view.message.text()
    assert banner.isHidden()
    open_listed(again, 3)
    settle(again, qtbot)
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F, CTRL, SHIFT)
    qtbot.waitUntil(banner.isVisible)
    assert banner.text().startswith("1 claim that you decided about or changed: in memory only.")
    assert again.worklist.keeping.save_path(tmp_path / "b.npw")
    assert banner.isHidden()
    assert view.head.kept.text() == KEPT
    assert b'"state":"fixed"' in (tmp_path / "b.npw").read_bytes()


def test_work_that_is_canceled_keeps_what_is_done_and_goes_on(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_file(tmp_path / "a.837", *[claim_of(*ALONE)] * 150)
    window = open_window(path)
    head, work = window.worklist.view.head, window.worklist.work
    work.review_again()
    head.button.click()
    assert work.is_running() or head.button.text() == "Go on"
    qtbot.waitUntil(lambda: not work.is_running())
    left = sum(row.stage == "waiting" for row in window.worklist.worklist().listing.rows)
    assert f"Stopped: {left} claim" in head.progress.text()
    head.button.click()
    qtbot.waitUntil(lambda: not work.is_running())
    assert not any(row.stage == "waiting" for row in window.worklist.worklist().listing.rows)
    assert head.counts.text() == "150 claims: 150 open"


def test_reading_that_is_canceled_loses_no_claim(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(write_file(tmp_path / "a.837", *[claim_of(*JOINT)] * 2))
    entries = [Entry(f"claim {at}", window.worklist.worklist().item(1).claim) for at in range(1, 501)]
    window.worklist.open_entries("b.837", iter(entries), "b.837")
    window.worklist.view.head.button.click()
    qtbot.waitUntil(lambda: not window.worklist.work.is_running())
    assert "the file goes on" in window.worklist.view.head.progress.text()
    window.worklist.view.head.button.click()
    qtbot.waitUntil(lambda: not window.worklist.work.is_running())
    rows = window.worklist.worklist().listing.rows
    assert [row.number for row in rows] == list(range(1, 501))
    assert {row.stage for row in rows} == {"reviewed"}


@pytest.mark.expects_log("could not be worked through")
def test_a_review_that_breaks_off_says_so_and_can_go_on(open_window: Open, march: Path, qtbot: QtBot) -> None:
    window = open_window(march)

    def fail(_claim: Claim) -> Review:
        raise ValueError("QUAGGA")

    window.worklist.reviewer.review_alone = fail
    window.worklist.work.review_again()
    qtbot.waitUntil(lambda: not window.worklist.work.is_running())
    assert window.worklist.view.message.text() == BROKEN
    window.worklist.reviewer.review_alone = small_review
    window.worklist.view.head.button.click()
    qtbot.waitUntil(lambda: not window.worklist.work.is_running())
    assert window.worklist.view.head.counts.text() == "5 claims: 3 open, 2 without flags"


def test_other_editions_are_reviewed_with_and_decisions_stay(
    open_window: Open, march: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    window.worklist.reviewer.review_alone = lambda _claim: small_review(read_claim(SPINAL))
    window.set_library(window.library)
    qtbot.waitUntil(lambda: not window.worklist.work.is_running())
    rows = window.worklist.worklist().listing.rows
    assert {flag.rule for row in rows for flag in row.flags} == {"guidance-included"}


def test_several_files_that_are_dropped_are_one_worklist(
    open_window: Open, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    (tmp_path / "one.json").write_bytes(SPINAL)
    other = write_file(tmp_path / "april.837", claim_of(*ALONE))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (march, tmp_path / "one.json", other)])
    where = QPointF(500, 500)
    window.dropEvent(
        QDropEvent(
            where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    wait_for_review(window, qtbot)
    assert window.worklist.worklist().name.startswith("3 files of ")
    assert len(shown(window)) == 7
    assert shown(window)[0] == "march.837, claim 3"


def test_of_several_files_each_claim_is_named_with_its_file_and_nothing_is_lost(
    open_window: Open, march: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(march)
    tables = reading()
    window.claims.commands().files.tables = lambda: tables
    monkeypatch.setattr(MappingDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    resource = tmp_path / "a.json"
    resource.write_text(json.dumps(fhir.claim(fhir.item(), fhir.item("20610", sequence=2))))
    odd = tmp_path / "odd.csv"
    odd.write_text("Nr,When,What\nA,01/05/2026,77002\n")
    ack = tmp_path / "b.999"
    guide = "005010X231A1"
    ack.write_bytes(made.interchange(made.group(made.transaction(["AK1*HC*1"], guide, "999"), guide=guide)))
    archive = tmp_path / "z.zip"
    with ZipFile(archive, "w") as packed:
        packed.writestr("in.837", made.file_of(claim_of(*JOINT)))
    open_paths(window, [resource, odd, ack, archive])
    wait_for_review(window, qtbot)
    listing = window.worklist.worklist().listing
    assert {row.reference: row.left for row in listing.rows} == {
        "a.json, claim 1": "",
        "The file itself": "odd.csv: what its headings mean was not said, so it was not read. "
        "Open it by itself to say it.",
        "z.zip, in.837, claim 1": "",
    }
    assert "1 note on the file" in window.worklist.view.head.left.text()


def test_a_folder_asks_about_the_headings_of_its_tables(
    open_window: Open, march: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(march)
    tables = reading()
    window.claims.commands().files.tables = lambda: tables
    fields = {"nr": "claim", "when": "date", "what": "code"}
    monkeypatch.setattr(MappingDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(MappingDialog, "mapping", lambda _dialog: fields)
    folder = tmp_path / "charges"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.csv").write_text(f"Nr,When,What\n{name},01/05/2026,77002\n")
    open_paths(window, [folder])
    wait_for_review(window, qtbot)
    listing = window.worklist.worklist().listing
    assert {row.reference: row.left for row in listing.rows} == {"a.csv, a": "", "b.csv, b": ""}
    assert window.worklist.worklist().name == "charges"


def test_official_files_that_are_dropped_are_for_the_import(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Column 1,Column 2\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.csv"))])
    dropped: list[list[str]] = []
    window.dropped.connect(dropped.append)
    window.dropEvent(
        QDropEvent(
            QPointF(500, 500),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert dropped == [[str(tmp_path / "a.csv")]]
    assert not window.worklist.is_open()


def test_without_a_worklist_there_is_no_tab_and_no_command(window: MainWindow) -> None:
    assert not window.header.tabs.tab(WORKLIST).isVisible()
    assert not window.actions_by_name["next_open"].isEnabled()
    press(Qt.Key.Key_3, CTRL)
    assert window.header.tabs.current() == REFERENCE


def test_a_claim_is_reviewed_beside_the_others_of_its_day_in_the_form_too(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_file(tmp_path / "a.837", claim_of(*ALONE), claim_of("20610:RT"))
    window = open_window(path)
    listing = window.worklist.worklist().listing
    assert "its primary 20610 there: claim 2, line 1" in " ".join(listing.row(1).beside)
    assert "addon-without-primary" not in {flag.rule for flag in listing.row(1).flags}
    open_listed(window, 1)
    settle(window, qtbot)
    workspace = window.claims.workspace()
    review = workspace.review()
    assert review is not None
    assert {flag.rule for flag in review.flags} == {flag.rule for flag in listing.row(1).flags}
    assert "Looked at with 1 other claim" in " ".join(workspace.kept.reading(workspace.form.draft()).notes)
    workspace.begin()
    workspace.check_with(("77002",))
    settle(window, qtbot)
    alone = workspace.review()
    assert alone is not None
    assert "addon-without-primary" in {flag.rule for flag in alone.flags}


def test_checklists_and_tables_among_several_files_are_read_too(
    open_window: Open, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    dialog = window.worklist.make_export()
    dialog.choose("folder", 2)
    folder = tmp_path / "in"
    folder.mkdir()
    with qtbot.waitSignal(dialog.saved):
        dialog.save_path(folder)
    (folder / "table.csv").write_text("claim,date_of_service,code\nA,2026-09-15,20610\nB,2026-09-15,77002\n")
    window.worklist.keeping.save_path(folder / "one.npw")
    open_paths(window, [folder, march])
    wait_for_review(window, qtbot)
    rows = window.worklist.worklist().listing.rows
    names = {row.reference for row in rows}
    assert {"table.csv, A", "table.csv, B", "march.837, claim 3"} <= names
    assert sum(row.left.startswith("one.npw: It is a worklist") for row in rows) == 1
    assert len(rows) == 1 + 2 + 1 + 5


def test_many_claims_are_reviewed_by_processes_that_leave_nothing_on_disk(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setattr(reviewing, "MANY", 2)
    monkeypatch.setattr(reviewing, "_MOST_JOBS", 2)
    window = open_window(write_file(tmp_path / "many.837", *(claim_of(*ALONE) for _ in range(300))))
    standing = window.worklist.worklist().listing.standing
    assert standing["waiting"] == 0
    assert standing["open"] == 300
    left = [path.read_bytes() for path in (tmp_path / "temp").rglob("*") if path.is_file()]
    assert not any(b"77002" in content for content in left)


def test_a_review_by_processes_is_canceled_and_gone_on_with(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(reviewing, "MANY", 2)
    window = open_window(write_file(tmp_path / "many.837", *(claim_of(*ALONE) for _ in range(700))))
    work, standing = window.worklist.work, window.worklist.worklist().listing.standing
    with qtbot.waitSignal(work.progressed, timeout=60_000):
        work.review_again()
    work.cancel()
    qtbot.waitUntil(lambda: not work.is_running(), timeout=60_000)
    assert standing["waiting"] + standing["open"] == 700
    assert window.worklist.view.head.progress.text().startswith("Stopped: ")
    work.resume()
    qtbot.waitUntil(lambda: standing["open"] == 700, timeout=60_000)


def test_of_a_claim_that_could_not_be_read_others_say_that_it_was_not_looked_at_beside_them(
    open_window: Open, tmp_path: Path
) -> None:
    broken = ["LX*1" if each.startswith("DTP*472") else each for each in claim_of("20610:RT")]
    path = write_file(tmp_path / "a.837", claim_of(*ALONE), broken)
    listing = open_window(path).worklist.worklist().listing
    assert "1 claim could not be read and was not looked at" in " ".join(listing.row(1).beside)
