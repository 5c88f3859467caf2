"""What a worklist keeps of what a reader gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.claims.answers import ANSWER_ALONE, PayerAnswer
from app.claims.claim_files import open_claims
from app.claims.record import Entry
from app.claims.worklist.item import entry_of, item_of, read_item, write_item
from tests.claims.worklist.made import item
from tests.claims.x12 import made


def test_a_claim_is_kept_with_its_name_and_how_it_was_read() -> None:
    claim = item(1).claim
    entry = Entry(
        "claim 1", claim, notes=("a.837, claim 1: without a date.",), unchecked="a.837, claim 1: a void."
    )
    kept = item_of(entry, 4, "a.837")
    assert kept is not None
    assert (kept.number, kept.name, kept.claim) == (4, "claim 1", claim)
    assert kept.left == "Claim 1: a void."
    assert kept.notes == ("Claim 1: without a date.",)
    assert read_item(write_item(kept)) == kept


def test_a_claim_that_could_not_be_read_keeps_its_place_and_the_sentence() -> None:
    kept = item_of(Entry(3, None, "b.jsonl, line 3: lines: is required."), 1, "b.jsonl")
    assert kept is not None
    assert (kept.name, kept.claim, kept.left) == ("line 3", None, "Line 3: lines: is required.")


def test_a_note_on_the_file_is_no_item_and_an_answer_alone_is_one() -> None:
    assert item_of(Entry("", None, notes=("a.837: a note.",)), 1, "a.837") is None
    kept = item_of(Entry("claim 2", None, answer=PayerAnswer(status="4", charge="10", paid="0")), 1, "a")
    assert kept is not None
    assert kept.left == ANSWER_ALONE
    assert kept.notes == ("The payer answered: denied; paid 0 of 10.",)


def test_no_name_of_a_person_is_in_an_item(tmp_path: Path) -> None:
    path = tmp_path / f"{made.MARK}.837"
    path.write_bytes(made.file_of(made.claim(made.service()), made.claim(made.service(units="1.5"))))
    opened = open_claims(str(path))
    for number, entry in enumerate(opened.entries, 1):
        kept = item_of(entry, number, opened.name)
        assert kept is not None
        assert made.MARK.encode() not in write_item(kept)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("/home/a b/in/x.837, claim 1, segment 9: no date.", "x.837, claim 1, segment 9: no date."),
        ("…r/in/x.837: it ends early.", "x.837: it ends early."),
        ("C:\\Users\\a\\x.837, claim 2: no date.", "x.837, claim 2: no date."),
        ("/home/in: it has a date/time: no day.", "in: it has a date/time: no day."),
        ("Line 3 has a date/time, and no day.", "Line 3 has a date/time, and no day."),
    ],
)
def test_the_folder_of_one_of_several_files_is_not_kept(sentence: str, kept: str) -> None:
    made_of = item_of(Entry("x.837, claim 1", None, sentence), 1, "")
    assert made_of is not None
    assert made_of.left == kept


def test_which_payer_a_claim_goes_to_is_kept() -> None:
    kept = item_of(Entry("claim 1", item(1).claim, rank="S"), 1, "a.837")
    assert kept is not None
    assert entry_of(read_item(write_item(kept))).rank == "S"
