"""The side on a line, against the side of its diagnoses."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
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
        side = _side(line)
        if side is None or claim.documentation.laterality not in (None, side, "bilateral"):
            continue
        done_at = _sites(line.code, facts)
        if not line.diagnoses or not _is_of_one_side(done_at):
            continue
        sides = {_diagnosis_side(diagnosis, done_at, facts) for diagnosis in line.diagnoses}
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
_TUMORS = ("C", "D0", "D1", "D2", "D3", "D4")


def _side(line: Line) -> Laterality | None:
    """The one side that a line names, or None."""
    sides = {SIDE_OF[modifier] for modifier in line.modifiers if modifier in SIDE_OF}
    return sides.pop() if len(sides) == 1 and "bilateral" not in sides else None


def _sites(code: str, facts: Facts) -> tuple[str, ...]:
    """Where a procedure is done; none where it may be anywhere."""
    procedure = facts.anatomy.procedure(code)
    return procedure.sites if procedure is not None else ()


def _is_of_one_side(sites: tuple[str, ...]) -> bool:
    """Whether a procedure is done on a limb, a nerve, a half of the spine or a breast.

    Organs and vessels are left out: a port on the right is right for a tumor on the left.
    """
    return bool(sites) and all(site == _BREAST or site.partition("/")[0] in _PAIRED for site in sites)


def _diagnosis_side(diagnosis: str, sites: tuple[str, ...], facts: Facts) -> Laterality | None:
    """The one side that the words of a diagnosis name; none of a state (Z), or of a tumor off the breast."""
    known = facts.diagnoses.get(diagnosis)
    if known is None or known.code.startswith("Z"):
        return None
    if known.code.startswith(_TUMORS) and sites != (_BREAST,):
        return None
    words = set(known.label.lower().replace(",", " ").replace("-", " ").split())
    if "bilateral" in words:
        return None
    named = words & {"right", "left"}
    if len(named) != 1:
        return None
    return "right" if "right" in named else "left"
