"""The Check mode: the claim workspace, built when it is first needed, and the commands that act on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.coding.claim import Claim
from app.coding.findings import Review
from app.desktop.look import Look

if TYPE_CHECKING:
    from app.desktop.claim.workspace import ClaimWorkspace


class ClaimDesk(QWidget):
    """The place of the claim form. Signals: built(ClaimWorkspace) when the workspace was made."""

    built = Signal(object)

    def __init__(
        self, look: Look, library: Any, review: Callable[[Claim], Review], today: Callable[[], date]
    ) -> None:  # noqa: ANN401  a Library
        super().__init__()
        self._look = look
        self._library = library
        self._review = review
        self._today = today
        self._workspace: ClaimWorkspace | None = None
        self.setProperty("surface", "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def is_built(self) -> bool:
        """Whether there is a form yet."""
        return self._workspace is not None

    def workspace(self) -> ClaimWorkspace:
        """The workspace, made now if it was not."""
        if self._workspace is None:
            from app.desktop.claim.workspace import ClaimWorkspace

            made = ClaimWorkspace(self._look, self._library, self._review, self._today, self)
            self._column.addWidget(made.view)
            self._workspace = made
            self.built.emit(made)
        return self._workspace

    def set_library(self, library: Any, review: Callable[[Claim], Review]) -> None:  # noqa: ANN401  a Library
        """Look things up in another library: the editions changed."""
        self._library, self._review = library, review
        if self._workspace:
            self._workspace.library = library
            self._workspace.reviewer.review = review
            self._workspace.refresh()
