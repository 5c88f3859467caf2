"""Which act of a note is its needle procedure."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader
from app.notes.record import NO_READING

APPENDECTOMY = """PROCEDURE: Laparoscopic appendectomy.
ANESTHESIA: General.
TECHNIQUE: A Veress needle was inserted at the umbilicus. Trocars were placed under direct vision on the
right. A drain was left in place. Sponge and needle counts were correct."""
FIXATION = """OPERATION: Open reduction and internal fixation of the left radius.
DETAILS: A volar incision was made. Under fluoroscopy screws were placed and films were saved. Marcaine was
injected into the wound."""
SWALLOW = """EXAM: Barium swallow.
TECHNIQUE: Fluoroscopic spot images of the right neck were obtained and saved."""
EXCISION = """PROCEDURE PERFORMED: Needle-localized excisional biopsy, right breast.
PROCEDURE: An incision was made around the wire. The tissue was sent for a film, which showed the clip."""
WITH_A_STEP = """PROCEDURES:
1. Left total knee arthroplasty.
2. Steroid injection, right shoulder.
ANESTHESIA: General.
DESCRIPTION: A midline incision was made over the knee and the patella was everted. The cuts were made and
the parts cemented. A drain was left in place. Fluoroscopy showed good position of the implant. The skin was
closed with staples. Under ultrasound guidance a 22 gauge needle was then advanced into the right shoulder
joint. Kenalog was injected."""


@pytest.mark.parametrize("note", [APPENDECTOMY, FIXATION, SWALLOW, EXCISION])
def test_a_note_without_a_needle_procedure_answers_nothing(note: str, reader: NoteReader) -> None:
    assert reader.read(note) == NO_READING


def test_of_an_operation_only_its_needle_step_is_read(reader: NoteReader) -> None:
    reading = reader.read(WITH_A_STEP)
    said = reading.documentation
    assert (said.technique, said.laterality, said.modality) == ("injection", "right", "ultrasound")
    assert reading.region == "shoulder"
    assert said.catheter_left is None
    assert said.interpretation is None
    assert said.anesthesia is True


def test_where_the_step_has_no_title_the_operation_tells_its_side(reader: NoteReader) -> None:
    note = (
        "PROCEDURE: Right inguinal hernia repair.\nDETAILS: An ilioinguinal nerve block was performed with "
        "Marcaine. An incision was made on the left edge of the scar. Mesh was sewn in."
    )
    said = reader.read(note).documentation
    assert (said.technique, said.laterality) == ("injection", "right")


@pytest.mark.parametrize("act", ["Vertebroplasty of L1", "Insertion of a right subclavian port"])
def test_an_act_to_which_a_needle_opens_the_way_has_no_technique(act: str, reader: NoteReader) -> None:
    reading = reader.read(f"PROCEDURE: {act}.\nA needle was advanced under fluoroscopy. It was aspirated.")
    assert reading.documentation.technique is None
    assert reading.documentation.modality == "fluoroscopy"


def test_a_biopsy_of_an_operation_is_none_of_a_needle(reader: NoteReader) -> None:
    assert reader.read("PROCEDURE: Colonoscopy with biopsy.\nThe scope was passed.") == NO_READING
    assert reader.read("PROCEDURE: Liver biopsy.").documentation.technique == "core-biopsy"


@pytest.mark.parametrize(
    "step",
    [
        "A spinal needle was placed in the disc space at C5-6 and a lateral film showed the level.",
        "The medial portal was made after a spinal needle had been passed into the joint.",
    ],
)
def test_a_needle_that_only_shows_an_operation_its_way_is_no_procedure(step: str, reader: NoteReader) -> None:
    note = f"OPERATION: Discectomy and fusion.\nDETAILS: An incision was made. {step} The wound was closed."
    assert reader.read(note) == NO_READING


def test_the_first_act_that_titles_name_decides_whether_a_technique_fits(reader: NoteReader) -> None:
    rest = "\nDETAILS: A needle was advanced through the pedicle under fluoroscopy."
    both = reader.read(f"PROCEDURES:\n1. Vertebroplasty of L1.\n2. Biopsy of L1.{rest}")
    assert both.documentation.technique is None
    biopsy = reader.read(f"PROCEDURES:\n1. Biopsy of L1.\n2. Venogram.{rest}")
    assert biopsy.documentation.technique == "core-biopsy"


def test_the_region_is_where_the_step_of_an_operation_went(reader: NoteReader) -> None:
    reading = reader.read(
        """OPERATION: Extraction of a tooth, incision and drainage of a facial abscess.
DETAILS: Into the right masticator space an 18 gauge needle was introduced and 4 mL of pus was removed for
culture. An incision was made below the jaw. A flap was raised and the tooth was taken out with forceps. The
wound was closed with Vicryl."""
    )
    assert reading.region == "masticator space"
