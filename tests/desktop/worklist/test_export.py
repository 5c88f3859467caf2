"""What leaves a worklist: findings, summary, checklists, of the claims that were chosen."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QFileDialog, QRadioButton, QScrollArea, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from app.batch.findings_sheet import HEADS
from app.desktop.look.contrast import contrast
from app.desktop.look.theme import ThemeChoice
from app.desktop.shell.main_window import MainWindow
from app.desktop.worklist.export_dialog import MANY, TOO_MANY, WorklistExport
from app.desktop.worklist.exporting import NO_CHECKLIST, Kind, proposed_name
from app.library import Library
from app.library.shelf.shelf import Shelf
from tests.claims.x12 import made
from tests.conftest import once_a_run
from tests.desktop.worklist.conftest import ALONE, JOINT, claim_of, open_in, write_file
from tests.payment import invented

Open = Callable[..., MainWindow]
OpenHere = Callable[[Path], MainWindow]


@pytest.fixture
def open_here(blank_window: MainWindow, qtbot: QtBot) -> OpenHere:
    """Open a file in the one window of these tests."""
    return lambda path: open_in(blank_window, path, qtbot)


def written(dialog: WorklistExport, path: Path, qtbot: QtBot) -> bytes:
    with qtbot.waitSignal(dialog.saved):
        dialog.save_path(path)
    return path.read_bytes() if path.is_file() else b""


def test_findings_of_all_claims_are_a_table(
    open_here: OpenHere, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_here(march)
    dialog = window.worklist.make_export()
    assert [button.text() for button in dialog.scopes.buttons()] == [
        "All 5 claims", "The 5 claims shown by the filter", "The claim selected",
    ]  # fmt: skip
    dialog.choose("findings", 0)
    content = written(dialog, tmp_path / "out.csv", qtbot)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["rule"] for row in rows] == [
        "", "guidance-included", "addon-without-primary", "", "addon-without-primary",
    ]  # fmt: skip
    assert made.MARK.encode() not in content
    assert window.status.words() == "Saved out.csv"


def test_findings_are_a_workbook_with_the_same_rows(
    open_here: OpenHere, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_here(march)
    dialog = window.worklist.make_export()
    assert dialog.kind() == "workbook"
    content = written(dialog, tmp_path / "out.xlsx", qtbot)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Findings").to_python()
    dialog = window.worklist.make_export()
    dialog.choose("findings", 0)
    table = written(dialog, tmp_path / "out.csv", qtbot).decode("utf-8-sig")
    as_csv = list(csv.reader(io.StringIO(table)))
    assert rows[0] == list(HEADS.values())
    sheet = [dict(zip(HEADS, row, strict=True)) for row in rows[1:]]
    table_rows = [dict(zip(as_csv[0], row, strict=True)) for row in as_csv[1:]]
    for column in ("rule", "id", "message", "remedy", "claim", "code"):
        assert [row[column] for row in sheet] == [row[column] for row in table_rows], column
    flagged = [row for row in sheet if row["rule"]]
    assert flagged
    assert all(row["rule_title"] not in ("", row["rule"]) for row in flagged)
    sources = [row["sources"] for row in table_rows if row["rule"]]
    assert all(row["sources"] not in ("", by_id) for row, by_id in zip(flagged, sources, strict=True))
    assert made.MARK.encode() not in content


def test_an_export_that_is_broken_off_writes_nothing(
    open_here: OpenHere, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_here(march)
    dialog = window.worklist.make_export()
    exporter = dialog.exporter
    exporter.progressed.connect(lambda *_: exporter.break_off(), Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(exporter.ended):
        dialog.save_path(tmp_path / "out.xlsx")
    assert list(tmp_path.glob("out*")) == []
    assert list(tmp_path.glob(".out*")) == []
    assert dialog.isEnabled()


def test_the_filter_and_the_selection_say_which_claims(
    open_here: OpenHere, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_here(march)
    window.worklist.view.filters.choose_rule("addon-without-primary")
    window.worklist.view.table.selectAll()
    dialog = window.worklist.make_export()
    assert dialog.scopes.checkedId() == 1
    assert dialog.numbers() == [3, 5]
    dialog.choose("folder", 2)
    (tmp_path / "lists").mkdir()
    written(dialog, tmp_path / "lists", qtbot)
    assert sorted(path.name for path in (tmp_path / "lists").iterdir()) == [
        "checklist-claim-3.pdf", "checklist-claim-5.pdf",
    ]  # fmt: skip
    again = window.worklist.make_export()
    again.choose("folder", 2)
    written(again, tmp_path / "lists", qtbot)
    assert len(list((tmp_path / "lists").iterdir())) == 4  # nothing was written over
    assert window.status.words() == "Saved 2 checklists in lists"


def test_checklists_of_several_claims_are_one_file(
    open_here: OpenHere, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_here(march)
    dialog = window.worklist.make_export()
    dialog.choose("checklists", 0)
    pdf = written(dialog, tmp_path / "out.pdf", qtbot)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert "claim 1" in text
    assert "claim 5" in text
    assert made.MARK not in text


def test_the_summary_counts_what_the_table_shows(
    open_here: OpenHere, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_here(march)
    dialog = window.worklist.make_export()
    dialog.choose("summary", 0)
    pdf = written(dialog, tmp_path / "out.pdf", qtbot)
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "march.837, 5 claims" in text
    assert "With an open flag 3" in text


def test_the_summary_says_what_the_lines_in_question_pay_where_the_shelf_tells_it(
    open_here: OpenHere,
    march: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    reference_db: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = once_a_run(tmp_path_factory, "invented payment", invented.fill) / "editions"
    dialog = open_here(march).worklist.make_export()
    monkeypatch.setattr(dialog.exporter, "_library", Library.open(reference_db, Shelf.open(shelf)))
    dialog.choose("summary", 0)
    pdf = written(dialog, tmp_path / "out.pdf", qtbot)
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())
    assert "What Medicare pays for " in text
    assert "for 3 lines with an open error or warning is not known." in text


def test_what_is_written_of_a_part_says_so(
    open_here: OpenHere, march: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_here(march)
    window.worklist.view.filters.found.setCurrentIndex(1)
    dialog = window.worklist.make_export()
    words = "2 of 5 claims, chosen by the filter (flags: error)"
    dialog.choose("findings", 1)
    content = written(dialog, tmp_path / "out.csv", qtbot).decode("utf-8-sig")
    assert {row["part"] for row in csv.DictReader(io.StringIO(content))} == {words}
    dialog = window.worklist.make_export()
    dialog.choose("summary", 1)
    pdf = written(dialog, tmp_path / "out.pdf", qtbot)
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "Summary of a part of a worklist" in text
    assert f"march.837, {words}" in text
    part = dialog.part()
    assert proposed_name("findings", "march.837", part) == "march-2-of-5-findings.csv"
    dialog.choose("summary", 0)
    assert dialog.part() is None


@pytest.mark.parametrize("kind", ["workbook", "findings"])
def test_a_place_that_cannot_be_written_is_told_and_the_dialog_stays(
    open_here: OpenHere, march: Path, tmp_path: Path, qtbot: QtBot, kind: Kind
) -> None:
    dialog = open_here(march).worklist.make_export()
    dialog.choose(kind, 0)
    with qtbot.waitSignal(dialog.exporter.ended):
        dialog.save_path(tmp_path / "nowhere" / "out.csv")
    assert "Nothing was exported. out.csv could not be written: " in dialog.message.text()
    assert dialog.save_button.isEnabled()
    dialog.reject()


def test_claims_that_cannot_be_checked_have_no_checklist(
    open_here: OpenHere, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = made.claim(made.service(units="1.5"))
    window = open_here(write_file(tmp_path / "a.837", broken, broken))
    dialog = window.worklist.make_export()
    dialog.choose("checklists", 0)
    with qtbot.waitSignal(dialog.exporter.ended):
        dialog.save_path(tmp_path / "out.pdf")
    assert NO_CHECKLIST in dialog.message.text()
    assert not (tmp_path / "out.pdf").exists()
    dialog.reject()


def test_one_file_takes_so_many_checklists(open_here: OpenHere, tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.837", *[claim_of(*JOINT)] * (MANY + 1))
    dialog = open_here(path).worklist.make_export()
    dialog.choose("checklists", 0)
    assert TOO_MANY in dialog.note.text()
    assert not dialog.save_button.isEnabled()
    dialog.choose("folder", 0)
    assert dialog.save_button.isEnabled()
    dialog.reject()


def test_an_export_that_is_canceled_writes_nothing(open_here: OpenHere, tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.837", *[claim_of(*ALONE)] * 300)
    dialog = open_here(path).worklist.make_export()
    dialog.choose("checklists", 0)
    dialog.save_path(tmp_path / "out.pdf")
    dialog.reject()
    assert not (tmp_path / "out.pdf").exists()


def test_on_a_small_zoomed_screen_the_choices_scroll_and_the_buttons_stay(
    open_window: Open, march: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(march, 960, 600)
    window.look.set_zoom(200)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(0, 0, 960, 600))
    dialog = window.worklist.make_export()
    dialog.show()
    QApplication.processEvents()
    assert dialog.height() <= 600
    assert dialog.minimumSizeHint().height() <= 600
    assert dialog.rect().contains(dialog.save_button.geometry())
    last = dialog.scopes.button(2)
    last.setFocus()
    QApplication.processEvents()
    page = dialog.findChildren(QScrollArea)[0].viewport()
    assert page.rect().contains(last.mapTo(page, last.rect().center()))
    dialog.reject()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_that_is_not_taken_can_be_seen(open_window: Open, march: Path, theme: ThemeChoice) -> None:
    window = open_window(march)
    window.look.set_choice(theme)
    dialog = window.worklist.make_export()
    dialog.show()
    button = dialog.kinds.button(1)
    assert not button.isChecked()
    option = QStyleOptionButton()
    assert isinstance(button, QRadioButton)
    button.initStyleOption(option)
    circle = button.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, button)
    image = button.grab(circle).toImage()
    ground = image.pixelColor(0, 0).name()  # outside of the circle
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert max(contrast(color, ground) for color in colors) >= 3
    dialog.reject()


def test_a_folder_is_asked_for_a_folder_of_checklists(
    open_here: OpenHere, march: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog = open_here(march).worklist.make_export()
    dialog.choose("folder", 0)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert len(list(tmp_path.glob("checklist-*.pdf"))) == 5
