"""What draws the pages of a checklist: their contents, the part shown, the fonts and pictures behind them."""

import hashlib
from typing import TYPE_CHECKING, Any

from app.checklist.reopening import read_pdf

if TYPE_CHECKING:
    import pypdf


def drawings_of(pdf: bytes, name: str) -> list[frozenset[str]]:
    """For each page the digests of all that draws it, whatever a program that saved it again packed anew.

    What a filled field shows is no part of it. `name` names the file in messages. Raises InputError.
    """
    return read_pdf(pdf, name, lambda reader: [_of_page(page) for page in reader.pages])


def _of_page(page: "pypdf.PageObject") -> frozenset[str]:
    contents = page.get_contents()
    drawn = b" ".join(contents.get_data().split()) if contents is not None else b""
    seen_part = f"{page.mediabox} {page.cropbox} {page.rotation}".encode()
    return frozenset({_digest(drawn), _digest(seen_part), *_of_resources(page.get("/Resources"))})


def _of_resources(resources: object) -> set[str]:
    """The digests of all streams that resources lead to. A list is walked: objects may lead in a circle."""
    found: set[str] = set()
    seen: dict[int, object] = {}  # held, so that an identity stays that of one object
    waiting: list[Any] = [resources]
    while waiting:
        each = waiting.pop()
        each = each.get_object() if hasattr(each, "get_object") else each
        if id(each) in seen:
            continue
        seen[id(each)] = each
        if hasattr(each, "get_data"):
            found.add(_digest(each.get_data()))
        if isinstance(each, dict):
            waiting += [value for key, value in each.items() if key != "/Parent"]
        elif isinstance(each, list):
            waiting += each
    return found


def _digest(drawn: bytes) -> str:
    return hashlib.sha256(drawn).hexdigest()
