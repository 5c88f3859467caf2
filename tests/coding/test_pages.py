"""What a page's records say of themselves."""

from datetime import date

from app.coding.pages import Disagreement


def advise(advice: str, first: date | None) -> str:
    return Disagreement("X", "title", (), "", "", advice, first).dated_advice()


def test_advice_names_the_day_that_it_holds_from_once() -> None:
    day = date(2023, 1, 1)
    assert advise("Leave it off.", day) == "From 01/01/2023: Leave it off."
    assert advise("Leave it off from 01/01/2023.", day) == "Leave it off from 01/01/2023."
    assert advise("Leave it off.", None) == "Leave it off."
