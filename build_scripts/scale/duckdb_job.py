"""Review a table of claims with DuckDB on one machine, by a function that SQL calls.

    python duckdb_job.py CLAIMS SHELF OUT.parquet

CLAIMS is a folder of Parquet, SHELF a folder of editions. Each claim is looked at by itself: a function sees
up to 2,048 rows at a time, and which they are is DuckDB's choice.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import needlepoint_review
import pyarrow as pa
from pyarrow import compute

FUNCTION = "needlepoint_review"
RESULT = pa.list_(pa.struct(list(needlepoint_review.REVIEWS)))


def rows_of(claims: pa.ChunkedArray) -> pa.ListArray:
    """Structs of the columns of claims to the rows of each: what DuckDB calls."""
    (column,) = pa.chunked_array([claims.combine_chunks()]).chunks
    batch = pa.RecordBatch.from_struct_array(column)
    rows = needlepoint_review.review_batch(batch)
    begins = compute.indices_nonzero(compute.equal(rows.column("kind"), "outcome"))
    offsets = pa.concat_arrays([begins.cast(pa.int32()), pa.array([rows.num_rows], pa.int32())])
    return pa.ListArray.from_arrays(offsets, rows.to_struct_array())


def sql_type(kind: pa.DataType) -> str:
    """The name that DuckDB has for a type of the schemas."""
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        fields = ", ".join(f'"{field.name}" {sql_type(field.type)}' for field in kind)
        return f"STRUCT({fields})"
    return {"string": "VARCHAR", "int32": "INTEGER", "bool": "BOOLEAN", "date32[day]": "DATE"}[str(kind)]


def main(claims: Path, shelf: Path, out: Path) -> None:
    """Name the function to DuckDB and run one statement."""
    needlepoint_review.open_shelf(shelf)
    given = pa.struct(list(needlepoint_review.CLAIMS))
    connection = duckdb.connect()
    connection.create_function(
        FUNCTION, rows_of, [sql_type(given)], sql_type(RESULT), type="arrow", null_handling="special"
    )
    claim = ", ".join(f'"{name}" := "{name}"' for name in needlepoint_review.CLAIMS.names)
    reviews = (
        f"SELECT unnest({FUNCTION}(struct_pack({claim}))) AS review FROM read_parquet('{claims}/*.parquet')"
    )
    connection.execute(f"COPY (SELECT review.* FROM ({reviews})) TO '{out}' (FORMAT parquet)")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
