"""A shelf of editions opened once, and batches of claims reviewed over it: what the wheel is for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import compute

from app.batch.arrow.conforming import in_schema
from app.batch.arrow.days import beside_others, looked_at
from app.batch.arrow.reading import read_entries
from app.batch.arrow.schema import REVIEWS
from app.batch.arrow.scope import Scope
from app.batch.arrow.writing import outside_batch, review_batch_of
from app.batch.neighbors import find_neighbors
from app.batch.stream import review_claims
from app.library.library import Library
from app.library.shelf.travel import open_packed, open_whole


class OpenShelf:
    """The book and the editions of a folder. Keep one a process: opening reads every edition whole."""

    def __init__(self, library: Library) -> None:
        """Use `open_shelf`."""
        self.library = library
        self._covered = library.covered_codes
        self._scope = Scope(self._covered)

    @property
    def faults(self) -> tuple[str, ...]:
        """What of the shelf is not used, a sentence each: local policy whose signature is not right."""
        return self.library.shelf.faults()

    def review_batch(self, claims: pa.RecordBatch) -> pa.RecordBatch:
        """Claims in the schema CLAIMS to their reviews in the schema REVIEWS, in the order of the claims.

        Each claim is looked at alone, so that it does not matter how an engine cuts its batches. A claim
        that cannot be read is a row that says why. Raises InputError for a batch that does not fit the
        schema, and InstallationError for an edition that turns out to be damaged.
        """
        claims = in_schema(claims)
        outside = self._scope.outside(claims)
        within = claims.filter(compute.invert(outside))
        rows = review_batch_of(review_claims(read_entries(within), self.library, self._covered))
        return _in_order(claims, outside, rows, {})

    def review_days(self, claims: pa.RecordBatch) -> pa.RecordBatch:
        """The same, each claim beside the others of its patient's day, for a batch that holds whole days.

        It holds every claim of a run for each patient in it. Raises as `review_batch` does.
        """
        claims = in_schema(claims)
        outside = self._scope.outside(claims)
        alone = compute.and_(outside, compute.invert(beside_others(claims, outside)))
        entries = tuple(read_entries(claims.filter(compute.invert(alone))))
        neighbors = find_neighbors(lambda: entries, self._covered)
        rows = review_batch_of(review_claims(entries, self.library, self._covered, neighbors))
        return _in_order(claims, alone, rows, looked_at(claims.filter(alone)))


def open_shelf(
    reference: Path, folder: Path, names: Sequence[str] | None = None, signers: Sequence[tuple[str, str]] = ()
) -> OpenShelf:
    """Open the reference database, and the files of a folder: those named by `pack_shelf`, or all.

    `signers`: names and public keys, one of which must have signed local policy. Raises InstallationError
    when one is missing or damaged.
    """
    shelf = open_whole(folder, signers) if names is None else open_packed(folder, names, signers)
    return OpenShelf(Library.open(reference, shelf))


def _in_order(
    claims: pa.RecordBatch, outside: pa.BooleanArray, rows: pa.RecordBatch, across: dict[str, pa.Array]
) -> pa.RecordBatch:
    """The rows of the reviewed claims, and one of each claim outside, in the order of the claims."""
    if not outside.true_count:
        return rows
    at = pa.array(range(claims.num_rows), pa.int32())
    begins = compute.cast(compute.equal(rows.column("kind"), "outcome"), pa.int32())
    claim_of_row = at.filter(compute.invert(outside)).take(
        compute.subtract(compute.cumulative_sum(begins), 1)
    )
    left = outside_batch(claims.column("reference").filter(outside), across)
    order = compute.sort_indices(pa.concat_arrays([claim_of_row, at.filter(outside)]))
    both = pa.Table.from_batches([rows, left], schema=REVIEWS).take(order).combine_chunks()
    return both.to_batches()[0]
