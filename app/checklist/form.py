"""What Typst cannot make: form fields where the template put links, and row headers in tables.

The template sets a link to "field:" and a name for each field. Typst then places it on its page
and in the structure of the document, which is what a widget needs (ISO 32000-1, 12.5.6.19; PDF/UA-1, 7.18).
"""

import re
from collections.abc import Mapping

from app.checklist.fields import FormField
from app.checklist.form_font import form_font
from app.checklist.pdf_objects import PdfObjects

_LINK = re.compile(
    rb"<</Type/Annot/Subtype/Link/Rect\[([-\d. ]+)\]/Border\[0 0 0\]"
    rb"/A<</Type/Action/S/URI/URI\(field:([\w-]+)\)>>/F 4/StructParent (\d+)/Contents\([^)]*\)>>"
)
_LINK_PART = re.compile(
    rb"<</Type/StructElem/S/Link/P \d+ 0 R(?:/A\[[^\]]*\])?/K\[<</Type/OBJR/Pg (\d+) 0 R/Obj (\d+) 0 R>>\]>>"
)
_ROW = re.compile(rb"<</Type/StructElem/S/TR/P \d+ 0 R/K\[(\d+) 0 R")
_ROW_START, _CELL = b"<</Type/StructElem/S/TR/", b"<</Type/StructElem/S/TD/"
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
_FONT = b"NeedlepointForm"
"""A name of its own: viewers do not write in a font that is called a part of another."""
_MARGINS = {"box": (0.0, 0.0), "text": (0.0, 4.0)}
"""Points that a field reaches below and above the place that the template holds for it."""
_TICK = b"q 2.2 w 1 J 1 j 3.4 7.6 m 6.8 4 l 13 11.8 l S Q"  # as in shapes.typ, on 16 units


def finish(pdf: bytes, fields: Mapping[str, FormField]) -> bytes:
    """A PDF of Typst with its form fields and row headers.

    Raises ValueError where the file is laid out in another way, or its fields are not those that are named.
    """
    objects = PdfObjects(pdf)
    name_row_headers(objects)
    if fields:
        _add_form(objects, fields)
    return objects.write()


def name_row_headers(objects: PdfObjects) -> None:
    """Make the first cell of each row its header.

    Cells then ask row and column by their scope; Typst names the column alone, which would hide the row.
    """
    first = {int(row[1]) for _, body in objects.starting(_ROW_START) if (row := _ROW.match(body))}
    for number, body in objects.starting(_CELL):
        if number in first:
            objects[number] = _HEADERS.sub(b"/Scope/Row", body.replace(b"/S/TD", b"/S/TH", 1), count=1)
        else:
            objects[number] = _HEADERS.sub(b"", body, count=1)


def _add_form(objects: PdfObjects, fields: Mapping[str, FormField]) -> None:
    """Put each field in the place of its link."""
    pages = _take_parts(objects)
    font = b"<</%b %d 0 R>>" % (_FONT, _add_font(objects))
    box = b"<</Yes %d 0 R/Off %d 0 R>>" % (
        _add_picture(objects, (16, 16), _TICK),
        _add_picture(objects, (16, 16)),
    )
    placed: dict[int, str] = {}
    for number, body in objects.starting(b"<</Type/Annot"):
        if link := _LINK.fullmatch(body):
            name = link[2].decode()
            placed[number] = name
            if name in fields and number in pages:
                widget = _widget(objects, fields[name], link, font, box)
                objects[number] = b"<<%b/P %d 0 R/StructParent %b>>" % (widget, pages[number], link[3])
    if sorted(placed.values()) != sorted(fields) or placed.keys() != pages.keys():
        raise ValueError("the fields on its pages are not those of its record")
    listed = b" ".join(b"%d 0 R" % number for number in placed)
    form = b"/AcroForm<</Fields[%b]/DR<</Font%b>>/DA(/%b 0 Tf 0 g)>>" % (listed, font, _FONT)
    for number, body in objects.starting(b"<</Type/Catalog"):
        objects[number] = body[:-2] + form + b">>"


def _take_parts(objects: PdfObjects) -> dict[int, int]:
    """Call each link in the structure a form field; gives the page of each annotation."""
    pages: dict[int, int] = {}
    for number, body in objects.starting(b"<</Type/StructElem/S/Link/"):
        if part := _LINK_PART.fullmatch(body):
            pages[int(part[2])] = int(part[1])
            objects[number] = body.replace(b"/S/Link", b"/S/Form", 1)
    return pages


def _widget(objects: PdfObjects, field: FormField, link: re.Match[bytes], font: bytes, box: bytes) -> bytes:
    """The entries of a widget, which is its field too. It has an appearance: no viewer has to make one."""
    left, low, right, high = map(float, link[1].split())
    below, above = _MARGINS[field.kind]
    rect = (left, low - below, right, high + above)
    shown = b"<</Type/Annot/Subtype/Widget/Rect[%b]/F 4/T%b/TU%b" % (
        b" ".join(b"%.3f" % each for each in rect),
        _text(field.name),
        _text(field.label),
    )
    if field.kind == "box":
        return shown[2:] + b"/FT/Btn/V/Off/AS/Off/AP<</N%b>>" % box
    empty = _add_picture(objects, (rect[2] - left, rect[3] - rect[1]), b"/Tx BMC EMC", font)
    return shown[2:] + b"/FT/Tx/DA(/%b 0 Tf 0 g)/AP<</N %d 0 R>>" % (_FONT, empty)


def _text(words: str) -> bytes:
    """A text string (ISO 32000-1, 7.9.2.2)."""
    if words.isascii():
        return b"(%b)" % words.encode().replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"<FEFF%b>" % words.encode("utf-16-be").hex().upper().encode()


def _add_picture(
    objects: PdfObjects, size: tuple[float, float], drawing: bytes = b"", font: bytes = b""
) -> int:
    """What a field shows: a drawing of a size in points, with the font for what a viewer writes into it."""
    resources = b"<</Font%b>>" % font if font else b"<<>>"
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 %.3f %.3f]/Resources%b/Length %d>>" % (
        *size,
        resources,
        len(drawing),
    )
    return objects.add(b"%b\nstream\n%b\nendstream" % (head, drawing))


def _add_font(objects: PdfObjects) -> int:
    """The font of what is typed. It is not compressed: how that comes out differs between systems."""
    font = form_font()
    program = objects.add(
        b"<</Length %d/Length1 %d>>\nstream\n%b\nendstream"
        % (len(font.program), len(font.program), font.program)
    )
    descriptor = objects.add(
        b"<</Type/FontDescriptor/FontName/%b/Flags 32/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d"
        b"/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>"
        % (_FONT, *font.box, font.ascent, font.descent, font.capital, program)
    )
    return objects.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FirstChar 32/LastChar 255/Widths[%b]"
        b"/FontDescriptor %d 0 R/Encoding/WinAnsiEncoding>>"
        % (_FONT, b" ".join(b"%d" % width for width in font.widths), descriptor)
    )
