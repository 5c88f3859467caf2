"""What ties the worklist to the window: files, tab, stepper, rail, title and status bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from app.coding.errors import InputError
from app.coding.words import SEVERITIES
from app.desktop.shell.modes import WORKLIST
from app.desktop.worklist.stepper import Stepper

if TYPE_CHECKING:
    from app.desktop.claim.files import ClaimFiles
    from app.desktop.claim.many import OpenedFile
    from app.desktop.shell.main_window import MainWindow

_NONE_SELECTED = "No claim is selected: select one first."
_NOT_YET = "Nothing was changed yet. The claim is open at its flags: select one, then press the key again."
_NEEDS_ONE = (
    "show_worklist",
    "save_worklist",
    "save_worklist_as",
    "export_worklist",
    "audit_sample",
    "appraise_sample",
    "next_open",
    "previous_open",
)


def connect_worklist(window: MainWindow, retitle: Callable[[], None], report: Callable[[Path], None]) -> None:
    """Connect the mode; `retitle` names the window, `report` tells of a file that was saved."""
    stepper = Stepper(window.look)
    window.header.set_stepper(stepper)
    stepper.asked.connect(lambda name: window.actions_by_name[name].trigger())
    window.header.mode_chosen.connect(lambda _mode: _show_place(window, stepper))
    window.worklist.built.connect(lambda: _adopt(window, stepper, retitle, report))
    window.worklist.opened.connect(lambda: _show(window))
    window.worklist.opened.connect(retitle)
    window.worklist.exported.connect(lambda path, said: _tell_exported(window, path, said))
    window.listed_asked.connect(lambda: open_listed(window, window.worklist.view.table.current(), flags=True))
    window.claims_dropped.connect(lambda paths: open_paths(window, paths))
    for name in _NEEDS_ONE:
        window.actions_by_name[name].setEnabled(False)


def adopt_files(window: MainWindow, files: ClaimFiles) -> None:
    """Take what the claim side opens and is not one claim."""
    files.several.connect(lambda path, file: _open_file_of_claims(window, path, file))
    files.worklist.connect(lambda path: _open_worklist(window, files, path))


def open_paths(window: MainWindow, paths: list[Path]) -> None:
    """Open what was dropped: one file by what is in it, several as one worklist."""
    from app.desktop.worklist.opening import name_of, read_several

    files = window.claims.commands().files
    if len(paths) == 1:
        if not (window.is_checking() and files.take_answer(paths[0])):
            files.open_path(paths[0])
        return
    entries = read_several(paths, files.tables(), files.ask_headings)
    window.worklist.open_entries(name_of(paths), entries, "")


def show_worklist(window: MainWindow) -> None:
    """Go to the worklist."""
    if window.worklist.is_open():
        window.header.tabs.choose(WORKLIST)
        _take_focus(window)


def open_listed(window: MainWindow, number: int | None, *, flags: bool = False) -> None:
    """Show a claim of the worklist in Check; with `flags` the panel too."""
    if number is not None and window.worklist.link.open(number):
        window.show_check()
        if flags:
            window.flags.expand()


def _take_focus(window: MainWindow) -> None:
    """The keyboard goes to the row of the claim that is in the form, if it is one of the worklist."""
    table = window.worklist.view.table
    if number := window.worklist.link.number():
        table.choose(number)
    table.setFocus()


def worklist_answers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands of the worklist do, by their names in the table of commands."""
    return {
        "show_worklist": partial(show_worklist, window),
        "save_worklist": partial(_save, window),
        "save_worklist_as": partial(_save_as, window),
        "export_worklist": window.worklist.export,
        "audit_sample": lambda: window.worklist.auditing().ask(),
        "appraise_sample": lambda: window.worklist.auditing().appraise(),
        "next_open": lambda: _step(window, 1),
        "previous_open": lambda: _step(window, -1),
    }


def _save(window: MainWindow) -> None:
    window.worklist.keeping.save()


def _save_as(window: MainWindow) -> None:
    window.worklist.keeping.save_as()


def _show_flag(window: MainWindow, step: int) -> bool:
    """Show the claim on the current row in Check, and its first (1) or last (-1) open flag once reviewed.

    False, and a sentence in the worklist, when there is no claim to show.
    """
    number, link = window.worklist.view.table.current(), window.worklist.link
    if number is None:
        window.worklist.view.message.say(_NONE_SELECTED, (), "info")
        return False
    open_listed(window, number, flags=True)
    if link.number() != number or not window.is_checking():
        return False
    workspace = window.claims.workspace()

    def go(_review: object = None) -> None:
        if link.number() == number:
            workspace.panel.step(step)

    if workspace.is_current():
        go()
    else:
        workspace.reviewed.connect(go, Qt.ConnectionType.SingleShotConnection)
    return True


