"""Three kinds of real work by keys alone: from the paste of a note to a claim that is checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.coding.claim import Claim
from app.coding.findings import Review
from app.desktop.note.window import NoteWindow
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.notes_wiring import Notes
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review

MOST_KEYS = 12
HIP = """PROCEDURE: Fluoroscopically guided right hip injection, office.

TECHNIQUE: Under live fluoroscopic guidance a 22-gauge spinal needle was advanced into the right hip joint.
Contrast confirmed intra-articular placement. Steroid was injected. Images were saved to PACS.
Interpretation: contrast in the joint. Guidance was needed because of body habitus.

Electronically signed.
"""
BONE = """PROCEDURE: CT-guided bone biopsy of the left iliac bone.

HISTORY: A prior biopsy under fluoroscopy was not diagnostic.

TECHNIQUE: Under CT guidance an 11-gauge needle was advanced into the left iliac bone, and three core samples
were taken. CT images were archived.

FINDINGS: The needle lies in the lesion.
"""
BLOCK = """PROCEDURE: Nerve blocks, both knees.

TECHNIQUE: On the right the genicular nerves were blocked under fluoroscopic guidance: the needle was advanced
under live fluoroscopy to the bone. On the left the same was done by landmarks, without imaging.
"""


@pytest.fixture(scope="module")
def library(reference_db: Path) -> Library:
    """The book of this tree: what is proposed rests on its lists."""
    return Library.open(reference_db, Shelf({}))


@pytest.fixture
def paste(window: MainWindow, notes: Notes) -> Callable[[str], NoteWindow]:
    """Put a note on the clipboard and give the command that reads it."""
    workspace = window.claims.workspace()

    def review_now(claim: Claim) -> Review:
        return review(claim, window.library)

    workspace.reviewer.review = review_now

    def do(text: str) -> NoteWindow:
        QGuiApplication.clipboard().setText(text)
        window.asked.emit("read_note")
        shown = notes.opening().window
        assert shown is not None
        shown.activateWindow()
        return shown

    return do


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, key: Qt.Key) -> None:
        """One key."""
        self.count += 1
        QTest.keyClick(focus(), key)

    def walk_to(self, widget: QWidget) -> None:
        """Tab until a widget has the keyboard."""
        while focus() is not widget:
            self.press(Qt.Key.Key_Tab)
            assert self.count <= MOST_KEYS


def focus() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def fill_with_first_proposal(shown: NoteWindow, qtbot: QtBot) -> Keys:
    """Tick the first proposal and fill, by keys."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.list)
    keys = Keys()
    keys.walk_to(shown.proposals.boxes[0])
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return)
    return keys


def codes_of(window: MainWindow) -> list[str]:
    return [line.code for line in window.claims.workspace().form.draft().lines]


def test_a_hip_injection_in_an_office(
    window: MainWindow, paste: Callable[[str], NoteWindow], qtbot: QtBot
) -> None:
    keys = fill_with_first_proposal(paste(HIP), qtbot)
    assert codes_of(window) == ["20610", "77002"]
    assert window.claims.workspace().form.draft().lines[0].modifiers == ("RT",)
    said = window.claims.workspace().form.draft().documentation
    assert (said.modality, said.laterality, said.permanent_image) == ("fluoroscopy", "right", True)
    assert keys.count <= MOST_KEYS
    assert window.claims.workspace().review_now()[1].checked


def test_a_bone_biopsy_under_ct_with_a_history_of_fluoroscopy(
    window: MainWindow, paste: Callable[[str], NoteWindow], qtbot: QtBot
) -> None:
    keys = fill_with_first_proposal(paste(BONE), qtbot)
    assert codes_of(window)[1] == "77012"
    assert codes_of(window)[0] in ("20220", "20225")
    said = window.claims.workspace().form.draft().documentation
    assert (said.modality, said.technique, said.laterality) == ("ct", "core-biopsy", "left")
    assert keys.count <= MOST_KEYS


def test_a_block_of_two_sides_of_which_one_was_guided(
    window: MainWindow, paste: Callable[[str], NoteWindow], qtbot: QtBot
) -> None:
    shown = paste(BLOCK)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.list)
    told = {each.evidence.value for each in shown.model.phrases() if each.evidence.field == "modality"}
    assert told == {"fluoroscopy", "landmark"}
    keys = Keys()
    keys.press(Qt.Key.Key_Return)
    assert window.is_checking()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for key in (Qt.Key.Key_6, Qt.Key.Key_4, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_4, Qt.Key.Key_Return):
        keys.press(key)
    assert codes_of(window) == ["64454"]
    said = window.claims.workspace().form.draft().documentation
    assert (said.modality, said.needle_guided) == (None, True)  # the two methods are left to the coder
    assert keys.count <= MOST_KEYS
    assert window.claims.workspace().review_now()[1].checked
