"""The wheel needlepoint-review: the review without a window, without printing, for engines with many claims.

    python -m build_scripts.package.review_wheel OUT

A library shares its process with the code of others, where `app` would be a poor name and a changed module
path a poor manner. So its modules lie below `needlepoint_review.app`, and imports of `app` are written so on
the way; nothing else in them is touched.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_scripts.package import wheel

NAME = "needlepoint_review"
ROOMS = ("batch", "claims", "coding", "library", "rules")
MODULES = ("__init__.py", "review.py")
NEVER = {"PySide6", "shiboken6", "typst", "pypdf", "app"}
"""What no module of the wheel may import: windows, printing, and the name that it has in the source tree."""
_LAUNCHER = Path("build_scripts") / "launcher" / NAME / "__init__.py"
_IMPORT = re.compile(r"^(\s*from )app(?=\.| import )", re.MULTILINE)


class WheelError(Exception):
    """What lies in the tree makes no such wheel; the message names the file."""


def lay_out(root: Path, out: Path) -> None:
    """Fill the folder `out` with the project that the wheel is built from, out of the tree at `root`.

    Raises WheelError when a module imports what is not in the wheel.
    """
    package = out / NAME
    sources = [root / "app" / name for name in MODULES]
    sources += [path for room in ROOMS for path in sorted((root / "app" / room).rglob("*.py"))]
    for source in sources:
        _copy_module(source, package / source.relative_to(root))
    _copy_module(root / _LAUNCHER, package / "__init__.py")
    (package / "py.typed").touch()
    (package / "resources").mkdir()
    shutil.copyfile(root / "resources" / "reference.sqlite", package / "resources" / "reference.sqlite")
    shutil.copyfile(root / "LICENSE", out / "LICENSE")
    shutil.copyfile(root / "resources" / "docs" / "scale.md", out / "README.md")
    shutil.copyfile(Path(__file__).with_suffix(".toml"), out / "pyproject.toml")
    for module in sorted(package.rglob("*.py")):
        _check_imports(module, out)


def _copy_module(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = _IMPORT.sub(rf"\1{NAME}.app", source.read_text(encoding="utf-8"))
    target.write_text(text, encoding="utf-8", newline="\n")


def _check_imports(module: Path, out: Path) -> None:
    for name in imported_names(module):
        root = name.split(".")[0]
        lies = out.joinpath(*name.split("."))
        if root in NEVER or (root == NAME and not (lies.is_dir() or lies.with_suffix(".py").is_file())):
            raise WheelError(f"{module.relative_to(out)} imports {name}, which is not in the wheel.")


def imported_names(module: Path) -> Iterator[str]:
    """The full name of every module that a file imports from, at any depth of the file."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def build(root: Path, out: Path) -> Path:
    """Build the wheel of the tree at `root` into the folder `out`; its path. One tree gives the same bytes.

    Raises WheelError, and CalledProcessError when pip, which fetches the build tool, says what is wrong.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="needlepoint-review-") as place:
        lay_out(root, Path(place))
        return wheel.build(Path(place), out, NAME)


if __name__ == "__main__":
    print(build(Path(__file__).resolve().parents[2], Path(sys.argv[1])))
