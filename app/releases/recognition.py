"""Telling what dropped files are, by their content; names only tell the quarter, which no content does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Literal

from msgspec.structs import replace

from app.coding.errors import InputError
from app.coding.file_heads import ZIP
from app.releases.archive import AGAIN, Entry, find_entries, is_workbook, is_zip, unreadable, zip_entries
from app.releases.found import Form, Found, Sample
from app.releases.others import name_other
from app.releases.readers.dispatch import READERS
from app.releases.tables import Row, csv_lines, decode, records_of, split_lines
from app.releases.workbook import sheet_sample

SAMPLE_BYTES = 1 << 16
SAMPLE_ROWS = 40
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<head)", re.IGNORECASE)
_FORM_ORDER = {".csv": 0, ".txt": 1, ".xml": 2, ".xlsx": 3}


def recognize(path: Path) -> tuple[Found, ...]:
    """What each file in `path` is (a file, a zip or a folder). Never raises: a problem is told in the record.

    In a zip, files that go with the table (layouts, notes, other tables) are passed over, and of twins
    in several forms (TXT and XLSX) one is taken.
    """
    try:
        entries = find_entries(path)
    except InputError as error:
        return (_unusable(Entry(path, None, 0), str(error)),)
    except OSError as error:
        return (_unusable(Entry(path, None, 0), str(unreadable(path.name, error))),)
    found = tuple(found for entry in entries for found in _recognize_entry(entry))
    return tuple(map(_pass_over, found)) if path.is_dir() else found


def recognize_all(paths: Sequence[Path]) -> tuple[Found, ...]:
    """`recognize` for many paths in any order."""
    return tuple(found for path in paths for found in recognize(path))


def is_official(path: Path) -> bool:
    """Whether a plain text is a table of CMS, read here or not; False where it cannot be read."""
    try:
        entry = next(iter(find_entries(path)))
        return _identify(_text_sample(entry, entry.read(SAMPLE_BYTES))) is not None
    except (InputError, OSError):
        return False


def _recognize_entry(entry: Entry) -> tuple[Found, ...]:
    try:
        if is_zip(entry) and not is_workbook(entry.path):
            return _recognize_zip(entry)
        return (_recognize_file(entry),)
    except InputError as error:
        return (_unusable(entry, str(error)),)


def _recognize_zip(entry: Entry) -> tuple[Found, ...]:
    """The members that are tables; when there is none, the zip as a whole with the reason."""
    if whole := tuple(_recognize_download(entry)):
        return whole
    taken: dict[str, Found] = {}
    others: list[Found] = []
    for member in sorted(zip_entries(entry.path), key=_form_order):
        stem = str(PurePosixPath(member.member or "").with_suffix("")).lower()
        if stem in taken:
            continue
        try:
            found = _recognize_file(member)
        except InputError as error:
            found = _unusable(member, str(error))
        if found.source:
            taken[stem] = found
        else:
            others.append(found)
    if taken:
        return tuple(_without_twins(list(taken.values())))
    named = [found for found in others if found.unread != "unknown"]
    named.sort(key=lambda found: found.unread is not None)  # a table that is damaged comes first
    return (named[0],) if named else (_unknown(entry, "contains"),)


def _recognize_download(entry: Entry) -> Iterator[Found]:
    """What a zip is to the readers that take it as a whole."""
    sample = Sample(entry=entry, form="zip", lines=(), names=entry.names)
    found = (reader.recognize(sample) for reader in READERS if reader.download)
    return (each for each in found if each)


def _without_twins(found: list[Found]) -> Iterator[Found]:
    """Of several files with the same edition and part in one zip, the first (they are the same table)."""
    seen = set()
    for item in found:
        if (key := (*item.group, item.part)) not in seen or item.problem:
            seen.add(key)
            yield item


def _recognize_file(entry: Entry) -> Found:
    head = entry.read(SAMPLE_BYTES)
    if not head.strip():
        return _unusable(entry, f"{entry.name} is empty. {AGAIN}")
    if _WEB_PAGE.match(head):
        return _unusable(
            entry,
            f"{entry.name} is a web page, not a CMS file. Accept the license at CMS, then download it again.",
        )
    if head.startswith(ZIP):
        if entry.member is None or entry.name.lower().endswith(".xlsx"):
            return _named(_sheet_sample(entry))
        return _unusable(
            entry, f"{entry.name} is a ZIP inside a ZIP. Unpack the outer one and import the inner one."
        )
    if PurePosixPath(entry.name).suffix.lower() == ".zip":
        return _unusable(entry, f"{entry.name} is not a ZIP file inside. {AGAIN}")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _unknown(entry)
    return _named(_text_sample(entry, head))


def _identify(sample: Sample) -> Found | None:
    for each in _separated(sample):
        for reader in READERS:
            found = reader.recognize(each)
            if found:
                return found
    return name_other(sample)


def _named(sample: Sample) -> Found:
    return _identify(sample) or replace(_unknown(sample.entry), title="Not recognized", form=sample.form)


def _separated(sample: Sample) -> Iterator[Sample]:
    """A sample as it is; of a CSV file then cut at semicolons and tabs, as some programs save it."""
    yield sample
    if sample.form == "csv":
        for separator in (";", "\t"):
            if any(separator in line for line in sample.lines):
                rows = _sample_rows(sample.text, sample.entry.name, separator)
                yield replace(sample, rows=rows, separator=separator)


def _text_sample(entry: Entry, head: bytes) -> Sample:
    text = decode(head, entry.name)
    lines = split_lines(text)
    if len(head) == SAMPLE_BYTES and len(lines) > 1:
        lines.pop()  # cut by the sample, not by the file
    form: Form = "xml" if text.lstrip().startswith("<") else "csv"
    rows = () if form == "xml" else _sample_rows(text, entry.name)
    return Sample(
        entry=entry, form=form, lines=tuple(lines[: SAMPLE_ROWS * 2]), rows=rows, names=entry.names, text=text
    )


def _sample_rows(text: str, name: str, separator: str = ",") -> tuple[Row, ...]:
    try:
        return tuple(islice(records_of(csv_lines(text), name, separator), SAMPLE_ROWS))
    except InputError:
        return ()  # not CSV; its lines may still tell what it is


def _sheet_sample(entry: Entry) -> Sample:
    sheet, rows = sheet_sample(entry, SAMPLE_ROWS)
    lines = tuple("\t".join(cells) for _, cells in rows)
    names = (*entry.names[:1], sheet, *entry.names[1:])
    return Sample(entry=entry, form="xlsx", lines=lines, rows=rows, names=names)


def _pass_over(found: Found) -> Found:
    """A file in a folder that is of no kind read here is no mistake of the user's."""
    return replace(found, passed_over=True) if found.unread else found


def _form_order(entry: Entry) -> tuple[int, str]:
    name = (entry.member or "").lower()
    return _FORM_ORDER.get(PurePosixPath(name).suffix, 9), name


def _unusable(entry: Entry, problem: str) -> Found:
    return Found(entry=entry, title="Not readable", problem=problem)


def _unknown(entry: Entry, verb: Literal["is", "contains"] = "is") -> Found:
    what = "no table that Needlepoint uses" if verb == "contains" else "not a table that Needlepoint uses"
    problem = f"{entry.name} {verb} {what}. {_READ_HERE}"
    return replace(_unusable(entry, problem), unread="unknown")


_READ_HERE = "Import NCCI edits, fee schedules, code lists or coverage files as CMS publishes them."
"""What is said of each file that is of no kind: the welcome page and `Series.files` name all of them."""
