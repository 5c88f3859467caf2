"""A package is built only when it holds the license text of every part that lies in it.

Which part a file belongs to stands in resources/licenses/parts.toml. A library or a module that no part there
claims is a fault, so nothing new gets into a package unseen.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from app.coding.parts import Part, read_parts, text_path
from build_scripts.package import trial

_OF_PYINSTALLER = ("pyi", "_pyi")
_PYTHON, _STARTER, _PROGRAM = "Python", "PyInstaller bootloader", "Needlepoint"


class PartsError(trial.TrialError):
    """A package ships something whose license it does not name or hold; the message names it."""


def is_standard(path: str) -> bool:
    """Say whether a file is an extension module of Python's standard library."""
    place = PurePosixPath(path)
    is_module = place.suffix in (".so", ".pyd") and (
        place.parent.name == "lib-dynload" or str(place.parent) == "."
    )
    return is_module and place.name.split(".")[0] in sys.stdlib_module_names


def matches(name: str, pattern: str) -> bool:
    """Say whether a pattern means a file; in any case: Windows has both."""
    return fnmatchcase(name.lower(), pattern.lower())


def owners(path: str, parts: Iterable[Part]) -> list[str]:
    """Return the names of the parts that a file of the package belongs to, by its path with slashes."""
    # Our own files may have the name of a library: a pattern of a name does not mean them.
    name = "" if path.startswith("resources/") else PurePosixPath(path).name
    found = [
        part.name
        for part in parts
        if any(matches(path if "/" in pattern else name, pattern) for pattern in part.files)
    ]
    return found or ([_PYTHON] if is_standard(path) else [])


def module_owners(module: str, parts: Iterable[Part]) -> list[str]:
    """Return the names of the parts that a top-level module belongs to."""
    if module.startswith(_OF_PYINSTALLER):
        return [_STARTER]
    if module in sys.stdlib_module_names:
        return [_PYTHON]
    return [part.name for part in parts if module in part.modules]


def shipped(paths: Iterable[str], modules: Iterable[str], parts: Sequence[Part]) -> list[Part]:
    """Return the parts that lie in a package with these files and top-level modules.

    Raises PartsError naming each file and module that belongs to no part.
    """
    owned = {path: owners(path, parts) for path in paths}
    owned |= {f"module {module}": module_owners(module, parts) for module in modules}
    if nameless := sorted(thing for thing, names in owned.items() if not names):
        raise PartsError(f"no part in resources/licenses/parts.toml claims {', '.join(nameless)}")
    named = {name for names in owned.values() for name in names}
    return [part for part in parts if part.name in named or part.inside in named]


def missing_texts(resources: Path, parts: Iterable[Part], held: Iterable[str]) -> list[str]:
    """Return what a package lacks, as "part: text", when it holds these paths under resources/."""
    there = set(held)
    return [
        f"{part.name}: {text}"
        for part in parts
        for text in part.texts
        if text_path(resources, text).relative_to(resources).as_posix() not in there
    ]


def check(resources: Path, paths: Sequence[str], modules: Iterable[str]) -> list[Part]:
    """Return the parts of a package of these files, with resources/ at its top.

    Raises PartsError when something belongs to no part or a text is missing.
    """
    found = shipped(paths, modules, read_parts(resources))
    held = [path.removeprefix("resources/") for path in paths if path.startswith("resources/")]
    if missing := missing_texts(resources, found, held):
        raise PartsError(f"the package lacks license texts: {'; '.join(missing)}")
    return found


def frozen_modules(starter: Path) -> set[str]:
    """Return the top-level names of the pure modules inside an executable made by PyInstaller."""
    from PyInstaller.archive.readers import CArchiveReader

    archive = CArchiveReader(str(starter))
    (inner,) = (name for name in archive.toc if name.endswith(".pyz"))
    return {name.split(".")[0] for name in archive.open_embedded_archive(inner).toc}


def check_folder(resources: Path, folder: Path) -> list[Part]:
    """Check a packaged folder of PyInstaller against the parts of the tree; return what it ships."""
    inside = folder / "_internal"
    paths = [path.relative_to(inside).as_posix() for path in sorted(inside.rglob("*")) if path.is_file()]
    return check(resources, paths, frozen_modules(trial.starter(folder)))


def check_wheel(resources: Path, wheel: Path) -> list[Part]:
    """Check a wheel of Needlepoint: all in it is ours, but for fonts and icons."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    ours = [name for name in names if not name.startswith("needlepoint/resources/")]
    held = [name.removeprefix("needlepoint/") for name in names if name not in ours]
    foreign = sorted(name for name in ours if not name.startswith(("needlepoint/", "needlepoint-")))
    if foreign:
        raise PartsError(f"no part of Needlepoint is {', '.join(foreign)}")
    return check(resources, held, [_PROGRAM.lower()])
