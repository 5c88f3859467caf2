"""The lines of a claim on the form: title, hint, the grid in its frame, what cannot be read."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.claim.lines_model import LinesModel
from app.desktop.claim.lines_view import LinesView
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_heading, make_label

HINT = "Type or paste a line: 20610-RT x1 M16.11"


class LinesBlock(QWidget):
    """Title, hint, `view` of `model` in its frame, and a sentence about what cannot be read."""

    def __init__(self, look: Look, label_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LinesModel(label_of, self)
        self.view = LinesView(look, self.model)
        self._problem = make_label("", "small", "error", wrap=True)
        self._problem.hide()
        head = QHBoxLayout()
        head.addWidget(make_heading("Lines", "section", 2))
        head.addStretch(1)
        head.addWidget(make_label(HINT, "caption", "text3"))
        frame = QFrame(self)
        frame.setObjectName("linesFrame")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(head)
        column.addWidget(frame)
        column.addWidget(self._problem)

    def set_problem(self, sentence: str) -> None:
        """Say below the grid what cannot be read; "" takes the sentence away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.view.setAccessibleDescription(f"Invalid entry: {sentence}" if sentence else "")

    def problem(self) -> str:
        """The sentence shown, "" when there is none."""
        return self._problem.text()
