"""The note record, and the mock of the window as a note."""

from __future__ import annotations

import msgspec

from app.notes.reader import NoteReader
from app.notes.record import NO_READING, NoteReading

NOTE = """PROCEDURE
Needle biopsy of a palpable mass, left calf.

TECHNIQUE
Fluoroscopy was used to plan, and the skin entry site was marked. Then a biopsy needle was advanced under
fluoroscopic guidance, and three core samples were taken. No catheter was left in place.
"""


def test_a_note_is_read_with_the_words_that_say_it(reader: NoteReader) -> None:
    reading = reader.read(NOTE)
    assert (reading.region, reading.spinal, reading.contrast) == ("lower leg", False, None)
    found = reading.documentation
    assert (found.modality, found.needle_guided, found.technique) == ("fluoroscopy", True, "core-biopsy")
    assert (found.laterality, found.palpable_target, found.catheter_left) == ("left", True, False)
    assert found.permanent_image is None
    quotes = {(each.field, each.value): NOTE[each.start : each.end] for each in reading.evidence}
    assert quotes["catheter_left", False] == "No catheter was left in place"
    assert (
        quotes["needle_guided", False] == "Fluoroscopy was used to plan, and the skin entry site was marked"
    )


def test_what_speaks_against_an_answer_is_shown_and_told(reader: NoteReader) -> None:
    reading = reader.read(NOTE)
    (contradiction,) = reading.contradictions
    assert contradiction.field == "needle_guided"
    sides = {reading.evidence[index].certainty for index in contradiction.evidence}
    assert sides == {"stated", "contradicted"}


def test_the_record_survives_json(reader: NoteReader) -> None:
    reading = reader.read(NOTE)
    assert msgspec.json.decode(msgspec.json.encode(reading), type=NoteReading) == reading


def test_a_foreign_or_empty_text_says_nothing(reader: NoteReader) -> None:
    for text in (
        "",
        " \n",
        "Il paziente è stato dimesso in buone condizioni.",
        "Milk, eggs, bread; call Tom.",
    ):
        assert reader.read(text) == NO_READING


SEVERAL = """PROCEDURES:
1. Right knee aspiration.
2. Left shoulder injection.

The right knee was prepped and an 18 gauge needle entered the joint. Ten mL of fluid was aspirated.

Then the left shoulder was prepped. Under ultrasound guidance a needle was advanced. Images were saved.
"""


def test_evidence_belongs_to_the_procedure_whose_place_was_named_last(reader: NoteReader) -> None:
    reading = reader.read(SEVERAL)
    titles = [SEVERAL[each.start : each.end] for each in reading.procedures]
    assert titles == ["Right knee aspiration.", "Left shoulder injection."]
    belongs = {(each.field, SEVERAL[each.start : each.end]): each.procedure for each in reading.evidence}
    assert belongs["permanent_image", "Images were saved"] == 2
    assert belongs["needle_position", "needle entered the joint"] == 1


def test_one_procedure_needs_no_number(reader: NoteReader) -> None:
    reading = reader.read(NOTE)
    assert reading.procedures == ()
    assert {each.procedure for each in reading.evidence} == {None}


def test_of_several_procedures_one_can_be_read_alone(reader: NoteReader) -> None:
    note = "PROCEDURES:\n1. Right hip injection under fluoroscopy.\n2. Left knee aspiration.\n"
    assert len(reader.read(note).procedures) == 2
    first, second = (reader.read(note, number).documentation for number in (1, 2))
    assert (first.laterality, first.technique, first.modality) == ("right", "injection", "fluoroscopy")
    assert (second.laterality, second.technique, second.modality) == ("left", "aspiration", None)
