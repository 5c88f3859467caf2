"""Labels, hairlines and buttons by their role in the style sheet (resources/styles/desktop.qss)."""

from collections.abc import Callable

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QWidget

from app.desktop.look.look import Look


def make_label(
    text: str, look: str = "", tone: str = "", parent: QWidget | None = None, *, wrap: bool = False
) -> QLabel:
    """A plain-text label. `look` is a size of the type scale (as "caption"), `tone` a text color."""
    label = QLabel(parent)
    label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    label.setProperty("look", look)
    label.setProperty("tone", tone)
    label.setWordWrap(wrap)
    label.setText(text)
    return label


def name_list(chosen: QComboBox, name: str) -> None:
    """Name a list that has no label beside it.

    On Linux a screen reader takes the chosen entry for the name of a list, and what the list is from its
    label alone; so it gets one that is not shown.
    """
    chosen.setAccessibleName(name)
    label = QLabel(name, chosen)
    label.setBuddy(chosen)
    label.hide()


class HeadingLabel(QLabel):
    """A heading for a screen reader too; `heard_level` is its level, from 1."""

    heard_level = 1


def make_heading(text: str, look: str, level: int, *, wrap: bool = False) -> HeadingLabel:
    """A heading of a level, from 1, in a size of the type scale."""
    made = HeadingLabel(text)
    made.heard_level = level
    made.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    made.setWordWrap(wrap)
    return made


def make_hairline(parent: QWidget | None = None, *, vertical: bool = False) -> QFrame:
    """A decorative line of one pixel."""
    line = QFrame(parent)
    line.setProperty("line", "v" if vertical else "h")
    return line


def make_button(text: str, kind: str = "", slot: Callable[[], object] | None = None) -> QPushButton:
    """A push button. `kind`: "" (framed), "primary", "quiet", "small", "link", "status"."""
    button = QPushButton(text)
    button.setProperty("kind", kind)
    button.setAutoDefault(False)
    if kind == "link":
        button.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
    if slot:
        # The signal's `checked` is of no use to a slot.
        button.clicked.connect(lambda _checked: slot())
    return button


def make_default(text: str, slot: Callable[[], object], kind: str = "") -> QPushButton:
    """The button of a dialog that Enter presses from wherever Enter does nothing else."""
    button = make_button(text, kind, slot)
    button.setDefault(True)
    return button


class IconButton(QPushButton):
    """A button that is only an icon: its name is its accessible name and, with the key, its tooltip."""

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        key: str = "",
        parent: QWidget | None = None,
        *,
        token: str = "text2",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._token = token
        self.setProperty("kind", "icon")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)
        look.changed.connect(self._refresh)
        self._refresh()

    def set_icon(self, icon: str, token: str = "text2") -> None:
        """Show another icon, for example the filled star."""
        self._icon, self._token = icon, token
        self._refresh()

    def _refresh(self) -> None:
        self.setIcon(self._look.icon(self._icon, self._token))
        self.setIconSize(self._look.icon_size())
