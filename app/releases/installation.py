"""Installing editions: each recognized file is read, checked and put on the shelf, one edition at a time.

An edition is installed whole or not at all. A kill at any moment leaves the old shelf or the new one;
leftovers have a temporary name, which the shelf ignores and the next import clears.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path, PurePath

from app.coding.errors import InputError
from app.coding.sentences import count_of
from app.coding.series import SERIES
from app.library.shelf.edition_format import Mark, Meta, SourceFile
from app.releases import archive, lock, writer
from app.releases.found import Found
from app.releases.job import ALREADY, Job, Outcome, Report, State, Step, describe, finish, on_shelf
from app.releases.pairs.installation import install_pairs
from app.releases.readers.dispatch import read_rows
from app.releases.recognition import recognize_all
from app.releases.row_digest import AT_ONCE
from app.releases.table import Table

__all__ = ["LEAST_ROWS", "Outcome", "Report", "State", "Step", "install", "install_found"]

TICK = 4 * AT_ONCE
LEAST_ROWS: dict[str, int] = {each.name: each.least_rows for each in SERIES.values() if each.least_rows}


def install(
    paths: Sequence[Path], folder: Path, progress: Report | None = None, today: date | None = None
) -> tuple[Outcome, ...]:
    """Recognize what is in `paths` and install it in the shelf folder `folder`, in this process.

    Gives one outcome a file, in the order found. Raises InputError when the folder cannot be written or
    another import holds it; problems of single files are outcomes.
    """
    return install_found(recognize_all(paths), folder, progress, today)


def install_found(
    found: Sequence[Found], folder: Path, progress: Report | None = None, today: date | None = None
) -> tuple[Outcome, ...]:
    """`install` for files that are recognized already."""
    report = progress or _silent
    day = today or datetime.now(tz=UTC).astimezone().date()
    outcomes: dict[int, Outcome] = {}
    with lock.hold(folder):
        writer.clear_leftovers(folder)
        for files in _groups(found):
            job = Job(files=files, folder=folder, today=day, report=report)
            try:
                outcomes |= _install(job)
            except InputError as error:
                outcomes |= job.outcomes("refused", str(error))
    return tuple(outcomes[index] for index in range(len(found)))


def _groups(found: Sequence[Found]) -> Iterator[tuple[tuple[int, Found], ...]]:
    """Files that make one edition together, in the order found; each unusable file by itself.

    Corrections with a name of their own (RVU26AR beside RVU26A) come first, so that the original is not
    installed only to be replaced.
    """
    groups: dict[tuple[str, ...], list[tuple[int, Found]]] = {}
    for index, item in enumerate(found):
        key = (str(index),) if item.problem else item.group
        groups.setdefault(key, []).append((index, item))
    ordered = sorted(groups.values(), key=lambda files: -max(item.mark.revision for _, item in files))
    return (tuple(files) for files in ordered)


def _install(job: Job) -> dict[int, Outcome]:
    if job.first.passed_over:
        return job.outcomes("skipped", "Skipped: Needlepoint does not use this table.")
    if job.first.problem:
        return job.outcomes("refused", job.first.problem)
    if job.first.source == "ncci-ptp":
        return install_pairs(job)
    return _install_tables(job)


def _install_tables(job: Job) -> dict[int, Outcome]:
    """Install the files of a series of one file an edition: the newest first, its twins not at all.

    A twin is the same file beside it, in another form or as it lies in a ZIP too. Raises nothing: each file
    has an outcome of its own.
    """
    digests = {index: archive.digest(found.entry.path) for index, found in job.files}
    ranked = sorted(job.files, key=lambda item: (_newest_last(item[1].mark), digests[item[0]]), reverse=True)
    outcomes: dict[int, Outcome] = {}
    read: list[Found] = []
    for index, found in ranked:
        own = Job(files=((index, found),), folder=job.folder, today=job.today, report=job.report)
        try:
            if twin := next((each for each in read if _is_twin(each, found)), None):
                outcomes |= own.outcomes("skipped", _say_twin(twin, found))
                continue
            outcomes |= _install_table(own, digests[index])
            read.append(found)
        except InputError as error:
            outcomes |= own.outcomes("refused", str(error))
    return outcomes


def _is_twin(one: Found, other: Found) -> bool:
    """Whether two files of an edition are the same table: beside each other in two forms, or equal.

    Equal is a file that lies in a ZIP too; it is told without reading a row. Raises InputError when one of
    them cannot be read.
    """
    if one.entry.name != other.entry.name:
        return _stem(one) == _stem(other)
    return (
        one.entry.path != other.entry.path
        and one.entry.size == other.entry.size
        and archive.content(one.entry) == archive.content(other.entry)
    )


def _stem(found: Found) -> tuple[Path, str]:
    return found.entry.path.parent, PurePath(found.entry.name).stem.lower()


def _say_twin(twin: Found, found: Found) -> str:
    """Which file was read in place of another; of two with one name by the ZIP in which one of them is."""
    name = twin.entry.name
    if name == found.entry.name:
        name = twin.entry.path.name if twin.entry.member else f"{name} beside {found.entry.path.name}"
    return f"Skipped: {name} holds the same edition."


def _newest_last(mark: Mark) -> tuple[object, ...]:
    return mark.tabular, mark.revision, mark.released or date.min


def _install_table(job: Job, digest: str) -> dict[int, Outcome]:
    """Read, check and install one file."""
    ((index, found),) = job.files
    if there := on_shelf(job, {digest}):
        return job.outcomes("skipped", ALREADY.format(edition=there.edition), there)
    assert found.source is not None  # for the type checker; unusable files ended above
    with writer.new_file(job.folder, in_memory=True) as (path, connection):
        table = Table(connection, found.source)
        _read(job, index, found, table)
        _check_count(found, table.rows)
        job.report(Step(index, "checking", table.rows, 1.0))
        stored = table.finish(found.entry.name)
        source = SourceFile(name=found.entry.path.name, rows=table.rows, sha256=digest)
        stated = Meta(edition=describe(job, (source,)), sources=(source,), mark=found.mark)
        meta = writer.seal_table(path, connection, stated, stored)
        return job.ended(finish(job, path, meta), {index: table.rows})


def _read(job: Job, index: int, found: Found, table: Table) -> None:
    """Let a table take the rows of a file, and tell now and then how many it has."""
    job.report(Step(index, "reading"))
    rows = read_rows(found)
    while some := list(islice(rows, AT_ONCE)):
        table.add(some)
        if table.rows % TICK == 0:
            job.report(Step(index, "reading", table.rows))


def _check_count(found: Found, rows: int) -> None:
    """Refuse an empty table and an extract, which would make "not listed" out of "left out"."""
    if not rows:
        raise InputError(f"{found.entry.name} has no rows. {archive.UNEDITED}")
    least = 0 if found.setting == "dme" else LEAST_ROWS.get(found.source or "", 0)
    if rows < least:
        raise InputError(
            f"{found.entry.name} has {count_of(rows, 'row')}; the full CMS table has more than {least:,}. "
            "An extract is not installed. Import the full file as CMS publishes it."
        )


def _silent(step: Step) -> None:
    del step
