"""What was checked and what was not: the foot, the list, and the ways to cure a gap."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.coding.findings import NotChecked, Review
from app.desktop.claim.coverage import FEW, CoverageFoot, CoverageList
from app.desktop.claim.rule_words import unstated_field
from app.desktop.look.look import Look

GAPS = (
    NotChecked("mue-exceeded", "The units limits are not on the shelf."),
    NotChecked("component-both", "The place of service is not stated, so line 1 was not checked."),
    NotChecked("payer-policy", "No policy of this payer is known."),
)
REVIEW = Review(
    schema=1,
    outcome="incomplete",
    flags=(),
    checked=tuple(f"rule-{number}" for number in range(FEW + 3)),
    not_checked=GAPS,
    editions=(),
)


@pytest.fixture
def listed(look: Look, qtbot: QtBot) -> CoverageList:
    made = CoverageList(look, str.upper, lambda missed: "shelf" in missed.reason, unstated_field)
    qtbot.addWidget(made)
    made.resize(332, 600)
    made.show_review(REVIEW)
    made.show()
    return made


def buttons(listed: CoverageList) -> dict[str, QPushButton]:
    return {button.accessibleName() or button.text(): button for button in listed.findChildren(QPushButton)}


def test_a_gap_of_the_shelf_offers_the_import(listed: CoverageList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.import_asked):
        buttons(listed)["Import what mue-exceeded needs"].click()


def test_a_gap_of_the_form_offers_its_field(listed: CoverageList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.field_asked) as asked:
        buttons(listed)["Go to Place of service, which component-both needs"].click()
    assert asked.args == ["place_of_service"]


def test_a_gap_that_nothing_cures_offers_nothing(listed: CoverageList) -> None:
    cures = [name for name in buttons(listed) if name.startswith(("Import", "Go to"))]
    assert len(cures) == 2


def test_every_slug_opens_the_page_of_its_rule(listed: CoverageList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.page_asked) as asked:
        buttons(listed)["rule-0"].click()
    assert asked.args == ["rule:rule-0"]


def test_the_rest_of_what_was_checked_unfolds(listed: CoverageList) -> None:
    assert f"rule-{FEW}" not in buttons(listed)
    buttons(listed)["and 3 more"].click()
    assert f"rule-{FEW + 2}" in buttons(listed)


def test_one_rule_is_said_as_one(look: Look, qtbot: QtBot) -> None:
    foot = CoverageFoot(look)
    qtbot.addWidget(foot)
    foot.show_review(Review(schema=1, outcome="clean", flags=(), checked=("a",), not_checked=(), editions=()))
    assert foot.words() == ("1 rule checked", "")
