"""Tries a .deb in a fresh Debian: installed, started, used and removed, with nothing left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from build_scripts.package import trial

RELEASES = ("bookworm", "trixie")
MIRROR = "http://deb.debian.org/debian"
PLACES = ("usr/bin/needlepoint", "usr/lib/needlepoint", "usr/share/applications", "usr/share/doc/needlepoint")


def has_tools() -> bool:
    """Say whether this machine can: it takes debootstrap, and root to enter another system."""
    return shutil.which("debootstrap") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def try_deb(deb: Path, release: str) -> str:
    """Install a package in a fresh Debian of a release, use it, remove it; return what selftest printed.

    Raises:
        trial.TrialError: selftest failed, or files of ours were left after the removal.
        subprocess.CalledProcessError: apt could not install or remove it.
    """
    with tempfile.TemporaryDirectory(prefix="needlepoint-chroot-") as name:
        system = Path(name) / release
        run(["debootstrap", "--variant=minbase", release, str(system), MIRROR])
        (system / "etc" / "resolv.conf").write_bytes(Path("/etc/resolv.conf").read_bytes())
        before = ours(system)
        shutil.copyfile(deb, system / "needlepoint.deb")
        enter = ["chroot", str(system), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                 "DEBIAN_FRONTEND=noninteractive", "QT_QPA_PLATFORM=offscreen"]  # fmt: skip
        run([*enter, "apt-get", "install", "--yes", "--no-install-recommends", "/needlepoint.deb"])
        done = subprocess.run(
            [*enter, "needlepoint", "selftest"], capture_output=True, text=True, check=False
        )
        if found := trial.faults(done):
            raise trial.TrialError(f"selftest in {release}: " + "; ".join(found) + f"\n{done.stdout}")
        run([*enter, "needlepoint", "lookup", "20610", "--with", "77002"])
        run([*enter, "apt-get", "remove", "--purge", "--yes", "needlepoint"])
        if left := sorted(ours(system) - before):
            raise trial.TrialError(f"after the removal in {release} there is still {', '.join(left)}")
        return done.stdout


def run(command: list[str]) -> None:
    """Run a command in silence; its words are shown when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise trial.TrialError(f"{' '.join(command[-4:])} ended with {done.returncode}: {done.stderr[-800:]}")


def ours(system: Path) -> set[str]:
    """Return the files in a system that have our name or lie in a folder with it."""
    return {str(path.relative_to(system)) for path in (system / "usr").rglob("*eedlepoint*")}
