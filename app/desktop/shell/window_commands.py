"""Who answers each command of the window: the window itself, the claim side, or what opens beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication

from app.coding.page_key import COMPARE, COVERAGE, DECISION, MAIN_CODE, MODIFIERS, WELCOME
from app.desktop.claim.check_mode import CLAIM_COMMANDS
from app.desktop.look.theme import THEME_CHOICES
from app.desktop.shell.modes import CHECK, REFERENCE
from app.desktop.shell.worklist_wiring import LISTED, worklist_answers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from app.desktop.shell.main_window import MainWindow

Answer = Callable[[], object]
_SHOWS_FORM = ("next_flag", "previous_flag", "new_claim")
_HEADINGS = ("next_heading", "previous_heading")
_OPEN_CLAIMS = ("next_open", "previous_open")
_SHOWS_FLAGS = ("next_flag", "previous_flag")


def connect_commands(window: MainWindow) -> None:
    """Connect every action, and fill the submenus."""
    answers = {**_window_answers(window), **{name: _claim_answer(window, name) for name in CLAIM_COMMANDS}}
    for name, action in window.actions_by_name.items():
        act = answers.get(name) or _request(window, name)
        action.triggered.connect(lambda _checked=False, act=act: act())
    window.header.mode_chosen.connect(lambda _mode: _share_keys(window))
    _share_keys(window)
    _fill_themes(window)
    examples = window.submenus["examples"]
    examples.aboutToShow.connect(lambda: _fill_examples(window, examples))
    recent = window.submenus["recent_claims"]
    recent.aboutToShow.connect(lambda: _fill_recent(window, recent))


def _share_keys(window: MainWindow) -> None:
    """Ctrl+Down and Ctrl+Up: through the headings of a page, else through the claims of the worklist."""
    reading, listed = window.is_reading(), window.worklist.is_open()
    for name in _HEADINGS:
        window.actions_by_name[name].setEnabled(reading)
    for name in _OPEN_CLAIMS:
        window.actions_by_name[name].setEnabled(listed and not reading)


def _fill_examples(window: MainWindow, menu: QMenu) -> None:
    from app.desktop.claim.recent import fill_examples

    fill_examples(menu, window.library.examples(), window.claims.commands().files.open_example)


def _fill_recent(window: MainWindow, menu: QMenu) -> None:
    from app.desktop.claim.recent import fill_recent

    open_path = window.claims.commands().files.open_path
    fill_recent(menu, window.store.data.claims, open_path, window.store.clear_claims)


def _window_answers(window: MainWindow) -> dict[str, Answer]:
    reference, look, tabs = window.reference, window.look, window.header.tabs
    return {
        "quit": window.close,
        "copy": lambda: _copy(window),
        "copy_code_label": lambda: _copy_code_label(window),
        "copy_citation": lambda: _copy_citation(window),
        "copy_page": lambda: _copy_page(window),
        "print_page": lambda: _print_page(window),
        "find": lambda: _find(window),
        "show_reference": lambda: tabs.choose(REFERENCE),
        "show_check": window.show_check,
        **worklist_answers(window),
        "flags_panel": window.toggle_flags,
        "zoom_in": lambda: look.step_zoom(1),
        "zoom_out": lambda: look.step_zoom(-1),
        "zoom_reset": lambda: look.set_zoom(100),
        "search": window.search.focus_field,
        "back": reference.back,
        "forward": reference.forward,
        "menu_bar": window.frame.open_menu,
        "next_zone": lambda: window.step_zone(1),
        "previous_zone": lambda: window.step_zone(-1),
        "next_heading": lambda: reference.step_heading(1),
        "previous_heading": lambda: reference.step_heading(-1),
        "favorite": reference.toggle_favorite,
        "compare": lambda: window.open_page(COMPARE),
        "decide": lambda: window.open_page(DECISION),
        "modifier_table": lambda: window.open_page(MODIFIERS),
        "coverage": lambda: window.open_page(COVERAGE),
        "page_date": lambda: _ask_date(window),
        "page_payment": lambda: _ask_place(window),
        "check_example": lambda: _open_example(window),
        "welcome": lambda: window.open_page(WELCOME),
        "check_code": lambda: window.check_codes(_asked_codes(window) or (MAIN_CODE,)),
    }


# What copies and prints pages loads with the first of them: the first key is answered before.


def _copy_code_label(window: MainWindow) -> None:
    from app.desktop.reference.page_copying import copy_code_label

    copy_code_label(window.reference)


def _copy_page(window: MainWindow) -> None:
    from app.desktop.reference.page_copying import copy_page

    copy_page(window.reference)


def _print_page(window: MainWindow) -> None:
    from app.desktop.reference.page_copying import print_page

    print_page(window.reference)


def _claim_answer(window: MainWindow, name: str) -> Answer:
    def answer() -> None:
        if window.is_listing() and name in LISTED:
            LISTED[name](window)
            return
        if name in _SHOWS_FORM:
            window.header.tabs.choose(CHECK)
        if name in _SHOWS_FLAGS:
            window.flags.expand()
        window.claims.run(name)

    return answer


def _request(window: MainWindow, name: str) -> Answer:
    return lambda: window.asked.emit(name)


def _asked_codes(window: MainWindow) -> tuple[str, ...]:
    """What is selected in the search while the keyboard is there, else the page that is read.

    A date that was typed with it is the one that is asked for.
    """
    asked, row = window.search.asked_codes(), window.search.current()
    if asked and row:
        window.reference.follow_typed(row.on)
    return asked or (window.reference.codes() if window.is_reading() else ())


def _copy(window: MainWindow) -> None:
    """In Check the focused widget copies what is selected in it; in Reference the page has the next best."""
    if window.is_reading():
        from app.desktop.reference.page_copying import copy

        copy(window.reference)
        return
    copy_selected = getattr(QApplication.focusWidget(), "copy", None)
    if copy_selected:
        copy_selected()


def _open_example(window: MainWindow) -> None:
    window.claims.commands().files.open_example(window.library.examples()[0])


def _find(window: MainWindow) -> None:
    """In Worklist the filter finds; anywhere else the page that is read."""
    if window.is_listing() and window.worklist.is_open():
        window.worklist.view.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        window.worklist.view.filters.text.selectAll()
        return
    window.header.tabs.choose(REFERENCE)
    window.reference.find_text()


def _ask_date(window: MainWindow) -> None:
    window.header.tabs.choose(REFERENCE)
    window.reference.ask_date()


def _ask_place(window: MainWindow) -> None:
    window.header.tabs.choose(REFERENCE)
    window.reference.ask_place()


def _copy_citation(window: MainWindow) -> None:
    if not window.is_reading():
        window.claims.workspace().panel.detail.copy_sources()
    else:
        from app.desktop.reference.page_copying import copy_citation

        copy_citation(window.reference)


def _fill_themes(window: MainWindow) -> None:
    group = QActionGroup(window)
    for choice, text in THEME_CHOICES.items():
        action = QAction(f"&{text}", group, checkable=True, checked=choice == window.look.choice)
        action.setData(choice)
        action.triggered.connect(lambda _checked=False, choice=choice: window.look.set_choice(choice))
        window.submenus["theme"].addAction(action)
