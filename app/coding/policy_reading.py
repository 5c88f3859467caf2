"""From a file to a policy. Whatever it holds, there is a policy, with one sentence where it is wrong."""

from __future__ import annotations

import codecs
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.coding.policy import KEYS, Key, Policy
from app.coding.sentences import one_line

_MOST_BYTES = 65_536
_MOST_SIGNS = 500
_FAULTS_SHOWN = 2
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,39}")
_PUBLIC = re.compile(r"RW[0-9A-Za-z+/]{54}")  # minisign: "Ed", a number and the key, 42 bytes in base64
_LINE = re.compile(r"\(at (line \d+)")


def read_file(path: Path) -> Policy:
    """The policy in a TOML file, which is there."""
    try:
        values = tomllib.loads(_read_text(path))
    except OSError as error:
        return faulty(str(path), f"it cannot be read ({error.strerror})")
    except (ValueError, RecursionError) as error:
        line = _LINE.search(str(error))
        return faulty(str(path), f"{line[1] if line else 'its text'} is not TOML in UTF-8")
    return policy_of(values, str(path))


def policy_of(values: Mapping[str, Any], source: str) -> Policy:
    """The policy that these keys and values make."""
    stated: dict[str, Any] = {}
    faults = []
    for key in KEYS:
        if key.name in values:
            value = _value_of(key, values[key.name])
            if value is None:
                faults.append(f"{key.name} is {_WRONG[key.kind]}")
            else:
                stated[key.name] = value
    known = {key.name for key in KEYS}
    faults += [f"{one_line(str(name), 40)!r} is no key of a policy" for name in values if name not in known]
    if faults:
        return faulty(source, _joined(faults), stated)
    return Policy(source, tuple(stated), **stated)


def faulty(source: str, reason: str, stated: Mapping[str, Any] | None = None) -> Policy:
    """A policy that is wrong: what it states holds, and every switch that it does not turn on is off."""
    given = stated or {}
    off = {key.name: False for key in KEYS if key.kind == "switch"}
    sentence = (
        f"Your administrator's policy {_shown_source(source)} is not right: {reason}. "
        "What it does not plainly allow is off; tell your administrator."
    )
    return Policy(source, tuple(given), one_line(sentence), **{**off, **given})


_WRONG = {
    "folder": "not the full path of a folder",
    "word": "not a name of letters, digits and hyphens",
    "switch": "neither true nor false",
    "keys": "not a table of names and public keys",
}


def _read_text(path: Path) -> str:
    # A pipe would be waited for, and a device has no end.
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "it is not a file")
    with path.open("rb") as stream:
        content = stream.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise OSError(0, "it is longer than 64 KB")
    return content.removeprefix(codecs.BOM_UTF8).decode().replace("\r\n", "\n")


def _value_of(key: Key, value: object) -> object:
    """The value of a key, None where it is not one."""
    if key.kind == "switch":
        return value if isinstance(value, bool) else None
    if key.kind == "keys":
        return _keys(value)
    if not isinstance(value, str) or not value.isprintable() or len(value) > _MOST_SIGNS:
        return None
    if key.kind == "word":
        return value if _WORD.fullmatch(value) else None
    return _folder(value)


def _keys(value: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, Mapping):
        return None
    right = all(_is_signer(name, key) for name, key in value.items())
    return tuple(sorted(value.items())) if right else None


def _is_signer(name: object, key: object) -> bool:
    named = isinstance(name, str) and name.isprintable() and 0 < len(name) <= 60
    return named and isinstance(key, str) and _PUBLIC.fullmatch(key) is not None


def _folder(text: str) -> Path | None:
    try:
        path = Path(text).expanduser()
    except RuntimeError:  # the home of a user who is not there
        return None
    return path if path.is_absolute() else None


def _joined(faults: list[str]) -> str:
    more = len(faults) - _FAULTS_SHOWN
    return "; ".join(faults[:_FAULTS_SHOWN]) + (f"; and {more} more" if more > 0 else "")


def _shown_source(source: str) -> str:
    return source if len(source) <= 80 else f"…{source[-79:]}"
