"""From a change in the form to flags, and from a flag back to the form."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.claims.draft import Draft
from app.coding.claim import Claim, Line
from app.coding.dispositions import Disposition, State
from app.coding.findings import Edit, Flag, Review
from app.coding.reasons import NotChecked
from app.coding.words import Outcome
from app.desktop.claim.commands import NO_FLAG, ClaimCommands
from app.desktop.claim.flags import CLEAN, NO_CLAIM, NO_ISSUE
from app.desktop.claim.flags_model import FLAG_ROLE
from app.desktop.claim.lines_model import CODE, GUTTER, MARK_ROLE, MODIFIERS
from app.desktop.claim.reviewing import FAILED
from app.desktop.claim.workspace import BEING_CHECKED, ClaimWorkspace
from app.desktop.look.look import Look
from app.desktop.shell.focus_zones import first_focusable
from app.desktop.widgets import announcing
from app.library.library import Library
from tests.desktop.claim.keys import type_keys
from tests.desktop.claim.samples import TODAY, fake_review, make_flag

ALONE = Claim(schema=1, date_of_service=date(2026, 9, 15), place_of_service="22", lines=(Line("77002"),))


def show(workspace: ClaimWorkspace, qtbot: QtBot, claim: Claim = ALONE) -> None:
    """Open a claim and wait for its flags."""
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.open_claim(claim, "Open")


def decided(rule: str, line: int | None, state: State, reason: str = "") -> Disposition:
    """A decision as the window records it for a flag of `ALONE`."""
    code = "77002" if line else None
    return Disposition(rule=rule, line=line, code=code, state=state, reason=reason, at=TODAY)


def unmet(workspace: ClaimWorkspace) -> list[Disposition]:
    return [*workspace.panel.standing.unmet]


def selected(workspace: ClaimWorkspace) -> Flag:
    flag = workspace.panel.current_flag()
    assert flag is not None
    return flag


def rules(workspace: ClaimWorkspace) -> list[str]:
    model = workspace.panel.model
    return [model.data(model.index(row), FLAG_ROLE).rule for row in range(model.rowCount())]


def test_typing_a_code_brings_its_flags(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    workspace.focus_form()
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        type_keys("77002", Qt.Key.Key_Return)
    assert rules(workspace) == ["addon-without-primary", "image-not-documented"]
    model = workspace.form.lines.model
    assert model.data(model.index(0, GUTTER), MARK_ROLE) == "error"
    assert model.data(model.index(0, CODE), MARK_ROLE) == "error"
    row = workspace.form.documentation.fields["documentation.permanent_image"]
    assert [flag.rule for flag in row.mark.flags()] == ["image-not-documented"]


def test_without_a_line_the_panel_says_what_it_is_for(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    assert workspace.panel.notice.text() == NO_CLAIM
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.panel.notice.press()
    assert [line.code for line in workspace.form.claim().lines] == ["77002"]


def test_a_claim_without_a_line_that_is_asked_about_leaves_the_panel_as_it_was(
    workspace: ClaimWorkspace,
) -> None:
    claim, _review = workspace.review_now()
    assert claim.lines == ()
    assert workspace.review() is None
    assert workspace.panel.notice.text() == NO_CLAIM


def test_until_its_flags_come_an_opened_claim_is_said_to_be_checked(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.open_claim(ALONE, "Open")
        assert workspace.panel.notice.text() == BEING_CHECKED
        assert workspace.panel.notice.button.isHidden()
    assert rules(workspace) != []


def test_no_code_is_suggested_where_the_record_tells_it(workspace: ClaimWorkspace) -> None:
    form, button = workspace.form, workspace.panel.notice.button
    assert button.text() == "Check with 77002"
    form.change("Fill", form.draft().with_value("documentation.target", "medial branch"))
    assert workspace.panel.notice.text() == NO_CLAIM
    assert button.isHidden()
    form.change("Empty", form.draft().with_value("documentation.target", None))
    assert not button.isHidden()


def test_a_form_that_cannot_be_read_is_shown_as_not_checked(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.form.encounter.date.setFocus()
    workspace.form.encounter.date.selectAll()
    type_keys("soon", Qt.Key.Key_Tab)
    assert workspace.review() is None
    assert workspace.panel.notice.text().startswith("Not checked. “soon” is not a date")
    assert rules(workspace) == []
    workspace.panel.notice.press()
    assert workspace.form.encounter.date.hasFocus()


def test_old_flags_stay_until_the_new_ones_come(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    before = rules(workspace)
    workspace.form.paste("20610-RT")
    assert rules(workspace) == before
    qtbot.waitUntil(lambda: "addon-without-primary" not in rules(workspace))


def test_only_the_latest_claim_is_reviewed(look: Look, library: Library, qtbot: QtBot) -> None:
    seen: list[int] = []

    def note(claim: Claim) -> Review:
        seen.append(len(claim.lines))
        return fake_review(claim)

    workspace = ClaimWorkspace(look, library, note, lambda: TODAY)
    for widget in (workspace.view, workspace.panel):
        qtbot.addWidget(widget)
    for code in ("77002", "20610", "20206"):
        workspace.form.paste(code)
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        pass
    assert seen == [3]
    workspace.reviewer.wait()


def test_a_change_taken_back_in_time_leaves_the_review_of_the_claim_as_it_stands(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.form.paste("20610-RT")
    with qtbot.assertNotEmitted(workspace.reviewer.reviewed, wait=300):
        workspace.form.history.stack.undo()
    assert workspace.is_current()
    assert "addon-without-primary" in rules(workspace)


def test_the_selected_flag_stays_selected_when_flags_before_it_go(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.panel.choose(workspace.panel.standing.flags[2])
    assert selected(workspace).rule == "image-not-documented"
    workspace.form.paste("20610-RT")
    qtbot.waitUntil(lambda: "addon-without-primary" not in rules(workspace))
    assert selected(workspace).rule == "image-not-documented"


def test_a_new_error_is_selected_where_the_user_selected_no_flag(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    workspace.form.paste("20610-RT")
    workspace.form.paste("77002-26")
    qtbot.waitUntil(lambda: workspace.is_current() and bool(rules(workspace)))
    assert selected(workspace).severity == "warning"
    workspace.form.change("Typing", without_first_line(workspace))
    qtbot.waitUntil(lambda: "addon-without-primary" in rules(workspace))
    assert selected(workspace).rule == "addon-without-primary"


def without_first_line(workspace: ClaimWorkspace) -> Draft:
    draft = workspace.form.draft()
    return msgspec.structs.replace(draft, lines=draft.lines[1:])


@pytest.mark.parametrize("claim", [ALONE, msgspec.structs.replace(ALONE, reference="other")])
def test_another_claim_starts_at_its_first_flag(
    workspace: ClaimWorkspace, qtbot: QtBot, claim: Claim
) -> None:
    show(workspace, qtbot)
    workspace.panel.step(1)
    workspace.panel.step(1)
    assert workspace.panel.list.currentIndex().row() == 1
    show(workspace, qtbot, claim)
    assert workspace.panel.list.currentIndex().row() == 0


def test_f8_goes_round_the_flags_and_tints_their_fields(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    assert selected(workspace).rule == "addon-without-primary"
    workspace.flags.step_flag(1)
    assert selected(workspace).rule == "addon-without-primary"
    assert workspace.form._ring.isVisible()
    workspace.flags.step_flag(1)
    assert selected(workspace).rule == "component-26-missing"
    assert workspace.form._ring.isVisible()
    workspace.flags.step_flag(1)
    workspace.flags.step_flag(1)
    assert selected(workspace).rule == "addon-without-primary"


def test_shift_f8_goes_to_the_last_flag_first(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.flags.step_flag(-1)
    assert workspace.panel.list.currentIndex().row() == workspace.panel.model.rowCount() - 1


def test_a_flag_is_shown_by_its_tint_and_never_like_the_focus(
    workspace: ClaimWorkspace, look: Look, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.panel.list.setFocus()
    workspace.flags.step_flag(1)
    ring = workspace.form._ring
    picture = QImage(ring.size(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    ring.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.IgnoreMask)
    middle = picture.pixelColor(ring.width() // 2, ring.height() // 2)
    tint = look.color(selected(workspace).severity)
    assert 0 < middle.alpha() < 128
    assert abs(middle.hue() - tint.hue()) < 12
    assert workspace.panel.list.hasFocus()


def test_f8_from_a_flagged_field_starts_with_its_own_flag(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.form.documentation.fields["documentation.permanent_image"].focus_target().setFocus()
    workspace.flags.step_flag(1)
    assert selected(workspace).rule == "image-not-documented"
    workspace.flags.step_flag(1)
    assert selected(workspace).rule == "addon-without-primary"


def test_f8_shows_the_flag_in_place_of_what_was_checked(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    panel = workspace.panel
    panel.foot.toggle()
    assert panel.coverage.isVisible()
    workspace.flags.step_flag(1)
    assert panel.detail.isVisible()
    assert panel.detail.flag() == selected(workspace)


@pytest.mark.parametrize(
    ("command", "state"), [("flag_fixed", "fixed"), ("flag_not_applicable", "not-applicable")]
)
def test_a_flag_is_decided_by_a_command_and_opened_again_by_another(
    workspace: ClaimWorkspace, qtbot: QtBot, command: str, state: State
) -> None:
    show(workspace, qtbot)
    answers = ClaimCommands(workspace, workspace).table()
    warning = next(flag for flag in workspace.panel.standing.flags if flag.severity == "warning")
    workspace.panel.choose(warning)
    answers[command]()
    assert [given.state for given in workspace.form.draft().dispositions] == [state]
    answers["flag_open"]()
    assert workspace.form.draft().dispositions == ()


def test_accepting_by_command_asks_for_the_reason_where_it_is_typed(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.panel.foot.toggle()
    with qtbot.waitSignal(workspace.expand_asked):
        ClaimCommands(workspace, workspace).table()["flag_accepted"]()
    type_keys("documented elsewhere", Qt.Key.Key_Return)
    expected = (decided("addon-without-primary", 1, "accepted", "documented elsewhere"),)
    assert workspace.form.draft().dispositions == expected


def test_the_reason_is_scrolled_into_view_where_the_flag_was_scrolled(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    detail = workspace.panel.detail
    detail.setFixedHeight(90)
    QApplication.processEvents()
    detail.verticalScrollBar().setValue(detail.verticalScrollBar().maximum())
    with qtbot.waitSignal(workspace.expand_asked):
        ClaimCommands(workspace, workspace).table()["flag_accepted"]()
    edit = next(each for each in detail.findChildren(QLineEdit) if each.accessibleName().startswith("Reason"))
    qtbot.waitUntil(lambda: edit.visibleRegion().boundingRect() == edit.rect())


def test_the_name_of_a_rule_is_whole_in_any_width(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    detail = workspace.panel.detail
    flag = detail.flag()
    assert flag is not None
    rule = next(
        each for each in detail.findChildren(QPushButton) if each.accessibleName() == f"Rule {flag.rule}"
    )
    for width in (240, 700):
        detail.setFixedWidth(width)
        QApplication.processEvents()
        assert rule.text() == flag.rule
        assert rule.width() >= rule.sizeHint().width()


def test_without_a_flag_deciding_says_so(workspace: ClaimWorkspace) -> None:
    ClaimCommands(workspace, workspace).table()["flag_fixed"]()
    assert workspace.view.message.text() == NO_FLAG


def test_selecting_a_flag_leaves_the_focus_and_enter_moves_it(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.panel.list.setFocus()
    QTest.keyClick(workspace.panel.list, Qt.Key.Key_Down)
    assert workspace.panel.list.hasFocus()
    QTest.keyClick(workspace.panel.list, Qt.Key.Key_Return)
    view = workspace.form.lines.view
    assert view.hasFocus()
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, MODIFIERS)


def test_enter_on_a_documentation_flag_goes_to_its_segment(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.panel.list.setFocus()
    QTest.keyClick(workspace.panel.list, Qt.Key.Key_End)
    QTest.keyClick(workspace.panel.list, Qt.Key.Key_Return)
    assert workspace.form.documentation.fields["documentation.permanent_image"].focus_target().hasFocus()


def test_the_offered_edit_is_made_with_one_key_and_undone_with_one(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.panel.step(1)
    workspace.flags.step_flag(1)
    workspace.flags.make_edit()
    assert workspace.form.claim().lines[0].modifiers == ("26",)
    workspace.form.history.stack.undo()
    assert workspace.form.claim() == ALONE


def test_an_edit_of_an_older_review_is_not_made(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.panel.step(1)
    workspace.flags.step_flag(1)
    edit = selected(workspace).edit
    workspace.form.paste("20610-RT")
    changed = workspace.form.claim()
    workspace.panel.edit_asked.emit(edit)
    assert workspace.form.claim() == changed


def test_a_click_on_the_gutter_selects_the_flag_of_the_line(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.flags.step_flag(-1)
    workspace.form.lines.view.gutter_chosen.emit(0)
    assert selected(workspace).rule == "addon-without-primary"


def test_counts_filter_the_list(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    toggle = workspace.panel.head.toggle("warning")
    assert toggle.accessibleName() == "Show only 1 warning"
    toggle.click()
    assert rules(workspace) == ["image-not-documented"]
    toggle.click()
    assert len(rules(workspace)) == 3


def test_choosing_a_hidden_flag_takes_the_filter_away(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.panel.head.toggle("warning").click()
    workspace.panel.choose(workspace.panel.standing.flags[0])
    assert selected(workspace).rule == "addon-without-primary"


def test_the_foot_counts_what_was_checked_and_what_not(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    assert workspace.panel.foot.words() == ("5 rules checked", "1 not checked")


@pytest.mark.parametrize(("missed", "words"), [((), CLEAN), (("mue-exceeded",), NO_ISSUE)])
def test_clean_is_said_only_when_everything_was_checked(
    workspace: ClaimWorkspace, missed: tuple[str, ...], words: str
) -> None:
    not_checked = tuple(NotChecked(slug, "The limits are not on the shelf.") for slug in missed)
    outcome: Outcome = "incomplete" if missed else "clean"
    workspace.panel.show_review(
        Review(schema=1, outcome=outcome, flags=(), checked=("a",), not_checked=not_checked, editions=())
    )
    assert workspace.panel.notice.text() == words


def test_a_disposition_is_kept_with_the_claim_and_can_be_undone(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.panel.detail.menu.picked.emit("fixed")
    expected = (decided("addon-without-primary", 1, "fixed"),)
    assert workspace.form.draft().dispositions == expected
    last = workspace.panel.model.index(workspace.panel.model.rowCount() - 1)
    assert "fixed" in last.data(Qt.ItemDataRole.AccessibleTextRole)
    assert workspace.panel.list.currentIndex() == last
    workspace.form.history.stack.undo()
    assert workspace.form.draft().dispositions == ()


def test_undo_takes_a_reason_that_is_being_typed_for_a_step_which_redo_brings_back(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    lines = workspace.form.draft().lines
    workspace.panel.detail.menu.picked.emit("accepted")
    type_keys("documented else")
    steps = ClaimCommands(workspace).table()
    steps["undo"]()
    assert (workspace.form.draft().dispositions, workspace.form.draft().lines) == ((), lines)
    steps["redo"]()
    kept = (decided("addon-without-primary", 1, "accepted", "documented else"),)
    assert workspace.form.draft().dispositions == kept


def test_an_opened_claim_is_seen_from_its_top_however_far_the_one_before_was_scrolled(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    bar = workspace.view.page_scroll.verticalScrollBar()
    workspace.view.setFixedHeight(300)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    workspace.open_claim(msgspec.structs.replace(ALONE, lines=ALONE.lines * 12), "Open")
    QApplication.processEvents()
    assert bar.value() == 0
    type_keys("7")  # what is typed is in sight
    qtbot.waitUntil(lambda: bar.value() > 0)


def test_an_accepted_error_needs_a_reason(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.panel.detail.menu.picked.emit("accepted")
    assert workspace.form.draft().dispositions == ()
    type_keys("documented elsewhere", Qt.Key.Key_Return)
    expected = (decided("addon-without-primary", 1, "accepted", "documented elsewhere"),)
    assert workspace.form.draft().dispositions == expected


def test_a_reason_that_was_taken_is_said_once_though_its_field_ends_again(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    said: list[tuple[object, ...]] = []
    workspace.panel.disposed.connect(lambda *decision: said.append(decision[1:]))
    workspace.panel.detail.menu.picked.emit("accepted")
    type_keys("documented elsewhere", Qt.Key.Key_Return)
    workspace.panel.list.setFocus()
    assert said == [("accepted", "documented elsewhere")]


def test_a_reason_still_being_typed_is_taken_before_the_claim_is_saved_or_exported(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.panel.detail.menu.picked.emit("accepted")
    type_keys("documented elsewhere")
    assert workspace.form.draft().dispositions == ()
    workspace.review_now()
    expected = (decided("addon-without-primary", 1, "accepted", "documented elsewhere"),)
    assert workspace.form.draft().dispositions == expected


def test_an_accepted_error_that_loses_its_reason_is_open_again(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    workspace.panel.detail.menu.picked.emit("accepted")
    type_keys("x", Qt.Key.Key_Return)
    assert workspace.form.draft().dispositions[0].state == "accepted"
    type_keys("", Qt.Key.Key_Backspace)
    type_keys("", Qt.Key.Key_Return)
    assert workspace.form.draft().dispositions == ()


def test_a_decided_error_stays_decided_until_the_reason_of_another_decision_is_given(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    panel = workspace.panel
    panel.detail.menu.picked.emit("fixed")
    panel.choose(make_flag("addon-without-primary"))
    fixed = (decided("addon-without-primary", 1, "fixed"),)
    panel.detail.menu.picked.emit("accepted")
    assert workspace.form.draft().dispositions == fixed
    panel.list.setFocus()
    assert workspace.form.draft().dispositions == fixed
    assert panel.detail.menu.text() == "Fixed"
    panel.detail.menu.picked.emit("accepted")
    type_keys("documented elsewhere", Qt.Key.Key_Return)
    expected = (decided("addon-without-primary", 1, "accepted", "documented elsewhere"),)
    assert workspace.form.draft().dispositions == expected


def test_deciding_the_same_again_is_no_step(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    first = make_flag("addon-without-primary")
    workspace.form.decide(first, "fixed")
    workspace.form.decide(make_flag("image-not-documented", line=None), "fixed")
    steps = workspace.form.history.stack.count()
    workspace.form.decide(first, "fixed")
    assert workspace.form.history.stack.count() == steps


def test_a_decision_is_kept_when_the_code_changes_and_said_to_meet_no_flag(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    kept = (decided("addon-without-primary", 1, "fixed"),)
    workspace.form.decide(make_flag("addon-without-primary"), "fixed")
    workspace.form.apply(Edit("Use 20610", 1, "code", "20610"))
    workspace.review_now()
    assert workspace.form.draft().dispositions == kept
    assert unmet(workspace) == list(kept)
    workspace.form.apply(Edit("Use 77002", 1, "code", "77002"))
    workspace.review_now()
    assert unmet(workspace) == []
    assert [given for _, given in workspace.panel.standing.decided] == [*kept]
    workspace.form.apply(Edit("Remove", 1, "line"))
    assert workspace.form.claim().dispositions == ()


def test_a_warning_is_not_applicable_without_a_reason(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.flags.step_flag(-1)
    workspace.panel.detail.menu.picked.emit("not-applicable")
    assert workspace.form.draft().dispositions == (decided("image-not-documented", None, "not-applicable"),)


def test_decided_flags_leave_every_count_and_the_shapes_of_the_form(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    show(workspace, qtbot)
    before = workspace.panel.counts()
    workspace.form.decide(make_flag("addon-without-primary"), "fixed")
    after = workspace.panel.counts()
    assert after == before | {"error": before["error"] - 1}
    assert {state: workspace.rail.counts()[state] for state in after} == after
    assert workspace.panel.head.toggle("error").text().split()[0] == str(after["error"])
    gutter = workspace.form.lines.model.index(0, GUTTER)
    for flag in workspace.panel.standing.open:
        workspace.form.decide(flag, "accepted", "seen")
    assert set(workspace.panel.counts().values()) == {0}
    assert gutter.data(MARK_ROLE) is None
    workspace.form.history.stack.undo()
    assert sum(workspace.panel.counts().values()) == 1


def test_a_decision_read_from_a_file_without_its_reason_leaves_an_error_open(
    workspace: ClaimWorkspace,
) -> None:
    given = Disposition(rule="addon-without-primary", line=1, state="accepted")
    claim = msgspec.structs.replace(ALONE, schema=2, dispositions=(given,))
    workspace.open_claim(claim, "Open")
    workspace.review_now()
    assert workspace.panel.standing.decided == ()
    assert workspace.form.claim() == claim


def test_a_disposition_alone_asks_for_no_review(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    with qtbot.assertNotEmitted(workspace.reviewer.reviewed, wait=250):
        workspace.panel.detail.menu.picked.emit("fixed")


@pytest.mark.expects_log("The review of a claim failed")
def test_a_review_that_crashes_shows_as_not_checked(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    def crash(_claim: Claim) -> Review:
        raise ZeroDivisionError

    workspace.reviewer.review = crash
    with qtbot.waitSignal(workspace.reviewer.failed):
        workspace.open_claim(ALONE, "Open")
    assert FAILED in workspace.panel.notice.text()
    workspace.reviewer.review = fake_review
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.panel.notice.press()
    assert workspace.form.claim() == ALONE


def test_counts_are_announced_once(
    workspace: ClaimWorkspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    really_announce = announcing.announce
    monkeypatch.setattr(announcing, "announce", lambda _widget, sentence: said.append(sentence))
    show(workspace, qtbot)
    workspace.form.encounter.stated.emit("reference", "case 1")
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        pass
    qtbot.waitUntil(lambda: not workspace._news._pause.isActive())
    assert said == ["2 errors, 1 warning, 1 not checked"]
    really_announce(workspace.panel, said[0])


def test_the_rail_shows_a_count_for_each_severity(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    assert workspace.rail.counts() == {"error": 2, "warning": 1, "info": 0, "none": 1}


def test_check_with_a_code_adds_it_once(workspace: ClaimWorkspace) -> None:
    workspace.check_with(("20610",))
    workspace.check_with(("20610",))
    assert [line.code for line in workspace.form.claim().lines] == ["20610"]


def test_a_new_claim_starts_with_the_preferred_date_and_payer(workspace: ClaimWorkspace) -> None:
    workspace.new_payer = lambda: "medicare"
    workspace.new_date = lambda: date(2026, 9, 14)
    workspace.start_blank()
    claim = workspace.form.claim()
    assert (claim.payer, claim.date_of_service) == ("medicare", date(2026, 9, 14))


def test_clear_empties_the_form_and_undo_brings_it_back(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    workspace.clear()
    draft = workspace.form.draft()
    assert draft == msgspec.structs.replace(workspace.blank(), origin=draft.origin)
    workspace.form.history.stack.undo()
    assert workspace.form.claim() == ALONE


def test_fields_have_names_and_say_their_flags(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    row = workspace.form.documentation.fields["documentation.permanent_image"]
    assert row.focus_target().accessibleName() == "Permanent image: Not stated"
    assert row.control.accessibleDescription() == "Warning: No permanent image is documented."
    unnamed = [
        path
        for block in (workspace.form.encounter, workspace.form.documentation)
        for path, field in block.fields.items()
        if not field.control.accessibleName()
    ]
    assert unnamed == []


def test_flag_rows_speak_all_of_their_flag(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    model = workspace.panel.model
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        f"Error, line 1, {model.title(selected(workspace))}, CMS edit. 77002 stands alone. "
        "To clear: report the procedure that the needle was for."
    )


def test_a_flag_without_a_place_offers_no_way_to_go(workspace: ClaimWorkspace) -> None:
    flag = make_flag("x", line=None, field=None)
    assert not workspace.form.go_to_flag(flag, focus=True)


def test_f6_enters_the_panel_at_its_list(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    show(workspace, qtbot)
    assert first_focusable(workspace.panel) is workspace.panel.list
    workspace.clear()
    target = first_focusable(workspace.panel)
    assert target is not None
    assert workspace.panel.notice.isAncestorOf(target)


def test_f8_passes_over_decided_flags_as_long_as_one_is_open(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    flags = tuple(make_flag(slug, line=1, field=None) for slug in ("a-a", "b-b", "c-c", "d-d"))
    workspace.reviewer.review = lambda claim: msgspec.structs.replace(fake_review(claim), flags=flags)
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.check_with(("77002",))
    panel = workspace.panel
    opened = len(panel.standing.open)
    assert opened == 4
    for left in range(opened - 1, -1, -1):
        panel.step(1)
        flag = panel.current_flag()
        assert flag in panel.standing.open
        assert workspace.flags.decide("fixed")
        assert len(panel.standing.open) == left
    panel.step(-1)
    assert panel.current_flag() is not None
