"""Whether anybody reads standard error."""

from __future__ import annotations

import os
import sys

import pytest

from app.coding.console import has_console

FILE, PROCESS = "GIO_LAUNCHED_DESKTOP_FILE", "GIO_LAUNCHED_DESKTOP_FILE_PID"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, True),
        ({FILE: "/usr/share/applications/x.desktop"}, False),
        ({FILE: "/usr/share/applications/x.desktop", PROCESS: str(os.getpid())}, False),
        ({FILE: "/usr/share/applications/terminal.desktop", PROCESS: "1"}, True),
    ],
)
def test_a_program_that_a_desktop_started_has_no_console(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    for name in (FILE, PROCESS):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert has_console() is expected


def test_without_standard_error_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert not has_console()
