"""The joint in the words of a diagnosis, against the joint that the needle reached."""

from collections.abc import Iterable, Iterator

from app.coding.anatomy import meet
from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.targets import procedure_elsewhere, target_of
from app.rules.lookups.words import line_field, listed

_JOINT = "joint"


@rule(
    id="FAM-108",
    slug="diagnosis-of-another-joint",
    title="Diagnosis names another joint",
    severity="warning",
    basis="advice",
    why="A diagnosis supports the procedure that points to it; payers deny a line whose diagnosis does not.",
    remedy="Compare the diagnosis and the procedure with the record and correct the one that is wrong.",
    citations=(Cite("openemr-reasons", "11"), Cite("icd10cm", "joint in the code")),
    traits=("diagnoses",),
)
def diagnosis_of_another_joint(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find joint injections all of whose diagnoses name another joint.

    A diagnosis without a joint, or of a limb, may be what the needle was for. Where the target is not done by
    the procedure, another rule speaks.
    """
    if procedure_elsewhere(claim, facts):
        return
    for number, line in enumerate(claim.lines, 1):
        reached = _joints_reached(claim, line, facts) if line.diagnoses else ()
        if not reached:
            continue
        if "diagnoses" in facts.missing:
            yield Unchecked(
                f"The joint of the diagnoses on line {number} was not compared.",
                gap=facts.missing["diagnoses"],
            )
            continue
        named = [_joints_named(diagnosis, facts) for diagnosis in line.diagnoses]
        if any(not joints or meet(joints, _with_neighbors(reached)) for joints in named):
            continue
        verb = "names" if len(line.diagnoses) == 1 else "name"
        yield Finding(
            f"{listed(line.diagnoses)} on line {number} {verb} another joint than {line.code} was done on "
            f"({_words(reached)}).",
            line=number,
            field=line_field(number, "diagnoses"),
        )


_NEIGHBORS = (
    {"joint/acromioclavicular", "joint/shoulder"},
    {"joint/small", "joint/wrist"},
    {"joint/small", "joint/ankle"},
)
"""Joints that ICD-10-CM tells apart too little: the acromioclavicular joint has the codes of the shoulder."""


def _joints_reached(claim: Claim, line: Line, facts: Facts) -> tuple[str, ...]:
    """The joints that a procedure on joints alone was done on: those of the target, or those it is for."""
    procedure = facts.anatomy.procedure(line.code)
    if procedure is None or not all(site.startswith((_JOINT, "bursa")) for site in procedure.sites):
        return ()
    own = _joints(procedure.sites)
    named = _joints(
        site
        for each in facts.anatomy.targets_in(target_of(claim))
        for site in each.sites
        if meet([site], own)
    )
    return named or own


def _joints_named(diagnosis: str, facts: Facts) -> tuple[str, ...]:
    """The joints in the words of a diagnosis; none of a state (Z), as an artificial joint is."""
    known = facts.diagnoses.get(diagnosis)
    if known is None or known.code.startswith("Z"):
        return ()
    return _joints(site for each in facts.anatomy.targets_in(known.label.lower()) for site in each.sites)


def _with_neighbors(joints: tuple[str, ...]) -> set[str]:
    """Joints, and those that a diagnosis may name in their place."""
    return set(joints).union(*(pair for pair in _NEIGHBORS if pair.intersection(joints)))


def _joints(sites: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(site for site in sites if site.startswith(_JOINT)))


def _words(joints: tuple[str, ...]) -> str:
    """Joints in a row for a sentence: "joint/hip" is the hip."""
    return listed(joint.removeprefix(f"{_JOINT}/") for joint in joints)
