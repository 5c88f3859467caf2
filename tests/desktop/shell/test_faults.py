"""A fault in the window is reported without a word of the claim, told once, and the window goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.desktop.shell.faults import faults_reported


def fail(error: BaseException) -> None:
    """Give an error to the hook as Qt does."""
    sys.excepthook(type(error), error, error.__traceback__)


def test_a_fault_is_reported_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    before = sys.excepthook
    with faults_reported(tmp_path, told.append):
        fail(RuntimeError("Zebra77Quagga"))
        fail(RuntimeError("Zebra77Quagga"))
    assert sys.excepthook is before
    reports = sorted((tmp_path / "reports").iterdir())
    assert len(told) == len(reports) == 2
    assert str(reports[0]) in told[0]
    words = "".join([*told, capsys.readouterr().err, *(each.read_text(encoding="utf-8") for each in reports)])
    assert "Zebra" not in words


def test_a_fault_in_telling_ends_there(tmp_path: Path) -> None:
    def tell(_: str) -> None:
        raise RuntimeError

    with faults_reported(tmp_path, tell):
        with pytest.raises(RuntimeError):
            fail(ValueError())
        with pytest.raises(RuntimeError):
            fail(ValueError())
    assert len(list((tmp_path / "reports").iterdir())) == 2


def test_an_interruption_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: seen.append(error))
    with faults_reported(tmp_path, lambda _: None):
        fail(KeyboardInterrupt())
    assert len(seen) == 1
    assert not list(tmp_path.iterdir())
