"""Needlepoint's review for engines that hold claims by the million: no window, no printing, no network.

    open_shelf(folder)          once a process; later calls for the same editions give the same shelf
    review_batch(batch)         claims in (schema CLAIMS), reviews out (schema REVIEWS), each claim alone
    review_days(batch)          the same, each claim beside the others of its patient and day: for whole days

`pack_shelf` names editions by their hash, so that they can be sent to other machines; `claim_batch_of` makes
a batch of claim records. The modules of the program lie below `needlepoint_review.app`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from app import __version__
from app.batch.arrow.reviewing import OpenShelf
from app.batch.arrow.reviewing import open_shelf as open_over
from app.batch.arrow.schema import CLAIM_VERSION, CLAIMS, REVIEW_VERSION, REVIEWS
from app.batch.arrow.writing import claim_batch_of
from app.coding.errors import InputError, InstallationError
from app.library.shelf.travel import pack_shelf

__all__ = [
    "CLAIMS",
    "CLAIM_VERSION",
    "REVIEWS",
    "REVIEW_VERSION",
    "InputError",
    "InstallationError",
    "OpenShelf",
    "__version__",
    "claim_batch_of",
    "open_shelf",
    "pack_shelf",
    "review_batch",
    "review_days",
]

REFERENCE = Path(__file__).resolve().with_name("resources") / "reference.sqlite"
_opened: list[OpenShelf] = []


def open_shelf(
    folder: Path | str,
    names: Sequence[str] | None = None,
    signers: Sequence[tuple[str, str]] = (),
) -> OpenShelf:
    """Open the editions of a folder, or those among its files that `pack_shelf` named; see `OpenShelf`.

    `signers` are names and public keys of minisign. Local policy that one of them signed is used; any other
    is told in `OpenShelf.faults` and by a row "not checked" of each claim. A process keeps the shelf that it
    opened last: opened again by the next task it is there at once. Raises InstallationError when an edition
    is missing or damaged, and where local policy has a signature that nothing here can check.
    """
    keys = tuple((name, key) for name, key in signers)
    shelf = _open(Path(folder), None if names is None else tuple(names), keys)
    _opened[:] = [shelf]
    return shelf


@lru_cache(maxsize=1)
def _open(folder: Path, names: tuple[str, ...] | None, signers: tuple[tuple[str, str], ...]) -> OpenShelf:
    return open_over(REFERENCE, folder, names, signers)


def review_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Claims to their reviews, over the shelf that this process opened last. See `OpenShelf.review_batch`.

    Raises InputError for a batch that does not fit, and where no shelf was opened.
    """
    return _open_now().review_batch(batch)


def review_days(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Claims to their reviews beside those of the same patient and day. See `OpenShelf.review_days`.

    Raises as `review_batch` does.
    """
    return _open_now().review_days(batch)


def _open_now() -> OpenShelf:
    if not _opened:
        raise InputError("No shelf is open. Call open_shelf with the folder of your editions first.")
    return _opened[0]
