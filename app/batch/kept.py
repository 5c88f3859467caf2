"""A run kept in a folder: findings, what was not checked, editions, and the manifest to replay it by."""

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.batch.stream import ReviewedClaim
from app.batch.totals import Totals, leaning_of
from app.claims.many_files import files_of
from app.claims.record import Entry
from app.coding.claim import Claim
from app.coding.editions import Edition, EditionUse
from app.coding.findings import Flag, Review
from app.coding.spreadsheet import safe_cell

if TYPE_CHECKING:
    from app.batch.workbook import Sheets

MANIFEST = "manifest.json"
WORKBOOK = "run.xlsx"
TABLES: dict[str, tuple[str, ...]] = {
    "claims.csv": (
        "number", "claim", "outcome", "errors", "warnings", "info", "not_checked", "looked_at",
        "alone_because", "record_sha256",
    ),
    "findings.csv": (
        "number", "claim", "severity", "rule", "id", "leans", "line", "code", "modifiers", "field",
        "message", "remedy", "basis", "sources",
    ),
    "not-checked.csv": (
        "number", "claim", "rule", "reason", "need", "series", "setting", "wanted", "field",
    ),
    "editions.csv": ("source", "setting", "edition", "first", "last", "rows", "sha256", "claims"),
}  # fmt: skip
_PART = 1 << 20


class Input(Struct, frozen=True):
    """A file that was read, as it lies: its name, size and digest."""

    name: str
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """What a run was made from, and what it came to.

    `seed` is None: nothing of a check is drawn. `editions` are all that could answer, `counts` the totals of
    the run, `tables` the rows of each table. `inputs` is empty where the claims came by standard input.
    `every_claim`: those were reviewed too that do not concern Needlepoint by their codes.
    """

    schema: int
    program: str
    inputs: tuple[Input, ...]
    editions: tuple[Edition, ...]
    counts: Totals
    tables: dict[str, int]
    seed: None = None
    every_claim: bool = False


class KeptRun:
    """Tables that grow row by row as reviews come; nothing of a claim is held.

    `record`: the bytes of a review as it is printed, of which the digest is kept. `workbook`: the tables are
    kept as the sheets of one workbook too.
    """

    def __init__(
        self, folder: Path, record: Callable[[ReviewedClaim], bytes], *, workbook: bool = False
    ) -> None:
        self._folder = folder
        self._record = record
        self._rows: Counter[str] = Counter()
        self._used: Counter[tuple[EditionUse, ...]] = Counter()
        self._number = 0
        self._files = ExitStack()
        self._writers = {name: self._open(name) for name in TABLES}
        self._sheets: Sheets | None = None
        if workbook:
            from app.batch.workbook import open_workbook

            sheets = {Path(name).stem: columns for name, columns in TABLES.items()}
            self._sheets = self._files.enter_context(open_workbook(folder / WORKBOOK, sheets))

    def _open(self, name: str) -> Callable[[Iterable[object]], object]:
        file = self._files.enter_context((self._folder / name).open("x", encoding="utf-8", newline=""))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TABLES[name])
        return writer.writerow

    def add(self, found: ReviewedClaim) -> None:
        """Keep one entry; what has no review is not kept."""
        review, entry = found.review, found.entry
        if review is None or entry.claim is None:
            return
        self._number += 1
        self._used[review.editions] += 1
        across = found.across
        counts = Counter(flag.severity for flag in review.flags)
        digest = hashlib.sha256(self._record(found)).hexdigest()
        at = (across.looked_at, across.because) if across else ("", "")
        row = (review.outcome, counts["error"], counts["warning"], counts["info"], len(review.not_checked))
        self._write("claims.csv", [(self._number, entry.name, *row, *at, digest)])
        self._write("findings.csv", _findings(self._number, entry, entry.claim, review.flags))
        self._write("not-checked.csv", _not_checked(self._number, entry, review))

    def finish(
        self,
        inputs: tuple[Input, ...],
        editions: Sequence[Edition],
        counts: Totals,
        program: str,
        *,
        every_claim: bool = False,
    ) -> None:
        """Write the editions and the manifest, once all claims are kept."""
        self._write("editions.csv", self._editions(editions))
        self.close()
        manifest = Manifest(
            schema=1,
            program=program,
            inputs=inputs,
            editions=tuple(editions),
            counts=counts,
            tables={name: self._rows[name] for name in TABLES},
            every_claim=every_claim,
        )
        content = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        (self._folder / MANIFEST).write_bytes(content + b"\n")

    def close(self) -> None:
        """Close the tables, also where the run did not come to its end."""
        self._files.close()

    def _write(self, name: str, rows: Iterable[Sequence[object]]) -> None:
        for row in rows:
            self._writers[name](safe_cell("" if cell is None else cell) for cell in row)
            if self._sheets is not None:
                self._sheets.add(Path(name).stem, row)
            self._rows[name] += 1

    def _editions(self, editions: Iterable[Edition]) -> Iterator[tuple[object, ...]]:
        used: Counter[EditionUse] = Counter()
        for uses, count in self._used.items():
            used.update(dict.fromkeys(uses, count))
        for each in editions:
            place = (each.source, each.setting, each.edition, each.first, each.last)
            yield (*place, each.rows, each.sha256, used[each.use()])


def _findings(
    number: int, entry: Entry, claim: Claim, flags: tuple[Flag, ...]
) -> Iterator[tuple[object, ...]]:
    for flag in flags:
        line = claim.lines[flag.line - 1] if flag.line else None
        sources = (
            " ".join(filter(None, (each.source, each.edition, each.locator))) for each in flag.citations
        )
        yield (
            number, entry.name, flag.severity, flag.rule, flag.id, leaning_of(flag.rule), flag.line,
            line.code if line else None, " ".join(line.modifiers) if line else None, flag.field,
            flag.message, flag.remedy, flag.basis, "; ".join(sources),
        )  # fmt: skip


def _not_checked(number: int, entry: Entry, review: Review) -> Iterator[tuple[object, ...]]:
    for each in review.not_checked:
        missing = (each.need, each.series, each.setting, each.wanted, each.field)
        yield (number, entry.name, each.rule, each.reason, *missing)


def inputs_of(files: Sequence[str]) -> tuple[Input, ...]:
    """The files, and each file of a folder by its name, with their digests; nothing of standard input."""
    return tuple(_input(path) for path in files_of([each for each in files if each != "-"]) if path.is_file())


def _input(path: Path) -> Input:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while part := stream.read(_PART):
            digest.update(part)
            size += len(part)
    return Input(path.name, size, digest.hexdigest())
