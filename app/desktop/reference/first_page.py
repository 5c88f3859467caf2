"""Which page a start opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coding.page_key import MAIN_CODE, WELCOME
from app.desktop.reference.view import ReferenceView

if TYPE_CHECKING:
    from app.desktop.user_data.store import UserDataStore


def open_first_page(reference: ReferenceView, store: UserDataStore) -> None:
    """Open what was open last, or 77002.

    The page of what can be answered now comes before both on the very first start, which also shows the CPT
    notice, and while nothing was imported nor opened yet.
    """
    notice_due = not store.setting("notice_shown", default=False)
    reference.with_notice = notice_due
    store.set_setting("notice_shown", value=True)
    nothing_imported = all(item.source == "book" for item in reference.library.editions)
    recent = store.data.recent
    welcome = notice_due or (nothing_imported and not recent)
    if welcome or not reference.open(recent[0] if recent else MAIN_CODE):
        reference.open(WELCOME)
