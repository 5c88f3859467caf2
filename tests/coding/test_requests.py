"""The messages between two starts: read back as they were written, and nothing else is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.errors import InputError
from app.coding.requests import (
    LIMIT,
    AskClipboard,
    ComeForward,
    OpenFile,
    Request,
    ShowPage,
    read_request,
    write_request,
)

REQUESTS: tuple[Request, ...] = (
    ComeForward(),
    ShowPage("77002"),
    ShowPage("answer:20610+77002", date(2026, 3, 10)),
    OpenFile(str(Path(__file__))),
    AskClipboard(),
)


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_request_is_read_back(request_: Request) -> None:
    assert read_request(write_request(request_)) == request_


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"{}",
        b"null",
        b'{"type":"run","path":"/bin/sh"}',
        b'{"type":"front","more":1}',
        b'{"type":"page","key":"command:quit"}',
        b'{"type":"page","key":"search:knee"}',
        b'{"type":"page","key":"../x"}',
        b'{"type":"page","key":"77002","on":"yesterday"}',
        b'{"type":"file","path":"a.json"}',
        b'{"type":"file","path":"/a\\u0000b"}',
        b'{"type":"file","path":7}',
        b'{"type":"clipboard","text":"20610"}',
        b"[" * 5000,
        b'{"type":"front"}' + b" " * LIMIT,
    ],
)
def test_anything_else_is_refused_without_repeating_it(message: bytes) -> None:
    with pytest.raises(
        InputError, match=r"^The message to the open window is (no|longer than any) request\.$"
    ):
        read_request(message)


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_but_be_refused(message: bytes) -> None:
    with pytest.raises(InputError):
        read_request(message)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_no_value_makes_a_request_of_another_shape(value: object) -> None:
    for name in ("key", "path"):
        message = msgspec.json.encode({"type": "page" if name == "key" else "file", name: value})
        try:
            read = read_request(message)
        except InputError:
            continue
        assert isinstance(read, ShowPage | OpenFile)
