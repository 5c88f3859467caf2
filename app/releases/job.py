"""One edition to install: its files, how they end, and the last steps that every series shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.series import SERIES
from app.library.shelf.edition_format import ASIDE, SUFFIX, Meta, SourceFile
from app.library.shelf.shelf import Shelf
from app.releases import writer
from app.releases.found import SETTINGS, Found

State = Literal["waiting", "reading", "read", "checking", "installed", "skipped", "partial", "refused"]


class Step(Struct, frozen=True):
    """How far one file has come. `index` is its place in what was found; `done` is 0 to 1 of the file."""

    index: int
    state: State
    rows: int = 0
    done: float = 0.0
    sentence: str = ""


class Outcome(Struct, frozen=True, kw_only=True):
    """How one file ended: `state`, a sentence for people, and the edition it is part of now."""

    found: Found
    state: State
    rows: int = 0
    sentence: str = ""
    edition: Edition | None = None


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

    def outcomes(
        self, state: State, sentence: str, edition: Edition | None = None, rows: dict[int, int] | None = None
    ) -> dict[int, Outcome]:
        """The same end for every file, told to `report` too."""
        counts = rows or {}
        for index, _ in self.files:
            self.report(Step(index, state, counts.get(index, 0), 1.0, sentence))
        return {
            index: Outcome(
                found=found, state=state, rows=counts.get(index, 0), sentence=sentence, edition=edition
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


def finish(job: Job, path: Path, meta: Meta) -> tuple[State, str]:
    """Rename a sealed file into the shelf, unless the same rows lie there; what it replaces is set aside."""
    edition = meta.edition
    shelf = Shelf.open(job.folder)
    same = [item for item in shelf.editions if _group(item) == _group(edition)]
    others = [shelf.path(item) for item in same if item.sha256 != edition.sha256]
    shelf.close()
    if len(others) < len(same):
        return "skipped", ALREADY.format(edition=edition.edition)
    target = writer.install_file(path, job.folder, edition)
    target.with_suffix(ASIDE).unlink(missing_ok=True)
    for other in others:
        other.replace(other.with_suffix(ASIDE))
    return "installed", _in_force(edition)


def on_shelf(job: Job, digests: set[str]) -> Edition | None:
    """The installed edition of this group that was read from exactly these official files or more."""
    shelf = Shelf.open(job.folder)
    try:
        for edition in shelf.editions:
            if _group(edition) == job.first.group and shelf.path(edition).suffix == SUFFIX:
                have = {item.sha256 for item in shelf.meta(edition).sources}
                if digests <= have:
                    return edition
    finally:
        shelf.close()
    return None


def _group(edition: Edition) -> tuple[str, str, str]:
    return (edition.source, edition.setting or "", edition.edition)


def _in_force(edition: Edition) -> str:
    if edition.first is None:
        return "In use now."
    return f"In effect from {show_date(edition.first)}."


ALREADY = "Already installed as {edition}."
