"""What a claim says goes into no file but the one that the user asks for; nothing goes to a network."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

MARK = "Zebra77Quagga"
CLAIM = {
    "schema": 1,
    "reference": MARK,
    "date_of_service": "2026-09-15",
    "lines": [{"code": "77002", "diagnoses": ["R22.41"]}],
    "documentation": {"target": f"mass {MARK}"},
}
NETWORK = {
    "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc",
    "socketserver", "asyncio", "requests", "httpx", "aiohttp", "urllib3",
    "QtNetwork", "QtWebEngineCore", "QtWebSockets",
}  # fmt: skip
_NETWORK_WORDS = re.compile("|".join(sorted(NETWORK)))

# Fails the process that makes a socket. Pipes and files are other things.
GUARD = """
import sys
def watch(event, arguments):
    if event.startswith("socket."):
        sys.stderr.write(f"SOCKET {event}\\n")
        sys.exit(99)
sys.addaudithook(watch)
"""


def imported_modules(path: Path) -> set[str]:
    """Every part of every module name that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {part for alias in node.names for part in alias.name.split(".")[:1]}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
            names |= {alias.name for alias in node.names} if node.module == "PySide6" else set()
            names |= set(node.module.split(".")) if node.module.startswith("PySide6") else set()
    return names


LOCAL = ROOT / "app" / "desktop" / "instance" / "channel.py"
"""The one module with sockets, of this machine only: later starts meet the open window there."""


def test_no_other_module_of_the_program_imports_the_network() -> None:
    # What is imported stands in the text by its name, so that only few modules have to be parsed.
    named = [path for path in (ROOT / "app").rglob("*.py") if _NETWORK_WORDS.search(path.read_text("utf-8"))]
    imported = {path: imported_modules(path) & NETWORK for path in named}
    assert {path: names for path, names in imported.items() if names} == {LOCAL: {"socket"}}


def test_the_one_module_with_sockets_makes_none_that_leaves_the_machine() -> None:
    tree = ast.parse(LOCAL.read_text(encoding="utf-8"))
    calls = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call for call in calls if call.startswith("socket.")]
    assert set(made) == {"socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)"}
    families = {ast.unparse(node) for node in ast.walk(tree) if "AF_" in getattr(node, "attr", "")}
    assert families == {"socket.AF_UNIX"}


@pytest.fixture
def folders(tmp_path: Path, reference_db: Path) -> dict[str, Path]:
    """A home of its own for one run: data folder, working folder, home and temporary files."""
    made = {name: tmp_path / name for name in ("data", "work", "home", "tmp")}
    for folder in made.values():
        folder.mkdir()
    (made["work"] / "claim.json").write_text(json.dumps(CLAIM), encoding="utf-8")
    (made["work"] / "note.txt").write_text(f"Left hip injection for {MARK}.", encoding="utf-8")
    return made | {"reference": reference_db.parent}


def run(folders: dict[str, Path], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program with every folder watched and sockets forbidden."""
    program = (
        f"{GUARD}\nfrom pathlib import Path\nfrom app import __main__ as program\n"
        f"program.RESOURCES = Path({str(folders['reference'])!r})\nsys.exit(program.main(sys.argv[1:]))"
    )
    environ = os.environ | {
        "NEEDLEPOINT_DATA": str(folders["data"]), "HOME": str(folders["home"]),
        "USERPROFILE": str(folders["home"]),
        "TMPDIR": str(folders["tmp"]), "TEMP": str(folders["tmp"]), "TMP": str(folders["tmp"]),
        "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folders["work"], env=environ, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def files_of(folders: dict[str, Path]) -> list[Path]:
    """Every file in the watched folders."""
    watched = (folders[name] for name in ("data", "work", "home", "tmp"))
    return sorted(path for folder in watched for path in folder.rglob("*") if path.is_file())


COMMANDS = {
    "lookup": (["lookup", "77002"], {0}),
    "answer": (["lookup", "20610", "--with", "77002"], {0}),
    "search": (["search", MARK], {0}),
    "check": (["check", "claim.json", "--json"], {1}),
    "note": (["note", "note.txt"], {0}),
    "note as a record": (["note", "note.txt", "--json"], {0}),
    "rules": (["rules"], {0}),
    "editions": (["editions"], {0}),
    "selftest": (["selftest"], {0}),
}


@pytest.mark.parametrize(("arguments", "statuses"), COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_writes_no_file_and_makes_no_socket(
    folders: dict[str, Path], arguments: list[str], statuses: set[int]
) -> None:
    before = files_of(folders)
    done = run(folders, *arguments)
    assert done.returncode in statuses, done.stderr
    assert files_of(folders) == before


def test_a_checklist_is_the_only_file_and_reopening_writes_none(folders: dict[str, Path]) -> None:
    claim, note = folders["work"] / "claim.json", folders["work"] / "note.txt"
    out = folders["work"] / "out.pdf"
    assert run(folders, "checklist", "claim.json", "-o", "out.pdf").returncode == 0
    assert files_of(folders) == sorted([claim, note, out])
    done = run(folders, "reopen", "out.pdf", "--json")
    assert done.returncode == 1, done.stderr
    assert files_of(folders) == sorted([claim, note, out])


def test_no_sentence_of_a_refusal_repeats_free_text(folders: dict[str, Path]) -> None:
    broken = CLAIM | {"reference": MARK * 20, "place_of_service": "5"}
    (folders["work"] / "claim.json").write_text(json.dumps(broken), encoding="utf-8")
    done = run(folders, "check", "claim.json")
    assert done.returncode == 2
    assert MARK not in done.stdout + done.stderr


def test_no_word_of_a_note_is_in_the_report_of_a_fault(folders: dict[str, Path]) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom app import __main__ as program\n"
        "from app.notes.reader import NoteReader\n"
        f"program.RESOURCES = Path({str(folders['reference'])!r})\n"
        "def fail(self, text):\n    raise ValueError(text)\n"
        "NoteReader.read = fail\nsys.exit(program.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "note", "note.txt", "--data-dir", str(folders["data"])]
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=folders["work"], env=environ, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 70, done.stderr
    assert MARK not in done.stdout + done.stderr
    written = [path for path in files_of(folders) if path.name not in {"note.txt", "claim.json"}]
    assert any("data" in path.parts for path in written)
    assert not any(MARK.encode() in path.read_bytes() for path in written)


def test_the_guard_of_this_test_catches_a_socket() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{GUARD}\nimport socket\nsocket.socket()"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 99
