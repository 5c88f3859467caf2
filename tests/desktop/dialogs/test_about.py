"""About names every part with version and license, and the build; the texts open beside it."""

from __future__ import annotations

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from app import __version__
from app.coding.parts import Part, Stamp, read_parts, read_stamp
from app.desktop.dialogs.about import About, build_text, parts_text, running_versions
from app.desktop.dialogs.licenses import LicenseTexts
from app.desktop.look.look import RESOURCES, Look
from app.library.library import Library


def test_every_part_is_a_line_with_version_and_license(
    look: Look, library: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    about = About(look, library.editions, tmp_path)
    qtbot.addWidget(about)
    lines = about.text.toPlainText().splitlines()
    for part in read_parts(RESOURCES):
        assert any(line.startswith(part.name) and line.endswith(f": {part.license}") for line in lines)
    assert f"Needlepoint {__version__}: MIT" in lines
    assert "typst 0.15.2: Apache-2.0" in lines
    assert "OpenSSL 3.6.3, in typst: Apache-2.0" in lines


def test_what_no_build_pins_shows_the_version_that_runs() -> None:
    running = running_versions()
    part = Part(name="Python", license="PSF-2.0", texts=())
    assert parts_text([part], running) == f"Python {running['Python']}: PSF-2.0"
    assert set(running) <= {part.name for part in read_parts(RESOURCES)}


def test_the_build_of_a_package_shows_and_a_source_tree_says_that_it_is_none(tmp_path: Path) -> None:
    stamp = {"version": "1.2.3", "commit": "0123456789ab", "date": "2026-11-30"}
    (tmp_path / "stamp.json").write_text(json.dumps(stamp), encoding="utf-8")
    assert read_stamp(tmp_path) == Stamp(**stamp)
    assert build_text(read_stamp(tmp_path)) == "Build: version 1.2.3, commit 0123456789ab, 2026-11-30"
    assert read_stamp(tmp_path / "none") is None
    assert build_text(None).startswith("Not a packaged build")


def test_license_texts_open_from_about(look: Look, library: Library, qtbot: QtBot, tmp_path: Path) -> None:
    about = About(look, library.editions, tmp_path)
    qtbot.addWidget(about)
    about.show_licenses()
    dialog = about.findChild(LicenseTexts)
    assert dialog is not None
    names = [part.name for part in read_parts(RESOURCES)]
    dialog.list.setCurrentRow(names.index("Qt"))
    assert "You may replace them" in dialog.text.toPlainText()
    assert dialog.text.isReadOnly()
    assert dialog.text.accessibleName() == "License text"
    dialog.list.setCurrentRow(names.index("SQLite"))
    assert dialog.text.toPlainText().startswith("SQLite\nLicense: blessing\n")


def test_a_text_that_is_gone_is_named_and_nothing_breaks(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "licenses").mkdir()
    for name in ("parts.toml", "crates.csv"):
        (tmp_path / "licenses" / name).write_bytes((RESOURCES / "licenses" / name).read_bytes())
    dialog = LicenseTexts(look, tmp_path)
    qtbot.addWidget(dialog)
    assert (
        dialog.text.toPlainText() == "The text of Needlepoint could not be read: No such file or directory."
    )
