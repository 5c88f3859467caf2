"""The two views that are no page: guidance codes side by side, and which guidance code to choose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from app.coding.page_key import COMPARE
from app.desktop.look.look import Look
from app.desktop.user_data.store import UserDataStore

if TYPE_CHECKING:
    from app.coding.library import ReferenceLibrary
    from app.desktop.reference.comparison import ComparisonView
    from app.desktop.reference.decision import DecisionView


def make_view(
    key: str,
    look: Look,
    library: ReferenceLibrary,
    on: Callable[[], date],
    store: UserDataStore,
) -> ComparisonView | DecisionView:
    """The view of a key: COMPARE or DECISION."""
    if key == COMPARE:
        from app.desktop.reference.comparison import ComparisonView

        return ComparisonView(look, library, on, store)
    from app.desktop.reference.decision import DecisionView

    return DecisionView(look, library, on)
