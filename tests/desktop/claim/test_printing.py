"""Printing: the paper shows what the PDF shows, in its place, whatever paper and pages the dialog gave."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.desktop.claim.preview import load_pdf, print_pdf
from tests.checklist.pixels import pictures_of, rows_of
from tests.checklist.samples import pdf_of

DPI = 150

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_buffer_that_a_document_reads_is_open_for_reading() -> None:
    document = QPdfDocument()
    buffer = load_pdf(document, pdf_of(), document)
    assert buffer.isReadable()
    assert not buffer.isWritable()
    assert document.status() == QPdfDocument.Status.Ready
    assert document.render(0, QSize(85, 110)).size() == QSize(85, 110)


def printer_to(path: Path, paper: QPageSize.PageSizeId = QPageSize.PageSizeId.Letter) -> QPrinter:
    """A printer of 150 dots an inch that prints to a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(paper))
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setResolution(DPI)
    return printer


def printed(path: Path, printer: QPrinter) -> list[QImage]:
    """What comes out of the printer for the ordinary checklist."""
    pages = print_pdf(pdf_of(), printer)
    pictures = pictures_of(path.read_bytes(), DPI)
    assert len(pictures) == pages
    return list(map(small, pictures))


def originals() -> list[QImage]:
    """The pages of the ordinary checklist itself."""
    return list(map(small, pictures_of(pdf_of(), DPI)))


def small(picture: QImage) -> QImage:
    """A third of the size, so that single dots do not count: 50 dots an inch."""
    width = round(picture.width() / 3)
    return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def difference(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures of one size, from 0 (the same) to 255."""
    assert one.size() == other.size()
    pairs = zip(b"".join(rows_of(one)), b"".join(rows_of(other)), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (one.width() * one.height() * 3)


def ink(picture: QImage) -> QRect:
    """The smallest rectangle around everything that is not white."""
    rows = [row[0::3] for row in rows_of(picture)]
    inked = [y for y, row in enumerate(rows) if min(row) < 200]
    left = min(next(x for x, gray in enumerate(rows[y]) if gray < 200) for y in inked)
    right = max(next(x for x in reversed(range(len(rows[y]))) if rows[y][x] < 200) for y in inked)
    return QRect(left, inked[0], right - left + 1, inked[-1] - inked[0] + 1)


def test_the_paper_shows_the_pages_of_the_pdf(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    pages = printed(path, printer_to(path))
    assert len(pages) == 2
    for page, original in zip(pages, originals(), strict=True):
        assert difference(page, original) < 1
    assert difference(*pages) > 8


def test_a_page_on_other_paper_is_fitted_and_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    page = printed(path, printer_to(path, QPageSize.PageSizeId.A4))[0]
    original = originals()[0]
    assert (page.width(), page.height()) == (413, 584)
    scale = page.width() / original.width()
    there, here = ink(original), ink(page)
    assert here.width() == pytest.approx(there.width() * scale, abs=2)
    assert here.height() == pytest.approx(there.height() * scale, abs=2)
    assert here.left() == pytest.approx(there.left() * scale, abs=2)
    above = (page.height() - original.height() * scale) / 2
    assert here.top() == pytest.approx(above + there.top() * scale, abs=2)


def test_the_pages_asked_for_are_printed(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    printer = printer_to(path)
    printer.setFromTo(2, 2)
    (page,) = printed(path, printer)
    assert difference(page, originals()[1]) < 1


def test_a_printer_that_stops_is_an_error_with_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = printer_to(tmp_path / "printed.pdf")
    monkeypatch.setattr(printer, "newPage", lambda: False)
    with pytest.raises(OSError, match="stopped after page 1"):
        print_pdf(pdf_of(), printer)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_begin_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="does not answer"):
        print_pdf(pdf_of(), printer_to(tmp_path / "no folder" / "printed.pdf"))
