"""What README and the documents name is there: modules, pages, commands, menus and keys."""

from __future__ import annotations

import re
import shlex
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from app.commands.arguments import make_parser
from app.desktop.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "data/README.md")),
    *sorted(path for path in (ROOT / "resources" / "docs").glob("*.md") if path.name != "rule-book.md"),
)
_OUR_OWN = ("app", "build_scripts", "data", "findings", "resources", "tests", ".ci", ".github")
_KEY = re.compile(r"\b(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z][a-z]+|[A-Z0-9/,+-])|\bF\d{1,2}\b")
_MNEMONIC = re.compile(r"Alt\+[A-Z]")
"""A letter of a button in a window of its own, which is no command."""
_MENU = re.compile(r"\b(File|Edit|View|Go|Claim|Data|Help) > ([A-Z]\w+)")


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def our_files() -> frozenset[str]:
    folders = (ROOT / name for name in _OUR_OWN)
    found = chain.from_iterable(folder.rglob("*") for folder in folders)
    return frozenset(str(path.relative_to(ROOT)) for path in found if "__pycache__" not in path.parts)


pages = pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))


@pages
def test_each_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text_of(page))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pages
def test_each_module_that_is_named_is_there(page: Path) -> None:
    named = re.findall(r"`((?:[\w.]+/)*\w+\.py)`", text_of(page))
    files = our_files()
    assert [name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in files)] == []


@pages
def test_each_command_is_one_that_the_program_takes(page: Path) -> None:
    calls = re.findall(r"^    (?:needlepoint|python3 \S+dev\.py run --) (.+)$", text_of(page), re.MULTILINE)
    parser = make_parser()
    for call in calls:
        words = shlex.split(re.split(r" {2,}| < ", call)[0])
        parser.parse_args(words)  # ends in an error that names what it does not take


@pages
def test_each_menu_and_its_command_is_one_of_the_window(page: Path) -> None:
    there = {(each.menu.replace("&", ""), each.text.replace("&", "").split()[0]) for each in COMMANDS}
    assert set(_MENU.findall(text_of(page))) - there == set()


@pages
def test_each_key_is_one_of_the_window(page: Path) -> None:
    keys = {QKeySequence(key).toString() for each in COMMANDS for key in each.keys}
    named = {key for key in _KEY.findall(text_of(page)) if not _MNEMONIC.fullmatch(key)}
    assert {key for key in named if QKeySequence(key).toString() not in keys} == set()


def test_the_add_on_code_edits_have_one_name() -> None:
    """That of CMS; "add-on edits" and their abbreviation stood beside it in places."""
    folders = [
        (ROOT / "app", "*.py"),
        (ROOT / "data", "*.toml"),
        (ROOT / "data", "*.csv"),
        (ROOT / "resources", "*.md"),
    ]
    paths = [path for folder, kind in folders for path in folder.rglob(kind)]
    assert len(paths) > 300
    assert [path.name for path in paths if "add-on edit" in text_of(path).lower()] == []
