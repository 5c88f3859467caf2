"""Installing PTP edits: complete with every part, in key order; an incomplete set is kept aside."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePath

from app.coding.errors import InputError
from app.library.shelf.edition_format import Meta, SourceFile
from app.library.shelf.pair_table import SCHEMA
from app.library.shelf.shelf import Shelf
from app.releases import archive, retirement, writer
from app.releases.found import Found
from app.releases.job import ALREADY, Job, Outcome, Step, describe, finish, is_whole, on_shelf
from app.releases.pairs.pack import Packed
from app.releases.pairs.workers import Pace, Report, pack_parts
from app.releases.readers import ptp


def install_pairs(job: Job) -> dict[int, Outcome]:
    """Install the parts of one edition, with the parts that an earlier import kept aside."""
    digests = {index: archive.digest(found.entry.path) for index, found in job.files}
    fresh = _one_a_part(job, digests)
    if there := on_shelf(job, {digests[index] for index, _ in fresh.values()}):
        return job.outcomes("skipped", ALREADY.format(edition=there.edition), there)
    with Kept(job) as kept, writer.new_file(job.folder) as (path, connection):
        connection.executescript(SCHEMA)
        sources: list[SourceFile] = []
        column2: list[tuple[int, bytes]] = []
        places = {number: index for number, (index, _) in fresh.items()}
        packed = pack_parts([fresh[number][1] for number in sorted(fresh)], _to_report(job, places))
        for number in sorted({*fresh, *kept.sources}):
            if number in fresh:
                index, found = fresh[number]
                part = next(packed)
                source = _to_source(part, found.entry.path.name, digests[index])
            else:
                part, source = kept.part(number), kept.sources[number]
            _write_part(connection, part)
            column2 += part.column2
            sources.append(source)
        check_contiguous(sources)
        _write_column2(connection, column2)
        return _close(job, path, connection, tuple(sources), kept)


class Kept:
    """The incomplete set that lies aside for a job's edition, if any, as a context."""

    def __init__(self, job: Job) -> None:
        """Look for it in the job's folder."""
        self._shelf = Shelf.open(job.folder, "ncci-ptp")
        mine = [
            item
            for item in self._shelf.partial
            if (item.source, item.setting or "", item.edition) == job.first.group
            and is_whole(self._shelf, item)
        ]
        self._edition = mine[-1] if mine else None
        meta = self._shelf.meta(self._edition) if self._edition else None
        self.sources: dict[int, SourceFile] = {item.part: item for item in meta.sources} if meta else {}
        self.paths = [self._shelf.path(item) for item in mine]

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self._shelf.close()

    def part(self, number: int) -> Packed:
        """A part as it was packed."""
        assert self._edition is not None  # `sources` is empty without one
        fetch = self._shelf.file(self._edition).rows
        ((_, codes, endings, rationales, digest),) = fetch("SELECT * FROM part WHERE number = ?", (number,))
        source = self.sources[number]
        return Packed(
            number,
            codes,
            endings,
            rationales,
            digest,
            fetch("SELECT key, rows FROM column1 WHERE key % 16 = ? ORDER BY key", (number,)),
            fetch("SELECT key, rows FROM column2 WHERE key % 16 = ? ORDER BY key", (number,)),
            source.rows,
            source.first_key,
            source.last_key,
        )


def check_contiguous(sources: list[SourceFile]) -> None:
    """Prove that parts follow each other in key order. Raises InputError naming the two that do not."""
    for before, after in pairwise(sources):
        if after.first_key[:5] <= before.last_key[:5]:
            raise InputError(
                f"Part {after.part} ({after.name}) begins at {after.first_key}, before part {before.part} "
                f"ends at {before.last_key}: they belong to different tables or were renamed. Neither is "
                "installed. "
                "Download both from CMS again."
            )


def missing_parts(sources: tuple[SourceFile, ...]) -> tuple[int, ...]:
    """The numbers that are not there: up to four, or up to the highest that is."""
    have = {item.part for item in sources}
    return tuple(number for number in range(1, max(ptp.PARTS, *have) + 1) if number not in have)


