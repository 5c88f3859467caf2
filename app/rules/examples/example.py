"""Terse examples for rules: a claim in shorthand, and a few codes of the book as its facts.

    example("hip injection with its guidance", "20610-RT, 77002")
    example("guidance alone", "77002", "error line 1")

Unless it says otherwise an example is a Medicare claim of 15 September 2026, professional, in an office that
owns the equipment, with everything documented. "@2" behind a line: the second encounter of the day. "/22"
behind it: its own place of service. "rev 0250" is a line of a hospital with a revenue code alone.
"""

from collections.abc import Mapping
from datetime import date

import msgspec

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim, Documentation, Line, with_schema
from app.coding.facts import Facts
from app.coding.words import ClaimForm, EquipmentOwner, RecordAtHand
from app.rules.engine.plan import Book
from app.rules.engine.rule import Example, Rule
from app.rules.engine.run import run
from app.rules.examples.book import facts_for

FULLY_DOCUMENTED = Documentation(
    modality="fluoroscopy",
    needle_guided=True,
    needle_position=True,
    permanent_image=True,
    interpretation=True,
    reason_for_guidance=True,
    catheter_left=False,
    radiographic_arthrogram=False,
    separate_site=False,
    separate_encounter=False,
    dose_index=True,
    signed=True,
)
UNDOCUMENTED = Documentation()
# For examples on the invented PTP edits and MUE values of the example book: not those of an edition.
EXAMPLE_EDITS: Mapping[str, object] = {}


def example(
    name: str,
    lines: str,
    *expect: str,
    on: str = "2026-09-15",
    pos: str | None = "11",
    payer: str | None = "medicare",
    form: ClaimForm | None = "professional",
    owner: EquipmentOwner | None = "billing-provider",
    record: RecordAtHand | None = None,
    practitioner: str | None = None,
    base: Documentation = FULLY_DOCUMENTED,
    facts: Mapping[str, object] | None = None,
    **documented: object,
) -> Example:
    """An example of a rule. `documented` changes documentation fields, `facts` whole fields of the facts."""

    def make() -> tuple[Claim, Facts]:
        claim = Claim(
            schema=2,
            claim_form=form,
            date_of_service=date.fromisoformat(on),
            place_of_service=pos,
            payer=payer,
            equipment_owner=owner,
            record=record,
            practitioner=practitioner,
            lines=parse_example_lines(lines),
            documentation=msgspec.structs.replace(base, **documented),
        )
        claim = with_schema(claim)
        return claim, msgspec.structs.replace(facts_for(claim), **(facts or {}))

    return Example(name, make, expect, installed=facts is None)


def parse_example_lines(text: str) -> tuple[Line, ...]:
    """Claim lines in shorthand; "@2" behind a line is its encounter.

    >>> [line.encounter for line in parse_example_lines("20610, 77002@2")]
    [1, 2]
    """
    lines: list[Line] = []
    for piece in filter(None, (piece.strip() for piece in text.split(","))):
        if piece.startswith("rev "):
            lines.append(Line(revenue_code=piece[4:]))
            continue
        shorthand, _, encounter = piece.partition("@")
        shorthand, _, place = shorthand.partition("/")
        lines += (
            msgspec.structs.replace(line, encounter=int(encounter or 1), place_of_service=place or None)
            for line in parse_lines(shorthand)
        )
    return tuple(lines)


def run_example(rule: Rule, example: Example, facts: Facts | None = None) -> tuple[str, ...]:
    """What `rule` says of the claim of `example`, in the words of `Example.expect`.

    `facts` replaces the example's own, for running it on the installed book.
    """
    claim, own = example.make()
    book = Book((rule,), failure=msgspec.structs.replace(rule))  # a copy: that rule itself never looks
    flags, _, not_checked = run(claim, own if facts is None else facts, book)
    found = [f"{flag.severity} {f'line {flag.line}' if flag.line else 'claim'}" for flag in flags]
    return (*found, *("not checked" for _ in not_checked))
