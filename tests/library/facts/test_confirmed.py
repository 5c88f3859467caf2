"""A whole table of PTP edits imported for the day wins over the one that the book was written from."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.coding.pages import CodeGroups
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from app.review import review
from app.rules.examples.example import FULLY_DOCUMENTED
from tests.releases import files

TODAY = date(2026, 9, 15)
# Invented but for the codes: of the edits that the book has, the table keeps two.
KEPT = [files.pair("20611", "77002"), files.pair("27096", "77002")]


@pytest.fixture(scope="module")
def stocked(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library over a whole table of 2026 Q3 without most of the edits that the book has."""
    folder = tmp_path_factory.mktemp("edits")
    table = files.parts()
    table[2] += KEPT
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
        outcomes = install(files.write_ptp(folder, table), folder / "editions", today=date(2026, 11, 23))
    assert {each.state for each in outcomes} == {"installed"}
    shelf = Shelf.open(folder / "editions")
    yield Library.open(reference_db, shelf)
    shelf.close()


def flags(library: Library, lines: str) -> set[str]:
    return {flag.rule for flag in review(claim_of(lines), library).flags if flag.severity != "info"}


def basis(library: Library, lines: str) -> str | None:
    """What the flag on included guidance rests on."""
    found = review(claim_of(lines), library).flags
    return next((flag.basis for flag in found if flag.rule == "guidance-included"), None)


def claim_of(lines: str) -> Claim:
    return Claim(
        schema=1,
        date_of_service=TODAY,
        lines=parse_lines(lines),
        claim_form="professional",
        place_of_service="11",
        payer="medicare",
        equipment_owner="billing-provider",
        documentation=FULLY_DOCUMENTED,
    )


def left_off(library: Library, code: str) -> set[str]:
    page = library.page(code, TODAY)
    assert page is not None
    sections = [section for section in page.sections if section.id == "leave-off"]
    groups = [part for section in sections for part in section.parts if isinstance(part, CodeGroups)]
    return {each for part in groups for group in part.groups for each in group.codes}


def test_an_edit_that_the_table_no_longer_has_counts_nowhere(bare: Library, stocked: Library) -> None:
    assert bare.answer("20680", "77002", TODAY).answer == "included"
    assert stocked.answer("20680", "77002", TODAY).answer == "not-listed"
    assert "guidance-included" in flags(bare, "20680, 77002")
    assert "guidance-included" not in flags(stocked, "20680, 77002")
    assert "20680" in left_off(bare, "77002")
    assert "20680" not in left_off(stocked, "77002")


def test_an_edit_that_the_table_has_counts_everywhere(stocked: Library) -> None:
    assert stocked.answer("20611", "77002", TODAY).answer == "included"
    assert "guidance-included" in flags(stocked, "20611, 77002")
    assert "20611" in left_off(stocked, "77002")


def test_an_edit_that_the_table_has_is_cited_from_it(bare: Library, stocked: Library) -> None:
    def editions(library: Library) -> set[str]:
        answer = library.answer("20611", "77002", TODAY)
        flags = [each for each in review(claim_of("20611, 77002"), library).flags if each.line == 2]
        cited = (*answer.citations, *(each for flag in flags for each in flag.citations))
        return {each.edition for each in cited if each.locator == "20611 / 77002"}

    assert editions(bare) == {"2024Q3"}
    assert editions(stocked) == {"2026Q3"}


def test_what_the_code_says_itself_needs_no_edit(stocked: Library) -> None:
    assert stocked.answer("62323", "77002", TODAY).answer == "included"
    assert "guidance-included" in flags(stocked, "62323, 77002")
    assert "62323" in left_off(stocked, "77002")


def test_guidance_of_another_method_than_the_code_contains_rests_on_the_edit(
    bare: Library, stocked: Library
) -> None:
    assert bare.answer("10005", "77012", TODAY).answer == "included"
    assert stocked.answer("10005", "77012", TODAY).answer == "not-listed"


def test_beside_a_procedure_of_its_own_nothing_is_put_down_to_an_edit_that_is_not_there(
    bare: Library, stocked: Library
) -> None:
    assert basis(bare, "62323, 20610, 77002") == "cms-edit"
    assert basis(stocked, "27096, 20610, 77002") == "cms-edit"
    assert basis(stocked, "62323, 20610, 77002") == "cpt-instruction"
    assert basis(stocked, "20680, 20610, 77002") is None


def test_the_page_of_the_procedure_no_longer_says_that_it_contains_the_guidance(
    bare: Library, stocked: Library
) -> None:
    def contained(library: Library) -> str:
        page = library.page("20680", TODAY)
        return repr([section for section in page.sections if section.id == "contains"]) if page else ""

    assert "77002" in contained(bare)
    assert "77002" not in contained(stocked)
