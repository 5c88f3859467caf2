"""Taking edition files out of use while other windows and processes may have them open.

Windows neither renames nor removes a file that is open, and a shelf that is in use has every edition open. So
an edition is set aside by an empty file beside it, and one that cannot be removed yet is marked and
removed later.
"""

from __future__ import annotations

from pathlib import Path

from app.library.shelf.edition_format import ASIDE_MARK, REMOVED_MARK


def set_aside(path: Path) -> None:
    """Mark an edition file as out of use. Raises OSError when the mark cannot be written."""
    _mark(path, ASIDE_MARK).touch()


def bring_back(path: Path) -> None:
    """Take the marks from an edition file, if it has any."""
    _mark(path, REMOVED_MARK).unlink(missing_ok=True)
    _mark(path, ASIDE_MARK).unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove an edition file, or mark it as removed while something has it open."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        _mark(path, REMOVED_MARK).touch()
        return
    bring_back(path)


def is_there(path: Path) -> bool:
    """Whether an edition file lies on the shelf and is not removed."""
    return path.exists() and not _mark(path, REMOVED_MARK).exists()


def clear_removed(folder: Path) -> None:
    """Remove what was marked as removed and is let go of now, and marks without a file."""
    for mark in folder.glob(f"*{REMOVED_MARK}"):
        remove(mark.with_name(mark.name.removesuffix(REMOVED_MARK)))
    for mark in folder.glob(f"*{ASIDE_MARK}"):
        if not mark.with_name(mark.name.removesuffix(ASIDE_MARK)).exists():
            mark.unlink(missing_ok=True)


def _mark(path: Path, kind: str) -> Path:
    return path.with_name(path.name + kind)
