"""Which claims of this session lie in which file, and what of them is kept outside the form.

A claim that Clear or New put aside is no longer in the form, only in what can be undone. It is remembered
here as it stood last, so that closing can ask about it.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from app.claims.draft import Draft
from app.claims.naming import spoken_name
from app.claims.source import file_note
from app.desktop.claim.note_quotes import NoteQuotes
from app.desktop.claim.reading import UNREMARKABLE, Reading


class KeptClaims:
    """The file of each claim that was in the form, and each claim as it was last saved, by its origin.

    An origin is given again by New, Open and Clear, so that undo gives a claim its own file back.
    """

    def __init__(self, blank: Callable[[], Draft]) -> None:
        """`blank` gives the draft of a new claim, of which nothing can be lost."""
        self._blank = blank
        self.quotes = NoteQuotes()
        self._last = 0
        self._files: dict[int, Path] = {}
        self._names: dict[int, str] = {}
        self._readings: dict[int, Reading] = {}
        self._saved: dict[int, Draft] = {}
        self._exported: dict[int, Draft] = {}
        self._latest: dict[int, Draft] = {}
        self._contents: dict[Path, bytes] = {}

    def new_origin(self) -> int:
        """A number for a claim that comes into the form."""
        self._last += 1
        return self._last

    def file(self, draft: Draft) -> Path | None:
        """The file that the claim was opened from or saved to."""
        return self._files.get(draft.origin)

    def name(self, draft: Draft) -> str:
        """What the claim is called in titles: its file, what it was read from, or its reference; else ""."""
        file = self.file(draft)
        if file is not None:
            return file.name
        return self._names.get(draft.origin) or (draft.reference and spoken_name(draft)) or ""

    def reading(self, draft: Draft) -> Reading:
        """How the claim was read from its file; what is wrong with that it says itself, also once saved."""
        found = self._readings.get(draft.origin, UNREMARKABLE)
        whole = file_note(draft)
        return msgspec.structs.replace(found, problems=(whole, *found.problems)) if whole else found

    def came_from(self, draft: Draft, name: str, reading: Reading) -> None:
        """The claim was read from what is called `name`, and so."""
        self._names[draft.origin] = name
        self._readings[draft.origin] = reading

    def keep(self, draft: Draft, file: Path | None = None) -> None:
        """The claim as it stands is kept elsewhere: in `file`, or where it can be had again."""
        self._saved[draft.origin] = draft
        if file is not None:
            self._files[draft.origin] = file

    def read_or_written(self, file: Path, content: bytes) -> None:
        """What the claim's file held when it was last read or written here."""
        self._contents[file] = _digest(content)

    def is_changed_outside(self, file: Path) -> bool:
        """Whether another program has changed a file since; one that is gone is not changed.

        Raises OSError when the file cannot be read.
        """
        known = self._contents.get(file)
        return known is not None and file.exists() and _digest(file.read_bytes()) != known

    def keep_exported(self, draft: Draft) -> None:
        """The claim as it stands lies inside an exported checklist."""
        self._exported[draft.origin] = draft

    def is_kept(self, draft: Draft) -> bool:
        """Whether closing would lose nothing of the claim: it is blank, or saved or exported as it stands."""
        blank = msgspec.structs.replace(self._blank(), origin=draft.origin)
        return draft in (self._saved.get(draft.origin), self._exported.get(draft.origin), blank)

    def follow(self, draft: Draft) -> None:
        """The claim in the form stands like this by now."""
        self._latest.pop(draft.origin, None)
        self._latest[draft.origin] = draft

    def let_go(self, draft: Draft) -> None:
        """The user gave a claim up, until undo brings it back."""
        self._latest.pop(draft.origin, None)

    def latest(self, origin: int) -> Draft | None:
        """A claim of this session as it stood last."""
        return self._latest.get(origin)

    def unsaved(self, current: Draft) -> tuple[Draft, ...]:
        """What closing would lose: the claim in the form, then those put aside, the last one first."""
        others = (draft for draft in reversed(self._latest.values()) if draft.origin != current.origin)
        return tuple(draft for draft in (current, *others) if not self.is_kept(draft))

    def is_changed(self, draft: Draft) -> bool:
        """Whether the claim differs from its file; without a file, whether closing would lose something."""
        if draft.origin in self._files:
            return draft != self._saved.get(draft.origin)
        return not self.is_kept(draft)


def _digest(content: bytes) -> bytes:
    from hashlib import sha256  # loads OpenSSL, for which a form without a file need not wait

    return sha256(content).digest()
