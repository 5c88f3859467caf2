"""check and reopen: claims in, reviews out, one after the other so that any number fits in memory."""

import csv
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from app.batch.neighbors import BECAUSE
from app.batch.stream import ReviewedClaim
from app.batch.totals import RunTotals, Totals
from app.claims.left_out import Tally, left_out, say_left_out
from app.claims.record import Entry
from app.claims.source import file_note, frequency_note
from app.coding.errors import InputError
from app.coding.findings import Review
from app.coding.sentences import complain, count_of, shown_name
from app.coding.spreadsheet import safe_cell
from app.coding.words import Outcome
from app.commands.beside import OfFile, answer_lines, answered, beside, count_left_out
from app.commands.claim_run import ClaimRun
from app.commands.installation import Installation
from app.commands.output import print_json
from app.commands.totals_text import print_totals
from app.review import review

STATUS: dict[Outcome, int] = {"clean": 0, "issues": 1, "incomplete": 3}
VERDICTS = {"same": "Same", "changed": "Changed", "different": "Reviewed differently today"}
_UNREADABLE = 2
_WORST_FIRST = (_UNREADABLE, STATUS["issues"], STATUS["incomplete"])
_CSV_COLUMNS = (
    "claim", "outcome", "severity", "rule", "id", "line", "field", "message", "remedy", "not_checked",
    "alone_because",
)  # fmt: skip
Take = Callable[[ReviewedClaim], None]


def check(arguments: Namespace, installation: Installation) -> int:
    """Review each claim of a file. One that cannot be read is named on standard error and stops no other."""
    run = ClaimRun(arguments.file, installation, arguments.map)
    take = _way_to_take(arguments, installation, run)
    totals = RunTotals()
    count = totals.add if arguments.summary else totals.add_alone
    ends: set[int] = set()
    left: Tally = Counter()
    for found in run.reviewed(arguments.claim):
        _tell_of(found.entry, run.name)
        count_left_out(left, found.entry)
        count(found)
        take(found)
        ends.update(_ends(found))
    for sentence in say_left_out(left_out(left)):
        complain(f"{run.name}: {sentence}.")
    if not ends:
        raise InputError(f"{run.name} holds no claim. Give at least one.")
    _end(arguments, run.name, totals.totals())
    return worst(ends)


def _tell_of(entry: Entry, name: str) -> None:
    """How an entry was read, and what is wrong with it, on standard error."""
    for sentence in filter(None, (*entry.notes, entry.problem)):
        complain(sentence)
    if entry.claim is not None and (note := frequency_note(entry.claim)):
        complain(f"{name}, {entry.name}: {note}")


def _ends(found: ReviewedClaim) -> Iterator[int]:
    """The statuses of an entry: none of a note on the file alone."""
    if found.entry.problem:
        yield _UNREADABLE
    if found.review is not None:
        yield STATUS[found.review.outcome]
    elif found.entry.answer is not None:
        yield STATUS["incomplete"]


def _end(arguments: Namespace, name: str, totals: Totals) -> None:
    """What is said once all claims were reviewed."""
    if arguments.summary:
        print_json(totals) if arguments.json else print_totals(totals)
    elif not (arguments.json or arguments.csv):
        for reason, count in totals.looked_at_alone.items():
            complain(f"{name}: {count_of(count, 'claim')} looked at alone: {BECAUSE[reason]}.")


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
        print(_record(ReviewedClaim(entry, result), result))
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


def _way_to_take(arguments: Namespace, installation: Installation, run: ClaimRun) -> Take:
    """What is done with each entry: its review shown, and the answer of a payer; for a summary nothing."""
    if arguments.summary:
        if arguments.csv:
            raise InputError("Give --summary or --csv, not both. Totals are printed as text or with --json.")
        return lambda _found: None
    if arguments.csv:
        return _as_csv()
    if arguments.json:
        return _as_json(run)
    return _as_text(installation, lines=run.many and arguments.claim is None)


def _as_text(installation: Installation, *, lines: bool) -> Take:
    """A whole review, or of many a few lines; the answer of a payer below."""
    from app.commands.review_text import print_line, print_review

    def take(found: ReviewedClaim) -> None:
        if found.review is not None and lines:
            print_line(found.entry, found.review)
        elif found.review is not None:
            print_review(found.review, installation.library, found.entry)
        if found.entry.answer is not None:
            print("\n".join(f"  {line}" for line in answer_lines(found.entry)))

    return take


def _as_json(run: ClaimRun) -> Take:
    """One object a review, one an answer, and one for what was left out of the file and is of no claim."""

    def take(found: ReviewedClaim) -> None:
        entry = found.entry
        if found.review is not None:
            print(named_record(found) if run.many else _record(found, found.review))
        elif entry.left_out and entry.answer is None:
            print_json(OfFile(None, run.name, entry.left_out))
        if entry.answer is not None:
            print_json(answered(entry))

    return take


def named_record(found: ReviewedClaim) -> str:
    """A review with the name of its claim, since claims that cannot be read are missing."""
    assert found.review is not None
    name = msgspec.json.encode(found.entry.name).decode()
    return f'{{"claim":{name},{_record(found, found.review)[1:]}'


def _record(found: ReviewedClaim, result: Review) -> str:
    """The review record, behind it a key for each thing that there is to say beside it."""
    keys = msgspec.json.encode(beside(found.entry, result, found.across))[1:-1].decode()
    review_record = msgspec.json.encode(result)[:-1].decode()
    return f"{review_record}{',' if keys else ''}{keys}}}"


def _as_csv() -> Take:
    """One row a flag; a claim without flag has one row all the same. Answers of payers are not in it."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)

    def take(found: ReviewedClaim) -> None:
        for row in _csv_rows(found):
            writer.writerow(map(safe_cell, row))
        if found.entry.answer is not None:
            complain(f"{found.entry.name}: the payer's answer is in the text and in --json alone.")

    return take


def _csv_rows(found: ReviewedClaim) -> Iterator[tuple[object, ...]]:
    entry, result = found.entry, found.review
    if result is None:
        return
    unchecked = " ".join(each.rule for each in result.not_checked)
    ends = (unchecked, found.across.because if found.across and found.across.because else "")
    if entry.claim is not None and (note := file_note(entry.claim)):
        yield (entry.name, result.outcome, "warning", "", "", "", "file", note, "", *ends)
    for flag in result.flags or (None,):
        cells = (getattr(flag, column, "") for column in _CSV_COLUMNS[2:-2])
        yield (entry.name, result.outcome, *cells, *ends)
