"""What a sceptical coder asks about coverage and denials, and what the command line answers.

Coverage is asked of invented articles in the layout of the download, denials of the book as it is built.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from app.commands import denying
from tests.commands.conftest import Cli
from tests.conftest import once_a_run
from tests.coverage import invented

Claim = Mapping[str, object]
ON_THE_DAY = ("--date", "2026-08-26")


def claim(*lines: str, day: str = "2026-09-15", **more: object) -> Claim:
    """A claim of codes, "77002x2" for two units, in an office and paid by Medicare."""
    parts = (line.partition("x") for line in lines)
    return {
        "schema": 2, "date_of_service": day, "payer": "medicare", "place_of_service": "11",
        "lines": [{"code": code, "units": int(units or 1)} for code, _, units in parts], **more,
    }  # fmt: skip


JOINT = claim("20610", "77002")
INSIDE = claim("20611", "77002")

COVERAGE = {
    "is M25.551 covered for it here": (
        ("0001X", "--dx", "m25551", "--contractor", "99101", *ON_THE_DAY),
        ("A101 version 3: listed as covered", "Contractor 99101"),
    ),
    "and in ZIP code 00501": (
        ("0001X", "--dx", "M25.551", "--zip", "00501", *ON_THE_DAY),
        ("ZIP code 00501, contractor 99101", "listed as covered"),
    ),
    "which articles print the code": (
        ("0002X", *ON_THE_DAY),
        ("A101 version 3: prints the code", "A102 version 7", "A103 version 1"),
    ),
    "no article prints 77002, so is it covered": (
        ("77002", *ON_THE_DAY),
        ("No article prints 77002. That is not “covered”",),
    ),
    "two lists that go together somehow": (
        ("0003X", "--dx", "M25.551", *ON_THE_DAY),
        ("the paragraph decides", "2 groups of covered diagnoses", "one of group 2, age < 18"),
    ),
    "listed on both sides": (
        ("0001X", "--dx", "M25.552", *ON_THE_DAY),
        ("listed as not covered", "not covered takes precedence"),
    ),
    "a diagnosis cut short": (
        ("0001X", "--dx", "M25.55", *ON_THE_DAY),
        ("not listed", "More specific codes are listed: M25.551, M25.552"),
    ),
    "a service of last year": (
        ("0001X", "--dx", "M25.551", "--date", "2025-12-31"),
        ("not in force on this date", "it begins on 01/01/2026"),
    ),
    "a service after the download": (
        ("0001X", "--dx", "M25.551", "--date", "2026-10-01"),
        ("The download is of 08/26/2026: what changed later is not in it.",),
    ),
    "a state that is misspelled": (
        ("0001X", "--dx", "M25.551", "--state", "XX", *ON_THE_DAY),
        ("XX is not a state", "is it misspelled?"),
    ),
    "which LCD stands behind it, and since when": (
        ("0001X", *ON_THE_DAY),
        ("Related LCD L9001 version 4", "From 04/01/2026. In force by its dates."),
    ),
    "how often does the LCD allow it": (
        ("0001X", "--words", *ON_THE_DAY),
        ("L9001, utilization:", "Three sessions"),
    ),
}
DENIALS: dict[str, tuple[Claim | None, Sequence[str], Sequence[str]]] = {
    "what clears CO-236 for 77002 with 20611": (
        INSIDE, ("CO-236", "--line", "2"),
        ("Not checked", "20611 / 77002, indicator 1", "To clear: Remove the guidance code"),
    ),
    "what clears CO-236 for 76942 with 20611": (
        claim("20611", "76942"), ("CO-236", "--line", "2"),
        ("Write it off", "20611 contains the guidance of 76942.", "To clear: Remove the guidance code"),
    ),
    "may the patient be billed for it": (INSIDE, ("CO-236",), ("the patient may not be billed",)),
    "the edit is never bypassed, shall we appeal": (
        claim("00140", "77002", day="2024-08-15"), ("CO-236", "--line", "2"),
        ("Write it off", "indicator 0, never bypassed", "no appeal changes that"),
    ),
    "it can be bypassed, what is missing": (
        claim("20610", "77002", "76000", day="2024-08-15"), ("CO-236", "--line", "3"),
        ("Not checked", "indicator 1", "State it under documentation (separate site"),
    ),
    "another site, and no modifier on the line": (
        claim("20610", "77002", "76000", day="2024-08-15", documentation={"separate_site": True}),
        ("CO-236", "--line", "3"),
        ("Ask for a reopening", "the claim left off the modifier", "add XS or 59 to 76000 on line 3"),
    ),
    "the table of the date is not there, what do we know": (
        JOINT, ("CO-236", "--line", "2"), ("Not checked", "2026Q3 are not on the shelf; import them"),
    ),
    "until when can a denial of today be appealed": (
        None, ("CO-50", "--remitted", "2026-11-30"),
        ("Last day for a redetermination: 04/04/2027, a Sunday", "those of original Medicare"),
    ),
    "it was returned as unprocessable, do we appeal": (
        JOINT, ("CO-16", "MA130"),
        ("send a new claim", "there is no appeal", "Last day for a new claim: 09/15/2027"),
    ),
    "too late, they say within the year": (
        JOINT, ("CO-29", "--remitted", "2026-11-30"), ("Ask for a reopening", "the claim was filed in time"),
    ),
    "two units of guidance": (
        claim("20610", "77002x2"), ("CO-96", "N362", "--line", "2"),
        ("Ask for a reopening", "To clear: Report one unit for the encounter."),
    ),
    "the plan is not Medicare, until when": (
        claim("20610", "77002", payer="aetna"), ("CO-50", "--remitted", "2026-11-30"),
        ("this payer's notice states its own",),
    ),
    "and where no payer is stated": (
        claim("20610", "77002", payer=None), ("CO-50", "--remitted", "2026-11-30"),
        ("The payer of the claim is not stated",),
    ),
    "a number that nobody here knows": (JOINT, ("CO-9",), ("9: not in the book; nothing is said of it.",)),
}  # fmt: skip


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """Return a data folder with the invented documents on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented coverage", invented.fill)
    return Path(shutil.copytree(folder, tmp_path / "data"))


class Today(datetime):
    """A clock that stands at noon of 11/30/2026."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Today:
        return cls(2026, 11, 30, 12, tzinfo=tz)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(denying, "datetime", Today)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("question", COVERAGE)
def test_a_question_about_coverage_is_answered(cli: Cli, data: Path, question: str) -> None:
    asked, words = COVERAGE[question]
    out = plain(cli("--data-dir", str(data), "coverage", *asked).out)
    assert [each for each in words if each not in out] == []


@pytest.mark.parametrize("question", DENIALS)
def test_a_question_about_a_denial_is_answered(cli: Cli, tmp_path: Path, question: str) -> None:
    about, asked, words = DENIALS[question]
    on: tuple[str, ...] = ()
    if about is not None:
        path = tmp_path / "claim.json"
        path.write_text(json.dumps(about), encoding="utf-8")
        on = ("--on", str(path))
    out = plain(cli("denial", *asked, *on).out)
    assert [each for each in words if each not in out] == []
