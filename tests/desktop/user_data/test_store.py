"""Favorites, recent pages and settings: kept, written a moment later, never lost in silence."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.desktop.user_data.file import UserData
from app.desktop.user_data.store import UserDataStore

# A store writes by a timer, which needs the application.
pytestmark = pytest.mark.usefixtures("qapp")


def test_a_favorite_is_added_at_the_end_and_taken_away_again() -> None:
    store = UserDataStore(UserData(favorites=("77002",)), lambda _base, mine: mine)
    assert store.toggle_favorite("77003")
    assert list(store.data.favorites) == ["77002", "77003"]
    assert not store.toggle_favorite("77002")
    assert list(store.data.favorites) == ["77003"]


def test_recent_pages_are_few_and_newest_first() -> None:
    store = UserDataStore(UserData(), lambda _base, mine: mine)
    for number in range(30):
        store.add_recent(str(number))
    store.add_recent("25")
    assert store.data.recent[:3] == ("25", "29", "28")
    assert len(store.data.recent) == 12


def test_a_setting_of_another_type_counts_as_never_set() -> None:
    store = UserDataStore(UserData(settings={"zoom": "large"}), lambda _base, mine: mine)
    assert store.setting("zoom", 100) == 100


@pytest.mark.parametrize("far", [10**30, -(10**9), float("inf"), float("nan")])
def test_a_number_beyond_any_measure_counts_as_never_set(far: float) -> None:
    store = UserDataStore(UserData(settings={"zoom": far}), lambda _base, mine: mine)
    assert store.setting("zoom", 100) == 100
    assert store.setting("zoom", 1.0) == 1.0


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ([800, 600], (800, 600)),
        ([800], None),
        ([800, 600, 1], None),
        (["a", "b"], None),
        ([float("inf"), 5], None),
        ([10**30, 5], None),
        ("ab", None),
    ],
)
def test_two_numbers_are_whole_and_a_window_can_have_them(
    kept: object, found: tuple[int, int] | None
) -> None:
    store = UserDataStore(UserData(settings={"window_size": kept}), lambda _base, mine: mine)
    assert store.two_numbers("window_size") == found


def test_changes_are_written_once_after_a_moment(qtbot: QtBot) -> None:
    written: list[UserData] = []

    def keep(_base: UserData, mine: UserData) -> UserData:
        written.append(mine)
        return mine

    store = UserDataStore(UserData(), keep)
    store.set_setting("zoom", 125)
    store.set_setting("zoom", 150)
    qtbot.waitUntil(lambda: bool(written))
    assert [record.settings for record in written] == [{"zoom": 150}]


def test_a_failure_to_write_is_told_in_one_sentence(qtbot: QtBot) -> None:
    def refuse(_base: UserData, _mine: UserData) -> UserData:
        raise PermissionError(13, "Permission denied")

    store = UserDataStore(UserData(), refuse)
    store.set_setting("zoom", 125)
    with qtbot.waitSignal(store.failed) as told:
        store.flush()
    assert told.args == [
        "Favorites and settings could not be saved: Permission denied. They hold until you quit."
    ]
    assert store.setting("zoom", 100) == 125
