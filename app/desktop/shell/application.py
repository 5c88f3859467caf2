"""From a library to a window on the screen: the one place where the desktop's objects are made.

The window shows its frame and takes keys first; opening the library and what needs it follow at once. So this
module and those that it imports at its head leave out the library, the records and the record library.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.coding.console import has_console
from app.coding.errors import InputError, InstallationError
from app.coding.policy import NO_POLICY, Policy
from app.desktop.look.look import RESOURCES, ZOOMS, Look
from app.desktop.look.text_size import nearest_zoom, read_text_scale
from app.desktop.look.theme import THEME_CHOICES
from app.desktop.shell.faults import faults_reported, show_fault
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.no_desktop import said_in_a_sentence
from app.desktop.user_data.exchange import exchange_user_data
from app.desktop.user_data.file import read_user_data
from app.desktop.user_data.store import UserDataStore

if TYPE_CHECKING:
    from datetime import date

    from app.coding.claim import Claim
    from app.coding.findings import Review
    from app.coding.library import ReferenceLibrary
    from app.coding.requests import Request
    from app.desktop.hotkey.hotkey import Hotkey
    from app.desktop.instance.joining import Door
    from app.desktop.shell.finder import FinderOpenings
    from app.desktop.shell.requests import Requests
    from app.desktop.shell.secondary_windows import SecondaryWindows
    from app.library import Library


_QUIET_MS = 300
"""After the first page, before the chosen key is taken: who starts the program looks at its window first."""
APP_ID = "org.needlepoint.Needlepoint"
"""The name of the desktop entry, by which Wayland finds icon and title of the window."""


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application; one may exist already, as in tests.

    It starts with plain Fusion, named as an argument, because `setStyle` would make Qt's style classes known
    to Python before the first frame.
    """
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setApplicationName("Needlepoint")
    QApplication.setApplicationDisplayName("Needlepoint")
    QApplication.setDesktopFileName(APP_ID)
    with said_in_a_sentence():
        app = QApplication(["needlepoint", "-style", "Fusion", *arguments])
    app.setQuitOnLastWindowClosed(True)
    return app


def make_look(app: QApplication, store: UserDataStore) -> Look:
    """The look with the theme and zoom that were chosen, until then those of the system."""
    choice = store.setting("theme", "system")
    zoom = store.setting("zoom", nearest_zoom(read_text_scale(), ZOOMS))
    return Look(
        app,
        choice if choice in THEME_CHOICES else "system",
        zoom if ZOOMS[0] <= zoom <= ZOOMS[-1] else 100,
    )


def run_review(claim: Claim, library: ReferenceLibrary) -> Review:
    """Review a claim. The rule book loads with the first review, not with the window."""
    from app.review import review

    return review(claim, library)


def fill_window(
    window: MainWindow,
    library: ReferenceLibrary,
    review: Callable[[Claim, ReferenceLibrary], Review],
    today: Callable[[], date],
) -> None:
    """Make what the first frame did without, connect it, and answer what was typed so far."""
    from app.desktop.shell.window_commands import connect_commands
    from app.desktop.shell.wiring import connect_parts

    window.fill(library, review, today)
    connect_commands(window)
    connect_parts(window)
    window.take_input()


def start(
    open_library: Callable[[], Library],
    folder: Path,
    arguments: list[str] | None = None,
    *,
    request: Request | None = None,
    door: Door | None = None,
    policy: Policy = NO_POLICY,
) -> int:
    """Open the window, then the library, with the user's data in `folder`; returns the exit status.

    `request` is what this start was asked to show; what later ones ask comes in at `door`, which is closed at
    the end. `policy` is what an administrator laid down.

    Turns garbage collection on once all is made; whoever calls may turn it off before.
    Raises InstallationError, after the window closed, when the library cannot be opened.
    """
    app = make_application(arguments if arguments is not None else sys.argv[1:])
    store = UserDataStore(read_user_data(folder), partial(exchange_user_data, folder))
    app.aboutToQuit.connect(store.flush)
    finder = _listen_to_finder(app)
    look = make_look(app, store)
    window = MainWindow(look, store, policy)
    faults: list[InstallationError] = []

    def finish() -> None:
        library = _open_or_quit(open_library, app, window, faults)
        if library is not None:
            windows = _finish(app, window, folder, library)
            requests = _answer_requests(app, window, windows, request, door)
            _answer_finder(finder, window, requests)

    window.show()
    window.search.field.setFocus()
    # Only once the field is painted: what else there is to do must not come before it.
    window.search.field.when_painted(finish)
    status = _run(app, window, folder, door)
    if faults:
        raise faults[0]
    return status


