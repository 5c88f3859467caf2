"""The frame: zones, modes, narrow windows, menus and keys, names for screen readers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.claim.recent import CLEAR
from app.desktop.commands import COMMANDS, shown_keys
from app.desktop.dialogs.preferences import Preferences
from app.desktop.hotkey.hotkey import Hotkey
from app.desktop.hotkey.system import NoHotkey
from app.desktop.look.look import Look
from app.desktop.mini.window import MiniWindow
from app.desktop.pages.note_part import NoteBlock
from app.desktop.reference.first_page import open_first_page
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.modes import CHECK, REFERENCE
from app.desktop.shell.secondary_windows import SecondaryWindows
from app.desktop.shell.status_bar import PieceButton
from app.desktop.shell.window_frame import MENUS
from app.desktop.status import StatusPiece
from app.library.library import Library
from app.library.shelf.edition_file import Damaged
from app.library.shelf.shelf import Shelf
from app.releases.installation import install
from tests.releases.files import parts, write_ptp

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
MakeWindow = Callable[..., MainWindow]

# The keys that the design promises for each command.
PROMISED = {
    "search": "Ctrl+K, Ctrl+L",
    "new_claim": "Ctrl+N",
    "open_claim": "Ctrl+O",
    "save_claim": "Ctrl+S",
    "save_claim_as": "Ctrl+Shift+S",
    "export_checklist": "Ctrl+P",
    "next_zone": "F6",
    "previous_zone": "Shift+F6",
    "show_reference": "Ctrl+1",
    "show_check": "Ctrl+2",
    "check_code": "Ctrl+Return, Ctrl+Enter",
    "back": "Alt+Left",
    "forward": "Alt+Right",
    "favorite": "Ctrl+D",
    "copy": "Ctrl+C",
    "copy_code_label": "Ctrl+Shift+L",
    "copy_citation": "Ctrl+Shift+C",
    "import_files": "Ctrl+Shift+I",
    "editions": "Ctrl+E",
    "next_flag": "F8",
    "previous_flag": "Shift+F8",
    "make_edit": "Alt+Return, Alt+Enter",
    "flag_fixed": "Ctrl+Shift+F",
    "flag_accepted": "Ctrl+Shift+A",
    "flag_not_applicable": "Ctrl+Shift+N",
    "flag_open": "Ctrl+Shift+O",
    "flags_panel": "F9",
    "mini_window": "Ctrl+Shift+T",
    "preferences": "Ctrl+,",
    "help_here": "F1",
    "shortcuts": "Ctrl+/",
    "zoom_reset": "Ctrl+0",
}


def open_side_windows(
    window: MainWindow,
    folder: Path,
    shelf: Shelf | None = None,
    make_hotkey: Callable[[QObject], Hotkey] = NoHotkey,
) -> SecondaryWindows:
    library = window.library
    assert isinstance(library, Library)
    return SecondaryWindows(window, folder, shelf or Shelf({}), library.with_shelf, make_hotkey)


@pytest.fixture
def window(blank_window: MainWindow) -> MainWindow:
    """The window that the tests of this module share, with nothing typed into its search."""
    blank_window.search.field.clear()
    return blank_window


@pytest.fixture
def new_window(make_window: MakeWindow) -> MainWindow:
    """A window that shows nothing yet but its first page."""
    return make_window()


def test_every_command_has_the_keys_of_the_design(window: MainWindow) -> None:
    assert {name: shown_keys(window.actions_by_name[name]) for name in PROMISED} == PROMISED


@pytest.mark.parametrize("mode", [REFERENCE, CHECK])
def test_no_two_commands_share_a_key_in_a_mode(window: MainWindow, mode: int) -> None:
    window.header.tabs.choose(mode)
    actions = [action for action in window.actions_by_name.values() if action.isEnabled()]
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_every_command_is_in_a_menu(window: MainWindow) -> None:
    shown = {action for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert set(window.actions_by_name.values()) <= shown
    assert [action.text() for action in window.menuBar().actions()] == list(MENUS)


def test_mnemonics_of_a_menu_are_unique() -> None:
    for menu in MENUS:
        letters = [
            c.text[c.text.index("&") + 1].lower() for c in COMMANDS if c.menu == menu and "&" in c.text
        ]
        assert len(letters) == len(set(letters)), menu


def test_help_opens_what_is_selected_in_the_search_and_else_the_shortcuts(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    secondary = open_side_windows(window, tmp_path)
    window.search.type_text("77003")
    secondary.open("help_here")
    assert window.reference.key() == "77003"
    assert secondary.dialog("shortcuts") is None
    window.search.focus_field()
    window.search.field.clear()
    qtbot.waitUntil(lambda: window.search.current() is None)
    secondary.open("help_here")
    assert secondary.dialog("shortcuts") is not None


def test_the_sheet_of_shortcuts_lists_every_action(window: MainWindow, qtbot: QtBot) -> None:
    from app.desktop.dialogs.shortcuts import PLACE_KEYS, ShortcutSheet

    sheet = ShortcutSheet(window.look, window.actions_by_name)
    qtbot.addWidget(sheet)
    assert len(sheet.shown()) == len(window.actions_by_name) + len(PLACE_KEYS)
    sheet.filter.setText("ctrl+shift+c")
    assert sheet.shown() == ["Copy citation"]
    sheet.filter.setText("date")
    assert sheet.shown() == ["Date of the pages (as of)"]


def test_reference_opens_with_the_rail_and_check_with_the_panel(new_window: MainWindow) -> None:
    window = new_window
    assert not window.flags.shows_panel()
    window.show_check()
    assert window.flags.shows_panel()
    window.header.tabs.choose(0)
    assert not window.flags.shows_panel()


def test_the_choice_of_panel_or_rail_holds_for_each_mode(window: MainWindow) -> None:
    window.toggle_flags()
    assert window.flags.shows_panel()
    window.show_check()
    window.toggle_flags()
    assert not window.flags.shows_panel()
    window.header.tabs.choose(0)
    assert window.flags.shows_panel()


def test_in_a_narrow_window_the_panel_slides_over_and_escape_puts_it_back(make_window: MakeWindow) -> None:
    window = make_window(960, 600)
    window.show_check()
    assert not window.flags.shows_panel()
    window.toggle_flags()
    panel = window.flags.panel
    assert panel is not None
    assert panel.isVisible()
    assert not window.flags.dock.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.flags.shows_panel()


@pytest.mark.parametrize("mode", [0, 1], ids=["reference", "check"])
def test_zones_are_walked_both_ways_and_come_round(window: MainWindow, mode: int) -> None:
    window.open_page("77002")
    window.header.tabs.choose(mode)
    window.search.focus_field()
    seen = []
    for _ in range(8):
        window.actions_by_name["next_zone"].trigger()
        seen.append(QApplication.focusWidget())
        if window.search.field.hasFocus():
            break
    assert window.search.field.hasFocus()
    assert len(set(map(id, seen))) == len(seen) >= 3
    window.actions_by_name["previous_zone"].trigger()
    assert QApplication.focusWidget() is seen[-2]


def test_check_with_this_code_puts_the_page_s_code_on_the_claim(window: MainWindow) -> None:
    window.open_page("77003")
    assert window.header.code_button().text() == "Check with 77003"
    window.actions_by_name["check_code"].trigger()
    assert window.is_checking()
    assert codes_on_claim(window) == ["77003"]


def codes_on_claim(window: MainWindow) -> list[str]:
    return [line.code for line in window.claims.workspace().form.draft().lines]


def test_check_with_an_answer_puts_both_codes_on_the_claim(window: MainWindow) -> None:
    window.open_page("answer:20610+77002")
    assert window.header.code_button().text() == "Check with 20610 and 77002"
    window.actions_by_name["check_code"].trigger()
    assert codes_on_claim(window) == ["20610", "77002"]
    window.actions_by_name["undo"].trigger()
    assert codes_on_claim(window) == []


def test_check_takes_what_is_typed_before_its_page_shows(window: MainWindow) -> None:
    window.open_page("77003")
    window.search.focus_field()
    QTest.keyClicks(window.search.field, "20610 77002")
    window.actions_by_name["check_code"].trigger()
    assert codes_on_claim(window) == ["20610", "77002"]


def test_in_check_the_selected_result_goes_on_the_claim(window: MainWindow) -> None:
    window.show_check()
    window.search.focus_field()
    QTest.keyClicks(window.search.field, "77003")
    window.actions_by_name["check_code"].trigger()
    assert codes_on_claim(window) == ["77003"]


def test_the_first_start_shows_the_notice_and_later_ones_do_not(make_window: MakeWindow) -> None:
    window = make_window()
    open_first_page(window.reference, window.store)
    page = window.reference.page()
    assert page is not None
    assert [section.title for section in page.sections] == [
        "",
        "On the shelf",
        "CPT and the American Medical Association",
    ]
    open_first_page(window.reference, window.store)
    assert window.reference.key() == "20610"


def test_the_status_bar_names_the_book_and_the_notice(window: MainWindow) -> None:
    assert window.status.texts() == ["Book 2026.11", "No CMS files imported"]


def test_everything_that_takes_focus_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("77002")
    qtbot.waitUntil(lambda: (sheet := window.reference.pages.sheet()) is not None and sheet.is_complete())
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_tab_walks_the_whole_window_and_returns(window: MainWindow) -> None:
    window.open_page("77002")
    window.search.focus_field()
    seen: list[int] = []
    for _ in range(120):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        seen.append(id(focused))
        if window.search.field.hasFocus():
            break
    assert window.search.field.hasFocus()
    assert len(seen) > 12


def test_tab_goes_from_search_to_page_to_flags_to_status(new_window: MainWindow) -> None:
    window = new_window
    window.open_page("77002")
    window.search.focus_field()
    places = [window.search, window.header, window.reference, window.flags.rail_place, window.status]
    seen: list[QWidget] = []
    while True:
        focused = QApplication.focusWidget()
        assert focused is not None
        place = next(place for place in places if place.isAncestorOf(focused))
        if place not in seen:
            seen.append(place)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if window.search.field.hasFocus():
            break
    assert seen == places


@pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
def test_a_letter_that_a_menu_has_no_use_for_is_no_search(window: MainWindow) -> None:
    window.open_page("77002")
    menu = window.submenus["theme"]
    menu.popup(window.pos())
    QTest.keyClick(menu, Qt.Key.Key_Z)
    menu.close()
    assert window.search.field.text() == ""
    assert [action.text() for action in menu.actions()] == ["&System", "&Light", "&Dark"]


def test_frame_and_zoom_are_remembered(make_window: MakeWindow) -> None:
    window = make_window(1100, 700)
    window.look.set_zoom(125)
    window.close()
    settings = window.store.data.settings
    assert settings["zoom"] == 125
    assert settings["window_size"] == [1100, 700]


def test_a_note_typed_just_before_closing_is_kept(make_window: MakeWindow) -> None:
    window = make_window()
    window.open_page("77002")
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    sheet.finish()
    note = window.reference.pages.findChild(NoteBlock)
    assert note is not None
    note.field.setPlainText("Ask about the sec")
    window.close()
    assert window.store.note("77002") == "Ask about the sec"


def test_own_notes_are_listed_and_found(window: MainWindow) -> None:
    window.store.set_note("77003", "Ask the MAC\ngrevy zebras")
    rows = [row for i in range(window.search.model.rowCount()) if (row := window.search.model.row(i))]
    assert [row.text for row in rows if row.kind == "heading"][-1] == "Your notes"
    assert rows[-1].spoken() == "77003, note, Ask the MAC"
    window.search.field.setText("ZEBRAS grevy")
    window.search.search_now()
    rows = [row for i in range(window.search.model.rowCount()) if (row := window.search.model.row(i))]
    assert (rows[-1].key(), rows[-1].hit and rows[-1].hit.label) == ("77003", "grevy zebras")
    window.search.field.setText("zebras nowhere")
    window.search.search_now()
    last = window.search.model.row(window.search.model.rowCount() - 1)
    assert last is not None
    assert last.key() != "77003"


@pytest.mark.skipif(sys.platform == "win32", reason="no file is named so on Windows")
def test_the_title_names_the_file_of_the_claim_and_marks_changes(window: MainWindow, tmp_path: Path) -> None:
    window.show_check()
    assert (window.windowTitle(), window.isWindowModified()) == ("New claim[*] · Needlepoint", False)
    workspace = window.claims.workspace()
    workspace.check_with(["77002"])
    assert window.isWindowModified()
    path = tmp_path / "case [*] 12.json"
    window.claims.commands().files.save_path(path, workspace.form.claim())
    assert (window.windowTitle(), window.isWindowModified()) == (
        "case [*][*] 12.json[*] · Needlepoint",
        False,
    )
    workspace.check_with(["20610"])
    assert window.isWindowModified()
    window.open_page("77002")
    assert (window.windowTitle(), window.isWindowModified()) == ("77002 · Needlepoint", False)
    window.header.tabs.choose(CHECK)
    assert window.isWindowModified()


def test_the_title_names_what_a_claim_was_read_from_else_its_reference(
    window: MainWindow, tmp_path: Path
) -> None:
    window.show_check()
    workspace, files = window.claims.workspace(), window.claims.commands().files
    workspace.check_with(["77002"])
    dialog = window.claims.commands().make_export_dialog()
    assert dialog is not None
    dialog.save_path(tmp_path / "checklist-7.pdf")
    dialog.deleteLater()
    files.open_path(tmp_path / "checklist-7.pdf")
    assert window.windowTitle() == "checklist-7.pdf[*] · Needlepoint"
    workspace.begin()
    assert window.windowTitle() == "New claim[*] · Needlepoint"
    workspace.form.encounter.stated.emit("reference", "case 12")
    assert window.windowTitle() == "case 12[*] · Needlepoint"
    workspace.form.encounter.stated.emit("reference", "Jane Q Public")
    assert "Jane" not in window.windowTitle()


@pytest.mark.parametrize(
    ("key", "title"),
    [("place:22", "Place of service 22"), ("modifier:26", "Modifier 26"), ("77002", "77002")],
)
def test_the_title_says_what_kind_of_number_it_is(window: MainWindow, key: str, title: str) -> None:
    window.open_page(key)
    assert window.windowTitle() == f"{title} · Needlepoint"


def recent_files(window: MainWindow) -> list[str]:
    return [*window.store.data.claims]


def test_recent_claims_are_kept_as_paths_until_cleared_or_not_wanted(
    window: MainWindow, tmp_path: Path
) -> None:
    window.show_check()
    files, claim = window.claims.commands().files, window.claims.workspace().form.claim()
    for name in ("a.json", "b.json", "a.json"):
        files.save_path(tmp_path / name, claim)
    assert recent_files(window) == [str(tmp_path / "a.json"), str(tmp_path / "b.json")]
    menu = window.submenus["recent_claims"]
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()][-1] == CLEAR
    menu.actions()[-1].trigger()
    assert recent_files(window) == []
    choice = open_side_windows(window, tmp_path).hotkey()
    dialog = Preferences(window.look, window.store, tmp_path, window.library.payers(), choice, window)
    files.save_path(tmp_path / "a.json", claim)
    dialog.claims.chosen.emit(False)
    files.save_path(tmp_path / "b.json", claim)
    assert recent_files(window) == []


def test_desk_opens_each_window_once(window: MainWindow, tmp_path: Path) -> None:
    windows = open_side_windows(window, tmp_path)
    for name in ("preferences", "shortcuts", "about"):
        window.actions_by_name[name].trigger()
        first = windows.dialog(name)
        assert first is not None
        assert first.isVisible()
        window.actions_by_name[name].trigger()
        assert windows.dialog(name) is first
        first.close()


def test_the_mini_window_answers_two_codes_and_opens_in_the_main_one(
    window: MainWindow, tmp_path: Path
) -> None:
    windows = open_side_windows(window, tmp_path)
    window.actions_by_name["mini_window"].trigger()
    mini = windows.mini()
    QTest.keyClicks(mini.field, "20610 77002")
    QTest.keyClick(mini.field, Qt.Key.Key_Return)
    assert window.reference.key() == "answer:20610+77002"
    QTest.keyClick(mini.field, Qt.Key.Key_Escape)
    QTest.keyClick(mini.field, Qt.Key.Key_Escape)
    assert not mini.isVisible()


def test_the_mini_window_takes_both_codes_of_an_answer_to_the_claim(window: MainWindow) -> None:
    mini = MiniWindow(window.look, window.library, window.store, window.today, window)
    asked: list[tuple[str, ...]] = []
    mini.checked.connect(asked.append)
    mini.activate()
    for typed in ("20610 77002", "77003", "26"):
        mini.field.setText(typed)
        QTest.keyClick(mini.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("20610", "77002"), ("77003",)]


def test_a_damaged_edition_is_told_in_a_banner_with_the_way_to_mend_it(
    window: MainWindow, tmp_path: Path
) -> None:
    damaged = Damaged(tmp_path / "ncci-ptp.npe", "It is not an edition file. Remove it and import it again.")
    open_side_windows(window, tmp_path, Shelf({}, (damaged,)))
    assert window.banner.text() == (
        "ncci-ptp.npe is not in use. It is not an edition file. Remove it and import it again."
    )


def test_a_sound_shelf_shows_no_banner(window: MainWindow, tmp_path: Path) -> None:
    open_side_windows(window, tmp_path)
    assert window.banner.text() == ""


def test_the_mini_window_copies_the_code(window: MainWindow, tmp_path: Path) -> None:
    windows = open_side_windows(window, tmp_path)
    mini = windows.mini()
    mini.activate()
    QTest.keyClicks(mini.field, "76942")
    assert mini.row() is not None
    QTest.keyClick(mini.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "76942"


@pytest.mark.parametrize("command", ["export_checklist", "save_claim"])
def test_what_a_command_wants_of_the_claim_is_said_where_it_is_seen(window: MainWindow, command: str) -> None:
    workspace = window.claims.workspace()
    workspace.form.encounter.date.setText("soon")
    window.open_page("77002")
    window.actions_by_name[command].trigger()
    assert window.is_checking()
    assert workspace.view.message.isVisible()
    assert "“soon” is not a date" in workspace.view.message.text()


def test_an_import_changes_what_answers_everywhere(window: MainWindow, tmp_path: Path) -> None:
    windows = open_side_windows(window, tmp_path)
    window.open_page("77002")
    before = window.library
    windows.imports().shelf_changed.emit()
    assert window.library is not before
    assert window.reference.library is window.library
    assert window.reference.key() == "77002"


def test_files_let_fall_on_the_window_are_passed_on(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/files/part-1.zip"), QUrl.fromLocalFile("/files/part-2.zip")])
    where, none = QPointF(5, 5), Qt.KeyboardModifier.NoModifier
    event = QDropEvent(where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    with qtbot.waitSignal(window.dropped) as caught:
        window.dropEvent(event)
    assert caught.args == [[str(Path("/files/part-1.zip")), str(Path("/files/part-2.zip"))]]


def test_tab_leaves_the_menus_to_python(window: MainWindow, look: Look) -> None:
    """PySide takes what `nextInFocusChain` gives for a child of the widget before, and lets both go."""
    window.show_check()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert shiboken6.ownedByPython(window)
    look.set_choice("dark")
    checked = [action.data() for action in window.submenus["theme"].actions() if action.isChecked()]
    assert checked == ["dark"]


def test_an_edition_that_is_damaged_inside_is_told_before_anyone_asks_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    official = tmp_path / "official"
    editions = tmp_path / "editions"
    install(write_ptp(official, parts(400)), editions)
    (path,) = editions.glob("*.npe")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    shelf = Shelf.open(editions)
    assert shelf.faults() == ()
    open_side_windows(window, tmp_path, shelf)
    qtbot.waitUntil(lambda: path.name in window.banner.text())
    assert window.banner.text().endswith("Import its official file again; that replaces it.")


def test_ctrl_e_from_the_search_field_opens_the_editions(window: MainWindow, qtbot: QtBot) -> None:
    window.search.focus_field()
    QTest.keyClicks(window.search.field, "77")
    with qtbot.waitSignal(window.asked) as asked:
        QTest.keyClick(window.search.field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["editions"]
    assert window.search.field.text() == "77"


def test_no_key_is_written_a_second_time_with_the_shift_that_gives_its_character(window: MainWindow) -> None:
    keys = {key.toString() for action in window.actions_by_name.values() for key in action.shortcuts()}
    assert "Ctrl++" in keys
    assert not {key for key in keys if "Shift+" in key and not key[-1].isalnum()}


@pytest.mark.parametrize("key", ["view:decision", "view:compare"])
def test_a_view_opened_by_key_has_the_keyboard_in_it(window: MainWindow, key: str) -> None:
    window.open_page(key)
    focused, view = QApplication.focusWidget(), window.reference.currentWidget()
    assert focused is not None
    assert view is not None
    assert view.isAncestorOf(focused)


def test_another_date_than_today_stands_above_every_page(new_window: MainWindow) -> None:
    window = new_window
    window.open_page("77002")
    assert window.date_banner.text() == ""
    window.reference.set_date(date(2024, 1, 2))
    window.reference.open("77003")
    assert window.date_banner.text() == "Pages are shown as of 01/02/2024, a past date."
    window.show_check()
    assert window.date_banner.text() == ""
    window.header.tabs.choose(0)
    back = window.date_banner.findChild(QPushButton)
    assert back is not None
    back.click()
    assert window.date_banner.text() == ""
    assert window.reference.on == window.today()


def test_a_new_claim_starts_at_its_date(window: MainWindow) -> None:
    window.actions_by_name["new_claim"].trigger()
    assert QApplication.focusWidget() is window.claims.workspace().form.encounter.date


def test_the_notice_keeps_its_place_when_the_pieces_are_long(make_window: MakeWindow) -> None:
    window = make_window(960, 600)
    names = ", ".join(f"Edition {number}" for number in range(40))
    window.status.show_pieces([StatusPiece("warning", f"Ended: {names}", leads_to="import_files")])
    QApplication.processEvents()
    notice = next(label for label in window.status.findChildren(QLabel) if "American Medical" in label.text())
    assert window.width() == 960
    assert notice.width() >= notice.sizeHint().width()
    assert notice.mapTo(window, notice.rect().topRight()).x() <= window.width()
    pieces = window.status.findChildren(PieceButton)
    assert any("Edition 39" in piece.toolTip() for piece in pieces)


def test_a_piece_with_room_is_whole(make_window: MakeWindow) -> None:
    window = make_window(1920, 1080)
    texts = ["Release of 07/01/2026 is due", "Not on the shelf: NCCI pairs, MUE, NCCI add-ons, ICD-10-CM"]
    window.status.show_pieces([StatusPiece("warning", text) for text in texts])
    QApplication.processEvents()
    shown = [piece.text().strip() for piece in window.status.findChildren(PieceButton)]
    assert shown[-2:] == texts


def test_in_a_narrow_window_what_was_not_checked_is_cut_last(make_window: MakeWindow) -> None:
    window = make_window(960, 600)
    lacking = "Not on the shelf: NCCI pairs, MUE, ICD-10-CM"
    pieces = [
        StatusPiece("ok", "In force on 03/10/2026: Book 2026.11 · RVU26A · OPPS 2026-01"),
        StatusPiece("warning", "PTP 2024Q3, ended 09/30/2024 · Add-on code edits 2026Q2, from 04/01/2026"),
        StatusPiece("none", lacking),
    ]
    window.status.show_pieces(pieces)
    QApplication.processEvents()
    buttons = window.status.findChildren(PieceButton)[-3:]
    assert buttons[2].text().strip() == lacking
    assert all(button.text().endswith("…") for button in buttons[:2])
    assert all(piece.text in button.toolTip() for piece, button in zip(pieces, buttons, strict=True))
    assert all(piece.text in button.accessibleName() for piece, button in zip(pieces, buttons, strict=True))
    notice = window.status.notice
    assert notice.width() >= notice.sizeHint().width()


def test_what_was_not_checked_does_not_hold_the_window_wide(make_window: MakeWindow) -> None:
    window = make_window(1400, 700)
    lacking = f"Not on the shelf: {', '.join(f'Edition {number}' for number in range(40))}"
    window.status.show_pieces([StatusPiece("ok", "Book 2026.11"), StatusPiece("none", lacking)])
    QApplication.processEvents()
    window.status.say("Saved case.pdf", "Show in folder", list)
    window.resize(960, 600)
    QApplication.processEvents()
    assert window.width() == 960
    notice = window.status.notice
    assert notice.mapTo(window, notice.rect().topRight()).x() <= window.width()
    assert notice.width() >= notice.sizeHint().width()
    piece = window.status.findChildren(PieceButton)[-1]
    window.status.clear_words()
    QApplication.processEvents()
    assert piece.text().strip().startswith("Not on the shelf: Edition 0")


@pytest.mark.parametrize(("width", "left"), [(960, 232), (1280, 256), (1920, 400)])
def test_a_wide_window_gives_the_search_room_until_someone_chooses(
    make_window: MakeWindow, width: int, left: int
) -> None:
    window = make_window(width, 800)
    QApplication.processEvents()
    assert abs(window.search.width() - left) <= 24
    assert "left_width" not in window.store.data.settings


def test_a_chosen_width_of_the_search_stays(make_window: MakeWindow) -> None:
    window = make_window(1920, 800, left_width=300)
    QApplication.processEvents()
    assert window.search.width() == 300


def test_what_ended_leads_to_the_import(window: MainWindow, qtbot: QtBot) -> None:
    window.status.show_pieces([StatusPiece("warning", "Ended: RVU26C — Import…", leads_to="import_files")])
    piece = next(button for button in window.status.findChildren(PieceButton) if "Ended" in button.toolTip())
    with qtbot.waitSignal(window.asked) as asked:
        piece.click()
    assert asked.args == ["import_files"]


def codes_in_form(window: MainWindow) -> list[str]:
    return [line.code for line in window.claims.workspace().form.draft().lines]


def test_check_with_codes_beside_an_open_claim_begins_a_new_one_and_loses_nothing(window: MainWindow) -> None:
    workspace = window.claims.workspace()
    workspace.check_with(("20605",))
    window.check_codes(("20610", "77002"))
    assert codes_in_form(window) == ["20610", "77002"]
    assert workspace.view.message.text() == (
        "This is a new claim; the one before (20605 of 11/23/2026) was put aside. It is not saved."
    )
    add, back = (
        next(button for button in workspace.view.message.findChildren(QPushButton) if button.text() == text)
        for text in ("Add 20610 and 77002 to it", "Bring it back")
    )
    assert back.isEnabled()
    add.click()
    assert codes_in_form(window) == ["20605", "20610", "77002"]


def test_check_with_codes_that_the_claim_has_or_on_a_form_without_codes_stays_there(
    window: MainWindow,
) -> None:
    workspace = window.claims.workspace()
    workspace.form.encounter.stated.emit("place_of_service", "22")
    window.check_codes(("20610", "77002"))
    window.check_codes(("77002",))
    assert codes_in_form(window) == ["20610", "77002"]
    assert workspace.form.draft().place_of_service == "22"
    assert workspace.view.message.isHidden()


def test_a_date_typed_with_codes_is_that_of_the_claim(window: MainWindow) -> None:
    window.show_check()
    window.search.focus_field()
    window.search.field.setText("20610 77002 11/03/2025")
    window.actions_by_name["check_code"].trigger()
    draft = window.claims.workspace().form.draft()
    assert (codes_in_form(window), draft.date_of_service) == (["20610", "77002"], date(2025, 11, 3))


def test_a_new_claim_beside_another_is_of_the_day_that_pages_are_shown_for(window: MainWindow) -> None:
    window.claims.workspace().check_with(("20605",))
    window.reference.set_date(date(2025, 11, 3))
    window.check_codes(("20610",))
    assert window.claims.workspace().form.draft().date_of_service == date(2025, 11, 3)
