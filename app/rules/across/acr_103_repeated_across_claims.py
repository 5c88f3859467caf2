"""A service reported again on another claim of the day."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.elsewhere import LineElsewhere
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.elsewhere import first_elsewhere, repeat_of
from app.rules.lookups.joined import is_marked, same_guidance_elsewhere
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.words import line_field

_EXPECT_DENIAL = "The MUE is 1 per date of service, so expect a denial."


@rule(
    id="ACR-103",
    slug="repeated-across-claims",
    title="Reported again on another claim",
    severity="error",
    basis="cms-policy",
    direction="over",
    why="The unit of needle guidance is the encounter, whatever the number of claims. 76 and 77 mark a "
    "service that was repeated on the same day.",
    remedy="Report one unit for the encounter, on one claim.",
    citations=(Cite("ncci-manual-ch9", "G 3"), Cite("ncci-manual-ch1-2026", "section E")),
)
def repeated_across_claims(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance of one practitioner on two claims, and say of a repeat where the first service stands."""
    for number, line in enumerate(claim.lines, 1):
        repeat = repeat_of(line)
        first = first_elsewhere(claim, facts, line, repeat) if repeat else None
        if first:
            yield _repeat(claim, facts, number, line, first)
        elif not repeat and (other := same_guidance_elsewhere(claim, facts, line)):
            yield _second_unit(facts, number, line, other)


def _repeat(claim: Claim, facts: Facts, number: int, line: Line, first: LineElsewhere) -> Finding:
    """A marked repeat: information, but for a second unit of guidance by one practitioner."""
    own = first.practitioner == (line.practitioner or claim.practitioner)
    denied = own and line.code in facts.guidance.encounter_unit
    message = f"{line.code} on line {number} is a repeat; the first is on {first.place}."
    return Finding(
        f"{message} {_EXPECT_DENIAL}" if denied else message,
        line=number,
        field=line_field(number, "modifiers"),
        severity="warning" if denied else "info",
        remedy="Keep both only if the record shows two sessions. A denial can be appealed with it."
        if denied
        else "Nothing to clear if the record shows that the service was repeated.",
    )


def _second_unit(facts: Facts, number: int, line: Line, other: LineElsewhere) -> Finding:
    """Guidance that is on another claim too. Where a modifier marks one of them, that one has the flag."""
    marked = is_marked(line)
    message = f"{line.code} on line {number} is also on {other.place}, by the same practitioner."
    return Finding(
        f"{message} {_EXPECT_DENIAL}" if marked else message,
        line=number,
        field=line_field(number, "code"),
        severity="warning" if marked else warning_unless_ncci(facts),
        remedy="Keep both only if the record shows two encounters. A denial can be appealed with it."
        if marked
        else "",
    )
