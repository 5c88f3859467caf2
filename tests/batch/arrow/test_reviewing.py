"""A batch gives what each of its claims gives alone: the same flags, the same reasons, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow", reason="pyarrow is no part of the program; build_scripts.scale has it")

from app.batch.arrow.conforming import in_schema
from app.batch.arrow.reading import read_entries
from app.batch.arrow.reviewing import OpenShelf, open_shelf
from app.batch.arrow.schema import CLAIMS, REVIEWS
from app.batch.arrow.writing import claim_batch_of
from app.batch.neighbors import find_neighbors
from app.batch.stream import ReviewedClaim, review_claims, review_entry
from app.claims.record import Entry
from app.claims.source import NOT_WHOLE
from app.coding.claim import Claim, Documentation, Line, Locality, with_schema
from app.coding.errors import InputError
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from tests.batch.arrow.batches import batch, row
from tests.rules.strategies import claims
from tests.worked_claims import test_claims_by_theme as by_theme
from tests.worked_claims import test_worked_claims as worked

if TYPE_CHECKING:
    from pyarrow import RecordBatch


@pytest.fixture(scope="module")
def shelf(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenShelf:
    return open_shelf(reference_db, tmp_path_factory.mktemp("empty-shelf"))


def numbered(found: list[Claim]) -> list[Claim]:
    plain = [msgspec.structs.replace(each, schema=2, dispositions=(), checklist=None) for each in found]
    return [
        with_schema(msgspec.structs.replace(each, reference=str(number))) for number, each in enumerate(plain)
    ]


def by_claim(rows: RecordBatch) -> Iterator[list[dict[str, Any]]]:
    """The rows of each claim."""
    gathered: list[dict[str, Any]] = []
    for each in rows.to_pylist():
        if each["kind"] == "outcome" and gathered:
            yield gathered
            gathered = []
        gathered.append(each)
    if gathered:
        yield gathered


def expected(found: ReviewedClaim) -> dict[str, Any]:
    """What the rows of a claim must say, from its review alone."""
    claim = found.entry.claim
    assert claim is not None
    assert found.review is not None
    across = found.across
    looked = (across.looked_at, across.because, across.claims) if across else (None, None, None)
    if found.outside:
        return {
            "outcome": "outside", "flags": [], "left": [], "checked": 0, "editions": [], "looked": looked,
        }  # fmt: skip
    record = msgspec.to_builtins(found.review, builtin_types=(date,))
    for flag in record["flags"]:
        del flag["edit"]
        flag["code"] = claim.lines[flag["line"] - 1].code if flag["line"] else None
        flag["citations"] = [
            {key: each[key] for key in ("source", "edition", "locator")} for each in flag["citations"]
        ]
    for left in record["not_checked"]:
        del left["causes"]
    return {
        "outcome": record["outcome"],
        "flags": list(record["flags"]),
        "left": list(record["not_checked"]),
        "checked": len(record["checked"]),
        "editions": list(record["editions"]),
        "looked": looked,
    }


def said(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What the rows of a claim say, in the words of the review record."""
    outcome, *others = rows
    flags = [each for each in others if each["kind"] == "flag"]
    left = [each for each in others if each["kind"] == "not-checked"]
    assert len(flags) + len(left) == len(others)
    of_flag = (
        "rule", "id", "severity", "basis", "line", "field", "message", "why", "remedy", "citations", "code",
    )  # fmt: skip
    of_left = ("rule", "need", "series", "setting", "wanted", "field")
    return {
        "outcome": outcome["outcome"],
        "flags": [{key: each[key] for key in of_flag} for each in flags],
        "left": [{key: each[key] for key in of_left} | {"reason": each["message"]} for each in left],
        "checked": outcome["checked"],
        "editions": outcome["editions"] or [],
        "looked": (outcome["looked_at"], outcome["because"], outcome["others"]),
    }


def entries_of(given_claims: list[Claim]) -> list[Entry]:
    return [Entry(str(claim.reference), claim) for claim in given_claims]


