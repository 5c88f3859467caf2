"""What goes into the packaged program: our resources, and of Qt only what the window and the PDF preview use.

PyInstaller follows every library that a Qt plugin links, so a plugin that nothing uses brings megabytes. The
lists below name what is left out and why; `dev.py package` starts the result, so a cut that hurts is seen.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

# Imported by a dependency only for a feature that Needlepoint does not use.
UNUSED_MODULES = [
    "IPython",  # rich output of several packages
    "_hashlib",  # brings OpenSSL; hashlib has its own SHA-256
    "_ssl",  # no network, ever
    "PIL",  # pypdf: images inside a PDF
    "PySide6.QtNetwork",  # no network, ever
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",  # sqlite3 of the standard library reads the database
    "cryptography",  # pypdf: encrypted files
    "numpy",  # rapidfuzz: matrices of scores
    "pandas",  # python-calamine: data frames
    "pip",
    "pytest",
    "setuptools",
    "sqlite_utils",  # build scripts only
    "tkinter",
    "yaml",  # msgspec: YAML
]

# Files that PyInstaller collects and the program never opens, as patterns over the path inside the package.
UNUSED_FILES = (
    r"/translations/",  # the program speaks English only
    r"Qt6?(Qml|Quick|VirtualKeyboard|OpenGL|Sql|Test|Designer|ShaderTools)",
    r"/plugins/(egldeviceintegrations|generic|networkinformation|qmltooling|sqldrivers|tls)/",
    r"/plugins/platforminputcontexts/\w*virtualkeyboard",
    r"/plugins/wayland-graphics-integration-server/",
    r"/plugins/imageformats/\w*q(gif|icns|jpeg|pdf|tga|tiff|wbmp|webp)",  # icons are SVG, PNG and ICO
    r"/plugins/platforms/\w*q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\.",  # no desktop there
    r"/plugins/platformthemes/\w*gtk3",  # the look is our own; this one brings all of GTK
    r"/rapidfuzz/.*_avx2\.",  # rapidfuzz has the same without, fast enough for our few words
    r"/_codecs_(cn|hk|iso2022|jp|kr|tw)\.",  # no file that Needlepoint reads has an East Asian encoding
)
_UNUSED = re.compile("|".join(UNUSED_FILES))

# What PyInstaller runs before the program. It imports Qt, also before a command that needs none and before
# `load_qt` can, to tell where its plugins lie. On Linux the wheel of PySide says so itself.
QT_HOOK = "pyi_rth_pyside6"

# Left to the Linux desktop, which has them wherever a window opens, with all that they link in turn. A copy
# made on another system does harm: libstdc++ to the graphics driver, fontconfig and CUPS to their settings.
FROM_SYSTEM = {
    "libX11.so.6",
    "libcups.so.2",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libgcc_s.so.1",
    "libglib-2.0.so.0",
    "libgssapi_krb5.so.2",
    "libgthread-2.0.so.0",
    "libstdc++.so.6",
}

# Debug symbols are a good part of these files. Qt's own libraries come without.
WITH_SYMBOLS = ("libpython3*.so*", "python3*/lib-dynload/*.so", "python_calamine/*.so", "typst/*.so")

# Folders under resources/ that serve readers of the source, not the program.
NOT_SHIPPED = {"docs"}

Entry = tuple[
    str, str, str
]  # path inside the package, file on disk, kind: PyInstaller's record of a collected file


def is_used(path: str) -> bool:
    """Say whether a file that PyInstaller collected under this path inside the package is needed."""
    return not _UNUSED.search("/" + path.replace("\\", "/"))


def is_follower(path: str) -> bool:
    """Say whether a file lies in the package only because something else links it: a plain shared library."""
    place = PurePosixPath(path)
    in_library_folder = str(place.parent) in (".", "PySide6/Qt/lib")
    # An extension module at the top, such as _cffi_backend, is imported and not linked.
    is_library = place.name.startswith("lib") and not place.name.startswith("libpython")
    return in_library_folder and ".so" in place.name and is_library


def used_binaries(entries: Iterable[Entry], links: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the binaries that are used, and of the plain shared libraries those that a used one links.

    `links` gives the names of the libraries that a file itself links. On Windows and macOS no file counts as
    a plain shared library here, so all that is used stays.
    """
    used = [entry for entry in entries if is_used(entry[0])]
    named = {PurePosixPath(path).name: source for path, source, _ in used if is_follower(path)}
    followers = {name: source for name, source in named.items() if name not in FROM_SYSTEM}
    waiting = [source for path, source, _ in used if not is_follower(path)]
    linked: set[str] = set()
    while waiting:
        fresh = set(links(waiting.pop())) & followers.keys() - linked
        linked |= fresh
        waiting += [followers[name] for name in fresh]
    return [entry for entry in used if not is_follower(entry[0]) or PurePosixPath(entry[0]).name in linked]


def links(source: str) -> list[str]:
    """Return the names of the libraries that a Linux binary itself links, as objdump prints them.

    PyInstaller's own list also has what those link in turn. It needs objdump too, so the tool is there.
    """
    if not sys.platform.startswith("linux") or not Path(source).is_file():
        return []  # a link inside the package, as PyInstaller records it, is no file on disk
    done = subprocess.run(["objdump", "-p", source], capture_output=True, text=True, check=True)
    return re.findall(r"^\s+NEEDED\s+(\S+)$", done.stdout, re.MULTILINE)


def unused_hooks(system: str) -> tuple[str, ...]:
    """Return what of PyInstaller is not run before the program on a system, by its name in `sys.platform`."""
    return (QT_HOOK,) if system.startswith("linux") else ()


def resource_files(root: Path) -> list[tuple[str, str]]:
    """Return each resource of the running program as (file, folder inside the package)."""
    resources = root / "resources"
    files = [path for path in sorted(resources.rglob("*"), key=lambda item: item.parts) if path.is_file()]
    shipped = [path for path in files if path.relative_to(resources).parts[0] not in NOT_SHIPPED]
    return [(str(path), path.parent.relative_to(root).as_posix()) for path in shipped]


def example_modules(root: Path) -> list[str]:
    """Return the modules of examples, which PyInstaller does not see: a rule asks for its own by name."""
    files = (root / "app" / "rules" / "examples").rglob("*.py")
    return sorted(".".join(file.relative_to(root).with_suffix("").parts) for file in files)
