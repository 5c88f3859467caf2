"""Pages as text: nothing that the window shows is lost, and every fact keeps its source."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.pages import (
    Answer,
    CodeGroup,
    CodeGroups,
    Disagreement,
    Fact,
    FactGrid,
    Page,
    Part,
    Position,
    Prose,
    Row,
    Section,
    Table,
)
from app.commands.page_text import PageText
from tests.checklist.samples import ADD_ONS, CPT, names


def printed(part: Part, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines of a page with one part."""
    page = Page(
        key="77002", kind="add-on", code="77002", label="Fluoro", summary="Steers a needle.",
        as_of=date(2026, 9, 15), sections=(Section("s", "Section", (part,)),), summary_citations=(CPT,),
    )  # fmt: skip
    PageText(names()).print_page(page)
    return capsys.readouterr().out.splitlines()


def test_head_summary_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(FactGrid((Fact(label="Kind", value="Add-on", citations=(ADD_ONS,)),)), capsys)
    assert lines == [
        "77002  Fluoro",
        "add-on, as of 09/15/2026",
        "",
        "Steers a needle. [CPT 2026]",
        "",
        "Section",
        "  Kind  Add-on [Add-on code edits 2026Q3]",
        "",
        "Sources",
        "  Add-on code edits 2026Q3  NCCI add-on code edits, 2026 Q3  https://example.org/aoc",
        "  CPT 2026                  CPT 2026  https://example.org/cpt",
    ]


STATES = {
    "stated": (Fact(label="A", value="b", note="Why."), "  A  b (Why.)"),
    "missing": (
        Fact(label="A", value="", note="No source for this date.", state="missing"),
        "  A  No source for this date.",
    ),
    "unavailable": (
        Fact(label="A", value="", state="unavailable"),
        "  A  [Not available in the source]",
    ),
    "supplement": (Fact(label="A", value="b", state="supplement"), "  A  [Supplement] b"),
    "medium": (Fact(label="A", value="b", confidence="medium"), "  A  b †"),
    "ended": (
        Fact(label="A", value="b", confidence="low", last=date(2025, 12, 31)),
        "  A  b ‡ (ended 12/31/2025)",
    ),
    "to come": (Fact(label="A", value="b", first=date(2027, 1, 1)), "  A  b (from 01/01/2027)"),
    "disputed": (Fact(label="A", value="b", state="disputed"), "  A  [Disputed] b"),
}


@pytest.mark.parametrize(("fact", "line"), STATES.values(), ids=STATES.keys())
def test_state_of_a_fact(fact: Fact, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(FactGrid((fact,)), capsys)[6] == line


def test_prose_groups_and_disagreement(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(Prose((Fact(label="", value="A sentence.", citations=(CPT,)),)), capsys)[6] == (
        "  A sentence. [CPT 2026]"
    )
    group = CodeGroup("Blocks", ("64415", "64416"), "CMS pairs them.", disputed=True, citations=(ADD_ONS,))
    assert printed(CodeGroups((group,)), capsys)[6] == (
        "  Blocks (disputed): 64415, 64416. CMS pairs them. [Add-on code edits 2026Q3]"
    )
    found = Disagreement(
        "K1",
        "Blocks",
        (Position("Yes.", (CPT,)), Position("No.", (ADD_ONS,))),
        "CPT.",
        "It says so.",
        "Leave it off.",
    )
    assert printed(found, capsys)[6:11] == [
        "  Sources disagree (K1): Blocks",
        "    - Yes. [CPT 2026]",
        "    - No. [Add-on code edits 2026Q3]",
        "    Governs: CPT. It says so.",
        "    Advice: Leave it off.",
    ]


def test_a_table_that_fits_has_columns(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(("Code", "By"), (Row(("77002", "X-ray"), (CPT,)), Row(("76942", "sound"))))
    assert printed(table, capsys)[6:9] == ["  Code   By", "  77002  X-ray [CPT 2026]", "  76942  sound"]


def test_sources_that_all_rows_share_stand_once_below_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(("Code", "By"), (Row(("77002", "X-ray"), (CPT,)), Row(("76942", "sound"), (CPT,))))
    assert printed(table, capsys)[6:10] == [
        "  Code   By",
        "  77002  X-ray",
        "  76942  sound",
        "  [CPT 2026]",
    ]


def test_a_wide_table_has_a_block_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    long = "word " * 30
    lines = printed(Table(("Code", "Use", "Avoid"), (Row(("26", long, "Never.")),)), capsys)
    assert lines[6] == "  26"
    assert lines[7].startswith("    Use    word word")
    assert lines[9].startswith("    Avoid  Never.")
    assert max(map(len, lines)) <= 100


def test_an_answer_names_every_code_to_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(
        code="55700", guidance="77002", date=date(2026, 9, 15), answer="code-not-valid", use="55707",
        citations=(ADD_ONS,), also=("55708",),
    )  # fmt: skip
    PageText(names()).print_answer(answer)
    assert "Look at: one of 55707, 55708" in capsys.readouterr().out
