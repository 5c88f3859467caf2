"""The record of an audit sample: what an auditor needs to draw it again, and to appraise what was found."""

from datetime import date

from msgspec import Struct

from app.batch.across import Across
from app.batch.frame import Exclusion, Stratum


class FrameRecord(Struct, frozen=True):
    """The frame: its files by name, its claims, the digest of them all, its strata, what was left out."""

    files: tuple[str, ...]
    claims: int
    sha256: str
    strata: dict[str, int]
    excluded: dict[Exclusion, int]


class Design(Struct, frozen=True, kw_only=True):
    """How the sample was drawn. `rate`, `precision` and `confidence` are those that the size follows of.

    `by` is what the frame is split by, `sizes` what was drawn of each stratum; `codes` are those of which a
    claim of the frame has one.
    """

    seed: str
    size: int
    sizes: dict[str, int]
    by: Stratum | None = None
    codes: tuple[str, ...] = ()
    rate: str | None = None
    precision: str | None = None
    confidence: str | None = None


class DrawnClaim(Struct, frozen=True, kw_only=True):
    """A claim of the sample. `number` counts from 1 in the order of the files; `place` is that in the frame.

    `claim` is its name in the file, `sha256` the digest of its record, `checklist` the file of its checklist.
    `flags` and `across` are of its review beside the other claims of its patient's day.
    """

    number: int
    place: int
    claim: str | int
    date_of_service: date
    codes: tuple[str, ...]
    stratum: str
    sha256: str
    flags: str
    across: Across
    checklist: str | None = None


class Sample(Struct, frozen=True, kw_only=True):
    """An audit sample. `program` is the version that drew it."""

    schema: int
    program: str
    frame: FrameRecord
    design: Design
    drawn: tuple[DrawnClaim, ...]
