"""The two views that are no page: guidance codes side by side, and which guidance code to choose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from app.desktop.keeper import Keeper
from app.desktop.look import Look

if TYPE_CHECKING:
    from app.desktop.book import Book
    from app.desktop.views.comparison import ComparisonView
    from app.desktop.views.decision import DecisionView


def make_view(
    key: str,
    look: Look,
    library: Book,
    on: Callable[[], date],
    keeper: Keeper,
) -> ComparisonView | DecisionView:
    """The view of a key: view:compare or view:decision."""
    if key == "view:compare":
        from app.desktop.views.comparison import ComparisonView

        return ComparisonView(look, library, on, keeper)
    from app.desktop.views.decision import DecisionView

    return DecisionView(look, library, on)
