"""Whether a checklist still says what it said: same, changed by somebody, or reviewed differently today."""

import re
from collections.abc import Iterator
from itertools import tee
from typing import Literal

import msgspec

from app import __version__
from app.checklist.drawings import drawings_of
from app.checklist.marks import Marks, marks_of
from app.checklist.options import REVIEW_TYPES, Options
from app.checklist.printing import render
from app.checklist.reopening import page_texts, page_width, quotes_inside, sealed_claim
from app.checklist.seal import PRINTED, seal_of, without_seal
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.coding.findings import Review
from app.coding.library import Names
from app.coding.sentences import count_of

_PRINTED = re.compile(r"content\s+([0-9a-f]{12})")
_PROGRAM = f"Needlepoint {__version__}"
_LETTER = 612  # points wide

State = Literal["same", "changed", "different"]


class Verdict(msgspec.Struct, frozen=True):
    """What became of a checklist, in a sentence or two, and how many fields of its form were filled in."""

    state: State
    sentence: str
    filled: int = 0


_SAME = Verdict("same", "Claim, review, editions and pages are as exported.")
_DRAWN_OTHERWISE = Verdict(
    "changed",
    "The words are those exported; the pages are drawn otherwise: something was painted on them, or another "
    "program made them anew.",
)


def claim_to_verify(pdf: bytes, name: str) -> Claim:
    """The claim inside a checklist, with its seal. Raises InputError when there is none to compare with."""
    claim = sealed_claim(pdf, name)
    if claim.checklist is None or len(claim.checklist.digest.split("-")) != 2:
        raise InputError(f"{name} was exported without a digest, so there is nothing to compare it with.")
    return claim


def verify(pdf: bytes, name: str, claim: Claim, review: Review, reference: Names) -> Verdict:
    """Compare a checklist with what it carries. `claim` has its seal; `review` is today's review of it.

    The claim is compared first, then the checksum in the footer and what was put on the pages, then the
    review and the editions, and where these are the same the words of each page, the places of its form and
    what draws it with those printed today. What was filled into the form is the reviewer's and no part of
    what was exported: it changes nothing, and is counted. Raises InputError.
    """
    found = marks_of(pdf, name)
    verdict = _compare(pdf, name, claim, review, reference, found)
    filled = len(found.filled)
    if not filled or verdict.state == "changed":
        return verdict
    are = "is" if filled == 1 else "are"
    words = f"{count_of(filled, 'field')} of the form {are} filled in; the review says nothing of that."
    return Verdict(verdict.state, f"{verdict.sentence} {words}", filled)


def _compare(pdf: bytes, name: str, claim: Claim, review: Review, reference: Names, found: Marks) -> Verdict:
    given = claim.checklist.digest if claim.checklist else ""
    contents, _, alone = given.partition("-")
    today, _, alone_today = seal_of(review, claim, reference).digest.partition("-")
    if alone != alone_today:
        return Verdict("changed", "The claim inside is not the one that was exported.")
    prints, again = tee(_prints(claim, review, reference, page_width(pdf, name), quotes_inside(pdf, name)))
    if contents == today and pdf in prints:  # to read its words takes ten times as long as to print it
        return _SAME
    pages = page_texts(pdf, name)
    text = "\n".join(pages)
    printed = set(_PRINTED.findall(text))
    if printed != {contents[:PRINTED]}:
        return Verdict("changed", "The checksum on the pages is not that of the claim inside.")
    if found.others:
        return Verdict("changed", "A comment, a stamp or something else was put on the pages.")
    if contents != today:
        return Verdict("different", "The claim is the one exported; its review or its editions differ today.")
    if _PROGRAM not in " ".join(text.split()):
        return Verdict(
            "same", "Claim, review and editions are as exported; another version printed the pages."
        )
    said = (_words(pages), found.places)
    for printed_today in again:
        words = _words(page_texts(printed_today, ""))
        if said == (words, marks_of(printed_today, "").places):
            return _SAME if drawings_of(pdf, name) == drawings_of(printed_today, "") else _DRAWN_OTHERWISE
        if said[0] == words:
            return Verdict("changed", "The form on the pages is not the one that was exported.")
    return Verdict("changed", "The pages say something else than the claim inside and its review.")


def _prints(
    claim: Claim, review: Review, reference: Names, width: float, quotes: tuple[tuple[str, str], ...]
) -> Iterator[bytes]:
    """The checklist as printed today under each choice that an export leaves, made as they are asked for."""
    paper: Literal["us-letter", "a4"] = "us-letter" if round(width) == _LETTER else "a4"
    for kind in (None, *REVIEW_TYPES):
        options = Options(paper=paper, review_type=kind, quotes=quotes)
        yield render(review, without_seal(claim), reference, options)


def _words(pages: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(page.split()) for page in pages)
