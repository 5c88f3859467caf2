"""A reading with what follows of it on its day: the codes that fit, and the questions that then remain."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol

from msgspec import structs

from app.coding.claim import Claim
from app.coding.library import DecisionSource, Names
from app.coding.note_book import QueryTemplate
from app.notes.proposals import Offer, Proposal, reason_of
from app.notes.proposing import propose
from app.notes.reader import Read
from app.notes.record import CodeLine, FittingCodes, NoteCodes, NoteReading, Query


class NoteLibrary(DecisionSource, Names, Protocol):
    """What the codes that fit rest on, and the names of their sources."""


def completing(
    read: Read, templates: Iterable[QueryTemplate], library: NoteLibrary, today: Callable[[], date]
) -> Read:
    """What reads a note like `read`, and adds the codes that fit it.

    On its date of service, without one today; of several procedures those of each. Nothing is asked that
    only a guidance code of its own would call for, where the codes that fit contain the imaging.
    """
    apart = frozenset(template.field for template in templates if template.apart)

    def complete(text: str, procedure: int | None) -> NoteReading:
        reading = read(text, procedure)
        if not reading.evidence:
            return reading
        typed = reading.date_of_service
        on = date.fromisoformat(typed) if typed else today()
        offer = _offer(reading, library, on)
        queries = tuple(_remaining(reading.queries, offer, apart))
        singly = range(1, len(reading.procedures) + 1)
        if procedure is not None or len(singly) < 2:
            codes = [_codes(offer, procedure, library, on)]
        else:
            codes = [_codes(_offer(read(text, each), library, on), each, library, on) for each in singly]
        return structs.replace(reading, queries=queries, codes=tuple(codes))

    return complete


def _offer(reading: NoteReading, library: NoteLibrary, on: date) -> Offer:
    claim = Claim(schema=2, date_of_service=on, lines=(), documentation=reading.documentation)
    return propose(claim, library, reading.region or "")


def _remaining(queries: Iterable[Query], offer: Offer, apart: frozenset[str]) -> Iterator[Query]:
    """The questions, without those that only a guidance code calls for where none goes with what fits."""
    if not offer.contains_imaging:
        yield from queries
        return
    about = offer.proposals[0].procedure.code
    yield from (structs.replace(each, about=about) for each in queries if each.field not in apart)


def _codes(offer: Offer, procedure: int | None, names: NoteLibrary, on: date) -> NoteCodes:
    fit = tuple(_fitting(each, names) for each in offer.proposals)
    return NoteCodes(date_of_service=on, procedure=procedure, fit=fit, why_none=offer.why_none)


def _fitting(proposal: Proposal, names: NoteLibrary) -> FittingCodes:
    return FittingCodes(
        lines=tuple(CodeLine(code=line.code, modifiers=line.modifiers) for line in proposal.lines),
        contains_imaging=proposal.contains_imaging,
        add_ons=tuple(each.code for each in proposal.further),
        why=reason_of(proposal, names.source),
    )
