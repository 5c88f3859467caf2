"""What is made or loaded ahead of its first use: the claim form, what exports it, what mends a spelling.

Nothing of it is in sight: what is shown does not change until the user asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

if TYPE_CHECKING:
    from app.coding.findings import Review
    from app.desktop.claim.check_mode import CheckMode
    from app.desktop.claim.workspace import ClaimWorkspace
    from app.desktop.shell.main_window import MainWindow

_QUIET_MS = 800
"""How long nobody must have typed or opened anything."""
_PAUSE_MS = 20
"""Between two steps, for whatever the user does meanwhile."""
_KEPT_MS = 300
"""After the start, before the folder of the style sheet's images is locked."""
_CLAIM = ("combo", "blocks", "form", "flags_model", "flags", "workspace", "commands")
# In parts of like length: what one of them imports itself comes before it.
_EXPORT = (
    "hashlib",
    *(f"app.checklist.{name}" for name in ("measuring", "form", "composition", "reopening", "printing")),
    *(f"PySide6.{name}" for name in ("QtPdf", "QtPdfWidgets", "QtPrintSupport")),
    *(f"app.desktop.claim.{name}" for name in ("preview", "export")),
)
_SPELLING = ("rapidfuzz.distance", "rapidfuzz.process")


class Preloader(QObject):
    """Takes one step at a time while nobody types.

    A letter typed meanwhile waits for one step at most, and the next one for a pause in typing. It ends when
    there are no more.
    """

    def __init__(self, window: MainWindow, steps: Iterator[None]) -> None:
        """`steps` does a part of the work with each step."""
        super().__init__(window)
        self._steps = steps
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take_step)
        window.search.field.textChanged.connect(self.wait)
        window.reference.shown.connect(self.wait)
        self.wait()

    def wait(self) -> None:
        """Somebody is at work: take the next step when nobody was for a while."""
        self._timer.start(_QUIET_MS)

    def _take_step(self) -> None:
        for _ in self._steps:
            self._timer.start(_PAUSE_MS)
            return
        self.deleteLater()


def load_ahead(window: MainWindow) -> None:
    """Make the claim's side while the window is idle; what else may be needed, once it is likely."""
    # Nothing on the first page needs them; the turn that begins paints it.
    QTimer.singleShot(0, lambda: QTimer.singleShot(_PAUSE_MS, window.look.draw_images))
    QTimer.singleShot(_KEPT_MS, window.look.keep_images)
    Preloader(window, claim_steps(window.claims))
    window.claims.built.connect(lambda workspace, _commands: _expect_export(window, workspace))
    begin = Qt.ConnectionType.SingleShotConnection
    window.search.field.textChanged.connect(lambda: QTimer.singleShot(_PAUSE_MS, _load_spelling), begin)


def claim_steps(claims: CheckMode) -> Iterator[None]:
    """Load the modules of the claim's side, in parts of like length, and then make the form itself.

    It ends when all is made, by it or by the user's own way to the claim.
    """
    for name in _CLAIM:
        if claims.is_built():
            return
        import_module(f"app.desktop.claim.{name}")
        yield
    for _ in claims.steps():
        # What is out of sight is polished when it is shown. Polished at once, it would be so again with each
        # part that it is put into: under an application's style sheet (Qt 6.11) longer than making it takes.
        # None stands for every widget; PySide's stubs know of one alone.
        QCoreApplication.removePostedEvents(None, QEvent.Type.PolishRequest.value)  # type: ignore[arg-type]
        yield
        if claims.is_built():
            return


def export_steps() -> Iterator[None]:
    """Load what shows and sets a checklist."""
    for name in _EXPORT:
        import_module(name)
        yield
    from app.checklist.printing import load_typesetter

    load_typesetter()


def _expect_export(window: MainWindow, workspace: ClaimWorkspace) -> None:
    """Whoever had a claim checked may export its checklist next."""

    def follow(review: Review | None) -> None:
        if review is not None:
            workspace.reviewed.disconnect(follow)
            loader = Preloader(window, export_steps())
            workspace.claim_changed.connect(loader.wait)

    workspace.reviewed.connect(follow)


def _load_spelling() -> None:
    """After the first letter, and beside the window: a word that is typed wrong has more of them."""
    Thread(target=lambda: [import_module(name) for name in _SPELLING], daemon=True).start()
