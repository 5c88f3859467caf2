"""`dev.py package`: write the stamp, run PyInstaller, weigh the folder, try it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from build_scripts.package import contents, icu, stamp, trial

ROOT = Path(__file__).resolve().parents[2]
SPEC = Path(__file__).with_name("needlepoint.spec")
LARGEST = 185_000_000


def build() -> Path:
    """Run PyInstaller on the spec and return the packaged folder."""
    stamp.write_stamp(ROOT, ROOT / "build" / "stamp.json")
    places = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    command = [sys.executable, "-m", "PyInstaller", str(SPEC), "--noconfirm", "--log-level", "WARN", *places]
    subprocess.run(command, cwd=ROOT, check=True)
    folder = ROOT / "dist" / "needlepoint"
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


def main() -> int:
    """Build and try the program; print where it is and what it weighs. Returns the exit status."""
    folder = build()
    size = trial.size_of(folder)
    print(f"{folder}: {size / 1e6:.1f} MB")
    if size > LARGEST:
        print(f"The packaged folder is larger than {LARGEST / 1e6:.0f} MB: see UNUSED_FILES in contents.py.")
        return 1
    try:
        print(trial.try_selftest(folder), end="")
    except trial.TrialError as error:
        print(error, file=sys.stderr)
        return 1
    print("The packaged program starts from a read-only folder with a space in its path.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
