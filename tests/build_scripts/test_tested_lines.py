"""The report on coverage: areas, what is missing, and when it fails."""

from __future__ import annotations

import pytest

from build_scripts import tested_lines as report
from build_scripts.tested_lines import Module, Report, Summary


def module(covered: int, missing: tuple[int, ...] = ()) -> Module:
    return Module(Summary(covered, covered + len(missing), 1, 4), missing)


@pytest.mark.parametrize(
    ("desktop", "rest", "status"),
    [(85, 95, 0), (84, 95, 1), (85, 94, 1), (100, 100, 0)],
)
def test_each_area_has_its_own_least_share(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    desktop: int,
    rest: int,
    status: int,
) -> None:
    files = {
        "app/desktop/shell/x.py": module(desktop, tuple(range(1, 101 - desktop))),
        "app/rules/y.py": module(rest, tuple(range(1, 101 - rest))),
    }
    monkeypatch.setattr(report, "read_report", lambda: Report(files))
    assert report.main() == status
    printed = capsys.readouterr().out
    assert f"app/desktop: {desktop}.0 % of lines" in printed
    assert f"app without desktop: {rest}.0 % of lines" in printed
    assert "25.0 % of branches" in printed


def test_what_no_test_reached_is_named_by_module_and_line() -> None:
    files = {"app/a.py": module(9, (3, 4, 5, 9)), "app/b.py": module(5)}
    assert list(report.missed(files)) == ["  app/a.py  69 %  3-5, 9"]
