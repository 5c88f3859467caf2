"""check and reopen: claims in, reviews out, one after the other so that any number fits in memory."""

from __future__ import annotations

import functools
import os
import sys
from argparse import Namespace
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.batch.across_words import say_unread
from app.batch.neighbors import BECAUSE
from app.batch.scope import say_outside
from app.batch.stream import ReviewedClaim
from app.batch.totals import RunTotals, Totals
from app.claims.left_out import Tally, left_out, say_left_out
from app.claims.record import Entry
from app.claims.streams import is_regular
from app.coding.errors import InputError
from app.coding.sentences import complain, count_of, shown_name
from app.commands.beside import count_left_out
from app.commands.claim_run import ClaimRun
from app.commands.notices import STATUS, ends_of, tell_of, worst
from app.commands.output import print_json, write_record
from app.commands.parts import way_to_count
from app.commands.showing import json_of, record_of, way_to_take
from app.commands.totals_text import print_totals
from app.review import review

if TYPE_CHECKING:
    from app.batch.kept import KeptRun
    from app.batch.workers import Crew
    from app.commands.installation import Installation

Checked = tuple[RunTotals, set[int], Tally]
"""What was counted, the statuses of all claims, and what was left out of their files."""
_LARGE = 4_000_000
"""Bytes of claim files from which on processes are started ahead."""
VERDICTS = {"same": "Same", "changed": "Changed", "different": "Reviewed differently today"}


def check(arguments: Namespace, installation: Installation) -> int:
    """Review each claim of a file. One that cannot be read is named on standard error and stops no other."""
    if arguments.replay is not None:
        return _replay(arguments, installation)
    if arguments.xlsx and arguments.out is None:
        raise InputError("--xlsx needs --out: it is a workbook of the tables in that folder.")
    with _crew(arguments) as crew:
        return _check_files(arguments, installation, crew)


def _crew(arguments: Namespace) -> AbstractContextManager[Crew | None]:
    """Processes started while large files are looked at: few claims are checked before one has begun."""
    sizes = [Path(file).stat().st_size for file in arguments.files if is_regular(file)]
    if arguments.jobs == 1 or arguments.claim is not None or sum(sizes) < _LARGE:
        return nullcontext()
    from app.batch.workers import Crew
    from app.commands.parts import get_ready

    return Crew(_jobs(arguments), get_ready)


def _jobs(arguments: Namespace) -> int:
    return arguments.jobs or os.cpu_count() or 1


def _check_files(arguments: Namespace, installation: Installation, crew: Crew | None) -> int:
    run = ClaimRun(arguments.files, installation, arguments.map, every=arguments.all)
    summary = arguments.summary or (arguments.out and not arguments.json and not arguments.csv)
    arguments.summary = bool(summary)
    if arguments.out is None:
        status, totals = _check(arguments, installation, run, None, crew)
    else:
        status, totals = _keep(arguments, installation, run, crew)
    if summary:
        print_json(totals) if arguments.json else print_totals(totals)
    elif not (arguments.json or arguments.csv):
        for reason, count in totals.looked_at_alone.items():
            alone = f"{count_of(count, 'claim')} reviewed without the patient's other claims"
            complain(f"{run.name}: {alone}: {BECAUSE[reason]}.")
    if unread := say_unread(run.unread):
        complain(f"{run.name}: {unread}")
    if totals.outside and not summary:
        complain(f"{run.name}: {say_outside(totals.outside)}")
    return status


def _keep(
    arguments: Namespace, installation: Installation, run: ClaimRun, crew: Crew | None
) -> tuple[int, Totals]:
    """Check the claims and keep the run in a folder, which is there whole or not at all."""
    from app.batch.kept import KeptRun, inputs_of
    from app.coding.folders import whole_folder

    with whole_folder(arguments.out) as folder:
        kept = KeptRun(folder, lambda found: json_of(found, many=run.many), workbook=arguments.xlsx)
        try:
            status, totals = _check(arguments, installation, run, kept, crew)
            inputs, editions = inputs_of(arguments.files), installation.library.editions
            kept.finish(inputs, editions, totals, __version__, every_claim=arguments.all)
        finally:
            kept.close()
    where = shown_name(arguments.out)
    complain(f"The run is in {where}: its claims, findings and editions as tables, and manifest.json.")
    return status, totals


def _replay(arguments: Namespace, installation: Installation) -> int:
    """One claim of a kept run again, as --json gave it."""
    from app.commands.replaying import replay

    ends: list[int] = []
    for found, record in replay(arguments, installation):
        write_record(record)
        ends += ends_of(found)
    return worst(ends)


def _check(
    arguments: Namespace,
    installation: Installation,
    run: ClaimRun,
    kept: KeptRun | None,
    crew: Crew | None,
) -> tuple[int, Totals]:
    """Review the claims of a run: the exit status, and the totals where somebody asked for them."""
    many = run.many and arguments.jobs != 1 and arguments.claim is None
    if many:
        totals, ends, left = _check_in_parts(arguments, installation, run, kept, crew)
    else:
        totals, ends, left = _check_one_by_one(arguments, installation, run, kept)
    for sentence in say_left_out(left_out(left)):
        complain(f"{run.name}: {sentence}.")
    if not ends:
        raise InputError(f"{run.name} holds no claim. Give at least one.")
    return worst(ends), totals.totals()


def _check_one_by_one(
    arguments: Namespace, installation: Installation, run: ClaimRun, kept: KeptRun | None
) -> Checked:
    take = way_to_take(arguments, installation, run.name, many=run.many)
    totals = RunTotals()
    count = way_to_count(totals, arguments, installation)
    ends: set[int] = set()
    left: Tally = Counter()
    for found in run.reviewed(arguments.claim):
        tell_of(found.entry, run.name)
        count_left_out(left, found.entry)
        count(found)
        take(found)
        if kept:
            kept.add(found)
        ends.update(ends_of(found))
    return totals, ends, left


def _check_in_parts(
    arguments: Namespace,
    installation: Installation,
    run: ClaimRun,
    kept: KeptRun | None,
    crew: Crew | None,
) -> Checked:
    """The same by several processes, each of which does whole chunks of claims."""
    from app.batch.workers import in_order
    from app.commands.parts import PartChecker, PartRun

    way_to_take(arguments, installation, run.name, many=run.many)  # the heading of a table
    sys.stdout.flush()  # before the bytes of the parts
    neighbors = run.neighbors()
    part_run = PartRun(
        arguments=arguments,
        resources=installation.resources,
        data=installation.data,
        policy=installation.policy,
        name=run.name,
        many=run.many,
        because=neighbors.because,
    )
    totals = RunTotals()
    ends: set[int] = set()
    left: Tally = Counter()
    make = functools.partial(PartChecker, part_run)
    for part in in_order(run.chunks(neighbors), make, _jobs(arguments), crew):
        if sys.stderr is not None:
            sys.stderr.write(part.err)
        sys.stdout.buffer.write(part.out)
        totals.merge(part.totals)
        left.update(part.left)
        ends |= part.ends
        if kept:
            for found in part.found:
                kept.add(found)
    return totals, ends, left


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
        write_record(record_of(ReviewedClaim(entry, result), result))
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
