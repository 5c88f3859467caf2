"""A review: facts gathered once, rules run, the outcome stated."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Review
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from app.rules import CHECKS
from app.rules.examples.book import facts_for
from app.rules.examples.example import UNDOCUMENTED, example
from tests.rules.strategies import claims


class ExampleBook:
    """A library of a few codes, with an edition it looked into."""

    def facts_for(self, claim: Claim) -> Facts:
        return facts_for(claim)


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("empty-shelf")))


def of(lines: str, **changes: object) -> Review:
    return review(example("", lines, **changes).claim, ExampleBook())  # type: ignore[arg-type]  # claim settings


def test_nothing_found_and_everything_checked_is_clean() -> None:
    found = of("20610-RT M16.11, 77002 M16.11", laterality="right", technique="injection")
    assert (found.outcome, found.flags, found.not_checked) == ("clean", (), ())
    assert len(found.checked) == len(CHECKS)


def test_a_claim_whose_file_does_not_add_up_is_never_clean() -> None:
    clean = example("", "20610-RT M16.11, 77002 M16.11", laterality="right", technique="injection").claim
    assert review(clean, ExampleBook()).outcome == "clean"
    found = review(msgspec.structs.replace(clean, schema=2, file_warnings=("cut-short",)), ExampleBook())
    assert (found.outcome, found.flags, found.not_checked) == ("incomplete", (), ())


def test_nothing_found_and_something_not_checked_is_incomplete() -> None:
    found = of("20610 M16.11, 77002 M16.11", technique=None)
    assert found.outcome == "incomplete"
    assert [each.rule for each in found.not_checked] == ["technique-mismatch"]


def test_a_claim_that_states_no_diagnosis_is_not_clean() -> None:
    found = of("20610, 77002", technique="injection")
    left = [each.rule for each in found.not_checked]
    assert (found.outcome, left) == ("incomplete", ["diagnosis-unknown", "diagnosis-missing"])


def test_an_info_is_no_issue() -> None:
    found = of("20610 M16.9, 77002 M16.9", technique="injection", dose_index=None)
    assert [flag.severity for flag in found.flags] == ["info"]
    assert found.outcome == "clean"


@pytest.mark.parametrize("changes", [{"needle_guided": False}, {"permanent_image": None}])
def test_an_error_or_a_warning_is_an_issue(changes: dict[str, object]) -> None:
    assert of("20610, 77002", **changes).outcome == "issues"


def test_the_review_is_the_record_of_the_claim_format(library: Library) -> None:
    found = review(example("", "77002", pos="22", owner="facility", base=UNDOCUMENTED).claim, library)
    record = msgspec.to_builtins(found)
    assert list(record) == ["schema", "outcome", "flags", "checked", "not_checked", "editions"]
    assert list(record["flags"][0]) == [
        "rule", "id", "severity", "basis", "line", "field", "message", "why", "remedy", "edit", "citations",
    ]  # fmt: skip
    assert list(record["flags"][0]["citations"][0]) == ["source", "edition", "locator", "title", "url"]
    assert record["flags"][0]["field"] == "lines[0].code"
    assert [flag["rule"] for flag in record["flags"] if flag["severity"] == "error"] == [
        "addon-without-primary",
        "component-26-missing",
    ]
    assert record["editions"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claim=claims)
def test_any_claim_is_reviewed_over_the_book_without_a_crash(library: Library, claim: Claim) -> None:
    found = review(claim, library)
    assert found == review(claim, library)
    assert not [flag for flag in found.flags if flag.rule == "rule-failed"]
    assert len(found.checked) + len(found.not_checked) == len(CHECKS)
