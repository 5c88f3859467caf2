"""The words of a note in a checklist, on request only."""

from __future__ import annotations

from datetime import date

from app.checklist.documentation import print_documentation
from app.checklist.options import Options
from app.checklist.printing import render
from app.checklist.reopening import page_texts, quotes_inside, reopen
from app.checklist.verifying import claim_to_verify, verify
from app.coding.claim import Claim, Documentation, Line
from app.library.library import Library
from app.review import review

CLAIM = Claim(
    schema=2,
    date_of_service=date(2026, 3, 10),
    lines=(Line(code="20610"), Line(code="77002")),
    documentation=Documentation(needle_guided=True),
)
QUOTES = (("documentation.needle_guided", "line 3: “the needle was steered”"),)
WITH = Options(quotes=QUOTES)


def printed(options: Options, library: Library) -> bytes:
    return render(review(CLAIM, library), CLAIM, library, options)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page_texts(pdf, "")).split())


def test_quotes_stand_beside_their_element_with_their_lines(small_library: Library) -> None:
    assert "Yes; note, line 3: “the needle was steered”" in words_of(printed(WITH, small_library))
    assert "the needle was steered" not in words_of(printed(Options(), small_library))


def test_a_value_that_is_not_stated_is_not_quoted() -> None:
    rows = print_documentation(CLAIM, {}, {"documentation.permanent_image": "line 9: “x”"})
    assert [row.value for row in rows if "line 9" in row.value] == []


def test_a_checklist_with_quotes_is_verified_and_opened_as_any_other(small_library: Library) -> None:
    pdf = printed(WITH, small_library)
    assert reopen(pdf, "x.pdf").documentation == CLAIM.documentation
    claim = claim_to_verify(pdf, "x.pdf")
    assert verify(pdf, "x.pdf", claim, review(CLAIM, small_library), small_library).state == "same"


def test_quotes_leave_the_file_with_the_claim(small_library: Library) -> None:
    assert quotes_inside(printed(WITH, small_library), "x.pdf") == QUOTES
    assert quotes_inside(printed(Options(), small_library), "x.pdf") == ()
    apart = Options(quotes=QUOTES, attach_claim=False)
    assert quotes_inside(printed(apart, small_library), "x.pdf") == ()


def test_the_same_quotes_give_the_same_bytes(small_library: Library) -> None:
    assert printed(WITH, small_library) == printed(WITH, small_library)
