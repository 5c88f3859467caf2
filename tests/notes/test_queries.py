"""Questions to the physician: when one is asked, on which sentences it stands, and that none leads."""

from __future__ import annotations

import re

import pytest
from msgspec import structs

from app.coding.note_book import NoteBook, QueryTemplate
from app.notes.queries import UNABLE, ask
from app.notes.reader import NoteReader
from app.notes.record import NoteReading
from build_scripts.reference.note_files import read_note_book
from build_scripts.reference.query_rules import faults_in, faults_of
from tests.conftest import ROOT

TEMPLATES = read_note_book(ROOT / "data").queries
NOTE = """PROCEDURE: Right hip injection.

TECHNIQUE: Under fluoroscopic guidance a needle was advanced into the hip joint.
Steroid was injected.
"""


def questions(reader: NoteReader, text: str) -> dict[str, str]:
    reading = reader.read(text)
    return {query.field: query.text for query in ask(text, reading, TEMPLATES)}


def test_what_a_note_leaves_open_is_asked_from_its_own_sentences(reader: NoteReader) -> None:
    asked = questions(reader, NOTE)
    assert {"permanent_image", "interpretation"} <= set(asked)
    assert asked["permanent_image"] == (
        "Images of the procedure\n\n"
        "The note says:\n"
        "Line 3: “TECHNIQUE: Under fluoroscopic guidance a needle was advanced into the hip joint.”\n\n"
        "Which images of the procedure, if any, were kept, and where are they?\n\n"
        f"Answer: ________________________\n[ ] {UNABLE}"
    )


def test_what_a_note_answers_is_not_asked(reader: NoteReader) -> None:
    asked = questions(reader, NOTE + "A fluoroscopic image was saved to PACS.\n")
    assert "permanent_image" not in asked
    assert not {"modality", "needle_guided", "laterality"} & set(asked)


def test_a_note_that_says_two_things_is_asked_with_both_and_no_other_answer(reader: NoteReader) -> None:
    text = NOTE + "Images were saved to PACS.\nNo images were saved.\n"
    asked = questions(reader, text)["permanent_image"]
    assert "Line 5: " in asked
    assert "Line 6: " in asked
    options = re.findall(r"^\[ \] (.+)$", asked, re.MULTILINE)
    assert options == [
        "Images of the procedure were kept", "No images of the procedure were kept",
        "Other: ________________________", UNABLE,
    ]  # fmt: skip


def test_options_stand_in_one_order_whatever_the_note_says_first(reader: NoteReader) -> None:
    first = questions(reader, NOTE + "Images were saved to PACS.\nNo images were saved.\n")["permanent_image"]
    other = questions(reader, NOTE + "No images were saved.\nImages were saved to PACS.\n")["permanent_image"]
    assert first.partition("?")[2] == other.partition("?")[2]


def test_a_text_that_says_nothing_is_asked_nothing(reader: NoteReader) -> None:
    for text in ("", "Milk, eggs, bread; call Tom.", "Consent was obtained. A plan was made."):
        assert ask(text, reader.read(text), TEMPLATES) == ()


def test_a_plan_is_no_fact_to_ask_from(reader: NoteReader) -> None:
    assert questions(reader, "PLAN: The injection may be repeated under fluoroscopy.") == {}


def test_the_code_it_bears_on_stands_beside_the_question_and_not_in_it(reader: NoteReader) -> None:
    asked = ask(NOTE, reader.read(NOTE), TEMPLATES, "77002")
    assert asked
    assert all(each.about == "77002" and "77002" not in each.text for each in asked)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.field)
def test_a_template_leads_nowhere_and_names_no_code_and_no_money(template: QueryTemplate) -> None:
    assert list(faults_of(template)) == []


def test_a_field_is_asked_about_by_one_template() -> None:
    fields = [template.field for template in TEMPLATES]
    assert len(fields) == len(set(fields))


GOOD = QueryTemplate(
    field="permanent_image",
    title="Images",
    silent="Which images, if any, were kept?",
    facts=("modality",),
    answers={"yes": "Images were kept", "no": "No images were kept"},
)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"silent": "Which images were kept so that 77002 can be billed?"}, "codes"),
        ({"silent": "Which images, if any, were kept for the payer?"}, "money"),
        ({"silent": "Please confirm that images were kept?"}, "wished for"),
        ({"silent": "Were images kept?"}, "no open question"),
        ({"silent": "Which images were kept? Where?"}, "no open question"),
        ({"silent": ""}, "asks nothing"),
        ({"facts": ()}, "without facts"),
        ({"answers": {"yes": "Images were kept"}}, "not yes and no"),
        ({"answers": {"yes": "Images were kept in full and in good order", "no": "None"}}, "much longer"),
        ({"field": "laterality", "answers": {"up": "Upward"}}, "no value of the field"),
        ({"field": "sides"}, "no field"),
        ({"title": "Missing images"}, "wished for"),
    ],
)  # fmt: skip
def test_a_template_that_leads_is_refused(change: dict[str, object], fault: str) -> None:
    assert list(faults_of(GOOD)) == []
    assert any(fault in each for each in faults_of(structs.replace(GOOD, **change)))


def test_the_words_around_a_question_are_held_to_the_same_rules(note_book: NoteBook) -> None:
    reading = NoteReading()
    assert ask("", reading, note_book.queries) == ()
    for text in ("The note says:", "Answer:", "Other:", UNABLE):
        assert list(faults_in(text)) == []
