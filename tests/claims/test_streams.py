"""What a file shows of itself by its bytes, and its lines one by one or in blocks."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims import streams
from app.claims.streams import (
    Numbered,
    Span,
    begins_as_json,
    holds,
    lines_in,
    numbered_blocks,
    numbered_lines,
)
from app.coding.errors import InputError


@pytest.mark.parametrize(
    ("name", "content", "is_json"),
    [
        ("a.json", b'\n {"schema": 1}', True),
        ("a", b"[{}]", True),
        ("a.csv", b'{"a": 1}', False),
        ("a.csv", b"claim,code\n", False),
        ("a.json", b"", False),
    ],
)
def test_a_file_shows_that_it_is_json(tmp_path: Path, name: str, content: bytes, *, is_json: bool) -> None:
    (tmp_path / name).write_bytes(content)
    assert begins_as_json(str(tmp_path / name)) is is_json


def test_what_is_no_regular_file_is_not_taken_for_json(tmp_path: Path) -> None:
    assert not begins_as_json(str(tmp_path))
    assert not begins_as_json(str(tmp_path / "missing.json"))


@given(lines=st.lists(st.sampled_from((b"a\n", b"\n", b" \n", b"bb\r\n", b"ccccccc\n", b"\xef\xbb\xbfd\n"))))
@pytest.mark.parametrize("last", [b"", b"end", b" "])
@pytest.mark.parametrize("size", [1, 3, 8, 100])
def test_lines_in_blocks_are_those_that_are_read_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], last: bytes, size: int
) -> None:
    file = tmp_path_factory.mktemp("lines") / "a.jsonl"
    file.write_bytes(b"".join(lines) + last)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "BLOCK", size)
        blocks = list(numbered_blocks(str(file), "a"))
    assert [line for block in blocks for line in lines_in(block, "a")] == list(numbered_lines(str(file), "a"))


@pytest.mark.parametrize("long", [b"1234567890", b"123456789\n", b"12345678901234", b"12345678901234\nb\n"])
def test_a_line_that_is_too_long_ends_both_ways_of_reading_at_the_same_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: bytes
) -> None:
    monkeypatch.setattr(streams, "LONGEST", 10)
    monkeypatch.setattr(streams, "BLOCK", 4)
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"a\nb\n\n" + long)
    read: list[Numbered] = []
    told = []
    for lines in (numbered_lines(str(file), "a"), chain_blocks(str(file))):
        with pytest.raises(InputError) as fault:
            read.extend(lines)
        told.append(str(fault.value))
    assert told == ["a, line 4 is longer than any claim."] * 2
    assert read == [(1, b"a\n"), (2, b"b\n")] * 2


def chain_blocks(file: str) -> Iterator[Numbered]:
    return (line for block in numbered_blocks(file, "a") for line in lines_in(block, "a"))


def test_a_plain_file_is_handed_on_by_places_and_a_packed_one_by_its_bytes(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_bytes(b"\xef\xbb\xbfa\n\nb\n")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert list(numbered_blocks(str(plain), "a")) == [Span(1, str(plain), 0, 8)]
    assert list(numbered_blocks(str(packed), "a")) == [(1, b"a\n\nb\n")]
    assert list(chain_blocks(str(plain))) == list(chain_blocks(str(packed))) == [(1, b"a\n"), (3, b"b\n")]


def test_a_file_that_was_cut_off_since_or_is_gone_is_told_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"a\nb\n")
    blocks = list(numbered_blocks(str(file), "a"))
    file.write_bytes(b"a\n")
    with pytest.raises(InputError, match=r"^a cannot be read \(it is damaged or cut off\)\.$"):
        list(lines_in(blocks[0], "a"))
    file.unlink()
    with pytest.raises(InputError, match=r"^a cannot be read \(No such file or directory\)\.$"):
        list(lines_in(blocks[0], "a"))


def test_blocks_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "BLOCK", 8)
    monkeypatch.setattr(streams, "_BLOCKS", 4)
    file = tmp_path / "a.jsonl"
    sizes = []
    for count in (4, 40):
        file.write_bytes(b"123\n" * count)
        sizes.append([block.size for block in numbered_blocks(str(file), "a") if isinstance(block, Span)])
    assert sizes == [[8] * 2, [40] * 4]


@pytest.mark.parametrize(
    ("content", "held"), [(b"xxneedlexx", True), (b"xxneedl", False), (b"", False), (b"needle", True)]
)
@pytest.mark.parametrize("part", [1, 3, 4, 5, 100])
def test_words_are_found_wherever_a_part_of_the_file_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, part: int, *, held: bool
) -> None:
    monkeypatch.setattr(streams, "_PART", part)
    file = tmp_path / "a"
    file.write_bytes(content)
    assert holds(str(file), b"needle") is held


def test_a_file_that_cannot_be_read_holds_nothing(tmp_path: Path) -> None:
    assert not holds(str(tmp_path / "none"), b"needle")
