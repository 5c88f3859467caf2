"""From a library to a window on the screen: the one place where the desktop's objects are made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.coding.claim import Claim
from app.coding.findings import Review
from app.desktop.keeper import Keeper
from app.desktop.look import ZOOMS, Look
from app.desktop.main_window import MainWindow
from app.desktop.theme import THEME_CHOICES

if TYPE_CHECKING:
    from app.desktop.book import Book
    from app.library import Library


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application with our style; one may exist already, as in tests."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setApplicationName("Needlepoint")
    QApplication.setApplicationDisplayName("Needlepoint")
    QApplication.setDesktopFileName("needlepoint")
    app = QApplication(["needlepoint", *arguments])
    app.setQuitOnLastWindowClosed(True)
    return app


def make_look(app: QApplication, keeper: Keeper) -> Look:
    """The look with the theme and zoom that were chosen."""
    choice = keeper.setting("theme", "system")
    zoom = keeper.setting("zoom", 100)
    return Look(
        app,
        choice if choice in THEME_CHOICES else "system",
        zoom if ZOOMS[0] <= zoom <= ZOOMS[-1] else 100,
    )


def make_window(
    app: QApplication,
    library: Book,
    review: Callable[[Claim, Book], Review],
    keeper: Keeper,
    today: Callable[[], date] = date.today,
) -> MainWindow:
    """The main window, not yet shown."""
    return MainWindow(make_look(app, keeper), library, review, keeper, today)


def run_review(claim: Claim, library: Book) -> Review:
    """Review a claim. The rule book loads with the first review, not with the window."""
    from app.review import review

    return review(claim, library)


def start(library: Library, folder: Path, arguments: list[str] | None = None) -> int:
    """Open the window over `library` with the user's things in `folder`; returns the exit status."""
    from app.library.personal import read_personal, write_personal

    app = make_application(arguments if arguments is not None else sys.argv[1:])
    app.setStyle("Fusion")
    personal = read_personal(folder)
    keeper = Keeper(personal, lambda record: write_personal(folder, record))

    window = make_window(app, library, run_review, keeper)
    window.show()
    window.search.focus_field()
    # Only once the field is painted: what else there is to do must not come before it.
    window.search.field.painted.connect(lambda: _finish(app, window, folder, library))
    return app.exec()


def _finish(app: QApplication, window: MainWindow, folder: Path, library: Library) -> None:
    """What a window that takes keys already still lacks."""
    from app.desktop.desk import Desk
    from app.desktop.style import InputHabits, NeedlepointStyle

    # A style and an event filter in Python make Qt's style and event classes known to Python, which takes a
    # tenth of a second: until now plain Fusion did.
    style = NeedlepointStyle()
    app.setStyle(style)
    InputHabits(app, style)

    Desk(window, folder, library.shelf, library.with_shelf)
    if window.keeper.personal.problem:
        window.banner.say(window.keeper.personal.problem, "Dismiss", window.banner.hide)
    if not window.search.field.text():
        window.show_first_page()
