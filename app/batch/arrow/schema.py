"""The two Arrow schemas: a row a claim in, rows of a review out. Their versions change when a column does.

Columns carry the names of the claim record and of the review record (claim-format). There is no column for a
name, a number of a person or a birth date, and a column that is not here is refused by its name.
"""

from __future__ import annotations

import pyarrow as pa

from app.coding.claim import Documentation
from app.coding.fields import FIELDS

CLAIM_VERSION = 1
REVIEW_VERSION = 1

_TEXT, NUMBER, _YES_NO = pa.string(), pa.int32(), pa.bool_()
LINE = pa.struct(
    {
        "code": _TEXT,
        "modifiers": pa.list_(_TEXT),
        "units": NUMBER,
        "pointers": pa.list_(NUMBER),
        "encounter": NUMBER,
        "place_of_service": _TEXT,
        "revenue_code": _TEXT,
        "minutes": NUMBER,
        "practitioner": _TEXT,
        "source_line": _TEXT,
    }
)
"""A claim line. `pointers` count the claim's `diagnoses` from 1."""
_FIELDS = (FIELDS[f"documentation.{name}"] for name in Documentation.__struct_fields__)
DOCUMENTATION = pa.struct({field.name: _YES_NO if field.kind == "yes-no" else _TEXT for field in _FIELDS})
"""What the record says; a field of `Documentation` that is new is a column, and wants a new version."""
CLAIMS = pa.schema(
    {
        "reference": _TEXT,
        "date_of_service": pa.date32(),
        "claim_form": _TEXT,
        "place_of_service": _TEXT,
        "payer": _TEXT,
        "equipment_owner": _TEXT,
        "diagnoses": pa.list_(_TEXT),
        "lines": pa.list_(LINE),
        "patient": _TEXT,
        "practitioner": _TEXT,
        "bill_type": _TEXT,
        "frequency": _TEXT,
        "locality": pa.struct({"zip": _TEXT, "carrier": _TEXT, "locality": _TEXT}),
        "record": _TEXT,
        "documentation": DOCUMENTATION,
        "file_warnings": pa.list_(_TEXT),
    },
    metadata={"needlepoint.claims": str(CLAIM_VERSION)},
)
"""A row a claim. `reference` is whatever the caller joins by and comes back in each row of the review."""
REQUIRED = ("reference", "date_of_service", "lines")
"""The columns without which there is no claim. Any other may be left out or null: not stated."""

EDITION = pa.struct(
    {"source": _TEXT, "setting": _TEXT, "edition": _TEXT, "first": pa.date32(), "last": pa.date32()}
)
CITATION = pa.struct({"source": _TEXT, "edition": _TEXT, "locator": _TEXT})
REVIEWS = pa.schema(
    {
        "reference": _TEXT,
        "kind": _TEXT,
        "outcome": _TEXT,
        "rule": _TEXT,
        "id": _TEXT,
        "severity": _TEXT,
        "basis": _TEXT,
        "line": NUMBER,
        "code": _TEXT,
        "field": _TEXT,
        "message": _TEXT,
        "why": _TEXT,
        "remedy": _TEXT,
        "citations": pa.list_(CITATION),
        "need": _TEXT,
        "series": _TEXT,
        "setting": _TEXT,
        "wanted": _TEXT,
        "checked": NUMBER,
        "editions": pa.list_(EDITION),
        "looked_at": _TEXT,
        "because": _TEXT,
        "others": NUMBER,
    },
    metadata={"needlepoint.reviews": str(REVIEW_VERSION)},
)
"""Rows of one claim stand together: its outcome first, then its flags, then what was not checked."""
