"""A field of the form: label, the shape of its worst flag, the control, and why it cannot be read."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.coding.field import Field
from app.coding.findings import Flag
from app.coding.words import SEVERITIES, Severity
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_label
from app.desktop.widgets.segment import OPEN, YES_NO, Segment

RING_MS = 2000
_WASH = 48
"""How much of the flag's color lies over the field, of 255: the text under it stays readable."""
_SHAPE = 14
LABEL_HEIGHT = 20
ROW_HEIGHT = 31


class Mark(QLabel):
    """The shape of the worst flag on a field. Signals: `chosen(Flag)` when it is clicked."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._flags: tuple[Flag, ...] = ()
        self.setFixedSize(look.icon_size(_SHAPE))
        look.changed.connect(self._refresh)

    def set_flags(self, flags: Sequence[Flag]) -> None:
        """Show the worst of these flags, or nothing."""
        self._flags = tuple(sorted(flags, key=lambda flag: tuple(SEVERITIES).index(flag.severity)))
        self._refresh()

    def flags(self) -> tuple[Flag, ...]:
        """The flags on the field, worst first."""
        return self._flags

    def spoken(self) -> str:
        """The flags in words, for the accessible description of the field."""
        return " ".join(f"{SEVERITIES[flag.severity]}: {flag.message}" for flag in self._flags)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the worst flag."""
        if self._flags:
            self.chosen.emit(self._flags[0])

    def _refresh(self) -> None:
        self.setFixedSize(self._look.icon_size(_SHAPE))
        self.setToolTip("\n".join(f"{SEVERITIES[flag.severity]}: {flag.message}" for flag in self._flags))
        if self._flags:
            self.setPixmap(self._look.shape(self._flags[0].severity, _SHAPE))
        else:
            self.clear()


class QuoteMark(QLabel):
    """A document after the label of a value that was taken from a note. Its tool tip quotes the words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.words = ""
        self.hide()
        look.changed.connect(self._refresh)

    def show_words(self, words: str) -> None:
        """Quote these words; "" for a value that is of no note."""
        self.words = words
        self.setToolTip(f"From the note, {words}" if words else "")
        self.setVisible(bool(words))
        self._refresh()

    def _refresh(self) -> None:
        if self.words:
            self.setPixmap(self._look.pixmap("document_text", "accent", _SHAPE))


class FormField(QWidget):
    """A labeled control.

    Signals: `flag_chosen(Flag)` when its shape is clicked; `sought()` when something leads to it.
    """

    flag_chosen = Signal(object)
    sought = Signal()

    def __init__(
        self, look: Look, path: str, label: str, control: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.control = control
        self._look = look
        self.label = make_label(label, "small", "text2")
        self.mark = Mark(look)
        self.mark.chosen.connect(self.flag_chosen)
        self._problem = make_label("", "small", "error", wrap=True)
        self._problem.hide()
        self._meaning = ""
        self.quote = QuoteMark(look)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self.label)
        head.addWidget(self.mark)
        head.addWidget(self.quote)
        head.addStretch(1)
        self._lay_out()
        if not isinstance(control, Segment):
            self.label.setBuddy(control)
        look.changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.control)
        column.addWidget(self._problem)
        column.addStretch(1)

    def _fit(self) -> None:
        self._head.setFixedHeight(self._look.px(LABEL_HEIGHT))

    def set_flags(self, flags: Sequence[Flag]) -> None:
        """Show the worst flag on this field after the label."""
        self.mark.set_flags(flags)
        self._describe()

    def set_problem(self, sentence: str) -> None:
        """Say in place why what was typed cannot be read; "" takes the sentence away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._describe()

    def set_quote(self, words: str) -> None:
        """Show that the value is of a note, with the words that say it; "" takes the icon away."""
        if words != self.quote.words:
            self.quote.show_words(words)
            self._describe()

    def explain(self, words: str) -> None:
        """Let a screen reader say with the field what stands beside it."""
        if words != self._meaning:
            self._meaning = words
            self._describe()

    def problem(self) -> str:
        """The sentence shown, "" when there is none."""
        return self._problem.text()

    def focus_target(self) -> QWidget:
        """The widget that takes the keyboard for this field."""
        return self.control.focus_target() if isinstance(self.control, Segment) else self.control

    def _describe(self) -> None:
        problem = self._problem.text()
        # Qt has no state of an invalid entry that reaches a screen reader, so it is said in words.
        invalid = f"Invalid entry: {problem}" if problem else ""
        said = (invalid, self.mark.spoken(), self.quote.toolTip(), self._meaning)
        self.control.setAccessibleDescription(" ".join(filter(None, said)))


class QuestionRow(FormField):
    """A question, "Not stated" among its answers: label left, segment right, on one row."""

    def __init__(self, look: Look, field: Field) -> None:
        values = tuple(field.values.items()) or YES_NO
        self.segment = Segment(look, field.label_in_form, (*values, (None, OPEN)))
        super().__init__(look, field.path, field.label_in_form, self.segment)

    def _lay_out(self) -> None:
        self.label.setProperty("look", "")
        self.label.setProperty("tone", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._head, 1)
        row.addWidget(self.control)
        self._problem.setParent(self)
        self.control.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _fit(self) -> None:
        self.setFixedHeight(self._look.px(ROW_HEIGHT))


class Ring(QWidget):
    """What shows where a flag points: over the field, for two seconds, without motion.

    A flag has its own tint, so that it is not taken for the focus, which stays where the keyboard is.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._look = look
        self._severity: Severity | None = None
        self._timer = QTimer(self, singleShot=True, interval=RING_MS)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_around(self, widget: QWidget, rect: QRect, severity: Severity | None = None) -> None:
        """Ring `rect` of `widget`, in the same page as the ring; for a flag tint it by its `severity`."""
        self._severity = severity
        top_left = widget.mapTo(self._page, rect.topLeft())
        room = QSize(6, 6)
        self.setGeometry(QRect(top_left - QPoint(3, 3), rect.size() + room))
        self.raise_()
        self.show()
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A wash of the flag's color within a hairline; else two pixels of accent, rounded."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wash = QColor(self._look.color(self._severity or "accent"))
        painter.setPen(QPen(wash, 1 if self._severity else 2))
        wash.setAlpha(_WASH)
        painter.setBrush(wash if self._severity else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
