"""Which values of a note are proposed, and what the form takes over."""

from __future__ import annotations

from msgspec import structs

from app.claims.draft import Draft
from app.coding.claim import Documentation
from app.notes.filling import fill, is_chosen, not_found, phrases_of, presumed, quotes_of, shown_of, toggled
from app.notes.record import Contradiction, Evidence, NoteReading

TEXT = "Fluoroscopy was used.\nThe entry site was marked.\nThe needle was steered.\nThe hip."
GUIDED, MARKED = "The needle was steered", "The entry site was marked"


def evidence(field: str, value: bool | str, words: str, certainty: str = "stated") -> Evidence:
    start = TEXT.index(words)
    return Evidence(field, value, start, start + len(words), (start, start), certainty, "NOTE-001")  # type: ignore[arg-type]


READING = NoteReading(
    documentation=Documentation(modality="fluoroscopy", needle_guided=True),
    region="hip",
    evidence=(
        evidence("modality", "fluoroscopy", "Fluoroscopy"),
        evidence("needle_guided", False, MARKED, "contradicted"),
        evidence("needle_guided", True, GUIDED),
        evidence("region", "hip", "hip"),
        evidence("catheter_left", True, "hip", "conditional"),
    ),
    contradictions=(Contradiction("needle_guided", (1, 2)),),
)
PHRASES = phrases_of(TEXT, READING, Draft())


def test_a_row_says_field_value_words_and_line() -> None:
    row = PHRASES[2]
    assert (row.number, row.label, row.value, row.quote, row.line) == (
        3, "Needle steered live", "Yes", GUIDED, 3,
    )  # fmt: skip


def test_what_the_note_states_is_proposed_and_what_speaks_against_it_is_not() -> None:
    assert presumed(READING, PHRASES) == {"modality": "fluoroscopy", "needle_guided": True}
    assert [is_chosen(presumed(READING, PHRASES), each) for each in PHRASES] == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_what_no_claim_holds_is_shown_once_in_the_words_that_tell_most() -> None:
    told = evidence("region", "hip", "hip"), evidence("region", "hip", GUIDED)
    assert list(shown_of(NoteReading(region="hip", evidence=told))) == [told[1]]


def test_a_plan_and_what_no_claim_holds_cannot_be_taken_over() -> None:
    assert not PHRASES[3].takes
    assert not PHRASES[4].takes
    assert toggled({}, PHRASES[3]) == toggled({}, PHRASES[4]) == {}


def test_choosing_the_other_side_replaces_the_first() -> None:
    chosen = toggled(presumed(READING, PHRASES), PHRASES[1])
    assert chosen["needle_guided"] is False
    assert "needle_guided" not in toggled(chosen, PHRASES[1])


def test_what_a_coder_typed_is_not_overruled_unasked() -> None:
    draft = Draft(documentation=Documentation(modality="ct"))
    rows = phrases_of(TEXT, READING, draft)
    assert rows[0].in_form == "CT"
    assert "modality" not in presumed(READING, rows)
    same = Draft(documentation=Documentation(modality="fluoroscopy"))
    assert phrases_of(TEXT, READING, same)[0].in_form == ""


def test_filling_states_the_values_and_that_a_record_was_reviewed() -> None:
    filled = fill(Draft(payer="medicare"), presumed(READING, PHRASES))
    assert filled.documentation == Documentation(modality="fluoroscopy", needle_guided=True)
    assert (filled.record, filled.payer) == ("reviewed", "medicare")
    assert fill(Draft(), {}) == Draft()


def test_a_text_that_could_not_be_read_gives_way_to_a_value() -> None:
    draft = Draft().with_unread("documentation.modality", "xray")
    assert fill(draft, {"modality": "fluoroscopy"}).unread == ()


def test_the_words_behind_a_value_stand_with_their_lines() -> None:
    quotes = quotes_of(PHRASES, presumed(READING, PHRASES))
    assert quotes["documentation.needle_guided"] == f"line 3: “{GUIDED}”"
    assert "documentation.catheter_left" not in quotes


def test_what_nothing_answers_is_named_once() -> None:
    left = list(not_found(READING))
    assert "Permanent image" in left
    assert not {"Imaging modality", "Needle steered live", "Region", "In the spine"} & set(left)
    every = list(not_found(structs.replace(READING, evidence=())))
    assert len(every) == len(set(every))
