"""Worked claims from the fact sheet: all errors and warnings that the installed book gives for each."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.coding.claim import Claim
from app.coding.findings import Review
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from app.rules.examples.example import FULLY_DOCUMENTED, UNDOCUMENTED, example

FOLDER = Path(__file__).parent


def read(name: str) -> list[dict[str, Any]]:
    claims: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text("utf-8"))["claim"]
    return claims


CLEAN, FAULTY = read("clean.toml"), read("faulty.toml")
_SETTINGS = ("on", "pos", "payer", "form", "owner", "record")


@pytest.fixture(scope="session")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("empty-shelf")))


def claim_of(worked: dict[str, Any]) -> Claim:
    settings: dict[str, Any] = {key: worked[key] or None for key in _SETTINGS if key in worked}
    base = UNDOCUMENTED if worked.get("base") == "nothing" else FULLY_DOCUMENTED
    made = example(worked["name"], worked["lines"], base=base, **settings, **worked.get("documentation", {}))
    return made.claim


def issues(found: Review) -> list[str]:
    return sorted(
        f"{flag.severity} {flag.rule} {flag.line or 0}" for flag in found.flags if flag.severity != "info"
    )


def test_correct_claims_have_no_error_and_no_warning(library: Library) -> None:
    reviews = {worked["name"]: review(claim_of(worked), library) for worked in CLEAN}
    assert len(reviews) == len(CLEAN)
    assert {name: issues(found) for name, found in reviews.items() if issues(found)} == {}
    ends = {name: (found.outcome, bool(found.not_checked)) for name, found in reviews.items()}
    assert {
        name: end for name, end in ends.items() if end not in (("incomplete", True), ("clean", False))
    } == {}


def test_faulty_claims_have_exactly_their_errors_and_warnings(library: Library) -> None:
    reviews = {worked["name"]: review(claim_of(worked), library) for worked in FAULTY}
    assert len(reviews) == len(FAULTY)
    wanted = {worked["name"]: sorted(worked["expect"]) for worked in FAULTY}
    assert {name: issues(found) for name, found in reviews.items()} == wanted
    assert {name: found.outcome for name, found in reviews.items() if found.outcome != "issues"} == {}
    flags = [flag for found in reviews.values() for flag in found.flags]
    assert [flag for flag in flags if not all(citation.title for citation in flag.citations)] == []


def test_there_are_enough_worked_claims_and_half_of_them_are_clean() -> None:
    assert len(CLEAN) + len(FAULTY) >= 120
    assert min(len(CLEAN), len(FAULTY)) >= 55
    assert all(worked["why"] for worked in (*CLEAN, *FAULTY))
