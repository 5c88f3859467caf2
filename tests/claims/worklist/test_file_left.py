"""What of a file of claims is not in its worklist, and how that is said."""

from __future__ import annotations

from app.claims.answers import ANSWER_ALONE, PayerAnswer
from app.claims.left_out import LeftOut
from app.claims.record import Entry
from app.claims.worklist.file_left import FileLeft, add_left, left_of, left_sentences, left_summary
from app.claims.worklist.item import Item, item_of
from app.claims.worklist.row import Row, Shared, make_row
from tests.claims.worklist.made import item

SEGMENTS = LeftOut("segment", 2, "NTE")
BLANK = LeftOut("payer-of-another-kind", 1)


def rows(*items: Item) -> list[Row]:
    return [make_row(each, Shared()) for each in items]


def test_what_is_left_out_of_claims_is_added_up_and_notes_are_said_once() -> None:
    parts = [FileLeft((SEGMENTS, BLANK), ("A note.",)), FileLeft((SEGMENTS,), ("A note.", "Another."))]
    assert add_left(parts) == FileLeft((BLANK, LeftOut("segment", 4, "NTE")), ("A note.", "Another."))


def test_an_entry_gives_what_no_note_of_its_reader_says() -> None:
    claim = item(1).claim
    kept = Entry("claim 1", claim, notes=("It is so.",), left_out=(SEGMENTS, LeftOut("line-without-code", 3)))
    assert left_of(kept, "a.837") == FileLeft((SEGMENTS,), ())
    of_file = Entry("", None, notes=("a.837: transaction 2 is a 999, which holds no claims.",))
    assert left_of(of_file, "a.837") == FileLeft((), ("Transaction 2 is a 999, which holds no claims.",))
    assert left_of(Entry("claim 1", claim), "a.837") is None
    assert left_of(Entry("claim 1", None, "It is cut."), "a.837") is None
    assert left_of(Entry("claim 1", None, answer=PayerAnswer(status="1")), "a.837") is None


def test_what_bears_on_the_check_of_a_claim_is_a_note_of_its_own() -> None:
    read = item_of(Entry("claim 1", item(1).claim, left_out=(BLANK, SEGMENTS)), 1, "a.837")
    assert read is not None
    assert [note[:27] for note in read.notes] == ["Payer left blank on 1 claim"]


def test_the_line_names_claims_refused_faults_blanks_notes_and_the_rest() -> None:
    refused = Item(2, "claim 2", None, "It has a fraction of a unit.")
    fault = Item(3, "", None, "SE01 counts other segments.")
    answer = Item(4, "claim 4", None, ANSWER_ALONE)
    left = FileLeft((BLANK, SEGMENTS), ("A note.",))
    found = rows(refused, fault, answer)
    assert left_summary(left, found) == (
        "1 claim not read · 1 fault in the file · 1 part of the file left out that checks ask for · "
        "1 note on the file · 2 parts of the file left out that no check asks for"
    )
    said = left_sentences(left, found)
    assert said[:3] == (
        "Not read: claim 2. It has a fraction of a unit.", "SE01 counts other segments.", "A note.",
    )  # fmt: skip
    assert said[3].startswith("Payer left blank on 1 claim")
    assert said[4] == "Left out: 2 segments that are not read (NTE 2)."
    assert left_summary(FileLeft(), rows(item(1))) == ""


def test_many_refused_claims_are_named_as_far_as_anybody_reads() -> None:
    found = rows(*(Item(number, f"claim {number}", None, "It is cut.") for number in range(1, 31)))
    said = left_sentences(FileLeft(), found)
    assert len(said) == 21
    assert said[-1].startswith("And 10 more")
