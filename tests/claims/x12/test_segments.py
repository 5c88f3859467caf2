"""Segments come out of any layout, and none is lost in silence."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.x12.segments import read_segments
from app.coding.errors import InputError
from tests.claims.x12 import made

FILE = made.file_of(made.claim(made.service(), made.service("77002", number="2")))


def ids_of(content: bytes) -> list[str]:
    return [segment.id for segment in read_segments(io.BytesIO(content))]


EXPECTED = ids_of(FILE)


@pytest.mark.parametrize("separators", ["*:~", "|^~", "*>_", "\x1d\x1f\x1e", "*:\n", "*:\r"])
@pytest.mark.parametrize("after", ["", "\n", "\r\n", "\r"])
def test_any_separators_and_line_ends_give_the_same_segments(separators: str, after: str) -> None:
    content = made.file_of(made.claim(made.service(), made.service("77002", number="2")),
                           separators=separators, after=after)  # fmt: skip
    assert ids_of(content) == EXPECTED


def test_separators_are_those_of_each_interchange() -> None:
    one = made.group(made.transaction([]))
    both = made.interchange(one) + made.interchange(one, separators="|^_", after="", number=2)
    found = list(read_segments(io.BytesIO(both)))
    assert [segment.id for segment in found] == ["ISA", "GS", "ST", "BHT", "SE", "GE", "IEA"] * 2
    assert {segment.separators.component for segment in found[7:]} == {"^"}


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n \n"])
def test_a_mark_or_blank_lines_before_are_passed_over(before: bytes) -> None:
    assert ids_of(before + FILE) == EXPECTED


def test_bytes_outside_ascii_are_read() -> None:
    assert ids_of(FILE.replace(b"ANN", b"\xc4\xd6\xff")) == EXPECTED


@pytest.mark.parametrize("width", [72, 79, 80, 133])
@pytest.mark.parametrize("after", [b"", b"\n"])
def test_lines_that_were_broken_anywhere_are_put_together(width: int, after: bytes) -> None:
    plain = (FILE + FILE).replace(b"~\n", b"~" + after)
    broken = b"\r\n".join(plain[at : at + width] for at in range(0, len(plain), width))
    found = [segment.text for segment in read_segments(io.BytesIO(broken))]
    assert found == [segment.text for segment in read_segments(io.BytesIO(FILE + FILE))]


def test_an_end_written_twice_hides_nothing_behind_it() -> None:
    assert ids_of(FILE.replace(b"LX*1~", b"LX*1~~\n~")) == EXPECTED


def test_ends_alone_before_an_interchange_do_not_hide_it() -> None:
    assert ids_of(FILE + b"~~\n~" + FILE) == EXPECTED * 2


def test_a_last_segment_without_its_end_is_read() -> None:
    assert ids_of(FILE.rstrip(b"~\n")) == EXPECTED


def test_a_segment_longer_than_a_piece_of_the_file_is_read_whole() -> None:
    long = b"NTE*ADD*" + b"x" * 100_000
    assert ids_of(FILE.replace(b"LX*1~", long + b"~LX*1~")) == [
        *EXPECTED[: EXPECTED.index("LX")], "NTE", *EXPECTED[EXPECTED.index("LX") :],
    ]  # fmt: skip


@given(st.integers(1, 400), st.integers(0, 30))
def test_the_segments_are_as_many_as_the_bytes_have(claims: int, notes: int) -> None:
    body = made.claim(made.service(), *([f"NTE*ADD*{'n' * notes}"] for _ in range(notes)))
    content = made.file_of(*[body] * claims)
    found = list(read_segments(io.BytesIO(content)))
    assert len(found) == content.count(b"~")
    assert [segment.number for segment in found] == list(range(1, len(found) + 1))
    assert sum(len(segment.text) + 2 for segment in found) == len(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"GS*HC*A", "does not begin with an interchange"),
        (b"ISA*00*", "is cut or damaged"),
        (FILE[:104], "is cut or damaged"),
        (FILE[:104] + b"A~" + FILE[106:], "does not name its separators"),
        (FILE[:106] + b"x" * 400_000, "segment 2 is longer than any segment"),
    ],
)
def test_what_is_no_interchange_is_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        ids_of(content)
    assert made.MARK not in str(refusal.value)
