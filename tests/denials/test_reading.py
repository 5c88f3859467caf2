"""Denials as they are typed, and those of a remittance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from app.claims.answers import Adjustment, AnsweredLine, PayerAnswer
from app.claims.corrections import Correction
from app.claims.record import Entry
from app.coding.claim import Claim, Line
from app.coding.denials import Denial
from app.coding.errors import InputError
from app.denials.reading import denials_in, denials_of, read_denials, say_unanswered

CLAIM = Claim(schema=2, date_of_service=date(2026, 3, 10), lines=(Line(code="20610"), Line(code="77002")))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("CO-236", ("CO", "236")),
        ("co236 n122", ("CO", "236", "N122")),
        ("236", ("236",)),
        ("CARC 97 RARC M15", ("97", "M15")),
        ("CO-B15", ("CO", "B15")),
        ("MA130", ("MA130",)),
        ("CO-16, MA130, N56", ("CO", "16", "MA130", "N56")),
    ],
)  # fmt: skip
def test_numbers_are_read_however_they_are_written(text: str, numbers: tuple[str, ...]) -> None:
    (found,) = read_denials(text)
    assert found.numbers() == numbers


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("PR 1; CO-45", [("PR", "1"), ("CO", "45")]),
        ("CO-50 CO-236 PR-1", [("CO", "50", "236"), ("PR", "1")]),
        ("CO-50 PR-1 236", [("CO", "50"), ("PR", "1", "236")]),
        ("PR-1 N122 CO-236", [("PR", "1", "N122"), ("CO", "236", "N122")]),
        ("50 CO-236", [("CO", "50", "236")]),
        ("50 CO-236 PR-1", [("50",), ("CO", "236"), ("PR", "1")]),
    ],
)  # fmt: skip
def test_a_number_stays_with_its_group_and_a_remark_is_of_the_line(
    text: str, groups: list[tuple[str, ...]]
) -> None:
    assert [each.numbers() for each in read_denials(text)] == groups


@pytest.mark.parametrize("text", ["", " ", "denied", "236X7", "77002", "12345"])
def test_what_is_no_number_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_denials(text)
    assert not text.strip() or text not in str(refused.value)
    assert "CO-236 N122" in str(refused.value)
    assert "characters" not in str(refused.value)  # how long a word is tells nobody which it is


@given(st.text(max_size=40))
def test_any_text_is_a_denial_or_one_sentence(text: str) -> None:
    said = ""
    try:
        said = " ".join(number for each in read_denials(text) for number in each.numbers())
    except InputError as error:
        said = str(error)
    assert said
    assert "\n" not in said


def test_a_remittance_gives_a_denial_for_each_group_of_a_line() -> None:
    answer = PayerAnswer(
        status="4",
        adjustments=(Adjustment("PR", "1", "20"),),
        lines=(
            AnsweredLine(code="20610", adjustments=(Adjustment("CO", "45", "10"),)),
            AnsweredLine(
                code="77002",
                adjustments=(
                    Adjustment("CO", "97", "80"),
                    Adjustment("CO", "236", "1"),
                    Adjustment("PR", "2", "5"),
                ),
                remarks=("M15",),
            ),
        ),
    )
    found = list(denials_of(answer, CLAIM, date(2026, 4, 1)))
    assert {(each.remitted, each.remitted_by) for each in found} == {(date(2026, 4, 1), "typed")}
    assert [(each.numbers(), each.line) for each in found] == [
        (("PR", "1"), None),
        (("CO", "45"), 1),
        (("CO", "97", "236", "M15"), 2),
        (("PR", "2", "M15"), 2),
    ]


def test_a_remark_on_the_whole_claim_is_one_on_each_of_its_lines() -> None:
    lines = (
        AnsweredLine(code="20610", adjustments=(Adjustment("CO", "16", "9"),), remarks=("N56", "MA130")),
        AnsweredLine(code="77002", adjustments=(Adjustment("CO", "16", "9"),)),
    )
    answer = PayerAnswer(
        status="4", adjustments=(Adjustment("CO", "45", "1"),), remarks=("MA130", "MA01"), lines=lines
    )
    assert [each.remarks for each in denials_of(answer, CLAIM, None)] == [
        ("MA130", "MA01"),
        ("N56", "MA130", "MA01"),
        ("MA130", "MA01"),
    ]


@pytest.mark.parametrize(
    ("paid_on", "made_on", "typed", "expected"),
    [
        (date(2026, 4, 3), None, None, (date(2026, 4, 3), "paid")),
        (date(2026, 4, 3), date(2026, 4, 1), None, (date(2026, 4, 1), "made")),
        (date(2026, 4, 3), date(2026, 4, 5), None, (date(2026, 4, 3), "paid")),
        (date(2026, 4, 3), date(2026, 4, 3), None, (date(2026, 4, 3), "made")),
        (None, date(2026, 4, 1), None, (date(2026, 4, 1), "made")),
        (None, None, None, (None, None)),
        (date(2026, 4, 3), date(2026, 4, 1), date(2026, 4, 9), (date(2026, 4, 9), "typed")),
    ],
)
def test_a_remittance_has_its_own_date_the_earlier_of_two_and_a_typed_one_goes_before(
    paid_on: date | None, made_on: date | None, typed: date | None, expected: tuple[object, object]
) -> None:
    line = AnsweredLine(code="77002", adjustments=(Adjustment("CO", "50", "9"),))
    answer = PayerAnswer(status="4", lines=(line,), paid_on=paid_on, made_on=made_on)
    (found,) = denials_of(answer, CLAIM, typed)
    assert (found.remitted, found.remitted_by) == expected


def test_a_line_that_stands_twice_is_not_guessed() -> None:
    twice = Claim(schema=2, date_of_service=date(2026, 3, 10), lines=(Line(code="77002"), Line(code="77002")))
    answer = PayerAnswer(
        status="4", lines=(AnsweredLine(code="77002", adjustments=(Adjustment("CO", "18", "9"),)),)
    )
    (found,) = denials_of(answer, twice, None)
    assert found.line is None


def test_a_code_that_the_payer_changed_is_found_by_what_was_sent() -> None:
    line = AnsweredLine(code="77003", submitted="77002", adjustments=(Adjustment("CO", "97", "9"),))
    (found,) = denials_of(PayerAnswer(status="1", lines=(line,)), CLAIM, None)
    assert found.line == 2


def answered(day: date, *codes: str) -> Entry:
    lines = tuple(AnsweredLine(code=code, adjustments=(Adjustment("CO", "97", "80"),)) for code in codes)
    claim = structs.replace(CLAIM, date_of_service=day)
    return Entry(name="claim 1", claim=claim, answer=PayerAnswer(status="4", lines=lines))


def test_of_a_remittance_with_several_claims_only_the_answer_to_this_one_is_taken() -> None:
    day = CLAIM.date_of_service
    mine = answered(day, "77002")
    others = [answered(day - timedelta(days=1), "77002"), answered(day, "77002", "99213")]
    assert denials_in([*others, mine], CLAIM, None) == (Denial(group="CO", reasons=("97",), line=2),)
    with pytest.raises(InputError, match="answers no claim of"):
        denials_in(others, CLAIM, None)
    with pytest.raises(InputError, match="answers 2 claims of"):
        denials_in([mine, mine], CLAIM, None)


def answer_to(*lines: tuple[str, ...]) -> Entry:
    """An answer to lines of a code and its modifiers."""
    why = (Adjustment("CO", "97", "80"),)
    answer = PayerAnswer(
        status="4",
        lines=tuple(AnsweredLine(code=code, modifiers=tuple(more), adjustments=why) for code, *more in lines),
    )
    return Entry(name="claim 1", claim=CLAIM, answer=answer)


def test_the_answer_to_all_lines_goes_before_one_to_some() -> None:
    whole, part = answer_to(("20610",), ("77002",)), answer_to(("77002",))
    for entries in ([whole, part], [part, whole]):
        assert [each.line for each in denials_in(entries, CLAIM, None)] == [1, 2]


def test_an_answer_to_another_modifier_is_of_another_claim() -> None:
    with pytest.raises(InputError, match="no claim of 03/10/2026 with these codes and modifiers"):
        denials_in([answer_to(("77002", "26"))], CLAIM, None)
    sided = structs.replace(CLAIM, lines=(Line(code="20610", modifiers=("RT", "59")), Line(code="77002")))
    assert denials_in([answer_to(("20610", "59", "RT"), ("77002",)), answer_to(("77002", "26"))], sided, None)


def test_a_line_that_was_sent_once_is_not_answered_twice() -> None:
    with pytest.raises(InputError, match="answers no claim"):
        denials_in([answer_to(("77002",), ("77002",))], CLAIM, None)


def test_of_lines_that_an_answer_leaves_out_it_is_said_that_nothing_is_known() -> None:
    assert say_unanswered([answer_to(("20610",), ("77002",))], CLAIM) == ""
    assert say_unanswered([answer_to()], CLAIM) == ""  # of the claim as a whole
    assert say_unanswered([answer_to(("77002",))], CLAIM) == (
        "The remittance says nothing of line 1 (20610): whether it was paid is not known from it. "
        "Look for another remittance of this claim."
    )
    twice = structs.replace(CLAIM, lines=(*CLAIM.lines, Line(code="77002")))
    assert say_unanswered([answer_to(("77002",))], twice).startswith(
        "The remittance says nothing of line 1 (20610), 1 of the 2 lines with 77002: whether they were paid"
    )
    assert "line 2 (77002) and line 3 (77002): whether they" in say_unanswered([answer_to(("20610",))], twice)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("CO-45 23.00 PR-1 $10.00", [("CO", "45"), ("PR", "1")]),
        ("CO-97 $1,234.50", [("CO", "97")]),
        ("CO-97 -5.00; PR-2 $7", [("CO", "97"), ("PR", "2")]),
        ("CO-45.00", [("CO", "45")]),
        ("CO45.0 PR-1", [("CO", "45"), ("PR", "1")]),
        ("CO 97,236", [("CO", "97", "236")]),
        ("MA 130", [("MA130",)]),
        ("N-122, m-15", [("N122", "M15")]),
        ("CO-97 and N19", [("CO", "97", "N19")]),
        ("Reason code 97, remark codes N19 with M15", [("97", "N19", "M15")]),
        ("CARC 97 RARC N19", [("97", "N19")]),
        ("CARC-97 RARC-N19", [("97", "N19")]),
    ],
)
def test_amounts_and_words_around_the_numbers_are_none_of_them(
    typed: str, numbers: list[tuple[str, ...]]
) -> None:
    assert [each.numbers() for each in read_denials(typed)] == numbers


@pytest.mark.parametrize("typed", ["CO-45 1,234", "CO-45  12,345,678 N19", "CO-45.12", "PR1.50"])
def test_what_may_be_an_amount_or_numbers_is_not_guessed(typed: str) -> None:
    with pytest.raises(InputError, match="may be an amount or a remittance code"):
        read_denials(typed)


def test_an_answer_that_was_taken_back_answers_nothing() -> None:
    mine = answer_to(("20610",), ("77002",))
    assert mine.answer is not None
    reversal = structs.replace(mine, answer=structs.replace(mine.answer, status="22"))
    before = structs.replace(mine, corrections=(Correction("taken-back", ("answer 2",)),))
    assert denials_in([before, reversal, mine], CLAIM, None) == denials_in([mine], CLAIM, None)
    with pytest.raises(InputError, match="answers no claim"):
        denials_in([before, reversal], CLAIM, None)


def test_a_line_that_the_payer_changed_is_found_by_what_was_sent() -> None:
    sided = structs.replace(CLAIM, lines=(Line(code="20610", modifiers=("RT",)), Line(code="77002")))
    why = (Adjustment("CO", "97", "9"),)
    changed = AnsweredLine(code="20611", submitted="20610", submitted_modifiers=("RT",), adjustments=why)
    answer = PayerAnswer(status="1", lines=(changed, AnsweredLine(code="77002", adjustments=why)))
    entry = Entry(name="claim 1", claim=sided, answer=answer)
    assert [each.line for each in denials_in([entry], sided, None)] == [1, 2]
