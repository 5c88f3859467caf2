"""What the tests of practice tables know beforehand: the synonyms of data/, some payers, and no folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from app.claims.record import Entry
from app.claims.tables.headings import Synonyms
from app.claims.tables.mapping import check_mapping
from app.claims.tables.opening import TableReading, read_text
from app.coding.claim import Claim
from app.coding.headings import HeadingNames

DATA = Path(__file__).resolve().parents[3] / "data" / "headings.toml"
"""The table of synonyms."""
SYNONYMS = Synonyms(
    msgspec.convert(each, HeadingNames) for each in tomllib.loads(DATA.read_text(encoding="utf-8"))["heading"]
)
PAYERS = {"aetna": "aetna", "unitedhealthcare": "unitedhealthcare", "medicare": "medicare"}


def reading(mapping: Mapping[str, str] | None = None) -> TableReading:
    """A reading with what the user says of headings."""
    given = check_mapping(mapping or {}, SYNONYMS, "map.toml")
    return TableReading(SYNONYMS, PAYERS, given)


def entries(text: str, mapping: Mapping[str, str] | None = None) -> list[Entry]:
    """What comes of a table. Raises InputError before the first claim."""
    found = read_text(text.splitlines(keepends=True), 1, "a.csv", reading(mapping))
    assert found is not None, "no row of headings was found"
    return list(found)


def claims(text: str, mapping: Mapping[str, str] | None = None) -> list[Claim]:
    """The claims of a table in which every claim can be read."""
    found = entries(text, mapping)
    assert not any(entry.problem for entry in found), [entry.problem for entry in found]
    return [entry.claim for entry in found if entry.claim]


def only(text: str, mapping: Mapping[str, str] | None = None) -> Claim:
    """The one claim of a table."""
    (claim,) = claims(text, mapping)
    return claim


def problem(text: str) -> str:
    """The one problem of a table."""
    (found,) = (entry.problem for entry in entries(text) if entry.problem)
    return found


def notes(text: str) -> str:
    """Every note of a table."""
    return " ".join(note for entry in entries(text) for note in entry.notes)
