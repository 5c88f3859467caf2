"""The two models keep to the rules of Qt, and show what they are given."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.claims.decisions import Standing, stand
from app.claims.draft import DraftLine
from app.coding.dispositions import Disposition
from app.coding.words import Severity
from app.desktop.claim.flags_model import DECIDED_ROLE, PLACE_ROLE, FlagsModel, count_words, place_words
from app.desktop.claim.lines_model import CODE, GUTTER, LABEL, MARK_ROLE, MODIFIERS, LinesModel
from tests.desktop.claim.samples import LABELS, make_flag

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def lines_model() -> LinesModel:
    return LinesModel(lambda code: LABELS.get(code, ""))


def test_lines_model_stays_sound_while_lines_come_and_go() -> None:
    model = lines_model()
    tester = QAbstractItemModelTester(model, FATAL)
    for count in (1, 4, 2, 0, 3):
        model.set_lines([DraftLine("77002")] * count)
        assert model.rowCount() == count + 1
    assert tester.model() is model


def test_flags_model_stays_sound_while_filtered() -> None:
    model = FlagsModel(lambda flag: flag.rule)
    tester = QAbstractItemModelTester(model, FATAL)
    model.set_standing(Standing((make_flag("a"), make_flag("b", severity="warning"))))
    model.set_filter(["warning"])
    assert model.rowCount() == 1
    model.set_standing(Standing())
    assert tester.model() is model


def test_a_line_shows_its_label_and_its_worst_mark() -> None:
    model = lines_model()
    model.set_lines([DraftLine("77002")])
    field = "lines[0].modifiers"
    model.set_flags([make_flag("b", severity="warning", field=field), make_flag("a", field=field)])
    assert model.index(0, LABEL).data() == "Fluoro needle guidance, non-spine"
    assert model.index(0, MODIFIERS).data(MARK_ROLE) == "error"
    assert model.index(0, GUTTER).data(MARK_ROLE) == "error"
    assert model.index(0, CODE).data(MARK_ROLE) is None


def test_a_flag_on_one_modifier_marks_the_cell() -> None:
    model = lines_model()
    model.set_lines([DraftLine("77002", ("26", "ZZ"))])
    model.set_flags([make_flag("a", severity="warning", field="lines[0].modifiers[1]")])
    assert model.index(0, MODIFIERS).data(MARK_ROLE) == "warning"


def test_a_flagged_empty_cell_speaks_of_none_and_the_flag() -> None:
    model = lines_model()
    model.set_lines([DraftLine("77002")])
    model.set_flags([make_flag("a", field="lines[0].modifiers", message="modifier 26 missing")])
    spoken = model.index(0, MODIFIERS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "line 1, Modifiers, none, error: modifier 26 missing"


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        (2, "lines[1].code", "line 2"),
        (None, "documentation.signed", "documentation"),
        (None, "place_of_service", "place of service"),
        (None, None, "claim"),
    ],
)
def test_a_flag_says_where_it_is(line: int | None, field: str | None, words: str) -> None:
    assert place_words(make_flag("a", line=line, field=field)) == words


@pytest.mark.parametrize(
    ("counts", "missed", "words"),
    [
        ({"error": 2, "warning": 1, "info": 2}, 3, "2 errors, 1 warning, 2 info, 3 not checked"),
        ({"error": 0, "warning": 0, "info": 0}, 0, "No flags"),
        ({"error": 0, "warning": 0, "info": 0}, 1, "No flags in what was checked, 1 not checked"),
    ],
)
def test_counts_are_said_in_words(counts: dict[Severity, int], missed: int, words: str) -> None:
    assert count_words(counts, missed) == words


def test_decided_flags_are_counted_apart() -> None:
    assert count_words({"error": 1}, 2, 3) == "1 error, 3 decided, 2 not checked"
    assert count_words({"error": 0}, 0, 1) == "No open flags, 1 decided"


def test_a_decided_flag_stands_below_the_open_ones_and_says_what_was_decided() -> None:
    fixed = Disposition(rule="a", line=1, state="fixed")
    model = FlagsModel(lambda flag: flag.rule)
    model.set_standing(stand([make_flag("a"), make_flag("b", severity="info")], [fixed], ["77002"]))
    assert [model.index(row).data() for row in range(2)] == ["b", "a"]
    assert [model.index(row).data(DECIDED_ROLE) for row in range(2)] == [False, True]
    assert model.index(1).data(PLACE_ROLE).startswith("fixed · ")
