"""One edition to install: its files, how they end, and the last steps that every series shares."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.errors import InputError, InstallationError
from app.coding.series import SERIES
from app.coding.series_record import SETTINGS
from app.library.shelf.edition_format import (
    ASIDE,
    SUFFIX,
    Meta,
    SourceFile,
    are_rivals,
    names_edition,
    names_rows,
)
from app.library.shelf.marks import rank, shown_files, why_newer
from app.library.shelf.shelf import Shelf
from app.releases import retirement, writer
from app.releases.found import Found

State = Literal["waiting", "reading", "read", "checking", "installed", "skipped", "partial", "refused"]


class Step(Struct, frozen=True):
    """How far one file has come. `index` is its place in what was found; `done` is 0 to 1 of the file."""

    index: int
    state: State
    rows: int = 0
    done: float = 0.0
    sentence: str = ""


class Outcome(Struct, frozen=True, kw_only=True):
    """How one file ended: `state`, a sentence for people, and the edition in use now that it is part of.

    `replaces`: the editions that were in use before and are set aside.
    """

    found: Found
    state: State
    rows: int = 0
    sentence: str = ""
    edition: Edition | None = None
    replaces: tuple[Edition, ...] = ()


Report = Callable[[Step], None]


class Job(Struct, frozen=True, kw_only=True):
    """One edition to install: its files with their places in what was found."""

    files: tuple[tuple[int, Found], ...]
    folder: Path
    today: date
    report: Report

    @property
    def first(self) -> Found:
        """The file that names the edition."""
        return self.files[0][1]

    def ended(self, ending: Ending, rows: dict[int, int]) -> dict[int, Outcome]:
        """The outcomes of an ending."""
        return self.outcomes(ending.state, ending.sentence, ending.edition, rows, ending.replaces)

    def outcomes(
        self,
        state: State,
        sentence: str,
        edition: Edition | None = None,
        rows: dict[int, int] | None = None,
        replaces: tuple[Edition, ...] = (),
    ) -> dict[int, Outcome]:
        """The same end for every file, told to `report` too."""
        counts = rows or {}
        for index, _ in self.files:
            self.report(Step(index, state, counts.get(index, 0), 1.0, sentence))
        return {
            index: Outcome(
                found=found,
                state=state,
                rows=counts.get(index, 0),
                sentence=sentence,
                edition=edition,
                replaces=replaces,
            )
            for index, found in self.files
        }


def describe(job: Job, sources: tuple[SourceFile, ...]) -> Edition:
    """The edition record of a job, without its digest."""
    found = job.first
    assert found.source is not None  # for the type checker; unusable files ended above
    setting = f", {SETTINGS[found.setting]}" if found.setting else ""
    return Edition(
        source=found.source,
        setting=found.setting,
        edition=found.edition,
        rows=sum(item.rows for item in sources),
        sha256="",
        first=found.first,
        last=found.last,
        files=tuple(item.name for item in sources),
        imported=job.today,
        title=f"{SERIES[found.source].title}{setting} {found.edition}",
    )


class Ending(Struct, frozen=True, kw_only=True):
    """How an edition ended: `edition` is the one in use now, `replaces` those that it took the place of."""

    state: State
    sentence: str
    edition: Edition
    replaces: tuple[Edition, ...] = ()


def finish(job: Job, path: Path, meta: Meta) -> Ending:
    """Rename a sealed file into the shelf, unless its rows or newer ones for the same days lie there.

    What it replaces is set aside; a damaged file of the same edition is removed.
    """
    edition = meta.edition
    with closing(Shelf.open(job.folder, job.first.source)) as shelf:
        rivals = [item for item in shelf.editions if are_rivals(item, edition)]
        sealed = {item for item in rivals if shelf.file(item).sealed}
        outdated = {item for item in rivals if is_whole(shelf, item) and is_outdated(shelf, item)}
        usable = [item for item in rivals if item not in outdated and is_whole(shelf, item)]
        whole = [shelf.meta(item) for item in usable]
        paths = {item: shelf.path(item) for item in rivals}
        broken = [paths[item] for item in rivals if item not in usable]
        broken += [item.path for item in shelf.damaged if names_edition(item.path, edition)]
        aside = [(item, shelf.path(item)) for item in shelf.aside if _has_rows_of(shelf, item, edition)]
    same = [item.edition for item in whole if names_rows(paths[item.edition], edition)]
    if sealed.intersection(same):
        return Ending(state="skipped", sentence=ALREADY.format(edition=edition.edition), edition=edition)
    newest = max(whole, key=rank, default=None)
    if newest and edition.first and rank(newest) > rank(meta):
        return Ending(state="skipped", sentence=_say_older(newest, meta), edition=newest.edition)
    if aside:
        edition, target = aside[0]
        retirement.bring_back(target)
    else:
        target = writer.install_file(path, job.folder, edition)
    replaced = [item for item in whole if paths[item.edition] != target]
    _retire([paths[item.edition] for item in replaced], [item for item in broken if item != target])
    retirement.remove(target.with_suffix(ASIDE))
    said = [_in_force(edition), *(_say_replaced(meta, item) for item in replaced[:1])]
    said += ["Replaces a copy that an earlier version imported."] if outdated else []
    said += ["Replaces a damaged copy."] if len(broken) > len(outdated) else []
    return Ending(
        state="installed",
        sentence=" ".join(said),
        edition=edition,
        replaces=tuple(item.edition for item in replaced),
    )


def _retire(older: list[Path], broken: list[Path]) -> None:
    """Set older editions aside and remove broken ones; both may be open in another window.

    The new edition lies on the shelf already. Raises InputError that says so when the folder takes no mark.
    """
    try:
        for path in older:
            retirement.set_aside(path)
        for path in broken:
            retirement.remove(path)
    except OSError as error:
        raise InputError(
            "The new edition is on the shelf, but an older one could not be set aside "
            f"({error.strerror}), so both are in use. Set the older one aside in Editions."
        ) from None


def on_shelf(job: Job, digests: set[str]) -> Edition | None:
    """The installed edition of this group that was read from exactly these official files or more.

    One that is damaged, or was written without a seal, is not counted: importing it again is the cure.
    """
    with closing(Shelf.open(job.folder, job.first.source)) as shelf:
        for edition in shelf.editions:
            have = {item.sha256 for item in shelf.meta(edition).sources}
            if _group(edition) == job.first.group and digests <= have and is_sound(shelf, edition):
                return edition
    return None


def _has_rows_of(shelf: Shelf, aside: Edition, edition: Edition) -> bool:
    """Whether an edition that is set aside by a mark is this one, whole, and need not be written again."""
    path = shelf.path(aside)
    return path.suffix == SUFFIX and names_rows(path, edition) and is_sound(shelf, aside)


def is_sound(shelf: Shelf, edition: Edition) -> bool:
    """Whether the edition's file has a seal, the seal is right, and no column is missing."""
    return shelf.file(edition).sealed and is_whole(shelf, edition) and not is_outdated(shelf, edition)


def is_outdated(shelf: Shelf, edition: Edition) -> bool:
    """Whether the rows of a whole edition lack a column, because an earlier version imported it."""
    return not shelf.file(edition).has_every_column


def is_whole(shelf: Shelf, edition: Edition) -> bool:
    """Whether the edition's file is not known to be damaged."""
    try:
        shelf.file(edition).prove()
    except InstallationError:
        return False
    return True


def _say_older(newest: Meta, meta: Meta) -> str:
    used, why = newest.edition, why_newer(newest, meta)
    return f"Not installed: {shown_files(used.files)}, in use for {used.edition}, is the newer file: {why}."


def _say_replaced(meta: Meta, older: Meta) -> str:
    why = f": {why_newer(meta, older)}" if meta.edition.first else ""
    files = shown_files(older.edition.files)
    return f"Replaces {older.edition.edition} from {files}{why}. That one is set aside."


def _group(edition: Edition) -> tuple[str, str, str]:
    return (edition.source, edition.setting or "", edition.edition)


def _in_force(edition: Edition) -> str:
    if edition.first is None:
        return "In use now."
    return f"In effect from {show_date(edition.first)}."


ALREADY = "Already installed as {edition}."
