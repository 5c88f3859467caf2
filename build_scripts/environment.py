"""The virtual environment and the reference database of a working tree, made ready once and kept up to date.

Standard library only: this runs before anything is installed. Work is skipped when a stamp inside .venv says
that it was done for the same inputs, and so is a look at what no start should pay for; every message goes to
standard error.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
REFERENCE = ROOT / "resources" / "reference.sqlite"
LOCKED = ROOT / ".setup.lock"
OLDEST = (3, 11)


class SetupError(Exception):
    """The machine or the working tree is not as needed; the message says what to do."""


def say(message: str) -> None:
    """Tell the person at the terminal what happens, apart from what the program itself prints."""
    print(message, file=sys.stderr, flush=True)


def interpreter() -> Path:
    """Return the path of the environment's Python, whether it exists or not."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run_quietly(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the environment's Python and return what it printed and its exit status."""
    return subprocess.run(
        [str(interpreter()), *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )


def makes_environments() -> bool:
    """Say whether this Python can make virtual environments; Debian and Ubuntu ship that part apart."""
    return importlib.util.find_spec("ensurepip") is not None


def try_lock(number: int) -> bool:
    """Lock an open file for this process if nobody else has it; it is let go when the file is closed."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def one_at_a_time(path: Path, pause: float = 0.2) -> Iterator[None]:
    """Hold the lock at a path; wait for another process that holds it, and say so once.

    `pause` is the seconds between two tries.
    """
    with path.open("w") as file:
        if not try_lock(file.fileno()):
            say("Another setup of this folder is at work; waiting for it to end ...")
            while not try_lock(file.fileno()):
                time.sleep(pause)
        yield


def make_environment() -> None:
    """Make .venv unless a working one of a Python that is new enough is there."""
    if not interpreter().exists():
        import venv  # inside, because only the first start needs it

        say(f"Making the virtual environment {VENV.name} ...")
        try:
            venv.create(VENV, with_pip=True, clear=VENV.exists())
        except subprocess.CalledProcessError as error:
            raise SetupError(
                "This Python cannot make virtual environments; install that part of it."
            ) from error
    stamp = VENV / "needlepoint-python.stamp"
    python = state([interpreter().resolve()])
    if not up_to_date(stamp, python):
        check_environment()
        stamp.write_text(python, encoding="utf-8")


def check_environment() -> None:
    """Refuse an environment with a broken or old Python."""
    version = run_quietly("-c", "import sys; print(*sys.version_info[:2])")
    if version.returncode or tuple(map(int, version.stdout.split())) < OLDEST:
        found = version.stdout.strip().replace(" ", ".") or "that does not start"
        raise SetupError(f"{VENV} holds a Python {found}. Remove that folder and run this again.")


def check_pip() -> None:
    """Give pip to an environment that uv made without it."""
    if run_quietly("-m", "pip", "--version").returncode and run_quietly("-m", "ensurepip").returncode:
        raise SetupError(f"{VENV} has no pip and cannot get it. Remove that folder and run this again.")


def digest(paths: Iterable[Path]) -> str:
    """Return one SHA-256 over the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.parts):
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def state(paths: Iterable[Path]) -> str:
    """Return one SHA-256 over the paths, sizes and times of files: while it stays, so do their contents."""
    found = ((str(path), path.stat()) for path in sorted(paths))
    lines = (f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n" for path, about in found)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def up_to_date(stamp: Path, wanted: str) -> bool:
    """Say whether a stamp holds the wanted text."""
    return stamp.exists() and stamp.read_text(encoding="utf-8") == wanted


def install_packages() -> None:
    """Install what requirements.lock holds, each file checked against its hash, if the lock changed since."""
    stamp = VENV / "needlepoint-packages.stamp"
    wanted = digest([LOCK])
    if up_to_date(stamp, wanted):
        return
    check_pip()
    say("Installing the packages of requirements.lock ...")
    options = [
        "--require-hashes",
        "--only-binary=:all:",
        "--disable-pip-version-check",
        "--no-input",
        "--quiet",
    ]
    command = [str(interpreter()), "-m", "pip", "install", *options, "--requirement", str(LOCK)]
    # In a session of its own it does not get the Ctrl+C, of which it would speak too; it is ended instead.
    if subprocess.run(command, stdout=sys.stderr, check=False, start_new_session=True).returncode:
        raise SetupError(
            "The packages could not be installed; the lines above say why. Mend that and run this again."
        )
    stamp.write_text(wanted, encoding="utf-8")


def reference_inputs() -> list[Path]:
    """Return every file that the reference database is made from: data, builder, records and rules."""
    scripts = [ROOT / "build_scripts" / "build_reference.py"]
    for folder in ("build_scripts/reference", "app/coding", "app/rules"):
        scripts += (ROOT / folder).rglob("*.py")
    return [path for path in (ROOT / "data").rglob("*") if path.is_file()] + scripts


def build_reference() -> None:
    """Build the reference database if one of its inputs changed or the file is not what was built."""
    stamp, seen = VENV / "needlepoint-reference.stamp", VENV / "needlepoint-reference.seen"
    paths = reference_inputs()
    if REFERENCE.exists() and up_to_date(seen, state([*paths, REFERENCE])):
        return
    inputs = digest(paths)
    if REFERENCE.exists() and up_to_date(stamp, inputs + digest([REFERENCE])):
        seen.write_text(state([*paths, REFERENCE]), encoding="utf-8")
        return
    say("Building the reference database from data/ ...")
    command = [str(interpreter()), "-m", "build_scripts.build_reference", str(REFERENCE)]
    if subprocess.run(command, stdout=sys.stderr, check=False, cwd=ROOT).returncode:
        raise SetupError(
            "The reference database could not be built; the lines above name the file and line to mend."
        )
    stamp.write_text(inputs + digest([REFERENCE]), encoding="utf-8")
    seen.write_text(state([*paths, REFERENCE]), encoding="utf-8")


def make_ready() -> Path:
    """Make the environment and the reference database ready and return the path of the interpreter.

    Two processes that do so at once take turns, and the second finds the work done.
    """
    with one_at_a_time(LOCKED):
        make_environment()
        install_packages()
        build_reference()
    return interpreter()
