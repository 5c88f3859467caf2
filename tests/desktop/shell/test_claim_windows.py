"""The windows beside the main one that look at its claim."""

from __future__ import annotations

import gc

import pytest

from app.coding.denials import DenialTable
from app.desktop.coverage.window import CoverageWindow
from app.desktop.denial.window import DenialWindow
from app.desktop.payment.window import PaymentWindow
from app.desktop.shell.claim_windows import COVERAGE, DENIAL, PAYMENT, connect_claim_windows
from app.desktop.shell.main_window import MainWindow


@pytest.mark.parametrize(
    ("command", "kind"), [(DENIAL, DenialWindow), (PAYMENT, PaymentWindow), (COVERAGE, CoverageWindow)]
)
def test_a_command_is_answered_although_nobody_keeps_what_answers_it(
    window: MainWindow, command: str, kind: type[DenialWindow | PaymentWindow | CoverageWindow]
) -> None:
    connect_claim_windows(window, DenialTable, lambda: window.library)
    gc.collect()
    window.asked.emit(command)
    shown = window.findChild(kind)
    assert shown is not None
    assert shown.isVisible()
    shown.close()
