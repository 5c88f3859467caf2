"""Pages as they will be printed. Qt PDF is loaded here, when a preview is first asked for."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.coding.errors import InstallationError
from app.coding.sentences import count_of
from app.desktop.widgets.printing import choose_printer

PRINT_DPI = 600


class Preview(QWidget):
    """All pages of a PDF below each other, as wide as the view."""

    def __init__(self, parent: QWidget, of: str = "checklist") -> None:
        """`of` says what is shown."""
        super().__init__(parent)
        # A document that is a child of its view outlives half of it, and crashes. Children go in the order
        # they came: first the view, then the document.
        self._view = QPdfView(self)
        self._document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(f"Preview of the {of}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a PDF, at the place where the last one was."""
        place = self._view.verticalScrollBar().value()
        self._buffer = load_pdf(self._document, pdf, self)
        self._view.verticalScrollBar().setValue(place)
        self._view.setAccessibleDescription(count_of(self.page_count(), "page"))

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()


def load_pdf(document: QPdfDocument, pdf: bytes, parent: QObject) -> QBuffer:
    """Load a PDF into `document`; the buffer given back must live as long as it. Raises InstallationError."""
    buffer = QBuffer(parent)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.close()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        raise InstallationError("The preview cannot show the pages. They can still be saved.")
    return buffer


def print_pdf(pdf: bytes, printer: QPrinter) -> int:
    """Print a PDF page by page, each fitted to the paper; gives the number of pages printed.

    Raises OSError with the reason when the printer does not take it, and InstallationError.
    """
    document = QPdfDocument()
    buffer = load_pdf(document, pdf, document)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise OSError(0, "the printer does not answer")
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # else small print goes out as JPEG
    pages = range(max(printer.fromPage(), 1), (printer.toPage() or document.pageCount()) + 1)
    try:
        for number, page in enumerate(pages):
            if number and not printer.newPage():
                raise OSError(0, f"the printer stopped after page {number}")
            _draw_page(document, page - 1, painter, printer)
    finally:
        painter.end()
        buffer.close()
    return len(pages)


def print_pages(pdf: bytes, name: str, size: QPageSize.PageSizeId, parent: QWidget) -> None:
    """Ask for a printer and wait while it takes a PDF that is called `name`. Raises as `print_pdf`."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(size))
    printer.setColorMode(QPrinter.ColorMode.GrayScale)  # as our pages are; a third of the data
    if not choose_printer(printer, parent):
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        print_pdf(pdf, printer)
    finally:
        QGuiApplication.restoreOverrideCursor()


def _draw_page(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    """Draw a page in the middle of the paper, in the dots of the printer up to 600 an inch."""
    room = printer.pageLayout().fullRectPixels(printer.resolution())
    size = document.pagePointSize(page).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    area = QRect(QPoint(0, 0), size.toSize())
    area.moveCenter(room.center())
    dots = size * min(1.0, PRINT_DPI / printer.resolution())
    painter.drawImage(area, _on_white(document.render(page, dots.toSize())))


def _on_white(image: QImage) -> QImage:
    """A rendered page, which has no ground of its own, on white and in gray."""
    paper = QImage(image.size(), QImage.Format.Format_Grayscale8)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
