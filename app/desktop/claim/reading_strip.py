"""How the claim was read, above its flags: what of the file was lost is said beside every result of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.coding.sentences import count_of
from app.desktop.claim.reading import Reading
from app.desktop.look.look import Look
from app.desktop.look.shapes import STATE_WORDS
from app.desktop.widgets.labels import make_button, make_hairline, make_label

MORE = "How it was read"


class ReadingStrip(QWidget):
    """The first problem of a reading with its shape, and a link to the whole; hidden where nothing is noted.

    Signals: `asked(Reading)` by the link.
    """

    asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._reading = Reading()
        self._mark = QLabel()
        self._words = make_label("", "small", wrap=True)
        self.link = make_button(MORE, "link", lambda: self.asked.emit(self._reading))
        self._row = QHBoxLayout()
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self._inside = QVBoxLayout()
        self._inside.addLayout(self._row)
        self._inside.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._inside)
        column.addWidget(make_hairline())
        look.changed.connect(self._refresh)
        self.hide()
        self._refresh()

    def show_reading(self, reading: Reading) -> None:
        """Show how the claim in the form was read."""
        if reading != self._reading:
            self._reading = reading
            self._words.setText(reading.problems[0] if reading.problems else "")
            self._mark.setVisible(bool(reading.problems))
            self._words.setVisible(bool(reading.problems))
            self.link.setText(self._link_text())
            self.link.setVisible(len(reading.sentences()) > bool(reading.problems))
            self.setVisible(bool(reading.sentences()))

    def text(self) -> str:
        """The problem that is shown, "" while there is none."""
        return self._words.text()

    def _link_text(self) -> str:
        """What the link leads to, with the number of sentences there."""
        return f"{MORE}: {count_of(len(self._reading.sentences()), 'note')}"

    def _refresh(self) -> None:
        px = self._look.px
        self._inside.setContentsMargins(px(16), px(8), px(16), px(6))
        self._inside.setSpacing(px(4))
        self._row.setSpacing(px(8))
        self._mark.setPixmap(self._look.shape("warning", 16))
        self._mark.setAccessibleName(STATE_WORDS["warning"])
