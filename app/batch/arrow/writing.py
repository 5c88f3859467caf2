"""Reviews as rows of a batch, and claims as rows of the other, for whoever has claim records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec
import pyarrow as pa

from app.batch.across import Across
from app.batch.arrow.schema import CLAIMS, REVIEWS
from app.batch.scope import OUTSIDE
from app.batch.stream import ReviewedClaim
from app.claims.source import file_note
from app.coding.claim import Claim, Line
from app.coding.editions import EditionUse
from app.coding.errors import InputError
from app.coding.findings import Flag
from app.coding.reasons import NotChecked
from app.coding.words import Outcome

OUTSIDE_CLAIM, UNREADABLE = "outside", "unreadable"
"""Outcomes of a row beside those of a review: no rule looked at the claim; it could not be read."""
Row = tuple[Any, ...]
_KEPT = 4096  # what claims have in common is made ready once: the same reasons come back claim after claim


def review_batch_of(reviewed: Iterable[ReviewedClaim]) -> pa.RecordBatch:
    """The rows of many reviews as one batch of the schema REVIEWS."""
    rows = [row for each in reviewed for row in rows_of(each)]
    columns = list(zip(*rows, strict=True)) or [()] * len(REVIEWS)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, REVIEWS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=REVIEWS)


def outside_batch(references: pa.Array, across: dict[str, pa.Array]) -> pa.RecordBatch:
    """The rows of claims that the first pass found outside, by their references.

    `across`: the columns that say how each was looked at, where it was among the claims of its day.
    """
    count = len(references)
    cells = dict(zip(REVIEWS.names[1:], _OUTSIDE, strict=True))
    columns = {
        field.name: pa.array([cell] * count, field.type)
        for field in REVIEWS
        if (cell := cells.get(field.name)) is not None
    }
    columns |= {"reference": references, **across}
    return pa.RecordBatch.from_arrays(
        [columns.get(field.name, pa.nulls(count, field.type)) for field in REVIEWS], schema=REVIEWS
    )


def rows_of(reviewed: ReviewedClaim) -> Iterator[Row]:
    """The rows of one claim: its outcome, its flags, what was not checked and why."""
    name, review = str(reviewed.entry.name), reviewed.review
    if review is None or reviewed.entry.claim is None:
        yield name, *_cells(kind="outcome", outcome=UNREADABLE, message=reviewed.entry.problem)
        return
    if reviewed.outside:
        yield name, *_outside(reviewed.across, file_note(reviewed.entry.claim))
        return
    note = file_note(reviewed.entry.claim)
    yield name, *_outcome(review.outcome, len(review.checked), review.editions, reviewed.across, note)
    for flag in review.flags:
        code = reviewed.entry.claim.lines[flag.line - 1].code if flag.line else None
        yield name, *_flag(flag, code)
    for each in review.not_checked:
        yield name, *_left(each)


def _cells(**cells: object) -> Row:
    """A row without its reference; what is not given is null."""
    return tuple(cells.get(name) for name in REVIEWS.names[1:])


@lru_cache(maxsize=_KEPT)
def _outcome(
    outcome: Outcome, checked: int, editions: tuple[EditionUse, ...], across: Across | None, note: str
) -> Row:
    used = [msgspec.structs.asdict(each) for each in editions]
    return _cells(
        kind="outcome",
        outcome=outcome,
        message=note or None,
        checked=checked,
        editions=used,
        **_looked(across),
    )


@lru_cache(maxsize=_KEPT)
def _outside(across: Across | None, note: str = "") -> Row:
    message = f"{OUTSIDE} {note}".rstrip()
    return _cells(kind="outcome", outcome=OUTSIDE_CLAIM, message=message, checked=0, **_looked(across))


def _looked(across: Across | None) -> dict[str, object]:
    """How a claim was looked at: among those of its run, or alone and why."""
    if across is None:
        return {}
    return {"looked_at": across.looked_at, "because": across.because, "others": across.claims}


_OUTSIDE = _outside(None)


@lru_cache(maxsize=_KEPT)
def _flag(flag: Flag, code: str | None) -> Row:
    cited = [
        {"source": each.source, "edition": each.edition, "locator": each.locator} for each in flag.citations
    ]
    return _cells(
        kind="flag",
        rule=flag.rule,
        id=flag.id,
        severity=flag.severity,
        basis=flag.basis,
        line=flag.line,
        code=code,
        field=flag.field,
        message=flag.message,
        why=flag.why,
        remedy=flag.remedy,
        citations=cited,
    )


@lru_cache(maxsize=_KEPT)
def _left(each: NotChecked) -> Row:
    return _cells(
        kind="not-checked",
        rule=each.rule,
        message=each.reason,
        need=each.need,
        series=each.series,
        setting=each.setting,
        wanted=each.wanted,
        field=each.field,
    )


def claim_batch_of(claims: Iterable[Claim]) -> pa.RecordBatch:
    """Claims as a batch of the schema CLAIMS, without decisions and seals, which no review reads.

    Raises InputError for a claim without a reference.
    """
    return pa.RecordBatch.from_pylist([_claim_row(claim) for claim in claims], schema=CLAIMS)


def _claim_row(claim: Claim) -> dict[str, object]:
    if claim.reference is None:
        raise InputError("reference: is required. Give each claim one of its own.")
    row: dict[str, Any] = {name: getattr(claim, name) for name in CLAIMS.names if name != "diagnoses"}
    diagnoses = tuple(dict.fromkeys(code for line in claim.lines for code in line.diagnoses))
    row["diagnoses"] = diagnoses
    row["lines"] = [_line_row(line, diagnoses) for line in claim.lines]
    row["locality"] = claim.locality and msgspec.structs.asdict(claim.locality)
    said = {
        key: value for key, value in msgspec.structs.asdict(claim.documentation).items() if value is not None
    }
    row["documentation"] = said or None
    row["file_warnings"] = claim.file_warnings or None
    return row


def _line_row(line: Line, diagnoses: tuple[str, ...]) -> dict[str, object]:
    row = msgspec.structs.asdict(line)
    row["code"] = line.code or None
    row["pointers"] = [diagnoses.index(code) + 1 for code in row.pop("diagnoses")]
    return row
