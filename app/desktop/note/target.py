"""Which claim a note goes into: the one that is open, or a new one; and whether their dates differ."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from app.claims.naming import spoken_name
from app.desktop.claim.view import Message
from app.desktop.note.outlook import Outlook
from app.notes.filling import Chosen, Phrase, other_date
from app.notes.record import NoteReading


class TargetBox(QCheckBox):
    """Ticked: the values go into a new claim. Shown while another claim is open.

    It is ticked where the open claim is documented by another note or was kept with its documentation, or is
    of another date than the note says: that one is hardly the claim of this note.
    """

    def __init__(self, outlook: Outlook, parent: QWidget | None = None) -> None:
        super().__init__("Into a new claim; the open one stays", parent)
        self._outlook = outlook
        self.toggled.connect(self._choose)
        self.hide()

    def offer(self, reading: NoteReading) -> None:
        """Offer a new claim for what a note says, if there is a claim to keep it apart from."""
        draft, new_date = self._outlook.in_form()
        day = draft.date_of_service
        documented = self._outlook.is_documented()
        other_day = (
            reading.date_of_service and day not in (None, new_date) and (str(day) != reading.date_of_service)
        )
        self.setToolTip(f"The open claim ({spoken_name(draft)}) is put aside as it is")
        self.setVisible(bool(draft.lines) or documented)
        blocker = QSignalBlocker(self)
        self.setChecked(not self.isHidden() and bool(documented or other_day))
        blocker.unblock()
        self._choose(self.isChecked())

    def _choose(self, into_new: bool) -> None:
        self._outlook.into_new = into_new


class DateNotice:
    """Says in a message that the form has another date of service than the note, as long as it will."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._said = ""

    def forget(self) -> None:
        """Another note comes; the message goes with the old one."""
        self._said = ""
        self._message.hide()

    def show(self, phrases: tuple[Phrase, ...], chosen: Chosen) -> None:
        """Say it, or take it away once the date is to be taken over."""
        sentence = other_date(phrases, chosen)
        if sentence:
            self._message.say(sentence, severity="warning")
        elif self._said:
            self._message.hide()
        self._said = sentence
