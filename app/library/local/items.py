"""From the text of a local policy file to its items: TOML with a team's name and its rules and notes."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from app.coding.dates import show_date
from app.coding.local import LocalItem, LocalSeverity
from app.coding.sources import Source
from app.library.local.signature import Signed

Id = Annotated[str, Meta(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$")]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
Text = Annotated[str, Meta(min_length=1, max_length=500)]
Code = Annotated[str, Meta(pattern=r"^[0-9A-Z]{5}$")]
Modifier = Annotated[str, Meta(pattern=r"^[0-9A-Z]{2}$")]

_PLACE = re.compile(r"at `\$\.?([^`]*)`")
_LINE = re.compile(r"\(at (line \d+)")


class _Item(Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """`kind`: a note tells something, a rule is a flag of its severity."""

    id: Id
    text: Text
    kind: Literal["rule", "note"] = "rule"
    severity: LocalSeverity | None = None
    remedy: Annotated[str, Meta(max_length=500)] = ""
    codes: tuple[Code, ...] = ()
    pairs: tuple[tuple[Code, Code], ...] = ()
    payers: tuple[Id, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    first: date | None = None
    last: date | None = None


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    team: Name
    item: Annotated[tuple[_Item, ...], Meta(min_length=1, max_length=1000)]


def read_items(content: bytes, name: str, signed: Signed) -> tuple[LocalItem, ...]:
    """The items of a file that is signed. Raises ValueError with the reason, as the end of a sentence."""
    try:
        file = msgspec.convert(tomllib.loads(content.decode()), _File)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        raise ValueError(f"{place[1] if place and place[1] else 'a key'} is missing or not right") from None
    except (ValueError, RecursionError) as error:
        line = _LINE.search(str(error))
        raise ValueError(f"{line[1] if line else 'its text'} is not TOML in UTF-8") from None
    source = _source(file.team, name, signed)
    seen: set[str] = set()
    for item in file.item:
        if fault := _fault(item, seen):
            raise ValueError(f"item {item.id} {fault}")
        seen.add(item.id)
    if not file.team.isprintable():
        raise ValueError("team is more than one line")
    return tuple(_item(item, source) for item in file.item)


def _fault(item: _Item, seen: set[str]) -> str:
    if item.id in seen:
        return "stands there twice"
    if not (item.codes or item.pairs or item.payers or item.modifiers):
        return "states neither codes nor pairs, payers or modifiers"
    if not (item.text.isprintable() and item.remedy.isprintable()):
        return "has a text of more than one line"
    if item.kind == "note" and item.severity == "warning":
        return "is a note and cannot be a warning"
    return "ends before it begins" if item.first and item.last and item.last < item.first else ""


def _item(item: _Item, source: Source) -> LocalItem:
    return LocalItem(
        id=item.id,
        text=item.text,
        source=source,
        severity="info" if item.kind == "note" else item.severity or "warning",
        remedy=item.remedy,
        codes=item.codes,
        pairs=item.pairs,
        payers=item.payers,
        modifiers=item.modifiers,
        first=item.first,
        last=item.last,
    )


def _source(team: str, name: str, signed: Signed) -> Source:
    return Source(
        id=f"local-{name}",
        basis="local-policy",
        publisher=team,
        title=f"Local policy of {team}",
        edition=signed.day.isoformat(),
        short="Local policy",
        url="",
        license="Your own organization's",
        confidence="low",
        read=signed.day,
        published=signed.day,
        note=f"From {name}, signed by {signed.signer} on {show_date(signed.day)}. No authority stands "
        "behind it.",
    )
