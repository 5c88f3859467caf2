"""The way in: arguments, folders, exit status and streams."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_data_path

from app import __main__ as program
from app import __version__
from app.coding.errors import InputError, InstallationError
from app.commands.installation import Installation
from tests.conftest import ROOT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does."""
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", check=False)


def note(seen: list[Path], place: Installation) -> int:
    """Keep the data folder that a run was given."""
    seen.append(place.data)
    return 0


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"needlepoint {__version__}\n", "")


def test_help_names_every_command_and_the_exit_status() -> None:
    text = run("--help").stdout
    for name in "lookup search check checklist reopen verify import editions compare rules selftest".split():  # noqa: SIM905
        assert f"\n    {name} " in text
    assert "2 input or installation error" in " ".join(text.split())


FULL = "The output cannot be written (No space left on device). Choose another place for it."
ALL_OUTPUT = (["--help"], ["--version"], ["check", "--help"], ["lookup", "77002"], ["rules"])


class FullDisk(io.StringIO):
    """A stream on a disk that is full."""

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("arguments", ALL_OUTPUT)
def test_a_full_disk_is_one_sentence_whoever_writes(
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reference_db: Path,
) -> None:
    monkeypatch.setattr(program, "RESOURCES", reference_db.parent)
    monkeypatch.setattr(sys, "stdout", FullDisk())
    assert program.main(arguments) == 2
    assert capsys.readouterr().err == f"needlepoint: {FULL}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", ALL_OUTPUT[:3])
def test_a_device_that_is_full_is_noticed_before_the_end(arguments: list[str]) -> None:
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            cwd=ROOT,
            env=environ,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, f"needlepoint: {FULL}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "invalid choice: 'chek'"),
        (["check"], "The following arguments are required: FILE; see needlepoint check --help."),
        (["verify", "a", "b"], "Unrecognized arguments: b"),
        (["checklist", "a.json"], "-o/--output"),
        (["--data-dir"], "expected one argument"),
    ],
)
def test_wrong_arguments_give_one_sentence(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.startswith("needlepoint: ")
    assert err.endswith(".\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("trouble", "status", "sentence"),
    [
        (InputError("The claim is wrong."), 2, "needlepoint: The claim is wrong.\n"),
        (InstallationError("The book is missing."), 2, "needlepoint: The book is missing.\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 141, ""),
    ],
)
def test_status_of_trouble(
    trouble: BaseException,
    status: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_: object) -> int:
        raise trouble

    monkeypatch.setattr(program, "_run", fail)
    monkeypatch.setattr(program, "_close_output", lambda: None)
    assert program.main(["check"]) == status
    assert capsys.readouterr().err == sentence


def test_an_invalid_argument_on_windows_is_a_pipe_whose_reader_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    closed: list[bool] = []
    monkeypatch.setattr(program, "_run", fail)
    monkeypatch.setattr(program, "_close_output", lambda: closed.append(True))
    monkeypatch.setattr(sys, "platform", "win32")
    assert program.main(["check"]) == 141
    assert closed == [True]


def test_an_internal_fault_has_a_status_of_its_own_and_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(_: object) -> int:
        raise KeyError("Zebra77Quagga")

    monkeypatch.setattr(program, "_run", fail)
    assert program.main(["check", "--data-dir", str(tmp_path)]) == 70
    out, err = capsys.readouterr()
    (report,) = (tmp_path / "reports").iterdir()
    assert out == ""
    assert err.endswith(f"{report}.\n")
    assert "Zebra77Quagga" not in err + report.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", [["rules", "--json"], ["rules"]])
def test_a_full_disk_behind_the_output(command: list[str]) -> None:
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "app", *command],
            cwd=ROOT, env=environ, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("needlepoint: The output cannot be written (No space left on device).")
    assert done.stderr.count("\n") == 1


def test_no_half_of_an_output_stays_in_its_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    out = tmp_path / "out.txt"
    out.write_bytes(b"before\n")
    program_text = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000));"
        "from app.__main__ import main; sys.exit(main(['rules', '--json']))"
    )
    with out.open("ab") as stream:
        done = subprocess.run(
            [sys.executable, "-c", program_text],
            cwd=ROOT, stdout=stream, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert resource
    assert (done.returncode, out.read_bytes()) == (2, b"before\n"), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text on Windows")
@pytest.mark.parametrize("arguments", [["search", b"\xff"], ["check", b"\xff"], ["lookup", b"\xff"]])
def test_arguments_that_are_not_utf_8(arguments: list[str | bytes]) -> None:
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [os.fsencode(sys.executable), b"-m", b"app", *map(os.fsencode, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, check=False)
    assert done.returncode in (0, 2), done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "app", "--help"], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert done.stderr == b""


def test_a_program_without_console_still_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_run", lambda _: 0)
    monkeypatch.setattr(sys, "stdout", None)
    assert program.main([]) == 0


def test_output_is_utf_8_whatever_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))

    def say(_: object) -> int:
        sys.stdout.write("“→”")
        return 0

    monkeypatch.setattr(program, "_run", say)
    assert program.main([]) == 0
    assert raw.getvalue().decode().strip() == "“→”"


class TestDataFolder:
    def test_the_argument_comes_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEEDLEPOINT_DATA", "elsewhere")
        assert program.data_folder(Path("here")) == Path("here")

    def test_then_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEEDLEPOINT_DATA", "elsewhere")
        assert program.data_folder(None) == Path("elsewhere")

    def test_then_the_platform_s(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NEEDLEPOINT_DATA")
        assert program.data_folder(None).parts[-1] == "needlepoint"

    @pytest.mark.parametrize("home", [None, "", "  ", "/of/data", "data"])
    def test_it_is_where_platformdirs_has_it(self, home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NEEDLEPOINT_DATA")
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        if home is not None:
            monkeypatch.setenv("XDG_DATA_HOME", home)
        assert program.data_folder(None) == user_data_path("needlepoint", appauthor=False)

    @pytest.mark.parametrize("arguments", [["--data-dir", "x", "rules"], ["rules", "--data-dir", "x"]])
    def test_it_stands_before_or_after_the_command(
        self, arguments: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[Path] = []
        monkeypatch.setattr(program, "_read_command", lambda _: lambda _, place: note(seen, place))
        assert program.main(arguments) == 0
        assert seen == [Path("x")]


@pytest.mark.parametrize("arguments", [[], ["--data-dir", "x"]])
def test_no_command_opens_the_window(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(program, "_open_window", lambda place: note(opened, place) or 7)
    assert program.main(arguments) == 7
    assert opened == [Path("x") if arguments else Path(os.environ["NEEDLEPOINT_DATA"])]


def test_a_command_imports_nothing_of_the_window_and_none_of_the_heavy_modules() -> None:
    program_text = (
        "import sys; from app.__main__ import main; main(['rules']);"
        "print(sorted({'PySide6', 'typst', 'pypdf', 'rapidfuzz', 'python_calamine', 'xlsxwriter', 'sqlite3', "
        "'socket'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program_text], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
