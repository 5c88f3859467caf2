"""Audit samples in the window: drawn, shown as a filter, kept in a folder, opened again and appraised."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.audit.folder import RECORD, WORKSHEET, read_record, read_worksheet
from app.audit.worklist import by_decisions
from app.claims.worklist.listing import Choice
from app.coding.dispositions import Disposition, State
from app.desktop.shell.main_window import MainWindow
from app.desktop.worklist.audit.appraisal_dialog import NO_SHARE
from app.desktop.worklist.audit.auditing import NONE_DRAWN, NOT_READ, Auditing
from app.desktop.worklist.audit.draw_dialog import NO_CODES, NO_SEED, NO_SHARES, NO_SIZE, DrawDialog
from tests.claims.x12 import made
from tests.desktop.worklist.conftest import claim_of, open_in, write_file

Open = Callable[..., MainWindow]


@pytest.fixture
def window(
    blank_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Forty claims: each third with an error, one that cannot be read."""
    claims = [claim_of("77002:26") if at % 3 == 0 else claim_of("20610:RT", "77002:26") for at in range(40)]
    file = write_file(tmp_path / "march.837", *claims, made.claim(made.service(units="1.5")))
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Discard)
    yield open_in(blank_window, file, qtbot)
    blank_window.worklist.auditing().forget()  # or the shared window would ask about it as it closes


def designed(dialog: DrawDialog, qtbot: QtBot) -> DrawDialog:
    """The dialog once it says how many claims are drawn."""
    qtbot.waitUntil(dialog.draw_button.isEnabled)
    return dialog


def draw(window: MainWindow, qtbot: QtBot, size: str = "10", seed: str = "audit 7") -> Auditing:
    """Draw a sample of so many claims."""
    auditing = window.worklist.auditing()
    dialog = auditing.make_dialog()
    dialog.ways.button(1).setChecked(True)
    dialog.count.setText(size)
    dialog.seed.setText(seed)
    designed(dialog, qtbot)
    with qtbot.waitSignal(auditing.sampler.drawn):
        dialog.draw()
    return auditing