def check_equal(given_claims: list[Claim], shelf: OpenShelf) -> None:
    covered = shelf.library.covered_codes
    alone = review_claims(entries_of(given_claims), shelf.library, covered)
    check_rows(shelf.review_batch(claim_batch_of(given_claims)), list(alone))


def check_days(given_claims: list[Claim], shelf: OpenShelf) -> None:
    covered, entries = shelf.library.covered_codes, entries_of(given_claims)
    beside = review_claims(entries, shelf.library, covered, find_neighbors(lambda: entries, covered))
    check_rows(shelf.review_days(claim_batch_of(given_claims)), list(beside))


def check_rows(rows: RecordBatch, reviewed: list[ReviewedClaim]) -> None:
    rows.validate(full=True)
    assert rows.schema == REVIEWS
    found = list(by_claim(rows))
    assert [each[0]["reference"] for each in found] == [each.entry.name for each in reviewed]
    for of_claim, each in zip(found, reviewed, strict=True):
        assert said(of_claim) == expected(each)


def test_every_example_and_worked_claim_is_reviewed_as_it_is_alone(shelf: OpenShelf) -> None:
    found = [example.claim for example in shelf.library.examples()]
    found += [worked.claim_of(each) for each in (*worked.CLEAN, *worked.FAULTY)]
    found += [by_theme.claim_of(each) for each in by_theme.ALL]
    assert len(found) > 200
    claims_alone = numbered(found)
    check_equal(claims_alone, shelf)
    # None of them is a claim outside, so each of these reviews is that of `review` itself.
    outcomes = {claim.reference: review(claim, shelf.library).outcome for claim in claims_alone}
    rows = shelf.review_batch(claim_batch_of(claims_alone)).to_pylist()
    within = {each["reference"]: each["outcome"] for each in rows if each["outcome"] not in (None, "outside")}
    assert within.items() <= outcomes.items()
    assert len(within) > 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(found=st.lists(claims, max_size=6), start=st.integers(0, 3))
def test_any_claims_are_read_back_and_reviewed_as_alone(
    shelf: OpenShelf, found: list[Claim], start: int
) -> None:
    given_claims = numbered(found)
    made = claim_batch_of(given_claims)
    assert [entry.claim for entry in read_entries(in_schema(made.slice(start)))] == given_claims[start:]
    check_equal(given_claims, shelf)


