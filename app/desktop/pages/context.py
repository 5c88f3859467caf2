"""What every block of a page needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from app.desktop.look.look import Look
from app.pages.text import FindSource

if TYPE_CHECKING:
    from app.desktop.payment.places import CodePayments


class PageContext(Struct, frozen=True):
    """The look, how to find sources, labels and pages, and what codes pay (None: where nobody asks)."""

    look: Look
    source_of: FindSource
    label_of: Callable[[str], str]
    open_page: Callable[[str], None]
    on: date
    payments: Callable[[], CodePayments] | None = None
