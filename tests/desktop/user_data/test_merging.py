"""Two windows on one data folder: what either kept stays, whoever writes last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.desktop.user_data.file import UserData
from app.desktop.user_data.merging import merge

KEYS = st.sampled_from(["77002", "77003", "20610", "modifier:26"])
LISTS = st.lists(KEYS, unique=True, max_size=4).map(tuple)
NOTES = st.dictionaries(KEYS, st.sampled_from(["ask", "call", "ask again"]), max_size=3)
DATA = st.builds(
    UserData,
    problem=st.just(""),
    favorites=LISTS,
    recent=LISTS,
    claims=LISTS,
    notes=NOTES,
    settings=st.dictionaries(st.sampled_from(["zoom", "theme"]), st.integers(1, 3), max_size=2),
)


@given(DATA, DATA)
def test_changes_of_one_window_alone_come_out_as_they_are(base: UserData, changed: UserData) -> None:
    theirs = merge(base, base, changed)
    assert theirs == changed
    mine = merge(base, changed, base)
    assert set(mine.favorites) == set(changed.favorites)
    assert mine.recent == changed.recent
    assert mine.claims == changed.claims
    assert (mine.notes, mine.settings) == (changed.notes, changed.settings)


@given(DATA, DATA, DATA)
def test_no_note_and_no_favorite_that_either_window_kept_is_lost(
    base: UserData, mine: UserData, theirs: UserData
) -> None:
    merged = merge(base, mine, theirs)
    for kept, other in ((mine, theirs), (theirs, mine)):
        added = set(kept.favorites) - set(base.favorites)
        assert added <= set(merged.favorites)
        stayed = set(kept.favorites) & set(other.favorites)
        assert stayed <= set(merged.favorites)
        for key, note in kept.notes.items():
            if base.notes.get(key) != note:
                assert note in merged.notes[key]


@given(DATA, DATA, DATA)
def test_merging_the_result_again_changes_nothing(base: UserData, mine: UserData, theirs: UserData) -> None:
    merged = merge(base, mine, theirs)
    assert merge(merged, merged, merged) == merged


def test_a_note_that_both_changed_keeps_both_texts() -> None:
    base, mine, theirs = (UserData(notes={"77002": note}) for note in ("ask", "ask Tuesday", "ask Friday"))
    assert merge(base, mine, theirs).notes == {"77002": "ask Friday\nask Tuesday"}


def test_a_note_deleted_in_one_window_and_changed_in_the_other_stays() -> None:
    base, changed = UserData(notes={"77002": "ask"}), UserData(notes={"77002": "ask again"})
    assert merge(base, UserData(), changed).notes == {"77002": "ask again"}
    assert merge(base, changed, UserData()).notes == {"77002": "ask again"}
    assert merge(base, UserData(), base).notes == {}


def test_a_list_cleared_in_one_window_keeps_what_the_other_added_since() -> None:
    base, added = UserData(claims=("/a", "/b")), UserData(claims=("/c", "/a", "/b"))
    assert merge(base, UserData(), added).claims == ("/c",)


def test_a_favorite_taken_away_here_does_not_come_back_from_there() -> None:
    base = UserData(favorites=("77002", "77003"))
    merged = merge(base, UserData(favorites=("77003",)), UserData(favorites=("77002", "77003", "20610")))
    assert merged.favorites == ("77003", "20610")
