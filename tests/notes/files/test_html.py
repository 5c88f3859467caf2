"""A page of the Web as a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.notes.files.html import html_text, is_html
from app.notes.files.reading import read_file
from app.notes.files.struck import STRUCK
from app.notes.reader import NoteReader


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Images <input type=checkbox checked> saved <input type=checkbox></p>", "Images ☑ saved ☐"),
        ("<label><input type=radio checked> CT</label><label><input type=radio> US</label>", "☑ CT  ☐ US"),
        ("<div role=checkbox aria-checked=true>US</div><div role=radio>CT</div>", "☑ US\n☐ CT"),
        ("By <select><option>CT<option selected>US</select>.", "By US."),
        ("By <select><option>Choose<option>US</select>.", "By ☐."),
        ("<input value='12 mL'> given <textarea>slowly</textarea>", "12 mL given slowly"),
        ("<div>A</div><div style='DISPLAY: none'>CT</div><div>B</div>", "A\nB"),
        ("A<span style='color:red;visibility:hidden'>CT</span>B", "AB"),
        ("A<span aria-hidden=true>CT</span><i hidden>US</i>B", "AB"),
        ("<style>.k{display:none} p.z{text-decoration:line-through}</style><p class=k>A<p class=z>B", STRUCK),
        ("<s>C<b>T</b></s> US <del>MR</del>", "[struck out] US [struck out]"),
        ("<p>A<p>B<br>C<p>&nbsp;</p>D &lt;3", "A\nB\nC\n\nD <3"),
        ("<ol><li>A<li>B</ol><ul><li>C</ul>", "1. A\n2. B\n- C"),
        ("<table><tr><td>CT<td><p>No</p><tr><td colspan=2>US<td>Yes</table>", "CT\tNo\nUS\t\tYes"),
        ("<pre>A  B\n C</pre><script>CT</script><!-- US -->", "A  B\nC"),
        ("A<!-- CT", "A"),
    ],
)  # fmt: skip
def test_a_page_is_read_as_it_is_shown(page: str, text: str) -> None:
    assert html_text(page)[0] == text


@pytest.mark.parametrize(
    "page", ["<p>A<b>B</b></p>", "<table><tr><td>A<td>No</table>", "<p>A</p><style>p{}</style>"]
)
def test_a_page_without_controls_strikes_or_hidden_words_says_no_more_than_plain_text(page: str) -> None:
    assert html_text(page)[1] is False


def test_an_export_with_a_table_of_answers_is_read(tmp_path: Path, reader: NoteReader) -> None:
    rows = (("Images saved", "No"), ("Ultrasound guidance used", "Yes"), ("Contrast given", "No"))
    table = "".join(f"<tr><td>{name}</td><td>{said}</td></tr>" for name, said in rows)
    path = tmp_path / "export.html"
    path.write_text(
        f"<!DOCTYPE html><title>CT</title><p>PROCEDURE: Left hip injection</p><table>{table}</table>"
    )
    reading = reader.read(read_file(path))
    said = reading.documentation
    assert (said.modality, said.permanent_image, reading.contrast) == ("ultrasound", False, False)


def test_choices_of_a_form_are_read(reader: NoteReader) -> None:
    form = (
        "<p>PROCEDURE: Hip injection.</p>"
        "<p>Images saved <input type=radio>Yes <input type=radio checked>No</p>"
        "<p><label><input type=checkbox> Fluoroscopic guidance</label>"
        "<label><input type=checkbox checked> Ultrasound guidance</label></p>"
        "<p>Side: <select><option>Right<option selected>Left</select></p>"
    )
    said = reader.read(html_text(form)[0]).documentation
    assert (said.permanent_image, said.modality, said.laterality) == (False, "ultrasound", "left")


@pytest.mark.parametrize("text", ["PROCEDURE: <div>", "<30 mL was drawn", "[x] <p>"])
def test_a_note_with_angle_brackets_is_no_page(text: str) -> None:
    assert not is_html(text)


def test_beginnings_of_comments_without_an_end_take_no_longer_than_other_signs() -> None:
    """Were each looked for to the end of the page, this would take a minute."""
    assert html_text("A" + "<!--" * 50_000) == ("A", False)
