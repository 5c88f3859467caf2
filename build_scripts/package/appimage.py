"""An AppImage from the packaged folder: one file that starts on any Linux, without being installed.

    python -m build_scripts.package.appimage        prints where its runtime is to be had

It is the runtime, an executable that mounts what stands behind it, and the program as a squashfs. The runtime
comes in no package that a lock could pin. So it is fetched by whoever builds, named in
NEEDLEPOINT_APPIMAGE_RUNTIME, and known by its hash; nothing here fetches anything.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from app import __version__
from app.coding.parts import Part, read_parts
from build_scripts.package import linux_packages, trial
from build_scripts.package.linux_packages import APP_ID, FILES

_RUNTIME = "AppImage runtime"
VARIABLE = "NEEDLEPOINT_APPIMAGE_RUNTIME"
_PLACE = "https://github.com/AppImage/type2-runtime/releases/download/20251108/runtime-"
# Of the release 20251108, which does not move. Projects without any tie pin it under these hashes.
RUNTIMES = {
    "x86_64": "2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d",
    "aarch64": "00cbdfcf917cc6c0ff6d3347d59e0ca1f7f45a6df1a428a0d6d8a78664d87444",
}


def runtime_url(machine: str) -> str:
    """Return where the runtime for a processor is to be had."""
    return f"{_PLACE}{machine}"


def build(root: Path, folder: Path, out: Path, runtime: Path | None) -> Path:
    """Make the AppImage of a packaged folder for this machine; return its path.

    The same commit, folder and tools give the same bytes. Raises TrialError when the runtime is missing or
    another than the one whose hash stands here.
    """
    machine = platform.machine()
    start = read_runtime(runtime, machine)
    stage, squashed = root / "build" / "stage-appimage", root / "build" / "appimage.squashfs"
    shutil.rmtree(stage, ignore_errors=True)
    lay_out(root, folder, stage)
    squashed.unlink(missing_ok=True)
    seconds = linux_packages.commit_time(root)
    subprocess.run(
        ["mksquashfs", str(stage), str(squashed), "-noappend", "-root-owned", "-no-progress", "-quiet",
         "-comp", "zstd", "-mkfs-time", seconds, "-all-time", seconds],
        check=True, stdout=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
    )  # fmt: skip
    built = out / f"needlepoint-{__version__}-{machine}.AppImage"
    with built.open("wb") as stream:
        stream.write(start)
        with squashed.open("rb") as content:
            shutil.copyfileobj(content, stream)
    built.chmod(0o755)
    squashed.unlink()
    return built


def read_runtime(runtime: Path | None, machine: str) -> bytes:
    """Return the runtime for a processor. Raises TrialError with what to do when it is not the known one."""
    if machine not in RUNTIMES:
        raise trial.TrialError(f"there is no runtime of AppImages for {machine}")
    if runtime is None or not runtime.is_file():
        raise trial.TrialError(f"fetch {runtime_url(machine)} and name the file in {VARIABLE}")
    content = runtime.read_bytes()
    if hashlib.sha256(content).hexdigest() != RUNTIMES[machine]:
        raise trial.TrialError(f"{runtime.name} is not the runtime whose SHA-256 is {RUNTIMES[machine]}")
    return content


def lay_out(root: Path, folder: Path, stage: Path) -> None:
    """Put everything where an AppImage has it, under `stage`: as on a system, and its entry at the top."""
    linux_packages.lay_out(root, folder, stage)
    metainfo = stage / "usr" / "share" / "metainfo"
    metainfo.mkdir(parents=True)
    shutil.copyfile(FILES / f"{APP_ID}.metainfo.xml", metainfo / f"{APP_ID}.metainfo.xml")
    shutil.copyfile(FILES / f"{APP_ID}.desktop", stage / f"{APP_ID}.desktop")
    icon = stage / "usr" / "share" / "icons" / "hicolor" / "256x256" / "apps" / f"{APP_ID}.png"
    for name in (f"{APP_ID}.png", ".DirIcon"):
        shutil.copyfile(icon, stage / name)
    (stage / "AppRun").symlink_to("usr/bin/needlepoint")
    linux_packages.set_modes(stage, int(linux_packages.commit_time(root)))


def try_it(built: Path) -> str:
    """Start the AppImage, unpacked, as where no FUSE is; return what selftest printed. Raises TrialError."""
    with tempfile.TemporaryDirectory(prefix="needlepoint-appimage-") as place:
        return trial.run_selftest([str(built.resolve()), "--appimage-extract-and-run"], Path(place))


def runtime_parts(resources: Path) -> list[Part]:
    """Return the parts that the runtime is, whose license texts every packaged folder holds."""
    return [part for part in read_parts(resources) if _RUNTIME in (part.name, part.inside)]


def has_tools() -> bool:
    """Say whether this machine can make one."""
    return sys.platform.startswith("linux") and shutil.which("mksquashfs") is not None


if __name__ == "__main__":
    print(runtime_url(platform.machine()))
