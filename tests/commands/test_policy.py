"""The command line under the policy of an administrator."""

from __future__ import annotations

import json
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


def write_claim(folder: Path) -> str:
    """Write a claim whose date the invented pair table covers; gives its path."""
    claim = folder / "claim.json"
    claim.write_text(
        '{"schema": 1, "date_of_service": "2026-08-15", "place_of_service": "22", "lines": '
        '[{"code": "20610"}, {"code": "77002"}]}',
        encoding="utf-8",
    )
    return str(claim)


class TestSharedShelf:
    @pytest.fixture
    def share(self, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A shared shelf with an invented pair table, set by the policy."""
        files = write_ptp(tmp_path / "cms", parts())
        assert cli("import", *map(str, files), "--data-dir", str(tmp_path / "admin")).status == 0
        share = tmp_path / "admin" / "editions"
        policy = Policy(source="/etc/x", stated=("shared_shelf",), shared_shelf=share)
        monkeypatch.setattr(program, "read_policy", lambda: policy)
        return share

    @pytest.mark.usefixtures("share")
    def test_its_editions_are_listed_as_shared(self, cli: Cli) -> None:
        listed = [json.loads(line) for line in cli("editions", "--json").out.splitlines()]
        assert [item.get("shelf") for item in listed] == [None, "shared"]
        head, book, shared = cli("editions").out.splitlines()
        assert head.split()[-1] == "Shelf"
        assert (book.split()[-1] == "shared", shared.split()[-1]) == (False, "shared")

    @pytest.mark.usefixtures("share")
    def test_its_editions_answer_and_imports_go_to_the_user_s_own(self, cli: Cli, tmp_path: Path) -> None:
        reviewed = json.loads(cli("check", write_claim(tmp_path), "--json").out)
        assert "ncci-ptp" in {item["source"] for item in reviewed["editions"]}
        before = sorted((tmp_path / "admin" / "editions").iterdir())
        later = write_ptp(tmp_path / "later", parts(), "321")
        assert cli("import", *map(str, later)).status == 0
        assert sorted((tmp_path / "admin" / "editions").iterdir()) == before
        assert len(list((Path(os.environ["NEEDLEPOINT_DATA"]) / "editions").glob("*.npe"))) == 1
        listed = [json.loads(line) for line in cli("editions", "--json").out.splitlines()]
        assert [item.get("shelf") for item in listed] == [None, None, "shared"]
        assert cli("compare", listed[1]["edition"], listed[2]["edition"]).status == 0

    def test_one_that_is_away_is_a_sentence_and_a_check_says_not_checked(
        self, cli: Cli, share: Path, tmp_path: Path
    ) -> None:
        share.rename(tmp_path / "gone")
        done = cli("check", write_claim(tmp_path), "--json")
        assert done.err.startswith("needlepoint: The shared shelf ")
        # A message drops the front of a long path.
        assert f"{Path(*share.parts[-2:])} cannot be reached" in done.err
        assert done.err.count("\n") == 1
        assert json.loads(done.out)["not_checked"]
        assert cli("editions").status == 2

    def test_who_keeps_the_share_has_it_as_a_folder_of_their_own(self, cli: Cli, share: Path) -> None:
        done = cli("editions", "--json", "--data-dir", str(share.parent))
        assert "shared" not in done.out
        assert done.status == 0
