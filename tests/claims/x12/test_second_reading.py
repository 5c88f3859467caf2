"""The reader and a second reading, written apart, find the same claims, lines, modifiers, units and days."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.x12.files import read_x12
from tests.claims.x12 import made
from tests.claims.x12.second_reading import Answers, Counts, count, count_answers
from tests.claims.x12.test_remittance import answer, line, remittance
from tests.conftest import SHARED

SAMPLES = SHARED / "knowledge" / "claims" / "x12"
HELD = sorted(each for each in SAMPLES.rglob("*") if each.is_file()) if SAMPLES.is_dir() else []
FOUND = [each for each in HELD if "837" in each.name]
REMITTANCES = [each for each in HELD if "835" in each.name]
# Its lines part components by a sign that its own envelope does not name: refused in a sentence.
BROKEN = {"linuxforhealth-demo.example9.837.txt"}


def read(content: bytes) -> tuple[Counts, list[str]]:
    """The counts of the reader, and what it refused. A line without a day of its own has none in `days`."""
    names: set[str] = set()
    problems: list[str] = []
    lines = []
    days: Counter[str] = Counter()
    for entry in read_x12(io.BytesIO(content), "a"):
        problems += [entry.problem] if entry.problem else []
        if entry.claim is not None:
            names.add(str(entry.name).partition(",")[0])
            lines += [(entry.claim.claim_form, line) for line in entry.claim.lines]
            days[f"{entry.claim.date_of_service:%Y%m%d}"] += len(entry.claim.lines)
    modifiers = Counter(modifier for _, line in lines for modifier in line.modifiers)
    return Counts(
        len(names),
        sum(form == "professional" for form, _ in lines),
        sum(form == "institutional" for form, _ in lines),
        sum(bool(line.code) for _, line in lines),
        modifiers,
        sum(line.units for _, line in lines),
        days,
    ), problems


codes = st.sampled_from(["20610", "20610:RT", "77002:26:59", "J1030:RT:LT:59:XS", "64999:::::words"])
services = st.builds(
    made.service,
    codes,
    st.sampled_from(["1", "2.00", "30"]),
    st.sampled_from(["", "22"]),
    st.sampled_from(["1", "2:1"]),
    measure=st.sampled_from(["UN", "UN", "MJ"]),
    day=st.sampled_from(["D8*20260915", "D8*20260916", "RD8*20260915-20260917"]),
)
stays = st.builds(
    made.stay,
    st.sampled_from(["", "HC:20610", "HC:77002:59"]),
    st.sampled_from(["1", "2.00"]),
    st.sampled_from(["0250", "0361"]),
    measure=st.sampled_from(["UN", "DA"]),
    day=st.just("D8*20260915"),
)


@given(
    st.lists(st.lists(services, min_size=1, max_size=4), min_size=1, max_size=4),
    st.lists(st.lists(stays, min_size=1, max_size=4), max_size=3),
    st.sampled_from(["*:~", "|^_", "*:\n"]),
    st.sampled_from(["", "\r\n"]),
)
def test_any_file_is_read_to_the_same_counts(
    office: list[list[list[str]]], hospital: list[list[list[str]]], separators: str, after: str
) -> None:
    one = [*made.billing(), *made.subscriber(*(made.claim(*lines) for lines in office))]
    two = [*made.billing(), *made.subscriber(*(made.claim(*lines, place="13:A:1") for lines in hospital))]
    guide = made.INSTITUTIONAL
    content = made.interchange(
        made.group(made.transaction(one)),
        made.group(made.transaction(two, guide), guide=guide, number=2),
        separators=separators,
        after=after,
    )
    found, problems = read(content)
    assert not problems
    assert found == count(content)


@pytest.mark.skipif(not FOUND, reason="the public samples lie beside the repository and are not here")
@pytest.mark.parametrize(
    "path", [each for each in FOUND if each.name not in BROKEN] or [SAMPLES], ids=lambda path: path.name
)
def test_public_samples_are_read_to_the_same_counts(path: Path) -> None:
    content = path.read_bytes()
    found, problems = read(content)
    expected = count(content)
    assert not [each for each in problems if not re.search(r"SE01|GE01|IEA01", each)]
    assert found == expected


def read_answers(content: bytes) -> Answers:
    """The answers of the reader."""
    entries = [entry for entry in read_x12(io.BytesIO(content), "a") if entry.answer or entry.problem]
    assert not [entry.problem for entry in entries if entry.problem]
    said = [entry.answer for entry in entries if entry.answer]
    return Answers(
        len(said),
        Counter(each.status for each in said),
        sum(len(each.lines) for each in said),
        Counter(line.code for each in said for line in each.lines if line.code),
    )


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(["HC:20610:RT", "HC:77002:26:59", "N4:00012345678"]), max_size=4),
            st.sampled_from(["1", "4", "22"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_remittance_is_read_to_the_same_counts(claims: list[tuple[list[str], str]]) -> None:
    content = remittance(*(answer(*map(line, codes), status=status) for codes, status in claims))
    assert read_answers(content) == count_answers(content)


@pytest.mark.skipif(not REMITTANCES, reason="the public samples lie beside the repository and are not here")
@pytest.mark.parametrize("path", REMITTANCES or [SAMPLES], ids=lambda path: path.name)
def test_public_remittances_are_read_to_the_same_counts(path: Path) -> None:
    content = path.read_bytes()
    assert read_answers(content) == count_answers(content)
