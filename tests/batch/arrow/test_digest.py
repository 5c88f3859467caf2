"""The table of reviews and the review record say the same in the rows that the proof counts."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("pyarrow", reason="pyarrow is no part of the program; build_scripts.scale has it")

from app.batch.arrow.reviewing import open_shelf
from app.batch.arrow.writing import claim_batch_of
from app.claims.record import read_claim
from app.review import review
from build_scripts.bench.claims import claims
from build_scripts.scale.digest import rows_of_review, rows_of_table


def test_rows_of_the_table_are_those_of_the_record(reference_db: Path, tmp_path: Path) -> None:
    shelf = open_shelf(reference_db, tmp_path)
    given = [read_claim(text) for text in claims(60)]
    table = [rows_of_table(row) for row in shelf.review_batch(claim_batch_of(given)).to_pylist()]
    record = [
        row
        for claim in given
        for row in rows_of_review(
            claim.reference,
            msgspec.json.decode(msgspec.json.encode(review(claim, shelf.library))),
            None,
            outside=False,
        )
    ]
    assert msgspec.json.encode(table) == msgspec.json.encode(record)
    assert {row[1] for row in record} == {"outcome", "flag", "not-checked"}
