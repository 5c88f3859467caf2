"""What a person waits for in the open window, in processor time of the thread that the window lives in.

Each child starts the program as a user does and acts through what the menus and keys call. A figure runs from
the act to the end of the turns that paint its result; what the window leaves for later turns is not in it.
"""

from __future__ import annotations

import statistics
import time
from functools import partial
from typing import TYPE_CHECKING

from build_scripts.bench.children import report, resident_memory
from build_scripts.bench.windows import GIVE_UP, rest, start_program, turn_until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.coding.claim import Claim
    from app.desktop.look.theme import ThemeChoice
    from app.desktop.shell.main_window import MainWindow

PAGES = ("77002", "20610", "modifier:59", "view:coverage", "view:decision", "view:compare", "64447")
TIMES = 5
SWITCHES = 500
SETTLED = 100
"""Switches after which caches are full and memory should grow no more."""
LINES = 60
MANY_LINES = 200
_CODES = ("20610", "77002", "20605", "20600", "76942", "64450", "62323", "99213")


def looks(folder: str) -> None:
    """Switch the theme and step the zoom, after pages and the form were opened."""
    start_program(folder, _looks)


def views(folder: str) -> None:
    """Open for the first time what loads modules of its own, and the comparison once more."""
    start_program(folder, _views)


def claim(folder: str) -> None:
    """A claim of many lines: open it, change a code, scroll."""
    start_program(folder, _claim)


def memory(folder: str) -> None:
    """Memory after many switches of page, theme and zoom, beside that after some."""
    start_program(folder, _memory)


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of this thread for an act and the turns that paint what it changed."""
    from PySide6.QtCore import QCoreApplication

    began = time.thread_time()
    act()
    for _ in range(3):
        QCoreApplication.processEvents()
    return (time.thread_time() - began) * 1000


def median_of(acts: Sequence[Callable[[], object]], pause: float = 0.3) -> float:
    """The median of acts, each after the one before came to rest."""
    times = []
    for act in acts:
        times.append(spent(act))
        rest(pause)
    return statistics.median(times)


def _rest_till_loaded(window: MainWindow) -> None:
    """Wait until what is made ahead is there, and a moment more."""
    turn_until(lambda: window.is_filled)
    while any(type(child).__name__ == "Preloader" for child in window.children()):
        rest(0.2)
    rest(0.5)


def _looks(window: MainWindow) -> None:
    _rest_till_loaded(window)
    window.show_check()
    rest(0.5)
    for page in PAGES:
        window.open_page(page)
        rest(0.3)
    window.open_page("77002")
    rest(0.6)
    choices: tuple[ThemeChoice, ...] = ("dark", "light") * TIMES
    theme = [partial(window.look.set_choice, choice) for choice in choices]
    zoom = [partial(window.look.step_zoom, step) for step in (1, 1, -1, -1) * TIMES]
    report(theme=median_of(theme), zoom=median_of(zoom))


def _views(window: MainWindow) -> None:
    _rest_till_loaded(window)
    first = {
        "check": spent(window.show_check),
        "decision": spent(lambda: window.open_page("view:decision")),
        "compare": spent(lambda: window.open_page("view:compare")),
    }
    rest(0.5)
    window.open_page("77002")
    rest(0.5)
    again = spent(lambda: window.open_page("view:compare"))
    editions = spent(lambda: window.asked.emit("editions"))
    rest(0.3)
    report(**first, compare_again=again, editions=editions, export=_export(window), **_filter(window))


def _export(window: MainWindow) -> float:
    """The dialog with the preview of the checklist of the first example."""
    example = window.library.examples()[0]
    window.show_check()
    workspace, commands = window.claims.workspace(), window.claims.commands()
    workspace.open_claim(example.claim, example.title)
    turn_until(workspace.is_current)
    _rest_till_loaded(window)

    def show() -> None:
        dialog = commands.make_export_dialog()
        if dialog is None:
            raise SystemExit("no checklist of an example")
        dialog.show()

    return spent(show)


def _filter(window: MainWindow) -> dict[str, float]:
    """A letter in the filter of the modifier table, and clearing it."""
    from PySide6.QtTest import QTest

    from app.desktop.pages.filter_table import FilterTableBlock

    window.open_page("view:modifiers")
    rest(0.6)
    table = window.reference.pages.findChild(FilterTableBlock)
    if not isinstance(table, FilterTableBlock):
        raise SystemExit("no table of modifiers")
    field = table.filter
    letters, clearings = [], []
    for text in ("bil", "lef", "uni", "dis") * 2:
        times = [spent(partial(QTest.keyClicks, field, letter)) for letter in text]
        rest(0.1)
        letters += times
        clearings.append(spent(field.clear))
        rest(0.1)
    return {"letter": statistics.median(letters[3:]), "clearing": statistics.median(clearings[1:])}


def _rest_until(done: Callable[[], bool]) -> None:
    """Let the window work until something is so that another thread brings; a tight loop keeps it waiting."""
    limit = time.monotonic() + GIVE_UP
    while not done():
        rest(0.02)
        if time.monotonic() > limit:
            raise SystemExit("what is measured never came")


def _claim(window: MainWindow) -> None:
    _rest_till_loaded(window)
    window.show_check()
    rest(0.5)
    workspace = window.claims.workspace()
    opened = spent(lambda: workspace.open_claim(_long_claim(LINES), "long"))
    _rest_until(workspace.is_current)
    shown = spent(lambda: None)
    rest(1.0)
    changed = median_of([_change(window, at) for at in range(TIMES)], 1.0)
    workspace.open_claim(_long_claim(MANY_LINES), "longer")
    _rest_until(workspace.is_current)
    rest(1.0)
    bar = workspace.view.page_scroll.verticalScrollBar()
    bar.setValue(0)
    rest(0.5)
    notches = [lambda: bar.setValue(bar.value() + 3 * bar.singleStep())] * 20
    report(opened=opened, flags=shown, changed=changed, notch=median_of(notches, 0.02))


def _change(window: MainWindow, at: int) -> Callable[[], object]:
    from app.desktop.claim.lines_model import CODE

    form = window.claims.workspace().form

    def change() -> None:
        model = form.lines.view.model()
        model.setData(model.index(at, CODE), _CODES[(at + 3) % len(_CODES)])

    return change


def _long_claim(count: int) -> Claim:
    from datetime import date

    from app.coding.claim import Claim, Line

    lines = tuple(Line(code=_CODES[at % len(_CODES)], diagnoses=("M17.11",)) for at in range(count))
    return Claim(
        schema=2, date_of_service=date(2026, 9, 15), lines=lines, payer="medicare", place_of_service="11"
    )


def _memory(window: MainWindow) -> None:
    _rest_till_loaded(window)
    window.show_check()
    settled = 0.0
    for turn in range(SWITCHES):
        match turn % 5:
            case 3:
                window.look.set_choice("dark" if turn % 2 else "light")
            case 4:
                window.look.step_zoom(1 if turn // 5 % 4 < 2 else -1)
            case _:
                window.open_page(PAGES[turn % len(PAGES)])
        rest(0.02)
        if turn == SETTLED:
            rest(0.5)
            settled = resident_memory()
    rest(0.5)
    report(settled=settled, after=resident_memory())
