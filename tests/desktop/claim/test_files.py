"""Opening, saving, exporting and reopening; every failure is one sentence in place and loses nothing."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from app.checklist import reopen
from app.claims.draft import draft_of
from app.claims.record import read_claim, write_claim
from app.coding.claim import Claim, Documentation, Line, without_decisions
from app.coding.errors import InstallationError
from app.desktop.claim.commands import NO_LINES, ClaimCommands
from app.desktop.claim.export import ExportDialog
from app.desktop.claim.recent import NONE_YET, fill_examples, fill_recent
from app.desktop.claim.workspace import ClaimWorkspace
from tests.desktop.claim.samples import make_flag

CLAIM = Claim(
    schema=1,
    reference="case 12",
    date_of_service=date(2026, 9, 15),
    place_of_service="22",
    lines=(Line("77002"),),
    documentation=Documentation(target="hip joint"),
)


@pytest.fixture
def commands(workspace: ClaimWorkspace, qtbot: QtBot) -> Iterator[ClaimCommands]:
    workspace.form.set_draft(draft_of(CLAIM))
    made = ClaimCommands(workspace)
    yield made
    with qtbot.waitSignal(made.destroyed):
        made.deleteLater()


@pytest.fixture
def dialog(commands: ClaimCommands, tmp_path: Path, qtbot: QtBot) -> ExportDialog:
    commands.files.folder = tmp_path
    made = commands.make_export_dialog()
    assert made is not None
    qtbot.addWidget(made)
    return made


def message(workspace: ClaimWorkspace) -> str:
    return workspace.view.message.text()


def test_a_saved_claim_opens_as_itself(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a claim.json"
    with qtbot.waitSignal(commands.saved) as saved:
        commands.files.save_path(path, CLAIM)
    assert saved.args == [path]
    assert read_claim(path.read_bytes()) == CLAIM
    workspace.clear()
    commands.files.open_path(path)
    assert workspace.form.claim() == CLAIM
    assert message(workspace) == ""


def test_saving_proposes_a_name_from_the_reference(
    commands: ClaimCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, proposal: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(proposal).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    commands.files.save()
    assert asked == ["claim-case-12.npclaim.json"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not valid JSON"),
        (b'{"schema": 1, "date_of_service": "2026-09-15", "lines": [], "patient": "x"}', "patient"),
        (b"%PDF-1.7 cut", "damaged"),
        (b"\xff\xfe", "text in UTF-16"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_leaves_the_form(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    commands.files.open_path(path)
    assert words in message(workspace)
    assert "The form is as it was." in message(workspace)
    assert workspace.form.claim() == CLAIM


def test_a_file_that_is_not_there_says_so(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    commands.files.open_path(tmp_path / "gone.json")
    assert message(workspace).startswith("gone.json was not opened.")
    assert "could not be used" in message(workspace)


def answer_with(
    monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton = QMessageBox.StandardButton.Cancel
) -> list[str]:
    """Answer every question about a claim that is not saved; gives what was asked."""
    asked: list[str] = []

    def exec_box(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return answer

    monkeypatch.setattr(QMessageBox, "exec", exec_box)
    return asked


def edit(workspace: ClaimWorkspace, reference: str) -> None:
    workspace.form.change("Typing", workspace.form.draft().with_value("reference", reference))


def test_saving_writes_the_file_in_place_and_asks_only_the_first_time(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    asked: list[str] = []

    def answer(_parent: object, _title: str, proposal: str, _kinds: str) -> tuple[str, str]:
        asked.append(proposal)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    commands.files.save()
    assert not workspace.is_changed()
    edit(workspace, "case 13")
    assert workspace.is_changed()
    commands.files.save()
    assert len(asked) == 1
    assert not workspace.is_changed()
    assert read_claim(path.read_bytes()).reference == "case 13"


@pytest.fixture
def changed_outside(commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path) -> Path:
    """The claim's file, changed by another program while the claim was edited; Save was asked for."""
    path = tmp_path / "a.json"
    commands.files.save_path(path, CLAIM)
    path.write_bytes(write_claim(msgspec.structs.replace(CLAIM, reference="theirs")))
    edit(workspace, "mine")
    commands.files.save()
    return path


