"""What physicians dictate as the target leads to the procedures done there, and to no other."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim, Documentation
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from build_scripts.reference.knowledge import Knowledge

with Path(__file__).with_name("targets.csv").open(encoding="utf-8", newline="") as _file:
    TARGETS = [tuple(row.values()) for row in csv.DictReader(_file)]
NAMES = [" ".join(row[:4]) for row in TARGETS]
with Path(__file__).with_name("target_claims.csv").open(encoding="utf-8", newline="") as _file:
    CLAIMS = [tuple(row.values()) for row in csv.DictReader(_file)]
# Of these nothing is known: they may be anywhere, or the names of what they are for are not held.
ANYWHERE = {"20500", "20501", "41019", "49185", "49423", "49424", "61070", "64508"}
CONTRADICTIONS = {"target-of-another-code", "target-implausible"}


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


def test_a_dictated_target_names_its_procedures_or_none(library: Library) -> None:
    named = {
        name: candidates(library, claim(guidance, on, technique=technique, target=target))
        for name, (target, technique, guidance, on, _) in zip(NAMES, TARGETS, strict=True)
    }
    assert named == {name: row[-1].split() for name, row in zip(NAMES, TARGETS, strict=True)}


def test_no_candidate_would_be_an_error_on_the_claim(library: Library) -> None:
    asked = {
        f"{name}: {code}": claim(f"{code}, {guidance}", on, technique=technique, target=target)
        for name, (target, technique, guidance, on, expected) in zip(NAMES, TARGETS, strict=True)
        for code in expected.split()
    }
    flags = {name: review(each, library).flags for name, each in asked.items()}
    errors = {
        name: [flag.rule for flag in found if flag.severity == "error"] for name, found in flags.items()
    }
    assert {name: found for name, found in errors.items() if found} == {}


def test_another_kind_of_imaging_on_record_names_no_candidate(library: Library) -> None:
    asked = claim("77002", "2026-06-15", technique="injection", target="hip", modality="ultrasound")
    assert candidates(library, asked) == []


def test_beside_the_reading_of_an_arthrogram_no_injection_is_named(library: Library) -> None:
    asked = claim("73040, 77002", "2026-06-15", technique="arthrogram-injection", target="shoulder")
    assert candidates(library, asked) == []


def contradictions(library: Library, code: str, target: str) -> list[str]:
    """The messages that a target does not fit a procedure alone on its claim; under MR nothing is hidden."""
    asked = claim(code, "2026-06-15", target=target, modality="mr", technique="injection")
    return [flag.message for flag in review(asked, library).flags if flag.rule in CONTRADICTIONS]


def test_targets_on_claims_are_many_and_asked_once() -> None:
    assert len({row[:2] for row in CLAIMS}) == len(CLAIMS)
    assert sum(fits == "yes" for *_, fits in CLAIMS) >= 190
    assert sum(fits == "no" for *_, fits in CLAIMS) >= 140


def test_a_target_that_contradicts_its_procedure_is_one_flag_and_a_right_one_none(library: Library) -> None:
    flags = {(code, target): contradictions(library, code, target) for code, target, _ in CLAIMS}
    wanted = {(code, target): int(fits == "no") for code, target, fits in CLAIMS}
    assert {asked: found for asked, found in flags.items() if len(found) != wanted[asked]} == {}


def test_every_primary_but_a_few_is_contradicted_by_a_target_far_off(
    library: Library, knowledge: Knowledge
) -> None:
    silent = {
        row.value.code
        for row in knowledge.codes
        if row.value.kind == "primary"
        and not any(contradictions(library, row.value.code, far) for far in ("liver", "left hip joint"))
    }
    assert silent == ANYWHERE


def test_every_structure_with_a_site_is_contradicted_by_a_procedure_far_off(
    library: Library, knowledge: Knowledge
) -> None:
    silent = {
        row.value.structure
        for row in knowledge.anatomy
        if row.value.sites
        and row.value.kind not in ("level", "sign")
        and not any(contradictions(library, far, row.value.phrases[0]) for far in ("47000", "20612", "21116"))
    }
    assert silent == set()


def test_every_procedure_fits_the_structures_that_lead_to_it(library: Library, knowledge: Knowledge) -> None:
    wrong = {
        (code, phrase)
        for row in knowledge.anatomy
        for phrase in row.value.phrases
        for code in row.value.codes
        if contradictions(library, code, phrase)
    }
    assert wrong == set()
