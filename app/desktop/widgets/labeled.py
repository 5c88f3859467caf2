"""A field with its label above it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_label


def labeled(look: Look, text: str, field: QWidget) -> QVBoxLayout:
    """The field below its label; & in `text` stands before the letter that Alt takes to the field."""
    box = QVBoxLayout()
    box.setSpacing(look.px(4))
    label = make_label(text, "small", "text2")
    label.setTextFormat(Qt.TextFormat.AutoText)
    label.setBuddy(field)
    box.addWidget(label)
    box.addWidget(field)
    return box