def test_a_file_that_another_program_changed_is_not_overwritten_unasked(
    workspace: ClaimWorkspace, changed_outside: Path
) -> None:
    assert read_claim(changed_outside.read_bytes()).reference == "theirs"
    assert "a.json was changed by another program" in message(workspace)
    assert workspace.form.claim().reference == "mine"
    assert workspace.is_changed()


def test_overwriting_takes_the_claim_as_it_stands_by_then(
    commands: ClaimCommands, workspace: ClaimWorkspace, changed_outside: Path
) -> None:
    edit(workspace, "mine, later")
    workspace.view.message.press("Overwrite it")
    assert read_claim(changed_outside.read_bytes()).reference == "mine, later"
    assert not workspace.is_changed()
    edit(workspace, "once more")
    commands.files.save()
    assert read_claim(changed_outside.read_bytes()).reference == "once more"


def test_reloading_shows_the_other_claim_and_undo_brings_back_what_was_typed(
    workspace: ClaimWorkspace, changed_outside: Path
) -> None:
    assert changed_outside.is_file()
    workspace.view.message.press("Reload it")
    assert workspace.form.claim().reference == "theirs"
    assert not workspace.is_changed()
    workspace.form.history.stack.undo()
    assert workspace.form.claim().reference == "mine"


def test_saving_elsewhere_leaves_the_changed_file_alone(
    workspace: ClaimWorkspace, changed_outside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "b.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(other), ""))
    workspace.view.message.press("Save as…")
    assert read_claim(changed_outside.read_bytes()).reference == "theirs"
    assert read_claim(other.read_bytes()).reference == "mine"


def test_a_file_that_is_gone_is_written_anew(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    commands.files.save_path(path, CLAIM)
    path.unlink()
    edit(workspace, "mine")
    commands.files.save()
    assert read_claim(path.read_bytes()).reference == "mine"


def test_closing_keeps_the_claim_when_its_file_was_changed_outside(
    commands: ClaimCommands,
    changed_outside: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Save)
    assert not commands.files.may_leave("Closing")
    assert read_claim(changed_outside.read_bytes()).reference == "theirs"


def test_save_as_goes_on_with_the_new_file_and_proposes_the_old_one(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    commands.files.save_path(old, CLAIM)
    before = old.read_bytes()
    asked: list[str] = []

    def answer(_parent: object, _title: str, proposal: str, _kinds: str) -> tuple[str, str]:
        asked.append(proposal)
        return str(new), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    edit(workspace, "case 13")
    commands.files.save_as()
    edit(workspace, "case 14")
    commands.files.save()
    assert asked == [str(old)]
    assert old.read_bytes() == before
    assert read_claim(new.read_bytes()).reference == "case 14"


def test_undo_past_an_opening_gives_the_claim_its_own_file_back(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    mine, other = tmp_path / "mine.json", tmp_path / "other.json"
    other.write_bytes(write_claim(Claim(schema=1, date_of_service=date(2026, 1, 1), lines=(Line("20610"),))))
    commands.files.save_path(mine, CLAIM)
    commands.files.open_path(other)
    assert workspace.file() == other
    workspace.form.history.stack.undo()
    assert workspace.file() == mine
    assert workspace.is_saved()
    edit(workspace, "case 13")
    commands.files.save()
    assert [line.code for line in read_claim(other.read_bytes()).lines] == ["20610"]
    assert read_claim(mine.read_bytes()).reference == "case 13"


def test_a_new_claim_has_no_file(commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path) -> None:
    commands.files.save_path(tmp_path / "a.json", CLAIM)
    workspace.clear()
    assert workspace.file() is None
    assert not workspace.is_changed()


def test_opening_another_claim_asks_about_one_that_is_not_saved(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(write_claim(Claim(schema=1, date_of_service=date(2026, 1, 1), lines=())))
    asked = answer_with(monkeypatch)
    workspace.view.dropped.emit(str(path))
    assert workspace.form.claim() == CLAIM
    assert "Opening another claim loses it." in asked[0]
    answer_with(monkeypatch, QMessageBox.StandardButton.Discard)
    commands.files.open_path(path)
    assert workspace.form.claim().lines == ()


def test_changes_to_a_file_are_asked_about_by_its_name_and_saved_there(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    commands.files.save_path(path, CLAIM)
    edit(workspace, "case 13")
    asked = answer_with(monkeypatch, QMessageBox.StandardButton.Save)
    assert commands.may_close()
    assert asked == ["The changes to a.json are not kept anywhere else. Closing Needlepoint loses them."]
    assert read_claim(path.read_bytes()).reference == "case 13"


def test_a_checklist_opens_as_a_claim_that_has_no_file_yet(
    commands: ClaimCommands, workspace: ClaimWorkspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "checklist.pdf"
    dialog.save_path(path)
    commands.files.open_path(path)
    assert workspace.file() is None
    assert workspace.form.claim() == CLAIM


def test_a_checklist_without_its_claim_keeps_nothing(
    workspace: ClaimWorkspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.choose(attach_claim=False)
    dialog.save_path(tmp_path / "checklist.pdf")
    assert not workspace.is_saved()


def test_an_export_is_no_save_of_the_claims_file(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, qtbot: QtBot
) -> None:
    commands.files.save_path(tmp_path / "a.json", CLAIM)
    edit(workspace, "case 13")
    made = commands.make_export_dialog()
    assert made is not None
    qtbot.addWidget(made)
    made.save_path(tmp_path / "checklist.pdf")
    assert workspace.is_saved()
    assert workspace.is_changed()


def test_only_files_that_were_opened_or_saved_are_told_of(
    commands: ClaimCommands, workspace: ClaimWorkspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    used: list[Path] = []
    commands.files.used.connect(used.append)
    dialog.save_path(tmp_path / "checklist.pdf")
    commands.files.open_path(tmp_path / "gone.json")
    commands.files.save_path(tmp_path / "a.json", CLAIM)
    workspace.clear()
    commands.files.open_path(tmp_path / "checklist.pdf")
    assert used == [tmp_path / "a.json", tmp_path / "checklist.pdf"]


def test_recent_files_are_listed_opened_and_cleared(tmp_path: Path) -> None:
    menu = QMenu()
    opened: list[Path] = []
    cleared: list[int] = []
    paths = [str(tmp_path / "a & b.json"), str(tmp_path / "c.json")]
    fill_recent(menu, paths, opened.append, lambda: cleared.append(1))
    actions = menu.actions()
    assert actions[0].text() == f"a && b.json  ({tmp_path.name})"
    assert actions[0].toolTip() == paths[0]
    actions[0].trigger()
    actions[-1].trigger()
    assert (opened, cleared) == ([Path(paths[0])], [1])
    fill_recent(menu, (), opened.append, lambda: None)
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [(NONE_YET, False)]


def test_opening_can_be_undone(commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path) -> None:
    other = Claim(schema=1, date_of_service=date(2026, 1, 1), lines=(Line("20610"),))
    commands.files.save_path(tmp_path / "other.json", other)
    commands.files.open_path(tmp_path / "other.json")
    assert workspace.form.claim() == other
    workspace.form.history.stack.undo()
    assert workspace.form.claim() == CLAIM


def test_a_failed_save_offers_to_try_again(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "not there yet" / "claim.json"
    commands.files.save_path(path, CLAIM)
    assert "Nothing typed is lost." in message(workspace)
    path.parent.mkdir()
    workspace.view.message.press("Try again")
    assert read_claim(path.read_bytes()) == CLAIM
    assert message(workspace) == ""


def test_an_unreadable_form_is_neither_saved_nor_exported(
    commands: ClaimCommands, workspace: ClaimWorkspace
) -> None:
    workspace.form.encounter.date.setText("soon")
    commands.files.save()
    assert "“soon” is not a date" in message(workspace)
    assert commands.make_export_dialog() is None
    assert "“soon” is not a date" in message(workspace)


def test_an_empty_form_has_no_checklist(commands: ClaimCommands, workspace: ClaimWorkspace) -> None:
    workspace.clear()
    assert commands.make_export_dialog() is None
    assert NO_LINES in message(workspace)
    workspace.form.paste("20610-RT")
    assert message(workspace) == "", "it held of the form as it was"


def test_the_export_is_of_the_claim_as_it_stands_not_as_last_reviewed(
    commands: ClaimCommands, workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    workspace.form.paste("20610-RT")
    made = commands.make_export_dialog()
    assert made is not None
    qtbot.addWidget(made)
    assert [line.code for line in reopen(made.pdf(), "x.pdf").lines] == ["77002", "20610"]
    assert workspace.is_current()


def test_an_exported_checklist_reopens_with_its_dispositions(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace.form.decide(make_flag("addon-without-primary"), "accepted", "documented")
    (given,) = workspace.form.draft().dispositions
    made = commands.make_export_dialog()
    assert made is not None
    qtbot.addWidget(made)
    path = tmp_path / "checklist.pdf"
    with qtbot.waitSignal(commands.saved):
        made.save_path(path)
    assert made.result() == QDialog.DialogCode.Accepted
    workspace.clear()
    workspace.view.dropped.emit(str(path))
    assert without_decisions(workspace.form.claim()) == CLAIM
    assert workspace.form.claim().dispositions == (given,)


def test_the_preview_shows_the_pages_of_the_file(dialog: ExportDialog) -> None:
    assert dialog.pages.page_count() >= 2
    assert dialog.pdf().startswith(b"%PDF-")


def test_options_change_the_file(dialog: ExportDialog) -> None:
    before = dialog.pdf()
    dialog.choose(paper="a4")
    assert dialog.pdf() != before
    dialog.choose(quarter_only=True)
    with pytest.raises(Exception, match="holds no claim"):
        reopen(dialog.pdf(), "x.pdf")


def test_a_reference_that_looks_like_a_name_is_pointed_out_before_saving(
    commands: ClaimCommands, workspace: ClaimWorkspace, qtbot: QtBot, dialog: ExportDialog
) -> None:
    assert dialog.warning() == ""
    workspace.form.change("Typing", workspace.form.draft().with_value("reference", "John Smith"))
    named = commands.make_export_dialog()
    assert named is not None
    qtbot.addWidget(named)
    assert "The reference looks like a name." in named.warning()


def test_an_unwritable_place_is_said_in_the_dialog_and_another_can_be_chosen(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.save_path(tmp_path / "no folder" / "checklist.pdf")
    assert "The checklist was not saved." in dialog.message.text()
    other = tmp_path / "checklist.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(other), ""))
    dialog.message.press("Choose another place…")
    assert other.read_bytes() == dialog.pdf()


def test_a_checklist_that_cannot_be_made_leaves_nothing_to_save(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.desktop.claim import export

    def refuse(*_: object) -> bytes:
        raise InstallationError("The checklist template is missing. Install Needlepoint again.")

    monkeypatch.setattr(export, "render", refuse)
    dialog.choose(paper="a4")
    assert "template is missing" in dialog.message.text()
    assert dialog.pdf() == b""


def test_a_printer_that_does_not_answer_is_said_in_the_dialog(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.desktop.claim import preview

    def refuse(_pdf: bytes, _printer: object) -> int:
        raise OSError(0, "the printer does not answer")

    monkeypatch.setattr(preview, "choose_printer", lambda *_: True)
    monkeypatch.setattr(preview, "print_pdf", refuse)
    dialog.print()
    assert "The checklist was not printed: the printer does not answer." in dialog.message.text()


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_where_no_printer_is_set_up_the_dialog_says_so(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """The dialogs of these systems would not show, and nothing would seem to happen."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _: QPrinter.OutputFormat.PdfFormat)
    dialog.print()
    assert "The checklist was not printed: no printer is set up on this computer." in dialog.message.text()


def test_examples_fill_a_menu_and_open(commands: ClaimCommands, workspace: ClaimWorkspace) -> None:
    workspace.mark_saved()
    menu = QMenu()
    fill_examples(menu, workspace.library.examples(), commands.files.open_example)
    assert [action.text() for action in menu.actions()] == ["A joint injection"]
    menu.actions()[0].trigger()
    assert [line.code for line in workspace.form.claim().lines] == ["20610", "77002"]


def test_closing_asks_only_when_something_would_be_lost(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(monkeypatch)
    assert not commands.may_close()
    assert len(asked) == 1
    commands.files.save_path(tmp_path / "claim.json", CLAIM)
    assert commands.may_close()
    workspace.clear()
    assert commands.may_close()
    assert len(asked) == 1


def test_the_table_names_commands_that_the_window_has(commands: ClaimCommands) -> None:
    from app.desktop.commands import COMMANDS

    assert set(commands.table()) <= {command.name for command in COMMANDS}
