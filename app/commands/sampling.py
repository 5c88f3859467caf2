"""sample and appraise: an audit sample of claims, drawn by a seed, and what it says of all of them."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from app.audit.design import Plan, design_of
from app.audit.folder import (
    CHECKLISTS,
    PDF,
    RECORD,
    REPORT,
    WORKSHEET,
    Drawn,
    appraise_answers,
    read_record,
    read_worksheet,
    record_of,
    write_sample,
)
from app.audit.report import appraisal_report
from app.audit.words import round_half_up, say_appraisal, say_sample
from app.batch.appraisal import Appraisal, percent
from app.batch.drawing import draw
from app.batch.frame import FrameRules, claims_of, read_frame
from app.batch.sample import Sample
from app.batch.stream import ReviewedClaim, review_entry
from app.checklist.printing import print_report
from app.claims.record import Entry
from app.claims.streams import is_regular
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.coding.sentences import complain, shown_name
from app.commands.claim_run import ClaimRun
from app.commands.installation import Installation
from app.commands.output import print_json
from app.commands.tables import open_claim_files
from app.review import review


def sample(arguments: Namespace, installation: Installation) -> int:
    """Draw claims of a file: the same of the same claims and seed, on any day and machine."""
    for file in arguments.files:
        if not (is_regular(file) or Path(file).is_dir()):
            raise InputError(f"{shown_name(file)} is no file or folder. A sample is read twice.")
    rules = FrameRules(codes=frozenset(arguments.codes), by=arguments.by)
    frame = read_frame(_told(_entries(arguments, installation)), rules)
    if not frame.digests:
        raise InputError(f"{shown_name(arguments.files[0])} holds no claim for the frame.")
    wanted = _wanted(arguments)
    design = design_of(frame, arguments.seed, wanted, by=arguments.by, codes=arguments.codes)
    places = frozenset(draw(frame, design.seed, design.sizes))
    entries = _in_frame(_entries(arguments, installation), rules)
    review_beside = _reviewer(arguments, installation)
    drawn = [Drawn(place, review_beside(each)) for place, each in enumerate(entries) if place in places]
    files = tuple(Path(file).resolve().name for file in arguments.files)
    record = record_of(files, frame, design, drawn, checklists=arguments.out is not None)
    if arguments.out is not None:
        claims = (each.found.entry.claim for each in drawn if each.found.entry.claim is not None)
        write_sample(arguments.out, record, claims, partial(_checklist, installation=installation))
        complain(
            f"The sample is in {shown_name(arguments.out)}: {WORKSHEET} to fill in, {PDF}, {REPORT}, "
            f"{RECORD}, and {CHECKLISTS}."
        )
    if arguments.json:
        print_json(record)
    else:
        print("\n".join(say_sample(record)))
    return 0


def appraise_sample(arguments: Namespace, _installation: Installation) -> int:
    """Project what the auditor found on the worksheet to the frame of the sample."""
    record = read_record(arguments.folder)
    result = appraise_answers(record, read_worksheet(arguments.folder, record), arguments.confidence)
    if arguments.output is not None:
        _write_pdf(arguments.output, print_report(appraisal_report(record, result)))
    if arguments.json:
        print_json(_appraisal_record(record, result))
    else:
        print("\n".join(say_appraisal(record, result)))
    return 0


def _entries(arguments: Namespace, installation: Installation) -> Iterator[Entry]:
    return open_claim_files(arguments.files, installation, arguments.map).entries


def _reviewer(arguments: Namespace, installation: Installation) -> Callable[[Entry], ReviewedClaim]:
    """How a claim is reviewed beside the others of its patient's day."""
    neighbors = ClaimRun(arguments.files, installation, arguments.map).neighbors()
    return lambda entry: review_entry(entry, installation.library, None, neighbors.of(entry))


def _told(entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries, with what is wrong with them, and how they were read, on standard error."""
    for entry in entries:
        for sentence in filter(None, (*entry.notes, entry.problem)):
            complain(sentence)
        yield entry


def _in_frame(entries: Iterator[Entry], rules: FrameRules) -> Iterator[Entry]:
    return (entry for entry in claims_of(entries) if rules.exclusion(entry) is None)


def _wanted(arguments: Namespace) -> int | Plan:
    """The size, or what it is to follow of."""
    if (arguments.size is None) == (arguments.rate is None):
        raise InputError("Give --size, or --rate and --precision.")
    if arguments.size is not None:
        return int(arguments.size)
    if arguments.precision is None:
        raise InputError("Give --precision as well: how far the limits may be from what is found.")
    return Plan(arguments.rate, arguments.precision, arguments.confidence)


def _checklist(claim: Claim, installation: Installation) -> bytes:
    """The checklist of a claim by itself: `verify` reviews it so again, without the others of its day."""
    from app.checklist import render

    return render(review(claim, installation.library), claim, installation.library)


def _write_pdf(path: Path, pdf: bytes) -> None:
    try:
        write_whole(path, pdf)
    except OSError as error:
        reason = f"{shown_name(path)} cannot be written ({error.strerror})"
        raise InputError(f"{reason}. Choose another place.") from None


def _appraisal_record(record: Sample, found: Appraisal) -> dict[str, object]:
    return {
        "schema": 1,
        "seed": record.design.seed,
        "frame": record.frame,
        "drawn": found.drawn,
        "in_error": found.in_error,
        "confidence": found.confidence,
        "rate": percent(found.rate),
        "projected": round_half_up(found),
        "lower": found.lower,
        "upper": found.upper,
        "method": "hypergeometric" if len(found.strata) == 1 else "hypergeometric by stratum, Bonferroni",
        "normal": found.normal,
        "strata": found.strata,
    }
