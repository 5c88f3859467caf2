"""What a note would lead to on a claim: procedures that fit it, and the guidance that goes with them.

It proposes and fills nothing. The procedures are those of the rule on candidates, the guidance that of the
rule on documented imaging that is not on the claim, so that a proposal never meets a flag of its own.
"""

from collections.abc import Iterator

from msgspec import Struct, structs

from app.coding.claim import Claim, Line
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
    return tuple(_from_candidates(claim, library))


def _is_guidance(claim: Claim, line: Line, library: FactSource) -> bool:
    known = library.facts_for(claim).codes.get(line.code)
    return known is not None and known.kind == "guidance"


def _with_guidance(claim: Claim, library: FactSource) -> Iterator[Proposal]:
    """The guidance of the procedures on a claim."""
    facts = library.facts_for(claim)
    for fit in facts.fitting_guidance:
        yield Proposal(facts.codes[fit.procedure], fit)


def _from_candidates(claim: Claim, library: FactSource) -> Iterator[Proposal]:
    """Procedures that fit the record, by way of each guidance code of the documented method."""
    seen: set[str] = set()
    table = library.facts_for(claim).guidance
    for code, method in table.needle.items():
        if method != claim.documentation.modality:
            continue
        with_guidance = structs.replace(claim, lines=(Line(code=code),))
        for known in library.facts_for(with_guidance).candidates:
            if known.code not in seen:
                seen.add(known.code)
                alone = structs.replace(claim, lines=(Line(code=known.code),))
                yield from list(_with_guidance(alone, library))[:1]
