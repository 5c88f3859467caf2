"""What the code of a page pays: the place that the reader is paid in, and the parts that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.coding.pages import Amounts, Part, Section, Table
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext
from app.desktop.pages.parts import make_block
from app.desktop.pages.stops import Stops
from app.desktop.pages.table_part import TableBlock
from app.desktop.payment.place_block import PlaceBlock
from app.desktop.payment.places import CodePayments
from app.desktop.widgets.announcing import announce

if TYPE_CHECKING:
    from app.desktop.pages.parts import AnyBlock


class PaymentPart:
    """The block of the place and those below it, which are made again for another place.

    `stops` are the links and sources of the section that they stand in.
    """

    def __init__(
        self,
        context: PageContext,
        payments: CodePayments,
        asked: Amounts,
        section: Section,
        stops: Stops,
        parent: QWidget,
    ) -> None:
        self._context, self._payments = context, payments
        self._asked, self._section = asked, section
        self._stops = stops
        self._parent = parent
        self._blocks: list[AnyBlock] = []
        self.place = PlaceBlock(context.look, payments, context.on, parent)

    def make_blocks(self) -> Iterator[AnyBlock | None]:
        """What the code pays in the place, one block after the other; None for a step that gave none."""
        for part in self._parts():
            if part is None:
                yield None
                continue
            self._blocks.append(make_block(part, self._section, (), self._context, self._parent))
            yield self._blocks[-1]

    def renew(self) -> tuple[list[AnyBlock], list[AnyBlock]]:
        """The blocks that go and those that come in their place; what is new is said."""
        old, self._blocks = self._blocks, []
        new = [block for block in self.make_blocks() if block is not None]
        painted = [[block for block in blocks if isinstance(block, Block)] for blocks in (old, new)]
        self._stops.swap(*painted)
        for block in old:
            block.hide()
            block.deleteLater()
        announce(self.place.field, self._sentence())
        return old, new

    def table(self) -> TableBlock | None:
        """The table of settings, where it is built."""
        return next((block for block in self._blocks if isinstance(block, TableBlock)), None)

    def _parts(self) -> Iterator[Part | None]:
        return self._payments.parts(self._asked, self.place.place(), self._context.on)

    def _sentence(self) -> str:
        """The place and the amounts of each setting, as a screen reader says them."""
        table = next((part for part in self._parts() if isinstance(part, Table)), None)
        rows = (
            ": ".join((row.cells[0], ", ".join(filter(None, row.cells[1:-1]))))
            for row in (table.rows if table else ())
        )
        return ". ".join((self.place.says.text().rstrip("."), *rows)) + "."
