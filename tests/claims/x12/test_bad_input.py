"""Cut, changed and mixed files give entries or one sentence, and nothing of what stands in them."""

from __future__ import annotations

import gc
import io
import random
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.claims.record import Entry
from app.claims.x12.files import read_x12
from app.claims.x12.heads import read_heads
from app.claims.x12.run import Run
from app.coding.errors import InputError
from tests.claims.x12 import made
from tests.claims.x12.made import MARK
from tests.claims.x12.test_remittance import answer, line
from tests.conftest import EVERY_EXAMPLE

LINES = (made.service("20610:RT", pointers="2:1"), made.service("77002:26", place="22", number="2"))
STAYS = (made.stay(day="D8*20260915"), made.stay("", revenue="0250", number="2"))
CLAIM, STAY = made.claim(*LINES), made.claim(*STAYS, place="13:A:1", before="DTP*434*RD8*20260915-20260917")
GUIDE = made.INSTITUTIONAL
ACK = made.group(made.transaction([f"CTX*{MARK}"], "005010X231A1", "999"), guide="005010X231A1", kind="999")
ANSWERS = made.group(
    made.transaction([*answer(line("HC:20610:RT", "CAS*CO*45*1", f"REF*6R*{MARK}"))], made.REMITTANCE, "835"),
    guide=made.REMITTANCE,
    kind="835",
    number=4,
)
FILE = made.interchange(
    ACK,
    made.group(
        made.transaction([*made.billing(), *made.subscriber(CLAIM), *made.dependent(CLAIM)]), number=2
    ),
    ANSWERS,
    made.group(made.transaction([*made.billing(), *made.subscriber(STAY)], GUIDE), guide=GUIDE, number=3),
)
MUTATIONS = 5_000 if EVERY_EXAMPLE else 400


def read_all(content: bytes) -> list[Entry]:
    """Every entry; a file that is refused as a whole gives its sentence as one."""
    entries: list[Entry] = []
    try:
        entries += read_x12(io.BytesIO(content), "a", Run(has_answers=True))
    except InputError as error:
        entries.append(Entry("", None, str(error)))
    for entry in entries:
        for sentence in (entry.problem, *entry.notes):
            assert len(sentence) <= 300
            assert MARK not in sentence
    return entries


@settings(max_examples=MUTATIONS)
@given(st.integers(0, 2**32))
def test_a_changed_file_gives_entries_or_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(FILE)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content))
        way = chance.randrange(4)
        if way == 0:
            content[at] = chance.randrange(256)
        elif way == 1:
            del content[at : at + chance.randint(1, 60)]
        elif way == 2:
            content[at:at] = chance.choice([b"~", b"*", b":", b"ISA", b"SE*1*1~", b"HL*", b"LX*9~", b"CLM*"])
        else:
            start = chance.randrange(len(content))
            content[at:at] = content[start : start + chance.randint(1, 200)]
    entries = read_all(bytes(content))
    if not any("behind segment" in entry.problem or "interchange" in entry.problem for entry in entries):
        faults: list[str] = []
        found = sum(1 for _ in read_heads(io.BytesIO(content), lambda fault: faults.append(fault.sentence)))
        names = {str(entry.name).partition(", day")[0] for entry in entries if entry.name}
        assert found == len(names)
        assert faults == [
            entry.problem.removeprefix("a: ")
            for entry in entries
            if entry.problem and not entry.name and "outside its claims" not in entry.problem
        ]


@pytest.mark.parametrize("step", [1 if EVERY_EXAMPLE else 37])
def test_a_file_cut_anywhere_is_said_to_be_cut(step: int) -> None:
    whole = len(FILE.rstrip(b"~\n"))
    for end in range(1, whole, step):
        assert any(entry.problem for entry in read_all(FILE[:end])), end


@given(st.binary(max_size=400))
def test_anything_else_is_refused_or_read(content: bytes) -> None:
    read_all(content)
    read_all(FILE[:106] + content)


class Endless(io.RawIOBase):
    """A file of claims without end that is never whole in memory."""

    def __init__(self, claims: int, *, once: bool = False) -> None:
        self._claims, self._once = claims, once
        self.seek(0)

    def seekable(self) -> bool:
        """Whether it can be read twice."""
        return not self._once

    def tell(self) -> int:
        """Where it stands: it is asked at its beginning alone."""
        return 0

    def seek(self, _offset: int, _whence: int = 0) -> int:
        """Begin again."""
        self._pieces, self._rest = self._make(self._claims), b""
        return 0

    def _make(self, claims: int) -> Iterator[bytes]:
        body = made.file_of(CLAIM)
        start, end = body.index(b"CLM*"), body.index(b"SE*")
        yield body[:start]
        for _ in range(claims):
            yield body[start:end]
        yield body[end:]

    def read(self, size: int = -1) -> bytes:
        """As many bytes as asked for, as long as there are some."""
        while len(self._rest) < size and (piece := next(self._pieces, b"")):
            self._rest += piece
        answer, self._rest = self._rest[:size], self._rest[size:]
        return answer


def peak(claims: int) -> int:
    """The most bytes that reading so many claims holds at once."""
    gc.collect()
    tracemalloc.start()
    try:
        count = sum(entry.claim is not None for entry in read_x12(Endless(claims), "a"))  # type: ignore[arg-type]
        assert count == claims
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file() -> None:
    many = 20_000 if EVERY_EXAMPLE else 6_000  # a cache of checks is full behind some 4,000
    peak(10)  # what is loaded and cached once
    assert peak(many) < peak(many // 4) + 300_000


@pytest.mark.parametrize("kept", [1_000, 64_000_000])
def test_a_stream_that_comes_once_is_read_whole_and_kept_to_a_limit(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.claims.x12.run.MOST_IN_MEMORY", kept)
    entries = list(read_x12(Endless(9, once=True), "a"))  # type: ignore[arg-type]
    assert [entry.name for entry in entries if entry.claim] == [f"claim {number}" for number in range(1, 10)]
    assert any("read once only" in note for entry in entries for note in entry.notes) == (kept == 1_000)
    # SE01 is that of one claim: with the whole in mind the claims say so, else the end of the file does.
    warned = {entry.claim.file_warnings for entry in entries if entry.claim}
    assert warned == ({()} if kept == 1_000 else {("segment-count",)})
    assert any("SE01" in entry.problem for entry in entries)
