"""The worksheet in a sample's folder: answers go in and come back, and what else was typed stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.audit.folder import (
    RECORD,
    WORKSHEET,
    Drawn,
    read_record,
    read_worksheet,
    record_of,
    write_answers,
    write_sample,
)
from app.batch.across import Across
from app.batch.drawing import draw
from app.batch.frame import FrameRules, read_frame
from app.batch.sample import Design, Sample
from app.batch.stream import ReviewedClaim
from app.claims.record import Entry
from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.review import leave_unchecked


@pytest.fixture
def sample(tmp_path: Path) -> tuple[Path, Sample]:
    """The folder of a sample of three claims of five, and its record."""
    claims = [
        Claim(schema=1, date_of_service=date(2026, 3, 1 + n), lines=parse_lines("77002")) for n in range(5)
    ]
    entries = [Entry(f"claim {number}", claim) for number, claim in enumerate(claims, 1)]
    frame = read_frame(entries, FrameRules())
    design = Design(seed="s", size=3, sizes={"": 3})
    alone = Across(looked_at="run")
    drawn = [
        Drawn(place, ReviewedClaim(entries[place], leave_unchecked(""), across=alone))
        for place in draw(frame, "s", design.sizes)
    ]
    record = record_of(("march.837",), frame, design, drawn, checklists=True)
    folder = tmp_path / "audit"
    write_sample(folder, record, [claims[each.place] for each in drawn], lambda _: b"%PDF-")
    return folder, record


def test_the_record_is_read_as_it_was_written(sample: tuple[Path, Sample]) -> None:
    folder, record = sample
    assert read_record(folder) == record
    assert [(folder / str(each.checklist)).read_bytes() for each in record.drawn] == [b"%PDF-"] * 3
    (folder / RECORD).write_text("{}", "utf-8")
    with pytest.raises(InputError, match="no record of a sample"):
        read_record(folder)


def test_answers_that_are_written_come_back(sample: tuple[Path, Sample]) -> None:
    folder, record = sample
    assert read_worksheet(folder, record, whole=False) == {}
    write_answers(folder, {1: True, 3: False})
    assert read_worksheet(folder, record, whole=False) == {1: True, 3: False}
    with pytest.raises(InputError, match="leaves 1 of 3 claims without yes or no"):
        read_worksheet(folder, record)
    write_answers(folder, {2: True})
    assert read_worksheet(folder, record, whole=False) == {2: True}


def test_notes_columns_and_the_order_of_the_auditor_stay(sample: tuple[Path, Sample]) -> None:
    folder, record = sample
    path = folder / WORKSHEET
    head, *rows = path.read_text("utf-8").splitlines()
    noted = [f"{row[:-1]},see page 4,mine" if row.startswith("2,") else f"{row}," for row in reversed(rows)]
    path.write_text("\n".join((f"{head},own", *noted)), "utf-8-sig")
    write_answers(folder, {2: True})
    kept = path.read_text("utf-8").splitlines()
    assert [line.split(",")[0] for line in kept] == ["number", "3", "2", "1"]
    assert kept[2].endswith(",yes,see page 4,mine")
    assert read_worksheet(folder, record, whole=False) == {2: True}


def test_a_file_that_is_no_worksheet_is_left_as_it_is(sample: tuple[Path, Sample]) -> None:
    folder, _ = sample
    (folder / WORKSHEET).write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError, match="no columns number and in_error"):
        write_answers(folder, {1: True})
    assert (folder / WORKSHEET).read_text("utf-8") == "a,b\n1,2\n"
