"""The target is what the needle was for, not a sign on its way, a part or a diagnosis."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader


@pytest.mark.parametrize(
    ("note", "target"),
    [
        pytest.param(
            "PROCEDURE: Left L5-S1 transforaminal epidural injection under fluoroscopy. "
            "The superior articular process was seen, and the needle went below it into the foramen.",
            "transforaminal",
            id="a bone on the way",
        ),
        pytest.param(
            "PROCEDURE: Lumbar epidural injection under fluoroscopy. No cerebrospinal fluid came back.",
            "lumbar epidural",
            id="fluid that did not come",
        ),
        pytest.param(
            "PROCEDURE: Medial branch block under fluoroscopy. The tip lay on the lumbar vertebra.",
            "medial branch block",
            id="the vertebra that it touched",
        ),
        pytest.param(
            "PROCEDURE: CT-guided core biopsy of the left kidney. The needle went into the lower pole.",
            "kidney",
            id="a part of an organ",
        ),
        pytest.param(
            "PREOPERATIVE DIAGNOSIS: Herniated lumbar intervertebral disc.\n"
            "PROCEDURE: L3-L4 epidural injection under fluoroscopy.",
            "epidural",
            id="a diagnosis",
        ),
        pytest.param(
            "PREOPERATIVE DIAGNOSIS: Effusion of the right knee joint.\nPROCEDURE: Aspiration.",
            "knee joint",
            id="a diagnosis where nothing else names it",
        ),
    ],
)
def test_the_target_is_what_the_needle_was_for(note: str, target: str, reader: NoteReader) -> None:
    assert reader.read(note).documentation.target == target
