"""What coders type finds the page they mean, and everything in the knowledge can be found."""

import csv
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from app.coding.sources import Citation
from app.library import Library
from app.library.shelf.shelf import Shelf
from build_scripts.reference.keys import denial_key
from build_scripts.reference.knowledge import Knowledge

TODAY = date(2026, 9, 15)
TABLE = Path(__file__).with_name("queries.csv")
with TABLE.open(encoding="utf-8", newline="") as _file:
    QUERIES = [(row["query"], row["first_key"]) for row in csv.DictReader(_file)]
# The answers that a coder gets for a procedure with 77002, before and after the dates on which they change.
ANSWERS = [
    ("20610", TODAY, "separately-reportable", None),
    ("20611", TODAY, "included", None),
    ("64447", date(2022, 12, 31), "separately-reportable", None),
    ("64447", date(2023, 1, 1), "sources-conflict", None),
    ("62267", TODAY, "other-guidance-code", "77003"),
    ("62268", TODAY, "separately-reportable", None),
    ("55700", date(2025, 12, 31), "separately-reportable", None),
    ("55700", date(2026, 1, 1), "code-not-valid", "55707"),
    ("64520", TODAY, "other-guidance-code", "77003"),
    ("73040", TODAY, "included", None),
    ("10160", TODAY, "separately-reportable", None),
    ("10030", TODAY, "included", None),
    ("62270", date(2019, 12, 31), "other-guidance-code", "77003"),
    ("62270", date(2020, 1, 1), "other-guidance-code", "62328"),
    ("20560", TODAY, "not-listed", None),
]


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library on the knowledge of the working tree, with nothing imported."""
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("editions")))


def test_the_table_of_queries_is_long_enough_and_asks_nothing_twice() -> None:
    assert len(QUERIES) >= 150
    assert len({query for query, _ in QUERIES}) == len(QUERIES)


def test_a_typed_query_finds_its_page_first(library: Library) -> None:
    first = {query: [hit.key for hit in library.search(query).hits[:1]] for query, _ in QUERIES}
    assert first == {query: [first_key] for query, first_key in QUERIES}


@pytest.mark.parametrize(
    ("query", "block"),
    [
        ("stellate ganglion fluoroscopy", "64510"),
        ("fluoroscopy stellate ganglion", "64510"),
        ("stellate ganglion block with fluoro", "64510"),
        ("lumbar sympathetic block fluoroscopy", "64520"),
        ("superior hypogastric fluoroscopy", "64517"),
    ],
)
def test_fluoroscopy_beside_a_sympathetic_block_is_77003(library: Library, query: str, block: str) -> None:
    """The add-on code edits list the three blocks under 77003, not under 77002."""
    assert [hit.key for hit in library.search(query).hits][:2] == [block, "77003"]


@pytest.mark.parametrize(("code", "on", "answer", "use"), ANSWERS)
def test_the_answer_for_a_procedure_with_77002(
    library: Library, code: str, on: date, answer: str, use: str | None
) -> None:
    found = library.answer(code, "77002", on)
    assert found.answer == answer
    if use is not None:
        assert found.use == use
    assert found.citations


def test_every_row_of_the_knowledge_can_be_found_by_searching(library: Library, knowledge: Knowledge) -> None:
    wanted = [(row.value.code, row.value.code) for row in knowledge.codes]
    wanted += [(f"modifier {row.value.code}", f"modifier:{row.value.code}") for row in knowledge.modifiers]
    wanted += [(f"POS {row.value.code}", f"place:{row.value.code}") for row in knowledge.places]
    wanted += [(row.value.label, f"payer:{row.value.id}") for row in knowledge.payers]
    wanted += [(row.value.situation, denial_key(row.value)) for row in knowledge.denials]
    wanted += [(row.value.term, f"term:{row.value.id}") for row in knowledge.terms]
    wanted += [(row.value.id, f"conflict:{row.value.id}") for row in knowledge.conflicts]
    wanted += [(row.value.title, row.value.key) for row in knowledge.topics]
    wanted += [(code, f"diagnosis:{code}") for row in knowledge.diagnoses for code in row.value.codes]
    wanted += [
        (word, key) for row in knowledge.synonyms for word in row.value.words for key in row.value.keys[:1]
    ]
    missing = [
        (query, key) for query, key in wanted if key not in {hit.key for hit in library.search(query).hits}
    ]
    assert missing == []


def test_every_page_leads_to_its_sources(library: Library, knowledge: Knowledge) -> None:
    keys = [row.value.code for row in knowledge.codes if row.value.group != "Family of code only"]
    keys += [f"modifier:{row.value.code}" for row in knowledge.modifiers]
    keys += [f"place:{row.value.code}" for row in knowledge.places]
    keys += [f"payer:{row.value.id}" for row in knowledge.payers]
    keys += [f"conflict:{row.value.id}" for row in knowledge.conflicts]
    keys += [row.value.key for row in knowledge.topics]
    for key in keys:
        page = library.page(key, TODAY)
        assert page is not None, key
        assert _citations(page), key


def _citations(value: object) -> list[Citation]:
    """Every citation anywhere in a page."""
    if isinstance(value, Citation):
        return [value]
    if isinstance(value, Struct):
        return [found for name in value.__struct_fields__ for found in _citations(getattr(value, name))]
    if isinstance(value, tuple):
        return [found for item in value for found in _citations(item)]
    return []
