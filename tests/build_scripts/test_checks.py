"""Each check of the knowledge can fail: one spoiled row each, and the sentence that names it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from msgspec import Struct
from msgspec.structs import replace

from build_scripts.reference import anatomy_rows, checks, codes, keys, sources
from build_scripts.reference.anatomy import check_anatomy
from build_scripts.reference.errors import DataError
from build_scripts.reference.guidance import check_guidance
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.reading import Row

Check = Callable[[Knowledge], Iterator[DataError]]
Spoil = Callable[[Knowledge], Knowledge]
LATER = 10_000  # a line behind all others


def changed(table: str, **values: object) -> Spoil:
    """The knowledge with other values in the first row of a table."""

    def spoil(knowledge: Knowledge) -> Knowledge:
        first, *others = getattr(knowledge, table)
        spoiled = Row(first.path, first.line, replace(first.value, **values), first.text)
        return replace(knowledge, **{table: [spoiled, *others]})

    return spoil


def added(table: str, **values: object) -> Spoil:
    """The knowledge with one more row in a table: its first with other values, far below."""

    def spoil(knowledge: Knowledge) -> Knowledge:
        first, *others = getattr(knowledge, table)
        again = Row(first.path, LATER, replace(first.value, **values), first.text)
        return replace(knowledge, **{table: [first, *others, again]})

    return spoil


def more(table: str, row: Struct) -> Spoil:
    """The knowledge with a row of our own in a table."""

    def spoil(knowledge: Knowledge) -> Knowledge:
        path = getattr(knowledge, table)[0].path
        return replace(knowledge, **{table: [*getattr(knowledge, table), Row(path, LATER, row)]})

    return spoil


def structure(**values: object) -> anatomy_rows.AnatomyRow:
    given = {"structure": "x", "kind": "structure", "phrases": ("xx",)} | values
    return anatomy_rows.AnatomyRow(**given)  # type: ignore[arg-type]


def procedure(**values: object) -> anatomy_rows.ProcedureRow:
    given = {"first": "20500", "last": "20500", "purpose": "x", "sites": ("soft",)} | values
    return anatomy_rows.ProcedureRow(**given)  # type: ignore[arg-type]


def of_anatomy(knowledge: Knowledge) -> Iterator[DataError]:
    return check_anatomy(knowledge.anatomy, knowledge.procedures, {row.value.code for row in knowledge.codes})


def of_guidance(knowledge: Knowledge) -> Iterator[DataError]:
    return check_guidance(knowledge.guidance, knowledge.codes)


def of_all(knowledge: Knowledge) -> Iterator[DataError]:
    return checks.find_faults(knowledge)


FAULTS: list[tuple[Check, Spoil, str]] = [
    (keys.check_keys, added("sources"), "“.+” is already on line"),
    (keys.check_keys, added("codes"), "“00100” is already on line"),
    (keys.check_keys, added("modifiers"), "is already on line"),
    (keys.check_keys, added("places"), "is already on line"),
    (keys.check_keys, added("payer_places"), "“.+ / .+” is already on line"),
    (keys.check_keys, added("payers"), "is already on line"),
    (keys.check_keys, added("terms"), "is already on line"),
    (keys.check_keys, added("conflicts"), "is already on line"),
    (keys.check_keys, added("headings", names=()), "is already on line"),
    (keys.check_keys, added("denials"), "is already on line"),
    (keys.check_keys, added("guidance"), "is already on line"),
    (keys.check_keys, added("topics"), "is already on line"),
    (keys.check_keys, added("documentation"), "is already on line"),
    (keys.check_keys, added("anatomy"), "is already on line"),
    (keys.check_keys, added("decisions"), "is already on line"),
    (keys.check_keys, changed("guidance", key="00000"), "key “00000” is not a code of codes.csv"),
    (keys.check_keys, changed("topics", key="term:x"), "key “term:x” must start with “topic:”"),
    (keys.check_keys, changed("headings", field="nothing"), "“nothing” is not a field of a claim table"),
    (keys.check_keys, changed("headings", names=("Units!",)), "name “.nits.?” already means something"),
    (keys.check_keys, changed("headings", names=("New 3",)), "name “New 3” carries a number"),
    (keys.check_keys, changed("synonyms", keys=("term:none",)), "“term:none” is not the key of a page"),
    (sources.check_sources, changed("sources", series="none"), "series “none” is none of"),
    (sources.check_sources, changed("sources", series="ncci-mue"), "ncci-mue needs a setting: practitioner"),
    (sources.check_sources, changed("sources", series=None, setting="dme"), "a setting goes with a series"),
    (sources.check_sources, changed("sources", url="", note=""), "a source needs a url, or a note"),
    (sources.check_sources, changed("codes", source=()), "“.+” has no source"),
    (sources.check_sources, changed("codes", source=("a", "b", "c"), locator=("d", "e")), "2 locators for 3"),
    (sources.check_sources, changed("codes", source=("nobody",)), "source “nobody” is not in sources.toml"),
    (codes.check_codes, changed("codes", successors=("00000",)), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("add_on_pairs", primary="00000"), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("inclusions", code="00000"), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("alternatives", use="00000"), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("pair_edits", column2="00000"), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("fees", code="00000"), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("units", code="00000"), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("diagnoses", primary=("00000",)), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("conflicts", codes=("00000",)), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("decisions", report=("00000",)), "code “00000” is not in codes.csv"),
    (codes.check_codes, changed("modifiers", conflicts=("QQ",)), "“QQ” is not a modifier of this file"),
    (codes.check_codes, changed("payer_places", code="00"), "place “00” is not in places.csv"),
    (codes.check_codes, changed("payer_places", payer="x"), "payer “x” is not in payers.toml"),
    (codes.check_spans, changed("codes", first=date(2026, 1, 2), last=date(2026, 1, 1)), "is after the last"),
    (codes.check_spans, added("add_on_pairs"), "the dates of “.+ / .+” overlap with line"),
    (codes.check_spans, added("inclusions"), "the dates of “.+ / .+ / .+” overlap with line"),
    (codes.check_spans, added("alternatives"), "the dates of “.+ / .+” overlap with line"),
    (codes.check_spans, added("pair_edits"), "the dates of “.+ / .+ / .+” overlap with line"),
    (codes.check_spans, added("fees"), "the dates of “.+ / .+” overlap with line"),
    (codes.check_spans, added("units"), "the dates of “.+ / .+” overlap with line"),
    (of_anatomy, more("anatomy", structure(phrases=("hip joint",))), "“hip joint” is already on line"),
    (of_anatomy, more("anatomy", structure(codes=("00000",))), "code “00000” is not in codes.csv"),
    (of_anatomy, more("anatomy", structure(sites=("moon/far",))), "site “moon/far” begins with none of bone"),
    (of_anatomy, more("anatomy", structure(kind="sign")), "a sign has no sites and no codes"),
    (of_anatomy, more("anatomy", structure(kind="sign", x_ray="shown", sites=("bone",))), "a sign has no"),
    (of_anatomy, more("anatomy", structure(kind="sign", x_ray="shown", codes=("20610",))), "a sign has no"),
    (of_anatomy, more("anatomy", structure(kind="level")), "a level has sites below level/"),
    (of_anatomy, more("anatomy", structure(kind="level", sites=("bone",))), "a level has sites below level/"),
    (of_anatomy, more("anatomy", structure(sites=("bone",), codes=("20610",))), "code “20610” is done at"),
    (of_anatomy, more("procedures", procedure(sites=())), "a procedure without a site tells nothing"),
    (of_anatomy, more("procedures", procedure(sites=("organ/x",))), "site “organ/x” is that of no structure"),
    (of_anatomy, more("procedures", procedure(sites=("x",))), "site “x” begins with none of"),
    (of_anatomy, more("procedures", procedure(first="00001", last="00001")), "codes.csv has no code from"),
    (of_anatomy, more("procedures", procedure(first="20609", last="20610")), "its codes overlap with those"),
    (of_guidance, changed("guidance", guidance=None), r"\[guidance\] is missing"),
    (of_all, changed("codes", label="x" * 61), "the label has 61 characters; at most 60"),
    (of_all, changed("diagnoses", label="x" * 61), "the label has 61 characters; at most 60"),
    (of_all, changed("inclusions", conflict="K99"), "conflict “K99” is not in conflicts.toml"),
    (of_all, changed("conflicts", position=()), "a conflict needs at least two positions"),
    (of_all, changed("conflicts", edits=("1 / 2",)), "PTP edit “1 / 2” is not in pair_edits.csv"),
    (of_all, changed("documentation", field="moon"), "“moon” is no field of the documentation"),
    (of_all, changed("examples", claim={"schema": 1}), "date_of_service"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "spoil", "problem"), FAULTS)
def test_a_spoiled_row_is_a_fault(knowledge: Knowledge, check: Check, spoil: Spoil, problem: str) -> None:
    assert list(check(knowledge)) == []
    with pytest.raises(DataError, match=problem):
        raise next(check(spoil(knowledge)))
