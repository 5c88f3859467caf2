"""A checker of the structure of a PDF: what ISO 14289-1 asks of tables, forms, alternatives and order.

It reads the file with pypdf and shares no code with what makes it.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, NumberObject

Element = DictionaryObject


class Document:
    """The structure of a PDF: its elements in reading order, its pages and its fields."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
        self.root: Any = self.reader.root_object
        self.tree: Any = self.root["/StructTreeRoot"]

    def elements(self, kind: str = "", below: Any = None) -> list[Element]:  # noqa: ANN401 - anything in a PDF
        """Elements of a kind, or all, in reading order."""
        found = list(_below(self.tree if below is None else below))
        return [each for each in found if not kind or str(each["/S"]) == kind]

    def widgets(self) -> list[tuple[IndirectObject, Any]]:
        """The annotations of all pages with what refers to them."""
        return [
            (annotation, annotation.get_object())
            for page in self.reader.pages
            for annotation in page.get("/Annots", ())
        ]


def faults(pdf: bytes) -> list[str]:
    """Every fault of a PDF's structure in words; none for a sound one."""
    document = Document(pdf)
    return [
        *_faults_of_document(document),
        *_faults_of_tables(document),
        *_faults_of_form(document),
        *_faults_of_pages(document),
    ]


def _below(node: Any) -> Iterator[Element]:  # noqa: ANN401 - anything in a PDF
    for kid in _kids(node):
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _kids(node: Any) -> list[Any]:  # noqa: ANN401 - anything in a PDF
    kids: Any = node.get("/K", [])
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    return [kid.get_object() for kid in (kids if isinstance(kids, ArrayObject) else [kids])]


def _attribute(element: Element, key: str) -> object:
    given = element.get("/A", [])
    listed = given if isinstance(given, ArrayObject) else [given]
    return next((each.get_object()[key] for each in listed if key in each.get_object()), None)


def _faults_of_document(document: Document) -> Iterator[str]:
    root = document.root
    if not root.get("/Lang"):
        yield "no language"
    if not root["/MarkInfo"].get("/Marked"):
        yield "not marked as tagged"
    if not root["/ViewerPreferences"].get("/DisplayDocTitle"):
        yield "the title is not shown"
    levels = [
        int(str(each["/S"])[2:]) for each in document.elements() if re.fullmatch(r"/H\d", str(each["/S"]))
    ]
    if levels[:1] != [1] or any(after > before + 1 for before, after in itertools.pairwise(levels)):
        yield f"headings skip a level: {levels}"
    for figure in document.elements("/Figure"):
        if not str(figure.get("/Alt", "")).strip():
            yield "a figure without an alternative"


def _faults_of_tables(document: Document) -> Iterator[str]:
    for table in document.elements("/Table"):
        rows = document.elements("/TR", table)
        widths = {len(_kids(row)) for row in rows}
        if len(widths) != 1:
            yield f"a table with rows of {widths} cells"
        for row in rows:
            cells = _kids(row)
            heads = [cell for cell in cells if cell["/S"] == "/TH"]
            if not heads:
                yield "a row without a header"
            if any(_attribute(head, "/Scope") not in ("/Row", "/Column", "/Both") for head in heads):
                yield "a header without a scope"
            if any(_attribute(cell, "/Headers") is not None for cell in cells if cell["/S"] == "/TD"):
                yield "a cell that names its headers, and so hides those of its row"


def _faults_of_form(document: Document) -> Iterator[str]:
    tied = {
        kid.raw_get("/Obj").idnum: element for element in document.elements("/Form") for kid in _kids(element)
    }
    form = document.root.get("/AcroForm", {})
    if form.get("/NeedAppearances"):
        yield "a viewer has to draw the fields"
    fields = [field.idnum for field in form.get("/Fields", ())]
    widgets = document.widgets()
    if fields != [reference.idnum for reference, _ in widgets] or sorted(fields) != sorted(tied):
        yield "fields of the form, of the pages and of the structure are not the same"
    parents = _parents(document)
    for reference, widget in widgets:
        element = tied.get(reference.idnum)
        name = str(widget.get("/T"))
        if widget["/Subtype"] != "/Widget" or not str(widget.get("/TU", "")).strip():
            yield f"{name}: no widget with a label"
        if element is None or len(_kids(element)) != 1 or parents[int(widget["/StructParent"])] != element:
            yield f"{name}: not the one thing in its element"
        if widget["/F"] & 0b100111 != 0b100:
            yield f"{name}: not shown, or not printed"
        if not _has_appearance(widget):
            yield f"{name}: no appearance"
        if "/A" in widget or "/AA" in widget:
            yield f"{name}: an action"


def _has_appearance(widget: Any) -> bool:  # noqa: ANN401 - anything in a PDF
    shown = widget["/AP"]["/N"].get_object()
    return set(shown) == {"/Yes", "/Off"} if widget["/FT"] == "/Btn" else shown["/Subtype"] == "/Form"


def _parents(document: Document) -> dict[int, Any]:
    numbers = document.tree["/ParentTree"].get_object()["/Nums"]
    return {int(numbers[at]): numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}


def _faults_of_pages(document: Document) -> Iterator[str]:
    """Content that is neither in the structure nor an artifact, and structure without content."""
    parents = _parents(document)
    page: Any
    for number, page in enumerate(document.reader.pages, 1):
        if page.get("/Tabs") != "/S":
            yield f"page {number}: Tab does not follow the structure"
        marked, loose = _content(page, document.reader)
        known = parents[int(page["/StructParents"])]
        if loose:
            yield f"page {number}: {loose} texts or images that are not tagged"
        if marked != list(range(len(known))):
            yield f"page {number}: marked content {marked} for {len(known)} places in the structure"
    order = list(_places(document.tree))
    if order != sorted(order):
        yield "the order of the structure is not that of the pages"


def _places(element: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - anything in a PDF
    """The pages, by their place among parents, and the numbers of marked content, in reading order."""
    for kid in _kids(element):
        if isinstance(kid, NumberObject):
            yield int(element["/Pg"]["/StructParents"]), int(kid)
        elif "/S" in kid:
            yield from _places(kid)
        elif kid.get("/Type") == "/MCR":
            yield int(kid["/Pg"]["/StructParents"]), int(kid["/MCID"])


def _content(page: Any, reader: pypdf.PdfReader) -> tuple[list[int], int]:  # noqa: ANN401 - anything in a PDF
    """The numbers of marked content in order, and how much is painted outside of it."""
    marked: list[int] = []
    open_: list[bool] = []
    loose = 0
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            number = (
                operands[1].get("/MCID") if operator == b"BDC" and isinstance(operands[1], dict) else None
            )
            if number is not None:
                marked.append(int(number))
            open_.append(number is not None or operands[0] == "/Artifact")
        elif operator == b"EMC":
            open_.pop()
        elif operator in (b"Tj", b"TJ", b"Do", b"S", b"f", b"B", b"f*", b"sh") and not any(open_):
            loose += 1
    return marked, loose
