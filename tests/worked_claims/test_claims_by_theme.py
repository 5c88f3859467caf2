"""Worked claims by theme, written from the fact sheet: all errors and warnings that the installed book gives.

One `[[claim]]` a case. Left out means: Medicare, 09/15/2026, professional, place 11, equipment of the billing
provider, everything documented. An empty string means not stated. `documented` is "full" or "nothing";
`stated` and `unstated` change single fields, `record` is that of the claim. An expectation reads
"slug line 2" or "slug claim"; `infos` is compared where it is given. `checked` and `not_checked` name rules
that must have ended so.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.coding.findings import Review
from app.coding.words import Severity
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from app.rules import CHECKS
from app.rules.examples.example import FULLY_DOCUMENTED, UNDOCUMENTED

Worked = dict[str, Any]
THEMES = (
    "add_on",
    "inclusion",
    "arthrography",
    "family",
    "units_and_sides",
    "component_and_place",
    "modifiers",
    "validity",
    "documentation",
    "vascular_access",
    "contradictions",
    "targets",
    "outside",
    "payer",
    "several_errors",
)
# No worked claim can bring these out: four need imported lists, one a diagnosis that shorthand does not read,
# the other a rule that crashes.
OUT_OF_REACH = {
    "diagnosis-unknown",
    "diagnosis-side-mismatch",
    "diagnosis-of-another-joint",
    "modifier-unknown",
    "diagnosis-of-icd-9",
    "rule-failed",
}


def _read(theme: str) -> list[Worked]:
    text = (Path(__file__).parent / f"{theme}.toml").read_text("utf-8")
    worked: list[Worked] = tomllib.loads(text)["claim"]
    return worked


ALL: list[Worked] = [worked for theme in THEMES for worked in _read(theme)]


@pytest.fixture(scope="session")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The bundled book over an empty shelf."""
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("empty-shelf")))


def claim_of(worked: Worked) -> Claim:
    lines = parse_lines(worked["lines"])
    encounters = worked.get("encounters", [1] * len(lines))
    base = {"full": FULLY_DOCUMENTED, "nothing": UNDOCUMENTED}[worked["documented"]]
    fields = worked.get("stated", {}) | dict.fromkeys(worked.get("unstated", ()))
    return Claim(
        schema=2 if "record" in worked else 1,
        date_of_service=date.fromisoformat(worked.get("date", "2026-09-15")),
        lines=tuple(
            msgspec.structs.replace(line, encounter=encounter)
            for line, encounter in zip(lines, encounters, strict=True)
        ),
        claim_form=worked.get("form", "professional") or None,
        place_of_service=worked.get("pos", "11") or None,
        payer=worked.get("payer", "medicare") or None,
        equipment_owner=worked.get("owner", "billing-provider") or None,
        record=worked.get("record"),
        documentation=msgspec.structs.replace(base, **fields),
    )


def found(reviewed: Review, severity: Severity) -> list[str]:
    return sorted(
        f"{flag.rule} {f'line {flag.line}' if flag.line else 'claim'}"
        for flag in reviewed.flags
        if flag.severity == severity
    )


def names_every_rule_once(reviewed: Review) -> bool:
    named = [*reviewed.checked, *(each.rule for each in reviewed.not_checked)]
    return sorted(named) == sorted(rule.slug for rule in CHECKS)


def expected_slugs() -> set[str]:
    wanted = (worked.get(key, ()) for worked in ALL for key in ("errors", "warnings", "infos"))
    return {expectation.split()[0] for expectations in wanted for expectation in expectations}


def differences(worked: Worked, reviewed: Review) -> list[str]:
    """What a review says otherwise than its worked claim expects."""
    severities: tuple[Severity, ...] = ("error", "warning", "info")
    said = {f"{severity}s": found(reviewed, severity) for severity in severities}
    named = {"checked": {*reviewed.checked}, "not_checked": {each.rule for each in reviewed.not_checked}}
    return [
        *(f"{key}: {said[key]}" for key in said if key in worked and said[key] != sorted(worked[key])),
        *(f"{key}: lacks {lacks}" for key in named if (lacks := {*worked.get(key, ())} - named[key])),
        *([] if names_every_rule_once(reviewed) else ["it does not name every rule once"]),
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_worked_claims_have_exactly_their_errors_and_warnings(theme: str, library: Library) -> None:
    worked = _read(theme)
    assert all({"errors", "warnings"} <= each.keys() for each in worked)
    unlike = {each["name"]: differences(each, review(claim_of(each), library)) for each in worked}
    assert {name: found for name, found in unlike.items() if found} == {}


@pytest.mark.parametrize("documented", ["full", "nothing"])
def test_claim_without_lines_has_no_flag_and_names_every_rule(documented: str, library: Library) -> None:
    reviewed = review(claim_of({"lines": "", "documented": documented}), library)
    assert reviewed.flags == ()
    assert names_every_rule_once(reviewed)


def test_claims_are_many_and_at_least_half_of_them_are_clean() -> None:
    clean = [worked for worked in ALL if not worked["errors"] and not worked["warnings"]]
    assert len(ALL) >= 120
    assert len(clean) * 2 >= len(ALL)


def test_every_rule_within_reach_is_expected_by_a_claim() -> None:
    assert expected_slugs() == {rule.slug for rule in CHECKS} - OUT_OF_REACH


def test_every_claim_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({worked["name"] for worked in ALL}) == len(ALL)
    assert all(worked["why"].endswith(".") for worked in ALL)