def _show_before_deciding(window: MainWindow) -> None:
    """What is not seen is not decided: the first key shows the flag, the next one decides."""
    if _show_flag(window, 1):
        window.status.say(_NOT_YET)


LISTED: dict[str, Callable[[MainWindow], object]] = {
    "save_claim": _save,
    "save_claim_as": _save_as,
    "export_checklist": lambda window: window.worklist.export(),
    "next_flag": lambda window: _show_flag(window, 1),
    "previous_flag": lambda window: _show_flag(window, -1),
    "make_edit": _show_before_deciding,
    "flag_fixed": _show_before_deciding,
    "flag_accepted": _show_before_deciding,
    "flag_not_applicable": _show_before_deciding,
    "flag_open": _show_before_deciding,
}
"""Commands of the claim that mean the worklist, or the claim on its current row, while that is shown."""


def _tell_exported(window: MainWindow, path: Path, said: str) -> None:
    folder = QUrl.fromLocalFile(str(path if path.is_dir() else path.parent))
    window.status.say(f"Saved {said}", "Show in folder", lambda: QDesktopServices.openUrl(folder))


def _step(window: MainWindow, step: int) -> None:
    number = window.worklist.link.next_open(step)
    if number is None:
        from app.desktop.worklist.link import (
            NONE_OPEN,  # it brings the rules, which the window starts without
        )

        window.status.say(NONE_OPEN)
    elif window.is_listing():
        window.worklist.view.table.choose(number)
    else:
        open_listed(window, number)


def _open_file_of_claims(window: MainWindow, path: Path, file: OpenedFile) -> None:
    entries, name = file.entries, file.name
    if path.is_dir():  # its tables may have headings to ask about
        from app.desktop.worklist.opening import read_several

        files = window.claims.commands().files
        entries, name = read_several([path], files.tables(), files.ask_headings), ""
    if window.worklist.open_entries(path.name, entries, name):
        window.worklist.keeping.folder = path.parent
        window.store.add_claim(path)


def _open_worklist(window: MainWindow, files: ClaimFiles, path: Path) -> None:
    try:
        opened = window.worklist.open_file(path)
    except (InputError, OSError) as error:
        files.say_not_opened(path, error)
        return
    if opened:
        window.worklist.keeping.folder = path.parent
        window.store.add_claim(path)


def _adopt(
    window: MainWindow, stepper: Stepper, retitle: Callable[[], None], report: Callable[[Path], None]
) -> None:
    mode = window.worklist
    mode.view.opened.connect(partial(open_listed, window))
    mode.view.moved.connect(lambda number: _show_counts(window, number))
    mode.link.changed.connect(lambda: _show_place(window, stepper))
    mode.link.changed.connect(retitle)
    mode.work.progressed.connect(window.status.show_progress)
    mode.keeping.saved.connect(report)
    mode.keeping.saved.connect(window.store.add_claim)
    mode.keeping.saved.connect(lambda _path: retitle())


def _show(window: MainWindow) -> None:
    for name in _NEEDS_ONE:
        window.actions_by_name[name].setEnabled(True)
    window.header.show_worklist()
    if window.is_listing():
        window.show_mode(WORKLIST)
    window.header.tabs.choose(WORKLIST)
    table = window.worklist.view.table
    table.setFocus()
    # At the start of the program the center shows only after this, and what does not show keeps no focus.
    QTimer.singleShot(0, table, table.setFocus)


def _show_place(window: MainWindow, stepper: Stepper) -> None:
    checking = window.is_checking() and window.worklist.is_open()
    stepper.show_place(window.worklist.link.place_words() if checking else "")
    window.header.show_ways()
    if window.is_listing() and window.worklist.is_open():
        window.worklist.view.refresh()
        _show_counts(window, window.worklist.view.table.current())
    elif window.claims.is_built():
        workspace = window.claims.workspace()
        review = workspace.review()
        missed = len(review.not_checked) if review else 0
        workspace.rail.show_counts(workspace.panel.counts() if review else {}, missed)


def _show_counts(window: MainWindow, number: int | None) -> None:
    """The rail counts the flags of the claim on the current row."""
    if window.is_listing() and window.claims.is_built() and number is not None:
        row = window.worklist.worklist().listing.row(number)
        counts = {severity: row.count(severity) for severity in SEVERITIES}
        window.claims.workspace().rail.show_counts(counts, row.not_checked)
