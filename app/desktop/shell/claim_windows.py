"""Windows beside the main one that look at the claim in its form: a denial, its amounts, its coverage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.coding.errors import InputError
from app.desktop.widgets.forward import bring_forward

if TYPE_CHECKING:
    from app.coding.denials import DenialTable
    from app.coding.library import ArticleSource
    from app.desktop.claim.commands import ClaimCommands
    from app.desktop.coverage.window import CoverageWindow
    from app.desktop.denial.window import DenialWindow
    from app.desktop.payment.window import PaymentWindow
    from app.desktop.shell.main_window import MainWindow

DENIAL, PAYMENT, COVERAGE = "explain_denial", "pay_claim", "ask_articles"


class ClaimWindows(QObject):
    """Makes each window when it is first asked for. The main window owns it: a signal keeps nobody.

    `denials` gives the numbers that are known, `library` is the one of the moment.
    """

    def __init__(
        self,
        window: MainWindow,
        denials: Callable[[], DenialTable],
        library: Callable[[], ArticleSource],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._table = denials
        self._library = library
        self.denial: DenialWindow | None = None
        self.payment: PaymentWindow | None = None
        self.coverage: CoverageWindow | None = None

    def answer(self, name: str) -> None:
        """Show the window that a command names, over the claim as it stands."""
        if name == DENIAL:
            self._show_denial()
        elif name == PAYMENT:
            self._show_payment()
        elif name == COVERAGE:
            self._show_coverage()

    def _show_denial(self) -> DenialWindow:
        if self.denial is None:
            from app.desktop.denial.window import DenialWindow

            main = self._window
            workspace = main.claims.workspace()
            self.denial = DenialWindow(main.look, workspace, self._table, main.today, main)
        self.denial.refresh()
        bring_forward(self.denial)
        self.denial.numbers.setFocus()
        self.denial.numbers.selectAll()  # what is typed replaces the codes of the last denial
        return self.denial

    def adopt(self, commands: ClaimCommands) -> None:
        """Take the remittance that is dropped beside the claim that it answers."""
        commands.files.take_answer = self._take_answer

    def _take_answer(self, path: Path) -> bool:
        from app.desktop.claim.many import answers_claim  # the readers of files load with the first file

        try:
            claim = self._window.claims.workspace().form.claim()
        except InputError:
            return False
        if not answers_claim(path, claim):
            return False
        self._show_denial().open_remittance(path)
        return True

    def _show_payment(self) -> None:
        if self.payment is None:
            from app.desktop.payment.window import PaymentWindow

            main = self._window
            self.payment = PaymentWindow(
                main.look,
                main.claims.workspace(),
                self._library,
                main.store,
                main,
                default_locality=main.policy.default_locality,
            )
            self.payment.import_asked.connect(main.actions_by_name["import_files"].trigger)
        self.payment.refresh()
        bring_forward(self.payment)
        self.payment.place.setFocus()
        self.payment.place.selectAll()  # what is typed replaces the place of the last time

    def _show_coverage(self) -> None:
        if self.coverage is None:
            from app.desktop.coverage.window import CoverageWindow
            from app.desktop.payment.places import PLACE_SETTING

            main = self._window
            # The place of what it pays serves for the first question about coverage too.
            place = main.store.setting(PLACE_SETTING, main.policy.default_locality)
            self.coverage = CoverageWindow(
                main.look,
                main.claims.workspace(),
                self._library,
                main.store,
                main.today,
                main.actions_by_name["import_files"].trigger,
                main,
                default_place=place,
            )
        self.coverage.open_over()
        bring_forward(self.coverage)
        self.coverage.codes.setFocus()


def connect_claim_windows(
    window: MainWindow, denials: Callable[[], DenialTable], library: Callable[[], ArticleSource]
) -> ClaimWindows:
    """Answer their commands."""
    windows = ClaimWindows(window, denials, library)
    window.asked.connect(windows.answer)
    window.claims.built.connect(lambda _workspace, commands: windows.adopt(commands))
    if window.claims.is_built():
        windows.adopt(window.claims.commands())
    return windows
