"""What lies on the pages of a checklist: its form, what of it is filled in, and anything else."""

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from app.checklist.reopening import read_pdf

if TYPE_CHECKING:
    import pypdf

Place = tuple[int, str, str, tuple[int, ...]]
"""Page from 1, name and label of a field, and its corners in whole points."""


class Marks(Struct, frozen=True):
    """The places of form fields, the names of those filled in, and how many other annotations there are."""

    places: tuple[Place, ...]
    filled: tuple[str, ...]
    others: int


def marks_of(pdf: bytes, name: str) -> Marks:
    """What lies on the pages of a PDF; `name` names it in messages. Raises InputError."""
    return read_pdf(pdf, name, _marks)


def _marks(reader: "pypdf.PdfReader") -> Marks:
    places: list[Place] = []
    filled: list[str] = []
    others = 0
    for number, page in enumerate(reader.pages, 1):
        for annotation in page.get("/Annots") or ():
            field: Any = annotation.get_object()
            if field.get("/Subtype") != "/Widget" or "/T" not in field:
                others += 1
                continue
            corners = tuple(round(float(each)) for each in field["/Rect"])
            places.append((number, str(field["/T"]), str(field.get("/TU", "")), corners))
            if str(field.get("/V", "")).strip() not in ("", "/Off"):
                filled.append(str(field["/T"]))
    return Marks(tuple(places), tuple(filled), others)
