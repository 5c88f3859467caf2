"""What ties the window that explains a denial to the main window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.desktop.widgets.forward import bring_forward

if TYPE_CHECKING:
    from app.coding.denials import DenialTable
    from app.desktop.denial.window import DenialWindow
    from app.desktop.shell.main_window import MainWindow

COMMAND = "explain_denial"


class Denials:
    """Makes the window when it is first asked for; `table` gives the numbers that are known."""

    def __init__(self, window: MainWindow, table: Callable[[], DenialTable]) -> None:
        self._window = window
        self._table = table
        self.window: DenialWindow | None = None

    def answer(self, name: str) -> None:
        """Show the window over the claim in the form when that is what is asked."""
        if name != COMMAND:
            return
        if self.window is None:
            from app.desktop.denial.window import DenialWindow

            main = self._window
            workspace = main.claims.workspace()
            self.window = DenialWindow(main.look, workspace, self._table, main.today, main)
        self.window.refresh()
        bring_forward(self.window)
        self.window.numbers.setFocus()


def connect_denials(window: MainWindow, table: Callable[[], DenialTable]) -> Denials:
    """Answer the command."""
    denials = Denials(window, table)
    window.asked.connect(denials.answer)
    return denials
