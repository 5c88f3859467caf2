"""Comparing editions: what was added, ended and changed, and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.comparison import Change, compare, to_csv
from app.releases.installation import install
from app.releases.standing import next_due, staleness
from tests.releases import files

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A shelf with two quarters of PTP edits and of units limits, for tests that only read it."""
    folder = tmp_path_factory.mktemp("two-quarters")
    old = files.parts()
    new = {part: list(rows) for part, rows in old.items()}
    new[1][0] = files.pair("1000X", "0001X", "20200101", "20260930")  # ended
    new[1][1] = files.pair("1000X", "0002X", "20240101", "*", "1")  # indicator
    new[2].append(files.pair("2002X", "0009X", "20261001"))  # added
    new[3][3] = files.pair("3000X", "0003X", "20220101", "20220101", "9")  # void all along, dates revised
    files.write_ptp(folder / "old", old, "322")
    files.write_ptp(folder / "new", new, "323")
    (folder / "old" / f"{files.MUE_NAME}.csv").write_bytes(files.mue_csv())
    later = [
        ("0001X", "2", "3 Date of Service Edit: Clinical", "CMS Policy"),
        files.MUE_ROWS[1],
        ("0003X", "4", "1 Line Edit", ""),
    ]
    name = files.MUE_NAME.replace("07-01", "10-01")
    (folder / "new" / f"{name}.csv").write_bytes(files.mue_csv(later))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # as for each test
        install([folder / "old", folder / "new"], folder / "shelf", today=TODAY)
    opened = Shelf.open(folder / "shelf")
    yield opened
    opened.close()


def of(shelf: Shelf, source: str) -> tuple[Edition, Edition]:
    old, new = (item for item in shelf.editions if item.source == source)
    return old, new


PAIR_CHANGES = (
    Change("1000X", "0001X", "ended", "pair", "modifier indicator 1, from 2020-01-01", "ended 2026-09-30"),
    Change("1000X", "0002X", "changed", "modifier indicator", "0", "1"),
    Change("2002X", "0009X", "added", "pair", "", "modifier indicator 1, from 2026-10-01"),
    Change(
        "3000X",
        "0003X",
        "changed",
        "dates or rationale",
        f"9: 2021-01-01 to 2021-01-01, {files.RATIONALE}",
        f"9: 2022-01-01 to 2022-01-01, {files.RATIONALE}",
    ),
)


def test_pair_changes_are_told_by_what_is_in_force(shelf: Shelf) -> None:
    comparison = compare(shelf, *of(shelf, "ncci-ptp"))
    assert comparison.changes == PAIR_CHANGES
    assert (comparison.added, comparison.ended, comparison.changed) == (1, 1, 2)
    assert "2002X" in comparison.codes()


@pytest.mark.parametrize("code", ["1000X", "0001X", "0009X", "3000X", "4000X"])
def test_some_codes_give_the_same_changes_as_all_codes_filtered(shelf: Shelf, code: str) -> None:
    some = compare(shelf, *of(shelf, "ncci-ptp"), codes=[code]).changes
    assert some == tuple(change for change in PAIR_CHANGES if code in (change.code, change.other))


def test_an_edition_does_not_differ_from_itself(shelf: Shelf) -> None:
    for edition in shelf.editions:
        assert compare(shelf, edition, edition).changes == ()


def test_unit_limits_are_compared_by_field(shelf: Shelf) -> None:
    comparison = compare(shelf, *of(shelf, "ncci-mue"))
    assert [(c.code, c.kind, c.what, c.before, c.after) for c in comparison.changes] == [
        ("0001X", "changed", "MUE", "1", "2"),
        ("0003X", "added", "row", "", "MUE 4, MAI 1"),
        ("J1234", "ended", "row", "MUE 90000, MAI 2", ""),
    ]


def test_unlike_editions_are_not_compared(shelf: Shelf) -> None:
    with pytest.raises(InputError, match="one series"):
        compare(shelf, of(shelf, "ncci-ptp")[0], of(shelf, "ncci-mue")[0])


def test_changes_go_to_a_spreadsheet(shelf: Shelf) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(compare(shelf, *of(shelf, "ncci-ptp"))))))
    assert rows[0] == ["code", "other", "change", "what", "2026Q3", "2026Q4"]
    assert len(rows) == 5


def test_staleness_names_what_ended_and_when_the_next_is_due(shelf: Shelf) -> None:
    statuses = staleness(shelf.editions, date(2026, 9, 30))
    assert [(item.edition.edition, item.standing, item.due) for item in statuses] == [
        ("2026Q3", "current", date(2026, 10, 1)),
        ("2026Q3", "current", date(2026, 10, 1)),
    ]
    assert next_due(staleness(shelf.editions, date(2026, 10, 1))) == date(2027, 1, 1)
    assert [item.standing for item in staleness(shelf.editions, date(2027, 1, 1))] == ["ended", "ended"]
    assert [item.standing for item in staleness(shelf.editions, date(2026, 1, 1))] == ["coming", "coming"]


def test_of_downloads_of_a_day_the_latest_stands_whichever_was_imported_last() -> None:
    days = [
        Edition(source="mcd-article", edition=day, rows=1, sha256="0") for day in ("2026-08-26", "2026-07-01")
    ]
    (status,) = staleness(days, TODAY)
    assert (status.edition.edition, status.standing, status.due) == ("2026-08-26", "undated", None)
    assert status.sentence == "The state of 08/26/2026; what changed later is not in it."


PAIRS = st.dictionaries(
    st.tuples(st.sampled_from("12"), st.sampled_from("ABC"), st.sampled_from("DEFG")),
    st.tuples(st.sampled_from(["*", "20250630"]), st.sampled_from("019")),
    min_size=1,
    max_size=12,
)


def table(rows: dict[tuple[str, str, str], tuple[str, str]]) -> dict[int, list[files.Pair]]:
    found: dict[int, list[files.Pair]] = {part: [files.pair(f"{part}999Z", "0000A")] for part in (1, 2, 3, 4)}
    for (part, one, two), (last, indicator) in rows.items():
        end = "20200101" if indicator == "9" else last
        found[int(part)].append(files.pair(f"{part}000{one}", f"0000{two}", "20200101", end, indicator))
    return {part: sorted(items) for part, items in found.items()}


@pytest.mark.slow
@given(old=PAIRS, new=PAIRS)
def test_the_walk_over_all_codes_finds_what_look_ups_find(
    tmp_path_factory: pytest.TempPathFactory, old: dict[tuple[str, str, str], tuple[str, str]],
    new: dict[tuple[str, str, str], tuple[str, str]],
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("compare")
    files.write_ptp(folder / "old", table(old), "322")
    files.write_ptp(folder / "new", table(new), "323")
    install([folder / "old", folder / "new"], folder / "shelf", today=TODAY)
    opened = Shelf.open(folder / "shelf")
    codes = {f"{part}000{one}" for part in "12" for one in "ABC"}
    one, two = opened.editions
    whole = compare(opened, one, two)
    assert whole.changes == compare(opened, one, two, codes).changes
    assert bool(whole.changes) == (table(old) != table(new))
    opened.close()
