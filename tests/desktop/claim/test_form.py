"""The form: what is typed becomes the claim, loading is silent, and undo takes back anything."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.checklist.documentation import print_documentation
from app.claims.draft import Draft, draft_of
from app.coding.claim import Claim, Documentation, Line
from app.coding.errors import InputError
from app.coding.field import Field
from app.coding.fields import CLAIM_FIELDS, DOCUMENTATION_FIELDS, FIELDS
from app.desktop.claim.blocks import Block
from app.desktop.claim.combo import Choice, ChoiceCombo
from app.desktop.claim.form import ClaimForm
from app.desktop.claim.lines_model import CODE, MODIFIERS, UNITS
from app.desktop.claim.view import make_line_menu
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look.look import Look
from app.desktop.widgets.segment import Segment
from app.rules.lookups.words import field_label
from tests.desktop.claim.keys import type_keys

# The offscreen platform says so when a list of completions opens; a real one grabs the keyboard.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

FULLY_DOCUMENTED = Claim(
    schema=1,
    reference="case 12",
    claim_form="institutional",
    date_of_service=date(2026, 1, 2),
    place_of_service="22",
    payer="aetna",
    equipment_owner="facility",
    lines=(Line("20610", ("RT",), 1, ("M16.11",)), Line("77002", ("26", "59"), 2, (), 2)),
    documentation=Documentation(
        modality="fluoroscopy",
        needle_guided=True,
        needle_position=False,
        permanent_image=True,
        interpretation=False,
        reason_for_guidance=True,
        laterality="right",
        technique="core-biopsy",
        target="hip joint",
        palpable_target=True,
        catheter_left=False,
        radiographic_arthrogram=True,
        separate_site=False,
        separate_encounter=True,
        anesthesia=False,
        dose_index=True,
        signed=False,
        report_attached=True,
    ),
)


@pytest.fixture
def form(workspace: ClaimWorkspace) -> ClaimForm:
    return workspace.form


def combo_of(block: Block, path: str) -> ChoiceCombo:
    control = block.fields[path].control
    assert isinstance(control, ChoiceCombo)
    return control


def _start_grid(form: ClaimForm) -> None:
    form.lines.view.setFocus()
    form.lines.view.go_to(form.lines.model.rowCount() - 1, CODE)


def test_every_field_of_the_claim_shows_and_reads_back(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    assert form.claim() == FULLY_DOCUMENTED
    form.commit()
    assert form.claim() == FULLY_DOCUMENTED


def test_loading_a_form_does_not_emit_and_cannot_be_undone(form: ClaimForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed, wait=50):
        form.set_draft(draft_of(FULLY_DOCUMENTED))
    assert not form.history.stack.canUndo()


def test_the_form_has_every_field_of_the_claim_by_its_label(form: ClaimForm) -> None:
    shown = {path: each.label.text() for path, each in form.encounter.fields.items()}
    assert shown == {field.path: field.label_in_form for field in CLAIM_FIELDS if field.path != "record"}
    shown = {path: each.label.text() for path, each in form.documentation.fields.items()}
    fields = (FIELDS["record"], *DOCUMENTATION_FIELDS)
    assert shown == {field.path: field.label_in_form for field in fields}


@pytest.mark.parametrize("field", DOCUMENTATION_FIELDS, ids=lambda field: field.name)
def test_every_documentation_field_shows_a_value(form: ClaimForm, field: Field) -> None:
    value = next(iter(field.values), "disc" if field.kind == "text" else True)
    control = form.documentation.fields[field.path].control
    empty = _shown_by(control)
    form.set_draft(
        draft_of(field.write(msgspec.structs.replace(FULLY_DOCUMENTED, documentation=Documentation()), value))
    )
    assert _shown_by(control) != empty


def _shown_by(control: QWidget) -> object:
    """What stands in a control, whatever it is."""
    if isinstance(control, Segment):
        return control.value()
    if isinstance(control, ChoiceCombo):
        return control.edit.text()
    assert isinstance(control, QLineEdit)
    return control.text()


def test_form_checklist_and_rules_ask_whether_anesthesia_had_begun() -> None:
    """Modifiers 73 and 74 turn on that, whoever gave it."""
    asked = FIELDS["documentation.anesthesia"]
    assert "had begun" in asked.hint
    assert asked.label in {row.label for row in print_documentation(FULLY_DOCUMENTED, {})}
    assert field_label(asked.path) == "Whether anesthesia had begun"


@pytest.mark.parametrize("typed", ["9/15/26", "091526", "2026-09-15", "t"])
def test_dates_are_taken_as_coders_type_them(form: ClaimForm, typed: str) -> None:
    field = form.encounter.date
    field.setFocus()
    field.selectAll()
    type_keys(typed, Qt.Key.Key_Return)
    assert form.draft().date_of_service == date(2026, 9, 15)
    assert field.text() == "09/15/2026"


def test_a_date_that_cannot_be_read_stays_typed_and_is_explained(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    field = form.encounter.date
    field.setFocus()
    field.selectAll()
    type_keys("9/35/26", Qt.Key.Key_Tab)
    assert field.text() == "9/35/26"
    assert "9/35/26" in form.encounter.fields["date_of_service"].problem()
    with pytest.raises(InputError):
        form.claim()


@pytest.mark.parametrize(
    ("typed", "place"), [("22", "22"), ("asc", "24"), ("office", "11"), ("24", "24"), ("27", "27")]
)
def test_place_of_service_takes_typing(form: ClaimForm, typed: str, place: str) -> None:
    combo = form.encounter.place
    combo.setFocus()
    type_keys(typed, Qt.Key.Key_Tab)
    assert form.claim().place_of_service == place


@pytest.mark.parametrize("typed", ["nowhere", "hopd"])
def test_text_that_names_no_one_place_stays_and_is_explained(form: ClaimForm, typed: str) -> None:
    combo = form.encounter.place
    combo.setFocus()
    type_keys(typed, Qt.Key.Key_Tab)
    assert combo.currentText() == typed
    assert typed in form.encounter.fields["place_of_service"].problem()


def test_an_emptied_combo_is_not_stated(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    combo = combo_of(form.documentation, "documentation.technique")
    combo.setFocus()
    combo.edit.selectAll()
    QTest.keyClick(combo.edit, Qt.Key.Key_Delete)
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(combo.edit, Qt.Key.Key_Tab)
    assert form.claim().documentation.technique is None


def test_keys_answer_a_question_and_walk_to_the_next(form: ClaimForm) -> None:
    form.documentation.fields["documentation.needle_guided"].focus_target().setFocus()
    type_keys("y", Qt.Key.Key_Down)
    type_keys("n", Qt.Key.Key_Down)
    type_keys("y")
    type_keys("-")
    documentation = form.claim().documentation
    assert documentation.needle_guided is True
    assert documentation.needle_position is False
    assert documentation.permanent_image is None


def test_typing_in_the_grid_fills_a_line_and_tab_walks_on(form: ClaimForm) -> None:
    _start_grid(form)
    type_keys("77002", Qt.Key.Key_Tab)
    type_keys("26", Qt.Key.Key_Tab)
    type_keys("2", Qt.Key.Key_Tab)
    type_keys("R22.41", Qt.Key.Key_Tab)
    type_keys("1", Qt.Key.Key_Tab)
    assert form.claim().lines == (Line("77002", ("26",), 2, ("R22.41",), 1),)
    here = form.lines.view.currentIndex()
    assert (here.row(), here.column()) == (1, CODE)


def test_enter_after_several_lines_drops_below_all_of_them(form: ClaimForm) -> None:
    _start_grid(form)
    type_keys("20610-RT, 77002-26 x1 M16.11", Qt.Key.Key_Return)
    type_keys("20206", Qt.Key.Key_Return)
    assert [line.code for line in form.claim().lines] == ["20610", "77002", "20206"]
    form.lines.view.go_to(0, CODE)
    form.lines.view.setFocus()
    type_keys("", Qt.Key.Key_Return)
    assert form.lines.view.current_row() == 1


def test_enter_commits_and_drops_to_the_next_code(form: ClaimForm) -> None:
    _start_grid(form)
    type_keys("20610", Qt.Key.Key_Return)
    type_keys("77002", Qt.Key.Key_Return)
    assert [line.code for line in form.claim().lines] == ["20610", "77002"]
    assert form.lines.view.currentIndex().row() == 2


def test_escape_restores_the_cell(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.lines.view.setFocus()
    form.lines.view.go_to(0, UNITS)
    type_keys("7", Qt.Key.Key_Escape)
    assert form.claim() == FULLY_DOCUMENTED


def test_typing_replaces_and_f2_keeps_the_content(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.lines.view.setFocus()
    form.lines.view.go_to(0, MODIFIERS)
    type_keys("LT", Qt.Key.Key_Return)
    assert form.claim().lines[0].modifiers == ("LT",)
    form.lines.view.go_to(0, MODIFIERS)
    QTest.keyClick(form.lines.view, Qt.Key.Key_F2)
    type_keys(" 59", Qt.Key.Key_Return)
    assert form.claim().lines[0].modifiers == ("LT", "59")


def test_the_empty_row_is_never_a_line_of_the_claim(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    assert form.lines.model.rowCount() == 3
    assert len(form.claim().lines) == 2


def test_tab_leaves_the_grid_from_the_empty_row(form: ClaimForm) -> None:
    _start_grid(form)
    QTest.keyClick(form.lines.view, Qt.Key.Key_Tab)
    assert not form.lines.view.hasFocus()


def test_shift_tab_leaves_the_grid_from_its_first_cell(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.lines.view.setFocus()
    form.lines.view.go_to(0, CODE)
    QTest.keyClick(form.lines.view, Qt.Key.Key_Backtab)
    assert not form.lines.view.hasFocus()


def test_the_wheel_over_a_list_scrolls_the_page(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    form, window = workspace.form, workspace.view.window()
    window.resize(1024, 400)
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.encounter.date.setFocus()
    bar = workspace.view.page_scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    combo = combo_of(form.encounter, "payer")
    spot = QPointF(combo.mapTo(window, combo.rect().center()))
    QTest.wheelEvent(window.windowHandle(), spot, QPoint(0, -120))
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert form.claim() == FULLY_DOCUMENTED


def test_a_pasted_line_fills_the_grid(form: ClaimForm) -> None:
    _start_grid(form)
    QGuiApplication.clipboard().setText("20610-RT, 77002-26 x1")
    QTest.keyClick(form.lines.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [line.code for line in form.claim().lines] == ["20610", "77002"]


def test_a_paste_that_cannot_be_read_is_explained_in_place(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.paste("not a line")
    assert "Nothing was pasted" in form.lines.problem()
    assert form.claim() == FULLY_DOCUMENTED


def test_undo_takes_back_a_cell_a_field_a_paste_and_a_removal(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    seen = [form.draft()]
    form.lines.model.setData(form.lines.model.index(0, UNITS), "3")
    seen.append(form.draft())
    form.documentation.stated.emit("documentation.signed", True)
    seen.append(form.draft())
    form.paste("20206 x1")
    seen.append(form.draft())
    form.lines.view.setFocus()
    form.lines.view.go_to(0, CODE)
    form.remove_current_line()
    for before in reversed(seen):
        form.history.stack.undo()
        assert form.draft() == before
    assert not form.history.stack.canUndo()


def test_typing_in_one_field_is_one_step_back(form: ClaimForm) -> None:
    field = form.encounter.fields["reference"].control
    field.setFocus()
    type_keys("case 7")
    assert form.claim().reference == "case 7"
    form.history.stack.undo()
    assert form.claim().reference is None


def test_moving_a_line_takes_the_cell_along(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.lines.view.setFocus()
    form.lines.view.go_to(0, UNITS)
    form.move_current_line(1)
    assert [line.code for line in form.claim().lines] == ["77002", "20610"]
    assert form.lines.view.currentIndex().row() == 1


def test_grid_cells_speak_line_column_content_and_flag(workspace: ClaimWorkspace) -> None:
    workspace.form.set_draft(draft_of(FULLY_DOCUMENTED))
    model = workspace.form.lines.model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(1, MODIFIERS), role) == "line 2, Modifiers, 26 59"
    assert model.data(model.index(2, CODE), role) == "new line, Code, none"


def test_the_menu_of_a_line_does_what_the_keys_do(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.lines.view.setFocus()
    form.lines.view.go_to(0, CODE)
    menu = make_line_menu(form)
    actions = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert not actions["Move line up"].isEnabled()
    actions["Copy line"].trigger()
    assert QGuiApplication.clipboard().text() == "20610-RT x1 M16.11"
    actions["Move line down"].trigger()
    assert [line.code for line in form.claim().lines] == ["77002", "20610"]
    actions["Remove line"].trigger()
    assert [line.code for line in form.claim().lines] == ["77002"]
    menu.deleteLater()


def test_not_stated_can_be_chosen_from_a_list(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    combo = combo_of(form.encounter, "payer")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert form.claim().payer is None
    assert combo.currentText() == ""


def test_removing_and_moving_lines_needs_the_keyboard_in_the_grid(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.lines.view.go_to(0, CODE)
    form.encounter.date.setFocus()
    form.remove_current_line()
    form.move_current_line(1)
    assert form.claim() == FULLY_DOCUMENTED


def test_a_claim_form_that_is_taken_back_is_shown_as_not_stated(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    segment = form.encounter.fields["claim_form"].control
    assert isinstance(segment, Segment)
    assert segment.value() == FULLY_DOCUMENTED.claim_form is not None
    form.set_draft(Draft())
    assert segment.value() is None
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    assert segment.value() == FULLY_DOCUMENTED.claim_form


def test_backspace_takes_the_claim_form_back(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    form.encounter.fields["claim_form"].focus_target().setFocus()
    type_keys("", Qt.Key.Key_Backspace)
    assert form.claim().claim_form is None
    form.history.stack.undo()
    assert form.claim().claim_form == FULLY_DOCUMENTED.claim_form


def test_the_record_is_reviewed_none_at_hand_or_not_stated_and_undone_like_any_field(form: ClaimForm) -> None:
    form.set_draft(draft_of(FULLY_DOCUMENTED))
    segment = form.documentation.fields["record"].control
    assert isinstance(segment, Segment)
    assert segment.value() is None
    segment.chosen.emit("none")
    assert form.claim().record == "none"
    assert segment.value() == "none"
    form.history.stack.undo()
    assert form.claim() == FULLY_DOCUMENTED
    assert segment.value() is None


def test_a_list_opens_wide_enough_for_its_entries(look: Look, qtbot: QtBot) -> None:  # noqa: ARG001 - the look sets the fonts
    combo = ChoiceCombo("Place", (Choice("05", "A place whose name is far longer than the field", "05"),))
    qtbot.addWidget(combo)
    combo.setFixedWidth(90)
    combo.show()
    combo.showPopup()
    assert combo.view().width() >= combo.view().sizeHintForColumn(0)
    combo.hidePopup()
