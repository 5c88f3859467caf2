"""One claim of a worklist, as it was read and as it stands by now."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from app.claims.answers import ANSWER_ALONE, PayerAnswer, say_answer
from app.claims.checks import check_claim
from app.claims.corrections import Correction, say_correction
from app.claims.left_out import bears_on_check, say_left_out, unsaid
from app.claims.record import Entry
from app.coding.claim import Claim
from app.coding.errors import InputError

_FOLDER = re.compile(r"\A(?:[A-Za-z]:[/\\]|[/\\…])[^,:]*[/\\](?=[^/\\,:]+[,:])")
"""The folder of a path at the beginning of a sentence."""


class Item(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A claim with the decisions on its flags, or what stands in a file in place of one.

    `number` counts from 1 in the order of reading and tells the items of a worklist apart. `name` is what the
    reader called it, such as "claim 3"; "" for what is wrong with the file itself. `left` says why it is not
    checked: it could not be read (`claim` is None then), or is not for checking. `notes` are sentences on how
    it was read. `changed`: the claim is no longer as it was read, because somebody changed it in the form;
    `original` is what it was then, so that what was found first stays known.
    `tokens`, `corrections`, `rank`, `version` and `replaces` are of the entry; `is_answer`: it is known from
    the payer's answer.
    """

    number: int
    name: str
    claim: Claim | None
    left: str = ""
    notes: tuple[str, ...] = ()
    changed: bool = False
    tokens: str = ""
    corrections: tuple[Correction, ...] = ()
    is_answer: bool = False
    original: Claim | None = None
    rank: str = ""
    version: int = 0
    replaces: bool = False


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Item).decode


def write_item(item: Item) -> bytes:
    """An item as JSON on one line."""
    return _encode(item)


def read_item(text: bytes) -> Item:
    """The item of a line that was proved whole. Raises InputError for one that no worklist has."""
    try:
        item = _decode(text)
        if item.claim is not None:
            original = check_claim(item.original) if item.original is not None else None
            item = msgspec.structs.replace(item, claim=check_claim(item.claim), original=original)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, InputError):
        raise InputError("It holds a claim that cannot be read.") from None
    if item.number < 1 or (item.claim is None and not item.left):
        raise InputError("It holds a claim that cannot be read.")
    return item


def item_of(entry: Entry, number: int, file: str) -> Item | None:
    """The item of what a reader gave; None for a mere note on the file.

    `file` is the name that the reader's sentences begin with: a worklist does not keep it.
    """
    left_out = say_left_out(each for each in unsaid(entry.left_out) if bears_on_check(each))
    notes = (*entry.notes, *(f"{each[:1].upper()}{each[1:]}." for each in left_out))
    said = (*map(say_correction, entry.corrections), *(_without(note, file) for note in notes))
    if entry.answer is not None:
        said = (*said, *(line.strip() for line in say_answer(entry.answer)))
    if entry.claim is None and entry.answer is not None and not entry.problem:
        return Item(number, str(entry.name), None, ANSWER_ALONE, said)
    if entry.claim is None and not entry.problem:
        return None
    name = entry.name if isinstance(entry.name, str) else f"line {entry.name}"
    left = _without(entry.problem or entry.unchecked, file)
    return Item(
        number,
        name,
        entry.claim,
        left,
        said,
        tokens=entry.tokens,
        corrections=entry.corrections,
        is_answer=entry.answer is not None,
        rank=entry.rank,
        version=entry.version,
        replaces=entry.replaces,
    )


def entry_of(item: Item) -> Entry:
    """The entry that an item was made of, as far as reviewing it among others asks."""
    answer = PayerAnswer(status="") if item.is_answer else None
    return Entry(
        item.name or item.number,
        item.claim,
        unchecked=item.left if item.claim is not None else "",
        answer=answer,
        tokens=item.tokens,
        corrections=item.corrections,
        rank=item.rank,
        version=item.version,
        replaces=item.replaces,
    )


def notes_on_file(entry: Entry, file: str) -> tuple[str, ...]:
    """What an entry that is no claim says of the file, such as what holds no claims and was passed over."""
    if entry.claim is not None or entry.problem or entry.answer is not None:
        return ()
    return tuple(_without(note, file) for note in entry.notes)


def _without(sentence: str, file: str) -> str:
    """A sentence without the file that it begins with; of one of several files, without the folder."""
    for start in (f"{file}, ", f"{file}: "):
        if sentence.startswith(start):
            rest = sentence[len(start) :]
            return f"{rest[:1].upper()}{rest[1:]}"
    return _FOLDER.sub("", sentence)
