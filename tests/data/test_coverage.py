"""The coverage report: it counts, compares, and fails loudly."""

from pathlib import Path

import pytest

from build_scripts import coverage
from build_scripts.official_copies import Comparison
from build_scripts.reference.knowledge import Knowledge


def test_the_report_names_every_count_and_every_mismatch(knowledge: Knowledge) -> None:
    text = coverage.report(knowledge, [Comparison("fees.csv", "RVU25D", 12, ("77002 work: 1 is 2",))])
    assert f"{len(knowledge.codes):,}" in text
    assert "fees.csv against RVU25D" in text
    assert "12 figures, 1 mismatches" in text
    assert "  77002 work: 1 is 2" in text


def test_without_copies_the_report_says_that_no_figure_was_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coverage.main(["--copies", str(tmp_path / "nothing")]) == 0
    assert "no figure was compared" in capsys.readouterr().out


def test_with_copies_no_figure_differs(
    figures: Path,
    knowledge: Knowledge,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The same data/, read by the fixture: another test lets the report read it.
    monkeypatch.setattr(coverage, "read_knowledge", lambda _: knowledge)
    assert coverage.main(["--copies", str(figures)]) == 0
    printed = capsys.readouterr().out
    assert printed.count(" 0 mismatches") == 9
    assert "no fault in the knowledge" in printed