def _close(
    job: Job, path: Path, connection: sqlite3.Connection, sources: tuple[SourceFile, ...], kept: Kept
) -> dict[int, Outcome]:
    """Seal the file and put it on the shelf, or aside when parts are missing."""
    for index, _ in job.files:
        job.report(Step(index, "checking", done=1.0))
    missing = missing_parts(sources)
    mark = max((found for _, found in job.files), key=_age).mark
    stated = Meta(edition=describe(job, sources), sources=sources, missing=missing, mark=mark)
    meta = writer.seal(path, connection, stated)
    rows = {item.part: item.rows for item in sources}
    counts = {index: rows[found.part] for index, found in job.files}
    if missing:
        target = writer.install_file(path, job.folder, meta.edition, partial=True)
        _drop([item for item in kept.paths if item != target], kept)
        return job.outcomes("partial", _say_missing(meta), meta.edition, counts)
    ending = finish(job, path, meta)
    _drop(kept.paths, kept)
    return job.ended(ending, counts)


def _drop(paths: list[Path], kept: Kept) -> None:
    kept.__exit__()
    for path in paths:
        retirement.remove(path)


def _say_missing(meta: Meta) -> str:
    names = ", ".join(f"f{number}" for number in meta.missing)
    verb, them = ("is", "it") if len(meta.missing) == 1 else ("are", "them")
    return f"{names} {verb} missing, so {meta.edition.edition} is not used yet. Import {them} to complete it."


def _one_a_part(job: Job, digests: dict[int, str]) -> dict[int, tuple[int, Found]]:
    """The files by part, of two the newer. Raises InputError when two differ and nothing tells the newer.

    A zip and what was unpacked from it are one file, and so are the forms of a part that lie in one folder.
    """
    chosen: dict[int, tuple[int, Found]] = {}
    met: dict[int, list[tuple[int, Found]]] = {}
    for index, found in sorted(job.files, key=lambda item: _rank(item[1]), reverse=True):
        others = met.setdefault(found.part, [])
        rivals = [other for _, other in others if _age(other) == _age(found)]
        known = any(digests[at] == digests[index] or _is_same(other, found) for at, other in others)
        if rivals and not known:
            raise InputError(
                f"{found.entry.name} and {rivals[0].entry.name} are both part {found.part} and differ. "
                "Neither is installed. Import only one of them."
            )
        others.append((index, found))
        chosen.setdefault(found.part, (index, found))
    return chosen


def _is_same(one: Found, other: Found) -> bool:
    """Whether two files are the same part: forms side by side under one name, or of the same content."""
    names = [PurePath(found.entry.name) for found in (one, other)]
    if one.form != other.form:
        return (
            one.entry.path.parent == other.entry.path.parent
            and names[0].stem.lower() == names[1].stem.lower()
        )
    return one.entry.size == other.entry.size and archive.content(one.entry) == archive.content(other.entry)


def _rank(found: Found) -> tuple[tuple[int, date], bool]:
    """The newer first, and of one age the text, which is read in a fifth of the time of a workbook."""
    return _age(found), found.form != "xlsx"


def _age(found: Found) -> tuple[int, date]:
    return found.mark.revision, found.mark.released or date.min


def _to_report(job: Job, places: dict[int, int]) -> Report:
    """Progress of a part as a step of its file."""

    def report(pace: Pace) -> None:
        job.report(Step(places[pace.number], pace.state, pace.rows, pace.done))

    return report


def _to_source(part: Packed, name: str, digest: str) -> SourceFile:
    return SourceFile(
        name=name,
        rows=part.rows,
        sha256=digest,
        part=part.number,
        first_key=part.first_key,
        last_key=part.last_key,
    )


def _write_part(connection: sqlite3.Connection, part: Packed) -> None:
    """Write one packed part of PTP edits, but for its rows by column 2."""
    connection.execute("BEGIN")
    connection.execute(
        "INSERT INTO part VALUES (?, ?, ?, ?, ?)",
        (part.number, part.codes, part.endings, part.rationales, part.digest),
    )
    connection.executemany("INSERT INTO column1 VALUES (?, ?)", part.column1)
    connection.execute("COMMIT")


def _write_column2(connection: sqlite3.Connection, rows: list[tuple[int, bytes]]) -> None:
    """Write the rows by column 2 of every part at once: in key order SQLite only appends."""
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO column2 VALUES (?, ?)", sorted(rows))
    connection.execute("COMMIT")
