"""What `pay` says against a second calculation: the text files cut by hand, in fractions, by no code of ours.

It is written from the documentation of the release: RVU times index for work, practice expense of the setting
and malpractice, added up, times the conversion factor, rounded once half up; the OPPS cap where its columns
hold anything; no amount for NA.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from app.coding.claim import Claim, Line, Locality
from app.library import Library
from app.payment.paying import pay

ON = date(2025, 11, 3)
EVERY_ROW, EVERY_LOCALITY = 61, 19
PLACES = {"11": False, "22": True}
AT_LEAST = 500


class Cut(NamedTuple):
    """One line of the relative value file, cut at the columns of its record layout."""

    code: str
    modifier: str
    work: Fraction
    practice: tuple[Fraction, Fraction]  # outside a facility, inside
    not_done: tuple[bool, bool]
    malpractice: Fraction
    factor: Fraction
    cap: tuple[Fraction, Fraction, Fraction]


def lines_of(release: Path, name: str) -> list[str]:
    with zipfile.ZipFile(release) as packed:
        return packed.read(f"rvu25d_0/{name}").decode("latin-1").split("\r\n")


def fees(release: Path) -> Iterator[Cut]:
    """Active rows that a payment follows from, each by the positions of the layout (from 1)."""
    for line in lines_of(release, "PPRRVU2025_Oct.txt"):
        if len(line) < 171 or line[57:58] != "A":
            continue
        yield Cut(
            code=line[0:5],
            modifier=line[5:7].strip(),
            work=Fraction(line[59:65].strip()),
            practice=(Fraction(line[66:72].strip()), Fraction(line[75:81].strip())),
            not_done=(line[72:74] == "NA", line[81:83] == "NA"),
            malpractice=Fraction(line[84:89].strip()),
            factor=Fraction(line[132:140].strip()),
            cap=(
                Fraction(line[151:157].strip()),
                Fraction(line[158:164].strip()),
                Fraction(line[165:171].strip()),
            ),
        )


def indices(release: Path) -> Iterator[tuple[str, str, tuple[Fraction, ...]]]:
    """Contractor, number and the three indices of each locality."""
    for line in lines_of(release, "GPCI2025.txt"):
        words = line.split()
        if len(words) > 6 and words[0].isdigit() and len(words[0]) == 5:
            yield words[0], words[2], tuple(map(Fraction, words[-3:]))


def to_cent(amount: Fraction) -> Fraction:
    return Fraction(math.floor(amount * 100 + Fraction(1, 2)), 100)


def expected(cut: Cut, index: tuple[Fraction, ...], *, facility: bool) -> Fraction | None:
    if cut.not_done[facility]:
        return None
    work, practice, malpractice = index
    own = cut.work * work + cut.practice[facility] * practice + cut.malpractice * malpractice
    amount = to_cent(own * cut.factor)
    if any(cut.cap) and cut.modifier != "26":
        capped = cut.work * work + cut.cap[facility] * practice + cut.cap[2] * malpractice
        amount = min(amount, to_cent(capped * cut.factor))
    return amount


def test_pay_agrees_with_a_second_calculation(october: Library, release: Path) -> None:
    localities = list(indices(release))
    assert len(localities) == 109
    compared = without = capped = 0
    parts = set()
    rows = list(fees(release))
    # Each of the few rows with a cap, and of the others one in so many.
    chosen = [cut for at, cut in enumerate(rows) if at % EVERY_ROW == 0 or (any(cut.cap) and at % 7 == 0)]
    for at, cut in enumerate(chosen):
        carrier, number, index = localities[at * 7 % 109]
        for carrier, number, index in (
            localities[at * 7 % 109],
            localities[(at * 13 + EVERY_LOCALITY) % 109],
        ):
            for place, facility in PLACES.items():
                line = Line(code=cut.code, modifiers=(cut.modifier,) if cut.modifier else ())
                claim = Claim(
                    schema=2,
                    date_of_service=ON,
                    place_of_service=place,
                    lines=(line,),
                    locality=Locality(carrier=carrier, locality=number),
                )
                (paid,) = pay(claim, october).lines
                amount = expected(cut, index, facility=facility)
                found = None if paid.amount is None else Fraction(paid.amount)
                if paid.state == "not-paid":
                    assert "hospital" in paid.reason
                    continue
                assert found == amount, (cut.code, cut.modifier, carrier, number, place)
                compared += amount is not None
                without += amount is None
                capped += any(cut.cap)
                parts.add(cut.modifier)
    assert compared >= AT_LEAST
    assert without > 50
    assert capped > 50
    assert {"", "26", "TC"} <= parts
