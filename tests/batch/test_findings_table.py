"""The table of findings: a row a flag, a row for every other claim, nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io

import msgspec

from app.batch.findings_table import (
    CHANGED,
    COLUMNS,
    FIXED_BY_CHANGE,
    NO_FLAGS,
    STILL_FOUND,
    findings_rows,
    write_findings,
)
from app.batch.scope import OUTSIDE
from app.claims.worklist.item import Item
from app.claims.worklist.row import Reviewed, Shared, brief, make_row, with_review
from app.coding.findings import Flag, Review
from app.coding.sources import Citation
from app.review import leave_unchecked
from tests.claims.worklist.made import decided, item
from tests.claims.worklist.test_listing import flag, review


def table(
    made: Item, found: Review, *, outside: bool = False, first: tuple[Flag, ...] = ()
) -> list[dict[str, str]]:
    reviewed = Reviewed(found, outside, first=first)
    row = with_review(make_row(made, Shared()), made, brief(reviewed), Shared())
    text = write_findings(findings_rows(made, row, reviewed)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_flag_has_a_row_with_its_sources_and_what_was_decided() -> None:
    cited = msgspec.structs.replace(
        flag("ptp-pair"), citations=(Citation("ncci-ptp", "2026Q3", "20610, 77002", "", ""),)
    )
    rows = table(decided(item(3, payer="aetna"), "=1+1"), review(flag("b", "warning", 2), cited, missed=2))
    assert [(row["rule"], row["line"], row["code"], row["disposition"]) for row in rows] == [
        ("b", "2", "77002", "open"),
        ("ptp-pair", "1", "20610", "accepted"),
    ]
    assert rows[1]["sources"] == "ncci-ptp 2026Q3 20610, 77002"
    assert rows[1]["reason"] == "'=1+1"
    assert rows[0]["claim"] == "case 3"
    assert rows[0]["not_checked"] == "other-0 other-1"


def test_a_claim_that_was_changed_says_so_in_each_row() -> None:
    changed = msgspec.structs.replace(item(1), changed=True)
    assert [row["changed"] for row in table(changed, review(flag("a"), flag("b")))] == [CHANGED, CHANGED]
    assert [row["changed"] for row in table(changed, review())] == [CHANGED]
    assert [row["changed"] for row in table(item(1), review())] == [""]


def test_a_claim_without_a_flag_says_why() -> None:
    assert table(item(1), review())[0]["message"] == NO_FLAGS
    assert table(item(1), review(), outside=True)[0]["message"] == OUTSIDE
    left = msgspec.structs.replace(item(1), left="It is a void.")
    assert table(left, leave_unchecked(left.left))[0]["message"] == "It is a void."
    (row,) = table(Item(4, "claim 4", None, "It has no date."), leave_unchecked(""))
    assert (row["claim"], row["message"], row["severity"]) == ("claim 4", "It has no date.", "")
    assert set(row) == set(COLUMNS)


def test_what_a_change_fixed_keeps_its_row_with_the_line_as_it_was() -> None:
    was = item(1)
    assert was.claim is not None
    now = msgspec.structs.replace(was.claim, lines=was.claim.lines[:1])
    changed = msgspec.structs.replace(was, claim=now, changed=True, original=was.claim)
    first = (flag("ptp-pair", line=2), flag("b", line=1))
    rows = table(changed, review(flag("b", line=1)), first=first)
    assert [(row["rule"], row["code"], row["outcome"], row["disposition"]) for row in rows] == [
        ("b", "20610", "open", "open"),
        ("ptp-pair", "77002", FIXED_BY_CHANGE, ""),
    ]
    assert {row["changed"] for row in rows} == {CHANGED}
    assert [row["message"] for row in table(changed, review(), first=first[:1])] == [first[0].message]


def test_fixed_on_a_flag_that_still_stands_is_said() -> None:
    (row,) = table(decided(item(1), "", "fixed"), review(flag("ptp-pair")))
    assert (row["disposition"], row["outcome"]) == ("fixed", STILL_FOUND)
    (row,) = table(decided(item(1), "Seen."), review(flag("ptp-pair")))
    assert row["outcome"] == "decided"
