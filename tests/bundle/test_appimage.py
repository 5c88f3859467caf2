"""What an AppImage holds, from a made-up program folder, and the runtime that it begins with."""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from build_scripts.package import appimage, trial
from build_scripts.package.linux_packages import APP_ID

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="AppImages are made on Linux")
MACHINE = "x86_64"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A packaged folder whose program says that it was started, and by what."""
    place = tmp_path / "needlepoint"
    (place / "_internal").mkdir(parents=True)
    (place / "needlepoint").write_text('#!/bin/sh\necho "started $1"\n')
    (place / "needlepoint").chmod(0o700)
    (place / "_internal" / "book").write_bytes(b"book")
    return place


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in place of the runtime, whose hash is the one that is known."""
    path = tmp_path / "runtime"
    path.write_bytes(b"\x7fELF a runtime")
    known = {MACHINE: hashlib.sha256(path.read_bytes()).hexdigest()}
    monkeypatch.setattr(appimage, "RUNTIMES", known)
    monkeypatch.setattr(platform, "machine", lambda: MACHINE)
    return path


def test_at_its_top_lie_start_entry_and_icon(folder: Path, tmp_path: Path) -> None:
    stage = tmp_path / "AppDir"
    appimage.lay_out(ROOT, folder, stage)
    done = subprocess.run([str(stage / "AppRun"), "selftest"], capture_output=True, text=True, check=True)
    assert done.stdout == "started selftest\n"
    assert (stage / "AppRun").readlink() == Path("usr/bin/needlepoint")  # also where it is mounted
    entry = RawConfigParser(interpolation=None)
    entry.read(stage / f"{APP_ID}.desktop", encoding="utf-8")
    assert (stage / f"{entry['Desktop Entry']['Icon']}.png").read_bytes()[:4] == b"\x89PNG"
    assert (stage / ".DirIcon").read_bytes() == (stage / f"{APP_ID}.png").read_bytes()


def test_its_description_names_the_entry_and_the_same_words(folder: Path, tmp_path: Path) -> None:
    stage = tmp_path / "AppDir"
    appimage.lay_out(ROOT, folder, stage)
    told = ET.parse(stage / "usr" / "share" / "metainfo" / f"{APP_ID}.metainfo.xml").getroot()
    entry = RawConfigParser(interpolation=None)
    entry.read(stage / f"{APP_ID}.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    assert told.findtext("id") == APP_ID
    assert told.findtext("launchable") == f"{APP_ID}.desktop"
    assert (told.findtext("name"), told.findtext("summary")) == (desktop["Name"], desktop["Comment"])
    kinds = {str(each.text) for each in told.iter("mediatype")}
    assert kinds == {kind for kind in desktop["MimeType"].split(";") if kind.startswith("application/")}


@pytest.mark.skipif(shutil.which("mksquashfs") is None, reason="squashfs-tools is not installed")
def test_it_is_the_runtime_and_the_program_and_twice_the_same(
    folder: Path, runtime: Path, tmp_path: Path
) -> None:
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    for name in ("LICENSE", "CHANGELOG.md"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "build").mkdir()
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append(appimage.build(tmp_path, folder, tmp_path / name, runtime))
    content = made[0].read_bytes()
    assert content.startswith(runtime.read_bytes() + b"hsqs")
    assert content == made[1].read_bytes()
    assert made[0].stat().st_mode & 0o111 == 0o111
    assert made[0].name.endswith(f"-{MACHINE}.AppImage")


def test_a_runtime_that_is_missing_or_another_one_stops_the_build(runtime: Path, tmp_path: Path) -> None:
    with pytest.raises(
        trial.TrialError, match=r"fetch https://.* and name the file in NEEDLEPOINT_APPIMAGE_"
    ):
        appimage.read_runtime(None, MACHINE)
    (tmp_path / "other").write_bytes(runtime.read_bytes() + b" changed")
    with pytest.raises(trial.TrialError, match="is not the runtime whose SHA-256 is"):
        appimage.read_runtime(tmp_path / "other", MACHINE)
    with pytest.raises(trial.TrialError, match="no runtime of AppImages for riscv64"):
        appimage.read_runtime(runtime, "riscv64")


def test_what_the_runtime_is_made_of_is_named_with_its_licenses() -> None:
    names = {part.name for part in appimage.runtime_parts(ROOT / "resources")}
    assert names == {"AppImage runtime", "libfuse", "squashfuse", "musl", "mimalloc"}
