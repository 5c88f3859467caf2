"""The reviews of a file of claims by the program's own stream, in one process, as a digest.

    python -m build_scripts.scale.one_process CLAIMS.jsonl EDITIONS [--alone]

Prints the seconds of the processor that reading and reviewing took, and the digest.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from app.batch.neighbors import find_neighbors
from app.batch.stream import ReviewedClaim, review_claims
from app.claims.claim_files import open_claims
from app.claims.record import Entry
from app.library import Library
from app.library.shelf.shelf import Shelf
from build_scripts.scale.digest import Digest, Row, rows_of_review

REFERENCE = Path(__file__).resolve().parents[2] / "resources" / "reference.sqlite"


def reviewed(claims: Path, editions: Path, *, alone: bool) -> Iterator[ReviewedClaim]:
    """The claims of a file in their order, each with its review."""
    library = Library.open(REFERENCE, Shelf.open(editions))
    covered = library.covered_codes

    def read() -> Iterable[Entry]:
        return open_claims(str(claims)).entries

    neighbors = None if alone else find_neighbors(read, covered)
    return review_claims(read(), library, covered, neighbors)


def rows_of(each: ReviewedClaim) -> Iterator[Row]:
    """The rows of one claim, through the JSON that the command line prints."""
    review = msgspec.json.decode(msgspec.json.encode(each.review))
    across = msgspec.to_builtins(each.across)
    return rows_of_review(each.entry.name, review, across, outside=each.outside)


def main(claims: Path, editions: Path, *, alone: bool) -> None:
    """Review and print."""
    found, spent = Digest(), 0.0
    began = time.process_time()
    for each in reviewed(claims, editions, alone=alone):
        spent += time.process_time() - began
        found.add(rows_of(each))
        began = time.process_time()
    print(f"{spent:.2f} s of the processor")
    print(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), alone="--alone" in sys.argv)
