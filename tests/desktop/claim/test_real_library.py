"""The claim side over the real book: a bundled example, its flags, its gaps, and the checklist of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.checklist import reopen
from app.desktop.claim.commands import ClaimCommands
from app.desktop.claim.rule_words import missing_editions
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look.look import Look
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review


@pytest.fixture
def library(reference_db: Path, tmp_path: Path) -> Library:
    return Library.open(reference_db, Shelf.open(tmp_path / "editions"))


@pytest.fixture
def workspace(library: Library, look: Look, qtbot: QtBot) -> Iterator[ClaimWorkspace]:
    made = ClaimWorkspace(look, library, lambda claim: review(claim, library), lambda: date(2026, 11, 23))
    for widget in (made.view, made.panel):
        qtbot.addWidget(widget)
    yield made
    made.reviewer.wait()


def test_guidance_alone_in_the_hospital_is_two_errors_and_exports(
    workspace: ClaimWorkspace, library: Library, qtbot: QtBot
) -> None:
    claim = next(
        item.claim for item in library.examples() if [line.code for line in item.claim.lines] == ["77002"]
    )
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.open_claim(claim, "Open")
    errors = [flag.rule for flag in workspace.panel.standing.flags if flag.severity == "error"]
    assert errors == ["addon-without-primary", "component-26-missing"]
    dialog = ClaimCommands(workspace).make_export_dialog()
    assert dialog is not None
    qtbot.addWidget(dialog)
    assert reopen(dialog.pdf(), "x.pdf") == claim


def test_an_empty_shelf_is_named_and_every_gap_of_it_offers_the_import(
    workspace: ClaimWorkspace, library: Library, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.open_claim(library.examples()[0].claim, "Open")
    found = workspace.review()
    assert found is not None
    gaps = {gap.rule for gap in found.not_checked if gap.series}
    assert {"ptp-pair", "mue-exceeded", "diagnosis-unknown"} <= gaps
    assert {"NCCI PTP edits (practitioner)", "MUE (practitioner)", "ICD-10-CM"} <= set(
        missing_editions(found)
    )


def test_a_code_and_a_modifier_that_the_book_lacks_offer_the_import_of_their_lists(
    workspace: ClaimWorkspace, library: Library, qtbot: QtBot
) -> None:
    claim = library.examples()[0].claim
    strange = msgspec.structs.replace(claim.lines[0], code="64612", modifiers=("AQ",))
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.open_claim(msgspec.structs.replace(claim, lines=(strange, *claim.lines[1:])), "Open")
    found = workspace.review()
    assert found is not None
    assert {"code-unknown", "modifier-unknown"} <= {gap.rule for gap in found.not_checked if gap.series}
