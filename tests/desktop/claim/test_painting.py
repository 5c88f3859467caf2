"""Of a long claim only what changed, or came into sight, is painted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from app.claims.draft import DraftLine
from app.coding.claim import Claim, Line
from app.desktop.claim.lines_model import CODE, LinesModel
from app.desktop.claim.workspace import ClaimWorkspace

LONG = Claim(schema=2, date_of_service=date(2026, 9, 15), lines=(Line("20610"), Line("77002")) * 30)


class Painted(QObject):
    """The parts of a widget that were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note what a paint is of."""
        if isinstance(event, QPaintEvent):
            self.parts.append(event.rect())
        return super().eventFilter(watched, event)


@pytest.fixture
def painted(workspace: ClaimWorkspace, qtbot: QtBot) -> Iterator[Painted]:
    """What of the lines is painted, now that a long claim is shown from its top."""
    workspace.open_claim(LONG, "a long claim")
    qtbot.waitUntil(workspace.is_current)
    workspace.view.page_scroll.verticalScrollBar().setValue(0)
    noted, viewport = Painted(), workspace.form.lines.view.viewport()
    viewport.installEventFilter(noted)
    viewport.update()
    qtbot.waitUntil(lambda: bool(noted.parts))
    noted.parts.clear()
    yield noted
    viewport.removeEventFilter(noted)


def test_a_notch_of_the_wheel_paints_what_comes_into_sight(
    workspace: ClaimWorkspace, painted: Painted, qtbot: QtBot
) -> None:
    bar = workspace.view.page_scroll.verticalScrollBar()
    notch = 3 * bar.singleStep()
    bar.setValue(notch)
    qtbot.waitUntil(lambda: bool(painted.parts))
    assert sum(part.height() for part in painted.parts) <= notch


def test_a_changed_code_paints_its_row(workspace: ClaimWorkspace, painted: Painted, qtbot: QtBot) -> None:
    view = workspace.form.lines.view
    view.model().setData(view.model().index(1, CODE), "76942")
    qtbot.waitUntil(lambda: bool(painted.parts))
    assert max(part.height() for part in painted.parts) < 2 * view.rowHeight(1)


def test_rows_that_stay_are_not_told_of() -> None:
    model = LinesModel(lambda code: code)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    lines = (DraftLine("20610"), DraftLine("77002"), DraftLine("20206"))
    model.set_lines(lines)
    assert told == [(0, 3)]
    model.set_lines((lines[0], DraftLine("76942"), lines[2]))
    assert told[1:] == [(1, 1)]
    model.set_lines(lines[:1])
    assert told[2:] == [(1, 1)]  # the empty row has come up
