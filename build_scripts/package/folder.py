"""The program as a folder that starts without Python: made by PyInstaller, then made smaller."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from build_scripts.package import contents, icu, stamp

SPEC = Path(__file__).with_name("needlepoint.spec")


def build(root: Path, out: Path) -> Path:
    """Run PyInstaller on the spec for the tree at root; return the packaged folder, `needlepoint` in out."""
    stamp.write_stamp(root, root / "build" / "stamp.json")
    places = ["--distpath", str(out), "--workpath", str(root / "build")]
    command = [sys.executable, "-m", "PyInstaller", str(SPEC), "--noconfirm", "--log-level", "WARN", *places]
    subprocess.run(command, cwd=root, check=True)
    folder = out / "needlepoint"
    if sys.platform.startswith("linux"):
        shrink(folder / "_internal")
    return folder


def shrink(inside: Path) -> None:
    """Take out of a Linux package the debug symbols of a few files and the data of ICU that is never read.

    The tools come with binutils, which PyInstaller needs as well.
    """
    for path in (path for pattern in contents.WITH_SYMBOLS for path in inside.glob(pattern)):
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
    for path in inside.glob("PySide6/Qt/lib/libicudata.so.*"):
        icu.trim_library(path)
