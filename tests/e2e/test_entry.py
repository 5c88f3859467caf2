"""dev.py as a person starts it: from any folder, with clean standard output."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    Path(sys.prefix) != ROOT / ".venv",
    reason="dev.py would make an environment beside the one these tests run in",
)


def dev(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run dev.py from a folder and return what it printed."""
    command = [sys.executable, str(ROOT / "build_scripts" / "dev.py"), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_setup_prints_the_path_of_the_ready_interpreter_last(tmp_path: Path) -> None:
    done = dev(tmp_path, "setup")
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.splitlines()[-1]).samefile(sys.executable)


def test_run_passes_arguments_on_and_ignores_a_folder_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('the wrong app')", encoding="utf-8")
    done = dev(tmp_path, "run", "--", "--version")
    assert (done.returncode, done.stdout) == (0, f"needlepoint {__version__}\n"), done.stderr
    assert dev(tmp_path, "run", "--version").stdout == done.stdout


def test_run_reads_files_from_the_folder_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "claim.json").write_text("{", encoding="utf-8")
    done = dev(tmp_path, "run", "--", "check", "claim.json")
    assert done.returncode == 2
    assert "claim.json" in done.stderr
