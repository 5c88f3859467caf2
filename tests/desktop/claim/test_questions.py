"""Questions that a claim does not ask are folded behind the rest; nothing answered is ever folded away."""

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.claims.draft import Draft, DraftLine
from app.coding.claim import Documentation
from app.coding.fields import FIELDS
from app.coding.words import RecordAtHand, Technique
from app.desktop.claim.combo import ChoiceCombo
from app.desktop.claim.documentation_block import (
    NO_RECORD,
    SILENT,
    UNANSWERED,
    DocumentationBlock,
    standing_words,
)
from app.desktop.claim.field import QuestionRow
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.widgets.segment import Segment
from tests.desktop.claim.keys import type_keys
from tests.desktop.claim.samples import make_flag

ANESTHESIA, CATHETER = "documentation.anesthesia", "documentation.catheter_left"
DRAFT = Draft(date_of_service=date(2026, 9, 15), lines=(DraftLine("64640"),))
INJECTED = replace(DRAFT, documentation=Documentation(technique="injection"))


@pytest.fixture
def block(workspace: ClaimWorkspace) -> DocumentationBlock:
    """The block over a claim that asks neither for anesthesia nor for a catheter."""
    workspace.form.set_draft(replace(DRAFT, origin=-1))
    workspace.form.set_draft(INJECTED)
    return workspace.form.documentation


def row_of(block: DocumentationBlock, path: str) -> QuestionRow:
    row = block.fields[path]
    assert isinstance(row, QuestionRow)
    return row


def folded(block: DocumentationBlock) -> set[str]:
    return {path for path, field in block.fields.items() if field.isHidden()}


def test_what_the_claim_does_not_ask_for_is_folded_and_named(block: DocumentationBlock) -> None:
    assert {ANESTHESIA, CATHETER} <= folded(block)
    others = block.groups[1].others
    assert others.text().endswith(" · Show")
    assert "Anesthesia begun" in others.accessibleDescription()
    others.click()
    assert folded(block) == set()
    assert others.text().endswith(" · Hide")
    others.click()
    assert {ANESTHESIA, CATHETER} <= folded(block)


def test_a_modifier_or_technique_that_asks_brings_the_question_forward(
    workspace: ClaimWorkspace, block: DocumentationBlock
) -> None:
    workspace.form.set_draft(replace(INJECTED, lines=(DraftLine("64640", ("73",)),)))
    assert folded(block).isdisjoint({ANESTHESIA})
    assert CATHETER in folded(block)
    workspace.form.set_draft(replace(DRAFT, documentation=Documentation(technique="drainage")))
    assert CATHETER not in folded(block)
    assert ANESTHESIA in folded(block)


def test_an_answer_opens_the_fold_and_stays_in_sight_when_it_is_closed(
    workspace: ClaimWorkspace, block: DocumentationBlock
) -> None:
    said = replace(INJECTED.documentation, anesthesia=False)
    workspace.form.set_draft(replace(INJECTED, documentation=said))
    assert folded(block) == set()
    block.groups[1].others.click()
    assert ANESTHESIA not in folded(block)
    assert CATHETER in folded(block)
    workspace.form.set_draft(replace(INJECTED, origin=7))
    assert {ANESTHESIA, CATHETER} <= folded(block)


def test_a_flagged_question_is_in_sight_and_one_that_is_sought_opens_the_fold(
    workspace: ClaimWorkspace, block: DocumentationBlock
) -> None:
    workspace.form.set_flags([make_flag("x", field=ANESTHESIA, line=None)])
    assert ANESTHESIA not in folded(block)
    workspace.form.set_flags([])
    assert ANESTHESIA in folded(block)
    assert workspace.form.go_to_field(CATHETER, None, focus=True)
    assert row_of(block, CATHETER).focus_target().hasFocus()


def test_tab_and_arrows_follow_the_order_on_the_page(block: DocumentationBlock) -> None:
    group = block.groups[1]
    group.others.click()
    last = row_of(block, "documentation.report_attached")  # any payer may ask for it
    last.focus_target().setFocus()
    type_keys("", Qt.Key.Key_Tab)
    assert group.others.hasFocus()
    type_keys("", Qt.Key.Key_Tab)
    assert row_of(block, CATHETER).focus_target().hasFocus()
    row_of(block, CATHETER).segment.stepped.emit(-1)
    assert not row_of(block, CATHETER).focus_target().hasFocus()


def test_an_answer_that_is_taken_back_does_not_vanish_under_the_keyboard(
    workspace: ClaimWorkspace, block: DocumentationBlock
) -> None:
    group = block.groups[1]
    group.others.click()
    segment = row_of(block, ANESTHESIA).control
    assert isinstance(segment, Segment)
    segment.focus_target().setFocus()
    segment.chosen.emit(True)
    segment.chosen.emit(None)
    assert workspace.form.draft().documentation.anesthesia is None
    assert ANESTHESIA not in folded(block)


@pytest.mark.parametrize(
    ("record", "documentation", "words"),
    [
        (None, Documentation(), UNANSWERED),
        (None, Documentation(signed=True), SILENT),
        ("reviewed", Documentation(), SILENT),
        ("none", Documentation(signed=True), NO_RECORD),
    ],
)
def test_what_becomes_of_not_stated_is_said_beside_the_record(
    workspace: ClaimWorkspace, record: RecordAtHand | None, documentation: Documentation, words: str
) -> None:
    draft = replace(DRAFT, record=record, documentation=documentation)
    assert standing_words(draft) == words
    workspace.form.set_draft(draft)
    block = workspace.form.documentation
    assert block.standing.text() == words
    workspace.form.set_flags([])
    assert words in block.fields["record"].control.accessibleDescription()


@pytest.mark.parametrize("technique", FIELDS["documentation.technique"].values)
def test_the_name_of_a_technique_is_whole_in_four_columns(
    workspace: ClaimWorkspace, technique: Technique
) -> None:
    workspace.view.window().resize(998, 700)  # as wide as a window of 960 with its search leaves the form
    workspace.form.set_draft(replace(DRAFT, documentation=Documentation(technique=technique)))
    QApplication.processEvents()
    combo = workspace.form.documentation.fields["documentation.technique"].control
    assert isinstance(combo, ChoiceCombo)
    assert combo.y() == workspace.form.documentation.fields["documentation.target"].control.y()
    assert combo.edit.fontMetrics().horizontalAdvance(combo.edit.text()) + 4 < combo.edit.width()
