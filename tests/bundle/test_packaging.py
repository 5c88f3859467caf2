"""What is left out of the packaged program, and what its trial run accepts."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from app.rules import ALL_RULES
from build_scripts.package import contents, stamp, trial

ROOT = Path(__file__).resolve().parents[2]
GOOD = "needlepoint 0.1.0\neditions: book\n17 rules, 40 examples\nok\n"


@pytest.mark.parametrize(
    ("path", "used"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6\\plugins\\imageformats\\qjpeg.dll", False),
        ("PySide6/Qt/plugins/platforms/libqminimal.so", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("resources/reference.sqlite", True),
    ],
)
def test_only_parts_of_qt_that_are_used_go_in(path: str, used: bool) -> None:
    assert contents.is_used(path) is used


@pytest.mark.parametrize(("system", "left_out"), [("linux", True), ("win32", False), ("darwin", False)])
def test_nothing_imports_qt_before_the_program_where_qt_finds_its_plugins(
    system: str, left_out: bool
) -> None:
    spec = (ROOT / "build_scripts" / "package" / "needlepoint.spec").read_text(encoding="utf-8")
    assert "contents.unused_hooks(sys.platform)" in spec
    assert (contents.QT_HOOK in contents.unused_hooks(system)) is left_out


def test_a_plain_library_goes_in_only_if_something_used_links_it() -> None:
    linked = {
        "plugin": ["liba.so.1"],
        "a": ["libb.so.1", "libstdc++.so.6"],
        "stdc++": ["libc-friend.so.1"],
        "gtk": ["libpango.so.1"],
    }
    entries = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "plugin", "BINARY"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "gtk", "BINARY"),
        ("PySide6/Qt/lib/liba.so.1", "a", "BINARY"),
        *((f"lib{name}", name.split(".")[0], "BINARY") for name in ("b.so.1", "pango.so.1")),
        ("libstdc++.so.6", "stdc++", "BINARY"),
        ("libc-friend.so.1", "friend", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
        ("_module.cpython-311-x86_64-linux-gnu.so", "imported", "EXTENSION"),
    ]
    kept = [path for path, _, _ in contents.used_binaries(entries, lambda source: linked.get(source, []))]
    assert kept == [entries[0][0], entries[2][0], "libb.so.1", "libpython3.11.so.1.0", entries[-1][0]]


def test_every_resource_of_the_program_goes_in_and_no_picture_of_the_documentation() -> None:
    files = {
        Path(file).relative_to(ROOT).as_posix(): folder for file, folder in contents.resource_files(ROOT)
    }
    assert files["resources/fonts/IBMPlexSans_400Regular.ttf"] == "resources/fonts"
    assert files["resources/THIRD_PARTY.md"] == "resources"
    assert not any(file.startswith("resources/docs/") for file in files)


def test_the_examples_of_every_rule_go_in() -> None:
    of_rules = {rule.check.__module__.replace(".families.", ".examples.") for rule in ALL_RULES}
    assert of_rules <= set(contents.example_modules(ROOT))


def test_the_stamp_names_version_commit_and_date(tmp_path: Path) -> None:
    stamp.write_stamp(ROOT, tmp_path / "stamp.json")
    written = json.loads((tmp_path / "stamp.json").read_text(encoding="utf-8"))
    assert set(written) == {"version", "commit", "date"}
    assert re.fullmatch(r"[0-9a-f]{12}(\+changes)?|unknown", written["commit"])


def test_the_stamp_of_a_tree_without_history_says_so(tmp_path: Path) -> None:
    assert stamp.build_stamp(tmp_path) | {"version": ""} == {
        "version": "",
        "commit": "unknown",
        "date": "unknown",
    }


@pytest.mark.parametrize(
    ("status", "output", "error", "expected"),
    [
        (0, GOOD, "", []),
        (1, GOOD, "", ["exit status 1"]),
        (0, GOOD, "QFont: missing", ["standard error holds: QFont: missing"]),
        (0, GOOD.replace("ok", ""), "", ["standard output lacks the word ok"]),
        (0, GOOD.replace("17 rules", "rules"), "", ["standard output lacks the number of rules"]),
        (0, GOOD.replace("editions", "books"), "", ["standard output lacks its editions"]),
        (0, GOOD.replace("needlepoint 0.1.0", ""), "", ["standard output lacks its version"]),
    ],
)
def test_the_trial_accepts_a_complete_and_quiet_selftest_only(
    status: int, output: str, error: str, expected: list[str]
) -> None:
    assert trial.faults(subprocess.CompletedProcess([], status, output, error)) == expected


@pytest.mark.bundle
def test_the_packaged_program_passes_its_selftest() -> None:
    built = ROOT / "dist" / "needlepoint"
    if not trial.starter(built).exists():
        pytest.skip("there is no packaged program: build_scripts/dev.py package makes it")
    assert "ok" in trial.try_selftest(built)
