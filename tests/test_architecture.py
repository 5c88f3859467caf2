"""The arrows run down only and in no circle; the ground floor needs nothing but its record library."""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
_LONGEST_MODULE, _LONGEST_FUNCTION = 300, 50
_RULE_BEGINS_BY = 60
_ROOMY = ("desktop", "rules", "library")
TOP_LEVEL = {"app", "resources", "data", "tests", "build_scripts", "findings"}
TOP_LEVEL_FILES = {
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md", "pyproject.toml",
    "requirements.lock", "uv.lock",
}  # fmt: skip


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


def test_coding_imports_only_the_standard_library_and_msgspec() -> None:
    allowed = sys.stdlib_module_names | {"msgspec", "app"}
    imported = {path.name: imported_roots(path) for path in (ROOT / "app" / "coding").glob("*.py")}
    assert {name: roots - allowed for name, roots in imported.items() if roots - allowed} == {}


def tracked() -> dict[str, str]:
    """The mode of each file that git tracks, by its path."""
    command = ["git", "ls-files", "--stage"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git working tree, so there is no list of tracked files")
    return {
        path: about.split()[0]
        for about, _, path in (line.partition("\t") for line in listing.stdout.splitlines())
    }


def test_tracked_files_lie_in_the_agreed_folders() -> None:
    shown = [path for path in tracked() if not path.startswith(".")]
    assert {path.split("/")[0] for path in shown if "/" in path} <= TOP_LEVEL
    assert {path for path in shown if "/" not in path} <= TOP_LEVEL_FILES


def test_every_finding_can_be_run() -> None:
    findings = {path: mode for path, mode in tracked().items() if path.startswith("findings/")}
    assert {path: mode for path, mode in findings.items() if mode != "100755"} == {}


MODULES = sorted((ROOT / "app").rglob("*.py"))


def test_no_module_is_long() -> None:
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: size for name, size in sizes.items() if size > _LONGEST_MODULE} == {}


def test_no_function_is_long() -> None:
    assert [each.name for each in functions() if each.lines > _LONGEST_FUNCTION] == []


def test_the_function_of_a_rule_begins_near_the_head_of_its_module() -> None:
    rules = [each for each in functions() if each.is_rule]
    assert rules
    assert [each.name for each in rules if each.first_line > _RULE_BEGINS_BY] == []


@pytest.mark.parametrize("package", _ROOMY)
def test_modules_lie_in_rooms(package: str) -> None:
    loose = [path.name for path in (ROOT / "app" / package).glob("*.py") if path.name != "__init__.py"]
    assert len(loose) <= 4


class Function(NamedTuple):
    """What these tests ask of a function; its tree would fill the memory of the whole run."""

    name: str
    first_line: int
    lines: int
    is_rule: bool


@functools.cache
def functions() -> tuple[Function, ...]:
    """Every function of the program, named by its module and itself."""
    return tuple(
        Function(f"{path.name}: {node.name}", node.lineno, _lines(node), _is_rule(node))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )


def _lines(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _is_rule(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "rule"
        for each in node.decorator_list
    )
