"""How far two readers of the same notes gave the same labels: a second reader labeled some of them again.

Cohen's kappa is the share of notes in which both say the same, less what two readers agree on by chance who
give each value as often as these do: (observed - chance) / (1 - chance). That a note says nothing is a value.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, convert

from app.coding.note_book import NoteValue

SECOND = Path(__file__).resolve().parents[1] / "tests" / "notes" / "second_reading.toml"

Answers = Mapping[str, NoteValue]
Pair = tuple[NoteValue | None, NoteValue | None]


class SecondReading(Struct, frozen=True, forbid_unknown_fields=True):
    """The fields that the second reader looked at, and the answers to them by the name of the note."""

    fields: tuple[str, ...]
    notes: dict[str, dict[str, NoteValue]]


def read(path: Path = SECOND) -> SecondReading:
    """The labels of the second reader; msgspec.ValidationError where the file has another form."""
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), SecondReading)


def pairs(field: str, first: Mapping[str, Answers], second: SecondReading) -> list[Pair]:
    """What the first and the second reader said of a field in each note that both read; None for nothing."""
    return [(first[name].get(field), answers.get(field)) for name, answers in second.notes.items()]


def share(pairs: Sequence[Pair]) -> float:
    """The share of notes of which both readers say the same."""
    return sum(mine == theirs for mine, theirs in pairs) / len(pairs)


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa; None where both gave one and the same value throughout, so that chance explains all."""
    mine, theirs = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(mine[value] * theirs[value] for value in mine) / len(pairs) ** 2
    return None if chance == 1 else (share(pairs) - chance) / (1 - chance)


def disagreements(first: Mapping[str, Answers], second: SecondReading) -> Iterator[str]:
    """A line for each label in which the readers differ."""
    for name, answers in second.notes.items():
        for field in second.fields:
            mine, theirs = first[name].get(field), answers.get(field)
            if mine != theirs:
                yield f"{name:14} {field:24} first {mine!s:22} second {theirs!s}"


def report(first: Mapping[str, Answers], second: SecondReading) -> str:
    """The agreement on each field and on all of them as a table, and the labels that differ below."""
    lines = [
        f"{len(second.notes)} notes labeled by a second reader",
        f"{'field':26}{'answers':>8}{'same':>8}{'share':>8}{'kappa':>8}",
    ]
    every: list[Pair] = []
    for field in second.fields:
        found = pairs(field, first, second)
        lines.append(_row(field, found, kappa(found)))
        every += found
    lines.append(_row("all", every, None))  # values of different fields have no chance in common
    return "\n".join([*lines, "", *disagreements(first, second)])


def _row(name: str, found: Sequence[Pair], above_chance: float | None) -> str:
    answered = sum(pair != (None, None) for pair in found)
    same = sum(mine == theirs for mine, theirs in found)
    last = "-" if above_chance is None else f"{above_chance:.3f}"
    return f"{name:26}{answered:>8}{same:>8}{share(found):>8.3f}{last:>8}"
