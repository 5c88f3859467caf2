"""The text of a note on the clipboard, without the words that its writer struck out.

Plain text cannot say that words are struck, deleted or hidden, nor that a box of a symbol font is ticked; the
rich text beside it can. Where both say the same, the plain text is taken: its lines are those that were seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCursor, QTextDocument, QTextTable

from app.coding.errors import InputError
from app.notes.files.boxes import OPEN, TICKED
from app.notes.files.rtf import rtf_text
from app.notes.files.struck import STRUCK

RICH = (
    "text/rtf",
    "application/rtf",
    "text/richtext",
    'application/x-qt-windows-mime;value="Rich Text Format"',
)
"""How rich text is called on a clipboard: by X11 and macOS, by some programs, and by Windows."""
_STRIKES = re.compile(r"<(?:s|del|strike)\b|line-through", re.IGNORECASE)
# A style lifts a strike in a document of Qt, while a browser still strikes the words inside it; a deletion is
# one however it looks. Qt does not know the longer name of the style.
_DELETED = re.compile(r"<(/?)(?:s|del|strike)\b[^>]*>", re.IGNORECASE)
_LIFTED = re.compile(r"text-decoration(?:-line)?\s*:\s*none", re.IGNORECASE)
_LINE = re.compile(r"text-decoration-line\s*:", re.IGNORECASE)
_SIGNS = (STRUCK, OPEN, TICKED)


def pasted_note() -> str:
    """The text of the note on the clipboard, which is left as it is."""
    clipboard = QGuiApplication.clipboard()
    held: QMimeData | None = clipboard.mimeData()  # none where another program took it away meanwhile
    return note_text(held) if held is not None else clipboard.text()


def note_text(held: QMimeData) -> str:
    """What a reader of the note sees of what is on the clipboard."""
    plain = held.text()
    rich = _rich_text(held)
    if rich.strip() and (_letters(rich) != _letters(plain) or any(sign in rich for sign in _SIGNS)):
        return rich
    if held.hasHtml() and _STRIKES.search(held.html()):
        return _page_text(held.html())
    return plain


def _rich_text(held: QMimeData) -> str:
    for kind in RICH:
        if content := bytes(held.data(kind).data()):
            try:
                return rtf_text(content, "the clipboard")
            except InputError:
                return ""  # the plain text stands beside it
    return ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _page_text(html: str) -> str:
    """The text of a page of the Web, a line a paragraph or row of a table; of struck words that they are."""
    document = QTextDocument()
    document.setHtml(_LINE.sub("text-decoration:", _LIFTED.sub("", _DELETED.sub(r"<\1s>", html))))
    lines: list[str] = []
    before: tuple[int, int, int] | None = None
    block = document.begin()
    while block.isValid():
        cell, shown = _cell(block), "".join(_shown(block))
        if cell and before and cell[:2] == before[:2]:
            lines[-1] += (" " if cell == before else "\t") + shown
        else:
            lines.append(shown)
        before = cell
        block = block.next()
    return "\n".join(lines)


def _cell(block: QTextBlock) -> tuple[int, int, int] | None:
    """Where the table of a paragraph begins, its row and its column; None for one in no table."""
    table: QTextTable | None = QTextCursor(block).currentTable()
    if table is None:
        return None
    cell = table.cellAt(block.position())
    return table.firstPosition(), cell.row(), cell.column()


def _shown(block: QTextBlock) -> Iterator[str]:
    at = block.begin()
    while not at.atEnd():
        piece = at.fragment()
        struck = piece.charFormat().fontStrikeOut() and piece.text().strip()
        yield STRUCK if struck else piece.text().replace("\u2028", "\n")
        at += 1
