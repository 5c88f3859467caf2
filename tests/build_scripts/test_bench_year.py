"""The year of claims that is measured: the same each time, distinct, readable, and mostly without needles."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("resource", reason="the benchmark reads the memory of processes as Unix tells it")

from app.batch.scope import is_outside
from app.claims.record import read_claim
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from build_scripts.bench.year import codes_without_needle, guidance, year


def test_a_year_is_made_the_same_each_time_and_most_of_it_concerns_nobody(
    reference_db: Path, tmp_path: Path
) -> None:
    codes = codes_without_needle(tmp_path)
    texts = list(year(2000, codes))
    assert texts == list(year(2000, codes))
    covered = Library.open(reference_db, Shelf({})).covered_codes
    assert covered is not None
    outside = sum(is_outside(read_claim(text), covered) for text in texts)
    assert 0.95 < outside / len(texts) < 0.99


def test_claims_with_guidance_are_all_distinct_and_spread_over_the_year() -> None:
    claims = [read_claim(text) for text in guidance(500)]
    assert (
        len({msgspec.json.encode(msgspec.structs.replace(claim, reference=None)) for claim in claims}) == 500
    )
    assert len({claim.date_of_service for claim in claims}) > 200
