"""What ties the parts of the window together: whose word each follows."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.coding.page_key import page_key
from app.desktop.shell.modes import REFERENCE
from app.desktop.shell.worklist_wiring import adopt_files, connect_worklist

if TYPE_CHECKING:
    from pathlib import Path

    from app.desktop.claim.commands import ClaimCommands
    from app.desktop.claim.workspace import ClaimWorkspace
    from app.desktop.search.rows import ResultRow
    from app.desktop.shell.main_window import MainWindow


NEW_CLAIM = "New claim"


def connect_parts(window: MainWindow) -> None:
    """Connect search, pages, header, rail and status bar with one another."""
    search, reference, header = window.search, window.reference, window.header
    search.previewed.connect(lambda row: _preview_row(window, row))
    search.missed.connect(lambda text: _show_nothing_found(window, text))
    search.opened.connect(lambda row: _open_row(window, row))
    search.left.connect(window.step_back)
    search.field.copy_asked.connect(lambda: _copy_of(window))
    reference.shown.connect(lambda _page: _follow_page(window))
    reference.said.connect(window.status.say)
    reference.typed.connect(search.type_text)
    reference.command_asked.connect(lambda name: window.actions_by_name[name].trigger())
    header.mode_chosen.connect(window.show_mode)
    header.mode_chosen.connect(lambda _mode: _retitle(window))
    header.asked.connect(lambda name: window.actions_by_name[name].trigger())
    connect_worklist(window, partial(_retitle, window), partial(_report_saved, window))
    window.claims.built.connect(lambda workspace, commands: _adopt_workspace(window, workspace, commands))
    window.store.changed.connect(search.refresh_home)
    window.store.failed.connect(window.status.say)
    window.status.asked.connect(lambda name: _follow_piece(window, name))
    window.flags.expand_asked.connect(window.toggle_flags)
    window.look.changed.connect(window.follow_look)


def _copy_of(window: MainWindow) -> None:
    from app.desktop.reference.page_copying import copy  # loads with pages, after the first key is answered

    copy(window.reference)


def _preview_row(window: MainWindow, row: ResultRow) -> None:
    if window.is_reading():
        window.reference.follow_typed(row.on)
        window.reference.preview(row.key() or window.reference.key())


def _show_nothing_found(window: MainWindow, text: str) -> None:
    if window.is_reading():
        window.reference.preview(page_key("search", text))


def _open_row(window: MainWindow, row: ResultRow) -> None:
    window.header.tabs.choose(REFERENCE)
    window.reference.follow_typed(row.on)
    if not window.reference.open(row.key() or window.reference.key()):
        return
    _show_payment_asked(window)
    if window.search_zone.slides():
        window.reference.take_focus()  # the search lies over the page until the keyboard leaves it


def _show_payment_asked(window: MainWindow) -> None:
    """Show what the opened code pays, and where, if that was the question."""
    from app.library.search.payment_question import payment_question

    asked = payment_question(window.search.field.text())
    if asked is None or window.reference.codes() != (asked[0],):
        return
    if place := window.reference.pages.show_payment():
        place.try_place(asked[1])


def _follow_piece(window: MainWindow, leads_to: str) -> None:
    """Do what a piece of the status bar leads to."""
    if leads_to == "reading":
        workspace = window.claims.workspace()
        workspace.view.tell_reading(workspace.kept.reading(workspace.form.draft()))
    else:
        window.actions_by_name[leads_to].trigger()


def _follow_page(window: MainWindow) -> None:
    reference = window.reference
    window.header.set_codes(reference.codes())
    window.show_date()
    window.header.set_ways(back=reference.trail.can_go_back(), forward=reference.trail.can_go_forward())
    window.actions_by_name["favorite"].setChecked(window.store.is_favorite(reference.key()))
    _retitle(window)


def _retitle(window: MainWindow) -> None:
    """Name the page in Reference, in Check and Worklist the file, with a mark while it is not saved."""
    if window.is_checking() and window.claims.is_built():
        workspace = window.claims.workspace()
        name = (workspace.kept.name(workspace.form.draft()) or NEW_CLAIM).replace("[*]", "[*][*]")
        window.setWindowTitle(f"{name}[*] · Needlepoint")
        window.setWindowModified(workspace.is_changed())
        return
    window.setWindowModified(False)
    if window.is_listing():
        window.setWindowTitle(f"{window.worklist.worklist().name.replace('[*]', '[*][*]')}[*] · Needlepoint")
        window.setWindowModified(not window.worklist.worklist().is_kept)
        return
    title = window.reference.title()
    window.setWindowTitle(f"{title} · Needlepoint" if title else "Needlepoint")


def _adopt_workspace(window: MainWindow, workspace: ClaimWorkspace, commands: ClaimCommands) -> None:
    """Take a new workspace in: its panel and rail, what it asks for, and what a blank claim starts with."""
    window.flags.set_parts(workspace.panel, workspace.rail)
    workspace.page_asked.connect(window.open_page)
    workspace.collapse_asked.connect(window.toggle_flags)
    workspace.expand_asked.connect(window.flags.expand)
    workspace.import_asked.connect(window.actions_by_name["import_files"].trigger)
    workspace.reviewed.connect(lambda _review: window.refresh_status())
    commands.saved.connect(lambda path: _report_saved(window, path))
    commands.shown.connect(window.show_check)
    commands.files.used.connect(window.store.add_claim)
    workspace.claim_changed.connect(lambda _claim: _retitle(window))
    workspace.kept_changed.connect(lambda: _retitle(window))
    adopt_files(window, commands.files)
    workspace.new_payer = lambda: window.store.setting("payer", window.policy.default_payer) or None
    workspace.new_date = lambda: _new_claim_date(window)
    workspace.start_blank()


def _new_claim_date(window: MainWindow) -> date:
    back = 1 if window.store.setting("claim_date", "today") == "yesterday" else 0
    return window.today() - timedelta(days=back)


def _report_saved(window: MainWindow, path: Path) -> None:
    folder = QUrl.fromLocalFile(str(path.parent))
    window.status.say(f"Saved {path.name}", "Show in folder", lambda: QDesktopServices.openUrl(folder))
