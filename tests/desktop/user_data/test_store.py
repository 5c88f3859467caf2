"""Favourites, recent pages and settings: kept, written a moment later, never lost in silence."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.desktop.user_data.file import Personal
from app.desktop.user_data.store import Keeper

# A keeper writes by a timer, which needs the application.
pytestmark = pytest.mark.usefixtures("qapp")


def test_a_favourite_is_added_at_the_end_and_taken_away_again() -> None:
    keeper = Keeper(Personal(favourites=("77002",)), lambda _record: None)
    assert keeper.toggle_favourite("77003")
    assert list(keeper.personal.favourites) == ["77002", "77003"]
    assert not keeper.toggle_favourite("77002")
    assert list(keeper.personal.favourites) == ["77003"]


def test_recent_pages_are_few_and_newest_first() -> None:
    keeper = Keeper(Personal(), lambda _record: None)
    for number in range(30):
        keeper.add_recent(str(number))
    keeper.add_recent("25")
    assert keeper.personal.recent[:3] == ("25", "29", "28")
    assert len(keeper.personal.recent) == 12


def test_a_setting_of_another_type_counts_as_never_set() -> None:
    keeper = Keeper(Personal(settings={"zoom": "large"}), lambda _record: None)
    assert keeper.setting("zoom", 100) == 100


def test_changes_are_written_once_after_a_moment(qtbot: QtBot) -> None:
    written: list[object] = []
    keeper = Keeper(Personal(), written.append)
    keeper.set_setting("zoom", 125)
    keeper.set_setting("zoom", 150)
    qtbot.waitUntil(lambda: bool(written))
    assert [record.settings for record in written] == [{"zoom": 150}]  # type: ignore[attr-defined]


def test_a_failure_to_write_is_told_in_one_sentence(qtbot: QtBot) -> None:
    def refuse(_record: object) -> None:
        raise PermissionError(13, "Permission denied")

    keeper = Keeper(Personal(), refuse)
    keeper.set_setting("zoom", 125)
    with qtbot.waitSignal(keeper.failed) as told:
        keeper.flush()
    assert told.args == [
        "Favourites and settings could not be saved: Permission denied. They hold until you quit."
    ]
    assert keeper.setting("zoom", 100) == 125
