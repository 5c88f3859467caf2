"""An article's lists are judged by what they print; where words decide, they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.article_parts import ArticleParts, CodeGroup
from app.coverage.judging import judge
from app.coverage.record import Outcome

DX = "M25.551"
CODES = (CodeGroup(1, ("0001X",)),)
ONE = (CodeGroup(1, (DX,)),)
OTHER = (CodeGroup(1, ("M54.50",)),)
FOR_ALL = "Not covered is all that is not listed above."


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        (ArticleParts(codes=CODES, covered=ONE), "listed"),
        (ArticleParts(codes=CODES, covered=(CodeGroup(1, (DX,), "These support necessity."),)), "listed"),
        (ArticleParts(codes=CODES, covered=(CodeGroup(1, (DX,), "Primary diagnosis."),)), "paragraph"),
        (ArticleParts(codes=CODES, covered=(CodeGroup(1, (DX,), "For 0002X:"),)), "paragraph"),
        (ArticleParts(codes=(CodeGroup(1, ("0001X",), "Only once."),), covered=ONE), "paragraph"),
        (ArticleParts(codes=CODES, covered=(CodeGroup(1, (f"{DX}*",), "", "Another."),)), "paragraph"),
        (ArticleParts(codes=CODES, covered=(*ONE, CodeGroup(2, ("M54.50",)))), "paragraph"),
        (ArticleParts(codes=(*CODES, CodeGroup(2, ("0002X",))), covered=ONE), "paragraph"),
        (ArticleParts(codes=CODES, covered=OTHER), "not-listed"),
        (ArticleParts(codes=CODES, covered=(CodeGroup(1, (), "Any pain."),)), "paragraph"),
        (ArticleParts(codes=CODES, covered=ONE, noncovered=ONE), "noncovered"),
        (ArticleParts(codes=CODES, noncovered=ONE), "noncovered"),
        (ArticleParts(codes=CODES, noncovered=OTHER), "no-list"),
        (ArticleParts(codes=CODES, noncovered=(CodeGroup(1, (), FOR_ALL),)), "paragraph"),
        (ArticleParts(codes=CODES), "no-list"),
    ],
)
def test_each_state_of_the_lists_has_its_outcome(parts: ArticleParts, outcome: Outcome) -> None:
    assert judge(parts, "0001X", DX).outcome == outcome


def test_a_diagnosis_that_is_only_the_beginning_of_listed_ones_is_said_to_be() -> None:
    codes = ("M25.551", "M25.552*", "M25.559", "M25.561", "M54.50")
    found = judge(ArticleParts(codes=CODES, covered=(CodeGroup(1, codes),)), "0001X", "M25.5")
    assert found.outcome == "not-listed"
    assert found.sentences[0].endswith(
        "More specific codes are listed: M25.551, M25.552, M25.559 and 1 more."
    )
    whole = judge(ArticleParts(codes=CODES, covered=OTHER), "0001X", "M25.551")
    assert whole.sentences == ("M25.551 is listed neither as covered nor as not covered.",)


def test_not_covered_goes_before_covered_and_both_are_said() -> None:
    found = judge(ArticleParts(codes=CODES, covered=ONE, noncovered=ONE), "0001X", DX)
    assert found.sentences == (
        "M25.551 is listed as not covered, group 1.",
        "It is also listed as covered, group 1: not covered takes precedence.",
    )


def test_what_decides_is_shown_with_every_reason() -> None:
    covered = (CodeGroup(1, (f"{DX}*",), "One of these", "Add another"), CodeGroup(2, (DX,), "And of these"))
    found = judge(ArticleParts(codes=(*CODES, CodeGroup(2, ("0001X",))), covered=covered), "0001X", DX)
    assert found.sentences[0].partition(": ")[2].split("; ") == [
        "the article has 2 groups of covered diagnoses",
        "it has 2 groups of procedure codes",
        "the diagnosis has an asterisk",
        "a paragraph says what its group is for.",
    ]
    assert [(each.title, each.paragraph, each.asterisk) for each in found.groups] == [
        ("Covered, group 1", "One of these", "Add another"),
        ("Covered, group 2", "And of these", ""),
    ]


def test_what_an_asterisk_asks_for_is_not_shown_with_a_diagnosis_that_has_none() -> None:
    covered = (CodeGroup(1, (DX, "M16.12*"), "Invented words", "Needs another"),)
    found = judge(ArticleParts(codes=CODES, covered=covered), "0001X", DX)
    assert found.outcome == "listed"
    assert [(each.paragraph, each.asterisk) for each in found.groups] == [("Invented words", "")]


def test_groups_without_a_word_send_to_the_article() -> None:
    found = judge(ArticleParts(codes=CODES, covered=(*ONE, CodeGroup(2, (DX,)))), "0001X", DX)
    assert found.sentences[-1] == "The file has no paragraph for them: read the article."


def test_an_article_without_lists_is_not_called_covered() -> None:
    assert "That is not “covered”" in judge(ArticleParts(codes=CODES), "0001X", DX).sentences[1]


def test_without_a_diagnosis_it_is_said_what_is_listed() -> None:
    found = judge(ArticleParts(codes=CODES, covered=ONE, noncovered=OTHER), "0001X", "")
    assert found.outcome == "printed"
    assert found.sentences == (
        "Prints 0001X in group 1.",
        "Lists 1 diagnosis as covered in 1 group and 1 diagnosis as not covered in 1 group.",
    )


GROUPS = st.lists(
    st.builds(
        CodeGroup,
        st.integers(1, 9),
        st.lists(st.sampled_from([DX, f"{DX}*", "M54.50"]), max_size=3).map(tuple),
        st.sampled_from(["", "These.", "One of each", "Primary"]),
    ),
    max_size=3,
).map(tuple)


@given(GROUPS, GROUPS, GROUPS)
def test_listed_alone_is_said_only_of_one_group_without_stars_or_denials(
    codes: tuple[CodeGroup, ...], covered: tuple[CodeGroup, ...], noncovered: tuple[CodeGroup, ...]
) -> None:
    parts = ArticleParts(codes=(*CODES, *codes), covered=covered, noncovered=noncovered)
    outcome = judge(parts, "0001X", DX).outcome
    denied = any(group.holds(DX) for group in noncovered)
    assert (outcome == "noncovered") == denied
    if outcome == "listed":
        assert len(covered) == len(parts.codes) == 1
        assert not covered[0].has_asterisk(DX)
        assert covered[0].paragraph in {"", "These."}
