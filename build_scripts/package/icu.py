"""Trims the data of the ICU library that Qt for Linux brings from 32 MB to about 9.

Qt asks ICU for the order of words (collation) and for the rules of locales. The rest of the data, converters
of old encodings and the names of languages, regions, currencies, units and time zones in 200 languages, is
never read here. ICU treats data that is not there as not known, and falls back to its root locale.

The format is that of ICU's common data files ("CmnD"): a header; then a table of contents, a count and for
each item the offsets of name and content; then names; then contents, 16-byte aligned, in the order of names.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from pathlib import Path

UNREAD = re.compile(r"^[^/]+/((brkitr|curr|lang|rbnf|region|translit|unit|zone)/|[^/]+\.cnv$)")
_MAGIC = b"CmnD"
_MAGIC_AT = 12  # of the start of the header, whose first two bytes are its length
_ALIGNMENT = 16
_SYMBOL = re.compile(rb"icudt(\d+)_dat")


def items(data: bytes) -> dict[str, bytes]:
    """Return name and content of every item of common data."""
    (start,) = struct.unpack_from("<H", data)
    (count,) = struct.unpack_from("<I", data, start)
    entries = [struct.unpack_from("<II", data, start + 4 + 8 * at) for at in range(count)]
    ends = [content for _, content in entries[1:]] + [len(data) - start]
    found = {}
    for (name_at, content_at), end in zip(entries, ends, strict=True):
        name = data[start + name_at : data.index(b"\0", start + name_at)].decode("ascii")
        found[name] = data[start + content_at : start + end]
    return found


def assemble(header: bytes, contents: dict[str, bytes]) -> bytes:
    """Return common data of a header and items; the opposite of `items`."""
    names = b"".join(name.encode("ascii") + b"\0" for name in contents)
    table_size = 4 + 8 * len(contents)
    at = -(-(table_size + len(names)) // _ALIGNMENT) * _ALIGNMENT
    padding = b"\0" * (at - table_size - len(names))
    table, body, name_at = [struct.pack("<I", len(contents))], [], table_size
    for name, content in contents.items():
        padded = content + b"\0" * (-len(content) % _ALIGNMENT)
        table.append(struct.pack("<II", name_at, at))
        body.append(padded)
        name_at += len(name) + 1
        at += len(padded)
    return header + b"".join(table) + names + padding + b"".join(body)


def trimmed(data: bytes) -> bytes:
    """Return common data without what is never read."""
    (start,) = struct.unpack_from("<H", data)
    return assemble(
        data[:start], {name: body for name, body in items(data).items() if not UNREAD.match(name)}
    )


def common_data(library: bytes) -> bytes:
    """Return the common data inside the ICU data library. Raises ValueError when there is none."""
    at = library.find(_MAGIC)
    if at < 0:
        raise ValueError("this library holds no ICU common data")
    return library[at - _MAGIC_AT :]


def trim_library(path: Path) -> None:
    """Replace an ICU data library by one with trimmed data under the same names, made by ld and objcopy."""
    library = path.read_bytes()
    symbol = _SYMBOL.search(library)
    if symbol is None:
        raise ValueError(f"{path.name} names no ICU data")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").write_bytes(trimmed(common_data(library)))
        steps = (
            ["ld", "-r", "-b", "binary", "-o", "plain.o", "data"],
            ["objcopy", "--rename-section", ".data=.rodata,alloc,load,readonly,data,contents",
             "--set-section-alignment", f".rodata={_ALIGNMENT}",
             "--redefine-sym", f"_binary_data_start={symbol[0].decode()}", "plain.o", "named.o"],
            ["ld", "-shared", "-z", "noexecstack", "-soname", path.name, "-o", "library", "named.o"],
        )  # fmt: skip
        for step in steps:
            subprocess.run(step, cwd=folder, check=True)
        path.write_bytes((folder / "library").read_bytes())
