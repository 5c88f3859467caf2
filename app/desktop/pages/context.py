"""What every block of a page needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from app.desktop.look.look import Look
from app.pages.text import FindSource


class PageContext(Struct, frozen=True):
    """What every block of a page needs: the look, and how to find sources, labels and pages."""

    look: Look
    source_of: FindSource
    label_of: Callable[[str], str]
    open_page: Callable[[str], None]
    on: date
