"""What a packaged Needlepoint ships: each part with its license, from resources/licenses/parts.toml."""

from __future__ import annotations

import csv
import platform
import sys
import tomllib
from pathlib import Path

import msgspec


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A work of others, or our own, that lies in a package.

    The names of its fields are those of parts.toml, whose head says what each means.
    """

    name: str
    license: str
    texts: tuple[str, ...]
    version: str = ""
    files: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    package: str = ""
    inside: str = ""
    note: str = ""


class Crate(msgspec.Struct, frozen=True):
    """A Rust crate compiled into a part, as that part's own bill of materials names it; `license` as SPDX.

    `systems` names the systems whose wheel has it, as `this_system` does; "" for all.
    """

    part: str
    crate: str
    version: str
    license: str
    systems: str = ""


class Stamp(msgspec.Struct, frozen=True):
    """What a package was built from; commit and the commit's date are "unknown" without a history."""

    version: str
    commit: str
    date: str


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    part: tuple[Part, ...]


def read_parts(resources: Path) -> tuple[Part, ...]:
    """Return every part in the order of the file. Raises ValueError for a file that is no such list."""
    content = (resources / "licenses" / "parts.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(content), _List).part


def this_system() -> str:
    """Return the name of this system in crates.csv: that of Python and that of the processor."""
    return f"{sys.platform}-{platform.machine().lower()}"


def read_crates(resources: Path, system: str = "") -> tuple[Crate, ...]:
    """Return the crates of all parts on a system, on this one if none is named, by part and name."""
    wanted = system or this_system()
    with (resources / "licenses" / "crates.csv").open(encoding="utf-8", newline="") as stream:
        crates = tuple(msgspec.convert(row, Crate) for row in csv.DictReader(stream))
    return tuple(crate for crate in crates if not crate.systems or wanted in crate.systems.split())


def read_stamp(resources: Path) -> Stamp | None:
    """Return the stamp of a packaged program; None for one that runs from source or a pip install."""
    path = resources / "stamp.json"
    return msgspec.json.decode(path.read_bytes(), type=Stamp) if path.is_file() else None


def text_path(resources: Path, name: str) -> Path:
    """Return where a license text lies: in licenses/texts/, or under resources/ for a name with a slash."""
    return resources / name if "/" in name else resources / "licenses" / "texts" / f"{name}.txt"


def license_text(resources: Path, part: Part) -> str:
    """Return the note, the crates and every text of a part, as one plain text.

    Raises OSError when a text is not there.
    """
    head = f"{part.name}\nLicense: {part.license}"
    crates = [item for item in read_crates(resources) if item.part == part.inside]
    listed = "\n".join(f"{item.crate} {item.version}: {item.license}" for item in crates)
    shown = listed if part.name == f"Crates in {part.inside}" else ""
    texts = (text_path(resources, name).read_text(encoding="utf-8").strip() for name in part.texts)
    return "\n\n".join(filter(None, (head, part.note, shown, *texts))) + "\n"
