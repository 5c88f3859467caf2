"""What the worklist is filtered by: words, rule, severity, payer, place, practitioner, and a sample."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from app.claims.worklist.listing import Choice, Found
from app.coding.words import SEVERITIES
from app.desktop.look.look import Look
from app.desktop.widgets.clearable_edit import ClearableEdit
from app.desktop.widgets.labels import make_button, name_list

FOUND: tuple[tuple[Found, str], ...] = (
    *SEVERITIES.items(),
    ("none", "No flags"),
    ("not-checked", "Not reviewed"),
)
_PAUSE_MS = 120
_WIDE = 860
_AROUND = 52  # arrow and padding of a list, and the gap beside it

Values = list[tuple[str, str]]
"""What can be chosen: the value and its words."""


class Filters(QWidget):
    """A field and five lists. Signals: `changed(Choice)`."""

    changed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.text = ClearableEdit(look, "Filter claims", "Filter claims", "Clear the filter", "Esc")
        self.rule = _list("Rule", "Rule")
        self.found = _list("Flags", "Flags")
        self.payer = _list("Payer", "Payer")
        self.place = _list("Place of service", "Place")
        self.practitioner = _list("Practitioner", "Practitioner")
        self.sample = _list("Audit sample", "Sample")
        self.sample.hide()
        self.clear_button = make_button("Show all", "quiet", self.clear)
        _fill(self.found, "Flags", FOUND)
        self._lists = (self.rule, self.found, self.payer, self.place, self.practitioner, self.sample)
        self._offered: dict[QComboBox, Values] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.text.textChanged.connect(lambda _: self._pause.start())
        for each in self._lists:
            each.currentIndexChanged.connect(lambda _: self._tell())
        look.changed.connect(self._lay_out)
        self._lay_out()

    def choice(self) -> Choice:
        """What is filtered by."""
        rule, found, payer, place, practitioner, sample = (each.currentData() for each in self._lists)
        return Choice(rule, found, payer, place, practitioner, self.text.text(), sample)

    def offer(self, rules: Values, payers: Values, places: Values, practitioners: Values) -> None:
        """Offer what the claims have; what is chosen stays."""
        lists = zip((self.rule, self.payer, self.place, self.practitioner),
                    (rules, payers, places, practitioners), strict=True)  # fmt: skip
        for each, values in lists:
            if self._offered.get(each) != values:
                self._offered[each] = values
                _fill(each, each.itemText(0), values)
                each.setEnabled(bool(values))

    def choose_rule(self, rule: str | None, title: str = "") -> None:
        """Filter by a rule, or by none."""
        place = self.rule.findData(rule) if rule is not None else 0
        if place < 0 and rule is not None:
            self.rule.addItem(title or rule, rule)
            place = self.rule.count() - 1
        self.rule.setCurrentIndex(place)

    def offer_sample(self, numbers: frozenset[int] | None) -> None:
        """Filter by the claims of a sample, or have none to filter by."""
        with QSignalBlocker(self.sample):
            self.sample.clear()
            self.sample.addItem("Sample", None)
            if numbers is not None:
                self.sample.addItem("In the sample", numbers)
                self.sample.setCurrentIndex(1)
        self.sample.setVisible(numbers is not None)
        self._lay_out()
        self._tell()

    def clear(self) -> None:
        """Show every claim again."""
        for each in self._lists:
            with QSignalBlocker(each):
                each.setCurrentIndex(0)
        self.text.clear()
        self._tell()

    def is_set(self) -> bool:
        """Whether anything is filtered by."""
        return self.choice() != Choice()

    def flush(self) -> None:
        """Filter by what was typed now."""
        if self._pause.isActive():
            self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row where there is room, else two or three."""
        super().resizeEvent(event)
        self._lay_out()

    def _tell(self) -> None:
        self._pause.stop()
        self.clear_button.setEnabled(self.is_set())
        self.changed.emit(self.choice())

    def _lay_out(self) -> None:
        px = self._look.px
        shown = [each for each in self._lists if each is not self.sample or not each.isHidden()]
        most = len(shown) + 2
        wide = self.width() >= px(_WIDE) * most / 7
        named = max(self._look.metrics().horizontalAdvance(each.itemText(0)) for each in shown)
        fitting = self.width() // (named + px(_AROUND))
        columns = most if wide else max(2, min(4, round(fitting)))
        self._grid.setSpacing(px(8) if wide else px(6))
        for each in (self.text, *self._lists, self.clear_button):
            self._grid.removeWidget(each)
        for at, widget in enumerate((self.text, *shown, self.clear_button)):
            self._grid.addWidget(widget, at // columns, at % columns)
        for column in range(most + 1):
            self._grid.setColumnStretch(column, (3 if column == 0 and wide else 2) if column < columns else 0)
        self.clear_button.setEnabled(self.is_set())


def _list(name: str, any_words: str) -> QComboBox:
    made = QComboBox()
    name_list(made, name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    made.addItem(any_words, None)
    return made


def _fill(box: QComboBox, any_words: str, values: Iterable[tuple[str, str]]) -> None:
    """Put values into a list without a signal; the one that is chosen stays so."""
    wanted = [(any_words, None), *((words, value) for value, words in values)]
    chosen, chosen_words = box.currentData(), box.currentText()
    with QSignalBlocker(box):
        box.clear()
        for words, value in wanted:
            box.addItem(words, value)
        if chosen is not None and box.findData(chosen) < 0:
            box.addItem(chosen_words, chosen)
        box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else 0)
