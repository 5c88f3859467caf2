"""The text of a note on the clipboard, without the words that its writer struck out.

Plain text cannot say that words are struck, deleted or hidden, nor that a box is ticked; the rich text or the
page of the Web beside it can. Where both say the same, the plain text is taken: its lines are those that
were seen.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.coding.errors import InputError
from app.notes.files.boxes import OPEN, TICKED
from app.notes.files.html import html_text
from app.notes.files.rtf import rtf_text
from app.notes.files.struck import STRUCK

RICH = (
    "text/rtf",
    "application/rtf",
    "text/richtext",
    'application/x-qt-windows-mime;value="Rich Text Format"',
)
"""How rich text is called on a clipboard: by X11 and macOS, by some programs, and by Windows."""
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
    if held.hasHtml():
        page, tells_more = html_text(held.html())
        if tells_more and page.strip():
            return page
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
