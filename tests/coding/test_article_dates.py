"""Whether a version was in force follows from its dates alone; where they do not tell, that is said."""

from datetime import date

import pytest
from msgspec.structs import replace

from app.coding.article_dates import force_of
from app.coding.coverage_rows import Article

ON = date(2026, 8, 26)


def article(status: str = "A", effective: date | None = date(2026, 1, 1), **ends: date | None) -> Article:
    return Article(
        key="1-1",
        display="A1",
        version="1",
        title="",
        status=status,
        effective=effective,
        ended=ends.get("ended"),
        retired=ends.get("retired"),
        next_begins=ends.get("next_begins"),
        parts="{}",
    )


@pytest.mark.parametrize("end", ["ended", "retired"])
def test_an_end_is_the_last_day_in_force(end: str) -> None:
    assert force_of(replace(article(), **{end: ON}), ON).inside is True
    assert force_of(replace(article(), **{end: date(2026, 8, 25)}), ON).inside is False


def test_the_first_of_several_ends_counts() -> None:
    found = force_of(article(ended=date(2026, 12, 31), retired=date(2026, 6, 30), next_begins=ON), ON)
    assert (found.last, found.inside) == (date(2026, 6, 30), False)


def test_the_next_version_ends_this_one() -> None:
    assert force_of(article(next_begins=ON), date(2026, 8, 25)).inside is True
    assert force_of(article(next_begins=ON), ON).inside is False


def test_a_future_article_is_in_force_from_its_first_day() -> None:
    assert force_of(article("F", date(2026, 9, 1)), ON).inside is False
    assert force_of(article("F", date(2026, 9, 1)), date(2026, 9, 1)).inside is True


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (article("P"), "status “P” is none of"),
        (article("A", None), "no day on which it began"),
        (article("R"), "does not say since when"),
    ],
)
def test_dates_that_do_not_tell_are_not_taken_for_an_answer(found: Article, words: str) -> None:
    force = force_of(found, ON)
    assert force.inside is None
    assert words in force.why
