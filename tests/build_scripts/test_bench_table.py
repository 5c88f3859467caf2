"""The benchmark table says plainly whether a limit holds, and never that one holds that was not measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_scripts.bench.table import Figure, limit_words, table, write_json


@pytest.mark.parametrize(
    ("figure", "held"),
    [
        (Figure("start", 190, "ms", 100, "bare", 2.0, of_floor=True), True),
        (Figure("start", 201, "ms", 100, "bare", 2.0, of_floor=True), False),
        (Figure("start", 190, "ms", None, "bare", 2.0, of_floor=True), None),
        (Figure("keystroke", 15.9, "ms", 0.1, "fts", 16.0), True),
        (Figure("keystroke", 16.1, "ms", 0.1, "fts", 16.0), False),
        (Figure("rate", 15_000, "claims/s", limit=15_000, least=True), True),
        (Figure("rate", 14_999, "claims/s", limit=15_000, least=True), False),
        (Figure("free", 1, "ms"), None),
    ],
)
def test_a_limit_holds_or_not_or_was_not_measured(figure: Figure, held: bool | None) -> None:
    assert figure.held is held


def test_a_missed_limit_stands_out_in_the_table() -> None:
    missed = Figure("start", 300, "ms", 100, "bare window", 2.0, of_floor=True)
    assert limit_words(missed) == "at most 2 x floor: MISSED"
    assert "bare window" in table([missed])
    assert "3" in table([missed]).splitlines()[-1].split()


def test_the_json_holds_ratio_and_verdict(tmp_path: Path) -> None:
    write_json(
        [Figure("start", 150, "ms", 100, "bare", 2.0, of_floor=True)], {"cores": "2"}, tmp_path / "b.json"
    )
    written = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert written["figures"][0]["ratio"] == 1.5
    assert written["figures"][0]["held"] is True
    assert written["machine"] == {"cores": "2"}
