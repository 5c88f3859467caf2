"""The center of the Worklist: head, totals by rule, filters and the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.claims.worklist.file_left import left_sentences, left_summary
from app.claims.worklist.listing import Choice
from app.claims.worklist.store import Worklist
from app.coding.payers import payer_label
from app.desktop.claim.view import Message
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_hairline, make_label
from app.desktop.worklist.bars import RuleBars
from app.desktop.worklist.filters import Filters
from app.desktop.worklist.head import IN_MEMORY, KEPT, READ_ONLY, UNSAVED, WorklistHead
from app.desktop.worklist.model import WorklistModel
from app.desktop.worklist.sample_row import SampleRow
from app.desktop.worklist.table import WorklistTable

NOTHING = "No claim fits the filter. Esc shows all of them again."
_MARGIN = 16
_OFFER_MS = 400
_REFRESH_MS = 200
"""While claims are reviewed, counts and bars follow a few times a second."""


class FittedScroll(QScrollArea):
    """As high as what is in it, up to a limit; then it scrolls, also to what the keyboard goes to.

    The scroll bar stands in the margin at the right: what is inside keeps its width, and so the height that
    decides whether there is a scroll bar.
    """

    def __init__(self, inside: QWidget, margin: int) -> None:
        super().__init__()
        self._most = 0
        self._margin = margin
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def set_most(self, height: int) -> None:
        """Take at most so many pixels."""
        self._most = height
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside wants another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may want another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside: QWidget | None = self.widget()
        layout = inside.layout() if inside else None
        if inside is None or layout is None or not self._most:
            return
        bar, room = self.verticalScrollBar().sizeHint().width(), layout.contentsMargins()
        room.setRight(self._margin)
        layout.setContentsMargins(room)
        width = self.width()
        wanted = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        scrolls = wanted > self._most
        if scrolls:
            room.setRight(max(self._margin - bar, 0))
            layout.setContentsMargins(room)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff)
        inside.setMinimumHeight(wanted)
        self.setFixedHeight(min(wanted, self._most))


class WorklistView(QWidget):
    """Shows a worklist. Signals: `opened(number)`, `moved(number or None)`; `refreshed()` with new counts."""

    opened = Signal(int)
    moved = Signal(object)
    refreshed = Signal()

    def __init__(
        self,
        look: Look,
        title_of: Callable[[str], str],
        payers: Mapping[str, str],
        places: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """`title_of` gives the title of a rule by its slug; the mappings give words for ids and codes."""
        super().__init__(parent)
        self._look = look
        self._title_of, self.payers, self.places = title_of, payers, places
        self.worklist = Worklist("")
        self.model = WorklistModel(self, title_of=title_of)
        self.message = Message(look, self)
        self.head = WorklistHead(look)
        self.bars = RuleBars(look, title_of)
        self.sample_row = SampleRow(look.px(12))
        self.filters = Filters(look)
        self.table = WorklistTable(look, self.model)
        self.nothing = make_label(NOTHING, "small", "text2", wrap=True)
        self._offer_later = QTimer(self, singleShot=True, interval=_OFFER_MS)
        self._offer_later.timeout.connect(self._offer)
        self._refresh_later = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refresh_later.timeout.connect(self._refresh_if_due)
        self._is_due = False
        self._lay_out()
        self.table.opened.connect(self.opened)
        self.table.moved.connect(self.moved)
        self.table.typed.connect(self._type)
        self.filters.changed.connect(self._filter)
        self.bars.chosen.connect(self._choose_rule)
        self.bars.grouping_asked.connect(lambda: self.table.group(by_rule=not self.table.is_grouped()))
        self.table.horizontalHeader().sortIndicatorChanged.connect(
            lambda *_: self.bars.show_grouped(grouped=self.table.is_grouped())
        )
        self.setFocusProxy(self.table)

    def tab_parts(self) -> list[QWidget]:
        """The parts in the order in which Tab walks them."""
        return [self.message, self.head, self.bars, self.sample_row, self.filters, self.table]

    def show_worklist(self, worklist: Worklist) -> None:
        """Show another worklist, unfiltered and worst first."""
        self.worklist = worklist
        self.message.hide()
        self.filters.clear()
        self.table.horizontalHeader().setSortIndicator(-1, self.table.horizontalHeader().sortIndicatorOrder())
        self.model.set_listing(worklist.listing, self.payers)
        self.refresh()
        self._offer()
        self.table.is_touched = False
        self._go_first()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Change the worklist within this; what is shown follows."""
        with self.model.changing():
            yield
        if self._refresh_later.isActive():
            self._is_due = True
        else:
            self.refresh()
            self._refresh_later.start()
        if not self._offer_later.isActive():
            self._offer_later.start()
        if not self.table.is_touched:
            self._go_first()  # who waits sees the worst claim, whichever that is by now
        self.moved.emit(self.table.current())

    def refresh(self) -> None:
        """Show the counts and totals as they are by now."""
        self._is_due = False
        worklist, listing = self.worklist, self.worklist.listing
        kept = UNSAVED if not worklist.is_kept else KEPT if worklist.file else IN_MEMORY
        kept = READ_ONLY if worklist.is_read_only else kept
        self.head.show_standing(worklist.name, listing, kept)
        left = left_summary(worklist.left, worklist.unread)
        self.head.show_left(left, left_sentences(worklist.left, worklist.unread) if left else ())
        self.nothing.setVisible(bool(listing.rows) and not len(listing))
        self.bars.set_totals(listing.totals(), listing.choice.rule)
        self.bars.setVisible(bool(listing.totals()))
        self.refreshed.emit()

    def _refresh_if_due(self) -> None:
        if self._is_due:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the filter away first."""
        if event.key() == Qt.Key.Key_Escape and self.filters.is_set():
            self.filters.clear()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands above the table takes half of the height at most, the bars a quarter.

        The filters stay in sight where they leave room for the rest; else they scroll with it.
        """
        super().resizeEvent(event)
        self.bars.limit(max(1, self.height() // 4 // self._look.px(24)))
        filters = self.filters.sizeHint().height()
        fits = filters <= self.height() // 3
        (self._below if fits else self._inside).addWidget(self.filters)
        self._above.set_most(self.height() // 2 - (filters if fits else 0))

    def _go_first(self) -> None:
        """Go to the first claim with an open flag, and to the first row where there is none."""
        listing = self.worklist.listing
        self.table.go_to(listing.next_open(None) if listing.standing["open"] else None)

    def _filter(self, choice: Choice) -> None:
        if choice == self.worklist.listing.choice:
            return
        number = self.table.current()
        with self.model.changing():
            self.worklist.listing.choose(choice)
        self.refresh()
        self.table.go_to(number)

    def _choose_rule(self, rule: str | None) -> None:
        self.filters.choose_rule(rule, self._title_of(rule) if rule else "")

    def _type(self, text: str) -> None:
        self.filters.text.setFocus()
        self.filters.text.insert(text)

    def _offer(self) -> None:
        """Offer in the filters what the claims have."""
        listing = self.worklist.listing
        rules = sorted((self._title_of(rule), rule) for rule, _ in listing.totals())
        practitioners = sorted(listing.practitioners, key=lambda token: (len(token), token))
        self.filters.offer(
            [(rule, title) for title, rule in rules],
            [(payer, payer_label(payer, self.payers) or "Not stated") for payer in sorted(listing.payers)],
            [
                (place, f"{place} {self.places.get(place, '')}".strip() or "Not stated")
                for place in sorted(listing.places)
            ],
            [(token, token or "Not stated") for token in practitioners],
        )

    def _lay_out(self) -> None:
        px = self._look.px
        above = QWidget()
        above.setProperty("surface", "page")
        self._inside = inside = QVBoxLayout(above)
        inside.setContentsMargins(px(_MARGIN), px(10), px(_MARGIN), px(8))
        inside.setSpacing(px(8))
        inside.addWidget(self.head)
        inside.addWidget(self.bars)
        inside.addWidget(self.sample_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above = FittedScroll(above, px(_MARGIN))
        self._below = below = QVBoxLayout()
        below.setContentsMargins(px(_MARGIN), 0, px(_MARGIN), px(8))
        below.addWidget(self.filters)
        self.nothing.setContentsMargins(px(_MARGIN), px(8), px(_MARGIN), px(8))
        column.addWidget(self.message)
        column.addWidget(self._above)
        column.addLayout(below)
        column.addWidget(make_hairline())
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
