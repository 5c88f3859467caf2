"""A sentence that reaches a person is one line of at most 300 characters."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.sentences import complain, one_line, shown_name
from app.coding.spreadsheet import safe_cell

ANY_TEXT = st.text(st.characters(), max_size=400)


@given(ANY_TEXT)
def test_any_text_becomes_one_line_that_can_be_written(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 300
    assert len(line.splitlines()) <= 1
    assert line.isprintable()
    assert line.encode().decode() == line


def test_a_long_path_shows_its_end() -> None:
    assert shown_name("x" * 100 + "/a.csv").endswith("x/a.csv")
    assert len(shown_name("x" * 100 + "/a.csv")) == 80
    assert shown_name("\udcff") == "?"


def test_without_a_console_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    complain("a")
    assert capsys.readouterr().out == ""


def test_a_console_that_takes_nothing_is_no_second_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    complain("a")


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "-x"])
def test_what_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["20610", "-0.50", "+1", "", "a=b", "x-y", 7, None])
def test_everything_else_stays(value: object) -> None:
    assert safe_cell(value) == value
