"""No text is cut at any zoom: each visible label and button has the room that its text asks for."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.claim.flags_delegate import TEXT_LEFT, TEXT_RIGHT
from app.desktop.claim.lines_delegate import PADDING, SHAPE
from app.desktop.claim.lines_model import CODE
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look.look import Look
from app.desktop.shell.flags_zone import PANEL as PANEL_WIDTH
from app.library.library import Library
from app.rules import ALL_RULES
from tests.desktop.claim.samples import TODAY, fake_review
from tests.desktop.claim.test_workspace import ALONE

SIZES = {80: (644, 726), 100: (620, 560), 150: (960, 900), 200: (1240, 1100)}


@pytest.fixture(scope="module", params=SIZES)
def shown_at(request: pytest.FixtureRequest, look: Look, small_library: Library) -> Iterator[ClaimWorkspace]:
    """Form and panel at a zoom, in the narrowest zones that the window allows; one for a zoom."""
    look.set_zoom(request.param)
    made = ClaimWorkspace(look, small_library, fake_review, lambda: TODAY)
    for widget, size in ((made.view, SIZES[request.param]), (made.panel, (look.px(280), look.px(600)))):
        widget.resize(*size)
        widget.show()
    yield made
    made.reviewer.wait()
    for widget in (made.view, made.panel):
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    look.set_zoom(100)


@pytest.fixture
def zoomed(shown_at: ClaimWorkspace, qtbot: QtBot) -> ClaimWorkspace:
    """That form and panel with a claim just opened and reviewed, and nothing unfolded."""
    with qtbot.waitSignal(shown_at.reviewer.reviewed):
        shown_at.open_claim(ALONE, "Open")
    if shown_at.panel.foot.is_open():
        shown_at.panel.foot.toggle()
    return shown_at


def cut(root: QWidget) -> list[str]:
    """The texts under `root` that have less room than they ask for."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        needed = widget.sizeHint()
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        height = widget.heightForWidth(widget.width()) if wraps else needed.height()
        if (not wraps and widget.width() < needed.width()) or widget.height() < height:
            found.append(f"{widget.text()!r}: {widget.size()} of {needed}, {height}")
    return found


def test_no_text_of_the_form_is_cut(zoomed: ClaimWorkspace) -> None:
    assert cut(zoomed.form) == []


def test_no_text_of_the_panel_is_cut(zoomed: ClaimWorkspace) -> None:
    assert cut(zoomed.panel) == []
    zoomed.panel.foot.toggle()
    assert cut(zoomed.panel) == []


def test_a_flagged_code_shows_whole(zoomed: ClaimWorkspace, look: Look) -> None:
    view = zoomed.form.lines.view
    room = view.columnWidth(CODE) - 2 * look.px(PADDING) - look.px(SHAPE) - look.px(4)
    assert look.metrics("body", 600, code=True).horizontalAdvance("G0260") <= room


def test_no_text_of_the_grid_head_is_cut(zoomed: ClaimWorkspace) -> None:
    header = zoomed.form.lines.view.horizontalHeader()
    for column in range(1, header.count()):
        assert header.sectionSizeHint(column) <= header.sectionSize(column) + 1


def test_every_rule_title_fits_a_row_of_the_standard_panel(look: Look) -> None:
    room = look.px(PANEL_WIDTH) - look.px(TEXT_LEFT) - look.px(TEXT_RIGHT)
    cut_titles = [
        rule.title for rule in ALL_RULES if look.metrics("body", 600).horizontalAdvance(rule.title) > room
    ]
    assert cut_titles == []


@pytest.mark.parametrize("state", ["open", "fixed", "not-applicable", "accepted"])
def test_no_disposition_pushes_the_detail_out_of_the_panel(
    zoomed: ClaimWorkspace, qtbot: QtBot, state: str
) -> None:
    detail = zoomed.panel.detail
    page = detail.widget()
    assert page is not None
    detail.menu.picked.emit(state)
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= detail.viewport().width())
