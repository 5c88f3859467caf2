"""The side on a line, against the side of its diagnoses."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.words import Laterality
from app.rules.engine.rule import Cite, rule
from app.rules.families.modifier.misfits import fitting_sides
from app.rules.lookups.diagnosis_sides import side_of_diagnosis, sites_with_sides
from app.rules.lookups.partners import SIDE_OF
from app.rules.lookups.words import line_field, listed

_ONE_SIDE = tuple(sorted(modifier for modifier, side in SIDE_OF.items() if side != "bilateral"))


@rule(
    id="MOD-113",
    slug="diagnosis-side-mismatch",
    title="Side differs from the diagnosis",
    severity="warning",
    basis="payer-policy",
    why="A procedure and the diagnoses that support it are of the same side; payers deny a line where they "
    "differ.",
    remedy="Compare both with the record and correct the one that is wrong.",
    citations=(
        Cite("anthem-laterality", "example two"),
        Cite("emblem-laterality", "diagnosis to modifier"),
        Cite("icd10cm", "side in the code"),
    ),
    needs=("diagnoses",),
    traits=("diagnoses",),
    modifiers=_ONE_SIDE,
)
def diagnosis_side_mismatch(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures on one side all of whose diagnoses are of the other.

    A diagnosis without a side, or of both, may be what the needle was for. Where the record has another side
    than the line, another rule speaks.
    """
    for number, line in enumerate(claim.lines, 1):
        sites = sites_with_sides(line.code, facts.anatomy) if line.diagnoses and line.modifiers else ()
        modifiers = fitting_sides(claim, line, facts) if sites else []
        side = _side(modifiers)
        if side is None or claim.documentation.laterality not in (None, side, "bilateral"):
            continue
        sides = {side_of_diagnosis(facts.diagnoses.get(diagnosis), sites) for diagnosis in line.diagnoses}
        if sides not in ({"right"}, {"left"}) or side in sides:
            continue
        (other,) = sides
        verb = "is" if len(line.diagnoses) == 1 else "are"
        yield Finding(
            f"{modifiers[0]} on line {number} says {side}; "
            f"{listed(line.diagnoses)} {verb} of the {other} side.",
            line=number,
            field=line_field(number, "diagnoses"),
        )


def _side(modifiers: list[str]) -> Laterality | None:
    """The one side that modifiers name, or None."""
    sides = {SIDE_OF[modifier] for modifier in modifiers}
    return sides.pop() if len(sides) == 1 and "bilateral" not in sides else None
