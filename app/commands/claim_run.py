"""A run over the claims of a file: opened, the claims of one patient's day found, and reviewed in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.batch.neighbors import Neighbors, find_neighbors
from app.batch.stream import ReviewedClaim, review_claims
from app.claims.choosing import named
from app.claims.claim_files import ClaimFile, open_files
from app.claims.record import Entry
from app.claims.streams import begins_as_json, begins_as_x12, holds, is_regular
from app.coding.errors import InputError
from app.commands.parts import Chunk, cut_entries, cut_lines

if TYPE_CHECKING:
    from app.commands.installation import Installation

_KEY = b"patient"


class ClaimRun:
    """The claims of files, folders or standard input. `many`: reviews are told apart by name.

    `unread`: of those among which claims of one patient's day were looked for, how many could not be read.
    Raises InputError as `open_files` does.
    """

    def __init__(
        self,
        files: Sequence[str],
        installation: Installation,
        mapping: Path | None = None,
        *,
        every: bool = False,
    ) -> None:
        """`every`: of many claims also those are reviewed that do not concern Needlepoint by their codes."""
        self._files = files
        self._installation = installation
        self._mapping = mapping
        opened = self._open()
        self.name = opened.name
        self.many = opened.many
        self.unread = 0
        self._opened = opened
        self._covered = None if every or not opened.many else installation.library.covered_codes

    def reviewed(self, wanted: str | None = None) -> Iterator[ReviewedClaim]:
        """Each entry in its order with its review, of many beside the others of its patient's day. Once.

        `wanted`: the name of the one claim that is asked for; all others are looked at beside it only.
        """
        neighbors = self.neighbors() if self.many else None
        entries = self._opened.entries
        if wanted is not None:
            entries = named(entries, wanted, self.name)
        return review_claims(entries, self._installation.library, self._covered, neighbors)

    def chunks(self, neighbors: Neighbors) -> Iterator[Chunk]:
        """The same claims in chunks, to be reviewed elsewhere: as lines where these tell all. Once."""
        if self._opened.lines is not None and not neighbors.days():
            lines = self._opened.lines.untied()
            if lines is not None:
                return cut_lines(lines)
        return cut_entries(self._opened.entries, neighbors)

    def _open(self) -> ClaimFile:
        if self._mapping is None and all(map(begins_as_json, self._files)):
            return open_files(self._files)  # loading how tables are read takes longer than checking a claim
        from app.commands.tables import open_claim_files

        return open_claim_files(self._files, self._installation, self._mapping)

    def neighbors(self) -> Neighbors:
        """The claims of the run that share a patient's day, found by reading it twice."""
        if not all(is_regular(file) or Path(file).is_dir() for file in self._files):
            return Neighbors({}, "stream")
        if not any(map(_may_tell_patients, self._files)):
            return Neighbors({})
        found = find_neighbors(self._read_again, self._installation.library.covered_codes)
        self.unread = found.unread
        return found

    def _read_again(self) -> Iterator[Entry]:
        """The entries from the first on, as far as they can be read: where they end is told by the review."""
        try:
            yield from self._open().entries
        except InputError:
            return


def _may_tell_patients(file: str) -> bool:
    """Whether claims of a file may have tokens of patients. Most that have none are told by their bytes."""
    path = Path(file)
    if path.is_dir() or path.suffix.lower() == ".zip" or begins_as_x12(file):
        return True
    return holds(file, _KEY)
