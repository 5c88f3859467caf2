""".deb and .rpm from the packaged folder, by nfpm and one recipe: linux/nfpm.yaml."""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from app import __version__
from app.commands.arguments import make_parser
from build_scripts.package import icons, stamp

FILES = Path(__file__).with_name("linux")
APP_ID = "org.needlepoint.Needlepoint"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def build(root: Path, folder: Path, out: Path, kind: str) -> Path:
    """Make the package of a kind, "deb" or "rpm", from a packaged folder; return its path.

    The same commit gives the same bytes: every file carries the commit's date.
    """
    stage = root / "build" / f"stage-{kind}"
    shutil.rmtree(stage, ignore_errors=True)
    lay_out(root, folder, stage)
    for old in out.glob(f"needlepoint*.{kind}"):
        old.unlink()
    environ = dict(
        os.environ,
        NEEDLEPOINT_STAGE=str(stage),
        NEEDLEPOINT_VERSION=__version__,
        NEEDLEPOINT_ARCH=ARCHITECTURES[platform.machine()],
        SOURCE_DATE_EPOCH=commit_time(root),
    )
    nfpm = Path(sysconfig.get_path("scripts")) / "nfpm"
    command = [
        str(nfpm),
        "package",
        "--config",
        str(FILES / "nfpm.yaml"),
        "--packager",
        kind,
        "--target",
        str(out),
    ]
    subprocess.run(command, check=True, env=environ, stdout=subprocess.DEVNULL)
    (built,) = out.glob(f"needlepoint*.{kind}")
    return built


def commit_time(root: Path) -> str:
    """Return when the commit was made, in seconds; a fixed day where there is no history."""
    return stamp.git(root, "show", "--no-patch", "--format=%ct", "HEAD") or "1767225600"


def lay_out(root: Path, folder: Path, stage: Path) -> None:
    """Put everything where a Linux system expects it, under `stage`."""
    share = stage / "usr" / "share"
    shutil.copytree(folder, stage / "usr" / "lib" / "needlepoint", symlinks=True)
    starter = stage / "usr" / "bin" / "needlepoint"
    starter.parent.mkdir(parents=True)
    starter.symlink_to("../lib/needlepoint/needlepoint")
    icons.write_pngs(root / "resources" / "app_icon" / "needlepoint.svg", share / "icons" / "hicolor", APP_ID)
    for source, place in ((f"{APP_ID}.desktop", "applications"), ("needlepoint.xml", "mime/packages")):
        (share / place).mkdir(parents=True)
        shutil.copyfile(FILES / source, share / place / source)
    documents = share / "doc" / "needlepoint"
    documents.mkdir(parents=True)
    shutil.copyfile(root / "LICENSE", documents / "copyright")
    (documents / "changelog.gz").write_bytes(pack((root / "CHANGELOG.md").read_bytes()))
    manual = share / "man" / "man1"
    manual.mkdir(parents=True)
    (manual / "needlepoint.1.gz").write_bytes(pack(manual_page().encode()))
    set_modes(stage, int(commit_time(root)))


def pack(content: bytes) -> bytes:
    """Compress without a time or name inside."""
    return gzip.compress(content, 9, mtime=0)


def set_modes(stage: Path, seconds: int) -> None:
    """Give files and folders the permissions of a system's own and one time, whatever the builder's were."""
    for path in (stage, *stage.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def manual_page() -> str:
    """Return the manual page, with the commands as the program's own help names them."""
    text = (FILES / "needlepoint.1").read_text(encoding="utf-8")
    commands = "\n".join(
        f".TP\n.B {name}\n{escape(summary)}." for name, summary in command_summaries().items()
    )
    return text.replace("@VERSION@", __version__).replace("@COMMANDS@", commands)


def command_summaries() -> dict[str, str]:
    """Return what the program's own help says of each command."""
    (added,) = (action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    return {choice.dest: str(choice.help) for choice in added._choices_actions}


def escape(text: str) -> str:
    """Return a text as roff takes it."""
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e").replace("-", "\\-"))


def has_tools() -> bool:
    """Say whether this machine can make these packages."""
    return sys.platform.startswith("linux") and platform.machine() in ARCHITECTURES
