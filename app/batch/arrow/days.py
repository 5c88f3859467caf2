"""Patients' days within a batch, told column by column: which claims stand beside one that is not outside."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import compute

from app.batch.neighbors import Because

_KEY = ("patient", "date_of_service", "payer", "claim_form")
"""What the claims of one day have in common; see `app.batch.neighbors`."""
_NOBODY: Because = "patient"
_NO_PRACTITIONER: Because = "practitioner"


def beside_others(claims: pa.RecordBatch, outside: pa.BooleanArray) -> pa.BooleanArray:
    """For each row whether its day has a claim that is not outside, itself counted.

    Rows without a patient are of no day.
    """
    days = _days(claims)
    within = compute.unique(days.filter(compute.invert(outside)).drop_null())
    return compute.is_in(days, value_set=within)


def _days(claims: pa.RecordBatch) -> pa.Array:
    """The day of each row as a text, null without a patient. No value of the key holds the separator."""
    parts = [compute.cast(claims.column(name), pa.string()) for name in _KEY]
    rest = [compute.fill_null(part, "") for part in parts[1:]]
    return compute.binary_join_element_wise(parts[0], *rest, "\x1f")


def looked_at(claims: pa.RecordBatch) -> dict[str, pa.Array]:
    """The columns that say of claims without others on their day how each was looked at."""
    lines = claims.column("lines")
    of_line = compute.struct_field(lines.flatten(), "practitioner")
    unknown = compute.unique(compute.list_parent_indices(lines).filter(of_line.is_null()))
    somewhere = compute.is_in(pa.array(range(claims.num_rows), unknown.type), value_set=unknown)
    nobody = compute.and_(claims.column("practitioner").is_null(), somewhere)
    because = compute.if_else(nobody, pa.scalar(_NO_PRACTITIONER), pa.scalar(None, pa.string()))
    because = compute.if_else(claims.column("patient").is_null(), pa.scalar(_NOBODY), because)
    return {
        "looked_at": compute.if_else(because.is_null(), pa.scalar("run"), pa.scalar("claim")),
        "because": because,
        "others": pa.array([0] * claims.num_rows, pa.int32()),
    }
