"""What one start of the program may ask of the window that is open already: small records, nothing else.

They travel as JSON between two processes of one user. What a process is sent, it reads as strictly as a
file of a stranger.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from app.coding.errors import InputError
from app.coding.page_key import is_page_name

LIMIT = 8_192
"""Bytes of a message; the longest path of Linux has 4,096."""


class ComeForward(Struct, frozen=True, tag="front", forbid_unknown_fields=True):
    """Show the window."""


class ShowPage(Struct, frozen=True, tag="page", forbid_unknown_fields=True):
    """Show a page of the reference, as of a date when one is given."""

    key: str
    on: date | None = None

    def __post_init__(self) -> None:
        """Refuse every key that does more than name a page."""
        if not is_page_name(self.key):
            raise ValueError("this key names no page")


class OpenFile(Struct, frozen=True, tag="file", forbid_unknown_fields=True):
    """Put the claim of a file into the form."""

    path: str

    def __post_init__(self) -> None:
        """Refuse what depends on a working folder: that of the sender is another one."""
        if "\0" in self.path or not Path(self.path).is_absolute():
            raise ValueError("the path is not absolute")


class AskClipboard(Struct, frozen=True, tag="clipboard", forbid_unknown_fields=True):
    """Read the clipboard once and show the answer in the mini window. What it holds is not sent."""


Request = ComeForward | ShowPage | OpenFile | AskClipboard

_decoder = msgspec.json.Decoder(Request)


def write_request(request: Request) -> bytes:
    """The message of a request."""
    return msgspec.json.encode(request)


def read_request(message: bytes) -> Request:
    """The request of a message. Raises InputError for anything else, and never says what it holds."""
    if len(message) > LIMIT:
        raise InputError("The message to the open window is longer than any request.")
    try:
        return _decoder.decode(message)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise InputError("The message to the open window is no request.") from None
