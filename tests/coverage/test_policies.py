"""An article leads to its LCDs and NCDs: the version of the day, its words, or why they are not there."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.article_parts import ArticleParts
from app.coding.held_articles import HeldPolicies
from app.coverage.policies import policies_of
from app.coverage.record import Policy
from app.coverage.wording import lines_of, policy_words
from app.library import Library
from tests.coverage.test_looking_up import DOWNLOADED, look_up

NAMED = ArticleParts(lcds=("9001", "8"), ncds=("70", "9"))


def found(library: Library, on: date) -> dict[str, Policy]:
    held = library.articles("0001X").policies
    return {each.name: each for each in policies_of(NAMED, held, on)}


def test_the_version_of_the_day_answers_with_its_words(library: Library) -> None:
    policy = found(library, DOWNLOADED)["L9001 version 4"]
    assert (policy.title, policy.first, policy.state) == (
        "Invented policy 9001",
        date(2026, 4, 1),
        "In force by its dates.",
    )
    assert [(each.title, each.paragraph) for each in policy.words] == [
        ("L9001, indications and limitations", "When two hold"),
        ("L9001, utilization", "Three sessions"),
    ]
    assert policy.citation
    assert (policy.citation.locator, policy.citation.edition) == ("L9001 version 4", "2026-08-26")


@pytest.mark.parametrize(
    ("on", "name", "state"),
    [
        (date(2026, 3, 31), "L9001 version 3", "In force by its dates."),
        (date(2024, 12, 31), "L9001 version 4", "This version was not in force: it begins on 04/01/2026."),
        (DOWNLOADED, "999.1 version 2", "In force by its dates."),
        (DOWNLOADED, "999.2 version 1", "This version was not in force: it ended on 12/31/2010."),
        (DOWNLOADED, "L8", "It is not in the download on the shelf."),
        (DOWNLOADED, "number 9 of the database", "It is not in the download on the shelf."),
    ],
)
def test_each_says_whether_it_was_in_force_or_why_that_is_not_known(
    library: Library, on: date, name: str, state: str
) -> None:
    assert found(library, on)[name].state == state


def test_without_downloads_each_says_what_to_import() -> None:
    states = [each.state for each in policies_of(NAMED, HeldPolicies(), DOWNLOADED)]
    assert [state.rpartition("import ")[2] for state in states] == [
        "current_lcd.zip.", "current_lcd.zip.", "ncd.zip.", "ncd.zip.",
    ]  # fmt: skip


def test_an_answer_names_them_in_a_line_and_says_their_words_apart(library: Library) -> None:
    (article,) = look_up(library, "0001X").articles
    lines = list(lines_of(article))
    assert (
        "Related LCD L9001 version 4, Invented policy 9001. From 04/01/2026. In force by its dates." in lines
    )
    assert (
        "Related NCD 999.2 version 1, Ended item. From 01/01/2001 to 12/31/2010. This version was not in "
        "force: it ended on 12/31/2010." in lines
    )
    assert (1, "Three sessions") in policy_words(article)
