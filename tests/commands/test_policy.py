"""The command line under the policy of an administrator."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import __main__ as program
from app.coding.policy import Policy
from app.commands.installation import Installation
from tests.commands.conftest import Cli
from tests.conftest import ROOT
from tests.releases.files import parts, write_ptp


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Policy:
    """A policy that sets the data folder and switches everything off."""
    made = Policy(
        source="/etc/x",
        stated=("data_folder",),
        data_folder=tmp_path / "set",
        import_allowed=False,
        hotkey_allowed=False,
        clipboard_allowed=False,
    )
    monkeypatch.setattr(program, "read_policy", lambda: made)
    return made


def test_the_data_folder_of_the_policy_wins_and_that_is_said(
    policy: Policy, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def keep(_arguments: object, place: Installation) -> int:
        seen.append(place.data)
        return 0

    monkeypatch.setattr(program, "_read_command", lambda _name: keep)
    for arguments, named in ((["--data-dir", "mine"], "--data-dir"), ([], "NEEDLEPOINT_DATA")):
        done = cli(*arguments, "rules")
        assert done.err == (
            f"needlepoint: {named} is not used: your administrator set the data folder (/etc/x).\n"
        )
    monkeypatch.delenv("NEEDLEPOINT_DATA")
    assert cli("rules").err == ""
    assert cli("--data-dir", str(policy.data_folder), "rules").err == ""
    assert seen == [policy.data_folder] * 4


@pytest.mark.usefixtures("policy")
def test_nothing_is_imported_where_that_is_switched_off(cli: Cli, tmp_path: Path, policy: Policy) -> None:
    files = write_ptp(tmp_path / "cms", parts())
    done = cli("import", *map(str, files), "--data-dir", str(policy.data_folder))
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "needlepoint: Importing official files is switched off by your administrator (/etc/x).\n"
    )
    assert policy.data_folder is not None
    assert not policy.data_folder.exists()


@pytest.mark.usefixtures("policy")
def test_the_clipboard_is_not_asked_where_that_is_switched_off(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEEDLEPOINT_DATA")
    done = cli("ask", "--clipboard")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "needlepoint: Reading the clipboard is switched off by your administrator (/etc/x).\n"
    )


def test_a_faulty_policy_is_one_sentence_before_the_answer(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "read_policy", lambda: Policy(source="/etc/x", fault="Not right."))
    done = cli("lookup", "77002")
    assert (done.status, done.err) == (0, "needlepoint: Not right.\n")
    assert "77002" in done.out


@pytest.mark.skipif(sys.platform == "win32", reason="there the policy lies in the registry")
def test_without_a_policy_nothing_that_reads_one_is_loaded(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.coding import policy_place;"
        f"policy_place.policy_file = lambda: Path({str(tmp_path / 'none.toml')!r});"
        "from app.__main__ import main; main(['lookup', '77002']);"
        "print(sorted({'tomllib', 'app.coding.policy_reading'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
