"""Texts of parts in too little room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.desktop.widgets.eliding import elide_parts

TEXT = "In force on 09/15/2026: Book 2026.11 · PTP 2026Q3 (practitioner) · RVU26C"


def test_with_room_it_is_whole() -> None:
    assert elide_parts(TEXT, len, len(TEXT)) == TEXT


def test_whole_parts_go_from_the_right_before_words_do() -> None:
    assert elide_parts(TEXT, len, len(TEXT) - 1).endswith("PTP 2026Q3 (practitioner) …")
    assert elide_parts(TEXT, len, 50) == "In force on 09/15/2026: Book 2026.11 …"
    assert elide_parts(TEXT, len, 30) == "In force on 09/15/2026: Book …"
    assert elide_parts(TEXT, len, 3) == "…"


def test_an_edition_keeps_the_day_that_it_ended() -> None:
    ended = "Add-on code edits 2026Q2, ended 06/30/2026 · PTP 2024Q3 (practitioner), ended 09/30/2024"
    assert elide_parts(ended, len, 70) == "Add-on code edits 2026Q2, ended 06/30/2026 …"
    assert elide_parts(ended, len, 30) == "Add-on code edits 2026Q2 …"


@given(st.integers(min_value=1, max_value=90))
def test_no_word_is_ever_cut(room: int) -> None:
    shown = elide_parts(TEXT, len, room)
    assert len(shown) <= room
    assert set(shown.removesuffix("…").split()) <= set(TEXT.split())
