"""The flags panel: counts that filter, the list, the selected flag, and what was checked."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.checklist.wording import NOTHING_CHECKED
from app.claims.decisions import Standing, stand
from app.claims.primaries import PrimaryChoice
from app.coding.dispositions import Disposition
from app.coding.dispositions import State as FlagState
from app.coding.findings import Flag, Review
from app.coding.sentences import count_of
from app.coding.words import SEVERITIES, Severity
from app.desktop.claim.coverage import CoverageFoot, CoverageList
from app.desktop.claim.flag_detail import FlagDetail
from app.desktop.claim.flags_head import FlagsHead
from app.desktop.claim.flags_list import FlagsList
from app.desktop.claim.flags_model import FlagsModel
from app.desktop.claim.flags_notice import FlagsNotice
from app.desktop.claim.reading_strip import ReadingStrip
from app.desktop.claim.rule_words import flag_title, rule_title
from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.widgets.announcing import announce
from app.desktop.widgets.labels import make_button, make_hairline
from app.pages.text import FindSource

NO_CLAIM = "Flags appear here as you fill in a claim."
CLEAN = "Clean: nothing was found, and every rule was checked."
NO_ISSUE = "No issue in what was checked."


class FlagsPanel(QWidget):
    """The panel at the right of the claim.

    Signals: `flag_chosen(Flag)` when the user selects a flag, `flag_entered(Flag)` when the keyboard is to go
    to its field, `edit_asked(Edit)`, `primary_picked(Flag, str)` with a code, `disposed(Flag, State,
    str)` with the reason, `page_asked(str)` with a page key, `import_asked()`, `collapse_asked()`,
    `field_asked(str)` with the path of an unread field.
    """

    flag_chosen = Signal(object)
    flag_entered = Signal(object)
    edit_asked = Signal(object)
    primary_picked = Signal(object, str)
    disposed = Signal(object, str, str)
    page_asked = Signal(str)
    import_asked = Signal()
    collapse_asked = Signal()
    field_asked = Signal(str)

    def __init__(
        self,
        look: Look,
        find: FindSource,
        primaries: Callable[[Flag], PrimaryChoice],
        parent: QWidget | None = None,
        detail: FlagDetail | None = None,  # where it was made ahead
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._flags: tuple[Flag, ...] = ()
        self._codes: Sequence[str] = ()
        self._dispositions: Sequence[Disposition] = ()
        self._is_chosen = False  # by the user, and not only because it came first
        self.standing = Standing()
        self._look = look
        self.model = FlagsModel(flag_title, self)
        self.head = FlagsHead(look)
        self.reading = ReadingStrip(look)
        self.list = FlagsList(look, self.model)
        self.notice = FlagsNotice(look)
        self.detail = detail or FlagDetail(look, find, primaries)
        self.coverage = CoverageList(look, rule_title)
        self.foot = CoverageFoot(look)
        # In their places from the first: a stack polishes what it shows, and again in each other place.
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._above, self._below = QStackedWidget(self._splitter), QStackedWidget(self._splitter)
        self._unmet = make_button("", "link", self._show_unmet)
        self._strip = self._make_strip()
        self._lay_out()
        self._connect()
        self.show_notice(None, NO_CLAIM)

    def tab_parts(self) -> list[QWidget]:
        """The parts in the order in which Tab walks them: the list comes before the flag that it shows."""
        top = [self.head, self.reading, self.list, self.notice]
        return [*top, self.detail, self.coverage, self._strip, self.foot]

    # What it shows

    def show_review(self, review: Review, codes: Sequence[str] = ()) -> None:
        """Show the review of a claim with these codes on its lines, in order.

        The flag that the user selected stays so; if it is gone, the next one takes its place. Where the user
        selected none, the first is, so that a new error comes to show.
        """
        before, row = self.current_flag(), self.list.currentIndex().row()
        focused: QWidget | None = self.window().focusWidget()  # also while another window is active
        within = focused is not None and self.detail.isAncestorOf(focused)
        self._flags, self._codes = review.flags, codes
        self._stand()
        self.foot.show_review(review)
        self.coverage.show_review(review)
        if review.flags:
            self._show_above(self._room, self.list)
            is_kept = before is not None and (self._is_chosen or within)
            found = self.model.row_of(before) if before and is_kept else 0
            self._is_chosen = self._is_chosen and found >= 0
            self._select(found if found >= 0 else min(max(row, 0), self.model.rowCount() - 1))
        else:
            clean = review.outcome == "clean"
            none = NO_ISSUE if review.checked else f"{NOTHING_CHECKED}."
            self.notice.show_words("ok" if clean else "none", CLEAN if clean else none)
            self._show_above(self.notice, self.notice.button)
            self._show_detail(None)
        if within and focused is not None and not focused.isVisibleTo(self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that was pressed went with its flag

    def show_notice(
        self, state: State | None, sentence: str, button: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show one sentence in place of flags: there is no claim yet, or it cannot be read."""
        self._flags, self._codes = (), ()
        self._is_chosen = False
        self._stand()
        self.foot.show_review(None)
        self.coverage.show_review(None)
        self.notice.show_words(state, sentence, button, act)
        self._show_above(self.notice, self.notice.button)
        self._show_detail(None)

    def set_dispositions(self, dispositions: Sequence[Disposition]) -> None:
        """Show what the coder decided: those flags go below the open ones, and the selection with them."""
        before = self.current_flag()
        self._dispositions = dispositions
        self._stand()
        row = self.model.row_of(before) if before else -1
        if row >= 0:
            self._select(row)
        else:
            self._show_detail(self.current_flag())

    # Walking

    def forget_selection(self) -> None:
        """Select no flag, before another claim: the review of it then selects its first."""
        self._is_chosen = False
        self.list.setCurrentIndex(QModelIndex())

    def current_flag(self) -> Flag | None:
        """The selected flag."""
        return self.model.flag(self.list.currentIndex().row())

    def counts(self) -> dict[Severity, int]:
        """How many open flags of each severity the review has, whatever the filter."""
        return _count(self.standing.open)

    def choose(self, flag: Flag) -> None:
        """Select a flag as if the user did; a filter that hides it is taken away."""
        if self.model.row_of(flag) < 0:
            self.head.clear_filter()
        row = self.model.row_of(flag)
        if row >= 0:
            self._select(row)
            self._choose_current()
            self._say_current()

    def step(self, step: int) -> None:
        """Select the next (1) or previous (-1) open flag, around the ends; any flag where none is open."""
        if count := self.model.open_count() or self.model.rowCount():
            row = self.list.currentIndex().row()
            inside = 0 <= row < count
            ahead = step if self._is_chosen or step < 0 else 0  # first to the flag that the panel selected
            self._select((row + ahead) % count if inside else (0 if step > 0 else count - 1))
            self._choose_current()
            self._say_current()

    def decide(self, state: FlagState) -> None:
        """Decide about the selected flag, as its menu does."""
        self.foot.fold()
        self.detail.menu.picked.emit(state)

    # Inside

    def _stand(self) -> None:
        """Sort the flags by what was decided, and show it everywhere in the panel."""
        standing = stand(self._flags, self._dispositions, self._codes)
        if standing != self.standing:
            self.standing = standing
            self.model.set_standing(standing)
            self.coverage.show_unmet(standing.unmet)
            self._unmet.setText(unmet_count(len(standing.unmet)))
            self._strip.setVisible(bool(standing.unmet))
        self.head.show_counts(self.counts())

    def _show_unmet(self) -> None:
        if not self.foot.is_open():
            self.foot.toggle()
        self.coverage.verticalScrollBar().setValue(0)

    def _show_above(self, page: QWidget, entrance: QWidget) -> None:
        self._above.setCurrentWidget(page)
        self.setFocusProxy(entrance)

    def _select(self, row: int) -> None:
        index = self.model.index(row)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        self.list.scrollTo(index)
        self._show_detail(self.current_flag())

    def _show_detail(self, flag: Flag | None) -> None:
        self.detail.show_flag(flag, self.model.title(flag) if flag else "", self.standing.on(flag))
        opened = self.foot.is_open()
        self._below.setCurrentWidget(self.coverage if opened else self.detail)
        self._below.setVisible(opened or flag is not None)

    def _make_strip(self) -> QWidget:
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(self._look.px(13), self._look.px(3), self._look.px(12), self._look.px(3))
        row.addWidget(self._unmet, 0, Qt.AlignmentFlag.AlignLeft)
        strip.hide()
        return strip

    def _lay_out(self) -> None:
        room = QWidget()
        inside = QVBoxLayout(room)
        inside.setContentsMargins(0, self._look.px(6), 0, 0)
        inside.addWidget(self.list)
        self._room = room
        self._above.addWidget(room)
        self._above.addWidget(self.notice)
        self._below.setProperty("surface", "page")
        self._below.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._below.addWidget(self.detail)
        self._below.addWidget(self.coverage)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([348, 318])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = (self.head, make_hairline(), self.reading)
        for widget in (*above, self._splitter, self._strip, make_hairline(), self.foot):
            column.addWidget(widget, 1 if widget is self._splitter else 0)

    def _connect(self) -> None:
        self.list.clicked.connect(self._choose_current)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.list.entered_flag.connect(self.flag_entered)
        self.list.doubleClicked.connect(lambda _: self.flag_entered.emit(self.current_flag()))
        self.head.filtered.connect(self._filter)
        self.head.collapse_asked.connect(self.collapse_asked)
        self.detail.edit_asked.connect(self.edit_asked)
        self.detail.primary_picked.connect(self.primary_picked)
        self.detail.go_asked.connect(self.flag_entered)
        self.detail.page_asked.connect(self.page_asked)
        self.detail.disposed.connect(self.disposed)
        self.coverage.page_asked.connect(self.page_asked)
        self.coverage.field_asked.connect(self.field_asked)
        self.coverage.import_asked.connect(self.import_asked)
        self.foot.toggled.connect(lambda _: self._show_detail(self.current_flag()))

    def _follow(self, current: QModelIndex) -> None:
        """Arrow keys in the list: show the flag and ring its field."""
        if current.isValid() and self.list.hasFocus():
            self._show_detail(self.current_flag())
            self._choose_current()

    def _say_current(self) -> None:
        """Say the selected flag, which has no focus: the keyboard stays where it is."""
        row = self.list.currentIndex().row()
        announce(self, f"{self.model.spoken(row)} {row + 1} of {self.model.rowCount()}.")

    def _choose_current(self) -> None:
        """The user chose the selected flag: it shows in place of what was checked."""
        self._is_chosen = True
        self.foot.fold()
        self.flag_chosen.emit(self.current_flag())

    def _filter(self, severities: tuple[Severity, ...]) -> None:
        before = self.current_flag()
        self.model.set_filter(severities)
        if self.model.rowCount():
            self._select(max(self.model.row_of(before), 0) if before else 0)


def unmet_count(count: int) -> str:
    """How many decisions meet no flag, as the strip says it."""
    return count_of(count, "decision meets no flag any more", "decisions meet no flag any more")


def _count(flags: Sequence[Flag]) -> dict[Severity, int]:
    counts = Counter(flag.severity for flag in flags)
    return {severity: counts[severity] for severity in SEVERITIES}
