"""On whose word guidance is kept off: every row of inclusions.csv, as data and as said of a claim."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.coding.carried import has_ended
from app.coding.findings import Flag
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from app.rules.examples.example import example
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.official_rows import InclusionRow
from build_scripts.reference.rows import SourceRow

ON = date(2026, 9, 15)
BY_WORDS = {"wording", "cpt-instruction", "arthrography"}
RULES = {"guidance-included", "guidance-included-arthrography"}
SUBJECTS = {*RULES, "primary-not-listed"}


@pytest.fixture(scope="module")
def library(reference_db: Path) -> Library:
    return Library.open(reference_db, Shelf({}))


@pytest.fixture(scope="module")
def sources(knowledge: Knowledge) -> dict[str, SourceRow]:
    return {row.value.id: row.value for row in knowledge.sources}


def in_force(knowledge: Knowledge, on: date) -> Iterator[InclusionRow]:
    for row in knowledge.inclusions:
        if (row.value.first or date.min) <= on <= (row.value.last or date.max):
            yield row.value


def flags(library: Library, row: InclusionRow, on: date = ON, **asked: object) -> list[Flag]:
    """What is said of the guidance of a row beside its code and nothing else."""
    claim = example("", f"{row.code}, {row.guidance}", on=on.isoformat(), **asked).claim  # type: ignore[arg-type]  # a table's values
    return [flag for flag in review(claim, library).flags if flag.rule in SUBJECTS and flag.line == 2]


def test_what_is_said_on_the_word_of_cpt_is_cited_from_more_than_an_edit_table(
    knowledge: Knowledge, sources: dict[str, SourceRow]
) -> None:
    merely = [
        (row.value.code, row.value.guidance)
        for row in knowledge.inclusions
        if row.value.ground in BY_WORDS
        and all(sources[source].series == "ncci-ptp" for source, _ in row.value.pairs())
    ]
    assert merely == []


def test_a_row_that_rests_on_an_edit_names_the_edit_and_no_more_than_it_says(
    knowledge: Knowledge, sources: dict[str, SourceRow]
) -> None:
    for row in (each.value for each in knowledge.inclusions if each.value.ground == "pair-edit"):
        cited = [sources[source] for source, _ in row.pairs()]
        assert any(source.series == "ncci-ptp" for source in cited), row
        others = [source for source in cited if source.series != "ncci-ptp"]
        assert others or "edit" in row.note, row


def test_no_error_stands_on_ended_edits_alone(
    knowledge: Knowledge, library: Library, sources: dict[str, SourceRow]
) -> None:
    said: Counter[str] = Counter()
    for row in in_force(knowledge, ON):
        for flag in flags(library, row):
            said[flag.severity] += flag.rule in RULES
            firm = [each for each in flag.citations if not has_ended(sources[each.source], ON)]
            assert flag.severity != "error" or firm, (row.code, row.guidance, flag.message)
    assert said["error"] > 700
    assert said["warning"] > 200


def test_an_ended_edit_is_named_with_its_edition(knowledge: Knowledge, library: Library) -> None:
    for row in in_force(knowledge, ON):
        for flag in flags(library, row):
            if flag.rule in RULES and row.ground == "pair-edit":
                said = flag.message if flag.severity == "warning" else flag.why
                assert "ended 0" in said, (row.code, row.guidance, said)


CASES = [
    ("22510", "77002", "error", "CPT includes the guidance"),
    ("64483", "77002", "error", "The code itself includes"),
    ("0213T", "76942", "error", "The code itself includes"),
    ("0232T", "77021", "error", "The code itself includes"),
    ("31645", "77002", "warning", "2024Q3, ended 09/30/2024"),
    ("19083", "77021", "warning", "2024Q3, ended 09/30/2024"),
    ("36475", "76937", "warning", "2024Q2, ended 06/30/2024"),
]


@pytest.mark.parametrize(("code", "guidance", "severity", "words"), CASES)
def test_guidance_is_an_error_where_a_source_says_so_and_a_warning_by_an_ended_edit(
    knowledge: Knowledge, library: Library, code: str, guidance: str, severity: str, words: str
) -> None:
    row = next(row for row in in_force(knowledge, ON) if (row.code, row.guidance) == (code, guidance))
    (flag,) = flags(library, row)
    assert (flag.rule, flag.severity) == ("guidance-included", severity)
    assert words in f"{flag.message} {flag.why}"


@pytest.mark.parametrize("code", ["20611", "31645", "64530"])
def test_the_add_on_list_of_the_day_is_firmer_than_an_ended_edit(
    knowledge: Knowledge, library: Library, code: str
) -> None:
    row = next(row for row in in_force(knowledge, ON) if (row.code, row.guidance) == (code, "77002"))
    (flag,) = flags(library, row, date(2026, 5, 15))
    assert (flag.rule, flag.severity) == ("primary-not-listed", "error")
    assert "2024Q3, ended 09/30/2024" in flag.why
    assert flag.citations[0].edition == "2026Q2"


@pytest.mark.parametrize("lines", ["22510", "20611", "20610, 77002", "31645"])
def test_a_code_alone_and_a_listed_joint_bring_no_such_flag(library: Library, lines: str) -> None:
    asked = example("", lines, on="2026-05-15").claim
    assert [flag for flag in review(asked, library).flags if flag.rule in SUBJECTS] == []


@pytest.mark.parametrize(
    ("lines", "edition"),
    [("36475, 76937", "2024Q2"), ("32555, 75989", "2024Q2"), ("20611, 77002", "2024Q3")],
)
def test_a_review_lists_the_ended_table_behind_an_edit(library: Library, lines: str, edition: str) -> None:
    found = review(example("", lines, on=ON.isoformat()).claim, library).editions
    assert [use.edition for use in found if use.source == "ncci-ptp"].count(edition) == 1
