"""What is left of an internal fault: a report of where it happened, without a word of what was worked on.

A report names files, lines and functions. It holds no message of an exception and no value, because both may
hold a piece of a claim.
"""

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from app import __version__

FOLDER = "reports"
_KEPT = 20
_ROOT = Path(__file__).resolve().parents[2]


def report_fault(folder: Path, error: BaseException) -> str:
    """Write a report into the folder of reports in `folder`. Gives one sentence that says where."""
    try:
        path = _write(folder / FOLDER, describe(error))
    except OSError:
        return "Needlepoint met an internal fault, and no report of it could be written."
    return f"Needlepoint met an internal fault. A report without any claim content is in {path}."


def describe(error: BaseException) -> str:
    """The report: versions, then each exception of the chain by its type with the lines it went through."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return "\n".join([f"Needlepoint {__version__}, {system}", *_chain(error)]) + "\n"


def _chain(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield f"\n{type(link).__module__}.{type(link).__qualname__}"
        for frame in traceback.extract_tb(link.__traceback__):
            yield f"  {_place(frame.filename)}, line {frame.lineno}, in {frame.name}"
        link = link.__cause__ or link.__context__


def _place(file: str) -> str:
    """The file without the folders above the program or the library, which may name a person."""
    path = Path(file)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])


def _write(folder: Path, text: str) -> Path:
    """A new file of its own; the oldest ones go."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"fault-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}"
    number = 1
    while (path := folder / f"{stem}-{number}.txt").exists():
        number += 1
    path.write_text(text, encoding="utf-8")
    for old in sorted(folder.glob("fault-*.txt"), key=lambda path: path.name)[:-_KEPT]:
        old.unlink(missing_ok=True)
    return path
