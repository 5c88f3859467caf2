"""The draft keeps what was typed and says what it cannot read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.claims.draft import Draft, DraftLine, claim_of, draft_of, find_problems
from app.claims.draft_lines import edit_cell, insert_text
from app.coding.claim import Claim, Documentation, Line, Locality
from app.coding.errors import InputError

DAY = date(2026, 9, 15)
lines = st.builds(
    Line,
    code=st.from_regex(r"[0-9A-Z]{5}", fullmatch=True),
    modifiers=st.lists(st.from_regex(r"[0-9A-Z]{2}", fullmatch=True), max_size=4).map(tuple),
    units=st.integers(1, 9999),
    diagnoses=st.lists(st.from_regex(r"[A-Z][0-9]{2}\.[0-9]{1,2}", fullmatch=True), max_size=4).map(tuple),
    encounter=st.integers(1, 99),
)
claims = st.builds(
    Claim,
    schema=st.just(1),
    date_of_service=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    lines=st.lists(lines, max_size=6).map(tuple),
    reference=st.none() | st.text(min_size=1, max_size=20).filter(str.strip),
    place_of_service=st.none() | st.sampled_from(["11", "22"]),
    payer=st.none() | st.sampled_from(["medicare", "aetna"]),
    documentation=st.builds(
        Documentation, signed=st.none() | st.booleans(), technique=st.none() | st.just("fna")
    ),
)


@given(claims)
def test_a_claim_shown_and_read_back_is_the_same_claim(claim: Claim) -> None:
    assert claim_of(draft_of(claim)) == claim


typed = st.text("27026RTX.5 -,x1\t", max_size=12)
changes = st.lists(
    st.tuples(
        st.integers(0, 4), st.sampled_from(["code", "modifiers", "units", "diagnoses", "encounter"]), typed
    ),
    max_size=8,
)


@given(changes)
def test_whatever_is_typed_into_cells_is_a_claim_or_has_a_problem(
    edits: list[tuple[int, str, str]],
) -> None:
    draft = Draft(date_of_service=DAY)
    for row, field, text in edits:
        draft = edit_cell(draft, min(row, len(draft.lines)), field, text)
    if find_problems(draft):
        with pytest.raises(InputError):
            claim_of(draft)
    else:
        assert len(claim_of(draft).lines) == len(draft.lines)


@pytest.mark.parametrize("text", [",", "+", ";", "-"])
def test_punctuation_alone_stays_in_its_cell_as_a_problem(text: str) -> None:
    draft = edit_cell(Draft(date_of_service=DAY), 0, "code", text)
    assert [line.code for line in draft.lines] == [text]
    assert find_problems(draft)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_pasted_commas_alone_change_nothing(row: int) -> None:
    draft = Draft(date_of_service=DAY, lines=(DraftLine(modifiers=("RT",)), DraftLine("77002")))
    assert insert_text(draft, row, ",\n;") == draft


def test_more_lines_than_a_claim_holds_are_a_problem() -> None:
    (problem,) = find_problems(Draft(date_of_service=DAY, lines=(DraftLine("77002"),) * 1000))
    assert "at most 999 lines" in problem.sentence


def test_text_that_is_no_date_is_kept_and_explained() -> None:
    draft = Draft(date_of_service=DAY).with_unread("date_of_service", "9/35/26")
    assert draft.unread == (("date_of_service", "9/35/26"),)
    (problem,) = find_problems(draft)
    assert problem.field == "date_of_service"
    assert "9/35/26" in problem.sentence
    with pytest.raises(InputError, match="9/35/26"):
        claim_of(draft)


def test_a_good_value_takes_the_place_of_unread_text() -> None:
    draft = Draft().with_unread("date_of_service", "never").with_value("date_of_service", DAY)
    assert claim_of(draft).date_of_service == DAY


def test_no_date_asks_for_one() -> None:
    (problem,) = find_problems(Draft())
    assert "Type the date of service" in problem.sentence


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        (DraftLine("7700"), "lines[0].code", "a code has five letters"),
        (DraftLine("", ("26",)), "lines[0].code", "no code"),
        (DraftLine("77002", ("5",)), "lines[0].modifiers", "a modifier has two letters"),
        (DraftLine("77002", ("26", "RT", "59", "XS", "LT")), "lines[0].modifiers", "up to four"),
        (DraftLine("77002", units="two"), "lines[0].units", "whole number"),
        (DraftLine("77002", units="0"), "lines[0].units", "from 1 to 9999"),
        (DraftLine("77002", encounter="x"), "lines[0].encounter", "whole number"),
        (DraftLine("20610-RT zz9"), "lines[0].code", "“ZZ9” in “20610-RT zz9”"),
    ],
)
def test_a_cell_that_cannot_be_read_names_line_and_field(line: DraftLine, field: str, words: str) -> None:
    (problem,) = find_problems(Draft(date_of_service=DAY, lines=(line,)))
    assert problem.field == field
    assert problem.sentence.startswith("Line 1")
    assert words in problem.sentence


def test_units_keep_what_was_typed_until_it_is_mended() -> None:
    draft = Draft(date_of_service=DAY, lines=(DraftLine("77002", units="two"),))
    assert draft.lines[0].units == "two"
    with pytest.raises(InputError, match="units"):
        claim_of(draft)


def test_what_a_claim_keeps_of_its_file_goes_through_the_form() -> None:
    line = Line(
        "77002", place_of_service="22", revenue_code="0361", minutes=12, practitioner="p2", source_line="3"
    )
    claim = Claim(
        schema=2,
        date_of_service=date(2026, 9, 15),
        claim_form="institutional",
        bill_type="131",
        frequency="7",
        locality=Locality(carrier="06102", locality="16"),
        practitioner="p1",
        patient="m1",
        file_warnings=("cut-short",),
        lines=(line, Line(revenue_code="0250", units=4)),
    )
    assert claim_of(draft_of(claim)) == claim
    typed = edit_cell(edit_cell(draft_of(claim), 0, "code", "20610-RT x2 M16.11"), 0, "units", "3")
    expected = replace(line, code="20610", modifiers=("RT",), units=3, diagnoses=("M16.11",))
    assert claim_of(typed).lines[0] == expected
    assert insert_text(draft_of(claim), 1, "20610").lines[1].revenue_code == "0250"


def test_a_line_without_code_needs_its_revenue_code_and_the_institutional_form() -> None:
    row = DraftLine(revenue_code="0250")
    draft = Draft(date_of_service=date(2026, 9, 15), lines=(row,), claim_form="professional")
    assert [problem.field for problem in find_problems(draft)] == ["lines[0].code"]
    assert not find_problems(replace(draft, claim_form="institutional"))
