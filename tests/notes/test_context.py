"""What is denied, planned, possible, of the past or of the family is never read as done."""

from __future__ import annotations

import pytest

from app.coding.fields import NOTE_FIELDS
from app.notes.reader import NoteReader

DONE = (
    "CT-guided biopsy of the left lung",
    "ultrasound-guided core biopsy of the right breast",
    "fluoroscopically guided injection of the left hip",
    "drainage of an abscess under CT guidance with a catheter left in place",
    "an arthrogram of the right shoulder with contrast injected",
    "radiofrequency ablation under fluoroscopy",
    "FNA of the thyroid using ultrasound guidance",
    "placement of a nephrostomy tube under fluoroscopic guidance",
    "an epidural steroid injection with contrast under C-arm guidance",
    "thoracentesis with ultrasound guidance",
)
NOT_DONE = (
    "No {} was performed.", "{} was not performed.", "{} was deferred.", "The patient declined {}.",
    "There is no need for {}.", "{} was considered but not done.", "[ ] {}",
    "If symptoms persist, {} may be considered.", "Possible {} in the future.", "She may need {}.",
    "Consider {}.", "{} could be done.", "Candidate for {}.",
    "{} will be performed next week.", "The patient is scheduled for {}.", "{} is recommended.",
    "{} is planned for Monday.", "{} has been scheduled.", "Plan: {}.", "PLAN:\n{}\n", "RECOMMENDATION: {}.",
    "We will proceed with {} tomorrow.", "Return in two weeks for {}.", "She was referred for {}.",
    "Insurance approved {}.", "Consent was obtained for {}.", "The risks of {} were explained.",
    "We discussed {} with the family.", "The patient was counseled on {}.",
    "Alternatives including {} were discussed.",
    "Prior {} was done in 2019.", "History of {}.", "Status post {} two years ago.", "S/p {}.",
    "He had {} three months ago.", "He underwent {} at another hospital last year.",
    "Previous {} gave relief for three months.", "An attempt at {} failed last week.",
    "Last year {} was done elsewhere.", "PAST SURGICAL HISTORY: {}.", "COMPARISON: {} of last May.",
    "Her mother had {}.",
)  # fmt: skip
WHERE = frozenset({"target", "region", "spinal", "laterality"})
"""Fields for which what brought the patient is a hint; what is denied or planned answers them no more."""


@pytest.mark.parametrize("sentence", NOT_DONE)
def test_nothing_that_was_not_done_is_read_as_done(sentence: str, reader: NoteReader) -> None:
    for done in DONE:
        text = sentence.format(done)
        reading = reader.read(text[0].upper() + text[1:])
        values = {name: reading.value(name) for name in NOTE_FIELDS if name not in WHERE}
        values["modality"] = None if values["modality"] == "landmark" else values["modality"]
        assert {name: value for name, value in values.items() if value not in (None, False)} == {}, text


@pytest.mark.parametrize("done", DONE)
def test_what_was_done_is_read(done: str, reader: NoteReader) -> None:
    reading = reader.read(f"PROCEDURE: {done}.")
    assert reading.documentation.technique or reading.documentation.catheter_left
    assert reading.documentation.modality or reading.contrast


def test_what_was_done_is_told_under_the_heading_of_a_plan_too(reader: NoteReader) -> None:
    done = "ASSESSMENT: Bursitis.\nPLAN: The left shoulder was injected with Kenalog today."
    assert reader.read(done).documentation.technique == "injection"
    planned = (
        "ASSESSMENT: Bursitis.\nPLAN: Kenalog injection of the left shoulder. It will be injected in June."
    )
    assert reader.read(planned).documentation.technique is None
    assert reader.read(planned).documentation.laterality is None
