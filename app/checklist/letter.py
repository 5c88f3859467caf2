"""A request for a redetermination or a reopening as a letter on paper.

It says what the claim and the sources say and nothing else: who the patient is, which number the claim has
and who signs is written in by hand, and what the record is silent on is a blank. What our own words say of a
number on the remittance is no reason and no authority, and stands in none. What a redetermination has to name
is said in 42 CFR 405.944, when a reopening needs good cause in 42 CFR 405.980.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from app import __version__
from app.checklist.authorities import bearing_on, place_in
from app.checklist.characters import printable
from app.checklist.options import Paper
from app.checklist.record import Footer
from app.coding.claim import Claim, Line, place_of
from app.coding.dates import show_date
from app.coding.denials import Action, Correction, DeadlineKind, Denial, Explanation
from app.coding.errors import InputError
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.library import Names
from app.coding.payers import MEDICARE
from app.coding.sentences import count_of
from app.coding.sources import Citation
from app.coding.words import CPT_NOTICE

BLANK = "_" * 36
PAGE = f" (page {BLANK[:8]})"
"""Where the record shows it: a claim does not say."""
BOX = "[ ]"
_READ = "read "
"""How the edition of a page on the web begins: the day on which it was read."""
_REGULATIONS = "Code of Federal Regulations"
_OFFICIAL = ("CMS", _REGULATIONS)
REQUESTS: Mapping[Action, DeadlineKind] = {
    "appeal": "redetermination",
    "reopen": "reopening",
    "correct": "reopening",
}
"""The actions that are asked for by letter, and what the letter asks for."""
_NO_LETTER = "There is no letter to write."
DRAFT = (
    "A draft: the person who signs is responsible for it. Filled in, it holds protected health information."
)
_SENDER = ("Provider or supplier", "Address", "", "NPI", "Telephone")
_ADDRESSEE = ("Medicare contractor", "Address", "")
_OF_CLAIM = ("Beneficiary", "Medicare number", "Claim control number")
_SIGNED = ("Signature", "Name and title", "Party or representative", "Date")
_ENCLOSURES = (
    "Procedure note, signed and dated",
    "Images, or the report on them",
    "Order and history",
    "Remittance advice",
)
_OF_GUIDANCE = (
    "modality", "target", "laterality", "needle_guided", "needle_position", "permanent_image",
    "interpretation", "reason_for_guidance", "signed",
)  # fmt: skip
"""What every request on guidance has an entry for; the rest only where the claim states it."""
OF_MEDICARE = "This request is asked of original Medicare; the notice of this payer says how it is asked."

Entry = tuple[str, str]
"""A label, and words or a blank."""


class LetterPart(Struct, frozen=True):
    """A part of the letter: its heading, paragraphs, and a list of entries below them."""

    title: str
    paragraphs: tuple[str, ...]
    entries: tuple[Entry, ...] = ()


class Letter(Struct, frozen=True, kw_only=True):
    """A letter, every word of it, in the order of the page. `document_date` is a day in ISO."""

    document_title: str
    document_date: str
    program: str
    paper: Paper
    footer: Footer
    sender: tuple[Entry, ...]
    day: str
    addressee: tuple[Entry, ...]
    title: str
    references: tuple[Entry, ...]
    salutation: str
    parts: tuple[LetterPart, ...]
    closing: str
    signature: tuple[Entry, ...]
    enclosures: tuple[str, ...]


def one_request(explained: Sequence[Explanation]) -> Explanation | None:
    """The explanation that a letter can be about: the only one, or the only one that leads to a request."""
    asked = [each for each in explained if each.action in REQUESTS]
    found = asked if len(explained) > 1 else explained
    return found[0] if len(found) == 1 else None


def why_no_letter(explained: Sequence[Explanation], payer: str | None) -> str:
    """Why no letter can be written to the payer of a claim, as one or two sentences; "" where one can."""
    found = one_request(explained)
    if found is not None:
        said = _why_no_request(found, payer)
        return f"{_NO_LETTER} {said}" if said else ""
    if not explained:
        return f"{_NO_LETTER} No denial of a claim is explained yet."
    if any(each.action in REQUESTS for each in explained):
        if _is_other(payer):
            return f"{_NO_LETTER} {OF_MEDICARE}"
        return f"{_NO_LETTER} Several denials lead to a request: type the codes of one, with its line."
    return f"{_NO_LETTER} None of these denials leads to a request."


def _why_no_request(explanation: Explanation, payer: str | None) -> str:
    """Why an explanation leads to no letter; "" where it does."""
    if explanation.action == "unknown":
        return "What follows was not checked; the reasons stand with the answer."
    if explanation.action not in REQUESTS:
        return explanation.barred or "What follows from this denial is no request."
    return OF_MEDICARE if _is_other(payer) else ""


def _is_other(payer: str | None) -> bool:
    """Whether a payer is stated and is not Medicare."""
    return payer not in (None, "", MEDICARE)


def letter_of(explanation: Explanation, claim: Claim, reference: Names, today: date) -> Letter:
    """The request that the explanation of a denial leads to. Raises InputError where it leads to none."""
    if said := _why_no_request(explanation, claim.payer):
        raise InputError(f"{_NO_LETTER} {said}")
    requested = REQUESTS[explanation.action]
    title = f"Request for a {requested}"
    return Letter(
        document_title=title,
        document_date=today.isoformat(),
        program=f"Needlepoint {__version__}",
        paper="us-letter",
        footer=Footer((f"Needlepoint {__version__}",), CPT_NOTICE, DRAFT, ""),
        sender=_blanks(_SENDER),
        day=show_date(today),
        addressee=_blanks(_ADDRESSEE),
        title=title,
        references=tuple(_references(explanation.denial, claim, reference)),
        salutation="To whom it may concern:",
        parts=(
            LetterPart("Request", tuple(_request(explanation, claim, reference, today))),
            _facts(explanation.denial, claim),
            _reason(explanation, claim, reference),
        ),
        closing="Sincerely,",
        signature=_blanks(_SIGNED),
        enclosures=_ENCLOSURES,
    )


def _blanks(labels: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple((label, BLANK) for label in labels)


def _references(denial: Denial, claim: Claim, reference: Names) -> Iterator[Entry]:
    """Who and what it is about, as the head of the letter names it."""
    yield from _blanks(_OF_CLAIM)
    yield "Date of service", show_date(claim.date_of_service)
    for number, line in _asked(denial, claim):
        named = ": ".join(filter(None, (_code(line), reference.label(line.code))))
        yield f"Service denied, line {number}", printable(named)
    yield "Remittance advice of", _remitted(denial, claim)
    yield "Reason and remark codes", _numbers(denial) or BLANK
    yield "Amount in question", BLANK


def _asked(denial: Denial, claim: Claim) -> list[tuple[int, Line]]:
    """The denied lines with their numbers: all where the denial names none."""
    return [(number, line) for number, line in enumerate(claim.lines, 1) if denial.line in (None, number)]


def _code(line: Line) -> str:
    return "-".join((line.code, *line.modifiers))


def _remitted(denial: Denial, claim: Claim) -> str:
    """The date of the remittance; a blank where it is unknown, or older than the service."""
    known = denial.remitted is not None and denial.remitted >= claim.date_of_service
    return show_date(denial.remitted) if known and denial.remitted else BLANK


def _numbers(denial: Denial) -> str:
    """The numbers as a remittance writes them: "CO-50, N115"."""
    grouped = [f"{denial.group}-{each}" if denial.group else each for each in denial.reasons]
    return ", ".join(filter(None, (*(grouped or (denial.group,)), *denial.remarks)))


def _request(explanation: Explanation, claim: Claim, reference: Names, today: date) -> Iterator[str]:
    """What is asked for, and that it is in time."""
    requested = REQUESTS[explanation.action]
    many = len(_asked(explanation.denial, claim)) > 1
    denied = "denials of the services" if many else "denial of the service"
    yield f"We request a {requested} of the {denied} named above."
    deadline = next((each for each in explanation.deadlines if each.what == requested), None)
    if deadline is None or deadline.last is None:
        return
    cited = "; ".join(_named(each, reference) for each in _official(deadline.citations, reference))
    last = show_date(deadline.last)
    if deadline.what == "redetermination":
        yield f"The request is timely: the last day for it is {last} ({cited})."
    elif deadline.last >= today:
        yield f"The request is timely: a reopening may be requested for any reason until {last} ({cited})."
    else:
        yield f"The year for a reopening for any reason ended on {last} ({cited})."
    if deadline.last < today and deadline.with_cause is not None:
        yield f"Good cause, which allows one until {show_date(deadline.with_cause)}: {BLANK}"


def _facts(denial: Denial, claim: Claim) -> LetterPart:
    """What was billed, and each element of the record with a blank for its page, or for its words."""
    billed = tuple(printable(_billed(line, claim)) for _, line in _asked(denial, claim))
    return LetterPart("Facts", (*billed, "The record of the service shows:"), tuple(_elements(claim)))


def _billed(line: Line, claim: Claim) -> str:
    place = place_of(claim, line)
    parts = (
        f"We billed {count_of(line.units, 'unit')} of {_code(line)} for {show_date(claim.date_of_service)}",
        f"place of service {place}" if place else "",
        f"with diagnosis {', '.join(line.diagnoses)}" if line.diagnoses else "",
    )
    return f"{', '.join(filter(None, parts))}."


def _elements(claim: Claim) -> Iterator[Entry]:
    """Each element of the documentation of guidance, and what else is stated."""
    for field in DOCUMENTATION_FIELDS:
        words = field.show(field.read(claim))
        if words:
            yield field.label, f"{printable(words)}{PAGE}"
        elif field.name in _OF_GUIDANCE:
            yield field.label, BLANK


def _reason(explanation: Explanation, claim: Claim, reference: Names) -> LetterPart:
    """Why the request is made by what claim and sources say, and what is to be corrected; else blanks."""
    said = printable(" ".join(explanation.because)) or BLANK * 2
    named = dict.fromkeys(_named(each, reference) for each in bearing_on(claim, explanation.authority))
    entries = [("Authority", each) for each in named or (BLANK,)]
    if explanation.action != "appeal":
        asked = [printable(_correction(each)) for each in explanation.corrections]
        entries = [("Correction requested", each) for each in asked or (BLANK,)] + entries
    return LetterPart("Reason", (said,), tuple(entries))


def _correction(wanted: Correction) -> str:
    """What is to be changed; of several modifiers the one that holds is marked by who signs."""
    where = f"{wanted.code} on line {wanted.line}"
    if len(wanted.modifiers) > 1:
        return f"Add to {where} the modifier {' '.join(f'{BOX} {each}' for each in wanted.modifiers)}"
    return f"Add {wanted.modifiers[0]} to {where}" if wanted.modifiers else f"{wanted.edit}: {where}"


def _named(cited: Citation, reference: Names) -> str:
    """A source by its whole name, for a reader who has none of our short ones.

    Of a page on the web who publishes it: when it was read and what we call its parts are ours alone. A
    regulation keeps its paragraphs.
    """
    source = reference.source(cited)
    if source is not None and cited.edition.startswith(_READ):
        is_regulation = source.publisher == _REGULATIONS
        parts = (cited.title, cited.locator) if is_regulation else (source.publisher, cited.title)
        return printable(", ".join(filter(None, parts)))
    is_named = cited.edition.replace(" ", "") in cited.title.replace(" ", "")
    edition = "" if is_named else cited.edition
    return printable(", ".join(filter(None, (cited.title, edition, place_in(cited)))))


def _official(cited: Sequence[Citation], reference: Names) -> Sequence[Citation]:
    """Those of CMS and the regulations, where there are any: a contractor's page says after them."""
    sources = ((each, reference.source(each)) for each in cited)
    found = [each for each, source in sources if source and source.publisher in _OFFICIAL]
    return found or cited
