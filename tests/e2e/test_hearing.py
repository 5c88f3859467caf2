"""What Orca says of the program, sentence by sentence, and what the accessibility bus tells of it."""

from __future__ import annotations

import pytest

from tests.e2e.hearing import HeardDesktop

pytestmark = pytest.mark.slow


def test_a_result_is_heard_in_the_list(heard: HeardDesktop) -> None:
    heard.type("77002")
    heard.press("Tab", "Tab")
    heard.hear_until("77002, add-on, Fluoro needle guidance, non-spine.")
    assert "Results" in [node.name for node in heard.tree("Needlepoint").all() if node.role == "list"]


FACTS = [
    "Status: A, active.",
    "Add-on code: Type 1, closed list.",
    "MUE: 1, MAI 3: date of service, clinical.",
    "PC/TC indicator: 1, 26 or TC allowed.",
    "Global days: ZZZ, in another service's period.",
    "Bilateral surgery indicator: 0, no 150% adjustment.",
    "Physician supervision, TC: 03, personal.",
    "OPPS status indicator: No source on the shelf for this date.",
    "Amount, non-facility: $121.25, 26 $27.05, TC $94.19.",
]


def test_the_facts_of_a_code_are_heard_line_by_line(heard: HeardDesktop) -> None:
    heard.type("77002")
    heard.wait_for("77002 · Needlepoint")
    heard.press("F6")
    heard.hear_until("Page: 77002 Fluoro needle guidance, non-spine document frame.")
    heard.press("ctrl+Down")
    heard.hear_until("77002 Fluoro needle guidance, non-spine heading level 1.")
    heard.press("ctrl+Down")
    assert heard.hear_until("Facts heading level 2.") == ["Facts heading level 2."]
    for fact in FACTS:
        heard.press("Down")
        assert heard.hear_until(fact) == [fact]
    heard.press("ctrl+Down")
    assert heard.hear_until("Report with a primary heading level 2.") == [
        "Report with a primary heading level 2."
    ]


def test_a_table_is_heard_with_its_heads_and_a_source_with_its_fact(heard: HeardDesktop) -> None:
    heard.type("77002")
    heard.wait_for("77002 · Needlepoint")
    heard.press("F6", "Tab")
    heard.hear_until("Facts.")
    heard.press("Down", "Down", "Return")
    heard.hear_until("Which guidance code heading level 2.")
    heard.press("Down")
    assert heard.hear_until("77002 table row header.") == ["77002 table row header."]
    heard.press("Right")
    heard.hear_until("Steers column header a needle outside the spine.")
    heard.press("Down")
    heard.hear_until("77003 row header a needle in the spine.")
    heard.press("shift+Tab", "shift+Tab", "shift+Tab")
    heard.hear_until("Source of Status: RVU26C push button.")
    heard.press("Right")
    assert heard.hear_until("Source of Add-on code: AOC 2026Q2 push button.")
    heard.press("Return")
    said = heard.hear_until("In force from 01/01/2017.", inside=True)
    assert said[0] == "Copy citation push button."


def test_a_field_that_tab_enters_is_heard(heard: HeardDesktop) -> None:
    heard.type("77002")
    heard.wait_for("77002 · Needlepoint")
    heard.press("ctrl+shift+m")
    heard.hear_until("Page: Modifier table document frame.")
    heard.press("Tab", "Tab", "Tab")
    heard.hear_until("Filter Modifiers text.")


def test_pages_that_come_and_go_while_they_are_heard_leave_the_program_whole(heard: HeardDesktop) -> None:
    heard.type("77002")
    heard.wait_for("77002 · Needlepoint")
    heard.press("F6", "ctrl+Down", "ctrl+Down", "Down")
    heard.hear_until(FACTS[0])
    for key, title in (
        ("ctrl+shift+m", "Modifier table · Needlepoint"),
        ("alt+Left", "What Needlepoint can answer now · Needlepoint"),
        ("ctrl+shift+k", "77002, 77003, 76942 side by side · Needlepoint"),
        ("ctrl+shift+g", "Which guidance code · Needlepoint"),
    ):
        heard.press(key)
        heard.wait_for(title)
        assert heard.tree("Needlepoint").all()
