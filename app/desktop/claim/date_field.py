"""The date of service: typed as coders type dates, or chosen in a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from app.coding.dates import parse_date, show_date
from app.coding.errors import InputError
from app.desktop.look.look import Look

_BUTTON = 24


def is_alt_down(event: QEvent) -> bool:
    """Whether the window asks if Alt+Down, which opens lists, is its own."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Down
        and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    )


class DateField(QLineEdit):
    """Shows MM/DD/YYYY; takes 9/15/26, 091526, 2026-09-15 and t. Alt+Down or F4 opens the calendar.

    Signals: `chosen(date or None)`; `unread(text)` when the text is not a date, which then stays as typed.
    """

    chosen = Signal(object)
    unread = Signal(str)

    def __init__(
        self, look: Look, name: str, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._today = today
        self._shown: tuple[date | None, str] = (None, "")
        self._calendar: QCalendarWidget | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText("MM/DD/YYYY")
        self.setMaxLength(40)
        self._open = QToolButton(self)
        self._open.setObjectName("fieldButton")
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Down is its key
        self._open.setCursor(Qt.CursorShape.ArrowCursor)
        self._open.setAccessibleName("Calendar")
        self._open.setToolTip("Calendar (Alt+Down)")
        self._open.clicked.connect(self.open_calendar)
        self.editingFinished.connect(self.commit)
        look.changed.connect(self._refresh)
        self._refresh()

    def set_value(self, value: date | None, text: str = "") -> None:
        """Show a date without a signal; `text` is shown where there is none (typed and not read)."""
        self._shown = (value, text)
        shown = show_date(value) if value else text
        if shown != self.text():
            self.setText(shown)

    def commit(self) -> None:
        """Read what stands in the field; a signal follows only when it says something else than before."""
        typed = self.text().strip()
        try:
            value = parse_date(typed, self._today()) if typed else None
        except InputError:
            if (None, typed) != self._shown:
                self._shown = (None, typed)
                self.unread.emit(typed)
            return
        changed = (value, "") != self._shown
        self.set_value(value)
        if changed:
            self.chosen.emit(value)

    def open_calendar(self) -> None:
        """Show the month below the field; Enter or a click chooses, Esc changes nothing."""
        self.commit()
        self._calendar = self._make_calendar()
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Alt+Down from commands of the window: here it opens the calendar."""
        if is_alt_down(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down and F4 open the calendar."""
        opens = event.key() == Qt.Key.Key_F4 or (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if opens:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _make_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(self._look.color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)  # red means error and nothing else
        for name, icon in (("qt_calendar_prevmonth", "arrow_left"), ("qt_calendar_nextmonth", "arrow_right")):
            button = calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(self._look.icon(icon))
        value = self._shown[0] or self._today()
        calendar.setSelectedDate(QDate(value.year, value.month, value.day))
        calendar.setAccessibleName("Calendar")
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        return calendar

    def _take(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.close()
            self._calendar = None
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            self.setText(show_date(date(day.year(), day.month(), day.day())))
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar's button at the right end."""
        super().resizeEvent(event)
        side = self._look.px(_BUTTON)
        self._open.setGeometry(self.width() - side - 3, (self.height() - side) // 2, side, side)

    def _refresh(self) -> None:
        self._open.setIcon(self._look.icon("calendar"))
        self._open.setIconSize(self._look.icon_size())
        self.setTextMargins(0, 0, self._look.px(_BUTTON), 0)
