"""The side on a line, against the side of its diagnoses."""

import functools
from collections.abc import Iterator

from app.coding.anatomy import Anatomy
from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.official import Diagnosis
from app.coding.reasons import Unchecked
from app.coding.words import Laterality
from app.rules.engine.rule import Cite, rule
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
        sites = _done_on(line.code, facts.anatomy) if line.diagnoses and line.modifiers else ()
        side = _side(line) if sites else None
        if side is None or claim.documentation.laterality not in (None, side, "bilateral"):
            continue
        sides = {_side_of(facts.diagnoses.get(diagnosis), sites) for diagnosis in line.diagnoses}
        if sides not in ({"right"}, {"left"}) or side in sides:
            continue
        modifier, *_ = [each for each in line.modifiers if each in SIDE_OF]
        (other,) = sides
        verb = "is" if len(line.diagnoses) == 1 else "are"
        yield Finding(
            f"{modifier} on line {number} says {side}; {listed(line.diagnoses)} {verb} of the {other} side.",
            line=number,
            field=line_field(number, "diagnoses"),
        )


_PAIRED = frozenset(
    ("joint", "bursa", "tendon", "carpal-tunnel", "ganglion-cyst", "nerve", "muscle", "soft", "bone")
) | {"sacroiliac", "spine", "level", "neck", "chest-wall"}  # what one side of the body has by itself
_BREAST = "organ/breast"
_TUMORS = ("C", "D0", "D1", "D2", "D3", "D4")  # chapter 2 of ICD-10-CM, C00 to D49


def _side(line: Line) -> Laterality | None:
    """The one side that a line names, or None."""
    sides = {SIDE_OF[modifier] for modifier in line.modifiers if modifier in SIDE_OF}
    return sides.pop() if len(sides) == 1 and "bilateral" not in sides else None


@functools.lru_cache(maxsize=4096)
def _done_on(code: str, anatomy: Anatomy) -> tuple[str, ...]:
    """Where a procedure on a limb, a nerve, a half of the spine or a breast is done, or nothing.

    Organs and vessels are left out: a port on the right is right for a tumor on the left.
    """
    procedure = anatomy.procedure(code)
    sites = procedure.sites if procedure is not None else ()
    return sites if all(site == _BREAST or site.partition("/")[0] in _PAIRED for site in sites) else ()


@functools.lru_cache(maxsize=4096)
def _side_of(diagnosis: Diagnosis | None, sites: tuple[str, ...]) -> Laterality | None:
    """The one side that the words of a diagnosis name; none of a state (Z), or of a tumor off the breast."""
    if diagnosis is None or diagnosis.code.startswith("Z"):
        return None
    if diagnosis.code.startswith(_TUMORS) and sites != (_BREAST,):
        return None
    words = set(diagnosis.label.lower().replace(",", " ").replace("-", " ").split())
    if "bilateral" in words:
        return None
    named = words & {"right", "left"}
    if len(named) != 1:
        return None
    return "right" if "right" in named else "left"
