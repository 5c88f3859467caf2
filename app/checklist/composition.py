"""Review and claim to the checklist record: the order, the words and the counts of the page."""

from collections.abc import Mapping

from msgspec.structs import replace

from app import __version__
from app.checklist.characters import printable
from app.checklist.coverage import cover, coverage_counts, print_coverage
from app.checklist.documentation import print_documentation, print_not_asked
from app.checklist.flags import numbers_by_place, print_flags
from app.checklist.footer import attachments, print_footer
from app.checklist.joining import join_flags
from app.checklist.measuring import is_short_element, is_short_line
from app.checklist.options import REVIEW_TYPES, Options
from app.checklist.quarter import (
    hide_date_in_claim,
    hide_date_in_review,
    name_quarter,
)
from app.checklist.record import (
    Count,
    OutcomeBox,
    PrintedLine,
    Record,
    ResultCounts,
)
from app.checklist.seal import seal_of
from app.checklist.wording import NOT_STATED, outcome_words
from app.claims.decisions import Standing, codes_of, stand
from app.claims.source import NOT_WHOLE, source_of
from app.coding.claim import Claim, Line
from app.coding.dates import show_date
from app.coding.fields import FIELDS
from app.coding.findings import Review
from app.coding.library import Names
from app.coding.payers import payer_label
from app.coding.sentences import count_of
from app.coding.words import SEVERITY_NOUNS
from app.rules import CHECKS


def compose(review: Review, claim: Claim, reference: Names, options: Options) -> Record:
    """The checklist of a review as it will be printed."""
    day = claim.date_of_service
    if options.quarter_only:
        review, claim = hide_date_in_review(review, day), hide_date_in_claim(claim)
    seal = seal_of(review, claim, reference)
    standing = stand(review.flags, claim.dispositions, codes_of(claim))
    rows = join_flags(standing)
    numbers = numbers_by_place(rows)
    payer = next((each.on(day) for each in reference.payers() if each.id == claim.payer), None)
    documentation = print_documentation(claim, numbers, dict(options.quotes), payer)
    flagged = {path for path in numbers if isinstance(path, str)}
    coverage = cover(review, (rule.slug for rule in CHECKS))
    return Record(
        document_title="Coding review checklist, image-guided needle procedures",
        document_date=claim.date_of_service.isoformat(),
        program=f"Needlepoint {__version__}",
        paper=options.paper,
        title="Coding review checklist",
        subtitle="Image-guided needle procedures",
        outcome=OutcomeBox(
            outcome_words(review), _counts(standing), (*_file_counts(claim), *coverage_counts(coverage))
        ),
        encounter=_encounter(claim, reference, options),
        lines=tuple(replace(line, short=is_short_line(line)) for line in _lines(claim, numbers, reference)),
        flags=print_flags(rows, reference),
        documentation=tuple(replace(row, short=is_short_element(row)) for row in documentation),
        not_asked=print_not_asked(claim, payer, flagged),
        coverage=print_coverage(review, coverage, standing.unmet, reference, day),
        result=ResultCounts(str(len(claim.lines)), str(len(documentation))),
        footer=print_footer(review, claim, reference, seal),
        attachments=attachments(claim, seal, options),
    )


def _counts(standing: Standing) -> tuple[Count, ...]:
    """Each severity that is open, worst first, and how many flags were decided."""
    found = [flag.severity for flag in standing.open]
    counts = [
        Count(severity, count_of(found.count(severity), *nouns))
        for severity, nouns in SEVERITY_NOUNS.items()
        if severity in found
    ]
    if standing.decided:
        counts.append(Count(None, f"{len(standing.decided)} decided"))
    return tuple(counts)


def _file_counts(claim: Claim) -> tuple[Count, ...]:
    """That the file of the claim does not add up; what is wrong with it stands in the encounter."""
    return (Count("warning", NOT_WHOLE),) if claim.file_warnings else ()


def _encounter(claim: Claim, reference: Names, options: Options) -> tuple[tuple[str, str | None], ...]:
    day = claim.date_of_service
    served = (FIELDS["date_of_service"].label, show_date(day))
    if options.quarter_only:
        served = ("Quarter of service", name_quarter(day))
    return (
        _stated("reference", claim),
        served,
        (FIELDS["place_of_service"].label, printable(_place(claim.place_of_service, reference))),
        (FIELDS["payer"].label, printable(_payer(claim.payer, reference))),
        ("Review", REVIEW_TYPES[options.review_type] if options.review_type else None),
        _stated("claim_form", claim),
        _stated("equipment_owner", claim),
        *((label, printable(words)) for label, words in source_of(claim)),
        ("Reviewed on", None),
    )


def _stated(path: str, claim: Claim) -> tuple[str, str]:
    """The label of a field and what the claim says there."""
    field = FIELDS[path]
    return field.label, printable(field.show(field.read(claim))) or NOT_STATED


def _place(code: str | None, reference: Names) -> str:
    if code is None:
        return NOT_STATED
    label = next((place.label for place in reference.places() if place.code == code), "")
    return f"{code} {label}".strip()


def _payer(id_: str | None, reference: Names) -> str:
    if id_ is None:
        return NOT_STATED
    return payer_label(id_, {payer.id: payer.label for payer in reference.payers()})


def _label(line: Line, reference: Names) -> str:
    """What a line is, and what it keeps of its file where that bears on the service."""
    words = [printable(reference.label(line.code)) or "label not known"] if line.code else []
    kept = ("place_of_service", "revenue_code", "minutes")
    stated = ((FIELDS[f"lines[].{name}"].label_in_text, getattr(line, name)) for name in kept)
    return ", ".join((*words, *(f"{label} {value}" for label, value in stated if value is not None)))


def _lines(
    claim: Claim, numbers: Mapping[int | str, tuple[str, ...]], reference: Names
) -> tuple[PrintedLine, ...]:
    return tuple(
        PrintedLine(
            number=str(number),
            code=line.code,
            label=_label(line, reference),
            modifiers=line.modifiers,
            units=str(line.units),
            diagnoses=tuple(printable(diagnosis) for diagnosis in line.diagnoses),
            encounter=str(line.encounter),
            flags=numbers.get(number, ()),
        )
        for number, line in enumerate(claim.lines, 1)
    )
