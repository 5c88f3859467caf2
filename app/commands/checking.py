"""check and reopen: claims in, reviews out, one after the other so that any number fits in memory."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.batch.neighbors import BECAUSE
from app.batch.stream import ReviewedClaim
from app.batch.totals import RunTotals, Totals
from app.claims.left_out import Tally, left_out, say_left_out
from app.claims.record import Entry
from app.claims.source import frequency_note
from app.coding.errors import InputError
from app.coding.sentences import complain, count_of, shown_name
from app.commands.beside import count_left_out
from app.commands.claim_run import ClaimRun
from app.commands.output import print_json
from app.commands.showing import Take, json_of, record_of, way_to_take
from app.commands.totals_text import print_totals
from app.review import review

if TYPE_CHECKING:
    from app.batch.kept import KeptRun
    from app.coding.words import Outcome
    from app.commands.installation import Installation

STATUS: dict[Outcome, int] = {"clean": 0, "issues": 1, "incomplete": 3}
VERDICTS = {"same": "Same", "changed": "Changed", "different": "Reviewed differently today"}
_UNREADABLE = 2
_WORST_FIRST = (_UNREADABLE, STATUS["issues"], STATUS["incomplete"])


def check(arguments: Namespace, installation: Installation) -> int:
    """Review each claim of a file. One that cannot be read is named on standard error and stops no other."""
    if arguments.replay is not None:
        return _replay(arguments, installation)
    run = ClaimRun(arguments.file, installation, arguments.map)
    summary = arguments.summary or (arguments.out and not arguments.json and not arguments.csv)
    take = way_to_take(arguments, installation, run, summary=bool(summary))
    if arguments.out is None:
        status, totals = _check(arguments, run, take, None)
    else:
        status, totals = _keep(arguments, installation, run, take)
    if summary:
        print_json(totals) if arguments.json else print_totals(totals)
    elif not (arguments.json or arguments.csv):
        for reason, count in totals.looked_at_alone.items():
            complain(f"{run.name}: {count_of(count, 'claim')} looked at alone: {BECAUSE[reason]}.")
    return status


def _keep(arguments: Namespace, installation: Installation, run: ClaimRun, take: Take) -> tuple[int, Totals]:
    """Check the claims and keep the run in a folder, which is there whole or not at all."""
    from app.batch.kept import KeptRun, inputs_of
    from app.coding.folders import whole_folder

    with whole_folder(arguments.out) as folder:
        kept = KeptRun(folder, lambda found: json_of(found, many=run.many).encode())
        try:
            status, totals = _check(arguments, run, take, kept)
            kept.finish(inputs_of(arguments.file), installation.library.editions, totals, __version__)
        finally:
            kept.close()
    return status, totals


def _replay(arguments: Namespace, installation: Installation) -> int:
    """One claim of a kept run again, as --json gave it."""
    from app.commands.replaying import replay

    ends: list[int] = []
    for found, record in replay(arguments, installation):
        print(record)
        ends += _ends(found)
    return worst(ends)


def _check(arguments: Namespace, run: ClaimRun, take: Take, kept: KeptRun | None) -> tuple[int, Totals]:
    """Review the claims of a run: the exit status, and the totals where somebody asked for them."""
    totals = RunTotals()
    count = totals.add if arguments.summary or kept else totals.add_alone
    ends: set[int] = set()
    left: Tally = Counter()
    for found in run.reviewed(arguments.claim):
        _tell_of(found.entry, run.name)
        count_left_out(left, found.entry)
        count(found)
        take(found)
        if kept:
            kept.add(found)
        ends.update(_ends(found))
    for sentence in say_left_out(left_out(left)):
        complain(f"{run.name}: {sentence}.")
    if not ends:
        raise InputError(f"{run.name} holds no claim. Give at least one.")
    return worst(ends), totals.totals()


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
        print(record_of(ReviewedClaim(entry, result), result))
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
