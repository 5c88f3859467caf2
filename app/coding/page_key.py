"""Page keys: what names a page in hits, links, favorites and the trail. Written and read only here.

A code's page has the code as its key ("77002"). Every other key is a kind and a name: "modifier:59",
"place:22", "rule:one-unit", "view:compare". Records, user data and the command line hold the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast, get_args

from msgspec import Struct

from app.coding.shapes import CODE

KeyKind = Literal[
    "code", "modifier", "place", "payer", "rule", "topic", "term", "denial", "conflict", "diagnosis", "hcpcs",
    "view", "answer", "command", "search", "shared",
]  # fmt: skip
_KINDS = frozenset(get_args(KeyKind)) - {"code"}
_NOT_PAGES = ("command", "search", "shared")
_NAME = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z:,+._-]{0,99})")


class PageKey(Struct, frozen=True):
    """The kind of a page and its name among those of the kind: a code, a modifier, a slug.

    An "answer" is about two codes, a "command" is a link that does something, a "search" one that searches
    for its name, and "shared" are sections that several pages show.

    >>> str(PageKey("modifier", "59")), str(PageKey("code", "77002"))
    ('modifier:59', '77002')
    """

    kind: KeyKind
    name: str

    def __str__(self) -> str:
        """The key as text."""
        return self.name if self.kind == "code" else f"{self.kind}:{self.name}"


def page_key(kind: KeyKind, name: str) -> str:
    """The text of a key."""
    return str(PageKey(kind, name))


def parse_key(text: str) -> PageKey:
    """A key from its text; what begins with no kind is read as a code.

    >>> parse_key("modifier:59"), parse_key("77002")
    (PageKey(kind='modifier', name='59'), PageKey(kind='code', name='77002'))
    """
    kind, colon, name = text.partition(":")
    return PageKey(cast(KeyKind, kind), name) if colon and kind in _KINDS else PageKey("code", text)


def is_page_name(text: str) -> bool:
    """Whether a key from outside names a page and does nothing else: no command, no search.

    >>> is_page_name("modifier:59"), is_page_name("command:quit"), is_page_name("../etc")
    (True, False, False)
    """
    key = parse_key(text)
    pattern = CODE if key.kind == "code" else _NAME
    return key.kind not in _NOT_PAGES and pattern.fullmatch(key.name) is not None


def answer_key(code: str, guidance: str) -> str:
    """The key of the answer about two codes: "answer:20610+77002"."""
    return page_key("answer", f"{code}+{guidance}")


def answer_codes(text: str) -> tuple[str, str] | None:
    """The procedure and the guidance code of an answer's key; None for any other key."""
    key = parse_key(text)
    code, _, guidance = key.name.partition("+")
    return (code, guidance) if key.kind == "answer" else None


def compare_key(codes: Sequence[str]) -> str:
    """The key of the comparison of some guidance codes, of the usual ones when none are given."""
    return page_key("view", f"compare:{','.join(codes)}" if codes else "compare")


def compared_codes(text: str) -> tuple[str, ...] | None:
    """The codes that a comparison's key names ("view:compare:77002,77003"); None for any other key."""
    key = parse_key(text)
    name, _, codes = key.name.partition(":")
    if key.kind != "view" or name != "compare":
        return None
    return tuple(code for item in codes.split(",") if (code := item.strip().upper()))


COMPARE = compare_key(())
COVERAGE = page_key("view", "coverage")
DECISION = page_key("view", "decision")
MODIFIERS = page_key("view", "modifiers")
WELCOME = page_key("view", "welcome")
SHARED = page_key("shared", "guidance")
"""The page of the sections that every guidance page shows."""
EXAMPLE = page_key("command", "check_example")
"""The link that opens an example claim."""
IMPORT = page_key("command", "import_files")
"""The link that asks for official files."""
MAIN_CODE = "77002"
"""The guidance code that Needlepoint centers on: shown first, and asked about beside a procedure alone."""
