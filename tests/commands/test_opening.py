"""A start with a link or a file: what the window is asked, and what is one sentence instead."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app import __main__ as program
from app.coding.errors import InputError
from app.coding.requests import AskClipboard, OpenFile, Request, ShowPage
from app.commands.arguments import COMMANDS, make_parser
from app.commands.installation import Installation
from app.commands.opening import find_opening
from app.desktop.shell import application

pytestmark = pytest.mark.usefixtures("work")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own working folder with a claim in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claim.json").touch()
    (tmp_path / "folder").mkdir()
    return tmp_path


def test_the_commands_are_those_of_the_parser() -> None:
    with pytest.raises(InputError) as refused:
        make_parser().parse_args(["chek"])
    listed = re.findall(r"[a-z]+", str(refused.value).partition("choose from")[2].partition(")")[0])
    assert sorted(listed) == sorted(COMMANDS)


def test_a_file_is_opened_by_its_whole_path(work: Path) -> None:
    opening = find_opening(["claim.json"], COMMANDS)
    assert opening == (OpenFile(str(work / "claim.json")), None)


@pytest.mark.parametrize("before", [True, False])
def test_the_data_folder_may_stand_on_either_side(before: bool) -> None:
    link, option = ["needlepoint://lookup/77002?date=2026-03-10"], ["--data-dir", "there"]
    opening = find_opening([*option, *link] if before else [*link, *option], COMMANDS)
    assert opening == (ShowPage("77002", date(2026, 3, 10)), Path("there"))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check", "claim.json"],
        ["--data-dir", "claim.json"],
        ["--data-dir", "folder", "rules"],
        ["chek"],
        ["-h"],
    ],
)
def test_everything_else_is_a_command(arguments: list[str]) -> None:
    assert find_opening(arguments, COMMANDS) is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gone.json"], "gone.json is not there."),
        (["folder"], "folder is a folder."),
        (["needlepoint://open/claim.json"], "The link names something else than codes, a page and a date."),
        (["needlepoint://page/command:quit"], "The link names no code and no page."),
        (["claim.json", "other.json"], "Unrecognized arguments: other.json"),
        (["claim.json", "--json"], "Unrecognized arguments: --json"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError):
        find_opening(arguments, COMMANDS)
    assert program.main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"needlepoint: {sentence}")


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["claim.json"], OpenFile),
        (["needlepoint://lookup/77002"], ShowPage),
        (["ask", "--clipboard"], AskClipboard),
        ([], type(None)),
    ],
)
def test_the_window_is_asked(arguments: list[str], asked: type, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Request | None] = []

    def note(_place: Installation, request: Request | None = None) -> int:
        seen.append(request)
        return 0

    monkeypatch.setattr(program, "_open_window", note)
    assert program.main(arguments) == 0
    assert [type(each) for each in seen] == [asked]


def test_ask_needs_to_know_where_the_question_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["ask"]) == 2
    assert "--clipboard" in capsys.readouterr().err


@pytest.mark.parametrize("console", [True, False])
def test_a_bad_link_is_told_in_a_box_where_there_is_no_console(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], console: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(program, "has_console", lambda: console)
    monkeypatch.setattr(application, "say_in_box", told.append)
    assert program.main(["needlepoint://page/command:quit"]) == 2
    sentence = capsys.readouterr().err.removeprefix("needlepoint: ").strip()
    assert sentence.startswith("The link names no code and no page.")
    assert told == ([] if console else [sentence])
