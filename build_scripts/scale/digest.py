"""One number for many reviews, whatever order they come in: the sum of the digests of their rows.

Runs with the standard library and msgspec; a file of Parquet needs pyarrow. A row is an outcome, a flag or a
rule not checked, as the table of reviews and the review record both say it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

FLAG = ("rule", "id", "severity", "basis", "line", "field", "message", "why", "remedy")
LEFT = ("rule", "need", "series", "setting", "wanted", "field")
EDITION = ("source", "setting", "edition", "first", "last")
CITATION = ("source", "edition", "locator")
_SIZE = 1 << 256
_encode = msgspec.json.Encoder().encode
Row = tuple[object, ...]


class Digest:
    """The sum so far, and how many rows and claims went into it."""

    def __init__(self) -> None:
        self._sum, self.rows, self.claims = 0, 0, 0

    def add(self, rows: Iterable[Row]) -> None:
        """Add the rows of some claims."""
        for row in rows:
            digest = hashlib.sha256(_encode(row)).digest()
            self._sum = (self._sum + int.from_bytes(digest)) % _SIZE
            self.rows += 1
            self.claims += row[1] == "outcome"

    @property
    def text(self) -> str:
        """The sum in hexadecimal digits."""
        return f"{self._sum:064x}"

    def __str__(self) -> str:
        return f"{self.claims} claims, {self.rows} rows, {self.text}"


def rows_of_review(
    name: object, review: dict[str, Any], across: dict[str, Any] | None, *, outside: bool
) -> Iterator[Row]:
    """The rows of a review as JSON has it. `outside`: no rule looked at its claim."""
    looked = (across["looked_at"], across["because"], across["claims"]) if across else (None, None, None)
    outcome = "outside" if outside else review["outcome"]
    yield str(name), "outcome", outcome, len(review["checked"]), _pick(review["editions"], EDITION), looked
    for flag in review["flags"]:
        yield str(name), "flag", *(flag[key] for key in FLAG), _pick(flag["citations"], CITATION)
    for left in review["not_checked"]:
        yield str(name), "not-checked", left["reason"], *(left.get(key) for key in LEFT)


def rows_of_table(row: dict[str, Any]) -> Row:
    """The same of a row of the table of reviews."""
    if row["kind"] == "flag":
        return row["reference"], "flag", *(row[key] for key in FLAG), _pick(row["citations"], CITATION)
    if row["kind"] == "not-checked":
        return row["reference"], "not-checked", row["message"], *(row[key] for key in LEFT)
    looked = row["looked_at"], row["because"], row["others"]
    editions = _pick(row["editions"] or (), EDITION)
    return row["reference"], "outcome", row["outcome"], row["checked"], editions, looked


def _pick(records: Iterable[dict[str, Any]], keys: tuple[str, ...]) -> list[Row]:
    return [tuple(record[key] for key in keys) for record in records]


def digest_of_lines(file: Path) -> Digest:
    """The digest of the reviews that `needlepoint check --json` printed."""
    found = Digest()
    with file.open("rb") as lines:
        for line in lines:
            record = msgspec.json.decode(line)
            outside = bool(record.get("outside"))
            found.add(rows_of_review(record["claim"], record, record.get("across"), outside=outside))
    return found


def digest_of_parquet(folder: Path) -> Digest:
    """The digest of the reviews in a file of Parquet, or in a folder of them."""
    from pyarrow import dataset

    found = Digest()
    for batch in dataset.dataset(folder, format="parquet").to_batches():
        found.add(map(rows_of_table, batch.to_pylist()))
    return found


if __name__ == "__main__":
    import sys

    given = Path(sys.argv[1])
    print(digest_of_lines(given) if given.suffix == ".jsonl" else digest_of_parquet(given))
