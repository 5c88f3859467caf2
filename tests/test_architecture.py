"""The arrows run down only and in no circle; the ground floor needs nothing but its record library."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {"app", "resources", "data", "tests", "build_scripts", "findings"}


def imported_roots(path: Path) -> set[str]:
    """Return the first name of every module that a Python file imports, at any depth of the file."""
    roots = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            roots.add((node.module or "").split(".")[0])
    return roots


def test_import_contracts_hold() -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 kept, 0 broken" in done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / "app" / "coding").glob("*.py")), ids=lambda path: path.name)
def test_coding_imports_only_the_standard_library_and_msgspec(path: Path) -> None:
    allowed = sys.stdlib_module_names | {"msgspec", "app"}
    assert imported_roots(path) <= allowed


def test_tracked_files_lie_in_the_agreed_folders() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git working tree, so there is no list of tracked files")
    folders = {line.split("/")[0] for line in listing.stdout.splitlines() if "/" in line}
    assert {folder for folder in folders if not folder.startswith(".")} <= TOP_LEVEL
