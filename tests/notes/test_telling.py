"""What a sentence is for, where its section does not say it."""

from __future__ import annotations

from app.notes.reader import NoteReader

VISIT = """CHIEF COMPLAINT: Pain of both shoulders.
EXAM: Right shoulder: free. Left shoulder: the arc hurts.
{heading}: The left shoulder was prepped. The subacromial space was injected with Kenalog. If the right
shoulder hurts we may inject it too."""


def test_an_examination_of_the_body_is_no_title(reader: NoteReader) -> None:
    assert reader.read(VISIT.format(heading="PROCEDURE NOTE")).documentation.laterality == "left"


def test_an_examination_that_names_an_act_is_a_title(reader: NoteReader) -> None:
    said = reader.read("EXAM: CT-guided biopsy, right kidney.\nFINDINGS: Cores were taken.").documentation
    assert (said.modality, said.laterality) == ("ct", "right")


def test_a_plan_tells_what_was_done_in_the_past_tense_only(reader: NoteReader) -> None:
    done = reader.read(VISIT.format(heading="PLAN"))
    assert (done.documentation.technique, done.region) == ("injection", "shoulder")
    planned = reader.read("CHIEF COMPLAINT: Knee pain.\nPLAN: Inject the right knee next week with Kenalog.")
    assert planned.documentation.technique is None


def test_what_was_done_begins_below_an_indication_that_no_sign_closes(reader: NoteReader) -> None:
    told = "INDICATION: Pain in the left hip\n{}"
    done = reader.read(
        told.format("Under fluoroscopic guidance a 22-gauge needle was advanced into the joint.")
    )
    assert (done.documentation.modality, done.documentation.needle_guided) == ("fluoroscopy", True)
    earlier = reader.read(told.format("since a needle was advanced under fluoroscopic guidance in May."))
    assert earlier.documentation.needle_guided is None
