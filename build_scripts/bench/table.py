"""One row of the benchmark, and the table they make."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured figure: ours, the floor measured in the same run, and what it must not exceed.

    `limit` bounds the ratio to the floor where `of_floor` is set, else the figure itself. `least` turns it
    round: the figure must not be smaller. None stands for "there is none".
    """

    name: str
    ours: float
    unit: str
    floor: float | None = None
    floor_name: str = ""
    limit: float | None = None
    of_floor: bool = False
    least: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the floor ours is."""
        return self.ours / self.floor if self.floor else None

    @property
    def held(self) -> bool | None:
        """Whether the limit holds, or None where there is no limit or nothing to hold it against."""
        value = self.ratio if self.of_floor else self.ours
        if self.limit is None or value is None:
            return None
        return value >= self.limit if self.least else value <= self.limit


def show(value: float | None) -> str:
    """Return a figure with three digits that count, or nothing for none."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def limit_words(figure: Figure) -> str:
    """Return the limit of a figure in words, with the word that says whether it holds."""
    if figure.limit is None:
        return ""
    bound = ("at least " if figure.least else "at most ") + show(figure.limit)
    verdict = {True: "held", False: "MISSED", None: "not measured"}[figure.held]
    return f"{bound}{' x floor' if figure.of_floor else ''}: {verdict}"


def table(figures: Sequence[Figure]) -> str:
    """Return all figures as one text table."""
    head = ("what", "ours", "unit", "floor", "ratio", "limit", "the floor is")
    rows = [
        (f.name, show(f.ours), f.unit, show(f.floor), show(f.ratio), limit_words(f), f.floor_name)
        for f in figures
    ]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [head, *rows]
    ]
    return "\n".join(line.rstrip() for line in [lines[0], "-" * sum(widths), *lines[1:]])


def write_json(figures: Sequence[Figure], machine: dict[str, str], out: Path) -> None:
    """Write the figures, with their ratios and verdicts, and what they were measured on."""
    rows = [f._asdict() | {"ratio": f.ratio, "held": f.held} for f in figures]
    out.write_text(json.dumps({"machine": machine, "figures": rows}, indent=2) + "\n", encoding="utf-8")
