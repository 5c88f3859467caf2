"""The system libraries that Qt needs on Linux, and the line that installs the missing ones.

The PySide6 wheels carry Qt itself but neither OpenGL, fontconfig, D-Bus and xkbcommon nor the xcb helpers.
On a bare server or container some are missing, and Qt then ends with a message about a plugin.

`python3 -m build_scripts.system_libraries` prints the Debian packages of all of them, for images and CI.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from typing import NamedTuple


class Library(NamedTuple):
    """One shared library: its file name and the package that has it on Debian or Ubuntu and on Fedora."""

    soname: str
    apt: str
    dnf: str


# Needed even to draw into memory, as tests do.
DRAWING = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)

# Also needed for a window on an X display.
WINDOW = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)


def loads(soname: str) -> bool:
    """Say whether the system's loader finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(*, window: bool) -> list[Library]:
    """Return the libraries that are not on this machine; on Windows and macOS the wheels need no others."""
    if not sys.platform.startswith("linux"):
        return []
    return [library for library in DRAWING + (WINDOW if window else ()) if not loads(library.soname)]


def install_line(libraries: list[Library], *, environments: bool = True) -> str:
    """Return the command that installs libraries, in the words of this machine's package manager.

    Without `environments` this Python cannot make virtual environments, and the part that does is named too.
    """
    if shutil.which("dnf") and not shutil.which("apt-get"):
        return as_root("dnf install") + " " + " ".join(sorted({library.dnf for library in libraries}))
    parts = set() if environments else {"python3-venv"}
    names = " ".join(sorted({library.apt for library in libraries} | parts))
    # A fresh container has no list of packages, and an old list names files that are gone.
    return f"{as_root('apt-get update')} && {as_root('apt-get install --yes')} {names}"


def as_root(command: str) -> str:
    """Return a command as this user types it, who may need rights; a container's root often has no sudo."""
    return command if hasattr(os, "geteuid") and os.geteuid() == 0 else f"sudo {command}"


def complaint(libraries: list[Library], *, environments: bool = True) -> str:
    """Return the sentences that name what this machine lacks and the one command that installs it all."""
    names = ", ".join(library.soname for library in libraries)
    said = [f"Qt needs system libraries that this machine lacks: {names}."] if libraries else []
    if not environments:
        said.append("This Python cannot make virtual environments.")
    line = install_line(libraries, environments=environments)
    return f"{' '.join(said)} Install {'what is missing' if not environments else 'them'} with:\n  {line}"


if __name__ == "__main__":
    print(" ".join(sorted({library.apt for library in DRAWING + WINDOW})))
