"""Windows beside the main one, each made when first asked for.

Preferences, shortcuts, about, mini, imports.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from app.coding.page_key import page_key
from app.coding.sentences import count_of
from app.desktop.imports.work import Work
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets.forward import bring_forward
from app.library.shelf.shared import Shared, read_shared
from app.library.shelf.shelf import Shelf

if TYPE_CHECKING:
    from datetime import date

    from app.coding.library import ReferenceLibrary
    from app.desktop.hotkey.choice import HotkeyChoice
    from app.desktop.hotkey.hotkey import Hotkey
    from app.desktop.imports.import_windows import ImportWindows
    from app.desktop.mini.window import MiniWindow

EDITIONS = "editions"


class SecondaryWindows(QObject):
    """Answers the commands that open something beside the main window.

    `folder` is the user's data folder, `shelf` what the window's library
    reads, `with_shelf` makes the library over another shelf, `make_hotkey` the key of this system. The shared
    shelf, if the policy names one, is read in the background and joins it.
    """

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        shelf: Shelf,
        with_shelf: Callable[[Shelf], ReferenceLibrary],
        make_hotkey: Callable[[QObject], Hotkey],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._shelf = shelf
        self._with_shelf = with_shelf
        self._make_hotkey = make_hotkey
        self._open: dict[str, QDialog] = {}
        self._mini: MiniWindow | None = None
        self._imports: ImportWindows | None = None
        self._policy_fault = window.policy.fault
        self._hotkey: HotkeyChoice | None = None
        self._shared: Shared | None = None
        window.asked.connect(self.open)
        window.dropped.connect(lambda paths: self.imports().ask_import([Path(path) for path in paths]))
        self._proof = Work(self)
        self._proof.done.connect(self._take_proved)
        self._report_faults()
        self._sharing = Work(self)
        self._sharing.done.connect(self._take_shared)
        self._read_shared(window.policy.shared_shelf)
        self._prove()

    def open(self, name: str) -> None:
        """Open what a command names."""
        makers: dict[str, Callable[[], QDialog]] = {
            "preferences": self._preferences,
            "shortcuts": self._shortcuts,
            "about": self._about,
        }
        if name in makers:
            self._show(name, makers[name])
        elif name == "import_files":
            self.imports().ask_import()
        elif name == "editions":
            self.imports().open_editions()
        elif name == "mini_window":
            self.mini().activate()
        elif name == "help_here":
            self._help()
        elif name == "selftest":
            self._show("about", self._about)
            self._open["about"].run_selftest()  # type: ignore[attr-defined]  # the About page

    def mini(self) -> MiniWindow:
        """The mini window."""
        if self._mini is None:
            from app.desktop.mini.window import MiniWindow

            window = self._window
            self._mini = MiniWindow(window.look, window.library, window.store, window.today, window)
            self._mini.opened.connect(self._open_in_main)
            self._mini.checked.connect(self._check_in_main)
        return self._mini

    def hotkey(self) -> HotkeyChoice:
        """The choice of a key that answers in any program."""
        if self._hotkey is None:
            from app.desktop.hotkey.answers import KeyAnswers
            from app.desktop.hotkey.choice import HotkeyChoice, hotkey_forbidden

            forbidden = hotkey_forbidden(self._window.policy)
            self._hotkey = HotkeyChoice(self._window.store, self._make_hotkey, forbidden, self)
            KeyAnswers(self._hotkey, self.mini, self)
        return self._hotkey

    def start_hotkey(self) -> None:
        """Answer to the key that was chosen, and make the window that it opens before it is pressed."""
        choice = self.hotkey()
        choice.start()
        if choice.problem:
            self._window.status.say(f"The key {choice.text()} does not answer. {choice.problem}")
        self.mini().prepare()

    def imports(self) -> ImportWindows:
        """The windows of imported editions."""
        if self._imports is None:
            from app.coding.excerpts import excerpts_of
            from app.desktop.imports.import_windows import ImportWindows

            window = self._window
            made = ImportWindows(
                window.look,
                self._folder / EDITIONS,
                window.today,
                self._watched_codes,
                window,
                noted=self._noted_codes,
                policy=window.policy,
                shared=lambda: self._shared,
                excerpts=lambda: excerpts_of(window.library.sources()),
            )
            made.shelf_released.connect(self._release_shelf)
            made.shelf_changed.connect(self._reopen_shelf)
            made.progressed.connect(window.status.show_progress)
            made.said.connect(window.status.say)
            self._imports = made
        return self._imports

    def dialog(self, name: str) -> QDialog | None:
        """The dialog of a command while it is open."""
        return self._open.get(name)

    def _show(self, name: str, make: Callable[[], QDialog]) -> None:
        if name not in self._open:
            dialog = make()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.destroyed.connect(lambda: self._open.pop(name, None))
            self._open[name] = dialog
        bring_forward(self._open[name])

    def _preferences(self) -> QDialog:
        from app.desktop.dialogs.preferences import Preferences

        window = self._window
        return Preferences(
            window.look,
            window.store,
            self._folder,
            window.library.payers(),
            self.hotkey(),
            window,
            policy=window.policy,
        )

    def _shortcuts(self) -> QDialog:
        from app.desktop.dialogs.shortcuts import ShortcutSheet

        return ShortcutSheet(self._window.look, self._window.actions_by_name, self._window)

    def _about(self) -> QDialog:
        from app.desktop.dialogs.about import About

        window = self._window
        return About(window.look, window.library.editions, self._folder, window, policy=window.policy)

    def _help(self) -> None:
        """Help on this: the page of what is selected in the search, or of the rule of the selected flag.

        Where there is neither, the sheet of shortcuts.
        """
        window = self._window
        if window.search.opens_selected():
            return
        flag = window.claims.workspace().panel.current_flag() if window.claims.is_built() else None
        if flag is not None and window.is_checking():
            window.open_page(page_key("rule", flag.rule))
        else:
            self._show("shortcuts", self._shortcuts)

    def _watched_codes(self) -> tuple[str, ...]:
        """The user's favorites, which a comparison of editions looks at first."""
        return self._window.store.data.favorites

    def _noted_codes(self) -> tuple[str, ...]:
        """The codes on which the user wrote a note, to be recalled when their edits changed."""
        return tuple(self._window.store.data.notes)

    def _release_shelf(self) -> None:
        """A file of the shelf goes away: close every file, answer from the book until it is back."""
        self._replace_shelf(self._joined(Shelf({})))

    def _reopen_shelf(self) -> None:
        self._replace_shelf(self._joined(Shelf.open(self._folder / EDITIONS)))

    def _joined(self, own: Shelf) -> Shelf:
        return own.with_shared(self._shared) if self._shared else own

    def _read_shared(self, folder: Path | None) -> None:
        """Open the shared shelf in the background: a share may be slow to answer, or away."""
        if folder is not None:
            self._window.status.show_progress("Opening the shared shelf")
            signers = self._window.policy.signers
            self._sharing.start(lambda: read_shared(folder, signers))

    def _take_shared(self, shared: Shared) -> None:
        self._window.status.show_progress("")
        self._shared = shared
        self._use_shelf(self._shelf.with_shared(shared))
        if self._imports is not None:
            self._imports.take_shared()
        self._prove()

    def _replace_shelf(self, shelf: Shelf) -> None:
        self._proof.wait()
        self._shelf.close()
        self._use_shelf(shelf)
        self._prove()

    def _use_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._window.set_library(self._with_shelf(shelf))
        self._report_faults()
        if self._mini is not None:
            self._mini.set_library(self._window.library)

    def _prove(self) -> None:
        """Read every edition whole in the background: what is damaged is told before it is asked."""
        shelf = self._shelf
        if shelf.editions:
            self._proof.start(lambda: (shelf, shelf.proved()))

    def _take_proved(self, shelves: tuple[Shelf, Shelf]) -> None:
        before, proved = shelves
        if before is self._shelf and proved is not before:
            self._use_shelf(proved)

    def _report_faults(self) -> None:
        """Which edition files cannot be used; the editions window removes them and imports again."""
        damaged, faults = self._shelf.damaged, self._shelf.faults()
        sentence = faults[0] if faults else ""
        if damaged and damaged[0].path.name not in sentence:
            sentence = f"{damaged[0].path.name} is not in use. {sentence}"
        if len(damaged) > 1:
            sentence += f" {count_of(len(damaged) - 1, 'more file is', 'more files are')} damaged too."
        if self._policy_fault:
            self._window.banner.say(self._policy_fault, "Dismiss", self._dismiss_policy_fault)
            return
        self._window.banner.say(sentence, "Editions…", lambda: self.open("editions"))

    def _dismiss_policy_fault(self) -> None:
        """It was read: the faults of editions have the banner from now on."""
        self._policy_fault = ""
        self._report_faults()

    def _open_in_main(self, key: str, on: date | None) -> None:
        self._window.reference.follow_typed(on)
        self._window.open_page(key)
        bring_forward(self._window)

    def _check_in_main(self, codes: tuple[str, ...]) -> None:
        self._window.check_codes(codes)
        bring_forward(self._window)
