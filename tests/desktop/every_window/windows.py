"""Every window that the program can open, each in the state in which it shows most.

A new window gets its name and its maker here, and is then heard, enlarged and looked at with the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.claims.draft import draft_of
from app.claims.tables.opening import UnknownHeadingsError, read_text
from app.coding.denials import DenialTable
from app.desktop.claim import leaving
from app.desktop.claim.mapping import MappingDialog
from app.desktop.claim.primary_popover import PrimaryPopover
from app.desktop.hotkey.system import NoHotkey
from app.desktop.imports.import_windows import ImportWindows
from app.desktop.note.queries_dialog import QueriesDialog
from app.desktop.pages.page_controls import DatePopup
from app.desktop.shell.claim_windows import connect_claim_windows
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.notes_wiring import connect_notes
from app.desktop.shell.secondary_windows import SecondaryWindows
from app.desktop.widgets.citations import SourcePopover, SourceTag
from app.desktop.worklist.audit.draw_dialog import DrawDialog
from app.library.shelf.shelf import Shelf
from app.releases.installation import install
from tests.claims.tables.known import SYNONYMS, reading
from tests.desktop.claim.samples import fake_review
from tests.desktop.claim.test_primaries import CLAIM as ADD_ON
from tests.desktop.claim.test_workspace import ALONE
from tests.desktop.imports.conftest import TODAY
from tests.desktop.note.reading import NOTE, read_note
from tests.desktop.worklist.conftest import ALONE as ADD_ON_ALONE
from tests.desktop.worklist.conftest import JOINT, SPINE, claim_of, write_file
from tests.releases import files

Show = Callable[[str], QWidget]
TABLE = "Claim ID,DOS,CPT,Proc Item,Room,Charge\nA,1/5/26,77002,x,R1,10\nA,1/5/26,20610,y,R2,20\n"
PAGES = ("77002", "answer:20610+77002", "view:welcome", "view:compare", "view:decision", "view:modifiers",
         "view:coverage", "modifier:26", "rule:addon-without-primary")  # fmt: skip


class Windows:
    """Makes each window over one main window. `names` says which there are."""

    names = (
        *PAGES, "find", "nothing found", "check", "check, coverage", "check, blank", "check, unread",
        "worklist", "import", "editions", "editions, none", "compare", "compare, none", "pair", "preferences",
        "shortcuts", "about", "licenses", "mapping", "export", "export worklist",
        "sample", "appraisal",
        "mini", "note", "questions", "denial", "payment", "articles",
        "source", "date", "primary", "losing", "identifier",
    )  # fmt: skip

    def __init__(self, main: MainWindow, folder: Path, qtbot: QtBot) -> None:
        self.main, self._folder, self._qtbot = main, folder, qtbot
        make_shelf(folder)
        self.secondary = SecondaryWindows(main, folder, Shelf({}), lambda _shelf: main.library, NoHotkey)
        self._notes = connect_notes(main, lambda: read_note)
        self._beside = connect_claim_windows(main, DenialTable, lambda: main.library)
        self._blank: list[ImportWindows] = []
        main.claims.workspace().reviewer.review = fake_review

    def each(self) -> Iterator[tuple[str, QWidget]]:
        """One after the other with its name, shown; what lies beside the main window is closed after it."""
        for name in self.names:
            yield name, self.show(name)
            self.put_away()

    def close(self) -> None:
        """Close what lies beside the main window for good, after the work that goes on in it."""
        for windows in (self.secondary.imports(), *self._blank):
            windows.close()
        self.secondary._proof.wait()
        self.put_away()

    def put_away(self) -> None:
        """Close all but the main window."""
        for window in QApplication.topLevelWidgets():
            if window is not self.main:
                window.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def show(self, name: str) -> QWidget:
        """The window of that name, shown."""
        if ":" in name or name in PAGES:
            self.main.open_page(name)
            sheet = self.main.reference.pages.sheet()
            if sheet is not None:
                sheet.finish()
            return self.main
        made = getattr(self, "_" + name.replace(", ", "_").replace(" ", "_"))()
        assert isinstance(made, QWidget)
        if not made.isVisible():
            made.show()
        self._qtbot.waitUntil(made.isVisible)
        QApplication.processEvents()
        return made

    # The main window

    def _nothing_found(self) -> QWidget:
        self.main.search.type_text("zzzzqqq")
        self._qtbot.waitUntil(lambda: self.main.search.model.first_hit() < 0)
        return self.main

    def _find(self) -> QWidget:
        self.show("77002")
        self.main.actions_by_name["find"].trigger()
        return self.main

    def _check(self) -> QWidget:
        workspace = self.main.claims.workspace()
        self.main.show_check()
        with self._qtbot.waitSignal(workspace.reviewer.reviewed):
            workspace.open_claim(ALONE, "Open")
        return self.main

    def _check_coverage(self) -> QWidget:
        self._check()
        self.main.claims.workspace().panel.foot.toggle()
        return self.main

    def _check_blank(self) -> QWidget:
        self.main.show_check()
        self.main.claims.workspace().start_blank()
        return self.main

    def _check_unread(self) -> QWidget:
        self.main.show_check()
        workspace = self.main.claims.workspace()
        unread = draft_of(ALONE).with_unread("place_of_service", "nowhere")
        workspace.form.change("Typing", unread.with_unread("date_of_service", "13/45"))
        return self.main

    def _worklist(self) -> QWidget:
        claims = (JOINT, SPINE, ADD_ON_ALONE)
        path = write_file(self._folder / "march.837", *(claim_of(*codes) for codes in claims))
        self.main.worklist._review = fake_review
        self.main.claims.commands().files.open_path(path)
        mode = self.main.worklist
        self._qtbot.waitUntil(lambda: mode.is_open() and not mode.work.is_running())
        return self.main

    # Beside it

    def _import(self) -> QWidget:
        bad = self._folder / "mue.zip"
        bad.write_bytes(b"<html>license</html>")
        windows = self.secondary.imports()
        with self._qtbot.waitSignal(windows.runner.ended, timeout=30_000):
            return windows.open_import([bad])

    def _editions(self) -> QWidget:
        return self.secondary.imports().open_editions()

    def _editions_none(self) -> QWidget:
        return self._without_editions().open_editions()

    def _compare_none(self) -> QWidget:
        return self._without_editions().open_compare()

    def _without_editions(self) -> ImportWindows:
        look, folder = self.main.look, self._folder / "nothing"
        made = ImportWindows(look, folder, self.main.today, tuple, self.main)
        self._blank.append(made)
        return made

    def _compare(self) -> QWidget:
        window = self.secondary.imports().open_compare()
        window.wait()
        return window

    def _pair(self) -> QWidget:
        return self.secondary.imports().open_pair("1000X", "0001X")

    def _dialog(self, name: str) -> QWidget:
        self.secondary.open(name)
        dialog = self.secondary.dialog(name)
        assert dialog is not None
        return dialog

    def _preferences(self) -> QWidget:
        return self._dialog("preferences")

    def _shortcuts(self) -> QWidget:
        return self._dialog("shortcuts")

    def _about(self) -> QWidget:
        return self._dialog("about")

    def _licenses(self) -> QWidget:
        from app.desktop.dialogs.licenses import LicenseTexts
        from app.desktop.look.look import RESOURCES

        return LicenseTexts(self.main.look, RESOURCES, self.main)

    def _mapping(self) -> QWidget:
        with pytest.raises(UnknownHeadingsError) as asked:
            read_text(TABLE.splitlines(keepends=True), 1, "a.csv", reading())
        return MappingDialog(self.main.look, asked.value, SYNONYMS, "a.csv", self.main)

    def _export(self) -> QWidget:
        self._check()
        dialog = self.main.claims.commands().make_export_dialog()
        assert dialog is not None
        return dialog

    def _export_worklist(self) -> QWidget:
        self._worklist()
        return self.main.worklist.make_export()

    def _sample(self) -> QWidget:
        self._worklist()
        dialog = self.main.worklist.auditing().make_dialog()
        dialog.by.setCurrentIndex(1)
        dialog.seed.setText("2026 Q3")
        self._qtbot.waitUntil(dialog.draw_button.isEnabled)
        return dialog

    def _appraisal(self) -> QWidget:
        dialog = self._sample()
        auditing = self.main.worklist.auditing()
        assert isinstance(dialog, DrawDialog)
        with self._qtbot.waitSignal(auditing.sampler.drawn):
            dialog.draw()
        appraisal = auditing.make_appraisal()
        assert appraisal is not None
        appraisal.answer(is_in_error=True)
        return appraisal

    def _mini(self) -> QWidget:
        mini = self.secondary.mini()
        mini.activate()
        mini.ask("20610 77002")
        return mini

    def _note(self) -> QWidget:
        opening = self._notes.opening()
        opening.show().show_note(NOTE)
        return opening.show()

    def _denial(self) -> QWidget:
        self._check()
        self._beside.answer("explain_denial")
        assert self._beside.denial is not None
        return self._beside.denial

    def _payment(self) -> QWidget:
        self._check()
        self._beside.answer("pay_claim")
        assert self._beside.payment is not None
        return self._beside.payment

    def _articles(self) -> QWidget:
        self._check()
        self._beside.answer("ask_articles")
        assert self._beside.coverage is not None
        return self._beside.coverage

    def _questions(self) -> QWidget:
        return QueriesDialog(self.main.look, read_note(NOTE).queries, TODAY, TODAY, self.main)

    # Popovers and questions

    def _source(self) -> QWidget:
        self.show("77002")
        tag = next(each for each in self.main.findChildren(SourceTag) if each.isVisible())
        tag.show_popover()
        popover = tag.findChild(SourcePopover)
        assert popover is not None
        return popover

    def _date(self) -> QWidget:
        self.show("77002")
        button = self.main.reference.pages.controls.date_button
        button.click()
        popover = button.findChild(DatePopup)
        assert popover is not None
        return popover

    def _primary(self) -> QWidget:
        workspace = self.main.claims.workspace()
        self.main.show_check()
        with self._qtbot.waitSignal(workspace.reviewer.reviewed):
            workspace.open_claim(ADD_ON, "Open")
        workspace.flags.make_edit()
        popover = workspace.panel.detail.choose.findChild(PrimaryPopover)
        assert popover is not None
        return popover

    def _losing(self) -> QWidget:
        leaving.ask_before_losing([(draft_of(ALONE), None)] * 2, "Closing Needlepoint", self.main)
        return self._asked()

    def _identifier(self) -> QWidget:
        leaving.may_write("The reference looks like a date of birth.", self.main)
        return self._asked()

    def _asked(self) -> QWidget:
        return self.main.findChildren(QMessageBox)[-1]


def make_shelf(folder: Path) -> None:
    """Two quarters of PTP edits, in the second of which one pair has ended."""
    old = files.parts()
    new = {part: list(rows) for part, rows in old.items()}
    new[1][0] = files.pair("1000X", "0001X", "20200101", "20260930")
    files.write_ptp(folder / "old", old, "322")
    files.write_ptp(folder / "new", new, "323")
    install([folder / "old", folder / "new"], folder / "editions", today=TODAY)
