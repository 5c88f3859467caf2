"""Where the claim in the form stands in the worklist, and the ways to the next open one: "2 of 40"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.labels import IconButton, make_button


class Stepper(QWidget):
    """Signals: `asked(str)` with the name of a command: previous_open, next_open or show_worklist."""

    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton(look, "chevron_up", "Previous open claim", "Ctrl+Up")
        self.place = make_button("", "link", lambda: self.asked.emit("show_worklist"))
        self.forward = IconButton(look, "chevron_down", "Next open claim", "Ctrl+Down")
        self.back.clicked.connect(lambda: self.asked.emit("previous_open"))
        self.forward.clicked.connect(lambda: self.asked.emit("next_open"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.back, self.place, self.forward):
            row.addWidget(widget)
        self.show_place("")

    def show_place(self, words: str) -> None:
        """Show where the claim stands; "" takes the stepper away."""
        self.place.setText(words)
        self.place.setAccessibleName(f"Claim {words} of the worklist. Back to the worklist")
        self.place.setToolTip("Back to the worklist (Esc)")
        self.setVisible(bool(words))
