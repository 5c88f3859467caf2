"""What headings mean where the table of synonyms does not say: from a file, or as it was confirmed before."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from app.claims.tables.fields import IGNORE, KEY, MAPPABLE
from app.claims.tables.headings import Synonyms, heading_key
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.coding.sentences import one_line, shown_name

FILE = "headings.json"
"""Where confirmed mappings lie in the user's data folder."""
_AT_MOST = 1_000_000  # bytes of a file of mappings
_KEPT = 200
_SHOWN = 60
_SOME = "claim, date, code, modifier, units, diagnosis, pointers, place, payer or ignore"


def read_mapping(path: Path, synonyms: Synonyms) -> Mapping[str, str]:
    """The fields that a TOML or JSON file gives to headings, by `heading_key`. Raises InputError."""
    name = shown_name(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(_AT_MOST + 1)
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror}).") from None
    if len(content) > _AT_MOST:
        raise InputError(f"{name} is larger than any mapping of headings.")
    try:
        text = content.decode("utf-8-sig")
        given = tomllib.loads(text) if path.suffix.lower() == ".toml" else msgspec.json.decode(text)
    except (tomllib.TOMLDecodeError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        kind = "TOML" if path.suffix.lower() == ".toml" else "JSON"
        raise InputError(f"{name} is not valid {kind}. Give a field for each heading.") from None
    if not isinstance(given, dict) or not all(isinstance(field, str) for field in given.values()):
        raise InputError(
            f"{name} is no mapping. Give pairs of a heading and a field, such as “Proc” = “code”."
        )
    return check_mapping(given, synonyms, name)


def check_mapping(given: Mapping[str, str], synonyms: Synonyms, name: str) -> Mapping[str, str]:
    """Fields by `heading_key`. Raises InputError for no field, and for a heading of a person's field."""
    for heading, field in given.items():
        shown = one_line(heading, _SHOWN)
        if field not in MAPPABLE:
            raise InputError(f"{name}: “{shown}” is mapped to no field of a claim. Give one such as {_SOME}.")
        is_key = field == KEY and synonyms.numbers_a_person(heading)
        if field != IGNORE and not is_key and synonyms.is_person(heading):
            raise InputError(f"{name}: “{shown}” names a person's field, which is never read. Remove it.")
    return {heading_key(heading): field for heading, field in given.items()}


class _Confirmed(Struct, frozen=True):
    """A mapping of one set of headings. `headings` is the digest of the set; no content is kept."""

    headings: str
    fields: dict[str, str]


class Remembered:
    """The mappings that were confirmed, in one file of the user's folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, headings: Iterable[str]) -> Mapping[str, str]:
        """The mapping confirmed for this very set of headings, {} when there is none."""
        wanted = _digest(headings)
        return next((each.fields for each in self._read() if each.headings == wanted), {})

    def remember(self, headings: Sequence[str], mapping: Mapping[str, str]) -> None:
        """Keep what a mapping says of these headings. Raises OSError."""
        keys = {heading_key(heading) for heading in headings}
        own = {key: field for key, field in sorted(mapping.items()) if key in keys}
        digest = _digest(headings)
        others = [each for each in self._read() if each.headings != digest]
        kept = [*others, _Confirmed(digest, own)][-_KEPT:] if own else others
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, msgspec.json.format(msgspec.json.encode(kept), indent=1))

    def _read(self) -> list[_Confirmed]:
        """What is remembered; nothing where the file is missing or is not what this program wrote."""
        try:
            found = msgspec.json.decode(self._path.read_bytes(), type=list[_Confirmed])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return []
        return [each for each in found if set(each.fields.values()) <= set(MAPPABLE)]


def _digest(headings: Iterable[str]) -> str:
    """What tells one set of headings from another, whatever their order."""
    keys = sorted({heading_key(heading) for heading in headings} - {""})
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()
