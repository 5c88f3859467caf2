"""A request for a redetermination or a reopening as a report on paper.

It says what the claim and the sources say and nothing else: who the patient is, which number the claim has
and who signs is written in by hand, and what the record is silent on is a blank.
"""

from collections.abc import Iterator
from datetime import date

from app import __version__
from app.checklist.characters import printable
from app.checklist.record import Footer
from app.checklist.report import Report, ReportSection
from app.checklist.wording import NOT_STATED, source_line
from app.coding.claim import Claim, Line, place_of
from app.coding.dates import show_date
from app.coding.denials import Action, Denial, Explanation
from app.coding.errors import InputError
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.library import Names
from app.coding.words import CPT_NOTICE, DISCLAIMER

BLANK = "_" * 36
REQUESTS: dict[Action, str] = {
    "appeal": "Request for a redetermination",
    "reopen": "Request for a reopening",
    "correct": "Request for a reopening",
}
"""The actions that are asked for by letter, with its title."""
_PARTIES = ("Beneficiary", "Medicare number", "Provider or supplier", "Claim control number")
_ENCLOSURES = (
    "Procedure note, signed and dated",
    "Images, or the report on them",
    "Order and history",
    "Remittance",
)

MEDICARE = "medicare"
OF_MEDICARE = "This request is asked of original Medicare; the notice of this payer says how it is asked."


def letter_of(explanation: Explanation, claim: Claim, reference: Names, today: date) -> Report:
    """The request that the explanation of a denial leads to. Raises InputError where it leads to none."""
    title = REQUESTS.get(explanation.action)
    if title is None:
        why = explanation.barred or "What follows from this denial is no request."
        raise InputError(f"There is no letter to write. {why}")
    if claim.payer not in (None, "", MEDICARE):
        raise InputError(f"There is no letter to write. {OF_MEDICARE}")
    return Report(
        document_title=title,
        document_date=today.isoformat(),
        program=f"Needlepoint {__version__}",
        paper="us-letter",
        title=title,
        subtitle=f"Date of service {show_date(claim.date_of_service)}",
        sections=(
            ReportSection("Parties", tuple((label, BLANK) for label in _PARTIES)),
            _service(explanation.denial, claim, reference),
            _decision(explanation.denial),
            _reasons(explanation, reference),
            _record(claim),
            ReportSection("Enclosures", tuple((name, "[ ]") for name in _ENCLOSURES)),
            ReportSection("Signature", (("Signed by", BLANK), ("Date", BLANK))),
        ),
        footer=Footer((f"Needlepoint {__version__}",), CPT_NOTICE, DISCLAIMER, ""),
    )


def _service(denial: Denial, claim: Claim, reference: Names) -> ReportSection:
    asked = claim.lines if denial.line is None else claim.lines[denial.line - 1 : denial.line]
    facts = [(f"Line {claim.lines.index(line) + 1}", _line(line, claim, reference)) for line in asked]
    return ReportSection("Service", tuple(facts))


def _line(line: Line, claim: Claim, reference: Names) -> str:
    place = place_of(claim, line)
    parts = (
        "-".join((line.code, *line.modifiers)),
        reference.label(line.code),
        f"units {line.units}",
        f"diagnoses {', '.join(line.diagnoses)}" if line.diagnoses else "",
        f"place of service {place}" if place else "",
    )
    return printable("; ".join(filter(None, parts)))


def _decision(denial: Denial) -> ReportSection:
    remitted = show_date(denial.remitted) if denial.remitted else BLANK
    return ReportSection(
        "Decision",
        (
            ("Remittance of", remitted),
            ("Numbers", ", ".join(denial.numbers())),
            ("Amount in question", BLANK),
        ),
    )


def _reasons(explanation: Explanation, reference: Names) -> ReportSection:
    said = [("Reason", sentence) for sentence in explanation.because]
    said += [("Authority", source_line(cited, reference)) for cited in explanation.citations]
    return ReportSection(
        "Why the decision is to be changed", tuple((label, printable(words)) for label, words in said)
    )


def _record(claim: Claim) -> ReportSection:
    return ReportSection("The record", tuple(_elements(claim)))


def _elements(claim: Claim) -> Iterator[tuple[str, str]]:
    """Each element of the documentation: as stated, or a blank."""
    for field in DOCUMENTATION_FIELDS:
        words = field.show(field.read(claim))
        yield field.label, printable(words) if words else f"{NOT_STATED} {BLANK[:12]}"
