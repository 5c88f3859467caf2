"""The head of a page: code, label, the date it is shown for, and the favourite star."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.coding.dates import parse_date, show_date
from app.coding.errors import InputError
from app.coding.pages import Page
from app.desktop.fonts import TypeToken
from app.desktop.look import Look
from app.desktop.pages.block import Block, Reading
from app.desktop.shapes import State
from app.desktop.widgets.labels import IconButton, make_button, make_label
from app.desktop.widgets.popover import Popover

# Up to this many signs the head is a code and as large as one; rule ids are the longest.
_CODE_LENGTH = 7


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
        self.close()  # first, so that the keyboard is on the control when the page is made anew
        self.chosen.emit(on)


class PageHead(Block):
    """Code (22 pt) and label, the date control and the star at the right, the summary below."""

    def __init__(self, reading: Reading, page: Page, shape: State | None, parent: QWidget) -> None:
        """`shape` stands before the code on pages that are an answer."""
        super().__init__(reading, parent)
        self._page = page
        self._shape = shape
        self._tag = self.make_tag(page.summary_citations)
        self.date_button = QPushButton(f"As of {show_date(page.as_of)}", self)
        self.date_button.setProperty("kind", "quiet")
        self.date_button.setIcon(self.look.icon("chevron_down"))
        self.date_button.setIconSize(self.look.icon_size())
        self.date_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.date_button.setAccessibleName(f"As of {show_date(page.as_of)}, change the date")
        self.date_button.setAutoDefault(False)
        self.star = IconButton(self.look, "star", "Favourite", "Ctrl+D", self)

    def show_favourite(self, on: bool) -> None:
        """Fill the star or empty it."""
        self.star.set_icon("star_16_filled" if on else "star", "accent" if on else "text2")
        self.star.setAccessibleName("Favourite, remove" if on else "Favourite, add")

    def compose(self, width: int) -> int:
        """See the class."""
        look, page = self.look, self._page
        star, as_of = QSize(look.px(30), look.px(30)), self.date_button.sizeHint()
        right = width - star.width()
        self.star.setGeometry(right, look.px(8), star.width(), star.height())
        right -= as_of.width() + look.px(8)
        self.date_button.setGeometry(right, look.px(8), as_of.width(), look.px(30))
        x, y = 0.0, 0.0
        head = page.code or page.label
        is_code = len(head) <= _CODE_LENGTH
        token: TypeToken = "code" if is_code else "title"
        font = look.font(token, 600, code=True)
        if self._shape:
            self.drawing.shapes.append((QRectF(0, look.px(12), look.px(20), look.px(20)), self._shape))
            x = look.px(28)
        if not is_code:
            y = look.px(10)
        across = look.metrics(token, 600, code=True).horizontalAdvance(head) + 2
        height = self.write(x, y, min(across, right - x), head, font)
        left = x + across + look.px(10)
        baseline = look.metrics("code", 600).ascent() - look.metrics("title").ascent() if is_code else y
        if page.label and page.label != head:
            if right - left < look.metrics("title").horizontalAdvance(page.label) + look.px(8):
                left, baseline, right = 0, y + height, width
            height = max(
                height,
                baseline
                - y
                + self.write(
                    left, baseline, right - left - look.px(8), page.label, look.font("title"), "text2"
                ),
            )
        bottom = max(y + height, look.px(40)) + look.px(2)
        if page.summary:
            tag_room = self._tag.sizeHint().width() + look.px(12) if self._tag else 0
            height = self.write(0, bottom, width - tag_room, page.summary, look.font("body"), "text2")
            if self._tag:
                self.place_tag(self._tag, width - tag_room + look.px(12), bottom, tag_room)
            bottom += height
        return round(bottom + look.px(8))
