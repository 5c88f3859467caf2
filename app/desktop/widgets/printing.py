"""Printing what is read: a page, the comparison, the decision table; and asking for a printer."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

_SHEET = (
    "td, p { font-size: 9pt; } h1 { font-size: 15pt; } h2 { font-size: 11pt; } td { vertical-align: top; }"
)
_NO_IMAGES: Mapping[str, QImage] = MappingProxyType({})


def make_document(html: str, images: Mapping[str, QImage] = _NO_IMAGES) -> QTextDocument:
    """The document that goes to the printer, with the images that it names."""
    document = QTextDocument()
    for name, image in images.items():
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
    document.setDefaultStyleSheet(_SHEET)
    document.setHtml(html)
    return document


def choose_printer(printer: QPrinter, parent: QWidget) -> bool:
    """Ask where and how to print; False when the person lets it be.

    Raises OSError with the reason where there is no printer: the dialogs of Windows and macOS then never
    show. On other systems Qt's own dialog prints to a file.
    """
    if sys.platform in {"win32", "darwin"} and printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        raise OSError(0, "no printer is set up on this computer")
    dialog = QPrintDialog(printer, parent)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return chosen


def print_html(html: str, parent: QWidget, images: Mapping[str, QImage] = _NO_IMAGES) -> None:
    """Ask for a printer and print. Raises OSError with the reason when that is not possible."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if choose_printer(printer, parent):
        make_document(html, images).print_(printer)
