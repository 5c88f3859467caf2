"""The entry for everyday work: its words, its one-sentence refusals and what it looks for on a machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from build_scripts import dev, environment, system_libraries
from build_scripts.system_libraries import Library

ROOT = Path(__file__).resolve().parents[2]
ABSENT = Library("libabsent-needlepoint.so.9", "libabsent9", "absent-libs")


def test_an_old_python_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    monkeypatch.setattr(sys, "version", "3.10.4 (main)")
    assert dev.main(["run"]) == 2
    assert capsys.readouterr().err == "Needlepoint needs Python 3.11 or later; this is Python 3.10.4.\n"


@pytest.mark.parametrize("words", [[], ["walk"]])
def test_an_unknown_job_prints_every_job(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(words) == 2
    shown = capsys.readouterr().err
    assert all(f"dev.py {job}" in shown for job in dev.JOBS)


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    assert "dev.py run" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("job", "arguments", "expected"),
    [
        ("run", [], True),
        ("run", ["--data-dir", "x"], True),
        ("run", ["check", "-"], False),
        ("run", ["claim.json"], True),
        ("run", ["needlepoint://lookup/77002"], True),
        ("run", ["ask", "--clipboard"], True),
        ("test", [], False),
    ],
)
def test_only_the_window_needs_the_libraries_of_a_display(
    job: str, arguments: list[str], expected: bool
) -> None:
    assert dev.opens_window(job, arguments) is expected


@pytest.mark.parametrize(
    ("arguments", "everywhere"),
    [
        ([], True),
        (["-x", "--durations=5"], True),
        (["-k", "spine"], True),
        (["tests/rules"], False),
        (["-x", "tests/conftest.py::test_x"], False),
    ],
)
def test_all_tests_run_on_every_core_and_named_ones_in_one_process(
    arguments: list[str], *, everywhere: bool
) -> None:
    assert ("--numprocesses=auto" in dev.every_core(arguments)) is everywhere


def test_a_missing_library_stops_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "DRAWING", (ABSENT,))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert dev.main(["test"]) == 2
    shown = capsys.readouterr().err
    assert ABSENT.soname in shown
    assert "apt-get install --yes libabsent9" in shown


@pytest.mark.parametrize(
    ("manager", "user", "line"),
    [
        ("dnf", 1000, "sudo dnf install absent-libs"),
        ("dnf", 0, "dnf install absent-libs"),
        ("apt-get", 1000, "sudo apt-get update && sudo apt-get install --yes libabsent9"),
        ("apt-get", 0, "apt-get update && apt-get install --yes libabsent9"),
    ],
)
def test_the_install_line_speaks_for_the_system_and_asks_root_for_no_sudo(
    monkeypatch: pytest.MonkeyPatch, manager: str, user: int, line: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == manager else None)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert system_libraries.install_line([ABSENT, ABSENT]) == line


def test_no_library_is_asked_for_where_the_wheels_bring_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(system_libraries, "DRAWING", (ABSENT,))
    assert system_libraries.missing_libraries(window=True) == []


def test_the_digest_sees_a_change_of_content_and_of_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text("x", encoding="utf-8")
    before = environment.digest([first])
    second.write_text("x", encoding="utf-8")
    renamed = environment.digest([second])
    first.write_text("y", encoding="utf-8")
    assert len({before, renamed, environment.digest([first])}) == 3


def test_an_environment_whose_python_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "interpreter", lambda: Path(sys.executable))
    monkeypatch.setattr(environment, "OLDEST", (9, 0))
    with pytest.raises(environment.SetupError, match=r"holds a Python 3\.\d+\. Remove that folder"):
        environment.check_environment()


def test_one_line_names_libraries_and_the_part_that_makes_environments(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "interpreter", lambda: Path("absent"))
    monkeypatch.setattr(environment, "makes_environments", lambda: False)
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda **_: [ABSENT])
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
    assert dev.main(["setup"]) == 2
    said = capsys.readouterr().err
    assert "apt-get install --yes libabsent9 python3-venv\n" in said


def test_an_interrupted_setup_ends_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt() -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "make_ready", interrupt)
    assert dev.main(["setup"]) == 130
    assert capsys.readouterr().err.count("\n") == 1


INSTALLING = """
import signal, sys
from pathlib import Path
from build_scripts import dev, environment, system_libraries

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started deaf to it
environment.ROOT = environment.VENV = Path(sys.argv[1])
environment.LOCK, environment.LOCKED = environment.ROOT / "lock", environment.ROOT / ".lock"
environment.interpreter = lambda: Path(sys.executable)
environment.make_environment = lambda: None
system_libraries.missing_libraries = lambda **_: []
sys.exit(dev.main(["setup"]))
"""
PIP = """
import sys, time
if "--version" not in sys.argv:
    try:
        print("fetching", flush=True)
        time.sleep(300)
    except KeyboardInterrupt:
        print("ERROR: Operation cancelled by user", flush=True)
        sys.exit(1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a test cannot press Ctrl+C there")
def test_ctrl_c_while_packages_are_installed_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "__init__.py").touch()
    (tmp_path / "pip" / "__main__.py").write_text(PIP, encoding="utf-8")
    (tmp_path / "lock").write_text("", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", INSTALLING, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as setup:
        assert setup.stdout is not None
        while setup.stdout.readline() != "fetching\n":
            assert setup.poll() is None
        os.killpg(setup.pid, signal.SIGINT)
        said = setup.stdout.read()
    assert said == "Stopped. What was done so far stays; the same command goes on from there.\n"
    assert setup.returncode == 130


def test_a_second_setup_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []
    waits = threading.Event()

    def second() -> None:
        with environment.one_at_a_time(tmp_path / "lock", pause=0.01):
            order.append("second")

    said: list[str] = []

    def say(message: str) -> None:
        said.append(message)
        waits.set()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "say", say)
        with environment.one_at_a_time(tmp_path / "lock"):
            thread = threading.Thread(target=second)
            thread.start()
            assert waits.wait(30)
            order.append("first")
        thread.join(30)
    assert order == ["first", "second"]
    assert "waiting" in said[0]


