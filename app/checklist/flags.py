"""Section 2: the flags, worst first and numbered, each with its authorities and the coder's decision."""

from app.checklist.characters import printable
from app.checklist.record import PrintedDisposition, PrintedFlag
from app.checklist.wording import source_line
from app.claims.decisions import Standing, decision_words
from app.coding.dispositions import Disposition
from app.coding.fields import find_field
from app.coding.findings import Flag
from app.coding.library import Names
from app.coding.words import BASES, SEVERITIES
from app.rules import title_of


def print_flags(standing: Standing, reference: Names) -> tuple[PrintedFlag, ...]:
    """The rows of section 2: open flags in the order of the review, and the decided ones below them."""
    return tuple(
        PrintedFlag(
            number=str(number),
            severity=flag.severity,
            severity_word=SEVERITIES[flag.severity],
            title=title_of(flag),
            place=place_of(flag),
            finding=printable(" ".join(dict.fromkeys(filter(None, (flag.message, flag.why))))),
            remedy=printable(f"To clear: {flag.remedy}") if flag.remedy else "",
            basis=BASES[flag.basis],
            id=flag.id,
            sources=tuple(
                dict.fromkeys(printable(source_line(cited, reference)) for cited in flag.citations)
            ),
            slug=flag.rule,
            disposition=_print_disposition(standing.on(flag)),
        )
        for number, flag in enumerate(standing.flags, 1)
    )


def place_of(flag: Flag) -> str:
    """Where on the claim: "line 1, modifiers" or "place of service".

    Empty for the documentation, whose row names the flag, and for the whole claim.
    """
    field = find_field(flag.field)
    # The line already says its code, the documentation's row already names the flag.
    said = field is None or field.kind == "code" or field.is_documentation
    spoken = "" if field is None or said else field.label_in_text
    return ", ".join(filter(None, (f"line {flag.line}" if flag.line else "", spoken)))


def _print_disposition(given: Disposition | None) -> PrintedDisposition:
    if given is None:
        return PrintedDisposition("open", "")
    decision = f"Decision: {printable(decision_words(given))}."
    return PrintedDisposition(given.state, f"{decision} {printable(given.reason)}".strip())
