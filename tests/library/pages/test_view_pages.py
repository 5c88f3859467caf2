"""Comparison, coverage, and pages of codes that only an imported edition knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.coding.pages import FactGrid, Page, Prose, Section, Table
from app.library.library import Library
from app.library.search.edition_hits import find_hits
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from tests.releases import files

DAY = date(2026, 9, 15)
FIVE = ("77002", "77003", "77001", "76942", "77012")


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The book with an empty shelf."""
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("editions")))


@pytest.fixture(scope="module")
def stocked(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The book with small imported editions of invented codes."""
    folder = tmp_path_factory.mktemp("stocked")
    given = {
        f"{files.MUE_NAME}.csv": files.mue_csv(),
        "PPRRVU2026_Jul_nonQPP.csv": files.pfs_csv(),
        "HCPC2026_JUL_ANWEB.txt": files.hcpcs_flat(),
        "icd10cm_order_2026.txt": files.ICD_ORDER,
        "july-2026-opps-addendum-b.csv": files.OPPS_CSV,
    }
    for name, data in given.items():
        (folder / name).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
        install([folder], folder / "editions", today=date(2026, 11, 23))
    shelf = Shelf.open(folder / "editions")
    yield Library.open(reference_db, shelf)
    shelf.close()


def page_of(library: Library, key: str, on: date = DAY) -> Page:
    page = library.page(key, on)
    assert page is not None
    return page


def table(page: Page, key: str) -> Table:
    part = section(page, key).parts[0]
    assert isinstance(part, Table)
    return part


def section(page: Page, key: str) -> Section:
    return next(item for item in page.sections if item.id == key)


def cited(page: Page) -> set[str]:
    """The sources that the facts of the first section cite."""
    grids = (part for part in page.sections[0].parts if isinstance(part, FactGrid | Prose))
    return {citation.source for grid in grids for fact in grid.facts for citation in fact.citations}


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("view:compare", FIVE),
        ("view:compare:77003,77002", ("77003", "77002")),
        ("view:compare:77002", FIVE),
        ("view:compare:77002,77002", FIVE),
        ("view:compare:77002,99999, 76000", ("77002", "76000")),
        ("view:compare:77021,77012,76942,77001,77003,77002", ("77021", "77012", "76942", "77001", "77003")),
    ],
)
def test_two_to_five_known_codes_stand_side_by_side(
    library: Library, key: str, codes: tuple[str, ...]
) -> None:
    found = table(page_of(library, key), "compare")
    assert found.columns == ("Fact", *codes)
    assert len(found.rows) == 9
    assert all(cell for row in found.rows for cell in row.cells)


def test_comparison_offers_every_guidance_code_by_key(library: Library) -> None:
    page = page_of(library, "view:compare")
    keys = [row.key for row in table(page, "codes").rows]
    assert keys[:5] == list(FIVE)
    assert all(library.page(key, DAY) for key in keys if key)
    assert not any(row.key for row in table(page, "compare").rows)


def test_coverage_names_what_the_day_lacks(library: Library) -> None:
    part = section(page_of(library, "view:coverage"), "missing").parts[0]
    assert isinstance(part, Prose)
    assert {"PTP edits", "MUEs", "Diagnoses"} == {fact.label for fact in part.facts}
    assert all(fact.state == "missing" and fact.note for fact in part.facts)


def test_coverage_says_what_the_levels_of_confidence_mean(library: Library) -> None:
    page = page_of(library, "view:coverage")
    sources = table(page, "sources")
    for level in {row.cells[sources.columns.index("Confidence")] for row in sources.rows}:
        assert f"{level}, " in page.summary


def test_coverage_lists_every_edition_and_source_with_its_license(stocked: Library) -> None:
    page = page_of(stocked, "view:coverage")
    assert len(table(page, "editions").rows) == len(stocked.editions)
    sources = table(page, "sources")
    assert len(sources.rows) == len(stocked.sources())
    assert all(row.cells[sources.columns.index("License")] for row in sources.rows)


def test_every_hit_on_the_shelf_opens_a_page(stocked: Library) -> None:
    hits = [
        hit
        for text in ("M1", "M16", "J1", "0", "000", "A0", "knee", "hip")
        for hit in find_hits(stocked.shelf, text, 20)
    ]
    assert hits
    for hit in hits:
        page = page_of(stocked, hit.key)
        assert (page.code, page.as_of) == (hit.code, DAY)
        assert cited(page), hit.key


def test_a_page_from_an_edition_of_other_dates_says_so(stocked: Library) -> None:
    part = page_of(stocked, "diagnosis:M16.1", date(2019, 3, 1)).sections[0].parts[0]
    assert isinstance(part, FactGrid)
    assert "does not cover 03/01/2019" in part.facts[0].note


def test_an_imported_edition_answers_before_the_book(stocked: Library) -> None:
    part = page_of(stocked, "77002").sections[0].parts[0]
    assert isinstance(part, FactGrid)
    units = next(fact for fact in part.facts if fact.label == "MUE")
    assert units.citations[0].source.startswith("ncci-mue-practitioner-2026q3")
