#!/usr/bin/env bash
# pypdf 7.1.1: filling one text field writes into every field that shares its empty appearance.
#
# Expected: fields of one size may refer to one appearance stream while they are empty (ISO 32000-1 lets objects be shared), and
# `update_page_form_field_values` gives the field that is filled a stream of its own.
# Seen: it replaces the shared object. The other field keeps no value (/V is absent), and shows the text that was typed elsewhere.
# A form that others will fill gives each text field an appearance of its own.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check pypdf==7.1.1
"$place/env/bin/python" - <<'PYTHON'
import io
import sys

import pypdf
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)


def name(text):
    return NameObject(f"/{text}")


def numbers(*values):
    return ArrayObject(NumberObject(value) for value in values)


def form():
    """A page with two empty fields that share one appearance."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = StreamObject()
    stream.update({name("Type"): name("XObject"), name("Subtype"): name("Form")})
    stream[name("BBox")] = numbers(0, 0, 80, 12)
    stream.set_data(b"/Tx BMC EMC")
    shared = writer._add_object(stream)
    font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
    font = writer._add_object(DictionaryObject({name(key): name(value) for key, value in font.items()}))
    fields = ArrayObject()
    for place, title in enumerate(("one", "two")):
        field = {name("Type"): name("Annot"), name("Subtype"): name("Widget"), name("FT"): name("Tx")}
        field[name("T")] = TextStringObject(title)
        field[name("DA")] = TextStringObject("/F 8 Tf 0 g")
        field[name("Rect")] = numbers(10, 100 - 30 * place, 90, 112 - 30 * place)
        field[name("AP")] = DictionaryObject({name("N"): shared})
        fields.append(writer._add_object(DictionaryObject(field)))
    page[name("Annots")] = fields
    fonts = DictionaryObject({name("Font"): DictionaryObject({name("F"): font})})
    writer._root_object[name("AcroForm")] = DictionaryObject({name("Fields"): fields, name("DR"): fonts})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


writer = pypdf.PdfWriter(clone_from=io.BytesIO(form()))
writer.update_page_form_field_values(writer.pages[0], {"one": "typed"}, auto_regenerate=False)
out = io.BytesIO()
writer.write(out)
shown = {}
for annotation in pypdf.PdfReader(io.BytesIO(out.getvalue())).pages[0]["/Annots"]:
    field = annotation.get_object()
    shown[field["/T"]] = (field.get("/V"), b"(typed)" in field["/AP"]["/N"].get_object().get_data())
for title, (value, seen) in shown.items():
    print(f"field {title}: value {value!r}, its appearance shows the text: {seen}")
holds = shown == {"one": ("typed", True), "two": (None, True)}
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
