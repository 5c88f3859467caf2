"""A denied claim that is itself wrong by our own check is corrected first, neither written off nor argued."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from app.checklist.letter import letter_of, why_no_letter
from app.coding.claim import Claim, Documentation, Line
from app.coding.denials import Correction, DenialTable, Explanation
from app.coding.facts import Facts
from app.coding.findings import Edit, Flag, Review
from app.coding.official import PairEdit
from app.denials.explaining import explain
from app.denials.own_errors import CODE_FIRST, ERRORS_FIRST
from app.denials.pairs import NEVER
from app.denials.reading import read_denials
from app.denials.wording import points_of, text_of
from app.library.library import Library
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import denial_table
from build_scripts.reference.knowledge import Knowledge

DAY = date(2026, 3, 10)
TODAY = date(2026, 5, 1)
CLEAN = Review(schema=1, outcome="clean", flags=(), checked=(), not_checked=(), editions=())
CLAIM = Claim(
    schema=2,
    date_of_service=DAY,
    payer="medicare",
    lines=(Line(code="20611", modifiers=("RT",)), Line(code="77002", modifiers=("26",))),
    documentation=Documentation(modality="fluoroscopy"),
)
LISTED = Facts(on=DAY, primaries={"77002": frozenset({"20611"})})
WRONG_CODE = Flag(
    rule="imaging-required-by-primary", id="FAM-104", severity="error", basis="cpt-instruction", line=1,
    field=None, message="20611 on line 1 requires ultrasound; the record says fluoroscopy.", why="",
    remedy="Report 20610 for the procedure without this imaging.", edit=None, citations=(),
)  # fmt: skip
NO_26 = Flag(
    rule="component-26-missing", id="CMP-101", severity="error", basis="cms-policy", line=2, field=None,
    message="Invented.", why="", remedy="Add 26 if the record holds the interpretation.",
    edit=Edit("Add 26", 2, "modifiers", ("26",)), citations=(),
)  # fmt: skip


@pytest.fixture(scope="module")
def table(knowledge: Knowledge) -> DenialTable:
    return denial_table(knowledge, Citer(knowledge))


def never_bypassed() -> Facts:
    edit = PairEdit("20611", "77002", "0", date(2020, 1, 1), None, "x")
    return Facts(on=DAY, pairs={("20611", "77002"): edit})


def ask(
    table: DenialTable, text: str, facts: Facts, *flags: Flag, line: int | None = 2, today: date = TODAY
) -> Explanation:
    (denial,) = read_denials(text, line, date(2026, 4, 1))
    return explain(denial, CLAIM, structs.replace(CLEAN, flags=flags), facts, table, today)


@pytest.mark.parametrize("line", [2, None])
def test_a_wrong_procedure_code_is_corrected_and_its_guidance_not_written_off(
    table: DenialTable, line: int | None
) -> None:
    found = ask(table, "CO-236", never_bypassed(), WRONG_CODE, line=line)
    assert (found.action, found.barred) == ("correct", NEVER)
    assert WRONG_CODE.message in found.because
    assert found.advice[0] == CODE_FIRST
    assert Correction(1, "20611", edit=WRONG_CODE.remedy.rstrip(".")) in found.corrections
    assert "Write it off" not in text_of(found, CLAIM, str)


def test_guidance_inside_a_code_that_fits_the_record_is_still_written_off(table: DenialTable) -> None:
    assert ask(table, "CO-236", never_bypassed()).action == "write-off"
    info = structs.replace(WRONG_CODE, severity="info")
    assert ask(table, "CO-236", never_bypassed(), info).action == "write-off"


def test_a_wrong_code_that_does_not_hold_the_guidance_changes_no_write_off(table: DenialTable) -> None:
    elsewhere = structs.replace(WRONG_CODE, line=2)
    assert ask(table, "CO-236", never_bypassed(), elsewhere).action == "write-off"


def test_a_year_that_is_over_ends_a_correction_too(table: DenialTable) -> None:
    found = ask(table, "CO-236", never_bypassed(), WRONG_CODE, today=date(2030, 4, 2))
    assert found.action == "write-off"


def test_an_error_on_the_denied_line_goes_before_an_appeal_and_says_why(
    table: DenialTable, small_library: Library
) -> None:
    assert ask(table, "CO-107 N122", LISTED).action == "appeal"
    found = ask(table, "CO-107 N122", LISTED, NO_26)
    assert (found.action, found.barred) == ("correct", ERRORS_FIRST)
    assert found.corrections == (Correction(2, "77002", edit="Add 26"),)
    assert why_no_letter((found,), "medicare") == ""
    assert letter_of(found, CLAIM, small_library, TODAY).title == "Request for a reopening"


def test_an_error_on_another_line_bars_no_appeal_of_this_one(table: DenialTable) -> None:
    found = ask(table, "CO-107 N122", LISTED, structs.replace(NO_26, line=1))
    assert (found.action, found.errors) == ("appeal", ())


def test_a_warning_bars_no_appeal(table: DenialTable) -> None:
    warning = structs.replace(NO_26, severity="warning")
    assert ask(table, "CO-107 N122", LISTED, warning).action == "appeal"


def test_other_errors_of_the_line_are_named_beside_a_check_that_finds_nothing_of_the_kind(
    table: DenialTable,
) -> None:
    points = dict(points_of(ask(table, "CO-107 N122", LISTED, NO_26)))
    assert "Other errors of our check on the denied line: Modifier 26 missing in a facility" in points
    assert f"To clear: {NO_26.remedy}" in text_of(ask(table, "CO-107 N122", LISTED, NO_26), CLAIM, str)


def test_an_error_that_says_the_same_as_the_denial_is_named_once(table: DenialTable) -> None:
    found = ask(table, "CO-4", LISTED, NO_26)
    assert (found.agreement, found.errors) == ("same", ())


def test_where_nothing_is_asked_of_the_payer_no_error_is_named(table: DenialTable) -> None:
    assert ask(table, "CO-45", LISTED, NO_26).errors == ()
