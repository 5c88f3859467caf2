"""The list of flags in the panel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView

from app.desktop.claim.flags_delegate import FlagsDelegate
from app.desktop.claim.flags_model import FLAG_ROLE, FlagsModel
from app.desktop.look.look import Look


class FlagsList(QListView):
    """The list of flags. Signals: `entered_flag(Flag)` when Enter is pressed on one."""

    entered_flag = Signal(object)

    def __init__(self, look: Look, model: FlagsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(FlagsDelegate(look, self))
        self.setAccessibleName("Flags")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("frame", "none")
        self.setObjectName("results")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the field; typing is left to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            flag = self.currentIndex().data(FLAG_ROLE)
            if flag is not None:
                self.entered_flag.emit(flag)
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)
