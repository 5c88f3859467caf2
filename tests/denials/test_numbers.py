"""Numbers of a remittance without a claim: what each means, and until when something can be done."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.denials import DenialTable
from app.denials.explaining import NOT_APPEALABLE
from app.denials.numbers import OF_MEDICARE, numbers_text
from app.denials.reading import read_denials
from app.denials.settling import UNPROCESSABLE
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import denial_table
from build_scripts.reference.knowledge import Knowledge

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def table(knowledge: Knowledge) -> DenialTable:
    return denial_table(knowledge, Citer(knowledge))


def ask(table: DenialTable, numbers: str, remitted: date | None = TODAY) -> list[str]:
    denials = read_denials(numbers, None, remitted)
    return numbers_text(denials, table, TODAY, lambda cited: cited.source).splitlines()


def test_each_number_has_its_kind_meaning_and_source(table: DenialTable) -> None:
    lines = ask(table, "CO-45 N999", None)
    assert lines[0].startswith("CO, group code: Contractual obligation.")
    assert any(line.startswith("45, reason code (CARC): Above the fee schedule.") for line in lines)
    assert "  openemr-reasons" in lines
    assert lines[-1] == "N999: not in the book; nothing is said of it."


def test_a_date_gives_the_last_days_of_original_medicare(table: DenialTable) -> None:
    assert ask(table, "CO-50")[-8:] == [
        "Date of the remittance: 11/30/2026",
        "Last day for a redetermination: 04/04/2027, a Sunday",
        (
            "  Received on 12/05/2026, as presumed 5 days after the notice unless shown otherwise; 120 days "
            "from then."
        ),
        "  cms-redetermination",
        "  palmetto-redetermination",
        "Last day for a reopening: 11/30/2027",
        "  cfr-405-980",
        OF_MEDICARE,
    ]


def test_a_last_day_that_is_over_is_said_to_be(table: DenialTable) -> None:
    lines = ask(table, "CO-50", date(2026, 6, 1))
    assert "Last day for a redetermination: 10/04/2026, a Sunday, which is over" in lines
    assert "Last day for a reopening: 06/01/2027" in lines


def test_what_was_never_a_claim_has_no_last_day(table: DenialTable) -> None:
    assert ask(table, "CO-16 MA130")[-1] == UNPROCESSABLE


def test_what_cannot_be_appealed_has_only_a_reopening(table: DenialTable) -> None:
    lines = ask(table, "CO-50 N211")
    assert NOT_APPEALABLE in lines
    assert [line for line in lines if "redetermination:" in line] == []
    assert "Last day for a reopening: 11/30/2027" in lines


def test_each_group_is_named_and_a_number_of_two_groups_once(table: DenialTable) -> None:
    lines = [line for line in ask(table, "CO-236 PR-1 N122", None) if not line.startswith(" ")]
    assert [line.split(",")[0].split(":")[0] for line in lines] == ["CO", "236", "N122", "PR", "1"]
