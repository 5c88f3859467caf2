"""An environment for the engines, apart from the project's: packages by hash, and the wheel of this tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
OLDEST_JAVA = 17
_SHORT_JOBS = {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""For Java, unless it was told otherwise: half the time of a job that ends before the compiler is warm."""
_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
_HASHED = ("--require-hashes", "--no-build-isolation", "--requirement")


class ScaleError(Exception):
    """The machine lacks something, or the roads do not agree; the message says what."""


def python_of(place: Path) -> Path:
    """The interpreter of an environment."""
    return place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make(place: Path) -> Path:
    """Make the environment in a folder and give its interpreter; one that was made before is kept."""
    python = python_of(place)
    if python.exists():
        return python
    venv.create(place, with_pip=True)
    for name in ("build-requirements.txt", "requirements.txt"):
        subprocess.run([python, *_PIP, *_HASHED, HERE / name], check=True)
    return python


def install(python: Path, wheel: Path) -> None:
    """Put the wheel into the environment; what it needs is there."""
    options = ("--no-deps", "--no-index", "--force-reinstall")
    subprocess.run([python, *_PIP, *options, wheel], check=True)
    subprocess.run([python, "-m", "pip", "check", "--disable-pip-version-check"], check=True)


def check_java() -> None:
    """Raise ScaleError where Spark would find no Java that it can use."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    said = (
        subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr if java else ""
    )
    version = re.search(r'version "(\d+)', said)
    if not version or int(version[1]) < OLDEST_JAVA:
        raise ScaleError(
            f"Spark needs Java {OLDEST_JAVA} or later: install it, on Debian as default-jre-headless."
        )


def run(python: Path, *words: object, path: str = "") -> str:
    """Run the environment's Python and give what it printed. Raises ScaleError when it fails."""
    environment = _SHORT_JOBS | {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {"PYTHONPATH": path} if path else {}
    command = [str(python), *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-4_000:], done.stderr[-8_000:], sep="\n", file=sys.stderr)
        raise ScaleError(f"{Path(str(words[0])).name} failed; what it wrote stands above.")
    return done.stdout
