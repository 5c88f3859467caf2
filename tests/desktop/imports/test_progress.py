"""What an import shows while it runs, computed from its messages alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.coding.editions import Edition
from app.desktop.imports.progress import ImportProgress
from app.releases.archive import Entry
from app.releases.background import Failed, Finished, Recognized
from app.releases.found import Found
from app.releases.installation import Outcome, Step

PARTS = tuple(
    Found(
        entry=Entry(Path(f"part{number}.zip"), "part.TXT", 1000),
        title=f"PTP edits, practitioner, part {number} of 4",
        source="ncci-ptp",
        setting="practitioner",
        edition="2026Q4",
        part=number,
    )
    for number in (1, 2)
)
EDITION = Edition(
    source="ncci-ptp", edition="2026Q4", rows=10, sha256="", first=date(2026, 10, 1), title="Pairs"
)


@pytest.fixture
def progress() -> ImportProgress:
    made = ImportProgress()
    made.take(Recognized(PARTS), 0.0)
    return made


def test_files_wait_until_they_are_read(progress: ImportProgress) -> None:
    assert [(row.word, row.name) for row in progress.rows] == [
        ("Waiting", "part1.zip"),
        ("Waiting", "part2.zip"),
    ]
    assert (progress.heading(), progress.counted(), progress.time_left(9)) == ("", "", "")


def test_the_edition_at_work_counts_all_its_parts(progress: ImportProgress) -> None:
    progress.take(Step(0, "read", 600_000, 1.0), 1.0)
    progress.take(Step(1, "reading", 150_000, 0.25), 4.0)
    assert progress.heading() == "NCCI PTP edits 2026Q4, practitioner"
    assert progress.step() == "step 1 of 3: read"
    assert progress.fraction() == pytest.approx(0.625)
    assert progress.counted() == "750,000 of about 1,200,000 rows"


def test_time_left_is_told_once_the_pace_is_steady(progress: ImportProgress) -> None:
    progress.take(Step(0, "reading", 100, 0.5), 10.0)
    assert progress.time_left(12.0) == ""
    assert progress.time_left(15.0) == "about 15 s left"


def test_the_end_is_told_in_one_sentence(progress: ImportProgress) -> None:
    progress.take(Step(0, "installed", 5, 1.0, "In force."), 1.0)
    outcomes = (
        Outcome(found=PARTS[0], state="installed", edition=EDITION),
        Outcome(found=PARTS[1], state="installed", edition=EDITION),
        Outcome(found=PARTS[1], state="refused"),
        Outcome(found=PARTS[1], state="skipped"),
    )
    progress.take(Finished(outcomes), 2.0)
    assert progress.summary() == "1 edition installed, 1 file refused, 1 file skipped."
    assert (progress.ended, progress.current) == (True, -1)


def test_a_failure_is_the_summary(progress: ImportProgress) -> None:
    progress.take(Failed("The disk is full."), 1.0)
    assert progress.summary() == "The disk is full."


def test_after_canceling_no_file_stays_as_if_it_was_still_read(progress: ImportProgress) -> None:
    progress.take(Step(0, "installed", 5, 1.0, "In force."), 1.0)
    progress.take(Step(1, "reading", 57, 0.57), 2.0)
    progress.stop("Canceled. Nothing was installed.")
    assert [(row.word, row.sentence) for row in progress.rows] == [
        ("Installed", "In force."),
        ("Skipped", "Not installed: the import ended before."),
    ]
