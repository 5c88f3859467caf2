"""What a note would lead to on a claim: procedures that fit it, and the guidance that goes with them.

It proposes and fills nothing. Procedures are told by target and technique, as the rule on targets tells them,
else by the decision table; guidance is that of the rule on documented imaging that is not on the claim, and
sides are those of the rule on sides, so that they agree. Where nothing fits, one sentence says why.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from app.coding.anatomy import Anatomy
from app.coding.claim import Claim, Documentation, Line
from app.coding.decisions import Decision
from app.coding.facts import CodeFacts, Facts, FittingGuidance, Inclusion
from app.coding.guidance import GuidanceTable
from app.coding.library import DecisionSource, FactSource
from app.notes.choosing import Choice, choose, codes_of, guiding_method, of_the_same_target
from app.notes.proposals import Offer, Proposal, Side
from app.notes.record import NoteReading
from app.rules.engine.rule import Cite, cited
from app.rules.lookups.sides import MODIFIER_OF, takes_side

_INDICATOR = Cite("pfs-rvu", "bilateral surgery indicator", of_code=True)
_LONGEST_RUN = 9
"""Codes of one run of procedures that are looked at for add-ons."""


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


def propose(claim: Claim, library: DecisionSource, region: str = "") -> Offer:
    """Procedures with guidance for a claim whose documentation is that of the note, likeliest first.

    For the procedures that stand on the claim; where it has none, for those that fit technique and target.
    None where the note leaves open how the needle was guided. `region` is the place that the note names
    beside the target: it tells the height of the spine.
    """
    said = claim.documentation
    if said.modality is None and said.needle_guided is not False:
        return Offer(why_none="No code is offered: the method of imaging is not stated.")
    if said.needle_guided is None and said.modality != "landmark":
        return Offer(why_none="No code is offered: that imaging guided the needle is not stated.")
    known = library.facts_for(claim).codes if claim.lines else {}
    lines = tuple(line for line in claim.lines if not _is_guidance(known.get(line.code)))
    if lines:
        return _beside(structs.replace(claim, lines=lines), library)
    return _from_target(claim, library, region)


def _is_guidance(known: CodeFacts | None) -> bool:
    return known is not None and known.kind == "guidance"


def _beside(claim: Claim, library: FactSource) -> Offer:
    """The guidance of the procedures on a claim."""
    facts = library.facts_for(claim)
    found = tuple(_with_guidance(facts, fit, library, claim) for fit in facts.fitting_guidance)
    return Offer(found, "" if found else "No further code is offered: none goes with the codes on the claim.")


def _with_guidance(facts: Facts, fit: FittingGuidance, library: FactSource, claim: Claim) -> Proposal:
    """The proposal of a guidance code; of a code that stands for both, the proposal of that code."""
    if fit.instead:
        facts = library.facts_for(with_codes(claim, (fit.guidance,)))
    procedure = facts.codes[fit.guidance if fit.instead else fit.procedure]
    return Proposal(procedure=procedure, guidance=fit, side=_side(procedure.code, claim.documentation, facts))


def _from_target(claim: Claim, library: DecisionSource, region: str) -> Offer:
    """The procedures done on the target by the technique that the record names, each with its guidance."""
    said = claim.documentation
    if said.technique is None or not said.target:
        return Offer(why_none="No code is offered: what the needle did or what it was for is not stated.")
    method = guiding_method(said)
    decisions = [each for each in library.decision_rows() if each.method == method]
    choice = _choose(claim, library, region, decisions)
    if not choice.fitting:
        return Offer(why_none=f"No code is offered: {choice.lacking}.")
    found = [each for known in choice.fitting if (each := _proposal(known, claim, library, decisions))]
    none = "No code is offered: the book has no guidance by this method for the procedures that fit."
    return Offer(tuple(_decided(found, decisions)), "" if found else none)


def _choose(claim: Claim, library: DecisionSource, region: str, decisions: Sequence[Decision]) -> Choice:
    """The procedures on the target; else those of the decision table for it, or for any target."""
    named = library.facts_for(with_codes(claim, ())).anatomy.codes_for(claim.documentation.target or "")
    choice = choose(library.facts_for(with_codes(claim, named)), claim, region)
    if choice.fitting:
        return choice
    for codes, for_any_target in (
        (of_the_same_target(named, decisions, library.decision_rows()), False),
        (codes_of(decisions), True),
    ):
        facts = library.facts_for(with_codes(claim, codes))
        by_table = choose(facts, claim, region, for_any_target=for_any_target)
        if by_table.fitting:
            return by_table
    return choice


def _decided(found: Sequence[Proposal], decisions: Sequence[Decision]) -> Iterator[Proposal]:
    """Proposals, each once, with the one row of the decision table that reports them.

    Where the table reports one that contains its imaging, it leaves out the others that do: their imaging
    is of another kind.
    """
    rows = {each.procedure.code: _rows_of(each, decisions) for each in found}
    settled = any(each.contains_imaging and rows[each.procedure.code] for each in found)
    for lines in dict.fromkeys(each.lines for each in found):
        proposal = next(each for each in found if each.lines == lines)
        rows_of = rows[proposal.procedure.code]
        if rows_of or not (settled and proposal.contains_imaging):
            yield structs.replace(proposal, decision=rows_of[0] if len(rows_of) == 1 else None)


def _rows_of(proposal: Proposal, decisions: Sequence[Decision]) -> list[Decision]:
    """The rows of the decision table that report a proposal as it is."""
    guidance = "" if proposal.contains_imaging or not proposal.guidance else proposal.guidance.guidance
    code = proposal.procedure.code
    return [each for each in decisions if each.guidance == guidance and code in each.codes]


def _proposal(
    procedure: CodeFacts, claim: Claim, library: FactSource, decisions: Sequence[Decision]
) -> Proposal | None:
    """A procedure with its guidance, or alone where it contains it or there was none.

    None where the book does not say what guidance by this method goes with it.
    """
    alone = library.facts_for(with_codes(claim, (procedure.code,)))
    bare = Proposal(procedure=procedure, side=_side(procedure.code, claim.documentation, alone))
    if reading := _reading(procedure.code, claim, library, decisions):
        found = structs.replace(bare, reading=reading)
    elif alone.fitting_guidance:
        found = _with_guidance(alone, alone.fitting_guidance[0], library, claim)
    elif inside := _inside(procedure.code, claim, library, alone.guidance):
        found = structs.replace(bare, inside=inside)
    elif guiding_method(claim.documentation) is None:
        found = bare
    else:
        return None
    return _with_add_ons(found, claim, library, alone.anatomy)


def _reading(code: str, claim: Claim, library: FactSource, decisions: Sequence[Decision]) -> CodeFacts | None:
    """The S&I code that the decision table reports beside the injection, where a full arthrogram was done."""
    if claim.documentation.radiographic_arthrogram:
        for row in decisions:
            if code in row.codes and not row.guidance:
                known = library.facts_for(with_codes(claim, row.codes)).codes.values()
                return next((each for each in known if each.radiographic_arthrogram), None)
    return None


def _inside(code: str, claim: Claim, library: FactSource, table: GuidanceTable) -> Inclusion | None:
    """Who says that a procedure contains guidance by the method on record; what nobody disputes first."""
    method = guiding_method(claim.documentation)
    guidance = [each for each, its_method in table.needle.items() if its_method == method]
    rows = library.facts_for(with_codes(claim, (code, *guidance))).inclusions.get(code, ())
    order = sorted(rows, key=lambda row: (row.ground == "pair-edit", row.conflict is not None))
    return next((row for row in order if row.guidance in guidance), None)


def _side(code: str, said: Documentation, facts: Facts) -> Side | None:
    """The side on record as a modifier, where the procedure takes one."""
    if said.laterality is None or not takes_side(code, facts):
        return None
    read_in = facts.carried.get(("pfs-rvu", code))
    sources = {**facts.sources, "pfs-rvu": read_in} if read_in else facts.sources
    return Side(MODIFIER_OF[said.laterality], cited((_INDICATOR,), sources, code))


def _with_add_ons(proposal: Proposal, claim: Claim, library: FactSource, anatomy: Anatomy) -> Proposal:
    """A proposal with the add-ons of its procedure among the codes of its run."""
    code = proposal.procedure.code
    run = anatomy.procedure(code)
    if run is None or run.first == run.last or not (run.first.isdigit() and run.last.isdigit()):
        return proposal
    numbers = range(int(run.first), min(int(run.last), int(run.first) + _LONGEST_RUN) + 1)
    facts = library.facts_for(with_codes(claim, (code, *(f"{number:05}" for number in numbers))))
    found = [
        each
        for each, rows in facts.add_ons.items()
        if any(row.primary == code and row.in_force(claim.date_of_service) for row in rows)
    ]
    if not found:
        return proposal
    source = Cite("ncci-aoc", "add-on codes and their primaries")
    return structs.replace(
        proposal,
        further=tuple(facts.codes[each] for each in sorted(found)),
        add_on_citations=cited((source,), facts.sources),
    )


def with_codes(claim: Claim, codes: Iterable[str]) -> Claim:
    """The claim with one bare line for each code instead of its own."""
    return structs.replace(claim, lines=tuple(Line(code=code) for code in codes))
