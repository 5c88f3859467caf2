"""What physicians dictate as the target leads to the procedures done there, and to no other."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim, Documentation
from app.coding.words import Technique
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review

with Path(__file__).with_name("targets.csv").open(encoding="utf-8", newline="") as _file:
    TARGETS = [tuple(row.values()) for row in csv.DictReader(_file)]
NAMES = [" ".join(row[:4]) for row in TARGETS]


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library on the knowledge of the working tree, with nothing imported."""
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("editions")))


def claim(lines: str, on: str, **documented: object) -> Claim:
    return Claim(
        schema=1,
        date_of_service=date.fromisoformat(on),
        lines=parse_lines(lines),
        claim_form="professional",
        documentation=Documentation(**documented),  # type: ignore[arg-type]
    )


def candidates(library: Library, asked: Claim) -> list[str]:
    return [known.code for known in library.facts_for(asked).candidates]


def test_the_table_is_long_enough_and_asks_nothing_twice() -> None:
    assert len(TARGETS) >= 80
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize(("target", "technique", "guidance", "on", "expected"), TARGETS, ids=NAMES)
def test_a_dictated_target_names_its_procedures_or_none(
    library: Library, target: str, technique: Technique, guidance: str, on: str, expected: str
) -> None:
    asked = claim(guidance, on, technique=technique, target=target)
    assert candidates(library, asked) == expected.split()


@pytest.mark.parametrize(("target", "technique", "guidance", "on", "expected"), TARGETS, ids=NAMES)
def test_no_candidate_would_be_an_error_on_the_claim(
    library: Library, target: str, technique: Technique, guidance: str, on: str, expected: str
) -> None:
    for code in expected.split():
        asked = claim(f"{code}, {guidance}", on, technique=technique, target=target)
        assert [flag.rule for flag in review(asked, library).flags if flag.severity == "error"] == []


def test_another_kind_of_imaging_on_record_names_no_candidate(library: Library) -> None:
    asked = claim("77002", "2026-06-15", technique="injection", target="hip", modality="ultrasound")
    assert candidates(library, asked) == []


def test_beside_the_reading_of_an_arthrogram_no_injection_is_named(library: Library) -> None:
    asked = claim("73040, 77002", "2026-06-15", technique="arthrogram-injection", target="shoulder")
    assert candidates(library, asked) == []
