"""The user's own data: favorites, recent pages and files, notes on codes, settings.

Nothing of a claim is ever stored but the path of its file, once the user opened or saved it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.desktop.user_data.file import UserData

_FAR = 100_000
_RECENT = 12
_CLAIMS = 10
REMEMBER_CLAIMS = "remember_claims"
"""The setting whether paths of claim files are kept."""
_WRITE_MS = 400


class UserDataStore(QObject):
    """Holds the user's data and writes them a moment after a change.

    Other windows may write to the same folder: what they kept comes in with each write.

    Signals: changed() after favorites, recent pages or notes changed; failed(sentence) when writing failed;
    flushing() before a write, for whoever still holds something that was typed.
    """

    changed = Signal()
    failed = Signal(str)
    flushing = Signal()

    def __init__(self, data: UserData, exchange: Callable[[UserData, UserData], UserData]) -> None:
        """`exchange` takes the data as last read or written and as they are now, and gives what is kept."""
        super().__init__()
        self.data = data
        self._written = data
        self._exchange = exchange
        self._write_timer = QTimer(self, singleShot=True, interval=_WRITE_MS)
        self._write_timer.timeout.connect(self.flush)

    def setting(self, name: str, default: Any) -> Any:  # noqa: ANN401  settings are of any simple type
        """A setting, or `default` when it was never set, is of another type or beyond any measure."""
        value = self.data.settings.get(name, default)
        is_far = isinstance(value, int | float) and not abs(value) < _FAR
        return value if not is_far and (default is None or isinstance(value, type(default))) else default

    def two_numbers(self, name: str) -> tuple[int, int] | None:
        """A setting of two whole numbers that a window can have, else None: the file is anybody's to edit."""
        kept = self.setting(name, [])
        numbers = [item for item in kept if isinstance(item, int) and abs(item) < _FAR]
        return (numbers[0], numbers[1]) if len(numbers) == len(kept) == 2 else None

    def set_setting(self, name: str, value: Any) -> None:  # noqa: ANN401  as above
        """Remember a setting."""
        if self.data.settings.get(name) != value:
            self._replace(settings={**self.data.settings, name: value})

    def is_favorite(self, key: str) -> bool:
        """Whether a page is a favorite."""
        return key in self.data.favorites

    def toggle_favorite(self, key: str) -> bool:
        """Add a page to the favorites or take it away; returns whether it is one now."""
        on = not self.is_favorite(key)
        others = tuple(item for item in self.data.favorites if item != key)
        self._replace(favorites=(*others, key) if on else others)
        self.changed.emit()
        return on

    def add_recent(self, key: str) -> None:
        """Put a page at the head of the recent ones."""
        others = tuple(item for item in self.data.recent if item != key)
        self._replace(recent=(key, *others)[:_RECENT])
        self.changed.emit()

    def note(self, key: str) -> str:
        """The user's note on a page, or ""."""
        return self.data.notes.get(key, "")

    def set_note(self, key: str, text: str) -> None:
        """Keep a note; an empty one is taken away."""
        notes = {name: note for name, note in self.data.notes.items() if name != key}
        self._replace(notes={**notes, key: text} if text.strip() else notes)
        self.changed.emit()

    def add_claim(self, path: Path) -> None:
        """Put a file that the user opened or saved at the head of the recent ones, unless none are kept."""
        if self.setting(REMEMBER_CLAIMS, default=True):
            new = str(path.absolute())
            self._replace(claims=(new, *(item for item in self.data.claims if item != new))[:_CLAIMS])

    def clear_claims(self) -> None:
        """Forget which files were opened and saved."""
        self._replace(claims=())

    def flush(self) -> None:
        """Write now. A failure is reported in one sentence; the data stay in memory."""
        self.flushing.emit()
        self._write_timer.stop()
        if self.data == self._written:
            return
        try:
            self._take(self._exchange(self._written, self.data))
        except OSError as error:
            reason = error.strerror or str(error)
            self.failed.emit(
                f"Favorites and settings could not be saved: {reason}. They hold until you quit."
            )

    def _take(self, merged: UserData) -> None:
        """What is kept now, with what other windows wrote."""
        new = merged != self.data
        self.data = self._written = merged
        if new:
            self.changed.emit()

    def _replace(self, **changes: Any) -> None:  # noqa: ANN401  fields of the record
        self.data = self.data._replace(**changes)
        self._write_timer.start()
