"""A worklist at work: its items, its rows and, once it was saved, its file. No Qt here."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from app.claims.worklist.file import WorklistFile, save_worklist
from app.claims.worklist.file_left import NOTHING_LEFT, FileLeft, add_left
from app.claims.worklist.item import Item, read_item, write_item
from app.claims.worklist.listing import Listing
from app.claims.worklist.row import Brief, Reviewed, Row, Shared, brief, make_row, with_decisions, with_review
from app.coding.claim import Claim, without_decisions
from app.coding.findings import Review


class Worklist:
    """Many claims with what was found and decided. It lives in memory until `save` gives it a file.

    `left` is what of the file of claims was left out, `unread` are the rows that hold no claim, `problems`
    say what is wrong with that file. `owed` are the numbers of claims that no file has as they were decided
    or changed: the next write takes them all. `is_read_only`: it comes from a file that cannot be written,
    and has none of its own.

    Items are held as the JSON that the file has of them: a third of what they take as objects. `lines` may be
    read by another thread, which the thread of the worklist tells of changes by the identity of a line.
    """

    def __init__(self, name: str) -> None:
        """`name` is what the user knows the file by that the claims come from."""
        self.name = name
        self.listing = Listing()
        self.lines: list[bytes] = []
        self.file: WorklistFile | None = None
        self.owed: set[int] = set()
        self.is_read_only = False
        self.problems: tuple[str, ...] = ()
        self.left = NOTHING_LEFT
        self.unread: list[Row] = []
        self._shared = Shared()

    def add(self, items: Sequence[Item]) -> None:
        """Take items, whose numbers follow those that are there."""
        self.problems += tuple(item.left for item in items if not item.name and item.claim is None)
        self.lines += [write_item(item) for item in items]
        rows = [make_row(item, self._shared) for item in items]
        self.unread += [row for row in rows if row.day is None]
        self.listing.add(rows)

    def leave_out(self, parts: Iterable[FileLeft]) -> None:
        """Add to what of the file of claims was left out."""
        self.left = add_left((self.left, *parts))

    @property
    def is_kept(self) -> bool:
        """Whether nothing that was decided or changed is in memory only."""
        return not self.owed

    def item(self, number: int) -> Item:
        """The item of a number as it stands by now."""
        return read_item(self.lines[number - 1])

    def items(self) -> Iterable[Item]:
        """Every item as it stands by now."""
        return map(read_item, self.lines)

    def take_reviews(self, reviewed: Iterable[tuple[int, bytes, Brief]]) -> None:
        """Take reviews: number, the line that was reviewed, and what was found.

        One of a claim that was changed since is left: the form has a newer one.
        """
        rows = [
            with_review(self.listing.row(number), read_item(line), found, self._shared)
            for number, line, found in reviewed
            if self.lines[number - 1] is line
        ]
        self.listing.replace(rows)

    def take_review(self, number: int, review: Review) -> None:
        """Take the review of a claim as it stands in the form."""
        before = self.listing.row(number)
        found = brief(Reviewed(review, beside=before.beside, first=before.first))
        row = with_review(before, self.item(number), found, self._shared)
        self.listing.replace([row])

    def forget_reviews(self) -> None:
        """Every claim waits for a review again; what was found before stays until then."""
        self.listing.replace(
            [
                msgspec.structs.replace(row, stage="waiting")
                for row in self.listing.rows
                if row.stage in ("reviewed", "outside")
            ]
        )

    def change(self, number: int, claim: Claim) -> None:
        """Take a claim as the form has it by now, and keep it if there is a file. Raises OSError.

        What cannot be written is taken all the same, and is `owed` until a later write has it too.
        """
        before = self.item(number)
        if before.claim is None or claim == before.claim:
            return
        item = _changed(before, before.claim, claim)
        self.lines[number - 1] = write_item(item)
        row = self.listing.row(number)
        if item.changed or before.changed:
            row = self._changed_row(row, before, item)
        self.listing.replace([with_decisions(row, item)])
        self.owed.add(number)
        self.write_owed()

    def _changed_row(self, row: Row, before: Item, item: Item) -> Row:
        """The row of a changed claim: what was found stands until its review comes.

        The flags of a claim that is as it was read again are those found first.
        """
        is_back = before.original is not None and not item.changed
        kept = item.original is not None
        return msgspec.structs.replace(
            make_row(item, self._shared),
            stage=row.stage,
            flags=row.first if is_back else row.flags,
            first=(row.first if before.changed else row.flags) if kept else (),
            gone=row.gone if kept else (),
            not_checked=row.not_checked,
            beside=row.beside,
            editions=row.editions,
        )

    def write_owed(self) -> None:
        """Write what the file lacks, if there is a file. Raises OSError; all of it is owed then as before."""
        if self.file is not None and self.owed:
            self.file.keep([self.item(number) for number in sorted(self.owed)])
            self.owed.clear()

    def save(self, path: Path) -> None:
        """Write everything into a file and go on in it. Raises OSError."""
        if sys.platform == "win32" and self.file is not None and self.file.path == path:
            self.close()  # no open file is replaced there
        made = save_worklist(path, tuple(self.items()), self.left)
        self.close()
        self.file, self.name, self.is_read_only = made, path.name, False
        self.owed.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self.file is not None:
            self.file.close()
            self.file = None


def _changed(before: Item, stood: Claim, claim: Claim) -> Item:
    """The item with its claim as the form has it by now; one that is as it was read again is not changed."""
    bare = without_decisions(claim)
    original = before.original if before.changed else without_decisions(stood)
    changed = bare != original
    kept = original if changed else None
    return msgspec.structs.replace(before, claim=claim, changed=changed, original=kept)
