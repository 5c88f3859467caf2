"""Text of several lines that is read and copied, not typed."""

from PySide6.QtWidgets import QPlainTextEdit


def read_only_text(name: str) -> QPlainTextEdit:
    """An empty field for it, which Tab leaves; `name` is what a screen reader calls it."""
    text = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
    text.setAccessibleName(name)
    return text
