"""Two builds measured in turns: each turn gives a ratio, and what noise explains is not called worse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the benchmark reads the memory of processes as Unix tells it")

from build_scripts.bench import beside
from build_scripts.bench.__main__ import PARTS
from build_scripts.bench.children import ROOT
from build_scripts.bench.one_part import MODULES
from build_scripts.bench.table import Figure

BEFORE = Path("before")
Side = Callable[[int], list[Figure]]


class Child:
    """Stands in for the process that measures: gives each checkout's figures by the number of its turn."""

    def __init__(self, ours: Side, before: Side) -> None:
        self.sides = {ROOT: ours, BEFORE: before}
        self.asked: list[tuple[Path, str]] = []
        self.files: list[Sequence[str]] = []

    def __call__(self, tree: Path, part: str, files: Sequence[str]) -> list[Figure]:
        turn = self.asked.count((tree, part))
        self.asked.append((tree, part))
        self.files.append(files)
        return self.sides[tree](turn)


def _rows(ours: Side, before: Side) -> list[beside.Comparison]:
    return beside.compare(BEFORE, ["review"], [], Child(ours, before))


def _ms(value: float) -> list[Figure]:
    return [Figure("review", value, "ms", 2.0)]


def test_both_builds_take_turns_and_either_begins() -> None:
    child = Child(lambda _: _ms(1), lambda _: _ms(1))
    beside.compare(BEFORE, ["imports"], ["a.zip"], child)
    trees = [tree for tree, _ in child.asked]
    assert len(trees) == 2 * (beside.TURNS + 1)
    assert all(set(trees[at : at + 2]) == {ROOT, BEFORE} for at in range(0, len(trees), 2))
    assert set(trees[::2]) == {ROOT, BEFORE}
    assert child.files == [["a.zip"]] * len(trees)


def test_the_first_turn_is_not_counted() -> None:
    [row] = _rows(lambda turn: _ms(10 if turn else 900), lambda _: _ms(10))
    assert (row.ours, row.before, row.ratio, row.floor_ratio) == (10, 10, 1, 5)


@pytest.mark.parametrize(
    ("ours", "verdict"),
    [
        ((10.4, 10.4), "no worse"),
        ((10.6, 10.6), "worse"),
        ((8, 12), "noise"),
        ((4, 4), "no worse"),
    ],
)
def test_the_verdict_looks_at_the_spread(ours: tuple[float, float], verdict: str) -> None:
    [row] = _rows(lambda turn: _ms(ours[turn % 2]), lambda _: _ms(10))
    assert row.verdict == verdict
    assert beside.table([row]).endswith(verdict)


def test_load_that_strikes_both_sides_of_a_turn_does_not_count() -> None:
    [row] = _rows(lambda turn: _ms(10 * 2**turn), lambda turn: _ms(10 * 2**turn))
    assert (row.low, row.ratio, row.high, row.verdict) == (1, 1, 1, "no worse")


@pytest.mark.parametrize("unit", ["claims/s", "words"])
def test_where_more_is_better_less_is_worse(unit: str) -> None:
    def rate(value: float) -> list[Figure]:
        return [Figure("rate", value, unit, limit=1.0, least=True)]

    [row] = _rows(lambda _: rate(500), lambda _: rate(1000))
    assert (row.ratio, row.verdict) == (2, "worse")


def test_a_figure_that_only_one_build_has_is_left_out() -> None:
    other = [Figure("new", 1, "ms")]
    assert [row.name for row in _rows(lambda _: _ms(1) + other, lambda _: _ms(1))] == ["review"]


def test_each_part_can_be_compared_except_the_size_of_a_package() -> None:
    assert MODULES.keys() == PARTS.keys() - {"size"} | {"imports", "workbooks"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([str(ROOT), "walk"], "No such part: walk."),
        (["no-such-folder"], "No such checkout: no-such-folder."),
        ([], "No such checkout: ."),
    ],
)
def test_what_is_not_there_is_named(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert beside.main(words) == 2
    assert capsys.readouterr().err.strip() == said


def test_a_build_is_measured_by_its_own_bench_and_what_that_lacks_by_ours(tmp_path: Path) -> None:
    bench = tmp_path / "build_scripts" / "bench"
    bench.mkdir(parents=True)
    (bench.parent / "__init__.py").touch()
    (bench / "__init__.py").touch()
    (bench / "table.py").write_text((ROOT / "build_scripts/bench/table.py").read_text(encoding="utf-8"))
    (bench / "children.py").write_text("REFERENCE = 'none'\nROOT = 'theirs'\ndef open_library(folder): ...\n")
    (bench / "reviewing.py").write_text(
        "from build_scripts.bench.table import Figure\n"
        "RUNS = 15\n"
        "def measure():\n"
        "    from build_scripts.bench import children, opening\n"
        "    return [Figure(f'{children.ROOT} {opening.PAGES}', RUNS, 'ms')]\n"
    )
    [figure] = beside.measure_apart(tmp_path, "review", [])
    assert (figure.name, figure.ours) == ("theirs 150", 1)
