"""Text that does not fit ends in an ellipsis while it is read, and is whole while it is edited."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.widgets.elided_edit import ElidedEdit


def test_only_text_that_is_cut_and_read_is_painted_otherwise(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    plain, elided = QLineEdit(), ElidedEdit()
    for field in (plain, elided):
        field.setFixedWidth(120)
        column.addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    for text, same in (("hip", True), ("a target of many words, and more", False)):
        for field in (plain, elided):
            field.setText(text)
            field.setCursorPosition(0)
            field.clearFocus()
        assert (plain.grab().toImage() == elided.grab().toImage()) is same
