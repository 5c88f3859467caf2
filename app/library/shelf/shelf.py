"""The shelf: official editions that the user imported, each an immutable file, pinned to a date.

With it answer those of the shared shelf, if an administrator set one up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from app.coding.dates import covers
from app.coding.editions import Edition
from app.coding.errors import InstallationError
from app.coding.local import LocalPolicy
from app.coding.official import (
    AddOnPair,
    Diagnosis,
    FeeRow,
    HcpcsCode,
    OppsRow,
    PairEdit,
    PlaceName,
    UnitsLimit,
    Wording,
)
from app.coding.series import SeriesName, Setting
from app.library.rows import R
from app.library.shelf.edition_file import Damaged, EditionFile, damage_in
from app.library.shelf.edition_format import (
    ASIDE,
    ASIDE_MARK,
    PARTIAL,
    REMOVED_MARK,
    SUFFIX,
    Meta,
    may_hold,
    table_and_days,
)
from app.library.shelf.parts import ShelfParts
from app.library.shelf.rivals import newest_last, rival_faults
from app.library.shelf.shared import Shared


class Shelf:
    """Reads a folder of edition files. Opened once and never changed: after an import open it again."""

    def __init__(
        self,
        files: dict[Edition, EditionFile],
        damaged: tuple[Damaged, ...] = (),
        set_aside: frozenset[str] = frozenset(),
        shared: Shared | None = None,
        local: LocalPolicy | None = None,
    ) -> None:
        """Use `Shelf.open`. `set_aside` has the names of the user's own files that are marked so.

        `local`: local policy that does not lie on a shared shelf, as in a packed one.
        """
        self._files = files
        self._set_aside = set_aside
        self.shared = shared
        self.local = shared.local if shared else local
        self.damaged = damaged
        self.editions: tuple[Edition, ...] = newest_last(self._with_suffix(SUFFIX), self.meta)
        self.partial = self._with_suffix(PARTIAL)
        self.aside = self._with_suffix(ASIDE)

    @classmethod
    def open(cls, folder: Path, only: SeriesName | None = None) -> Shelf:
        """Open every edition file in `folder`, or those of one series; one that is not there is empty.

        Raises InstallationError when the folder cannot be read.
        """
        files: dict[Edition, EditionFile] = {}
        broken = []
        paths, set_aside = _edition_paths(folder)
        for path in (path for path in paths if only is None or may_hold(path, only)):
            try:
                file = EditionFile(path)
            except (InstallationError, OSError) as error:
                broken.append(damage_in(path, error))
                continue
            # Set aside and imported again, an edition lies there twice until the import has tidied up.
            if file.meta.edition in files:
                file.close()
            else:
                files[file.meta.edition] = file
        return cls(files, tuple(broken), set_aside)

    def parts(self) -> ShelfParts:
        """Of what another process makes the same shelf."""
        files = tuple((file.path, edition) for edition, file in self._files.items())
        shared = msgspec.structs.replace(self.shared, files=()) if self.shared else None
        return ShelfParts(files, self.damaged, self._set_aside, shared, self.local)

    @classmethod
    def of_parts(cls, parts: ShelfParts) -> Shelf:
        """The shelf of which `parts` are. Raises InstallationError where a file is not what it was."""
        files = {}
        for path, edition in parts.files:
            file = EditionFile(path)
            if file.meta.edition != edition:
                raise InstallationError(f"{path.name} was replaced.")
            files[edition] = file
        return cls(files, parts.damaged, parts.set_aside, parts.shared, parts.local)

    def with_shared(self, shared: Shared) -> Shelf:
        """This shelf and the editions of the shared one; of those with equal rows the user's own is used."""
        files = dict(self._files)
        own = {(*table_and_days(item), item.sha256) for item in self.editions}
        for file in shared.files:
            edition = file.meta.edition
            if (*table_and_days(edition), edition.sha256) not in own:
                files[edition] = file
        return Shelf(files, (*self.damaged, *shared.damaged), self._set_aside, shared)

    def is_shared(self, item: Edition | Damaged) -> bool:
        """Whether an edition or a damaged file lies on the shared shelf."""
        path = item.path if isinstance(item, Damaged) else self._files[item].path
        return self.shared is not None and path.parent == self.shared.folder

    def proved(self) -> Shelf:
        """The same shelf without the files whose seal is wrong, which it tells as damaged.

        Reads every file, and closes the user's own that are damaged.
        """
        files, damaged = dict(self._files), list(self.damaged)
        for edition, file in self._files.items():
            try:
                file.prove()
            except InstallationError as error:
                del files[edition]
                if not self.is_shared(edition):
                    file.close()
                damaged.append(Damaged(file.path, str(error)))
        whole = len(files) == len(self._files)
        return self if whole else Shelf(files, tuple(damaged), self._set_aside, self.shared, self.local)

    def faults(self) -> tuple[str, ...]:
        """What is wrong, a sentence each.

        That the shared shelf is away, damaged files, two editions in use for the same days, and local policy
        that is not used.
        """
        away = (self.shared.away,) if self.shared and self.shared.away else ()
        shared = {item for item in self.editions if self.is_shared(item)}
        twice = rival_faults(self.editions, shared)
        local = self.local.faults if self.local else ()
        return (*away, *(item.reason for item in self.damaged), *twice, *local)

    def unproved(self) -> tuple[str, ...]:
        """The editions from before there were checksums, a sentence each."""
        return tuple(
            f"{item.title} has no checksum, so damage to it would go unnoticed. "
            + ("Tell your administrator." if self.is_shared(item) else "Import its official file again.")
            for item in self.editions
            if not self._files[item].sealed
        )

    def close(self) -> None:
        """Let go of the user's own files, so that they can be removed on any system."""
        for edition, file in self._files.items():
            if not self.is_shared(edition):
                file.close()

    def meta(self, edition: Edition) -> Meta:
        """All that the edition's file says of itself: official files, parts, key ranges, checksums."""
        return self._files[edition].meta

    def path(self, edition: Edition) -> Path:
        """The edition's file."""
        return self._files[edition].path

    def file(self, edition: Edition) -> EditionFile:
        """The open file of an edition, for whole-table work such as comparing."""
        return self._files[edition]

    def in_force(self, series: SeriesName, setting: Setting | None, on: date) -> Edition | None:
        """The edition that covers a date of service, or None. Of several the newest; see `_order`."""
        found = [
            item
            for item in self.editions
            if item.source == series and item.setting == setting and covers(item.first, item.last, on)
        ]
        return found[-1] if found else None

    def newest(self, series: SeriesName, setting: Setting | None = None) -> Edition | None:
        """The edition of a series that came into force last, or None."""
        found = [item for item in self.editions if item.source == series and item.setting == setting]
        return found[-1] if found else None

    def pair(self, edition: Edition, a: str, b: str) -> tuple[PairEdit, ...]:
        """Every row of two codes, history included: first with `a` in column 1, then with `b`."""
        return self._files[edition].pairs.between(a, b)

    def pairs_of(self, edition: Edition, code: str) -> tuple[PairEdit, ...]:
        """Every row of a code: first those with it in column 1, then those with it in column 2."""
        pairs = self._files[edition].pairs
        return (*pairs.of_column1(code), *pairs.of_column2(code))

    def partners(self, edition: Edition, column1: str) -> list[PairEdit]:
        """Every PTP edit with a code in column 1, history included."""
        return self._files[edition].pairs.of_column1(column1)

    def days_of_change(self, edition: Edition) -> frozenset[date]:
        """The days on which rows of an edition begin or are over; see `EditionFile.days_of_change`."""
        return self._files[edition].days_of_change

    def rows(self, edition: Edition, kind: type[R], code: str) -> tuple[R, ...]:
        """The rows of a code in an edition whose table has rows of this kind."""
        return tuple(row for row in self._files[edition].records(code) if isinstance(row, kind))

    def units(self, edition: Edition, code: str) -> UnitsLimit | None:
        """The MUE row, or None: not in the table, which is not "no limit"."""
        return self._one(edition, code, UnitsLimit)

    def add_on_pairs(self, edition: Edition, add_on: str) -> tuple[AddOnPair, ...]:
        """Every row of an add-on code, ended ones included."""
        return self.rows(edition, AddOnPair, add_on)

    def fees(self, edition: Edition, code: str) -> dict[str, FeeRow]:
        """The rows of a code by modifier ("" is the global row)."""
        return {row.modifier: row for row in self.rows(edition, FeeRow, code)}

    def diagnosis(self, edition: Edition, code: str) -> Diagnosis | None:
        """The ICD-10-CM row; `code` with or without dot."""
        return self._one(edition, code.replace(".", "").upper(), Diagnosis)

    def hcpcs(self, edition: Edition, code: str) -> HcpcsCode | None:
        """The HCPCS Level II row of a code or a two-character modifier."""
        return self._one(edition, code, HcpcsCode)

    def opps(self, edition: Edition, code: str) -> OppsRow | None:
        """The row of Addendum B."""
        return self._one(edition, code, OppsRow)

    def places(self, edition: Edition) -> tuple[PlaceName, ...]:
        """Every place of service of an imported list."""
        return tuple(row for row in self._files[edition].every_record() if isinstance(row, PlaceName))

    def wording(self, code: str) -> str | None:
        """The licensed wording of a CPT code, from the list imported last, or None."""
        edition = self.newest("wording")
        row = self._one(edition, code, Wording) if edition else None
        return row.text if row else None

    def _one(self, edition: Edition, code: str, kind: type[R]) -> R | None:
        return next(iter(self.rows(edition, kind, code)), None)

    def _with_suffix(self, suffix: str) -> tuple[Edition, ...]:
        return tuple(
            sorted(
                (item for item, file in self._files.items() if self._suffix(file.path) == suffix), key=_order
            )
        )

    def _suffix(self, path: Path) -> str:
        """The suffix of a file, where a mark counts as the name that older versions gave."""
        own = self.shared is None or path.parent != self.shared.folder
        return ASIDE if own and path.name in self._set_aside else path.suffix


def _edition_paths(folder: Path) -> tuple[list[Path], frozenset[str]]:
    """The edition files of a folder, of one edition the one in use first; the names of those set aside.

    A file that was removed while something had it open is not among them.
    """
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name) if folder.is_dir() else []
    except OSError as error:
        raise InstallationError(
            f"The data folder {folder} cannot be read ({error.strerror}). Free it or choose another."
        ) from None
    names = {path.name for path in paths}
    there = [path for path in paths if path.name + REMOVED_MARK not in names]
    marked = frozenset(path.name for path in there if path.name + ASIDE_MARK in names)
    ordered = [path for suffix in (SUFFIX, ASIDE, PARTIAL) for path in there if path.suffix == suffix]
    return sorted(ordered, key=lambda path: path.name in marked), marked


def _order(edition: Edition) -> tuple[object, ...]:
    """By series, then by the first day in force; of the same day, the one to use comes last.

    That is the fee schedule set without quality payment (the default), then the later import, then the
    later name (RVU26AR corrects RVU26A).
    """
    return (
        edition.source,
        edition.setting or "",
        edition.first or date.min,
        not edition.is_qualifying,
        edition.imported or date.min,
        edition.edition,
        edition.sha256,
    )
