"""The labels of the second reader, and how the agreement of two readers is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.fields import NOTE_FIELDS
from app.coding.note_book import NoteBook
from build_scripts.note_quality import read_labeled
from build_scripts.second_reading import Pair, SecondReading, disagreements, kappa, read, report, share

VALUES = st.sampled_from(["left", "right", True, False, None])
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=30)


def test_the_second_reader_labeled_twenty_of_the_notes() -> None:
    assert len(read().notes) == 20
    assert set(read().notes) <= {note.name for note in read_labeled()}


def test_the_labels_of_the_second_reader_are_values_of_their_fields(note_book: NoteBook) -> None:
    regions = {rule.value for rule in note_book.rules if rule.field == "region"}
    assert regions
    for answers in read().notes.values():
        assert set(answers) <= set(read().fields)
        for name, value in answers.items():
            field = NOTE_FIELDS[name]
            known = regions if name == "region" else set(field.values)
            assert isinstance(value, bool) if field.kind == "yes-no" else value in known


def test_every_field_of_the_second_reader_is_one_of_a_note() -> None:
    assert len(set(read().fields)) == len(read().fields)
    assert set(read().fields) <= set(NOTE_FIELDS)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(True, True), (None, None)], 1.0),
        ([(True, None), (None, True)], -1.0),
        ([("left", "left"), ("left", "right"), ("right", "left"), ("right", "right")], 0.0),
        # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.7 observed, 0.5 by chance.
        ([(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15, 0.4),
        ([(None, None), (None, None)], None),
    ],
)
def test_kappa_is_the_agreement_above_chance(pairs: list[Pair], expected: float | None) -> None:
    assert kappa(pairs) == (None if expected is None else pytest.approx(expected))


@given(PAIRS)
def test_kappa_is_never_above_the_share_and_the_same_for_both_readers(pairs: list[Pair]) -> None:
    above_chance = kappa(pairs)
    if above_chance is not None:
        assert above_chance <= share(pairs) + 1e-9
        assert kappa([(theirs, mine) for mine, theirs in pairs]) == pytest.approx(above_chance)


def test_the_report_names_each_label_that_differs() -> None:
    first = {"a": {"laterality": "left", "region": "hip"}, "b": {"region": "knee"}}
    second = SecondReading(("laterality", "region"), {"a": {"laterality": "left"}, "b": {"region": "knee"}})
    assert [line.split() for line in disagreements(first, second)] == [
        ["a", "region", "first", "hip", "second", "None"]
    ]
    rows = {line.split()[0]: line.split()[1:] for line in report(first, second).splitlines() if line}
    assert rows["laterality"] == ["1", "2", "1.000", "1.000"]
    assert rows["region"] == ["2", "1", "0.500", "0.333"]
    assert rows["all"] == ["3", "3", "0.750", "-"]
