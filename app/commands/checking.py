"""check and reopen: claims in, reviews out, one after the other so that any number fits in memory."""

import csv
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from app.claims.choosing import named
from app.claims.claim_files import ClaimFile, open_claims
from app.claims.left_out import Tally, left_out, say_left_out
from app.claims.record import Entry
from app.claims.source import file_note, frequency_note
from app.coding.errors import InputError
from app.coding.findings import Review
from app.coding.sentences import complain, shown_name
from app.coding.spreadsheet import safe_cell
from app.coding.words import Outcome
from app.commands.beside import OfFile, answer_lines, answered, beside, count_left_out
from app.commands.installation import Installation
from app.commands.output import print_json
from app.commands.tables import table_reading
from app.review import leave_unchecked, review

STATUS: dict[Outcome, int] = {"clean": 0, "issues": 1, "incomplete": 3}
VERDICTS = {"same": "Same", "changed": "Changed", "different": "Reviewed differently today"}
_UNREADABLE = 2
_WORST_FIRST = (_UNREADABLE, STATUS["issues"], STATUS["incomplete"])
_CSV_COLUMNS = (
    "claim", "outcome", "severity", "rule", "id", "line", "field", "message", "remedy", "not_checked",
)  # fmt: skip
Show = Callable[[Entry, Review], None]


def check(arguments: Namespace, installation: Installation) -> int:
    """Review each claim of a file. One that cannot be read is named on standard error and stops no other."""
    claims = open_claims(arguments.file, table_reading(installation, arguments.map))
    library = installation.library
    show = _way_to_show(arguments, installation, many=claims.many)
    tell = _way_to_tell(arguments)
    ends: set[int] = set()
    left: Tally = Counter()
    for entry in _chosen(claims, arguments.claim):
        count_left_out(left, entry)
        for note in entry.notes:
            complain(note)
        if entry.problem:
            complain(entry.problem)
            ends.add(_UNREADABLE)
        if entry.claim is None:
            if entry.left_out and entry.answer is None and arguments.json:
                print_json(OfFile(None, claims.name, entry.left_out))
            if entry.answer is not None:
                tell(entry)
                ends.add(STATUS["incomplete"])
            continue
        if note := frequency_note(entry.claim):
            complain(f"{claims.name}, {entry.name}: {note}")
        result = leave_unchecked(entry.unchecked) if entry.unchecked else review(entry.claim, library)
        show(entry, result)
        if entry.answer is not None:
            tell(entry)
        ends.add(STATUS[result.outcome])
    for sentence in say_left_out(left_out(left)):
        complain(f"{claims.name}: {sentence}.")
    if not ends:
        raise InputError(f"{claims.name} holds no claim. Give at least one.")
    return worst(ends)


def _chosen(claims: ClaimFile, wanted: str | None) -> Iterable[Entry]:
    return claims.entries if wanted is None else named(claims.entries, wanted, claims.name)


def reopen(arguments: Namespace, installation: Installation) -> int:
    """Review the claim inside a checklist again, on the editions that are here now.

    Standard error says whether the checklist is the same, was changed, or is reviewed differently today.
    """
    from app.checklist import reopen as read_back
    from app.checklist.reopening import sealed_claim
    from app.checklist.verifying import verify as compare
    from app.claims.record import write_claim
    from app.commands.review_text import print_review

    pdf = _read_pdf(arguments.file)
    name = shown_name(arguments.file)
    claim = read_back(pdf, name)
    if arguments.claim:
        print(write_claim(claim).decode())
        return 0
    result = review(claim, installation.library)
    sealed = sealed_claim(pdf, name)
    if sealed.checklist:
        verdict = compare(pdf, name, sealed, result, installation.library)
        complain(f"{name}: {VERDICTS[verdict.state]}. {verdict.sentence}")
    else:
        complain(f"{name}: Not compared. It was exported without a digest.")
    entry = Entry(1, claim)
    if arguments.json:
        _print_json(entry, result)
    else:
        print_review(result, installation.library, entry)
    return STATUS[result.outcome]


def verify(arguments: Namespace, installation: Installation) -> int:
    """Say whether a checklist is the same, changed, or reviewed differently today. Status 0 for the same."""
    from app.checklist.verifying import claim_to_verify
    from app.checklist.verifying import verify as compare
    from app.coding.claim import without_decisions

    pdf, name = _read_pdf(arguments.file), shown_name(arguments.file)
    claim = claim_to_verify(pdf, name)
    result = review(without_decisions(claim), installation.library)
    verdict = compare(pdf, name, claim, result, installation.library)
    if arguments.json:
        print_json(verdict)
    else:
        print(f"{name}: {VERDICTS[verdict.state]}. {verdict.sentence}")
    return 0 if verdict.state == "same" else 1


def _read_pdf(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{shown_name(file)} cannot be read ({error.strerror}).") from None


def worst(statuses: Iterable[int]) -> int:
    """The one status of many claims: unreadable, then issues, then incomplete, then clean."""
    found = set(statuses)
    return next((status for status in _WORST_FIRST if status in found), 0)


def _way_to_show(arguments: Namespace, installation: Installation, *, many: bool) -> Show:
    if arguments.csv:
        return _as_csv()
    if arguments.json:
        return _print_named_json if many else _print_json
    from app.commands.review_text import print_line, print_review

    if many and arguments.claim is None:
        return print_line
    return lambda entry, result: print_review(result, installation.library, entry)


def _way_to_tell(arguments: Namespace) -> Callable[[Entry], None]:
    """How the answer of a payer is given: in JSON as an object of its own, in a table of flags not at all."""
    if arguments.csv:
        return lambda entry: complain(f"{entry.name}: the payer's answer is in the text and in --json alone.")
    if arguments.json:
        return lambda entry: print_json(answered(entry))
    return lambda entry: print("\n".join(f"  {line}" for line in answer_lines(entry)))


def _record(entry: Entry, result: Review) -> str:
    """The review record, behind it a key for each thing that there is to say beside it."""
    keys = msgspec.json.encode(beside(entry, result))[1:-1].decode()
    review_record = msgspec.json.encode(result)[:-1].decode()
    return f"{review_record}{',' if keys else ''}{keys}}}"


def _print_json(entry: Entry, result: Review) -> None:
    print(_record(entry, result))


def _print_named_json(entry: Entry, result: Review) -> None:
    """The same with the name of its claim, since claims that cannot be read are missing."""
    print(f'{{"claim":{msgspec.json.encode(entry.name).decode()},{_record(entry, result)[1:]}')


def _as_csv() -> Show:
    """One row a flag; a claim without flag has one row all the same."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)

    def show(entry: Entry, result: Review) -> None:
        name = entry.name
        unchecked = " ".join(each.rule for each in result.not_checked)
        if entry.claim is not None and (note := file_note(entry.claim)):
            writer.writerow(
                map(safe_cell, (name, result.outcome, "warning", "", "", "", "file", note, "", unchecked))
            )
        for flag in result.flags or (None,):
            cells = [getattr(flag, column, "") for column in _CSV_COLUMNS[2:-1]]
            writer.writerow(map(safe_cell, (name, result.outcome, *cells, unchecked)))

    return show
