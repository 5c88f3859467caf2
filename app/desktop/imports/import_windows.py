"""The windows of this room, made when first asked for, over one shelf that is reopened when it changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.coding.policy import NO_POLICY, Policy
from app.coding.sources import Source
from app.desktop.imports.editions_window import EditionsWindow
from app.desktop.look.look import Look
from app.library.shelf.edition_file import Damaged
from app.library.shelf.shared import Shared
from app.library.shelf.shelf import Shelf
from app.releases import keeping

if TYPE_CHECKING:
    from app.desktop.imports.compare_window import CompareWindow
    from app.desktop.imports.import_window import ImportWindow
    from app.desktop.imports.pair_window import PairWindow
    from app.desktop.imports.runner import ImportRunner


class ImportWindows(QObject):
    """Opens import, editions, compare and pair windows. `folder` is the shelf's folder.

    `watched` gives the codes among the user's favorites, `noted` those on which the user wrote a note,
    `shared` the shared shelf once it has been read.

    Signals: `shelf_released()` before a file is renamed or removed, so that others close theirs;
    `shelf_changed()` after the shelf became another; `progressed(str)` for the status bar, "" at the end;
    `said(str)` for a message.
    """

    shelf_released = Signal()
    shelf_changed = Signal()
    progressed = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        look: Look,
        folder: Path,
        today: Callable[[], date],
        watched: Callable[[], Collection[str]],
        parent: QWidget | None = None,
        *,
        noted: Callable[[], Collection[str]] = tuple,
        policy: Policy = NO_POLICY,
        shared: Callable[[], Shared | None] = lambda: None,
        excerpts: Callable[[], Sequence[Source]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._folder = folder
        self._today = today
        self._watched = watched
        self._noted = noted
        self._policy = policy
        self._shared = shared
        self._excerpts = excerpts
        self._parent_window = parent
        self._shelf = self._open_shelf()
        self._import: ImportWindow | None = None
        self._editions: EditionsWindow | None = None
        self._compare: CompareWindow | None = None
        self._pair: PairWindow | None = None

    @cached_property
    def runner(self) -> ImportRunner:
        """What imports; it and all readers of official files load with the first import."""
        from app.desktop.imports.runner import ImportRunner

        made = ImportRunner(self._folder, self)
        made.moved.connect(self._report_progress)
        made.ended.connect(self.reopen)
        return made

    def ask_import(self, paths: Collection[Path] = ()) -> None:
        """Open the import window, or say that an administrator switched importing off."""
        if self._policy.import_allowed:
            self.open_import(paths)
        else:
            self.said.emit(self._policy.refusal("Importing official files"))

    def open_import(self, paths: Collection[Path] = ()) -> ImportWindow:
        """The import window; `paths` (dropped on the main window) start at once."""
        if self._import is None:
            from app.desktop.imports.import_window import ImportWindow

            self._import = ImportWindow(self._look, self.runner, self._parent_window)
            self._import.compare_wanted.connect(self.open_compare)
        _raise_window(self._import)
        if paths:
            self._import.take(list(paths))
        return self._import

    def open_editions(self) -> EditionsWindow:
        """The editions window."""
        if self._editions is None:
            window = EditionsWindow(
                self._look,
                self._shelf,
                self._today,
                self._parent_window,
                may_import=self._policy.import_allowed,
                excerpts=self._excerpts(),
            )
            window.import_asked.connect(self.open_import)
            window.compare_asked.connect(self.open_compare)
            window.aside_asked.connect(
                lambda item: self._change(lambda: keeping.set_aside(self._folder, item))
            )
            window.back_asked.connect(
                lambda item: self._change(lambda: keeping.bring_back(self._folder, item))
            )
            window.remove_asked.connect(lambda item: self._change(lambda: self._remove(item)))
            window.damaged_asked.connect(lambda item: self._change(lambda: self._remove(item)))
            self._editions = window
        self._editions.set_shelf(self._shelf)
        _raise_window(self._editions)
        return self._editions

    def open_compare(self, edition: Edition | None = None) -> CompareWindow:
        """The compare window, on the edition of this title and the one before it."""
        from app.desktop.imports.compare_window import CompareWindow

        if self._compare is not None:
            self._close_compare()
        self._compare = CompareWindow(
            self._look, self._shelf, self._watched, self._parent_window, noted=self._noted
        )
        self._compare.pair_asked.connect(self.open_pair)
        self._compare.said.connect(self.said)
        if edition is not None:
            self._compare.choose(edition)
        _raise_window(self._compare)
        return self._compare

    def open_pair(self, one: str, two: str) -> PairWindow:
        """The pair window on two codes."""
        if self._pair is None:
            from app.desktop.imports.pair_window import PairWindow

            self._pair = PairWindow(self._look, self._shelf, self._today, self._parent_window)
        self._pair.show_pair(one, two)
        _raise_window(self._pair)
        return self._pair

    def take_shared(self) -> None:
        """Show the shared shelf too, which has been read since."""
        self._close_compare()
        self._shelf.close()
        self._show_shelf()

    def close(self) -> None:
        """Cancel a running import and let go of every file."""
        if "runner" in self.__dict__:  # else nothing was ever imported
            self.runner.cancel()
        self.release()

    def _remove(self, item: Edition | Damaged) -> None:
        if isinstance(item, Damaged):
            keeping.remove_damaged(item.path)
        else:
            keeping.remove(self._folder, item)

    def _change(self, act: Callable[[], None]) -> None:
        """Change the folder with every file of this window closed, then open the shelf again."""
        self.release()
        sentence = ""
        try:
            act()
        except InputError as error:
            sentence = str(error)
        except OSError as error:
            sentence = f"The editions could not be changed: {error.strerror}."
        self.reopen()
        if sentence and self._editions:
            self._editions.say(sentence)

    def release(self) -> None:
        """Close the shelf before its files are moved or removed; nothing is asked of it until `reopen`."""
        self._close_compare()
        self.shelf_released.emit()
        self._shelf.close()

    def reopen(self) -> None:
        """Open the shelf again as it is now, and show it."""
        self._close_compare()
        self._shelf.close()
        self._show_shelf()
        self.shelf_changed.emit()

    def _open_shelf(self) -> Shelf:
        own, shared = Shelf.open(self._folder), self._shared()
        return own.with_shared(shared) if shared else own

    def _show_shelf(self) -> None:
        self._shelf = self._open_shelf()
        if self._editions:
            self._editions.set_shelf(self._shelf)
        if self._pair:
            self._pair.set_shelf(self._shelf)

    def _close_compare(self) -> None:
        if self._compare is not None:
            self._compare.wait()
            self._compare.close()
            self._compare.deleteLater()
            self._compare = None

    def _report_progress(self) -> None:
        progress = self.runner.progress
        if not self.runner.is_running():
            self.progressed.emit("")
        elif progress.current >= 0:
            edition = progress.rows[progress.current].edition
            self.progressed.emit(f"Importing {edition}, {progress.fraction() * 100:.0f} %")


def _raise_window(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
