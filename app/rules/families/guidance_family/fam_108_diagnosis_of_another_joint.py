"""The joint in the words of a diagnosis, against the joint that the needle reached."""

import functools
from collections.abc import Iterator

from app.coding.anatomy import Anatomy, sites_overlap
from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.official import Diagnosis
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.joints import heights_of, is_on_joints, joints_named, joints_of, name_of
from app.rules.lookups.targets import procedure_elsewhere, target_of
from app.rules.lookups.words import line_field, listed


@rule(
    id="FAM-108",
    slug="diagnosis-of-another-joint",
    title="Diagnosis names another joint or level",
    severity="warning",
    basis="advice",
    why="A diagnosis supports the procedure that points to it; payers deny a line whose diagnosis does not.",
    remedy="Compare the diagnosis and the procedure with the record and correct the one that is wrong.",
    citations=(Cite("openemr-reasons", "11"), Cite("icd10cm", "joint in the code")),
    traits=("diagnoses", "joint_or_level"),
)
def diagnosis_of_another_joint(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures on joints or at a height of the spine all of whose diagnoses name another one.

    A diagnosis without a joint, of a limb, or without a height may be what the needle was for. The record has
    one target for all lines, so with several injections of joints it may be of another line. Where the target
    is not done by the procedure, another rule speaks.
    """
    anatomy = facts.anatomy
    target = target_of(claim)
    if target and not _is_of_one_line(claim, anatomy):
        target = ""
    for number, line in enumerate(claim.lines, 1):
        joints = _joints_reached(line.code, target, anatomy) if line.diagnoses else ()
        reached = joints or (heights_of(line.code, anatomy) if line.diagnoses else ())
        if not reached:
            continue
        if "diagnoses" in facts.missing:
            yield Unchecked(
                f"The {'joint' if joints else 'level'} of the diagnoses on line {number} was not compared.",
                gap=facts.missing["diagnoses"],
            )
            continue
        known = [facts.diagnoses.get(diagnosis) for diagnosis in line.diagnoses]
        may_be_of = _may_be_of if joints else _may_be_at
        if any(each is None or may_be_of(each, reached, anatomy) for each in known):
            continue
        if procedure_elsewhere(claim, facts):
            return
        verb = "names" if len(line.diagnoses) == 1 else "name"
        done = "was done on" if joints and len(reached) == 1 else "is for"
        what = "joint" if joints else "level of the spine"
        yield Finding(
            f"{listed(line.diagnoses)} on line {number} {verb} another {what} than {line.code} {done} "
            f"({listed(map(name_of, reached))}).",
            line=number,
            field=line_field(number, "diagnoses"),
        )


_WITH_HEIGHTS = ("G", "M", "S")  # chapters of ICD-10-CM that name heights of the spine and mean them
_NEIGHBORS = (
    {"joint/acromioclavicular", "joint/shoulder"},
    {"joint/small", "joint/wrist"},
    {"joint/small", "joint/ankle"},
)
"""Joints that ICD-10-CM tells apart too little: the acromioclavicular joint has the codes of the shoulder."""


def _is_of_one_line(claim: Claim, anatomy: Anatomy) -> bool:
    """Whether no more than one line of a claim has a procedure on joints alone."""
    return sum(is_on_joints(anatomy.procedure(line.code)) for line in claim.lines) < 2


@functools.lru_cache(maxsize=4096)
def _joints_reached(code: str, target: str, anatomy: Anatomy) -> tuple[str, ...]:
    """The joints that a procedure on joints alone was done on: those of the target, or those it is for."""
    own = joints_of(code, anatomy)
    if not own or not target:
        return own
    named = joints_named(target, anatomy)
    return tuple(site for site in named if sites_overlap([site], own)) or own


@functools.lru_cache(maxsize=4096)
def _may_be_of(diagnosis: Diagnosis, reached: tuple[str, ...], anatomy: Anatomy) -> bool:
    """Whether the words of a diagnosis name one of some joints or none, as those of a state (Z) are read."""
    if diagnosis.code.startswith("Z"):
        return True
    named = joints_named(diagnosis.label.lower(), anatomy)
    return not named or sites_overlap(named, _with_neighbors(reached))


def _with_neighbors(joints: tuple[str, ...]) -> set[str]:
    """Joints, and those that a diagnosis may name in their place."""
    return set(joints).union(*(pair for pair in _NEIGHBORS if pair.intersection(joints)))


@functools.lru_cache(maxsize=4096)
def _may_be_at(diagnosis: Diagnosis, heights: tuple[str, ...], anatomy: Anatomy) -> bool:
    """Whether the words of a diagnosis of nerves, spine or injury name one of some heights or none."""
    if not diagnosis.code.startswith(_WITH_HEIGHTS):
        return True
    parts = diagnosis.label.lower().split(",")  # the region stands apart: ", lumbar region"
    named = {level for part in parts for level in anatomy.levels_in(part)}
    return not named or not named.isdisjoint(heights)
