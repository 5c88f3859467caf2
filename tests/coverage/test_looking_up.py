"""A code is looked up at a place on a date: each article answers for itself, and silence is never cover."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.held_articles import HeldArticles
from app.coverage.looking_up import covered
from app.coverage.place import Place, of_contractor, of_state, of_zip
from app.coverage.record import Coverage
from app.library import Library
from app.library.shelf.shelf import Shelf

DOWNLOADED = date(2026, 8, 26)
HERE = of_contractor("99101") or Place()


def look_up(
    library: Library, code: str, diagnosis: str = "M25.551", place: Place = HERE, on: date = DOWNLOADED
) -> Coverage:
    return covered(code, diagnosis, place, on, library.articles(code))


def outcomes(found: Coverage) -> dict[str, str]:
    return {f"{each.display}-{each.version}": each.outcome for each in found.articles}


def test_every_article_that_prints_the_code_answers_for_itself(library: Library) -> None:
    found = look_up(library, "0002X")
    assert outcomes(found) == {"A101-3": "listed", "A102-7": "paragraph", "A103-1": "no-list"}
    assert found.state == "checked"
    assert found.notes == ()


def test_an_answer_names_article_version_edition_dates_and_lcds(library: Library) -> None:
    (found,) = look_up(library, "0001X").articles
    assert found.citation.locator == "A101 version 3"
    assert found.citation.edition == "2026-08-26"
    assert (found.first, found.last) == (date(2026, 1, 1), None)
    assert [each.name for each in found.policies] == ["L9001 version 4", "999.1 version 2", "999.2 version 1"]


def test_only_contractors_of_the_place_are_named(library: Library) -> None:
    (here,) = look_up(library, "0001X").articles
    (everywhere,) = look_up(library, "0001X", place=Place()).articles
    assert [each.number for each in here.contractors] == ["99101"]
    assert [each.number for each in everywhere.contractors] == ["09102", "99101"]


def test_what_is_listed_as_not_covered_goes_before_an_asterisk(library: Library) -> None:
    assert outcomes(look_up(library, "0001X", "M25.552")) == {"A101-3": "noncovered"}


def test_the_paragraphs_that_decide_are_there_to_read(library: Library) -> None:
    found = look_up(library, "0003X").articles[0]
    assert [each.paragraph for each in found.groups] == [
        "For 0002X one of group 1\nand one of group 2, age < 18"
    ]


def test_without_a_diagnosis_the_articles_are_listed(library: Library) -> None:
    assert set(outcomes(look_up(library, "0002X", "")).values()) == {"printed"}


@pytest.mark.parametrize(
    ("code", "on", "outcome", "words"),
    [
        ("0001X", date(2025, 12, 31), "not-in-force", "it begins on 01/01/2026. An earlier one"),
        ("0001X", date(2026, 1, 1), "listed", "M25.551 is listed as covered, group 1."),
        ("0004X", date(2025, 6, 30), "listed", "M25.551 is listed as covered, group 1."),
        ("0004X", date(2025, 7, 1), "not-in-force", "it ended on 06/30/2025."),
        ("0005X", date(2026, 3, 31), "no-list", "The article lists no covered diagnoses"),
        ("0005X", date(2026, 4, 1), "not-in-force", "it ended on 03/31/2026."),  # the next version began
    ],
)
def test_a_version_answers_only_for_its_own_dates(
    library: Library, code: str, on: date, outcome: str, words: str
) -> None:
    (found,) = look_up(library, code, on=on).articles
    assert found.outcome == outcome
    assert words in found.sentences[0]


def test_a_day_before_the_download_says_what_may_be_gone_from_it(library: Library) -> None:
    assert (
        "may not be in it as they stood on 08/25/2026"
        in look_up(library, "0001X", on=date(2026, 8, 25)).notes[0]
    )
    assert "what changed later is not in it" in look_up(library, "0001X", on=date(2026, 8, 27)).notes[0]


def test_no_article_is_not_cover(library: Library) -> None:
    found = look_up(library, "0099X")
    assert found.state == "no-article"
    assert found.notes[0].startswith("No article prints 0099X. That is not “covered”")


def test_an_article_of_another_place_is_none_here(library: Library) -> None:
    found = look_up(library, "0003X", place=of_state("zb", library.rates_on(DOWNLOADED)) or Place())
    assert found.state == "no-article"
    assert found.notes[0].startswith("No article of ZB prints 0003X; 1 elsewhere does.")


@pytest.mark.parametrize(
    ("typed", "count"),
    [("ZA", 3), ("ZB", 0), ("NY", 1), ("QN", 1)],
)
def test_a_state_means_its_parts_and_no_state_that_a_contractor_left(
    library: Library, typed: str, count: int
) -> None:
    place = of_state(typed, library.rates_on(DOWNLOADED)) or Place()
    assert len(look_up(library, "0002X", place=place).articles) == count


def test_without_articles_on_the_shelf_nothing_was_checked(library: Library) -> None:
    found = covered("0001X", "M25.551", HERE, DOWNLOADED, HeldArticles())
    assert (found.state, found.articles) == ("not-checked", ())
    assert "no coverage articles are on the shelf" in found.notes[0]
    assert library.with_shelf(Shelf({})).articles("0001X") == HeldArticles()


def test_a_zip_code_gives_its_contractor(library: Library) -> None:
    rates = library.rates_on(DOWNLOADED)
    place = of_zip("00501-1234", rates)
    assert place
    assert (place.contractor, place.why, place.note) == ("99101", "", "")
    split = of_zip("99502", rates)
    assert split
    assert (split.contractor, split.note) == (
        "09102",
        "ZIP code 99502 is split by its ZIP+4 digits; most of it belongs to contractor 09102.",
    )


@pytest.mark.parametrize(
    ("typed", "on", "words"),
    [
        ("77777", DOWNLOADED, "ZIP code 77777 is not in the ZIP code file of 2026Q3."),
        ("00501", date(2024, 1, 1), "not on the shelf for 01/01/2024"),
    ],
)
def test_a_zip_code_that_is_not_known_leaves_all_unchecked(
    library: Library, typed: str, on: date, words: str
) -> None:
    place = of_zip(typed, library.rates_on(on))
    assert place
    found = look_up(library, "0001X", place=place, on=on)
    assert found.state == "not-checked"
    assert words in found.notes[0]


@pytest.mark.parametrize(("typed", "is_known"), [("il", True), ("PR", True), ("QN", True), ("XX", False)])
def test_letters_of_no_state_are_said_to_be_none(library: Library, typed: str, *, is_known: bool) -> None:
    place = of_state(typed, library.rates_on(DOWNLOADED))
    assert place
    assert ("is it misspelled?" not in place.note) is is_known


def test_the_four_letters_of_a_territory_count_for_its_two(library: Library) -> None:
    place = of_state("mp", library.rates_on(DOWNLOADED))
    assert place
    assert place.states == ("MP", "CNMI")


@pytest.mark.parametrize("typed", ["", "601", "ABCDE", "123456"])
def test_what_is_no_place_is_none(library: Library, typed: str) -> None:
    assert of_zip(typed, library.rates_on(DOWNLOADED)) is None
    assert of_state(f"{typed}1", library.rates_on(DOWNLOADED)) is None
    assert of_contractor(f"{typed}X") is None
