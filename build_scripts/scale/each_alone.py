"""The reviews of a file of claims by the program's own stream, each claim alone, as a digest.

    python -m build_scripts.scale.each_alone CLAIMS.jsonl EDITIONS

The command line, which looks at the claims of a patient's day together, has no word for it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.batch.stream import ReviewedClaim, review_claims
from app.claims.claim_files import open_claims
from app.library import Library
from app.library.shelf.shelf import Shelf
from build_scripts.scale.digest import Digest, Row, rows_of_review

REFERENCE = Path(__file__).resolve().parents[2] / "resources" / "reference.sqlite"


def reviewed(claims: Path, editions: Path) -> Iterator[ReviewedClaim]:
    """The claims of a file in their order, each with its review."""
    library = Library.open(REFERENCE, Shelf.open(editions))
    return review_claims(open_claims(str(claims)).entries, library, library.covered_codes)


def rows_of(each: ReviewedClaim) -> Iterator[Row]:
    """The rows of one claim, through the JSON that the command line prints."""
    review = msgspec.json.decode(msgspec.json.encode(each.review))
    return rows_of_review(each.entry.name, review, None, outside=each.outside)


def main(claims: Path, editions: Path) -> None:
    """Review and print."""
    found = Digest()
    for each in reviewed(claims, editions):
        found.add(rows_of(each))
    print(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
