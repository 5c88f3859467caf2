"""What a reader of the note sees of what is on the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from app.desktop.note.pasted import RICH, note_text

pytestmark = pytest.mark.usefixtures("qapp")  # documents want an application
PLAIN = "Left hip injection.\r\nUnder fluoroscopy ultrasound."


def held(html: str = "", kind: str = "", content: bytes = b"") -> QMimeData:
    data = QMimeData()
    data.setText(PLAIN)
    if html:
        data.setHtml(html)
    if kind:
        data.setData(kind, content)
    return data


def rtf(words: bytes) -> bytes:
    return rb"{\rtf1{\fonttbl{\f3 Wingdings;}}Left hip injection.\par Under " + words + b".}"


def test_plain_text_is_taken_as_it_is() -> None:
    assert note_text(held()) == PLAIN
    assert (
        note_text(held(html="<p>Left hip injection.</p><p>Under <b>fluoroscopy</b> ultrasound.</p>")) == PLAIN
    )


@pytest.mark.parametrize("kind", RICH)
def test_rich_text_tells_what_was_struck_out(kind: str) -> None:
    content = rtf(rb"{\strike fluoroscopy} ultrasound")
    assert (
        note_text(held(kind=kind, content=content)) == "Left hip injection.\nUnder [struck out] ultrasound."
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (rb"{\deleted fluoroscopy} ultrasound", "Left hip injection.\nUnder  ultrasound."),
        (rb"fluoroscopy {\f3 o} ultrasound", "Left hip injection.\nUnder fluoroscopy \u2610 ultrasound."),
        (rb"{\b fluoroscopy} ultrasound", PLAIN),
        (rb"fluoroscopy {ultrasound", PLAIN),
    ],
)
def test_rich_text_is_taken_only_where_it_says_other_things(
    words: bytes,
    shown: str,
) -> None:
    assert note_text(held(kind="text/rtf", content=rtf(words))) == shown


@pytest.mark.parametrize(
    "struck",
    [
        "<s>fluoroscopy</s>",
        "<del>fluoroscopy</del>",
        '<span style="text-decoration: line-through">fluoro<b>scopy</b></span>',
        '<span style="text-decoration-line:line-through">fluoroscopy</span>',
        '<del style="text-decoration:none">fluoroscopy</del>',
        '<s><span style="text-decoration: none">fluoroscopy</span></s>',
    ],
)
def test_a_page_of_the_web_tells_what_was_struck_out(struck: str) -> None:
    text = note_text(held(html=f"<p>Left hip injection.</p><p>Under {struck} ultrasound.</p>"))
    assert (
        text.replace("[struck out][struck out]", "[struck out]")
        == "Left hip injection.\nUnder [struck out] ultrasound."
    )


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        (
            "<input type=checkbox> fluoroscopy <input type=checkbox checked> ultrasound",
            "☐ fluoroscopy ☑ ultrasound",
        ),
        ("<span style='display:none'>fluoroscopy</span>ultrasound", "ultrasound"),
        ("<select><option>fluoroscopy<option selected>ultrasound</select>", "ultrasound"),
    ],
)
def test_a_page_of_the_web_tells_what_is_hidden_ticked_or_chosen(more: str, shown: str) -> None:
    assert (
        note_text(held(html=f"<p>Left hip injection.</p><p>Under {more}.</p>"))
        == f"Left hip injection.\nUnder {shown}."
    )


def test_a_row_of_a_table_of_the_web_is_one_line() -> None:
    rows = (("Fluoroscopy", "No"), ("Ultrasound", "Yes"), ("CT", ""))
    table = "".join(f"<tr><td>{name}</td><td>{said}</td></tr>" for name, said in rows)
    text = note_text(held(html=f"<p>Left hip <s>knee</s></p><table>{table}</table><p>Done.</p>"))
    assert text == "Left hip [struck out]\nFluoroscopy\tNo\nUltrasound\tYes\nCT\t\nDone."
