"""Crosses that stand apart from their words."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader

TITLE = "PROCEDURE: Hip injection.\n"
HEADED = "Item                 Yes     No\n"


@pytest.mark.parametrize(
    ("form", "method", "images"),
    [
        ("Fluoroscopy used      X", "fluoroscopy", None),
        ("Fluoroscopy used      X\nImages saved", "fluoroscopy", None),
        ("Images saved\nFluoroscopy used      X", "fluoroscopy", None),
        ("Fluoroscopy used      X\nImages saved          X", "fluoroscopy", True),
        ("Fluoroscopy used\tX\nImages saved\t", "fluoroscopy", None),
        ("X  Fluoroscopy used\n   Images saved", "fluoroscopy", None),
        (f"{HEADED}Fluoroscopy used      X\nImages saved                  X", "fluoroscopy", None),
        (f"{HEADED}Fluoroscopy used              X\nImages saved          X", None, True),
        ("Fluoroscopy used\n\nImages saved      X", "fluoroscopy", True),
        ("X-ray guidance was used\nImages saved", "fluoroscopy", True),
        (
            "Fluoroscopic guidance was used for core samples\nx four passes and images were saved",
            "fluoroscopy",
            True,
        ),
    ],
)
def test_a_cross_says_its_own_line(
    form: str, method: str | None, images: bool | None, reader: NoteReader
) -> None:
    reading = reader.read(TITLE + form)
    said = reading.documentation
    assert (said.modality, said.permanent_image, reading.unsure_lines) == (method, images, ())


def test_crosses_in_columns_without_heads_say_nothing_and_are_named(reader: NoteReader) -> None:
    reading = reader.read(f"{TITLE}Fluoroscopy used      X\nImages saved                  X")
    said = reading.documentation
    assert (said.modality, said.permanent_image, reading.unsure_lines) == (None, None, (2, 3))


def test_a_cross_between_two_heads_says_nothing(reader: NoteReader) -> None:
    reading = reader.read(f"{TITLE}Item            Yes   No\nImages saved        X")
    assert (reading.documentation.permanent_image, reading.unsure_lines) == (None, (3,))
