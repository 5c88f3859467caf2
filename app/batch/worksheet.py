"""The worksheet of a sample: one row a claim, on which the auditor says whether it is in error."""

import csv
import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.batch.across import FoundElsewhere, Role
from app.batch.sample import DrawnClaim, Sample
from app.coding.errors import InputError
from app.coding.spreadsheet import safe_cell

COLUMNS = (
    "number", "claim", "date_of_service", "stratum", "codes", "flags", "other_claims", "checklist",
    "in_error", "note",
)  # fmt: skip
_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        "primary": "its primary",
        "first": "the first service,",
        "same-guidance": "the same guidance,",
        "column-1": "column 1 of a PTP edit,",
    }
)
_SAID: Mapping[bool | None, str] = MappingProxyType({True: "yes", False: "no", None: ""})
_ANSWERS: Mapping[str, bool] = MappingProxyType({"yes": True, "y": True, "no": False, "n": False})


def write_worksheet(drawn: Iterable[DrawnClaim]) -> str:
    """The worksheet as CSV, its last two columns empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in drawn:
        day = each.date_of_service.isoformat()
        others = "; ".join(map(_say, each.across.found))
        of_claim = (each.number, each.claim, day, each.stratum, " ".join(each.codes))
        cells = (*of_claim, each.flags, others, each.checklist or "", "", "")
        writer.writerow(map(safe_cell, cells))
    return text.getvalue()


def _say(found: FoundElsewhere) -> str:
    return f"line {found.line}: {_ROLES[found.role]} {found.other} on {found.claim}, line {found.at}"


def with_answers(text: str, name: str, answers: Mapping[int, bool]) -> str:
    """A worksheet with these answers, by the number of a claim, and none for any other claim.

    Notes, further columns and the order of the rows stay. Raises InputError where it is no worksheet.
    """
    reader = csv.reader(io.StringIO(text))
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    try:
        head = next(reader, [])
        if not {"number", "in_error"} <= set(head):
            raise InputError(_no_columns(name))
        writer.writerow(head)
        number, answer = head.index("number"), head.index("in_error")
        for row in reader:
            typed = row[number].strip() if len(row) > number else ""
            cells = [*row, *[""] * (len(head) - len(row))]
            cells[answer] = _SAID[answers.get(int(typed)) if typed.isdecimal() else None]
            writer.writerow(cells)
    except csv.Error:
        raise InputError(f"{name}, row {reader.line_num} cannot be read. Save it as “CSV UTF-8”.") from None
    return made.getvalue()


def _no_columns(name: str) -> str:
    return f"{name} has no columns number and in_error. Keep the headings of the worksheet."


def read_answers(text: str, name: str, sample: Sample, *, whole: bool = True) -> dict[int, bool]:
    """Whether each claim of the sample is in error, by its number.

    Raises InputError for an answer that is neither yes nor no, a row of no claim of the sample and, if the
    worksheet is to be `whole`, a claim that is not answered.
    """
    reader = csv.DictReader(io.StringIO(text))
    if not {"number", "in_error"} <= set(reader.fieldnames or ()):
        raise InputError(_no_columns(name))
    numbers = {str(each.number): each.number for each in sample.drawn}
    answers: dict[int, bool] = {}
    try:
        for row in reader:
            number = numbers.get((row["number"] or "").strip())
            if number is None or number in answers:
                raise InputError(
                    f"{name}, row {reader.line_num} is no claim of the sample, or stands there twice."
                )
            typed = (row["in_error"] or "").strip().lower()
            if typed and typed not in _ANSWERS:
                raise InputError(f"{name}, claim {number}: give yes or no in the column in_error.")
            if typed:
                answers[number] = _ANSWERS[typed]
    except csv.Error:
        raise InputError(f"{name}, row {reader.line_num} cannot be read. Save it as “CSV UTF-8”.") from None
    missing = [number for number in numbers.values() if number not in answers]
    if missing and whole:
        raise InputError(
            f"{name} leaves {len(missing)} of {len(numbers)} claims without yes or no, the first of them "
            f"number {missing[0]}. A claim whose record cannot be had counts as in error."
        )
    return answers
