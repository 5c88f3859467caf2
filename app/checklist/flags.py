"""Section 2: the flags, worst first and numbered, each with its authorities and the coder's decision."""

from collections.abc import Sequence

from app.checklist.characters import printable
from app.checklist.record import PrintedDisposition, PrintedFlag
from app.checklist.wording import source_line
from app.coding.dispositions import STATES, Disposition
from app.coding.fields import find_field
from app.coding.findings import Flag
from app.coding.library import Names
from app.coding.words import BASES, SEVERITIES
from app.rules import title_of

_OPEN = Disposition(rule="", line=None, state="open")


def print_flags(
    flags: Sequence[Flag],
    reference: Names,
    dispositions: Sequence[Disposition],
) -> tuple[PrintedFlag, ...]:
    """The rows of section 2 in the order of the review."""
    given = {(each.rule, each.line): each for each in dispositions}
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
            disposition=_print_disposition(given.get((flag.rule, flag.line), _OPEN)),
        )
        for number, flag in enumerate(flags, 1)
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


def _print_disposition(given: Disposition) -> PrintedDisposition:
    if given.state == "open":
        return PrintedDisposition("open", "")
    decision = f"Decision: {STATES[given.state].lower()}."
    return PrintedDisposition(given.state, f"{decision} {printable(given.reason)}".strip())
