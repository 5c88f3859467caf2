"""Which rows take one line of text. Typst sets a row twice to measure it, unless it is told the height.

The widths are those of the columns of A4, the narrower paper, in resources/checklist/sheet.typ, in points.
A row that may need more is left to Typst.
"""

from collections.abc import Iterable

from app.checklist.form_font import form_font
from app.checklist.record import PrintedElement, PrintedLine

_HEAVIER = 1.1
"""How much wider a word may be in the semi-bold face or in italics."""
_LINE_LABEL, _MODIFIERS, _DIAGNOSES, _LINE_FLAGS = 77.0, 48.0, 48.0, 32.0
_ELEMENT, _VALUE, _ASKED_BY, _ELEMENT_FLAGS = 89.0, 98.0, 52.0, 26.0


def is_short_line(line: PrintedLine) -> bool:
    """Whether a row of section 1 takes one line."""
    return _fit(
        (
            (line.label, 8.2, _LINE_LABEL),
            (", ".join(line.modifiers), 9.0, _MODIFIERS),
            (", ".join(line.diagnoses), 8.2, _DIAGNOSES),
            (", ".join(line.flags), 9.0, _LINE_FLAGS),
        )
    )


def is_short_element(element: PrintedElement) -> bool:
    """Whether a row of section 3 takes one line."""
    return _fit(
        (
            (element.label, 8.6, _ELEMENT),
            (element.value, 8.6 * _HEAVIER, _VALUE),
            (element.asked_by, 7.5, _ASKED_BY),
            (", ".join(element.flags), 8.6, _ELEMENT_FLAGS),
        )
    )


def _fit(cells: Iterable[tuple[str, float, float]]) -> bool:
    """Whether each text, in points of size, stays within a width."""
    return all(_width(text) * size <= width for text, size, width in cells)


def _width(text: str) -> float:
    """The width of a text in the regular face, to its size; endless with a letter that is not measured."""
    widths = form_font().widths
    codes = text.encode("cp1252", "replace")
    return float("inf") if "?" in text or b"?" in codes else sum(widths[code - 32] for code in codes) / 1000
