"""A window over the small library, for every test of the desktop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.coding.claim import Claim
from app.coding.findings import Review
from app.desktop.look.look import Look
from app.desktop.look.style import InputHabits, NeedlepointStyle
from app.desktop.shell.application import fill_window
from app.desktop.shell.main_window import MainWindow
from app.desktop.user_data.file import UserData
from app.desktop.user_data.store import UserDataStore
from app.library.library import Library

TODAY = date(2026, 11, 23)


def review_nothing(_claim: Claim, _library: object) -> Review:
    """A review that finds nothing and looks at nothing."""
    return Review(schema=1, outcome="incomplete", flags=(), checked=(), not_checked=(), editions=())


@pytest.fixture(scope="session")
def style(qapp: QApplication) -> NeedlepointStyle:
    """The style of the whole run."""
    made = NeedlepointStyle()
    qapp.setStyle(made)
    InputHabits(qapp, made)
    return made


@pytest.fixture(scope="session")
def look(qapp: QApplication, style: NeedlepointStyle) -> Look:  # noqa: ARG001 - it is set before the look
    """The look of the whole run; tests that change it put it back."""
    made = Look(qapp, "light", 100)
    made.draw_images()
    return made


@pytest.fixture(autouse=True)
def _gone_after_use() -> Iterator[None]:
    """Let go of what a test deleted: left over, it would be drawn again at every later change of the look."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def library(small_library: Library) -> Library:
    """The small library; what a test sets on it, it takes back."""
    return small_library


@pytest.fixture
def store() -> UserDataStore:
    """Favorites and settings in memory."""
    return UserDataStore(UserData(favorites=("77002", "77003"), recent=("20610",)), lambda _base, mine: mine)


def _leave_claim(window: MainWindow) -> None:
    if window.claims.is_built():
        window.claims.workspace().reviewer.wait()
        window.claims.workspace().start_blank()
    if window.worklist.is_open():
        window.worklist.worklist().owed.clear()


def user_data(**settings: object) -> UserData:
    """Two favorites, a recent page and settings."""
    return UserData(favorites=("77002", "77003"), recent=("20610",), settings=settings)


def open_window(
    look: Look, library: Library, width: int = 1280, height: int = 800, **settings: object
) -> MainWindow:
    """A window of a size over a library, shown and with the focus in the search field."""
    kept = user_data(window_size=[width, height], **settings)
    window = MainWindow(look, UserDataStore(kept, lambda _base, mine: mine))
    fill_window(window, library, review_nothing, lambda: TODAY)
    window.setMinimumSize(200, 200)
    window.resize(width, height)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    window.search.focus_field()
    return window


def close_window(window: MainWindow) -> None:
    """Close a window for good, whatever claim is in it."""
    _leave_claim(window)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def make_window(look: Look, qtbot: QtBot, library: Library) -> Iterator[Callable[..., MainWindow]]:
    """Make a window of a size, shown and with the focus in the search field."""

    def make(width: int = 1280, height: int = 800, **settings: object) -> MainWindow:
        window = open_window(look, library, width, height, **settings)
        # Closing would ask about a claim that is not saved, and nobody answers here.
        qtbot.addWidget(window, before_close_func=_leave_claim)
        return window

    look.set_zoom(100)  # a window that tests share may have another
    yield make
    # The windows are closed by now. Gone as well, they are not drawn once more in the look that is put back.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    look.set_zoom(100)
    if look.choice != "light":  # it draws every widget again, also where nothing changes
        look.set_choice("light")


@pytest.fixture(scope="module")
def shared_window(look: Look, library: Library) -> Iterator[MainWindow]:
    """One window for the tests of a module that look at another beside it, and change only its claim."""
    window = open_window(look, library)
    yield window
    close_window(window)


@pytest.fixture
def blank_window(shared_window: MainWindow, look: Look, qtbot: QtBot) -> Iterator[MainWindow]:
    """The shared window, in front, with a blank claim, the first page and the user's data of a new one."""
    if shared_window.claims.is_built():
        workspace = shared_window.claims.workspace()
        workspace.reviewer.wait()
        workspace.reviewer.review = lambda claim: review_nothing(claim, shared_window.library)
        workspace.start_blank()
    shared_window.store.data = user_data(window_size=[1280, 800])
    shared_window.open_page("view:welcome")
    shared_window.activateWindow()
    qtbot.waitUntil(shared_window.isActiveWindow)
    yield shared_window
    look.set_zoom(100)


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    """The window at its standard size."""
    return make_window()