PEOPLE = st.sampled_from((None, "m1", "m1", "m2"))
shared_days = claims.flatmap(
    lambda claim: st.builds(
        msgspec.structs.replace,
        st.just(claim),
        date_of_service=st.sampled_from((date(2026, 9, 15), date(2026, 9, 16))),
        patient=PEOPLE,
        practitioner=st.sampled_from((None, "p1", "p2")),
        payer=st.sampled_from((None, "medicare", "medicare")),
        claim_form=st.sampled_from(("professional", "professional", "institutional")),
        frequency=st.sampled_from((None, None, None, "7", "8")),
    )
)
elsewhere = st.builds(
    lambda claim, codes: msgspec.structs.replace(
        claim,
        lines=tuple(Line(code, practitioner="p1") for code in codes),
        documentation=Documentation(),
    ),
    shared_days,
    st.lists(st.sampled_from(("99213", "71046", "20610")), min_size=1, max_size=2),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(found=st.lists(st.one_of(shared_days, elsewhere), max_size=8))
def test_claims_of_a_day_are_looked_at_beside_each_other(shelf: OpenShelf, found: list[Claim]) -> None:
    check_days(numbered(found), shelf)


def test_an_add_on_finds_its_primary_on_another_claim_of_the_batch_when_it_holds_whole_days(
    shelf: OpenShelf,
) -> None:
    whole = batch(
        row("1", "77002", patient="m1", practitioner="p1", payer="medicare", claim_form="professional"),
        row("2", "20610", patient="m1", practitioner="p1", payer="medicare", claim_form="professional"),
        row("3", "99213", patient="m2", practitioner="p1", payer="medicare", claim_form="professional"),
    )
    alone, beside = shelf.review_batch(whole).to_pylist(), shelf.review_days(whole).to_pylist()

    def rules(rows: list[dict[str, Any]]) -> set[str]:
        return {each["rule"] for each in rows if each["kind"] == "flag" and each["reference"] == "1"}

    assert "addon-without-primary" in rules(alone) - rules(beside)
    assert "primary-on-another-claim" in rules(beside) - rules(alone)
    assert [(each["looked_at"], each["others"]) for each in beside if each["kind"] == "outcome"] == [
        ("run", 1),
        ("run", 1),
        ("run", 0),
    ]


def test_what_a_claim_keeps_of_its_source_is_kept() -> None:
    whole = Claim(
        schema=2,
        reference="a",
        date_of_service=date(2026, 9, 15),
        claim_form="institutional",
        lines=(
            Line(
                "20610",
                ("RT", "59"),
                2,
                ("M16.11", "M17.0"),
                place_of_service="22",
                revenue_code="0361",
                minutes=12,
                practitioner="p2",
                source_line="2",
            ),
            Line(revenue_code="0250", diagnoses=("M17.0",)),
        ),
        bill_type="131",
        frequency="7",
        locality=Locality(zip="60098"),
        practitioner="p1",
        patient="m1",
        file_warnings=("cut-short",),
        record="reviewed",
        documentation=Documentation(target="hip joint", signed=True),
    )
    assert [entry.claim for entry in read_entries(claim_batch_of([whole]))] == [whole]


OUTSIDE = {"99213", "71046"}
COVERED = {"77002", "20610"}
ODD_VALUES: list[dict[str, object]] = [
    {},
    {"place_of_service": "11", "payer": "medicare", "claim_form": "professional", "frequency": "1"},
    {"patient": "m1", "practitioner": "p9f", "record": "none", "bill_type": "131"},
    {"patient": "Jane Roe"},
    {"practitioner": "p1\n"},
    {"place_of_service": "1"},
    {"payer": "Medi care"},
    {"claim_form": "paper"},
    {"equipment_owner": "nobody"},
    {"bill_type": "13"},
    {"frequency": "8"},
    {"frequency": "88"},
    {"record": "lost"},
    {"date_of_service": None},
    {"reference": None},
    {"reference": "r" * 201},
    {"lines": None},
    {"lines": []},
    {"lines": [None]},
    {"lines": [{"code": None}]},
    {"lines": [{"code": "9921"}]},
    {"lines": [{"code": "99213"}, {"code": "99213 "}]},
    {"lines": [{"code": "99213", "units": 0}]},
    {"lines": [{"code": "99213", "encounter": 100}]},
    {"lines": [{"code": "99213", "modifiers": ["RT", "5"]}]},
    {"lines": [{"code": "99213", "modifiers": [None]}]},
    {"lines": [{"code": "99213", "modifiers": ["RT"] * 5}]},
    {"lines": [{"code": "99213", "pointers": [1]}]},
    {"lines": [{"code": "99213", "pointers": [0]}], "diagnoses": ["M16.11"]},
    {"lines": [{"code": "99213", "pointers": [2]}], "diagnoses": ["M16.11"]},
    {"lines": [{"code": "99213", "pointers": [None]}], "diagnoses": ["M16.11"]},
    {"lines": [{"code": "99213", "pointers": [1]}], "diagnoses": ["M16.11"]},
    {"lines": [{"code": "99213", "pointers": [1]}], "diagnoses": ["m16"]},
    {"lines": [{"code": "99213", "pointers": [1]}], "diagnoses": [None]},
    {"lines": [{"code": "99213", "revenue_code": "36"}]},
    {"lines": [{"code": "99213", "minutes": 0}]},
    {"lines": [{"code": "99213", "practitioner": "Dr. Roe"}]},
    {"lines": [{"code": "99213", "source_line": "x"}]},
    {"lines": [{"code": "99213", "place_of_service": "x"}]},
    {"lines": [{"code": "99213"}] * 1000},
    {"lines": [{"code": None, "revenue_code": "0250"}], "claim_form": "institutional"},
    {"locality": {"zip": "6"}},
    {"locality": {"zip": "60098"}},
    {"file_warnings": []},
    {"file_warnings": ["cut-short"]},
    {"file_warnings": ["torn"]},
    {"documentation": {"signed": None}},
    {"documentation": {"signed": True}},
    {"documentation": {"modality": "x-ray"}},
]


@pytest.mark.parametrize("code", ["99213", "20610"])
def test_the_first_pass_says_of_no_claim_what_its_record_does_not_say(shelf: OpenShelf, code: str) -> None:
    """Each odd claim stands among sound ones, and with a covered code in its place."""
    rows = []
    for number, odd in enumerate(ODD_VALUES):
        changed: dict[str, Any] = odd
        if code != "99213" and odd.get("lines"):
            lines: Any = odd["lines"]
            changed = odd | {
                "lines": [
                    line and line | {"code": line["code"] and line["code"].replace("99213", code)}
                    for line in lines
                ]
            }
        rows += [row(f"before {number}", "99213"), row(str(number), code, "71046") | changed]
    made = in_schema(pa.RecordBatch.from_pylist(rows, schema=CLAIMS))
    found = list(by_claim(shelf.review_batch(made)))
    covered = shelf.library.covered_codes
    alone = [review_entry(entry, shelf.library, covered) for entry in read_entries(made)]
    assert len(found) == len(alone) == len(rows)
    for of_claim, each in zip(found, alone, strict=True):
        outcome = of_claim[0]
        assert outcome["reference"] == str(each.entry.name)
        if each.review is None:
            assert (outcome["outcome"], outcome["message"]) == ("unreadable", each.entry.problem)
        else:
            assert outcome["outcome"] == ("outside" if each.outside else each.review.outcome)
    assert sum(each.review is None for each in alone) > 30


def test_a_claim_that_cannot_be_read_says_why_and_the_others_go_on(shelf: OpenShelf) -> None:
    rows = shelf.review_batch(
        batch(row("1", "77002"), row("2", "77002", payer="No Such Payer"), row("3", "99213"))
    ).to_pylist()
    outcomes = {each["reference"]: each["outcome"] for each in rows if each["kind"] == "outcome"}
    assert outcomes == {"1": "issues", "2": "unreadable", "3": "outside"}
    (problem,) = (each["message"] for each in rows if each["reference"] == "2")
    assert problem.startswith("payer: give the id of a payer")


def test_a_claim_of_a_file_that_does_not_add_up_says_so_whatever_its_outcome(shelf: OpenShelf) -> None:
    rows = shelf.review_batch(
        batch(row("1", "77002", file_warnings=["cut-short"]), row("2", "99213", file_warnings=["cut-short"]))
    ).to_pylist()
    outcomes = [each for each in rows if each["kind"] == "outcome"]
    assert [each["outcome"] for each in outcomes] == ["issues", "outside"]
    assert all(NOT_WHOLE in each["message"] for each in outcomes)


def test_an_empty_batch_gives_an_empty_batch_of_the_schema(shelf: OpenShelf) -> None:
    rows = shelf.review_batch(claim_batch_of([]))
    assert (rows.num_rows, rows.schema) == (0, REVIEWS)


def test_where_any_code_may_concern_a_claim_none_is_outside(small_library: Library) -> None:
    class Everything(Library):
        covered_codes = None  # as where local policy bears on claims of any code

    every = Everything(small_library._book, small_library._searcher, Shelf({}))
    rows = OpenShelf(every).review_batch(batch(row("1", "99213"))).to_pylist()
    assert rows[0]["outcome"] != "outside"
    assert rows[0]["checked"] > 0


def test_a_claim_without_a_reference_is_no_row() -> None:
    with pytest.raises(InputError, match=r"^reference: is required"):
        claim_batch_of([Claim(schema=1, date_of_service=date(2026, 9, 15), lines=(Line("77002"),))])


def test_a_folder_that_is_not_there_is_no_shelf(reference_db: Path, tmp_path: Path) -> None:
    from app.coding.errors import InstallationError

    with pytest.raises(InstallationError, match="is not a folder"):
        open_shelf(reference_db, tmp_path / "nothing")
