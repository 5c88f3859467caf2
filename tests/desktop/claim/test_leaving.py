"""Leaving with claims that are not saved, in the form or put aside: asked about by name, and none is lost."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.claims.draft import draft_of
from app.claims.record import read_claim
from app.coding.claim import Claim, Line
from app.desktop.claim.commands import ClaimCommands
from app.desktop.claim.workspace import ClaimWorkspace

CLAIM = Claim(schema=1, reference="case 12", date_of_service=date(2026, 9, 15), lines=(Line("77002"),))
OTHER = Claim(schema=1, date_of_service=date(2026, 9, 16), lines=(Line("20610"), Line("77002")))
NAMED = msgspec.structs.replace(CLAIM, reference="Smithson, Johanna")
SAVE, DISCARD, CANCEL, YES = (
    QMessageBox.StandardButton.Save,
    QMessageBox.StandardButton.Discard,
    QMessageBox.StandardButton.Cancel,
    QMessageBox.StandardButton.Yes,
)


@pytest.fixture
def commands(workspace: ClaimWorkspace, qtbot: QtBot) -> Iterator[ClaimCommands]:
    made = ClaimCommands(workspace)
    yield made
    with qtbot.waitSignal(made.destroyed):
        made.deleteLater()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; each question is canceled until `answer` is used."""
    return answer(monkeypatch, CANCEL)


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    asked: list[str] = []

    def exec_box(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return button

    monkeypatch.setattr(QMessageBox, "exec", exec_box)
    return asked


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> list[str]:
    """Choose these places in turn; gives the names that were proposed."""
    proposed: list[str] = []
    chosen = iter(paths)

    def get(_parent: object, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(place).name)
        return str(next(chosen, "")), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", get)
    return proposed


def enter(workspace: ClaimWorkspace, claim: Claim) -> None:
    """Type a claim into the form as it stands."""
    draft = msgspec.structs.replace(draft_of(claim), origin=workspace.form.draft().origin)
    workspace.form.change("Typing", draft)


@pytest.mark.parametrize("command", ["new_claim", "clear_claim"])
def test_closing_asks_by_name_about_a_claim_that_was_put_aside(
    commands: ClaimCommands, workspace: ClaimWorkspace, asked: list[str], command: str
) -> None:
    enter(workspace, CLAIM)
    commands.table()[command]()
    assert asked == []
    assert not commands.may_close()
    assert asked == ["The claim (case 12) is neither saved nor exported. Closing Needlepoint loses it."]


def test_a_new_claim_says_what_was_put_aside_and_brings_it_back(
    commands: ClaimCommands, workspace: ClaimWorkspace
) -> None:
    enter(workspace, CLAIM)
    commands.table()["new_claim"]()
    message = workspace.view.message
    assert message.text() == "The claim (case 12) was put aside and is not saved."
    enter(workspace, OTHER)
    message.press("Bring it back")
    assert workspace.form.claim() == CLAIM
    workspace.form.history.stack.undo()
    assert workspace.form.claim() == OTHER


def test_undo_takes_the_message_about_the_claim_away(
    commands: ClaimCommands, workspace: ClaimWorkspace
) -> None:
    enter(workspace, CLAIM)
    commands.table()["new_claim"]()
    workspace.form.history.stack.undo()
    assert workspace.form.claim() == CLAIM
    assert workspace.view.message.text() == ""


def test_a_kept_or_blank_claim_is_put_aside_without_a_word(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, asked: list[str]
) -> None:
    commands.table()["new_claim"]()
    enter(workspace, CLAIM)
    commands.files.save_path(tmp_path / "a.json", CLAIM)
    commands.table()["new_claim"]()
    assert workspace.view.message.text() == ""
    assert commands.may_close()
    assert asked == []


def test_each_exported_claim_stays_kept_when_another_is_exported(
    commands: ClaimCommands, workspace: ClaimWorkspace, asked: list[str]
) -> None:
    for claim in (CLAIM, OTHER):
        enter(workspace, claim)
        workspace.mark_exported()
        commands.table()["new_claim"]()
    assert commands.may_close()
    assert asked == []


def test_several_claims_are_asked_about_at_once_and_each_is_saved(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(workspace, CLAIM)
    commands.table()["new_claim"]()
    enter(workspace, OTHER)
    asked = answer(monkeypatch, SAVE)
    choose(monkeypatch, tmp_path / "b.json", tmp_path / "a.json")
    assert commands.may_close()
    (words,) = asked
    assert words.startswith("2 claims are neither saved nor exported. Closing Needlepoint loses them.\n")
    assert words.endswith("\n• 20610, 77002 of 09/16/2026\n• case 12")
    assert read_claim((tmp_path / "b.json").read_bytes()) == OTHER
    assert read_claim((tmp_path / "a.json").read_bytes()) == CLAIM


def test_a_claim_that_is_not_saved_after_all_keeps_the_window_open_and_is_in_the_form(
    commands: ClaimCommands, workspace: ClaimWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(workspace, CLAIM)
    commands.table()["new_claim"]()
    answer(monkeypatch, SAVE)
    choose(monkeypatch)
    assert not commands.may_close()
    assert workspace.form.claim() == CLAIM


def test_a_claim_given_up_for_another_is_not_asked_about_again_until_undo_brings_it_back(
    commands: ClaimCommands, workspace: ClaimWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(workspace, CLAIM)
    answer(monkeypatch, DISCARD)
    commands.files.open_example(workspace.library.examples()[0])
    asked = answer(monkeypatch, CANCEL)
    assert commands.may_close()
    workspace.form.history.stack.undo()
    assert workspace.form.claim() == CLAIM
    assert not commands.may_close()
    assert len(asked) == 1


def test_the_proposed_name_and_the_questions_leave_out_a_reference_that_looks_like_a_name(
    commands: ClaimCommands, workspace: ClaimWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(workspace, NAMED)
    asked = answer(monkeypatch, SAVE)
    proposed = choose(monkeypatch, tmp_path / "a.json")
    assert commands.may_close()
    assert asked == [
        "The claim (77002 of 09/15/2026) is neither saved nor exported. Closing Needlepoint loses it.",
        "The reference looks like a name. It will stand in the file. Go back to change it, or go on.",
    ]
    assert proposed == ["claim-2026-09-15-77002.npclaim.json"]


def test_a_warning_that_is_heeded_saves_nothing(
    commands: ClaimCommands, workspace: ClaimWorkspace, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(workspace, NAMED)
    proposed = choose(monkeypatch)
    commands.files.save()
    assert (len(asked), proposed) == (1, [])


def test_saving_in_place_tells_once_of_what_looks_like_a_name(
    commands: ClaimCommands, workspace: ClaimWorkspace, tmp_path: Path
) -> None:
    enter(workspace, CLAIM)
    commands.files.save_path(tmp_path / "a.json", CLAIM)
    enter(workspace, NAMED)
    commands.files.save()
    assert workspace.view.message.text() == "The reference looks like a name. It stands in a.json."
    assert workspace.is_saved()
    enter(workspace, msgspec.structs.replace(NAMED, place_of_service="11"))
    commands.files.save()
    assert workspace.view.message.text() == ""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("claim1", "claim1.npclaim.json"),
        ("v1.2", "v1.2.npclaim.json"),
        ("a.JSON", "a.JSON"),
        ("b.npclaim.json", "b.npclaim.json"),
    ],
)
def test_a_name_without_the_ending_gets_it(
    commands: ClaimCommands,
    workspace: ClaimWorkspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    written: str,
) -> None:
    enter(workspace, CLAIM)
    choose(monkeypatch, tmp_path / typed)
    commands.files.save()
    assert [path.name for path in tmp_path.iterdir()] == [written]


@pytest.mark.parametrize(("button", "kept"), [(CANCEL, True), (YES, False)])
def test_a_file_that_has_the_whole_name_is_replaced_only_when_asked(
    commands: ClaimCommands,
    workspace: ClaimWorkspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: QMessageBox.StandardButton,
    kept: bool,
) -> None:
    (tmp_path / "claim1.npclaim.json").write_text("theirs", encoding="utf-8")
    enter(workspace, CLAIM)
    choose(monkeypatch, tmp_path / "claim1")
    asked = answer(monkeypatch, button)
    commands.files.save()
    assert asked == ["claim1.npclaim.json is there already. Replace it?"]
    assert ((tmp_path / "claim1.npclaim.json").read_text(encoding="utf-8") == "theirs") is kept
