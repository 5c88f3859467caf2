"""A side that the record or the diagnosis names and the claim does not."""

from collections.abc import Iterator

from msgspec.structs import replace

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked, cured_by
from app.coding.words import Laterality
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.diagnosis_sides import side_of_diagnosis, sites_with_sides
from app.rules.lookups.ncci import ended
from app.rules.lookups.partners import SIDE_OF, is_procedure
from app.rules.lookups.sides import MODIFIER_OF, bilateral_indicator, takes_side
from app.rules.lookups.words import line_field, listed

_INDICATOR = Cite("pfs-rvu", "bilateral surgery indicator", of_code=True)
_CODE_SET = Cite("icd10cm", "side in the code")
_BY_DIAGNOSIS = "The bilateral surgery indicator of the code allows sides, and its diagnosis names one."


@rule(
    id="MOD-110",
    slug="side-not-on-claim",
    title="Documented side not on the claim",
    severity="info",
    basis="cms-policy",
    why="The bilateral surgery indicator of the code allows sides, and the record names one.",
    remedy="Add the side to the procedure if the record has it there.",
    citations=(_INDICATOR,),
    traits=("side_only_on_record",),
)
def side_not_on_claim(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find the procedures without a side, on a claim that names none although record or diagnosis does."""
    named = {SIDE_OF[modifier] for line in claim.lines for modifier in line.modifiers if modifier in SIDE_OF}
    if named:
        yield from _one_of_two(claim, facts, named)
        return
    unread: dict[str, None] = {}
    for number, line in enumerate(claim.lines, 1):
        if not is_procedure(line.code, facts):
            continue
        if claim.documentation.laterality and not bilateral_indicator(line.code, facts):
            unread[line.code] = None
        elif takes_side(line.code, facts):
            yield from _named_elsewhere(claim, facts, number, line)
    if unread:
        gap = facts.missing.get("fees") or cured_by("pfs-rvu", facts.partial.get("codes"))
        yield Unchecked(f"The bilateral surgery indicator of {listed(unread)} was not found.", gap=gap)


def _one_of_two(claim: Claim, facts: Facts, named: set[Laterality]) -> Iterator[Finding]:
    """That the record has both sides, and the procedures of the claim that take one are all of the same."""
    if claim.documentation.laterality != "bilateral" or len(named) > 1 or "bilateral" in named:
        return
    lines = [
        (number, line)
        for number, line in enumerate(claim.lines, 1)
        if is_procedure(line.code, facts) and takes_side(line.code, facts)
    ]
    if not lines or any(SIDE_OF.keys().isdisjoint(line.modifiers) for _, line in lines):
        return
    number, line = lines[0]
    yield Finding(
        f"The record says both sides; {line.code} on line {number} is of the {named.pop()} side alone.",
        line=number,
        field=line_field(number, "modifiers"),
        remedy="Report the other side as well if the record has this procedure there.",
    )


def _named_elsewhere(claim: Claim, facts: Facts, number: int, line: Line) -> Iterator[Finding | Unchecked]:
    """That the record names a side, or where it states none, that the diagnoses of a line do."""
    documented = claim.documentation.laterality
    if documented is not None:
        yield _side_missing(f"The record says {documented}", documented, number, line)
        return
    sites = sites_with_sides(line.code, facts.anatomy) if line.diagnoses else ()
    if not sites:
        return
    if "diagnoses" in facts.missing:
        yield Unchecked(
            f"Whether the diagnoses on line {number} name a side was not looked up.",
            gap=facts.missing["diagnoses"],
        )
        return
    sides = {side_of_diagnosis(facts.diagnoses.get(each), sites) for each in line.diagnoses}
    side = sides.pop() if len(sides) == 1 else None
    if side is not None:
        verb = "is" if len(line.diagnoses) == 1 else "are"
        words = f"{listed(line.diagnoses)} {verb} of the {side} side"
        read_in = facts.carried.get(("pfs-rvu", line.code))
        cites = cited((_INDICATOR, _CODE_SET), facts.sources, line.code, ended(read_in))
        yield replace(_side_missing(words, side, number, line), why=_BY_DIAGNOSIS, citations=cites)


def _side_missing(words: str, side: Laterality, number: int, line: Line) -> Finding:
    """That a line names no side, after the `words` that say where one is named."""
    added = MODIFIER_OF[side]
    return Finding(
        f"{words}; {line.code} on line {number} names no side.",
        line=number,
        field=line_field(number, "modifiers"),
        edit=Edit(f"Add {added}", number, "modifiers", (*line.modifiers, added)),
    )
