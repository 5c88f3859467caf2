"""The policy of an administrator: what holds, and that whatever is wrong is one sentence and forbids."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding import policy_place, policy_registry
from app.coding.policy import KEYS, NO_POLICY, Policy
from app.coding.policy_place import policy_file, read_policy
from app.coding.policy_reading import policy_of, read_file
from app.coding.policy_registry import as_policy_value, read_registry
from app.coding.sentences import LIMIT

SWITCHES = [key.name for key in KEYS if key.kind == "switch"]
ROOT = Path.cwd().anchor
PUBLIC = "RWQQqpjJzsT5hBahK94Vo5sVFh88fhe1fvIscE93xNke+bQVm6SeOWcl"


def is_off(policy: Policy, *, but: tuple[str, ...] = ()) -> bool:
    return all(getattr(policy, name) is (name in but) for name in SWITCHES)


def read(folder: Path, text: str | bytes) -> Policy:
    path = folder / "policy.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_file(path)


def test_the_record_has_a_field_for_each_key() -> None:
    assert {key.name for key in KEYS} == set(Policy._fields) - {"source", "stated", "fault"}


def test_every_key(tmp_path: Path) -> None:
    folder = f"{ROOT}srv"
    found = read(
        tmp_path,
        f"data_folder = '{folder}'\nshared_shelf = '~/shelf'\ndefault_payer = 'medicare'\n"
        "default_locality = '01112-05'\nimport_allowed = false\nhotkey_allowed = true\n"
        f"[signers]\n'B. Lead' = '{PUBLIC}'\n'A. Lead' = '{PUBLIC}'\n",
    )
    assert found == Policy(
        source=str(tmp_path / "policy.toml"),
        stated=tuple(key.name for key in KEYS if key.name != "clipboard_allowed"),
        data_folder=Path(folder),
        shared_shelf=Path("~/shelf").expanduser(),
        signers=(("A. Lead", PUBLIC), ("B. Lead", PUBLIC)),
        default_payer="medicare",
        default_locality="01112-05",
        import_allowed=False,
    )
    assert found.lines() == (
        f"Data folder: {Path(folder)}",
        f"Shared shelf: {Path('~/shelf').expanduser()}",
        "Signers of local policy: A. Lead, B. Lead",
        "Payer of a new claim: medicare",
        "Locality of a new claim: 01112-05",
        "Importing official files: switched off",
        "Global hotkey: allowed",
    )


def test_an_empty_policy_allows_what_none_does(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing yet\r\n")._replace(source="") == NO_POLICY


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("hotkey_alowed = false", "'hotkey_alowed' is no key"),
        ("hotkey_allowed = 'no'", "hotkey_allowed is neither true nor false"),
        ("hotkey_allowed = 0", "hotkey_allowed is neither true nor false"),
        ("data_folder = 'here'", "data_folder is not the full path"),
        ("data_folder = ''", "data_folder is not the full path"),
        ("shared_shelf = ['/a', '/b']", "shared_shelf is not the full path"),
        pytest.param(
            "shared_shelf = '~nobody-of-this-name/x'",
            "shared_shelf is not the full path",
            # Windows takes the folder beside one's own for that of any name.
            marks=pytest.mark.skipif(sys.platform == "win32", reason="every name has a folder on Windows"),
        ),
        ("signers = ['a']", "signers is not a table of names and public keys"),
        ("[signers]\na = 'RWQQ'", "signers is not a table of names and public keys"),
        (f"[signers]\n'' = '{PUBLIC}'", "signers is not a table of names and public keys"),
        ("default_payer = 'a b'", "default_payer is not a name"),
        ("\n\nhotkey_allowed = ?\n", "line 3 is not TOML"),
        ("[import_allowed]\nx = 1", "import_allowed is neither"),
        (b"\xff\xfe", "its text is not TOML in UTF-8"),
        ("x = " + "[" * 5000, "is not TOML in UTF-8"),
        ("x = " + "9" * 5000, "is not TOML in UTF-8"),
        ("#" * 70000, "longer than 64 KB"),
    ],
)
def test_what_is_wrong_is_named_and_every_switch_is_off(
    text: str | bytes, named: str, tmp_path: Path
) -> None:
    found = read(tmp_path, text)
    assert named in found.fault
    assert str(found.source) in found.fault or "…" in found.fault
    assert found.lines()[0] == found.fault
    assert is_off(found)
    assert (found.data_folder, found.shared_shelf, found.default_payer) == (None, None, "")


def test_beside_a_fault_the_rest_holds_and_what_is_plainly_allowed_stays_so(tmp_path: Path) -> None:
    found = read(tmp_path, f"data_folder = '{ROOT}srv'\nclipboard_allowed = true\nhotkey = false\n")
    assert found.fault.count("is no key of a policy") == 1
    assert found.data_folder == Path(f"{ROOT}srv")
    assert is_off(found, but=("clipboard_allowed",))


def test_many_faults_are_one_short_sentence(tmp_path: Path) -> None:
    found = read(tmp_path, "".join(f"{'k' * 60}{number} = 1\n" for number in range(9)))
    assert "and 7 more" in found.fault
    assert len(found.fault) <= LIMIT


@given(content=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_make_a_policy(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = read(tmp_path_factory.getbasetemp(), content)
    assert "\n" not in found.fault
    assert len(found.fault) <= LIMIT
    assert not found.fault or is_off(found)


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@given(values=st.dictionaries(st.sampled_from([key.name for key in KEYS]) | st.text(max_size=9), VALUES))
def test_any_values_make_a_policy_that_never_allows_beyond_them(values: dict[str, Any]) -> None:
    found = policy_of(values, "here")
    for name in SWITCHES:
        assert getattr(found, name) is (values.get(name, not found.fault) is True)
    assert found.fault == "" or found.fault.isprintable()


class TestPlace:
    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = tmp_path / "needlepoint" / "policy.toml"
        monkeypatch.setattr(policy_place, "policy_file", lambda: path)
        monkeypatch.setattr(sys, "platform", "linux")
        return path

    def test_without_a_file_there_is_no_policy(self, file: Path) -> None:
        assert read_policy() is NO_POLICY
        file.parent.write_text("a file and no folder", encoding="utf-8")
        assert read_policy() is NO_POLICY

    def test_a_file_is_read(self, file: Path) -> None:
        file.parent.mkdir()
        file.write_text("hotkey_allowed = false", encoding="utf-8")
        assert read_policy() == Policy(str(file), ("hotkey_allowed",), hotkey_allowed=False)

    def test_a_folder_in_its_place_forbids(self, file: Path) -> None:
        file.mkdir(parents=True)
        assert "it is not a file" in read_policy().fault
        assert is_off(read_policy())

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes in folders")
    def test_a_pipe_in_its_place_is_not_waited_for(self, file: Path) -> None:
        file.parent.mkdir()
        os.mkfifo(file)
        assert is_off(read_policy())

    @pytest.mark.usefixtures("file")
    def test_one_that_may_not_be_looked_at_forbids(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_path: Path) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "stat", refuse)
        assert "(Permission denied)" in read_policy().fault
        assert is_off(read_policy())

    def test_where_it_lies(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        assert policy_file() == Path("/etc/needlepoint/policy.toml")
        monkeypatch.setattr(sys, "platform", "darwin")
        assert policy_file() == Path("/Library/Application Support/Needlepoint/policy.toml")


class TestRegistry:
    @pytest.fixture
    def hives(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, object] | OSError]:
        """What lies below each hive; a hive that is missing has no key."""
        found: dict[str, dict[str, object] | OSError] = {}

        def values_in(hive: str) -> dict[str, object]:
            values = found.get(hive, FileNotFoundError())
            if isinstance(values, OSError):
                raise values
            return values

        monkeypatch.setattr(policy_registry, "_values_in", values_in)
        return found

    @pytest.mark.usefixtures("hives")
    def test_without_a_key_there_is_no_policy(self) -> None:
        assert read_registry() is NO_POLICY

    def test_the_machine_s_comes_before_the_user_s(
        self, hives: dict[str, dict[str, object] | OSError]
    ) -> None:
        hives["HKCU"] = {"default_payer": "one", "hotkey_allowed": False}
        hives["HKLM"] = {"default_payer": "two"}
        found = read_registry()
        assert (found.default_payer, found.hotkey_allowed) == ("two", False)
        assert found.source.split(" and ") == [rf"{hive}\{policy_registry.PATH}" for hive in ("HKLM", "HKCU")]

    def test_a_key_that_may_not_be_read_forbids(self, hives: dict[str, dict[str, object] | OSError]) -> None:
        hives["HKLM"] = PermissionError(5, "Access is denied")
        assert "(Access is denied)" in read_registry().fault
        assert is_off(read_registry())

    def test_numbers_are_switches_there(self) -> None:
        assert as_policy_value("hotkey_allowed", 0) is False
        assert as_policy_value("hotkey_allowed", 1) is True
        assert as_policy_value("hotkey_allowed", 2) == 2
        assert as_policy_value("default_payer", 1) == 1
        assert as_policy_value("default_payer", "x") == "x"