def _run(app: QApplication, window: MainWindow, folder: Path, door: Door | None) -> int:
    """Let the window run until it is closed; the exit status. A fault on the way is reported in `folder`."""
    try:
        with faults_reported(folder, lambda sentence: _tell(window, sentence)):
            return app.exec()
    finally:
        window.look.remove_images()
        if door:
            door.close()


def _open_or_quit(
    open_library: Callable[[], Library],
    app: QApplication,
    window: MainWindow,
    faults: list[InstallationError],
) -> Library | None:
    """The library; where it cannot be opened, the fault is kept for the caller, and the program ends."""
    try:
        return open_library()
    except (InstallationError, InputError) as error:  # the data folder may be none
        faults.append(InstallationError(str(error)))
        if not has_console():
            show_fault(f"Needlepoint cannot start. {error}", window)
        app.quit()
        return None


def _listen_to_finder(app: QApplication) -> FinderOpenings | None:
    """On macOS, from before the first event: what the Finder opens comes as one."""
    if sys.platform != "darwin":
        return None
    from app.desktop.shell.finder import FinderOpenings

    return FinderOpenings(app)


def _answer_finder(finder: FinderOpenings | None, window: MainWindow, requests: Requests) -> None:
    """On macOS, open what came from the Finder so far and what comes later."""
    if finder:
        finder.answer_with(requests.do, lambda told: window.banner.say(told, "Dismiss", window.banner.hide))


def say_in_box(sentence: str) -> None:
    """Say why nothing opens, to somebody who sees no console."""
    make_application([])
    show_fault(sentence)


def _tell(window: MainWindow, sentence: str) -> None:
    """Say it in the window, once that has a place for it."""
    if banner := getattr(window, "banner", None):
        banner.say(f"{sentence} What you typed is still here; save it.", "Dismiss", banner.hide)


def _answer_requests(
    app: QApplication,
    window: MainWindow,
    windows: SecondaryWindows,
    request: Request | None,
    door: Door | None,
) -> Requests:
    """Do what this start was asked, and from now on what later ones ask."""
    from PySide6.QtCore import Qt

    from app.desktop.instance.deliveries import Deliveries
    from app.desktop.shell.requests import Requests

    requests = Requests(window, windows)
    if request is not None:
        window.look.draw_images()  # what it shows may look for them
        requests.do(request)
    if door is not None:
        deliveries = Deliveries(door, window)
        deliveries.came.connect(requests.receive, Qt.ConnectionType.QueuedConnection)
        app.aboutToQuit.connect(deliveries.close)
        deliveries.start()
    return requests


def _make_hotkey(parent: QObject) -> Hotkey:
    from app.desktop.hotkey.system import system_hotkey

    return system_hotkey(parent)


def _finish(app: QApplication, window: MainWindow, folder: Path, library: Library) -> SecondaryWindows:
    """What a window that takes keys already still lacks."""
    from datetime import date

    from PySide6.QtGui import QIcon

    from app.desktop.look.style import InputHabits, NeedlepointStyle
    from app.desktop.reference.first_page import open_first_page
    from app.desktop.shell.claim_windows import connect_claim_windows
    from app.desktop.shell.early_keys import answer_soon
    from app.desktop.shell.file_readers import note_reader, read_tables
    from app.desktop.shell.notes_wiring import connect_notes
    from app.desktop.shell.preload import load_ahead
    from app.desktop.shell.secondary_windows import SecondaryWindows

    # A style and an event filter in Python make Qt's style and event classes known to Python, which takes
    # longer than the frame: until now plain Fusion did.
    style = NeedlepointStyle()
    app.setStyle(style)
    window.look.set_class_fonts()
    InputHabits(app, style)
    icon = QIcon(str(RESOURCES / "app_icon" / "needlepoint.svg"))
    app.setWindowIcon(icon)
    window.setWindowIcon(icon)  # on Windows the application's reaches no window that is shown (Qt 6.11)
    window.look.follow_contrast()
    window.policy = window.policy.with_payers([payer.id for payer in library.payers()])
    fill_window(window, library, run_review, date.today)
    window.frame.keep_on_screen()
    read_tables(window, folder, library)
    connect_notes(window, lambda: note_reader(library, date.today))
    connect_claim_windows(window, library.denials, lambda: window.library)
    windows = SecondaryWindows(window, folder, library.shelf, library.with_shelf, _make_hotkey)
    if window.store.data.problem:
        window.banner.say(window.store.data.problem, "Dismiss", window.banner.hide)
    if not window.search.field.text():
        open_first_page(window.reference, window.store)
    load_ahead(window)
    answer_soon(window)
    if window.store.setting("hotkey", ""):
        QTimer.singleShot(_QUIET_MS, windows.start_hotkey)
    # What there is by now lives as long as the window: collections from here on pass it over.
    gc.freeze()
    gc.enable()
    return windows
