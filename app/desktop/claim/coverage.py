"""What was checked and what was not: the foot of the flags panel and the list it opens."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.claims.decisions import unmet_words
from app.coding.dispositions import Disposition
from app.coding.fields import FIELDS
from app.coding.findings import Review
from app.coding.page_key import page_key
from app.coding.reasons import NotChecked
from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.widgets.fold_button import FoldButton
from app.desktop.widgets.labels import make_button, make_heading, make_label

FEW = 5
_FOOT_HEIGHT = 33
_LINK_EDGE = 3  # border and padding of a link, so that the words below it stand in line
_STATES: tuple[State, State] = ("ok", "none")


class CoverageFoot(QWidget):
    """How many rules were checked and how many not, and Show. Signals: `toggled(bool)` for the list."""

    toggled = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._marks = {state: QLabel() for state in _STATES}
        self._words = {state: make_label("", "caption", "text2") for state in _STATES}
        self._button = FoldButton()
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands after the word
        self._button.toggled.connect(self.toggled)
        self._button.toggled.connect(lambda _: self._refresh())
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), 0, look.px(12), 0)
        row.setSpacing(look.px(6))
        for state in _STATES:
            row.addWidget(self._marks[state])
            row.addWidget(self._words[state])
            row.addSpacing(look.px(6))
        row.addStretch(1)
        row.addWidget(self._button)
        look.changed.connect(self._refresh)
        self.show_review(None)

    def show_review(self, review: Review | None) -> None:
        """Say how many rules were checked and how many not; nothing without a review."""
        if review is not None:
            checked, missed = len(review.checked), len(review.not_checked)
            self._words["ok"].setText(f"{checked} {'rule' if checked == 1 else 'rules'} checked")
            self._words["none"].setText(f"{missed} not checked")
        for state, there in zip(
            _STATES, (bool(review and review.checked), bool(review and review.not_checked)), strict=True
        ):
            self._marks[state].setVisible(there)
            self._words[state].setVisible(there)
        self._button.setVisible(review is not None)
        if review is None:
            self._button.setChecked(False)
        self._refresh()

    def words(self) -> tuple[str, str]:
        """What it says was checked and was not, "" where it says nothing."""
        ok, none = (self._words[state] for state in _STATES)
        return ("" if ok.isHidden() else ok.text(), "" if none.isHidden() else none.text())

    def toggle(self) -> None:
        """Open or close the list."""
        self._button.click()

    def fold(self) -> None:
        """Close the list, so that the flag behind it shows."""
        self._button.setChecked(False)

    def is_open(self) -> bool:
        """Whether the list is asked for."""
        return self._button.isChecked()

    def _refresh(self) -> None:
        self.setFixedHeight(self._look.px(_FOOT_HEIGHT))
        for state, label in self._marks.items():
            label.setPixmap(self._look.shape(state, 14))
        opened = self._button.isChecked()
        self._button.setText("Hide" if opened else "Show")
        self._button.setAccessibleName(
            "Hide what was checked" if opened else "Show what was checked and what was not"
        )
        self._button.setIconSize(self._look.icon_size())
        self._button.setIcon(self._look.icon("chevron_down" if opened else "chevron_up", "accent"))


class CoverageList(QScrollArea):
    """Not checked, with reasons and the import that cures; then what was checked and found nothing.

    Signals: `import_asked()`, `field_asked(str)` with the path of a field, `page_asked(str)` with a page key.
    """

    import_asked = Signal()
    field_asked = Signal(str)
    page_asked = Signal(str)

    def __init__(self, look: Look, title_of: Callable[[str], str]) -> None:
        super().__init__()
        self._look = look
        self._title_of = title_of
        self._review: Review | None = None
        self._unmet: tuple[Disposition, ...] = ()
        self._all = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_review(self, review: Review | None) -> None:
        """Show the lists of a review; the page is made when it is first seen."""
        if review != self._review:
            self._review = review
            if self.isVisible():
                self._make()

    def show_unmet(self, given: Sequence[Disposition]) -> None:
        """Show the decisions that meet no flag any more."""
        self._unmet = tuple(given)
        if self.isVisible():
            self._make()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the page now that it is seen."""
        self._make()
        super().showEvent(event)

    def _make(self) -> None:
        page = QWidget()
        page.setProperty("surface", "page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        px = self._look.px
        column.setContentsMargins(px(16), px(10), px(12), px(12))
        column.setSpacing(px(6))
        if self._unmet:
            self._add_unmet(column)
        if self._review is not None:
            self._add_not_checked(column, self._review.not_checked)
            flagged = {flag.rule for flag in self._review.flags}
            self._add_checked(column, [slug for slug in self._review.checked if slug not in flagged])
        column.addStretch(1)
        place = self.verticalScrollBar().value()
        self.setWidget(page)
        page.adjustSize()
        self.verticalScrollBar().setValue(place)

    def _add_unmet(self, column: QVBoxLayout) -> None:
        column.addLayout(self._head("Decided, no longer flagged", len(self._unmet)))
        for given in self._unmet:
            words = make_label(unmet_words(given), "caption", "text2", wrap=True)
            column.addLayout(self._row(None, given.rule, words))
        column.addSpacing(self._look.px(6))

    def _add_not_checked(self, column: QVBoxLayout, missed: Sequence[NotChecked]) -> None:
        column.addLayout(self._head("Not checked", len(missed)))
        for item in missed:
            row = self._row("none", item.rule, make_label(item.reason, "caption", "text2", wrap=True))
            if item.series:
                button = make_button("Import…", "small", self.import_asked.emit)
                button.setAccessibleName(f"Import what is needed for {self._title_of(item.rule)}")
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            if item.field:
                button = make_button("State it", "small", partial(self.field_asked.emit, item.field))
                button.setAccessibleName(
                    f"Go to {FIELDS[item.field].label}, needed for {self._title_of(item.rule)}"
                )
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)

    def _add_checked(self, column: QVBoxLayout, slugs: Sequence[str]) -> None:
        column.addSpacing(self._look.px(6))
        column.addLayout(self._head("Checked, nothing found", len(slugs)))
        shown = slugs if self._all else slugs[:FEW]
        for slug in shown:
            column.addLayout(self._row("ok", slug, make_label(slug, "caption", "text3")))
        if len(shown) < len(slugs):
            column.addWidget(make_button(f"and {len(slugs) - len(shown)} more", "link", self._show_all))

    def _show_all(self) -> None:
        self._all = True
        self._make()

    def _slug(self, slug: str) -> QWidget:
        key = page_key("rule", slug)
        button = make_button(self._title_of(slug), "link", lambda: self.page_asked.emit(key))
        button.setToolTip("Open the page of this rule")
        return button

    def _row(self, state: State | None, slug: str, below: QLabel) -> QHBoxLayout:
        mark = QLabel()
        if state is not None:
            mark.setPixmap(self._look.shape(state, 14))
        mark.setContentsMargins(0, self._look.px(5), 0, 0)
        below.setContentsMargins(_LINK_EDGE, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._slug(slug), 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(below)
        row = QHBoxLayout()
        row.setSpacing(self._look.px(8))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _head(self, title: str, count: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(6))
        row.addWidget(make_heading(title, "value", 3))
        row.addWidget(make_label(str(count), "small", "text3"))
        row.addStretch(1)
        return row
