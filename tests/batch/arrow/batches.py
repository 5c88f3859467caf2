"""Batches of claims for the tests of the Arrow schemas, which skip where pyarrow is missing."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

DAY = date(2026, 9, 15)
Row = dict[str, object]


def row(reference: object = "1", *codes: str, **cells: object) -> Row:
    """A claim of these codes, a line each, as a row."""
    lines = [{"code": code} for code in codes]
    return {"reference": reference, "date_of_service": DAY, "lines": lines, **cells}


def batch(*rows: Row) -> pa.RecordBatch:
    """Rows as a batch of whatever types Arrow finds in them."""
    names = list(dict.fromkeys(name for each in rows for name in each))  # Arrow looks at the first row alone
    return pa.RecordBatch.from_pydict({name: [each.get(name) for each in rows] for name in names})
