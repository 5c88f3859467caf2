"""What was checked and what was not: the foot, the list, and the ways to cure a gap."""

import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.coding.findings import Review
from app.coding.reasons import NotChecked, Unchecked, not_checked
from app.desktop.claim.coverage import FEW, CoverageFoot, CoverageList
from app.desktop.look.look import Look
from app.rules.examples.rows import gap_of

OPEN: dict[str, tuple[Unchecked, ...]] = {
    "mue-exceeded": (Unchecked(gap=gap_of("units")),),
    "component-both": (Unchecked(field="place_of_service", so="line 1 was not checked"),),
    "payer-policy": (Unchecked("The book holds nothing about this payer."),),
}


def gaps() -> tuple[NotChecked, ...]:
    return tuple(not_checked(slug, points) for slug, points in OPEN.items())


REVIEW = Review(
    schema=1,
    outcome="incomplete",
    flags=(),
    checked=tuple(f"rule-{number}" for number in range(FEW + 3)),
    not_checked=gaps(),
    editions=(),
)


@pytest.fixture
def listed(look: Look, qtbot: QtBot) -> CoverageList:
    made = CoverageList(look, str.upper)
    qtbot.addWidget(made)
    made.resize(332, 600)
    made.show_review(REVIEW)
    made.show()
    return made


def buttons(listed: CoverageList) -> dict[str, QPushButton]:
    return {button.accessibleName() or button.text(): button for button in listed.findChildren(QPushButton)}


def test_a_gap_of_the_shelf_offers_the_import(listed: CoverageList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.import_asked):
        buttons(listed)["Import what is needed for MUE-EXCEEDED"].click()


def test_a_gap_of_the_form_offers_its_field(listed: CoverageList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.field_asked) as asked:
        buttons(listed)["Go to Place of service, needed for COMPONENT-BOTH"].click()
    assert asked.args == ["place_of_service"]


def test_the_cures_do_not_hang_on_the_wording_of_a_reason(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.coding.reasons.say", lambda _found: "Please see to this.")
    made = CoverageList(look, str.upper)
    qtbot.addWidget(made)
    made.show_review(msgspec.structs.replace(REVIEW, not_checked=gaps()))
    made.show()
    assert {label.text() for label in made.findChildren(QLabel)} > {"Please see to this."}
    assert {
        "Import what is needed for MUE-EXCEEDED",
        "Go to Place of service, needed for COMPONENT-BOTH",
    } <= set(buttons(made))


def test_a_gap_that_nothing_cures_offers_nothing(listed: CoverageList) -> None:
    cures = [name for name in buttons(listed) if name.startswith(("Import", "Go to"))]
    assert len(cures) == 2


def test_every_title_opens_the_page_of_its_rule(listed: CoverageList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.page_asked) as asked:
        buttons(listed)["RULE-0"].click()
    assert asked.args == ["rule:rule-0"]


def test_the_rest_of_what_was_checked_unfolds(listed: CoverageList) -> None:
    assert f"RULE-{FEW}" not in buttons(listed)
    buttons(listed)["and 3 more"].click()
    assert f"RULE-{FEW + 2}" in buttons(listed)


def test_one_rule_is_said_as_one(look: Look, qtbot: QtBot) -> None:
    foot = CoverageFoot(look)
    qtbot.addWidget(foot)
    foot.show_review(Review(schema=1, outcome="clean", flags=(), checked=("a",), not_checked=(), editions=()))
    assert foot.words() == ("1 rule checked", "")
