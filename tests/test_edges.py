"""At the edges of what is known nothing says "clean" and nothing ticks: review, command line, page, window.

One table of claims, each with something that nobody could check. It is held against every way in which a
review is told, over the installed book and over a book of a few codes in which nothing else is missing.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.checklist import Options
from app.checklist.composition import compose
from app.claims.primaries import PrimaryChoice
from app.claims.record import write_claim
from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Review
from app.desktop.claim.flags import CLEAN, FlagsPanel
from app.desktop.look.look import Look
from app.desktop.status import check_pieces
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from app.rules import CHECKS
from app.rules.examples.book import facts_for
from app.rules.examples.example import UNDOCUMENTED, example
from tests.commands.conftest import Cli, cli
from tests.desktop.conftest import look, style

__all__ = ["cli", "look", "style"]  # fixtures of other folders

SAID: dict[str, Any] = {"laterality": "right", "technique": "injection"}
CLAIMS: dict[str, Claim] = {
    name: example(name, lines, **(SAID | settings)).claim
    for name, lines, settings in (
        ("no lines", "", {}),
        ("no lines and no record", "", {"base": UNDOCUMENTED, "laterality": None, "technique": None}),
        ("an unknown code", "88888", {}),
        ("an unknown drug code beside a known code", "20610-RT, J9999", {}),
        ("an unknown payer", "20610-RT", {"payer": "a-plan-nobody-knows"}),
        ("an unknown place", "20610-RT", {"pos": "98"}),
        (
            "no record",
            "20610-RT, 77002",
            {"base": UNDOCUMENTED, "laterality": None, "technique": None},
        ),
        ("no record, said outright", "20610-RT, 77002", {"record": "none"}),
        (
            "several of them",
            "88888, 77002",
            {"pos": "98", "payer": "a-plan-nobody-knows", "record": "none"},
        ),
    )
}
# What only the dates of the installed book can tell.
DATED: dict[str, Claim] = {
    name: example(name, lines, on=on, **SAID).claim
    for name, lines, on in (
        ("no edition of the quarter", "20610-RT", "2026-11-02"),
        ("an edition that has ended", "77002-26, 20610", "2026-09-15"),
        ("a date long before the book", "20610-RT", "1999-01-01"),
        ("a date before the book", "20610-RT, 77002", "2016-06-15"),
        ("a date after the book", "20610-RT", "2027-01-15"),
        ("a code whose start is not known", "33016", "2019-12-17"),
        ("an unknown code after the book", "88888", "2031-01-01"),
        ("no lines after the book", "", "2031-01-01"),
    )
}
EVERY = CLAIMS | DATED


class CompleteBook:
    """A library of a few codes in which nothing is missing, so that a claim at no edge is clean."""

    def facts_for(self, claim: Claim) -> Facts:
        return facts_for(claim)


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("empty-shelf")))


def is_honest(found: Review) -> bool:
    """Whether a review leaves something open and names each rule once."""
    named = sorted([*found.checked, *(each.rule for each in found.not_checked)])
    whole = named == sorted(rule.slug for rule in CHECKS)
    return whole and bool(found.not_checked) and found.outcome != "clean"


def test_a_claim_at_no_edge_is_clean_in_the_complete_book() -> None:
    found = review(example("", "20610-RT M16.11, 77002 M16.11", **SAID).claim, CompleteBook())
    assert (found.outcome, found.not_checked) == ("clean", ())


@pytest.mark.parametrize("name", CLAIMS)
def test_no_review_is_clean_though_nothing_else_is_missing(name: str) -> None:
    assert is_honest(review(CLAIMS[name], CompleteBook()))


@pytest.mark.parametrize("name", EVERY)
def test_no_review_of_the_book_is_clean(name: str, library: Library) -> None:
    assert is_honest(review(EVERY[name], library))


@pytest.mark.parametrize("name", EVERY)
def test_the_checklist_is_not_clean_and_ticks_nothing_that_was_not_checked(
    name: str, library: Library
) -> None:
    found = review(EVERY[name], library)
    page = compose(found, EVERY[name], library, Options())
    counts = {count.shape for count in page.outcome.coverage}
    assert page.outcome.title != "Nothing found, everything checked"
    assert "unchecked" in counts
    assert bool(found.checked) == ("passed" in counts)
    ticked = [row for row in page.coverage if row.shape == "passed"]
    assert bool(ticked) == bool(set(found.checked) - {flag.rule for flag in found.flags})
    if not EVERY[name].lines:
        assert page.outcome.title == "Nothing was checked"
        assert "The claim has no lines" in str(page.coverage)


@pytest.mark.parametrize("name", EVERY)
def test_the_command_line_says_so_in_words_in_json_and_by_its_status(
    name: str, cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "claim.json"
    path.write_bytes(write_claim(EVERY[name]))
    told, record = cli("check", str(path)), cli("check", str(path), "--json")
    assert "everything checked" not in told.out
    assert "not checked" in told.out
    assert told.status == record.status != 0
    assert json.loads(record.out)["outcome"] != "clean"
    if not EVERY[name].lines:
        assert told.out.startswith(f"Nothing was checked. 0 rules checked, {len(CHECKS)} not checked.")
        assert "The claim has no lines." in told.out
        assert (told.status, json.loads(record.out)["checked"]) == (3, [])


@pytest.mark.parametrize("name", EVERY)
def test_the_window_shows_no_tick_for_a_whole_claim(
    name: str, library: Library, look: Look, qtbot: QtBot
) -> None:
    found = review(EVERY[name], library)
    panel = FlagsPanel(look, library.source, lambda _: PrimaryChoice())
    qtbot.addWidget(panel)
    panel.show_review(found)
    checked, missed = panel.foot.words()
    assert panel.notice.text() != CLEAN
    assert missed == f"{len(found.not_checked)} not checked"
    assert checked == (f"{len(found.checked)} rules checked" if found.checked else "")
    if not EVERY[name].lines:
        assert panel.notice.text() == "Nothing was checked."


def test_no_status_ticks_without_an_edition() -> None:
    assert [piece.state for piece in check_pieces((), date(2031, 1, 1), ("MUE",))] == ["none"]


def test_the_claims_of_the_table_are_told_apart() -> None:
    assert len({msgspec.json.encode(claim) for claim in EVERY.values()}) == len(EVERY)
