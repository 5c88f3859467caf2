"""Claims as JSON lines to a folder of Parquet with a column of names beside them, as tables of claims have.

    python to_parquet.py CLAIMS.jsonl FOLDER COLUMN MARK

COLUMN is that of the names, and each bears the MARK, by which it would be found wherever it went.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import needlepoint_review
import pyarrow as pa
from needlepoint_review.app.claims.record import read_claim
from pyarrow import parquet

CLAIMS_A_FILE = 50_000


def main(claims: Path, folder: Path, column: str, mark: str) -> None:
    """Write the files, at least two."""
    folder.mkdir()
    with claims.open("rb") as lines:
        count = sum(1 for _ in lines)
        lines.seek(0)
        size = min(CLAIMS_A_FILE, -(-count // 2))
        for number, part in enumerate(iter(lambda: list(itertools.islice(lines, size)), [])):
            batch = needlepoint_review.claim_batch_of(map(read_claim, part))
            names = pa.array([f"{mark} {row}" for row in range(batch.num_rows)])
            table = pa.Table.from_batches([batch]).append_column(column, names)
            parquet.write_table(table, folder / f"{number:05}.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
