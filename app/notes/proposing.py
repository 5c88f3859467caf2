"""What a note would lead to on a claim: procedures that fit it, and the guidance that goes with them.

It proposes and fills nothing. Procedures are told by target and technique, as the rule on targets tells them;
guidance is that of the rule on documented imaging that is not on the claim, so that both agree.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from app.coding.claim import Claim, Line
from app.coding.dates import covers
from app.coding.facts import CodeFacts, FittingGuidance
from app.coding.guidance import GuidanceTable
from app.coding.library import FactSource
from app.notes.record import NoteReading


class Proposal(Struct, frozen=True):
    """A procedure that fits, and the guidance code that goes with it on its authority."""

    procedure: CodeFacts
    guidance: FittingGuidance


def guidance_of(reading: NoteReading, table: GuidanceTable) -> str:
    """The code of needle guidance that a note's method and place call for; "" where that is not one."""
    found = [
        each.code
        for each in table.codes.values()
        if each.role == "needle"
        and each.method is not None
        and each.method == reading.documentation.modality
        and (each.spinal is None or each.spinal == reading.spinal)
    ]
    return found[0] if len(found) == 1 else ""


def propose(claim: Claim, library: FactSource) -> tuple[Proposal, ...]:
    """Procedures with guidance for a claim whose documentation is that of the note, likeliest first.

    For the procedures that stand on the claim; where it has none, for those that fit technique and target.
    None without a modality, and none where the note does not say that the needle was guided.
    """
    said = claim.documentation
    if not said.needle_guided or said.modality is None:
        return ()
    bare = structs.replace(
        claim, lines=tuple(line for line in claim.lines if not _is_guidance(claim, line, library))
    )
    if bare.lines:
        return tuple(_with_guidance(bare, library))
    return tuple(_from_target(claim, library))


def _is_guidance(claim: Claim, line: Line, library: FactSource) -> bool:
    known = library.facts_for(claim).codes.get(line.code)
    return known is not None and known.kind == "guidance"


def _with_guidance(claim: Claim, library: FactSource) -> Iterator[Proposal]:
    """The guidance of the procedures on a claim."""
    facts = library.facts_for(claim)
    for fit in facts.fitting_guidance:
        yield Proposal(facts.codes[fit.procedure], fit)


def _from_target(claim: Claim, library: FactSource) -> Iterator[Proposal]:
    """The procedures done on the target by the technique that the record names, each with its guidance."""
    said, bare = claim.documentation, library.facts_for(claim)
    codes = bare.anatomy.codes_for(said.target or "")
    known = library.facts_for(with_codes(claim, codes)).codes
    for code in codes:
        facts = known.get(code)
        if facts is None or facts.add_on or said.technique not in facts.techniques:
            continue
        if covers(facts.first, facts.last, claim.date_of_service):
            yield from list(_with_guidance(with_codes(claim, (code,)), library))[:1]


def with_codes(claim: Claim, codes: Iterable[str]) -> Claim:
    """The claim with one bare line for each code instead of its own."""
    return structs.replace(claim, lines=tuple(Line(code=code) for code in codes))
