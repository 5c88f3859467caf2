"""How a note comes to its window: a file, the clipboard, and what is told when it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.coding.policy import NO_POLICY
from app.desktop.claim.many import kind_of, sort_dropped
from app.desktop.note.opening import NoteOpening
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.notes_wiring import Notes
from tests.desktop.dropping import drop_files
from tests.desktop.note.reading import NOTE

ORDER = "00001 Z990    0 Words of ours\n00002 Z9901   1 Other words\n"
"""In the layout of the ICD-10-CM order file."""


def write(path: Path, text: str = NOTE) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_note_that_is_opened_as_a_file_comes_to_its_window(
    window: MainWindow, notes: Notes, tmp_path: Path
) -> None:
    window.claims.commands().files.open_path(write(tmp_path / "note.txt"))
    shown = notes.opening().window
    assert shown is not None
    assert shown.text() == NOTE
    shown.close()


def test_the_command_reads_the_clipboard(window: MainWindow, notes: Notes) -> None:
    window.actions_by_name["read_note"].trigger()
    window.asked.emit("read_note")
    shown = notes.opening().window
    assert shown is not None
    assert shown.isVisible()
    shown.close()


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("note.txt", NOTE, "note"),
        ("note.rtf", "{\\rtf1 Right hip.}", "note"),
        ("claims.txt", "date,place,code\n2026-03-10,11,20610\n", "several"),
        ("claims.csv", "date,place,code\n2026-03-10,11,20610\n", "several"),
        ("claim.json", '{"date_of_service": "2026-03-10"}', "one"),
    ],
)  # fmt: skip
def test_a_note_is_told_from_a_table_and_a_claim(tmp_path: Path, name: str, text: str, kind: str) -> None:
    assert kind_of(write(tmp_path / name, text), tables=True) == kind


@pytest.mark.parametrize("tables", [True, False])
@pytest.mark.parametrize(("name", "text"), [("note.rtf", "{\\rtf1 Right hip.}"), ("note.txt", NOTE)])
def test_a_note_is_a_note_wherever_it_is_dropped(tmp_path: Path, name: str, text: str, tables: bool) -> None:
    path = write(tmp_path / name, text)
    assert sort_dropped([path], tables=tables) == ([path], [])


def test_an_official_file_in_plain_text_is_no_note(tmp_path: Path) -> None:
    path = write(tmp_path / "icd10cm_order_2026.txt", ORDER)
    assert sort_dropped([path], tables=False) == ([], [str(path)])


def test_a_note_that_is_dropped_on_a_page_is_read(
    make_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window()
    path = write(tmp_path / "note.txt", NOTE)
    files = window.claims.commands().files
    with qtbot.assertNotEmitted(window.dropped), qtbot.waitSignal(files.note) as caught:
        drop_files(window, path)
    assert caught.args == [path]


def test_a_file_that_cannot_be_read_is_named_without_its_content(
    opening: NoteOpening, tmp_path: Path
) -> None:
    path = tmp_path / "note.pdf"
    path.write_bytes(b"%PDF-1.7 Right hip of somebody")
    opening.read_path(path)
    assert opening.window is not None
    said = opening.window.message.text()
    assert said.startswith("note.pdf ")
    assert "hip" not in said


def test_of_the_note_before_a_file_that_cannot_be_read_nothing_stays(
    opening: NoteOpening, tmp_path: Path
) -> None:
    opening.read_path(write(tmp_path / "note.txt"))
    shown = opening.window
    assert shown is not None
    assert shown.queries.isEnabled()
    other = tmp_path / "other.txt"
    other.write_bytes(bytes(range(32)) * 9)
    opening.read_path(other)
    assert shown.message.text().startswith("other.txt is no text.")
    assert (shown.text(), shown.size_label.text(), shown.found.text()) == ("", "", "")
    assert not shown.queries.isEnabled()
    assert shown.procedures.count() == 1
    assert not shown.fill_button.isEnabled()


def test_where_an_administrator_forbids_the_clipboard_a_note_is_pasted_by_hand(
    opening: NoteOpening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_policy", NO_POLICY._replace(clipboard_allowed=False))
    opening.read_clipboard()
    assert opening.window is not None
    assert "paste here with Ctrl+V" in opening.window.message.text()
    assert opening.window.text() == ""


def test_a_file_is_asked_for_where_the_last_one_was_opened(
    window: MainWindow, notes: Notes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        asked.append(folder)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    path = write(tmp_path / "note.txt")
    files = window.claims.commands().files
    files.open_path(path)
    files.open()
    notes.opening().ask_file()
    assert asked == [str(tmp_path)] * 2
    notes.opening().show().close()


def test_a_file_of_another_kind_is_called_what_it_is(opening: NoteOpening, tmp_path: Path) -> None:
    opening.read_path(write(tmp_path / "claim.json", '{"date_of_service": "2026-03-10", "lines": []}'))
    assert opening.window is not None
    assert opening.window.message.text() == (
        "claim.json is not a note. It is a claim of Needlepoint. Open it with File > Open."
    )
