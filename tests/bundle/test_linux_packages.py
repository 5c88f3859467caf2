"""What a .deb and a .rpm put where, from a made-up program folder."""

from __future__ import annotations

import gzip
import os
import re
import stat
import sys
from configparser import RawConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app.claims.worklist.file import ENDING as WORKLIST
from build_scripts import system_libraries
from build_scripts.package import icons, linux_packages

ROOT = Path(__file__).resolve().parents[2]
MIME = "http://www.freedesktop.org/standards/shared-mime-info"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these packages are made on Linux")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("stage")
    folder = place / "needlepoint"
    (folder / "_internal").mkdir(parents=True)
    (folder / "needlepoint").write_text("#!/bin/sh\n")
    (folder / "needlepoint").chmod(0o700)
    (folder / "_internal" / "book").write_bytes(b"book")
    (folder / "_internal" / "book").chmod(0o600)
    linux_packages.lay_out(ROOT, folder, place / "root")
    return place / "root"


def test_the_program_is_on_the_path_and_readable_by_everybody(stage: Path) -> None:
    starter = stage / "usr/bin/needlepoint"
    assert starter.is_symlink()
    assert starter.resolve() == stage / "usr/lib/needlepoint/needlepoint"
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in (stage / "usr/lib/needlepoint").rglob("*")
    }
    assert modes == {"needlepoint": 0o755, "_internal": 0o755, "book": 0o644}


def test_the_desktop_entry_opens_claims_and_links_with_an_icon_that_is_there(stage: Path) -> None:
    entry = RawConfigParser(interpolation=None)
    entry.read(stage / f"usr/share/applications/{linux_packages.APP_ID}.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    assert desktop["Exec"] == "needlepoint %u"
    kinds = ET.parse(stage / "usr/share/mime/packages/needlepoint.xml").getroot()
    named = {str(kind.get("type")) for kind in kinds}
    endings = {str(glob.get("pattern")) for kind in kinds for glob in kind.iter(f"{{{MIME}}}glob")}
    assert endings == {"*.npclaim.json", f"*{WORKLIST}"}
    assert named | {"x-scheme-handler/needlepoint"} == set(filter(None, desktop["MimeType"].split(";")))
    for size in icons.SIZES:
        picture = stage / f"usr/share/icons/hicolor/{size}x{size}/apps/{desktop['Icon']}.png"
        assert picture.read_bytes()[16:24] == size.to_bytes(4, "big") * 2  # width and height of a PNG


def test_the_manual_page_names_every_command(stage: Path) -> None:
    page = gzip.decompress((stage / "usr/share/man/man1/needlepoint.1.gz").read_bytes()).decode()
    assert set(linux_packages.command_summaries()) <= set(re.findall(r"^\.B ([a-z]+)$", page, re.MULTILINE))
    assert "@" not in page


def test_every_system_library_that_qt_needs_is_a_dependency() -> None:
    recipe = (linux_packages.FILES / "nfpm.yaml").read_text(encoding="utf-8")
    for library in system_libraries.DRAWING + system_libraries.WINDOW:
        assert re.search(rf"\b{re.escape(library.apt)}\b", recipe), library.apt
        assert re.search(rf"\b{re.escape(library.dnf)}\b", recipe), library.dnf


def test_icons_of_windows_and_macos_hold_every_size(tmp_path: Path) -> None:
    drawing = ROOT / "resources" / "app_icon" / "needlepoint.svg"
    icons.write_ico(drawing, tmp_path / "a.ico")
    icons.write_icns(drawing, tmp_path / "a.icns")
    assert int.from_bytes((tmp_path / "a.ico").read_bytes()[4:6], "little") == len(icons.ICO_SIZES)
    assert (tmp_path / "a.icns").read_bytes()[:4] == b"icns"


def test_a_package_of_one_commit_is_the_same_whenever_it_is_laid_out(stage: Path, tmp_path: Path) -> None:
    folder = stage / "usr/lib/needlepoint"
    linux_packages.lay_out(ROOT, folder, tmp_path / "again")

    def contents(place: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(place)): path.read_bytes() if path.is_file() else os.fsencode(path.name)
            for path in place.rglob("*")
        }

    assert contents(tmp_path / "again") == contents(stage)
