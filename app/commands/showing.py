"""How the reviews of a run are given: as text, as JSON lines, or as CSV with one row a flag."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator

import msgspec

from app.batch.scope import OUTSIDE
from app.batch.stream import ReviewedClaim
from app.claims.answers import ANSWER_ALONE
from app.claims.source import file_note
from app.coding.errors import InputError
from app.coding.findings import Review
from app.coding.review_json import cached_by_identity, encode_review
from app.coding.sentences import complain
from app.coding.spreadsheet import safe_cell
from app.commands.beside import OfFile, answer_lines, answered, beside
from app.commands.installation import Installation
from app.commands.output import write_record

_CSV_COLUMNS = (
    "claim", "outcome", "severity", "rule", "id", "line", "field", "message", "remedy", "not_checked",
    "alone_because",
)  # fmt: skip
_encode = msgspec.json.Encoder().encode
_beside_json = cached_by_identity()
Take = Callable[[ReviewedClaim], None]


def way_to_take(
    arguments: Namespace, installation: Installation, name: str, *, many: bool, header: bool = True
) -> Take:
    """What is done with each entry: its review shown, and the answer of a payer; for a summary nothing.

    `name` is that of the file, `many`: there may be several claims in it. `header`: a table gets its heading.
    """
    if arguments.summary:
        if arguments.csv:
            raise InputError("Give --summary or --csv, not both. Totals are printed as text or with --json.")
        return lambda _found: None
    if arguments.csv:
        return _as_csv(name, header=header)
    if arguments.json:
        return _as_json(name, many=many)
    return _as_text(installation, lines=many and arguments.claim is None)


def _as_text(installation: Installation, *, lines: bool) -> Take:
    """A whole review, or of many a few lines; the answer of a payer below."""
    from app.commands.review_text import print_line, print_review

    def take(found: ReviewedClaim) -> None:
        if found.outside:
            print(f"{found.entry.place}  Not reviewed. {OUTSIDE}")
        elif found.review is not None and lines:
            print_line(found.entry, found.review)
        elif found.review is not None:
            print_review(found.review, installation.library, found.entry)
        elif found.entry.answer is not None:
            print(f"{found.entry.place}  Not reviewed. {ANSWER_ALONE}")
        if found.entry.answer is not None:
            print("\n".join(f"  {line}" for line in answer_lines(found.entry)))

    return take


def _as_json(name: str, *, many: bool) -> Take:
    """One object a review, one an answer, and one for what was left out of the file and is of no claim."""

    def take(found: ReviewedClaim) -> None:
        entry = found.entry
        if found.review is not None:
            write_record(json_of(found, many=many))
        elif entry.left_out and entry.answer is None:
            write_record(_encode(OfFile(None, name, entry.left_out)))
        if entry.answer is not None:
            write_record(_encode(answered(entry)))

    return take


def json_of(found: ReviewedClaim, *, many: bool) -> bytes:
    """A review on one line, among many with the name of its claim, since those not read are missing."""
    assert found.review is not None
    return record_of(found, found.review, b'"claim":%b' % _encode(found.entry.name) if many else b"")


def record_of(found: ReviewedClaim, result: Review, before: bytes = b"") -> bytes:
    """The review record, behind it a key for each thing that there is to say beside it."""
    return encode_review(result, before, _beside_json(beside(found, result))[1:-1])


def _as_csv(file: str, *, header: bool) -> Take:
    """One row a flag; a claim without flag has one row all the same. Answers of payers are not in it."""
    import csv  # which whoever asks for another form need not wait for

    writer = csv.writer(sys.stdout, lineterminator="\n")
    if header:
        writer.writerow(_CSV_COLUMNS)

    def take(found: ReviewedClaim) -> None:
        for row in _csv_rows(found):
            writer.writerow(map(safe_cell, row))
        if found.entry.answer is not None:
            name = f"{file}, {found.entry.name}"
            complain(f"{name}: the payer's answer is in the text and in --json alone.")

    return take


def _csv_rows(found: ReviewedClaim) -> Iterator[tuple[object, ...]]:
    entry, result = found.entry, found.review
    if result is None:
        return
    unchecked = " ".join(each.rule for each in result.not_checked)
    ends = (unchecked, found.across.because if found.across and found.across.because else "")
    if entry.claim is not None and (note := file_note(entry.claim)):
        yield (entry.name, result.outcome, "warning", "", "", "", "file", note, "", *ends)
    if found.outside:
        yield (entry.name, result.outcome, *[""] * 5, OUTSIDE, "", *ends)
        return
    for flag in result.flags or (None,):
        cells = (getattr(flag, column, "") for column in _CSV_COLUMNS[2:-2])
        yield (entry.name, result.outcome, *cells, *ends)
