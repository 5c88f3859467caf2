"""The font of the form: a small TrueType file that a reader of fonts takes."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from app.checklist.characters import FACE, glyphs_of, tables_of
from app.checklist.form_font import form_font


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "form.ttf"
    path.write_bytes(form_font().program)
    return path


def test_it_maps_the_letters_that_a_viewer_may_write(made: Path) -> None:
    wanted = {
        ord(letter) for code in range(32, 256) if (letter := bytes([code]).decode("cp1252", "ignore"))
    } & set(glyphs_of(FACE))
    assert glyphs_of(made).keys() == wanted
    assert len(set(glyphs_of(made).values())) > 200


def test_its_tables_lie_where_they_are_said_to_and_add_up(made: Path) -> None:
    data = made.read_bytes()
    tables = tables_of(data)
    assert sorted(tables) == [b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"]
    for at, (tag, (place, length)) in enumerate(sorted(tables.items())):
        body = data[place : place + length] + bytes(-length % 4)
        (said,) = struct.unpack_from(">I", data, 12 + 16 * at + 4)
        assert sum(struct.unpack(f">{len(body) // 4}I", body)) % 2**32 == said, tag


@pytest.mark.usefixtures("qapp")  # a font that Qt reads wants an application
def test_its_outlines_are_those_of_the_face(made: Path) -> None:
    """Qt draws the same picture of a text in both, composite letters too."""
    from PySide6.QtGui import QFont, QRawFont

    text = "Aä Éñ ç7,;(€)Wij"
    unhinted = QFont.HintingPreference.PreferNoHinting
    small, whole = (QRawFont(str(path), 1000.0, unhinted) for path in (made, FACE))
    for letter in text:
        (one,), (other,) = small.glyphIndexesForString(letter), whole.glyphIndexesForString(letter)
        outline, original = small.pathForGlyph(one), whole.pathForGlyph(other)
        assert outline.elementCount() == original.elementCount()
        for at in range(outline.elementCount()):
            assert outline.elementAt(at).x == pytest.approx(original.elementAt(at).x, abs=5.0)
            assert outline.elementAt(at).y == pytest.approx(original.elementAt(at).y, abs=5.0)
        assert small.advancesForGlyphIndexes([one]) == whole.advancesForGlyphIndexes([other])
        assert letter == " " or not outline.isEmpty()


def test_its_widths_are_those_of_its_letters() -> None:
    font = form_font()
    assert len(font.widths) == 224
    assert font.widths[0] < font.widths[ord("W") - 32]
    assert font.ascent > font.capital > 0 > font.descent
