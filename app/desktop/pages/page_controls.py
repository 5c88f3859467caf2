"""The controls of a page: the date it is shown for, and the favorite star."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.coding.dates import parse_date, show_date
from app.coding.errors import InputError
from app.desktop.look.look import Look
from app.desktop.widgets.labels import IconButton, make_button, make_label
from app.desktop.widgets.popover import Popover
from app.desktop.widgets.roving import Roving


class DatePopup(Popover):
    """Asks for the date a page is shown for. Signals: chosen(date)."""

    chosen = Signal(object)

    def __init__(self, look: Look, on: date, today: Callable[[], date], owner: QWidget) -> None:
        super().__init__(look, owner, 240)
        self._today = today
        self.column.setSpacing(look.px(8))
        label = make_label("Show the page as of", "small", "text2")
        self.field = QLineEdit(show_date(on))
        label.setBuddy(self.field)
        self.field.setAccessibleName("As of")
        self.field.selectAll()
        self.problem = make_label("", "caption", "error", wrap=True)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(make_button("Show", "small", self._take))
        row.addWidget(make_button("Today", "small", lambda: self._choose(today())))
        row.addStretch(1)
        for item in (label, self.field, self.problem):
            self.column.addWidget(item)
        self.column.addLayout(row)
        self.field.returnPressed.connect(self._take)

    def _take(self) -> None:
        try:
            self._choose(parse_date(self.field.text(), self._today()))
        except InputError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.adjustSize()

    def _choose(self, on: date) -> None:
        self.close()  # first, so that the keyboard is on the control when the page is rebuilt
        self.chosen.emit(on)


class PageControls(QWidget):
    """They stay while pages come and go, so a page is made sooner and the keyboard is not lost on them.

    Signals: date_chosen(date); star_clicked().
    """

    date_chosen = Signal(object)
    star_clicked = Signal()

    def __init__(self, look: Look, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._today = today
        self._on = today()
        self.date_button = make_button("", "quiet", self.ask_date)
        self.date_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands at the right
        self.star = IconButton(look, "star", "Favorite", "Ctrl+D")
        self.star.clicked.connect(lambda _checked: self.star_clicked.emit())
        Roving((self.date_button, self.star), self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.date_button)
        self._row.addWidget(self.star)
        look.changed.connect(self._refresh)
        self._refresh()

    def show_page(self, on: date, *, favorite: bool) -> None:
        """Name the date of the page and fill or empty the star."""
        self._on = on
        self.date_button.setText(f"As of {show_date(on)}")
        self.date_button.setAccessibleName(f"As of {show_date(on)}, change the date")
        self.show_favorite(favorite)

    def show_favorite(self, on: bool) -> None:
        """Fill the star or empty it."""
        self.star.set_icon("star_16_filled" if on else "star", "accent" if on else "text2")
        self.star.setAccessibleName("Favorite, remove" if on else "Favorite, add")

    def ask_date(self) -> None:
        """Ask for another date below the one shown."""
        popup = DatePopup(self._look, self._on, self._today, self.date_button)
        popup.chosen.connect(self.date_chosen)
        popup.show_by_owner(popup.field)

    def _refresh(self) -> None:
        self._row.setSpacing(self._look.px(8))
        self.date_button.setIcon(self._look.icon("chevron_down"))
        self.date_button.setIconSize(self._look.icon_size())
