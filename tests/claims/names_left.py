"""What a process still holds once it has read a file of claims: run it alone, with the file and a mark.

The mark is given backwards, so that it is nowhere in this process but in what was read. Prints where it is
found: "claims" for what came of the file, "memory" for any text that a live object refers to.
"""

from __future__ import annotations

import gc
import sys

import msgspec

from app.claims.claim_files import open_claims
from app.claims.tables.opening import Workbooks
from app.releases.claim_workbooks import check_cells, sheets_of, workbook_rows
from tests.claims.tables.known import reading


def main(path: str, backwards: str) -> None:
    """Read the claims, let go of everything else, and look."""
    tables = msgspec.structs.replace(reading(), workbooks=Workbooks(workbook_rows, sheets_of, check_cells))
    entries = list(open_claims(path, tables).entries)
    gc.collect()
    mark = backwards[::-1]
    if mark in repr(entries):
        print("claims")  # noqa: T201  its output is what the test reads
    own = {id(mark), id(sys.argv)}
    for holder in gc.get_objects():
        for held in gc.get_referents(holder):
            text = (
                held if isinstance(held, str) else held.decode("latin-1") if isinstance(held, bytes) else ""
            )
            if mark in text and id(held) not in own:
                print("memory", type(holder).__name__)  # noqa: T201  its output is what the test reads


if __name__ == "__main__":
    main(*sys.argv[1:])
