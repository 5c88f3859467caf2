"""The windows of imports do what their buttons say, over a real shelf and a real import."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.coding.editions import Edition
from app.coding.excerpts import excerpts_of
from app.desktop.imports.changes import change_row, matching
from app.desktop.imports.compare_window import WATCHED
from app.desktop.imports.editions_window import (
    EMPTY,
    EXCERPT,
    IMPORT,
    IN_BOOK,
    NO_IMPORT,
    NONE_IMPORTED,
    UNSEALED,
)
from app.desktop.imports.import_window import NOT_TAKEN
from app.desktop.imports.import_windows import ImportWindows
from app.desktop.imports.runner import CANCELED
from app.desktop.look.look import Look
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.releases.change import Change
from app.releases.installation import install
from tests.desktop.imports.conftest import TODAY
from tests.releases import files


def column(table: QTableView, at: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def run(qtbot: QtBot, windows: ImportWindows, paths: list[Path]) -> None:
    with qtbot.waitSignal(windows.runner.ended, timeout=30_000):
        windows.open_import(paths)


def test_an_import_fills_table_and_shelf(qtbot: QtBot, windows: ImportWindows, tmp_path: Path) -> None:
    good = files.write_ptp(tmp_path / "hospital", files.parts(), kind="oph")
    bad = tmp_path / "mue.zip"
    bad.write_bytes(b"<html>license</html>")
    window = windows.open_import()
    qtbot.addWidget(window)
    assert window.empty.isVisibleTo(window)
    told: list[str] = []
    windows.progressed.connect(told.append)
    with qtbot.waitSignal(windows.shelf_changed, timeout=30_000):
        window.take([*good, bad])
    assert column(window.table, 4) == ["Installed"] * 4 + ["Refused"]
    assert window.hint.text() == "1 edition installed, 1 file refused."
    assert not window.empty.isVisibleTo(window)
    assert "web page" in str(window.model.index(4, 4).data(Qt.ItemDataRole.ToolTipRole))
    assert "web page" in str(window.model.index(4, 1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert not window.cancel.isVisibleTo(window)
    assert told[-1] == ""


def test_canceling_says_what_holds(
    qtbot: QtBot, windows: ImportWindows, tmp_path: Path, shelf_folder: Path
) -> None:
    paths = files.write_ptp(tmp_path / "large", files.parts(16_000), "330")
    before = sorted(path.name for path in shelf_folder.iterdir())
    window = windows.open_import(paths)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: windows.runner.progress.current >= 0, timeout=30_000)
    window.cancel.click()
    assert window.hint.text() == CANCELED
    assert sorted(path.name for path in shelf_folder.iterdir()) == before


def test_the_window_asks_to_compare_what_it_installed(
    qtbot: QtBot, windows: ImportWindows, tmp_path: Path
) -> None:
    table = files.parts()
    table[2].append(files.pair("2002X", "0009X", "20270101"))
    paths = files.write_ptp(tmp_path / "next", table, "330")
    window = windows.open_import()
    qtbot.addWidget(window)
    window.compare.setChecked(True)
    with qtbot.waitSignal(window.compare_wanted, timeout=30_000) as asked:
        window.take(paths)
    (edition,) = asked.args
    assert edition.edition == "2027Q1"
    compared = windows.open_compare(edition)
    qtbot.addWidget(compared)
    assert [each.currentText()[-6:] for each in (compared.before, compared.after)] == ["2026Q4", "2027Q1"]


def test_an_empty_shelf_says_what_to_do_in_place_of_rows(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    windows = ImportWindows(look, tmp_path / "editions", lambda: TODAY, tuple)
    window = windows.open_editions()
    qtbot.addWidget(window)
    assert window.table.model().rowCount() == 0
    said = f"{EMPTY} {IMPORT}"
    assert window.table.accessibleDescription() == said
    shown = [label.text() for label in window.table.findChildren(QLabel) if label.isVisible()]
    assert shown == [said]
    assert window.focusWidget() is window.import_button
    window.import_button.hide()
    window.set_shelf(Shelf({}))
    assert window.table.accessibleDescription() == f"{EMPTY} {NO_IMPORT}"


def test_what_the_book_has_rows_of_stands_below_the_editions_and_cannot_be_removed(
    look: Look, qtbot: QtBot, tmp_path: Path, library: Library
) -> None:
    excerpts = excerpts_of(library.sources())
    windows = ImportWindows(look, tmp_path / "editions", lambda: TODAY, tuple, excerpts=lambda: excerpts)
    window = windows.open_editions()
    qtbot.addWidget(window)
    shown = [column(window.table, at) for at in range(3)]
    assert len(shown[0]) == len(excerpts) > 0
    assert all(text.startswith(IN_BOOK) for text in shown[0])
    assert shown[1][-1] == f"Physician fee schedule relative values {excerpts[-1].edition}"
    assert all(" to " in text for text in shown[2])
    assert window.due.text() == NONE_IMPORTED
    assert EXCERPT in window.details.toPlainText()
    assert not any(each.isEnabled() for each in (window.remove, window.compare, window.aside))
    assert window.focusWidget() is window.import_button


def test_enter_in_a_table_does_not_press_the_default_button(qtbot: QtBot, windows: ImportWindows) -> None:
    window = windows.open_editions()
    qtbot.addWidget(window)
    assert any(button.isDefault() for button in window.findChildren(QPushButton))
    QTest.keyClick(window.table, Qt.Key.Key_Return)
    assert window.isVisible()


def test_editions_show_their_standing_files_and_keys(qtbot: QtBot, windows: ImportWindows) -> None:
    window = windows.open_editions()
    qtbot.addWidget(window)
    assert column(window.table, 0) == ["In force", "Coming"]
    text = window.details.toPlainText()
    assert "48 rows, SHA-256 of the rows" in text
    assert "f1.zip: 12 rows, 1000X/0001X to 1002X/0003X, SHA-256" in text
    assert window.due.text() == "Next release due 10/01/2026"


def test_an_edition_from_before_there_were_checksums_says_so(qtbot: QtBot, windows: ImportWindows) -> None:
    window = windows.open_editions()
    qtbot.addWidget(window)
    for file in window._shelf._files.values():
        file.sealed = False
    window.table.selectRow(1)
    assert window.details.toPlainText().endswith(UNSEALED)


def test_an_edition_is_set_aside_used_again_and_removed(
    qtbot: QtBot, windows: ImportWindows, shelf_folder: Path
) -> None:
    window = windows.open_editions()
    qtbot.addWidget(window)
    window.aside.click()
    assert sorted(column(window.table, 0)) == ["Coming", "Set aside"]
    window.table.selectRow(column(window.table, 0).index("Set aside"))
    window.back.click()
    assert sorted(column(window.table, 0)) == ["Coming", "In force"]
    window.table.selectRow(column(window.table, 0).index("Coming"))
    window.remove.click()
    assert column(window.table, 0) == ["In force"]
    assert len(list(shelf_folder.glob("*.npe"))) == 1


def test_a_damaged_edition_is_shown_first_and_can_be_removed(
    qtbot: QtBot, windows: ImportWindows, shelf_folder: Path
) -> None:
    (shelf_folder / "hcpcs-2026Q3-00000000.npe").write_bytes(b"broken")
    windows.reopen()
    window = windows.open_editions()
    qtbot.addWidget(window)
    assert column(window.table, 0)[0] == "Damaged"
    window.remove.click()
    assert "Damaged" not in column(window.table, 0)


def latest(folder: Path) -> Edition:
    """The newest edition of a shelf."""
    shelf = Shelf.open(folder)
    shelf.close()
    return shelf.editions[-1]


def test_editions_of_equal_rows_are_told_apart(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    folder, out = tmp_path / "editions", tmp_path / "changes.csv"
    for quarter in ("322", "323"):
        install(files.write_ptp(tmp_path / quarter, files.parts(), quarter), folder, today=TODAY)
    windows = ImportWindows(look, folder, lambda: TODAY, tuple)
    window = windows.open_compare(latest(folder))
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.counts.text() == "0 added · 0 ended · 0 changed")
    window.save(out)
    assert out.read_text(encoding="utf-8-sig").strip().endswith("2026Q3,2026Q4")
    windows.close()


def test_comparing_lists_the_changes_and_exports_them(
    qtbot: QtBot, windows: ImportWindows, shelf_folder: Path, tmp_path: Path
) -> None:
    window = windows.open_compare(latest(shelf_folder))
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    assert window.counts.text() == "0 added · 1 ended · 0 changed"
    assert column(window.table, 0) == ["−  Ended"]
    assert column(window.table, 5) == ["ended 09/30/2026"]
    out = tmp_path / "changes.csv"
    window.save(out)
    assert "1000X,0001X,ended,pair" in out.read_text(encoding="utf-8-sig")
    window.save(tmp_path)
    assert "could not be saved" in window.note.text()


def test_comparing_can_keep_to_favorites(qtbot: QtBot, windows: ImportWindows, shelf_folder: Path) -> None:
    window = windows.open_compare(latest(shelf_folder))
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    window.codes.set_value(WATCHED)
    window.refresh()
    qtbot.waitUntil(lambda: "Nothing changed for your favorites" in window.note.text())


def test_the_filter_keeps_the_codes_that_begin_as_typed(
    qtbot: QtBot, windows: ImportWindows, shelf_folder: Path
) -> None:
    window = windows.open_compare(latest(shelf_folder))
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    window.filter.setText("2000")
    qtbot.waitUntil(lambda: window.model.rowCount() == 0)
    assert window.note.text() == "Nothing changed for a code that begins like that between these editions."
    assert window.counts.text() == "0 added · 1 ended · 0 changed"
    window.filter.setText("2000 0001x")
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", ["M5450", "77002", "20610"]),
        ("m54.5", ["M5450"]),
        ("770, 206", ["77002", "20610"]),
        ("0213T", ["20610"]),
        ("002", []),
    ],
)
def test_codes_are_found_by_their_beginning_with_or_without_dot(typed: str, codes: list[str]) -> None:
    pairs = (("M5450", ""), ("77002", ""), ("20610", "0213T"))
    changes = [Change(code, other, "changed", "text", "", "") for code, other in pairs]
    assert [change.code for change in matching(changes, typed)] == codes


def test_diagnoses_show_their_dot_and_other_codes_none() -> None:
    change = Change("M5450", "", "changed", "text", "from 2026-01-01", "")
    assert change_row(change, "icd10cm", ()).cells[1] == "M54.50"
    assert change_row(change, "icd10cm", ()).cells[4] == "from 01/01/2026"
    assert change_row(change, "hcpcs", ()).cells[1] == "M5450"


def test_notes_on_codes_whose_edits_changed_are_recalled(
    qtbot: QtBot, look: Look, shelf_folder: Path
) -> None:
    windows = ImportWindows(look, shelf_folder, lambda: TODAY, lambda: (), noted=lambda: ("0001X", "3000X"))
    window = windows.open_compare(latest(shelf_folder))
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.reminder.isVisibleTo(window))
    assert window.reminder.text() == "Edits changed since you wrote a note on 0001X."
    windows.close()


def test_the_lists_of_editions_are_named_by_their_labels(qtbot: QtBot, windows: ImportWindows) -> None:
    window = windows.open_compare()
    qtbot.addWidget(window)
    labels = {label.buddy(): label.text() for label in window.findChildren(QLabel)}
    assert (labels[window.before], labels[window.after]) == ("Before", "After")
    spoken = QAccessible.queryAccessibleInterface(window.before).relations(QAccessible.RelationFlag.Label)
    assert [interface.text(QAccessible.Text.Name) for interface, _ in spoken] == ["Before"]


def test_with_nothing_to_compare_it_says_so(qtbot: QtBot, windows: ImportWindows, shelf_folder: Path) -> None:
    windows.release()  # Windows removes no file that is open
    for path in shelf_folder.glob("*.npe"):
        path.unlink()
    windows.reopen()
    window = windows.open_compare()
    qtbot.addWidget(window)
    assert window.note.text() == "Import two editions of one series to compare them."


def test_a_pair_shows_every_row_of_both_quarters(qtbot: QtBot, windows: ImportWindows) -> None:
    window = windows.open_pair("0002x", "1000X")
    qtbot.addWidget(window)
    assert column(window.table, 0) == ["From 10/01/2026", "Ended", "Yes", "Ended"]
    assert column(window.table, 3) == ["0, none allowed", "1, allowed"] * 2
    assert window.answer.text() == "0002X and 1000X: 4 rows, both directions"
    window.show_pair("1000X", "9999X")
    assert window.answer.text().startswith("No PTP edit between 1000X and 9999X in 2026Q4, practitioner")
    window.show_pair("1000X", "0003X")
    assert column(window.table, 0) == ["Never an edit"] * 2


def test_without_a_table_the_pair_window_says_what_to_import(
    qtbot: QtBot, windows: ImportWindows, shelf_folder: Path
) -> None:
    windows.release()  # Windows removes no file that is open
    for path in shelf_folder.glob("*.npe"):
        path.unlink()
    window = windows.open_pair("1000X", "0001X")
    qtbot.addWidget(window)
    windows.reopen()
    assert "import the four parts" in window.note.text()
    assert window.answer.text() == ""


def test_a_changed_shelf_is_announced_after_everyone_let_go(qtbot: QtBot, windows: ImportWindows) -> None:
    window = windows.open_editions()
    qtbot.addWidget(window)
    order: list[str] = []
    windows.shelf_released.connect(lambda: order.append("released"))
    windows.shelf_changed.connect(lambda: order.append("changed"))
    item = window.current()
    assert isinstance(item, Edition)
    window.aside_asked.emit(item)
    assert order == ["released", "changed"]


@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_no_text_of_a_button_or_label_is_clipped(
    qtbot: QtBot, look: Look, windows: ImportWindows, zoom: int
) -> None:
    look.set_zoom(zoom)
    try:
        for window in (
            windows.open_import(),
            windows.open_editions(),
            windows.open_compare(),
            windows.open_pair("1000X", "0001X"),
        ):
            qtbot.addWidget(window)
            window.resize(window.sizeHint().expandedTo(window.size()))
            QApplication.processEvents()
            for part in window.findChildren(QPushButton) + window.findChildren(QLabel):
                if part.isVisible() and part.text() and not getattr(part, "wordWrap", lambda: False)():
                    assert part.width() >= part.sizeHint().width() - 1, part.text()
    finally:
        look.set_zoom(100)


@pytest.mark.parametrize("name", ["import", "editions"])
def test_files_dropped_on_a_table_are_imported(
    qtbot: QtBot, windows: ImportWindows, tmp_path: Path, name: str
) -> None:
    files.write_ptp(tmp_path / "next", files.parts(), "324")
    window = windows.open_import() if name == "import" else windows.open_editions()
    qtbot.addWidget(window)
    with qtbot.waitSignal(windows.runner.ended, timeout=60_000):
        assert let_fall(window.table.viewport(), tmp_path / "next")
    assert [each.name for each in windows.runner.progress.rows]


def test_what_is_dropped_while_an_import_runs_is_said_not_to_be_taken(
    windows: ImportWindows, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = windows.open_import()
    qtbot.addWidget(window)
    monkeypatch.setattr(windows.runner, "is_running", lambda: True)
    monkeypatch.setattr(windows.runner, "start", lambda _paths: None)
    windows.ask_import([tmp_path])
    assert window.hint.text().startswith(NOT_TAKEN)


def let_fall(onto: QWidget, path: Path) -> bool:
    """Whether a file that is dragged over a widget and dropped there was taken by it or what it lies in."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, keys = Qt.DropAction.CopyAction, (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    over = QDragEnterEvent(QPoint(5, 5), copy, mime, *keys)
    QApplication.sendEvent(onto, over)
    dropped = QDropEvent(QPointF(5, 5), copy, mime, *keys)
    QApplication.sendEvent(onto, dropped)
    return over.isAccepted() and dropped.isAccepted()
