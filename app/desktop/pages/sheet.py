"""The sheet of a page.

Blocks one below the other, the first screenful at once and the rest as time allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.coding.page_key import parse_key
from app.coding.pages import Amounts, Page, Section
from app.desktop.look.shapes import State
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext
from app.desktop.pages.note_part import SECTION, NoteBlock
from app.desktop.pages.page_controls import PageControls
from app.desktop.pages.page_head import PageHead
from app.desktop.pages.page_reading import read_block
from app.desktop.pages.parts import make_block, shared_citations
from app.desktop.pages.section_title import SectionTitle
from app.desktop.pages.stops import Stops

if TYPE_CHECKING:
    from app.desktop.pages.parts import AnyBlock
    from app.desktop.pages.payment_part import PaymentPart

# What lies below the first screenful waits a moment, so that arrowing through results never queues behind it.
_PAUSE_MS = 40
_TURN = 0.004
"""Seconds after which a turn builds no further part."""
_END = object()
MARGIN = 32
COLUMN = 760


def takes_note(page: Page) -> bool:
    """Whether the user may keep a note on a page: on all but views, answers and searches."""
    return parse_key(page.key).kind not in ("view", "answer", "search")


class PageSheet(QWidget):
    """One page record, built for good; another page is another sheet.

    Signals: grown() when blocks were added or moved, so the height may be another.
    """

    grown = Signal()

    def __init__(
        self,
        page: Page,
        context: PageContext,
        column: int,
        screenful: int,
        shape: State | None,
        controls: PageControls,
        reveal: Callable[[QRect], None],
        make_note: Callable[[QWidget], NoteBlock],
        parent: QWidget,
        *,
        later: bool,
    ) -> None:
        """Build as much of `page` as `screenful` pixels of height show, the rest soon after.

        `later`: what its code pays, and all below it, waits also where it would show at once.

        `shape` stands before the head of an answer, which leaves room for `controls` at its right;
        `reveal` scrolls to a rectangle of this sheet; `make_note` makes the block of the user's own note.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # grown, it paints what is new only
        self.reveal = reveal
        self._context = context
        self._column = column
        self._blocks: list[AnyBlock] = []
        self._stops = Stops()
        self._titles: dict[str, SectionTitle] = {}
        self._make_note = make_note
        self._note: NoteBlock | None = None
        self._parts = self._build(page)
        self._complete = False
        self._waits = False
        self._payment: PaymentPart | None = None
        self._bottom = 0
        self._next = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._next.timeout.connect(self._build_next)
        self._add(PageHead(context, page, shape, controls.sizeHint().width(), self))
        while self._bottom < screenful and self._build_part() and not (later and self._waits):
            pass
        self._next.start()

    def retire(self) -> None:
        """Give place to another sheet."""
        self._next.stop()
        if self._note:
            self._note.keep()
        self.hide()
        self.deleteLater()

    def finish(self) -> None:
        """Build all that still waits."""
        while self._build_part():
            pass
        self._next.stop()
        self.grown.emit()

    def is_complete(self) -> bool:
        """Whether every section is built."""
        return self._complete

    def top_of(self, section: str) -> int:
        """Where a section begins; builds up to it when it still waits."""
        if section not in self._titles:
            self.finish()
        if section == SECTION.id and self._note:
            return self._note.y()
        title = self._titles.get(section)
        return title.y() if title else 0

    def tops(self) -> list[tuple[str, int]]:
        """The sections built so far and where they begin."""
        tops = [(key, title.y()) for key, title in self._titles.items()]
        return [*tops, (SECTION.id, self._note.y())] if self._note else tops

    def section_at(self, y: int) -> str:
        """The section in which a height lies; "" above the first."""
        return next((key for key, top in reversed(self.tops()) if top <= y), "")

    def section_read(self, y: int, *, at_end: bool) -> str:
        """The section that is read where the page is seen from some height on: the last one at its end."""
        tops = self.tops()
        if not tops:
            return ""
        return tops[-1][0] if at_end else self.section_at(y) or tops[0][0]

    def bounds_of(self, section: str, *, to_its_end: bool = False) -> tuple[int, int]:
        """Where a section begins and ends, as far as it is built; `to_its_end` builds what still waits."""
        tops = self.tops()
        if to_its_end and not self.is_complete() and section not in {key for key, _ in tops[:-1]}:
            self.finish()
            tops = self.tops()
        below = [top for _, top in tops] + [self.height_needed()]
        at = next((at for at, (key, _) in enumerate(tops) if key == section), None)
        return (0, below[0]) if at is None else (below[at], below[at + 1])

    def height_needed(self) -> int:
        """The height of all blocks, with the margin at the foot."""
        return self._bottom + self._context.look.px(40)

    def set_column(self, column: int) -> None:
        """Lay everything out for another width."""
        if column != self._column:
            self._column = column
            self.relayout()

    def relayout(self) -> None:
        """Place every block again: one of them changed its height."""
        self._bottom = 0
        for block in self._blocks:
            self._place(block)
        self.grown.emit()

    def fit_block(self, block: AnyBlock) -> None:
        """Let one block take the height it needs now, and move what is below it; nothing else is laid out."""
        before = block.height()
        grown = block.arrange(self._column) - before
        if not grown:
            return
        for below in self._blocks[self._blocks.index(block) + 1 :]:
            below.move(below.x(), below.y() + grown)
        self._bottom += grown
        self.grown.emit()

    def blocks(self) -> list[AnyBlock]:
        """The blocks, from the top."""
        return list(self._blocks)

    def tab_stops(self) -> list[QWidget]:
        """What Tab may stop at, in the order in which one reads."""
        return [stop for block in self._blocks for stop in block.tab_stops()]

    def stand_on_section(self, section: str) -> None:
        """Read from the title of a section on."""
        title = self._titles.get(section)
        if title:
            title.reader.stand(0)
        elif section == SECTION.id and self._note:
            self._note.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_on(self, block: Block, step: int) -> None:
        self.finish()
        at = self._blocks.index(block) + step
        if 0 <= at < len(self._blocks):
            read_block(self._blocks, at, step)

    def _build_next(self) -> None:
        began = perf_counter()
        while self._build_part():
            if perf_counter() - began > _TURN:
                self._next.start()
                break
        self.grown.emit()

    def _build_part(self) -> bool:
        """Build the next part; returns whether others may be left."""
        self._complete = next(self._parts, _END) is _END
        return not self._complete

    def _build(self, page: Page) -> Iterator[None]:
        """Build a part with each step, a section's title with its first."""
        context = self._context
        for section in page.sections:
            shared = shared_citations(section, context.source_of, context.on)
            self._stops = Stops()
            if section.title:
                title = SectionTitle(context, section, shared, self)
                self._titles[section.id] = title
                self._add(title)
            for part in section.parts:
                if isinstance(part, Amounts):
                    yield from self._build_payment(part, section)
                else:
                    self._add(make_block(part, section, shared, context, self))
                    yield
        if takes_note(page):
            self._note = self._make_note(self)
            self._add(self._note)

    def _build_payment(self, asked: Amounts, section: Section) -> Iterator[None]:
        """The place, then what the code pays there, a part with each step; not before the first frame."""
        if self._context.payments is None:
            return
        self._waits = True
        yield
        from app.desktop.pages.payment_part import PaymentPart

        payments = self._context.payments()
        self._payment = payment = PaymentPart(self._context, payments, asked, section, self._stops, self)
        self._add(payment.place)
        yield
        for block in payment.make_blocks():
            if block is not None:
                self._add(block)
            yield
        payment.place.changed.connect(partial(self._renew_payment, payment))

    def _renew_payment(self, payment: PaymentPart) -> None:
        """What is paid in another place, where the amounts of the one before stood."""
        self.finish()
        old, new = payment.renew()
        at = self._blocks.index(payment.place) + 1
        below, foot = self._blocks[at + len(old) :], self._bottom
        self._blocks[at : at + len(old)] = new
        for block in new:
            if isinstance(block, Block):
                block.read_on = partial(self._read_on, block)
        self._bottom = payment.place.y()
        for block in (payment.place, *new):
            self._place(block)
            block.show()
        moved = self._bottom - below[0].y() if below else 0
        for block in below:
            block.move(block.x(), block.y() + moved)
        self._bottom = foot + moved if below else self._bottom
        self.grown.emit()

    def payment(self) -> PaymentPart | None:
        """What the code of the page pays, where it is built."""
        return self._payment

    def _add(self, block: AnyBlock) -> None:
        self._blocks.append(block)
        if isinstance(block, Block):
            block.read_on = partial(self._read_on, block)
            self._stops.add(block)
        self._place(block)
        if self.isVisible():
            block.show()

    def _place(self, block: AnyBlock) -> None:
        look = self._context.look
        top = self._bottom or look.px(20)
        height = block.arrange(self._column)
        block.move(QPoint(look.px(MARGIN), top))
        gap = look.px(4) if isinstance(block, SectionTitle | PageHead) else look.px(8)
        self._bottom = top + height + (0 if isinstance(block, SectionTitle) else gap)
