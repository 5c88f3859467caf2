"""The window under the policy of an administrator: it says what is set, and does not do what is off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.coding.policy import NO_POLICY, Policy
from app.coding.requests import AskClipboard
from app.desktop.dialogs.about import About, policy_text
from app.desktop.dialogs.preferences import Preferences
from app.desktop.hotkey.choice import HotkeyChoice
from app.desktop.hotkey.system import NoHotkey
from app.desktop.imports.editions_window import IN_BOOK, EditionsWindow
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.requests import Requests
from app.library.shelf.edition_file import Damaged
from app.library.shelf.shelf import Shelf
from app.releases.installation import install
from tests.desktop.shell.test_window import open_side_windows
from tests.releases.files import parts, write_ptp

OFF = Policy(source="/etc/x", import_allowed=False, hotkey_allowed=False, clipboard_allowed=False)


def test_about_shows_what_is_set(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    policy = Policy("/etc/x", ("data_folder", "hotkey_allowed"), "", tmp_path, hotkey_allowed=False)
    about = About(window.look, window.library.editions, tmp_path, policy=policy)
    qtbot.addWidget(about)
    assert (
        f"Set by your administrator: /etc/x\n\nData folder: {tmp_path}\nGlobal hotkey: switched off\n"
        in about.text.toPlainText()
    )


def test_about_says_nothing_of_an_administrator_who_set_nothing() -> None:
    assert policy_text(NO_POLICY) == ()
    assert policy_text(Policy("/etc/x"))[1] == "Nothing: the policy is empty."


def test_a_new_claim_starts_with_the_payer_of_the_policy_until_the_user_chooses(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.policy = Policy("/etc/x", ("default_payer",), default_payer="aetna")
    workspace = window.claims.workspace()
    workspace.clear()
    assert workspace.form.draft().payer == "aetna"
    choice = HotkeyChoice(window.store, NoHotkey, "", window)
    payers = window.library.payers()
    page = Preferences(window.look, window.store, tmp_path, payers, choice, policy=window.policy)
    qtbot.addWidget(page)
    assert page.payer.currentData() == "aetna"
    window.store.set_setting("payer", "")
    workspace.clear()
    assert workspace.form.draft().payer is None


def test_a_payer_that_the_book_lacks_is_said_and_not_used(window: MainWindow) -> None:
    policy = Policy("/etc/x", ("default_payer",), default_payer="nobody")
    found = policy.with_payers([payer.id for payer in window.library.payers()])
    assert (found.default_payer, "nobody" in found.fault) == ("", True)
    assert found.hotkey_allowed
    assert policy.with_payers(["nobody"]) is policy


def test_preferences_say_who_set_the_data_folder(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    choice = HotkeyChoice(window.store, NoHotkey, "", window)
    policy = Policy("/etc/x", data_folder=tmp_path)
    page = Preferences(window.look, window.store, tmp_path, (), choice, policy=policy)
    qtbot.addWidget(page)
    assert "administrator" in page._about_folder()


def test_imports_are_refused_in_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    window.policy = OFF
    windows = open_side_windows(window, tmp_path)
    windows.open("import_files")
    refusal = "Importing official files is switched off by your administrator (/etc/x)."
    assert window.status._words.text() == refusal
    assert windows.imports()._import is None
    window.status.say("")
    window.dropped.emit([str(tmp_path / "a.zip")])
    assert window.status._words.text() == refusal
    editions = windows.imports().open_editions()
    assert editions.import_button.isHidden()
    editions.close()


def test_the_clipboard_is_not_read_where_that_is_off(window: MainWindow, tmp_path: Path) -> None:
    window.policy = OFF
    windows = open_side_windows(window, tmp_path)
    QApplication.clipboard().setText("20610 77002")
    Requests(window, windows).do(AskClipboard())
    assert "administrator (/etc/x)" in windows.mini().rows.spoken()
    assert windows.mini().row() is None


def test_a_faulty_policy_comes_before_a_damaged_edition_until_it_is_dismissed(
    window: MainWindow, tmp_path: Path
) -> None:
    window.policy = Policy("/etc/x", fault="The policy is not right.")
    damaged = Damaged(tmp_path / "ncci-ptp.npe", "It is no edition file.")
    open_side_windows(window, tmp_path, Shelf({}, (damaged,)))
    assert window.banner.text() == "The policy is not right."
    window.banner._go()
    assert window.banner.text().startswith("ncci-ptp.npe is not in use.")


def edition_count(window: MainWindow) -> int:
    """How many editions answer, the book among them."""
    return len(window.library.editions)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A shared shelf with an invented pair table."""
    install(write_ptp(tmp_path / "official", parts()), tmp_path / "share")
    return tmp_path / "share"


def test_the_shared_shelf_joins_after_the_start_and_is_not_the_user_s_to_change(
    window: MainWindow, tmp_path: Path, share: Path, qtbot: QtBot
) -> None:
    window.policy = Policy("/etc/x", ("shared_shelf",), shared_shelf=share)
    windows = open_side_windows(window, tmp_path)
    editions = windows.imports().open_editions()
    assert edition_count(window) == 1
    qtbot.waitUntil(lambda: edition_count(window) == 2)
    assert window.banner.text() == ""
    cell = editions.model.index(0, 1)
    assert cell.data().endswith(" (shared shelf)")
    assert str(share) in editions.details.toPlainText()
    assert not editions.aside.isEnabled()
    assert not editions.remove.isEnabled()
    assert editions.compare.isEnabled()
    windows.imports().reopen()
    assert edition_count(window) == 2
    assert own_rows(editions) == 1
    editions.close()
    windows.imports().close()


def own_rows(window: EditionsWindow) -> int:
    """How many rows there are of files, beside those of the book."""
    words = [str(window.model.index(row, 0).data()) for row in range(window.model.rowCount())]
    return sum(not word.startswith(IN_BOOK) for word in words)


def test_a_damaged_shared_file_is_not_the_user_s_to_remove(
    window: MainWindow, tmp_path: Path, share: Path, qtbot: QtBot
) -> None:
    (path,) = share.glob("*.npe")
    path.write_bytes(path.read_bytes()[:-9])
    window.policy = Policy("/etc/x", ("shared_shelf",), shared_shelf=share)
    windows = open_side_windows(window, tmp_path)
    qtbot.waitUntil(lambda: path.name in window.banner.text())
    assert window.banner.text().endswith("It lies on the shared shelf: tell your administrator.")
    editions = windows.imports().open_editions()
    assert own_rows(editions) == 1
    assert not editions.remove.isEnabled()
    editions.close()


def test_a_shared_shelf_that_is_away_is_a_banner(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.policy = Policy("/etc/x", ("shared_shelf",), shared_shelf=tmp_path / "none")
    open_side_windows(window, tmp_path)
    qtbot.waitUntil(lambda: window.banner.text() != "")
    assert window.banner.text().startswith(f"The shared shelf {tmp_path / 'none'} cannot be reached")
    assert edition_count(window) == 1
