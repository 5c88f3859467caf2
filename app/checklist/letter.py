"""A request for a redetermination or a reopening as a report on paper.

It says what the claim and the sources say and nothing else: who the patient is, which number the claim has
and who signs is written in by hand, and what the record is silent on is a blank. What our own words say of a
number on the remittance is no reason and no authority, and stands in none. What a redetermination has to name
is said in 42 CFR 405.944, when a reopening needs good cause in 42 CFR 405.980.
"""

from collections.abc import Iterator
from datetime import date

from app import __version__
from app.checklist.characters import printable
from app.checklist.record import Footer
from app.checklist.report import Report, ReportSection
from app.coding.claim import Claim, Line, place_of
from app.coding.dates import show_date
from app.coding.denials import Action, Deadline, Denial, Explanation
from app.coding.errors import InputError
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.library import Names
from app.coding.payers import MEDICARE
from app.coding.sources import Citation
from app.coding.words import CPT_NOTICE

BLANK = "_" * 36
PAGE = f"; page {BLANK[:8]}"
"""Where the record shows it: a claim does not say."""
REQUESTS: dict[Action, str] = {
    "appeal": "Request for a redetermination",
    "reopen": "Request for a reopening",
    "correct": "Request for a reopening",
}
"""The actions that are asked for by letter, with its title."""
DRAFT = "A draft: who signs answers for it. Filled in, it holds protected health information."
_PARTIES = (
    "To the contractor",
    "Beneficiary",
    "Medicare number",
    "Provider or supplier",
    "NPI",
    "Claim control number",
    "Party or representative",
)
_ENCLOSURES = (
    "Procedure note, signed and dated",
    "Images, or the report on them",
    "Order and history",
    "Remittance",
)
_OF_GUIDANCE = (
    "modality", "target", "laterality", "needle_guided", "needle_position", "permanent_image",
    "interpretation", "reason_for_guidance", "signed",
)  # fmt: skip
"""What every request on guidance has a row for; the rest only where the claim states it."""

_LINES_FOR_A_REASON = 3
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
            ReportSection("Decision", tuple(_decision(explanation, claim, today))),
            _reasons(explanation),
            ReportSection("The record", tuple(_elements(claim))),
            ReportSection("Enclosures", tuple((name, "[ ]") for name in _ENCLOSURES)),
            ReportSection("Signature", (("Signed by", BLANK), ("Date", BLANK))),
        ),
        footer=Footer((f"Needlepoint {__version__}",), CPT_NOTICE, DRAFT, ""),
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
        show_date(claim.date_of_service),
        f"units {line.units}",
        f"diagnoses {', '.join(line.diagnoses)}" if line.diagnoses else "",
        f"place of service {place}" if place else "",
    )
    return printable("; ".join(filter(None, parts)))


def _decision(explanation: Explanation, claim: Claim, today: date) -> Iterator[tuple[str, str]]:
    denial = explanation.denial
    known = denial.remitted is not None and denial.remitted >= claim.date_of_service
    yield "Remittance of", show_date(denial.remitted) if known and denial.remitted else BLANK
    yield "Reason and remark codes", _numbers(denial)
    yield "Amount in question", BLANK
    deadline = _deadline(explanation)
    if deadline is None or deadline.last is None:
        return
    label = "In time until" if deadline.what == "redetermination" else "For any reason until"
    yield label, show_date(deadline.last)
    if deadline.last < today and deadline.with_cause:
        yield f"With good cause until {show_date(deadline.with_cause)}", BLANK
    yield from (("Counted by", _named(cited)) for cited in deadline.citations)


def _numbers(denial: Denial) -> str:
    """The numbers as a remittance writes them: "CO-50, N115"."""
    grouped = [f"{denial.group}-{each}" if denial.group else each for each in denial.reasons]
    return ", ".join(filter(None, (*(grouped or (denial.group,)), *denial.remarks)))


def _deadline(explanation: Explanation) -> Deadline | None:
    """The last day of what is asked for."""
    what = "redetermination" if explanation.action == "appeal" else "reopening"
    return next((each for each in explanation.deadlines if each.what == what), None)


def _reasons(explanation: Explanation) -> ReportSection:
    """What the claim and the sources say against the decision; blanks where they say nothing."""
    said = [("Reason", each) for each in explanation.because or (BLANK,) * _LINES_FOR_A_REASON]
    cited = [_named(each) for each in explanation.authority] or [BLANK]
    said += [("Authority", line) for line in cited]
    if explanation.action != "appeal":
        said.append(("Correction asked for", BLANK))
    return ReportSection(
        "Why the decision is to be changed", tuple((label, printable(words)) for label, words in said)
    )


def _named(cited: Citation) -> str:
    """A source by its whole name, for a reader who has none of our short ones."""
    is_named = cited.edition.replace(" ", "") in cited.title.replace(" ", "")
    edition = "" if is_named else cited.edition
    return printable(", ".join(filter(None, (cited.title, edition, cited.locator))))


def _elements(claim: Claim) -> Iterator[tuple[str, str]]:
    """Each element of the documentation of guidance, and what else is stated, with a blank for its page."""
    for field in DOCUMENTATION_FIELDS:
        words = field.show(field.read(claim))
        if words:
            yield field.label, f"{printable(words)}{PAGE}"
        elif field.name in _OF_GUIDANCE:
            yield field.label, BLANK
