"""What the window does for a start with a link, a file or a question, its own start or a later one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.coding.questions import question_in
from app.coding.requests import AskClipboard, OpenFile, Request, ShowPage
from app.desktop.widgets.clipboard import when_readable
from app.desktop.widgets.forward import bring_forward

if TYPE_CHECKING:
    from app.desktop.instance.deliveries import Delivery
    from app.desktop.shell.main_window import MainWindow
    from app.desktop.shell.secondary_windows import SecondaryWindows

NO_QUESTION = "The clipboard holds no code and no words to look up."


class Requests(QObject):
    """Answers requests in the thread of the window."""

    def __init__(self, window: MainWindow, windows: SecondaryWindows) -> None:
        super().__init__(window)
        self._window = window
        self._windows = windows

    @Slot(object)
    def receive(self, delivery: Delivery) -> None:
        """Do what a later start brought, if it still waits."""
        request = delivery.take()
        if request is not None:
            self.do(request)

    def do(self, request: Request) -> None:
        """Do one request."""
        match request:
            case ShowPage():
                self._show_page(request)
            case OpenFile():
                self._open_file(Path(request.path))
            case AskClipboard():
                self._ask_clipboard()
            case _:
                self.come_forward()

    def come_forward(self) -> None:
        """Show the main window, or the question that stands before it."""
        bring_forward(self._window)
        asking = QApplication.activeModalWidget()
        if asking is not None:
            bring_forward(asking)

    def _show_page(self, request: ShowPage) -> None:
        window = self._window
        if request.on is not None:
            window.reference.set_date(request.on)
        window.open_page(request.key)
        self.come_forward()

    def _open_file(self, path: Path) -> None:
        self.come_forward()
        if QApplication.activeModalWidget() is not None:
            self._window.status.say(f"{path.name} was not opened: Needlepoint waits for an answer.")
            return
        self._window.claims.commands().files.open_path(path)

    def _ask_clipboard(self) -> None:
        mini = self._windows.mini()
        policy = self._window.policy
        if not policy.clipboard_allowed:
            mini.tell(policy.refusal("Reading the clipboard"))
            return
        when_readable(mini.activate, self._answer_clipboard)

    def _answer_clipboard(self) -> None:
        mini = self._windows.mini()
        question = question_in(QGuiApplication.clipboard().text())
        if question:
            mini.ask(question)
        else:
            mini.tell(NO_QUESTION)
