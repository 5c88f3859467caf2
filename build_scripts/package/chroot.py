"""Tries a .deb or .rpm in a fresh Debian: installed, started, used and removed, with nothing left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from build_scripts import system_libraries
from build_scripts.package import trial

RELEASES = ("bookworm", "trixie")
MIRROR = "http://deb.debian.org/debian"


def has_tools() -> bool:
    """Say whether this machine can: it takes debootstrap, and root to enter another system."""
    return shutil.which("debootstrap") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def try_package(package: Path, release: str) -> str:
    """Install a .deb or .rpm in a fresh Debian of a release, use it, remove it; return what selftest printed.

    An .rpm names the packages of Fedora, so there Debian's stand in and its own names stay untried.

    Raises:
        trial.TrialError: a step failed, or files of ours were left after the removal.
    """
    with tempfile.TemporaryDirectory(prefix="needlepoint-chroot-") as name:
        system = Path(name) / release
        run(["debootstrap", "--variant=minbase", release, str(system), MIRROR])
        (system / "etc" / "resolv.conf").write_bytes(Path("/etc/resolv.conf").read_bytes())
        before = ours(system)
        shutil.copyfile(package, system / package.name)
        enter = ["chroot", str(system), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                 "DEBIAN_FRONTEND=noninteractive", "QT_QPA_PLATFORM=offscreen"]  # fmt: skip
        for command in install_commands(package.name):
            run([*enter, *command])
        done = subprocess.run(
            [*enter, "needlepoint", "selftest"], capture_output=True, text=True, check=False
        )
        if found := trial.faults(done):
            raise trial.TrialError(f"selftest in {release}: " + "; ".join(found) + f"\n{done.stdout}")
        run([*enter, "needlepoint", "lookup", "20610", "--with", "77002"])
        run([*enter, *remove_command(package.name)])
        if left := sorted(ours(system) - before):
            raise trial.TrialError(f"after the removal in {release} there is still {', '.join(left)}")
        return done.stdout


def install_commands(package: str) -> list[list[str]]:
    """Return the commands that install a package which lies in the root folder, by its name."""
    apt = ["apt-get", "install", "--yes", "--no-install-recommends"]
    if package.endswith(".deb"):
        return [[*apt, f"/{package}"]]
    libraries = sorted({library.apt for library in system_libraries.DRAWING + system_libraries.WINDOW})
    return [[*apt, "rpm", "libfreetype6", *libraries], ["rpm", "--install", "--nodeps", f"/{package}"]]


def remove_command(package: str) -> list[str]:
    """Return the command that removes it."""
    if package.endswith(".deb"):
        return ["apt-get", "remove", "--purge", "--yes", "needlepoint"]
    return ["rpm", "--erase", "--nodeps", "needlepoint"]


def run(command: list[str]) -> None:
    """Run a command in silence; its words are shown when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise trial.TrialError(f"{' '.join(command[-4:])} ended with {done.returncode}: {done.stderr[-800:]}")


def ours(system: Path) -> set[str]:
    """Return the files in a system that have our name or lie in a folder with it."""
    return {str(path.relative_to(system)) for path in (system / "usr").rglob("*eedlepoint*")}
