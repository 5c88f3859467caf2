"""What a coder who hears the program does: ask, fill a line, walk the flags, export. The words are Orca's.

Orca says more or less on the way, as fast as it is asked. What it says at each stop, and what tells of what
came about elsewhere, is the same each time and is written down here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.hearing import HeardDesktop

pytestmark = pytest.mark.slow

ALONE = (
    "77002 is paid only with one of 12 listed procedures, by the same practitioner on the same date. "
    "This claim has none."
)
PRIMARY = "To clear: report the primary procedure as well, if the record supports it."
UNITS = "77002 on line 1 has 2 units; guidance is one unit per encounter."
LINE = f"""\
line 1, Flags, error: {ALONE}, error: {UNITS}
line 1, Code, 77002, error: {ALONE}
line 1, What it is, Fluoro needle guidance, non-spine.
line 1, Modifiers, 26.
line 1, Units, 2, error: {UNITS}
line 1, Diagnoses, M16.11.
line 1, Encounter, 1.
"""
FLAGS = (
    f"Guidance is one unit per encounter, CMS policy. {UNITS} To clear: report one unit for the encounter.",
    f"Add-on without a primary procedure, CMS edit. {ALONE} {PRIMARY}",
)
ANSWER = (
    "Separately reportable 20610 with 77002 heading level 1.",
    "What it stands on heading level 2.",
)
REASONS = (
    "Add-on list: 20610 is listed.",
    "NCCI PTP edit: none.",
    "In a facility: 77002 with 26.",
    "Ultrasound: 20611, guidance included.",
)
EXPORT = """\
Preview of the checklist. / 2 pages.
Paper: US Letter. / selected radio button
Review: To fill in. / selected radio button
Put the claim into the file check box checked.
Print the quarter, not the date check box not checked.
Print… push button.
Cancel push button.
Save PDF… push button.
"""

ANSWERED = (
    "What the codes mean heading level 2.",
    "CO: not in the book; nothing is said of it.",
    "45: not in the book; nothing is said of it.",
    "What follows: Not checked heading level 2.",
)


def begin_claim(heard: HeardDesktop) -> None:
    """Go to Check and put a code on the first line."""
    heard.press("ctrl+2")
    heard.hear_until("new line, Encounter, none.")


def fill_line(heard: HeardDesktop) -> None:
    """Type a line cell by cell, each once the one before was said; with two units, which are an error."""
    cells = (
        ("77002", "Modifiers column header line 1, Modifiers, none."),
        ("26", "notification 1 error, 13 not checked."),
        ("2", "Diagnoses column header line 1, Diagnoses, none."),
    )
    for text, ending in cells:
        heard.type(text)
        heard.press("Tab")
        heard.hear_until(ending)
    heard.type("M16.11")
    heard.press("Return")
    heard.hear_until("notification 2 errors, 12 not checked.")


def test_the_answer_for_two_codes_is_heard_as_it_is_typed(heard: HeardDesktop) -> None:
    heard.type("20610 77002")
    heard.hear_until("Answer: 20610 with 77002, Separately reportable, 1 of 3")
    heard.press("Down")
    heard.hear_until("20610, Large joint or bursa, needle in or out, 2 of 3")
    heard.press("ctrl+a")
    heard.type("zzzz")
    heard.hear_until("Nothing found for “zzzz”.")


def test_the_reasons_of_an_answer_are_heard_on_its_page(heard: HeardDesktop) -> None:
    heard.type("20610 77002")
    heard.hear_until("Answer: 20610 with 77002, Separately reportable, 1 of 3")
    heard.press("F6")
    heard.hear_until("Page: Separately reportable 20610 with 77002 document frame.")
    for heading in ANSWER:
        heard.press("ctrl+Down")
        heard.hear_until(heading)
    for reason in REASONS:
        heard.press("Down")
        assert heard.hear_until(reason) == [reason]


def test_a_line_is_filled_by_ear_and_read_again(heard: HeardDesktop) -> None:
    begin_claim(heard)
    fill_line(heard)
    heard.press("Up")
    assert heard.hear_until("line 1, Encounter, 1.") == LINE.splitlines()


def test_the_flags_are_walked_by_ear(heard: HeardDesktop) -> None:
    begin_claim(heard)
    fill_line(heard)
    for flag, place in zip(reversed(FLAGS), (1, 2), strict=True):
        heard.press("F8")
        said = f"notification Error, line 1, {flag} {place} of 2."
        assert heard.hear_until(said) == [said]


def test_a_checklist_is_exported_by_ear(heard: HeardDesktop, tmp_path: Path) -> None:
    begin_claim(heard)
    fill_line(heard)
    heard.press("ctrl+p")
    heard.hear_until("Save PDF… push button.")
    for stop in EXPORT.splitlines():
        heard.press("Tab")
        parts = stop.split(" / ")
        assert heard.hear_until(parts[-1]) == parts
    heard.press("Return")
    heard.hear_until("Save checklist", inside=True)
    target = tmp_path / "heard.pdf"
    heard.press("ctrl+a")
    heard.type(str(target))
    heard.press("Return")
    heard.hear_until("New claim · Needlepoint frame.")  # without the mark of what is not saved
    assert target.read_bytes().startswith(b"%PDF")


def test_a_denial_is_heard_as_it_is_typed_and_read_point_by_point(heard: HeardDesktop) -> None:
    begin_claim(heard)
    fill_line(heard)
    heard.press("ctrl+shift+d")
    heard.hear_until("Codes on the remittance", inside=True)
    heard.type("CO-45")
    heard.hear_until("notification The claim: CO, 45. What follows: Not checked.")
    heard.press("Tab", "Tab", "Tab")
    heard.hear_until("The claim: CO, 45 heading level 1.")
    for said in ANSWERED:
        heard.press("Down")
        assert heard.hear_until(said) == [said]
