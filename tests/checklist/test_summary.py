"""The summary of a worklist: counts that add up, and a tagged archival PDF of the same bytes each time."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import msgspec
import pypdf

from app.checklist.printing import print_summary
from app.checklist.summary import Summary, summarize
from app.claims.worklist.item import Item
from app.claims.worklist.row import Reviewed, brief
from app.claims.worklist.store import Worklist
from app.coding.editions import EditionUse
from app.coding.stake import Stake
from tests.claims.worklist.made import decided, item
from tests.claims.worklist.test_listing import flag, review

USE = EditionUse("ncci-ptp", "practitioner", "2026Q3", date(2026, 7, 1), date(2026, 9, 30))
ENDED = EditionUse("ncci-mue", "practitioner", "2026Q2", date(2026, 4, 1), date(2026, 6, 30))


def worklist() -> Worklist:
    made = Worklist("march.837")
    made.add(
        [
            item(1, payer="medicare", place_of_service="22"),
            decided(item(2, payer="aetna", place_of_service="11"), "Seen."),
            item(3, "99213", payer="medicare"),
            Item(4, "claim 4", None, "It has no date."),
            item(5),
        ]
    )
    found = msgspec.structs.replace(
        review(flag("ptp-pair"), flag("b", "warning"), missed=1), editions=(USE, ENDED)
    )
    made.take_reviews(
        [
            (1, made.lines[0], brief(Reviewed(found))),
            (2, made.lines[1], brief(Reviewed(review(flag("ptp-pair"))))),
            (3, made.lines[2], brief(Reviewed(review(), outside=True))),
        ]
    )
    return made


def summary(name: str = "march.837", at_stake: Stake | None = None) -> Summary:
    titles = {"ptp-pair": "Pair edit", "b": "Other"}
    return summarize(
        name,
        worklist().listing.rows,
        {"medicare": "Medicare"},
        {"22": "Outpatient hospital"},
        titles.__getitem__,
        at_stake=at_stake,
    )


def test_money_at_stake_is_a_note_that_says_what_it_lacks() -> None:
    (note,) = (
        each for each in summary(at_stake=Stake(Decimal("1248.36"), 2, 1)).notes if "Medicare pays" in each
    )
    assert note == (
        "In question, not lost: Medicare pays $1,248.36 for 2 lines with an open error or warning; "
        "for 1 more no amount is known; before deductible, coinsurance and sequestration."
    )
    assert not any("Medicare pays" in each for each in summary(at_stake=Stake()).notes + summary().notes)


def test_every_claim_stands_in_one_row_and_every_flag_under_its_rule() -> None:
    made = summary()
    assert sum(int(count) for _, count in made.standing) == 5
    assert [words for words, _ in made.standing][:2] == [
        "With an open flag",
        "Every flag decided, or fixed by a change",
    ]
    assert [(row.title, row.claims, row.flags, row.fixed, row.decided, row.open) for row in made.rules] == [
        ("Pair edit", "2", "2", "0", "1", "1"),
        ("Other", "1", "1", "0", "0", "1"),
    ]
    assert [(row.name, row.claims, row.flagged, row.open) for row in made.payers] == [
        ("Medicare", "2", "1", "1"),
        ("Not stated", "1", "0", "0"),
        ("aetna", "1", "1", "0"),
    ]
    assert [row.name for row in made.places] == ["11", "22 Outpatient hospital", "Not stated"]
    ended, current = made.editions
    assert ended.startswith("Medically unlikely edits (MUE), practitioner 2026Q2 (04/01/2026 to 06/30/2026);")
    assert ended.endswith("does not cover the date of 1 claim that it was looked up for")
    assert current == "NCCI PTP edits, practitioner 2026Q3 (07/01/2026 to 09/30/2026)"
    assert made.notes[0] == "3 flags found: 0 fixed by a change of the claim, 1 decided, 2 open."
    assert made.notes[1].startswith("On 1 claim at least one rule could not look.")


def test_what_a_change_fixed_and_what_is_marked_fixed_and_stands_is_counted() -> None:
    made = Worklist("a")
    was = item(1)
    assert was.claim is not None
    now = msgspec.structs.replace(was.claim, lines=was.claim.lines[:1])
    made.add(
        [
            msgspec.structs.replace(was, claim=now, changed=True, original=was.claim),
            decided(item(2), "", "fixed"),
        ]
    )
    first = Reviewed(review(), first=(flag("ptp-pair", line=2),))
    made.take_reviews(
        [
            (1, made.lines[0], brief(first)),
            (2, made.lines[1], brief(Reviewed(review(flag("ptp-pair"))))),
        ]
    )
    told = summarize("a", made.listing.rows, {}, {}, str)
    assert [(row.claims, row.flags, row.fixed, row.decided, row.open) for row in told.rules] == [
        ("2", "2", "1", "1", "0")
    ]
    assert told.notes[:2] == (
        "2 flags found: 1 fixed by a change of the claim, 1 decided, 0 open.",
        "1 flag is marked fixed and still found in the claim.",
    )


def test_a_file_named_like_a_person_is_not_named() -> None:
    assert "Smith" not in msgspec.json.encode(summary("Smith, Anna.837")).decode()


def test_the_pdf_is_tagged_archival_and_the_same_each_time() -> None:
    pdf = print_summary(summary())
    assert pdf == print_summary(summary())
    read = pypdf.PdfReader(io.BytesIO(pdf))
    assert read.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]  # a dictionary here
    assert read.xmp_metadata is not None
    xmp = read.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    text = " ".join(page.extract_text() for page in read.pages)
    assert "Pair edit" in text
    assert "Page 1 of 1" in text


def test_nothing_to_show_is_said() -> None:
    pdf = print_summary(summarize("a", (), {}, {}, str))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert "No flags." in text
    assert "None: no rule looked at a claim." in text
