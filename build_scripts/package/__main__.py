"""`dev.py package [--format NAME]...`: build Needlepoint in one or more forms into dist/ and try each."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app import __version__
from build_scripts.package import appimage, chroot, folder, linux_packages, msi, parts, sbom, trial, wheel

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "dist"
LARGEST = 185_000_000
FORMATS = ("folder", "wheel", "deb", "rpm", "appimage", "msi")


def make_folder() -> None:
    """Build the program with PyInstaller and try it from a read-only place."""
    built = folder.build(ROOT, OUT)
    size = trial.size_of(built)
    print(f"{built}: {size / 1e6:.1f} MB")
    if size > LARGEST:
        raise trial.TrialError(
            f"The folder is larger than {LARGEST / 1e6:.0f} MB: see UNUSED_FILES in contents.py."
        )
    shipped = parts.check_folder(ROOT / "resources", built)
    print(f"It holds the license texts of all {len(shipped)} parts that it ships.")
    system = f"{sys.platform}-{platform.machine().lower()}"
    sbom.write_for_folder(ROOT, shipped, OUT / f"needlepoint-{__version__}-{system}.cdx.json")
    print(trial.try_selftest(built), end="")
    print("The packaged program starts from a read-only folder with a space in its path.")


def make_wheel() -> None:
    """Build the wheel and try it in a new environment."""
    built = wheel.build(ROOT, OUT)
    print(f"{built}: {built.stat().st_size / 1e6:.1f} MB")
    shipped = parts.check_wheel(ROOT / "resources", built)
    sbom.write_for_wheel(ROOT, shipped, OUT / f"{built.stem}.cdx.json")
    print(wheel.try_wheel(built), end="")
    print("The wheel installs one name and starts.")


def make_linux_package(kind: str) -> None:
    """Build a .deb or .rpm from the packaged folder, and try it in fresh Debians where that can be done."""
    if not (OUT / "needlepoint").is_dir():
        make_folder()
    built = linux_packages.build(ROOT, OUT / "needlepoint", OUT, kind)
    print(f"{built}: {built.stat().st_size / 1e6:.1f} MB")
    if not chroot.has_tools():
        print("Not tried: that takes debootstrap and root.")
        return
    for release in chroot.RELEASES:
        print(chroot.try_package(built, release), end="")
        print(f"The {kind} installs, starts and leaves nothing behind in a fresh {release}.")


def make_appimage() -> None:
    """Build an AppImage from the packaged folder and a runtime that was fetched, and start it."""
    if not appimage.has_tools():
        raise trial.TrialError("it takes Linux and mksquashfs (squashfs-tools)")
    if not (OUT / "needlepoint").is_dir():
        make_folder()
    runtime = os.environ.get(appimage.VARIABLE)
    built = appimage.build(ROOT, OUT / "needlepoint", OUT, Path(runtime) if runtime else None)
    print(f"{built}: {built.stat().st_size / 1e6:.1f} MB")
    shipped = [*parts.check_folder(ROOT / "resources", OUT / "needlepoint"),
               *appimage.runtime_parts(ROOT / "resources")]  # fmt: skip
    sbom.write_for_folder(ROOT, shipped, OUT / f"{built.stem}.AppImage.cdx.json")
    print(appimage.try_it(built), end="")
    print("The AppImage starts without being installed.")


def make_msi() -> None:
    """Build a .msi from the packaged folder of Windows, which lies in dist/ unless this is Windows."""
    if sys.platform == "win32" and not (OUT / "needlepoint").is_dir():
        make_folder()
    built = msi.build(ROOT, OUT / "needlepoint", OUT)
    print(f"{built}: {built.stat().st_size / 1e6:.1f} MB")
    print("Not tried: that takes Windows.")


def make(name: str) -> None:
    """Build and try one format. Raises TrialError or CalledProcessError when that fails."""
    match name:
        case "wheel":
            make_wheel()
        case "deb" | "rpm":
            make_linux_package(name)
        case "appimage":
            make_appimage()
        case "msi":
            make_msi()
        case _:
            make_folder()


def main(words: Sequence[str] | None = None) -> int:
    """Build and try each format that is asked for, the folder if none is; return the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument("--format", action="append", choices=FORMATS, help="may be given more than once")
    for name in parser.parse_args(words).format or ["folder"]:
        try:
            make(name)
        except (trial.TrialError, subprocess.CalledProcessError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
