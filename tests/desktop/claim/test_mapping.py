"""What headings mean is asked once, by dragging or by keys alone, with the first rows beside them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog
from pytestqt.qtbot import QtBot

from app.claims.tables.mapping import FILE, Remembered
from app.claims.tables.opening import TableReading, UnknownHeadingsError, read_text
from app.desktop.claim.commands import ClaimCommands
from app.desktop.claim.mapping import HEADING, MEANING, SAMPLES, MappingDialog
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look.look import Look
from tests.claims.tables.known import PAYERS, SYNONYMS, reading

NAME = "Zebra77Quagga"
TEXT = (
    "Claim ID,DOS,Proc Item,Room,Patient Name,Charge,Billed Mod\n"
    f"A,1/5/26,77002,R1,{NAME},10,26\nA,1/5/26,20610,R2,{NAME},20,RT\n"
)


@pytest.fixture
def asked() -> UnknownHeadingsError:
    text = TEXT.replace("Proc Item", "CPT,Proc Item").replace("77002", "77002,x").replace("20610", "20610,y")
    with pytest.raises(UnknownHeadingsError) as refused:
        read_text(text.splitlines(keepends=True), 1, "a.csv", reading())
    return refused.value


@pytest.fixture
def dialog(look: Look, asked: UnknownHeadingsError, qtbot: QtBot) -> MappingDialog:
    made = MappingDialog(look, asked, SYNONYMS, "a.csv")
    qtbot.addWidget(made)
    made.show()
    return made


def text_at(dialog: MappingDialog, row: int, column: int) -> str:
    item = dialog.table.item(row, column)
    return item.text() if item else ""


def row_of(dialog: MappingDialog, heading: str) -> int:
    return [text_at(dialog, row, HEADING) for row in range(dialog.table.rowCount())].index(heading)


def combo(dialog: MappingDialog, heading: str) -> QComboBox:
    found = dialog.table.cellWidget(row_of(dialog, heading), MEANING).findChild(QComboBox)
    assert isinstance(found, QComboBox)
    return found


def let_fall(dialog: MappingDialog, heading: str, field: str) -> None:
    """Drag a heading onto a field of the list."""
    dialog.table.setCurrentCell(row_of(dialog, heading), HEADING)
    fields = dialog.fields
    (at,) = (row for row in range(fields.count()) if fields.item(row).data(Qt.ItemDataRole.UserRole) == field)
    fields.scrollToItem(fields.item(at))
    place = QPointF(fields.visualItemRect(fields.item(at)).center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    fields.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, QMimeData(), buttons, keys))


def test_what_is_known_is_chosen_and_what_is_not_is_asked(dialog: MappingDialog) -> None:
    assert combo(dialog, "Claim ID").currentData() == "claim"
    assert combo(dialog, "Charge").currentData() == "ignore"
    assert combo(dialog, "Room").currentData() == ""
    assert dialog.lacking.text() == "2 headings are not known: “Proc Item”, “Room”."
    assert not dialog.ok.isEnabled()


def test_first_rows_stand_beside_the_headings_but_not_those_of_a_person(dialog: MappingDialog) -> None:
    assert text_at(dialog, row_of(dialog, "Room"), SAMPLES) == "R1 · R2"
    person = row_of(dialog, "Patient Name")
    assert text_at(dialog, person, MEANING) == "Of a person, never read"
    assert dialog.table.cellWidget(person, MEANING) is None
    assert dialog.table.item(person, SAMPLES) is None


def test_a_heading_is_dragged_onto_a_field(dialog: MappingDialog) -> None:
    let_fall(dialog, "Room", "ignore")
    let_fall(dialog, "Proc Item", "ignore")
    assert dialog.mapping() == {"room": "ignore", "procitem": "ignore"}
    assert dialog.lacking.text() == "Nothing is left to say."
    assert dialog.ok.isEnabled()


def test_a_persons_heading_takes_no_field(dialog: MappingDialog) -> None:
    let_fall(dialog, "Patient Name", "claim")
    assert dialog.mapping() == {}


def test_the_number_of_a_person_may_tell_claims_apart_and_is_not_shown(look: Look, qtbot: QtBot) -> None:
    text = f"Account #,DOS,CPT\n{NAME},1/5/26,77002\n"
    with pytest.raises(UnknownHeadingsError) as refused:
        read_text(text.splitlines(keepends=True), 1, "a.csv", reading())
    dialog = MappingDialog(look, refused.value, SYNONYMS, "a.csv")
    qtbot.addWidget(dialog)
    assert dialog.table.item(row_of(dialog, "Account #"), SAMPLES) is None
    assert not dialog.ok.isEnabled()
    let_fall(dialog, "Account #", "code")
    assert dialog.mapping() == {}
    let_fall(dialog, "Account #", "claim_key")
    assert dialog.mapping() == {"account": "claim_key"}
    assert dialog.ok.isEnabled()


def test_two_headings_of_one_meaning_are_said(dialog: MappingDialog) -> None:
    let_fall(dialog, "Room", "ignore")
    let_fall(dialog, "Proc Item", "code")
    assert dialog.lacking.text() == "Headings that mean the same: “CPT”, “Proc Item”."
    assert not dialog.ok.isEnabled()


def test_keys_alone_are_enough(dialog: MappingDialog, qtbot: QtBot) -> None:
    for heading in ("Proc Item", "Room"):
        field = combo(dialog, heading)
        field.setFocus()
        assert field.accessibleName() == f"Meaning of {heading}"
        QTest.keyClicks(field, "Not needed")
    assert dialog.ok.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        dialog.ok.setFocus()
        QTest.keyClick(dialog.ok, Qt.Key.Key_Space)


class TestOpening:
    @pytest.fixture
    def commands(self, workspace: ClaimWorkspace, tmp_path: Path, qtbot: QtBot) -> Iterator[ClaimCommands]:
        made = ClaimCommands(workspace)
        tables = TableReading(SYNONYMS, PAYERS, {}, Remembered(tmp_path / "user" / FILE))
        made.files.tables = lambda: tables
        yield made
        with qtbot.waitSignal(made.destroyed):
            made.deleteLater()

    def answer(self, monkeypatch: pytest.MonkeyPatch, fields: dict[str, str]) -> list[str]:
        """Answer each question with these fields; gives the titles of the questions."""
        titles: list[str] = []

        def choose(dialog: MappingDialog) -> int:
            titles.append(dialog.windowTitle())
            for heading, field in fields.items():
                let_fall(dialog, heading, field)
            return QDialog.DialogCode.Accepted if fields else QDialog.DialogCode.Rejected

        monkeypatch.setattr(MappingDialog, "exec", choose)
        return titles

    def test_a_table_of_one_claim_comes_into_the_form_and_is_asked_about_once(
        self,
        commands: ClaimCommands,
        workspace: ClaimWorkspace,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        titles = self.answer(monkeypatch, {"Proc Item": "code", "Room": "ignore", "Billed Mod": "modifier"})
        path = tmp_path / "a.csv"
        path.write_text(TEXT, encoding="utf-8")
        for _ in range(2):
            commands.files.open_path(path)
            told = workspace.view.message.text()
            assert told.endswith("2 lines without units, taken as one unit.")
            claim = workspace.form.claim()
            assert [(line.code, line.modifiers) for line in claim.lines] == [
                ("77002", ("26",)),
                ("20610", ("RT",)),
            ]
            assert claim.date_of_service == date(2026, 1, 5)
        assert titles == ["Headings of a.csv"]
        assert workspace.file() is None
        assert NAME not in (tmp_path / "user" / FILE).read_text(encoding="utf-8")

    def test_a_question_that_is_not_answered_leaves_the_form(
        self,
        commands: ClaimCommands,
        workspace: ClaimWorkspace,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.answer(monkeypatch, {})
        before = workspace.form.draft()
        path = tmp_path / "a.csv"
        path.write_text(TEXT, encoding="utf-8")
        commands.files.open_path(path)
        assert workspace.form.draft() == before
        assert not (tmp_path / "user").exists()

    def test_a_table_of_several_claims_is_for_a_worklist(
        self, commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
    ) -> None:
        before = workspace.form.draft()
        opened: list[list[str]] = []
        commands.files.several.connect(
            lambda _path, file: opened.append([str(entry.name) for entry in file.entries if entry.claim])
        )
        path = tmp_path / "a.csv"
        path.write_text("Claim ID,DOS,CPT\nA,1/5/26,77002\nB,1/5/26,76942\n", encoding="utf-8")
        commands.files.open_path(path)
        assert opened == [["A", "B"]]
        assert workspace.form.draft() == before


def test_a_heading_with_nothing_below_it_is_not_needed_and_not_remembered(look: Look, qtbot: QtBot) -> None:
    text = "Claim ID,DOS,CPT,Room,Spare\nA,1/5/26,77002,R1,\n"
    with pytest.raises(UnknownHeadingsError) as refused:
        read_text(text.splitlines(keepends=True), 1, "a.csv", reading())
    dialog = MappingDialog(look, refused.value, SYNONYMS, "a.csv")
    qtbot.addWidget(dialog)
    assert combo(dialog, "Spare").currentData() == "ignore"
    assert dialog.lacking.text() == "1 heading is not known: “Room”."
    let_fall(dialog, "Room", "ignore")
    assert dialog.ok.isEnabled()
    assert dialog.mapping() == {"room": "ignore"}
