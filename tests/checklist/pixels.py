"""The pages of a PDF as pictures, for tests of what is seen."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument


def pictures_of(pdf: bytes, dpi: int = 144) -> list[QImage]:
    """Each page in color, on white: a rendered page has no ground of its own."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pictures = []
    for page in range(document.pageCount()):
        size = (document.pagePointSize(page) * dpi / 72).toSize()
        picture = QImage(size, QImage.Format.Format_RGB888)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.drawImage(0, 0, document.render(page, size))
        painter.end()
        pictures.append(picture)
    document.close()
    return pictures


def rows_of(picture: QImage) -> list[bytes]:
    """The pixels row by row, three bytes a pixel."""
    data = bytes(picture.constBits())
    starts = (y * picture.bytesPerLine() for y in range(picture.height()))
    return [data[start : start + picture.width() * 3] for start in starts]