def kept(auditing: Auditing, folder: Path, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(auditing.saved):
        auditing.save_path(folder)
    return folder


def test_the_size_is_shown_with_how_it_follows(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.worklist.auditing().make_dialog()
    dialog.rate.setText("10%")
    dialog.precision.setText("0.1")
    dialog.seed.setText("s")
    designed(dialog, qtbot)
    assert dialog.frame_words.text() == "40 claims in the frame. Left out: 1 could not be read."
    assert dialog.size_words.text() == "19 claims of 40"
    assert "2 of 19 in error (10% expected)" in dialog.formula.text()
    assert "One claim fewer does not do" in dialog.formula.text()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("codes", "7700", NO_CODES),
        ("rate", "100%", NO_SHARES),
        ("confidence", "95", NO_SHARES),
        ("codes", "99999", "No claim is in the frame. Choose other claims or codes."),
        ("precision", "0.01%", "40 claims of 40. " + NO_SEED),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_drawn(
    window: MainWindow, qtbot: QtBot, field: str, text: str, said: str
) -> None:
    dialog = window.worklist.auditing().make_dialog()
    getattr(dialog, field).setText(text)
    qtbot.waitUntil(lambda: dialog.size_words.text() == said)
    assert not dialog.draw_button.isEnabled()


def test_a_number_of_claims_is_told_when_it_is_none_or_too_large(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.worklist.auditing().make_dialog()
    dialog.ways.button(1).setChecked(True)
    dialog.seed.setText("s")
    dialog.count.setText("ten")
    qtbot.waitUntil(lambda: dialog.size_words.text() == NO_SIZE)
    dialog.count.setText("41")
    qtbot.waitUntil(lambda: "fewer than the 41 to draw" in dialog.size_words.text())


def test_the_claims_drawn_are_the_filter_and_the_same_seed_draws_the_same(
    window: MainWindow, qtbot: QtBot
) -> None:
    auditing, view = draw(window, qtbot), window.worklist.view
    assert auditing.sample is not None
    first = auditing.sample.items()
    assert set(view.worklist.listing.shown()) == first
    assert len(first) == 10
    assert view.sample_row.words.text() == "Sample of 10 of 40 claims, seed audit 7: none answered, not saved"
    view.filters.clear()
    assert view.worklist.listing.choice == Choice()
    assert draw(window, qtbot).sample.items() == first  # type: ignore[union-attr]
    assert draw(window, qtbot, seed="audit 8").sample.items() != first  # type: ignore[union-attr]


def test_a_sample_of_what_the_filter_shows_names_the_part(window: MainWindow, qtbot: QtBot) -> None:
    window.worklist.view.filters.choose_rule("addon-without-primary")
    auditing = draw(window, qtbot, "5")
    assert auditing.sample is not None
    frame = auditing.sample.record.frame
    assert frame.claims == 14
    assert frame.files == (
        "march.837 (14 of 41 claims, chosen by the filter (rule: Add-on without a primary procedure))",
    )


def test_a_kept_sample_has_report_checklists_and_worksheet_and_opens_again(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    auditing = draw(window, qtbot)
    folder = kept(auditing, tmp_path / "audit", qtbot)
    record = read_record(folder)
    assert len(list((folder / "checklists").iterdir())) == 10
    assert "audit 7" in pypdf.PdfReader(folder / "report.pdf").pages[0].extract_text()
    assert made.MARK.encode() not in (folder / RECORD).read_bytes() + (folder / WORKSHEET).read_bytes()
    items = auditing.sample.items()  # type: ignore[union-attr]
    auditing.end()
    assert window.worklist.view.sample_row.isHidden()
    with qtbot.waitSignal(auditing.sampler.found):
        auditing.open_path(folder)
    assert auditing.sample is not None
    assert (auditing.sample.items(), auditing.sample.record) == (items, record)


def test_a_folder_that_is_there_is_told_and_the_sample_stays(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    auditing = draw(window, qtbot)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    auditing.save_path(tmp_path / "full")
    qtbot.waitUntil(lambda: "is not empty" in window.worklist.view.message.text())
    assert auditing.sample is not None
    assert auditing.sample.folder is None


def test_keys_answer_and_every_answer_goes_to_the_worksheet(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    auditing = draw(window, qtbot)
    dialog = auditing.make_appraisal()
    assert dialog is not None
    assert dialog.estimate.text() == "10 claims have no answer yet."
    QTest.keyClick(dialog.table, Qt.Key.Key_Y)
    QTest.keyClick(dialog.table, Qt.Key.Key_N)
    folder = kept(auditing, tmp_path / "audit", qtbot)
    assert read_worksheet(folder, read_record(folder), whole=False) == {1: True, 2: False}
    for _ in range(8):
        QTest.keyClick(dialog.table, Qt.Key.Key_N)
    assert len(read_worksheet(folder, read_record(folder))) == 10
    assert "In error: 1 of 10 claims drawn" in dialog.estimate.text()
    assert "Limits at 95% confidence, two-sided: " in dialog.estimate.text()
    dialog.confidence.setText("much")
    assert dialog.estimate.text() == NO_SHARE
    dialog.confidence.setText("90%")
    with qtbot.waitSignal(dialog.saved):
        dialog.save_path(tmp_path / "appraisal.pdf")
    assert "1 of 10 claims drawn" in pypdf.PdfReader(tmp_path / "appraisal.pdf").pages[0].extract_text()
    QTest.keyClick(dialog.table, Qt.Key.Key_Backspace)
    assert dialog.estimate.text() == "1 claim has no answer yet."
    assert not dialog.report_button.isEnabled()


def test_decisions_answer_where_they_tell_and_nowhere_else(window: MainWindow, qtbot: QtBot) -> None:
    auditing = draw(window, qtbot, "40")
    worklist = window.worklist.worklist()
    states: dict[int, State] = {1: "fixed", 4: "not-applicable"}
    for number, state in states.items():
        claim = worklist.item(number).claim
        assert claim is not None
        given = Disposition(rule="addon-without-primary", line=1, code="77002", state=state, reason="x")
        worklist.change(number, structs.replace(claim, dispositions=(given,)))
    sample = auditing.sample
    assert sample is not None
    place = {item: at for at, item in enumerate(sample.numbers, 1)}
    assert by_decisions(sample, worklist.listing.row) == {place[1]: True, place[4]: False}
    dialog = auditing.make_appraisal()
    assert dialog is not None
    sample.answers[place[4]] = True
    dialog.take_decisions()
    assert sample.answers == {place[1]: True, place[4]: True}  # what the auditor said stays


def test_answers_that_no_folder_has_are_asked_about(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditing = draw(window, qtbot)
    dialog = auditing.make_appraisal()
    assert dialog is not None
    QTest.keyClick(dialog.table, Qt.Key.Key_Y)
    asked: list[str] = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert not window.worklist.may_close()
    auditing.end()
    assert auditing.sample is not None
    assert (
        asked[0]
        == "You answered for 1 claim of the sample, and that is not saved. Closing Needlepoint loses it."
    )
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Discard)
    auditing.end()
    assert auditing.sample is None


def test_a_sample_of_other_claims_is_refused(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    auditing = draw(window, qtbot)
    folder = kept(auditing, tmp_path / "audit", qtbot)
    record = json.loads((folder / RECORD).read_text("utf-8"))
    for each in record["drawn"]:
        each["sha256"] = "00" * 32
    (folder / RECORD).write_text(json.dumps(record), "utf-8")
    with qtbot.waitSignal(auditing.sampler.failed):
        auditing.open_path(folder)
    assert "None of the claims drawn is in this worklist" in window.worklist.view.message.text()


def test_no_sample_is_drawn_of_a_file_that_is_not_read_to_its_end(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditing = window.worklist.auditing()
    monkeypatch.setattr(window.worklist.work, "_entries", iter(()))
    monkeypatch.setattr(DrawDialog, "exec", lambda _dialog: pytest.fail("it asked"))
    auditing.ask()
    assert window.worklist.view.message.text() == NOT_READ


def test_there_is_nothing_to_appraise_before_a_sample_is_drawn(window: MainWindow) -> None:
    window.actions_by_name["appraise_sample"].trigger()
    assert window.worklist.view.message.text() == NONE_DRAWN
