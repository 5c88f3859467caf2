"""Which claims of a worklist were chosen, in words."""

from __future__ import annotations

import pytest

from app.claims.worklist.listing import Choice
from app.claims.worklist.part import Part, part_words


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (None, "4 of 40 claims, selected one by one"),
        (
            Choice(rule="ptp-pair", payer="medicare", place="22", text=" 7 "),
            "4 of 40 claims, chosen by the filter (rule: PTP-PAIR; payer: Medicare; place: 22 X; text: 7)",
        ),
        (Choice(payer="medicaid"), "4 of 40 claims, chosen by the filter (payer: Medicaid)"),
        (Choice(payer="some-plan"), "4 of 40 claims, chosen by the filter (payer: some-plan)"),
        (
            Choice(found="not-checked", payer="", practitioner="A"),
            "4 of 40 claims, chosen by the filter (flags: not reviewed; payer: not stated; practitioner: A)",
        ),
    ],
)
def test_the_filter_is_said_by_its_values(choice: Choice | None, words: str) -> None:
    assert part_words(Part(4, 40, choice), {"medicare": "Medicare"}, {"22": "X"}, str.upper) == words


def test_what_looks_like_a_person_is_not_repeated() -> None:
    said = part_words(Part(4, 40, Choice(text="Smith, Anna")), {}, {}, str)
    assert "Smith" not in said
    assert "text: words that are not repeated here" in said
