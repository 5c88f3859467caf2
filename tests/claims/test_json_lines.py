"""Claims of JSON lines that replace and cancel each other meet by their reference, in whatever order."""

from __future__ import annotations

import gzip
import io
import json
from itertools import permutations
from pathlib import Path

import pytest

from app.claims.claim_files import open_claims
from app.claims.corrections import Correction
from app.claims.record import Entry
from app.coding.errors import InputError

BASE = {"schema": 2, "date_of_service": "2026-09-15", "lines": [{"code": "77002"}]}
ORIGINAL = BASE | {"reference": "A", "frequency": "1"}
REPLACEMENT = BASE | {"reference": "A", "frequency": "7"}
VOID = BASE | {"reference": "B", "frequency": "8"}
PLAIN = BASE | {"reference": "B"}


def entries_of(path: Path, *claims: object) -> list[Entry]:
    path.write_text("".join(f"{json.dumps(claim)}\n" for claim in claims), encoding="utf-8")
    return list(open_claims(str(path)).entries)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_pairs_meet_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    claims = [(ORIGINAL, REPLACEMENT, VOID, PLAIN)[place] for place in order]
    entries = entries_of(tmp_path / "a.jsonl", *claims)
    original, replacement, void, plain = (entries[order.index(place)] for place in range(4))
    assert original.corrections == (Correction("superseded", (f"line {replacement.name}",)),)
    assert replacement.corrections == (Correction("supersedes", (f"line {original.name}",)),)
    assert plain.corrections == (Correction("canceled", (f"line {void.name}",)),)
    assert void.corrections == (Correction("cancels", (f"line {plain.name}",)),)
    assert [bool(entry.unchecked) for entry in (original, replacement, void, plain)] == [
        True,
        False,
        False,
        True,
    ]


def test_what_has_no_reference_or_cannot_be_read_is_tied_to_nothing(tmp_path: Path) -> None:
    bare = BASE | {"frequency": "7"}
    entries = entries_of(tmp_path / "a.jsonl", bare, BASE, {"reference": 5, "frequency": "7"}, PLAIN)
    assert not any(entry.corrections for entry in entries)
    other = ORIGINAL | {"patient": "m2"}
    assert not any(entry.corrections for entry in entries_of(tmp_path / "a.jsonl", REPLACEMENT, other))
    assert [bool(entry.problem) for entry in entries] == [False, False, True, False]


def test_a_file_that_is_cut_gives_what_stands_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = b"".join(f"{json.dumps(claim)}\n".encode() for claim in (ORIGINAL, REPLACEMENT))
    packed = gzip.compress(lines, 0)
    path.write_bytes(packed[:-12])
    found = open_claims(str(path)).entries
    assert next(found).claim is not None
    with pytest.raises(InputError, match="damaged or cut off"):
        list(found)
    path.write_bytes(packed)
    assert [bool(entry.corrections) for entry in open_claims(str(path)).entries] == [True, True]


def test_standard_input_is_read_once_and_ties_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(map(json.dumps, (ORIGINAL, REPLACEMENT)))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert [entry.corrections for entry in open_claims("-").entries] == [(), ()]
