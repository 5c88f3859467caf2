"""Editing, pasting, removing and moving lines, with the dispositions that go along."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.draft import Draft, DraftLine
from app.claims.draft_lines import edit_cell, insert_text, move_line, remove_line, write_line
from app.coding.dispositions import Disposition
from app.coding.errors import InputError

TWO = Draft(
    date_of_service=date(2026, 9, 15),
    lines=(DraftLine("20610", ("RT",)), DraftLine("77002")),
    dispositions=(
        Disposition(rule="a", line=1, state="fixed"),
        Disposition(rule="b", line=2, state="accepted", reason="documented"),
        Disposition(rule="c", line=None, state="fixed"),
    ),
)


def test_typing_a_code_into_the_empty_row_adds_a_line() -> None:
    assert edit_cell(TWO, 2, "code", " j1030 ").lines[2] == DraftLine("J1030")


def test_typing_a_code_keeps_the_rest_of_its_line() -> None:
    assert edit_cell(TWO, 0, "code", "20611").lines[0] == DraftLine("20611", ("RT",))


def test_typing_a_whole_line_into_code_fills_the_line() -> None:
    line = edit_cell(TWO, 1, "code", "20610-RT x2 M16.11").lines[1]
    assert line == DraftLine("20610", ("RT",), "2", ("M16.11",))


def test_typing_several_lines_into_code_fills_several_rows() -> None:
    after = edit_cell(TWO, 1, "code", "20206, 77002-26 x1")
    assert [line.code for line in after.lines] == ["20610", "20206", "77002"]


def test_text_that_is_no_line_stays_in_its_cell() -> None:
    assert edit_cell(TWO, 1, "code", "770").lines[1].code == "770"


@pytest.mark.parametrize("typed", ["26 59", "26,59", "26-59", " 26  59 "])
def test_modifiers_are_read_however_they_are_parted(typed: str) -> None:
    assert edit_cell(TWO, 1, "modifiers", typed).lines[1].modifiers == ("26", "59")


def test_emptied_units_are_one() -> None:
    assert edit_cell(TWO, 0, "units", "").lines[0].units == "1"


def test_a_line_emptied_altogether_goes() -> None:
    assert edit_cell(TWO, 1, "code", "").lines == TWO.lines[:1]


def test_dispositions_follow_their_line_when_another_is_removed() -> None:
    after = remove_line(TWO, 0)
    assert [(item.rule, item.line) for item in after.dispositions] == [("b", 1), ("c", None)]


def test_dispositions_follow_their_line_when_it_moves() -> None:
    after = move_line(TWO, 0, 1)
    assert {(item.rule, item.line) for item in after.dispositions} == {("a", 2), ("b", 1), ("c", None)}


def test_dispositions_go_when_the_code_of_their_line_changes() -> None:
    after = edit_cell(TWO, 0, "code", "20611")
    assert [item.rule for item in after.dispositions] == ["b", "c"]


def test_dispositions_stay_when_another_cell_of_their_line_changes() -> None:
    assert edit_cell(TWO, 0, "units", "2").dispositions == TWO.dispositions


def test_moving_past_either_end_changes_nothing() -> None:
    assert move_line(TWO, 0, -1) == TWO
    assert move_line(TWO, 1, 1) == TWO
    assert move_line(TWO, 2, -1) == TWO


def test_removing_the_empty_row_changes_nothing() -> None:
    assert remove_line(TWO, 2) == TWO


def test_pasted_lines_come_after_the_others() -> None:
    after = insert_text(TWO, 0, "20206\n77012-26")
    assert [line.code for line in after.lines] == ["20610", "77002", "20206", "77012"]


@pytest.mark.parametrize(
    "text",
    [
        "CPT\tMod\tUnits\tDx\n20610\tRT\t1\tM16.11\n77002\t26\t\tM16.11, R22.41",
        '"20610","RT","1","M16.11"\r\n"77002","26","1","M16.11 R22.41"\r\n',
        '"Code","Modifiers","Units","Diagnoses"\n"20610","rt",,"M16.11"\n\n"77002",26,1,"M16.11,R22.41"',
        "1. 20610-RT x1 M16.11\n2) 77002-26 M16.11 R22.41",
        " (1) 20610 RT M16.11; 77002 26 M16.11 R22.41",
    ],
)
def test_pasted_tables_and_lists_of_any_make_are_read(text: str) -> None:
    assert insert_text(Draft(), 0, text).lines == (
        DraftLine("20610", ("RT",), "1", ("M16.11",)),
        DraftLine("77002", ("26",), "1", ("M16.11", "R22.41")),
    )


def test_pasted_spreadsheet_rows_are_read_by_column() -> None:
    after = insert_text(Draft(), 0, "20610\tRT\t1\tM16.11 M17.0\n77002\t26\t1\tM16.11\t2\n")
    assert after.lines == (
        DraftLine("20610", ("RT",), "1", ("M16.11", "M17.0")),
        DraftLine("77002", ("26",), "1", ("M16.11",), "2"),
    )


@pytest.mark.parametrize("text", ["hello world", "Code\tUnits", "20610 zz9 zz9"])
def test_a_paste_that_cannot_be_read_says_so_and_changes_nothing(text: str) -> None:
    with pytest.raises(InputError):
        insert_text(TWO, 0, text)


@given(
    st.builds(
        DraftLine,
        code=st.from_regex(r"[0-9]{5}", fullmatch=True),
        modifiers=st.lists(st.from_regex(r"[A-Z][A-Z]", fullmatch=True), max_size=4).map(tuple),
        units=st.integers(1, 999).map(str),
        diagnoses=st.lists(st.from_regex(r"[A-Z][0-9]{2}\.[0-9]{2}", fullmatch=True), max_size=4).map(tuple),
    )
)
def test_a_copied_line_pastes_as_itself(line: DraftLine) -> None:
    assert insert_text(Draft(), 0, write_line(line)).lines == (line,)
