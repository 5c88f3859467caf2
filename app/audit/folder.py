"""The folder of a sample: record, worksheet, reports and a checklist for each claim drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path

import msgspec
from msgspec import Struct

from app import __version__
from app.audit.report import sample_report
from app.audit.words import say_sample
from app.batch.appraisal import Appraisal, appraise, findings_by_stratum
from app.batch.frame import Frame
from app.batch.sample import Design, DrawnClaim, FrameRecord, Sample
from app.batch.stream import ReviewedClaim
from app.batch.worksheet import read_answers, with_answers, write_worksheet
from app.checklist.printing import print_report
from app.checklist.wording import summary
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.coding.folders import whole_folder
from app.coding.sentences import shown_name

RECORD, WORKSHEET, REPORT, PDF, CHECKLISTS = (
    "sample.json", "worksheet.csv", "report.txt", "report.pdf", "checklists",
)  # fmt: skip


class Drawn(Struct, frozen=True):
    """A claim that was drawn: its place in the frame, from 0, and its review beside the others of its day."""

    place: int
    found: ReviewedClaim


def record_of(
    files: tuple[str, ...], frame: Frame, design: Design, drawn: Iterable[Drawn], *, checklists: bool
) -> Sample:
    """The record of a sample; `files` are the names of those that the frame was read from.

    `checklists`: each claim names the file that its checklist has in the folder.
    """
    claims = tuple(drawn)
    digits = max(3, len(str(len(claims))))
    rows = (
        _row(number, each, frame, f"{CHECKLISTS}/{number:0{digits}}.pdf" if checklists else None)
        for number, each in enumerate(claims, 1)
    )
    return Sample(
        schema=1,
        program=__version__,
        frame=FrameRecord(files, len(frame.digests), frame.digest, frame.sizes, frame.excluded),
        design=design,
        drawn=tuple(rows),
    )


def _row(number: int, drawn: Drawn, frame: Frame, checklist: str | None) -> DrawnClaim:
    found, place = drawn.found, drawn.place
    assert found.entry.claim is not None  # what is in the frame has one
    assert found.review is not None
    assert found.across is not None
    return DrawnClaim(
        number=number,
        place=place + 1,
        claim=found.entry.name,
        date_of_service=found.entry.claim.date_of_service,
        codes=tuple(line.code for line in found.entry.claim.lines if line.code),
        stratum=frame.strata[place],
        sha256=frame.digests[place].hex(),
        flags=summary(found.review),
        across=found.across,
        checklist=checklist,
    )


def write_sample(
    path: Path, record: Sample, claims: Iterable[Claim], checklist: Callable[[Claim], bytes]
) -> None:
    """Write the folder of a sample whole or not at all; `claims` in the order of the record.

    Raises InputError where the folder is not free or cannot be written, and what `checklist` raises.
    """
    with whole_folder(path) as folder:
        (folder / CHECKLISTS).mkdir()
        for each, claim in zip(record.drawn, claims, strict=True):
            if each.checklist is not None:
                (folder / each.checklist).write_bytes(checklist(claim))
        (folder / RECORD).write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")
        (folder / WORKSHEET).write_text(write_worksheet(record.drawn), "utf-8", newline="\n")
        (folder / REPORT).write_text("\n".join(say_sample(record)) + "\n", "utf-8", newline="\n")
        (folder / PDF).write_bytes(print_report(sample_report(record)))


def write_answers(folder: Path, answers: Mapping[int, bool]) -> None:
    """Put answers into the worksheet, by the number of a claim; whatever else stands there stays.

    Raises OSError, and InputError where what lies there is no worksheet.
    """
    path = folder / WORKSHEET
    write_whole(path, with_answers(_worksheet(path), shown_name(path), answers).encode())


def read_record(folder: Path) -> Sample:
    """The record of a sample in its folder. Raises InputError where there is none."""
    try:
        return msgspec.json.decode(_read(folder / RECORD), type=Sample)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InputError(f"{shown_name(folder / RECORD)} is no record of a sample.") from None


def read_worksheet(folder: Path, record: Sample, *, whole: bool = True) -> dict[int, bool]:
    """What the worksheet says of each claim, by its number; `whole`: of every one.

    Raises InputError as `read_answers` does.
    """
    path = folder / WORKSHEET
    return read_answers(_worksheet(path), shown_name(path), record, whole=whole)


def appraise_answers(record: Sample, answers: Mapping[int, bool], confidence: Fraction) -> Appraisal:
    """Project what was found, of every claim drawn, to the frame."""
    found = findings_by_stratum(
        record.frame.strata,
        [each.stratum for each in record.drawn],
        [each.stratum for each in record.drawn if answers[each.number]],
    )
    return appraise(found, confidence)


def _worksheet(path: Path) -> str:
    try:
        return _read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{shown_name(path)} is not UTF-8. Save it as “CSV UTF-8”.") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{shown_name(path)} cannot be read ({error.strerror}).") from None
