"""Printing what is read: a page, the comparison, the decision table."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

_SHEET = (
    "td, p { font-size: 9pt; } h1 { font-size: 15pt; } h2 { font-size: 11pt; } td { vertical-align: top; }"
)


def make_document(html: str) -> QTextDocument:
    """The document that goes to the printer."""
    document = QTextDocument()
    document.setDefaultStyleSheet(_SHEET)
    document.setHtml(html)
    return document


def print_html(html: str, parent: QWidget) -> None:
    """Ask for a printer and print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        make_document(html).print_(printer)
    dialog.deleteLater()