def test_what_the_tests_compile_is_kept_for_their_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, dict[str, str]] = {}

    def run(command: list[str], env: dict[str, str], **_: object) -> subprocess.CompletedProcess[str]:
        given["tests" if "pytest" in command else "window"] = env
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(subprocess, "run", run)
    dev.start(Path("python"), "test", [])
    dev.start(Path("python"), "run", [])
    assert "PYTHONDONTWRITEBYTECODE" not in given["tests"]
    assert given["window"]["PYTHONDONTWRITEBYTECODE"] == "1", "elsewhere the user's choice holds"


def _ready(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """An environment and a database in a folder, and what is run of its Python."""
    ran: list[tuple[str, ...]] = []

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        ran.append(words)
        return subprocess.CompletedProcess(words, 0, stdout="3 14", stderr="")

    for name in ("python", "requirements.lock", "reference.sqlite", "rows.csv"):
        (folder / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", folder)
    monkeypatch.setattr(environment, "VENV", folder)
    monkeypatch.setattr(environment, "LOCK", folder / "requirements.lock")
    monkeypatch.setattr(environment, "LOCKED", folder / ".setup.lock")
    monkeypatch.setattr(environment, "REFERENCE", folder / "reference.sqlite")
    monkeypatch.setattr(environment, "interpreter", lambda: folder / "python")
    monkeypatch.setattr(environment, "reference_inputs", lambda: [folder / "rows.csv"])
    monkeypatch.setattr(environment, "run_quietly", run)
    monkeypatch.setattr(environment, "say", lambda _: None)

    def at_length(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return run(*command[1:])

    monkeypatch.setattr(subprocess, "run", at_length)
    return ran


def test_a_second_start_runs_nothing_and_reads_no_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = _ready(tmp_path, monkeypatch)
    environment.make_ready()
    assert [words[:2] for words in ran if words[0] == "-m"] == [
        ("-m", "pip"),
        ("-m", "pip"),
        ("-m", "build_scripts.build_reference"),
    ]
    ran.clear()
    read: list[Path] = []
    digest = environment.digest

    def watched(paths: list[Path]) -> str:
        read.extend(paths)
        return digest(paths)

    monkeypatch.setattr(environment, "digest", watched)
    environment.make_ready()
    assert ran == []
    assert read == [tmp_path / "requirements.lock"]


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ("python", "-c"),
        ("requirements.lock", "-m pip"),
        ("rows.csv", "-m build_scripts.build_reference"),
        ("reference.sqlite", "-m build_scripts.build_reference"),
    ],
)
def test_what_changed_is_made_again(
    changed: str, again: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = _ready(tmp_path, monkeypatch)
    environment.make_ready()
    ran.clear()
    (tmp_path / changed).write_text(f"{changed}, changed", encoding="utf-8")
    environment.make_ready()
    assert ran
    assert all(" ".join(words).startswith(again) for words in ran)


def test_a_file_that_was_only_touched_is_not_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = _ready(tmp_path, monkeypatch)
    environment.make_ready()
    ran.clear()
    os.utime(tmp_path / "rows.csv", ns=(1, 1))
    environment.make_ready()
    assert ran == []
