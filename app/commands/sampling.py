"""sample and appraise: an audit sample of claims, drawn by a seed, and what it says of all of them."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import msgspec

from app import __version__
from app.batch.appraisal import Appraisal, appraise, findings_by_stratum, percent
from app.batch.drawing import draw
from app.batch.frame import Frame, FrameRules, claims_of, read_frame
from app.batch.sample import Design, DrawnClaim, FrameRecord, Sample
from app.batch.sizes import allocate, needed_size
from app.batch.stream import ReviewedClaim, review_entry
from app.batch.worksheet import read_answers, write_worksheet
from app.checklist.printing import print_report
from app.claims.claim_files import open_files
from app.claims.record import Entry
from app.claims.streams import is_regular
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.coding.folders import whole_folder
from app.coding.sentences import complain, shown_name
from app.commands.claim_run import ClaimRun
from app.commands.installation import Installation
from app.commands.output import print_json
from app.commands.review_text import summary
from app.commands.sample_report import appraisal_report, sample_report
from app.commands.sample_text import round_half_up, say_appraisal, say_sample
from app.commands.tables import table_reading
from app.review import review

_RECORD, _WORKSHEET, _REPORT, _CHECKLISTS = "sample.json", "worksheet.csv", "report.txt", "checklists"
_PDF = "report.pdf"


def sample(arguments: Namespace, installation: Installation) -> int:
    """Draw claims of a file: the same of the same claims and seed, on any day and machine."""
    for file in arguments.files:
        if not (is_regular(file) or Path(file).is_dir()):
            raise InputError(f"{shown_name(file)} is no file or folder. A sample is read twice.")
    rules = FrameRules(codes=frozenset(arguments.codes), by=arguments.by)
    frame = read_frame(_told(_entries(arguments, installation)), rules)
    if not frame.digests:
        raise InputError(f"{shown_name(arguments.files[0])} holds no claim for the frame.")
    design = _design(arguments, frame)
    places = draw(frame, design.seed, design.sizes)
    entries = _in_frame(_entries(arguments, installation), rules)
    chosen = frozenset(places)
    review_beside = _reviewer(arguments, installation)
    drawn = tuple((place, review_beside(each)) for place, each in enumerate(entries) if place in chosen)
    if arguments.out is None:
        record = _record(arguments, frame, design, _rows(drawn, frame, installation, None))
    else:
        with whole_folder(arguments.out) as folder:
            rows = _rows(drawn, frame, installation, folder / _CHECKLISTS)
            record = _record(arguments, frame, design, rows)
            _write(folder, record)
            (folder / _PDF).write_bytes(print_report(sample_report(record)))
        complain(
            f"The sample is in {shown_name(arguments.out)}: {_WORKSHEET} to fill in, {_PDF}, {_REPORT}, "
            f"{_RECORD}, and {_CHECKLISTS}."
        )
    if arguments.json:
        print_json(record)
    else:
        print("\n".join(say_sample(record)))
    return 0


def appraise_sample(arguments: Namespace, _installation: Installation) -> int:
    """Project what the auditor found on the worksheet to the frame of the sample."""
    folder: Path = arguments.folder
    try:
        record = msgspec.json.decode(_read(folder / _RECORD), type=Sample)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InputError(f"{shown_name(folder / _RECORD)} is no record of a sample.") from None
    name = shown_name(folder / _WORKSHEET)
    try:
        text = _read(folder / _WORKSHEET).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name} is not UTF-8. Save it as “CSV UTF-8”.") from None
    answers = read_answers(text, name, record)
    found = findings_by_stratum(
        record.frame.strata,
        [each.stratum for each in record.drawn],
        [each.stratum for each in record.drawn if answers[each.number]],
    )
    result = appraise(found, arguments.confidence)
    if arguments.output is not None:
        _write_pdf(arguments.output, print_report(appraisal_report(record, result)))
    if arguments.json:
        print_json(_appraisal_record(record, result))
    else:
        print("\n".join(say_appraisal(record, result)))
    return 0


def _entries(arguments: Namespace, installation: Installation) -> Iterator[Entry]:
    return open_files(arguments.files, table_reading(installation, arguments.map)).entries


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


def _design(arguments: Namespace, frame: Frame) -> Design:
    """The size as asked for, or as rate, precision and confidence make it."""
    universe, size = len(frame.digests), arguments.size
    if (size is None) == (arguments.rate is None):
        raise InputError("Give --size, or --rate and --precision.")
    asked: dict[str, str] = {}
    if size is None:
        if arguments.precision is None:
            raise InputError("Give --precision as well: how far the limits may be from what is found.")
        shares: dict[str, Fraction] = {
            name: getattr(arguments, name) for name in ("rate", "precision", "confidence")
        }
        size = max(needed_size(universe, **shares), len(frame.sizes))
        asked = {name: percent(share) for name, share in shares.items()}
    return Design(
        seed=arguments.seed,
        size=size,
        sizes=allocate(size, frame.sizes),
        by=arguments.by,
        codes=arguments.codes,
        **asked,
    )


def _rows(
    drawn: Sequence[tuple[int, ReviewedClaim]],
    frame: Frame,
    installation: Installation,
    checklists: Path | None,
) -> tuple[DrawnClaim, ...]:
    """The claims drawn, each with its checklist in a folder, if there is to be one."""
    if checklists is not None:
        checklists.mkdir()
    digits = max(3, len(str(len(drawn))))
    rows: list[DrawnClaim] = []
    for number, (place, found) in enumerate(drawn, 1):
        claim, file = found.entry.claim, f"{number:0{digits}}.pdf"
        assert claim is not None  # what is in the frame has one
        assert found.review is not None
        assert found.across is not None
        if checklists is not None:
            (checklists / file).write_bytes(_checklist(claim, installation))
        rows.append(
            DrawnClaim(
                number=number,
                place=place + 1,
                claim=found.entry.name,
                date_of_service=claim.date_of_service,
                codes=tuple(line.code for line in claim.lines if line.code),
                stratum=frame.strata[place],
                sha256=frame.digests[place].hex(),
                flags=summary(found.review),
                across=found.across,
                checklist=f"{_CHECKLISTS}/{file}" if checklists is not None else None,
            )
        )
    return tuple(rows)


def _checklist(claim: Claim, installation: Installation) -> bytes:
    """The checklist of a claim by itself: `verify` reviews it so again, without the others of its day."""
    from app.checklist import render

    return render(review(claim, installation.library), claim, installation.library)


def _record(arguments: Namespace, frame: Frame, design: Design, rows: tuple[DrawnClaim, ...]) -> Sample:
    files = tuple(Path(file).resolve().name for file in arguments.files)
    return Sample(
        schema=1,
        program=__version__,
        frame=FrameRecord(files, len(frame.digests), frame.digest, frame.sizes, frame.excluded),
        design=design,
        drawn=rows,
    )


def _write(folder: Path, record: Sample) -> None:
    (folder / _RECORD).write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")
    (folder / _WORKSHEET).write_text(write_worksheet(record.drawn), "utf-8", newline="\n")
    (folder / _REPORT).write_text("\n".join(say_sample(record)) + "\n", "utf-8", newline="\n")


def _write_pdf(path: Path, pdf: bytes) -> None:
    try:
        write_whole(path, pdf)
    except OSError as error:
        reason = f"{shown_name(path)} cannot be written ({error.strerror})"
        raise InputError(f"{reason}. Choose another place.") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{shown_name(path)} cannot be read ({error.strerror}).") from None


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
