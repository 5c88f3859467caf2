"""What the record documents and the claim lacks, and imaging that a code contains and the record denies."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.coding.findings import Flag
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from app.rules.examples.example import example
from build_scripts.reference.knowledge import Knowledge

GUIDANCE = ("77001", "77002", "77003")
DAYS = (date(2021, 6, 15), date(2026, 6, 15), date(2026, 9, 15))


@pytest.fixture(scope="module")
def library(reference_db: Path) -> Library:
    return Library.open(reference_db, Shelf({}))


def flags(library: Library, lines: str, on: date, rule: str, **documented: object) -> list[Flag]:
    """The flags of one rule for a fully documented claim under fluoroscopy."""
    asked = example("", lines, on=on.isoformat(), **documented).claim  # type: ignore[arg-type]
    return [flag for flag in review(asked, library).flags if flag.rule == rule]


def listed_primaries(knowledge: Knowledge, on: date) -> Iterator[tuple[str, str]]:
    """The pairs of fluoroscopic guidance and a primary that are in force on a day."""
    for row in knowledge.add_on_pairs:
        pair = row.value
        if (
            pair.add_on in GUIDANCE
            and pair.kind != "2"
            and (pair.first or date.min) <= on <= (pair.last or date.max)
        ):
            yield pair.add_on, pair.primary


def included(knowledge: Knowledge, on: date) -> set[tuple[str, str]]:
    return {
        (row.value.guidance, row.value.code)
        for row in knowledge.inclusions
        if (row.value.first or date.min) <= on <= (row.value.last or date.max)
    }


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_documented_fluoroscopy_that_a_listed_primary_takes_is_information_with_its_authority(
    library: Library, knowledge: Knowledge, on: date
) -> None:
    inside = included(knowledge, on)
    pairs = list(listed_primaries(knowledge, on))
    assert len(pairs) > 70
    for guidance, primary in pairs:
        found = flags(library, primary, on, "guidance-not-on-claim")
        if (guidance, primary) in inside:
            assert found == [], f"{guidance} is inside {primary}"
            continue
        (flag,) = found
        assert flag.severity == "info"
        assert guidance in flag.message
        assert flag.citations


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_guidance_inside_a_procedure_is_never_missed_on_the_claim(
    library: Library, knowledge: Knowledge, on: date
) -> None:
    codes = {row.value.code: row.value for row in knowledge.codes}
    inside = {
        code
        for guidance, code in included(knowledge, on)
        if guidance in GUIDANCE and codes[code].kind == "primary"
    }
    listed = {primary for pair in listed_primaries(knowledge, on) for primary in pair[1:]}
    missed = {code for code in sorted(inside - listed) if flags(library, code, on, "guidance-not-on-claim")}
    assert missed == set()


def test_imaging_inside_that_the_record_denies_is_said_of_every_code_that_contains_it(
    library: Library, knowledge: Knowledge
) -> None:
    on = DAYS[-1]
    codes = {row.value.code: row.value for row in knowledge.codes}
    inside = {
        row.value.code
        for row in knowledge.inclusions
        if row.value.ground == "wording" and (row.value.first or date.min) <= on and row.value.last is None
    }
    assert len(inside) > 60
    for code in sorted(inside):
        found = flags(library, code, on, "imaging-required-by-primary", needle_guided=False)
        assert [flag.severity for flag in found] == ["error" if codes[code].requires_imaging else "info"], (
            code
        )
        assert found[0].citations
