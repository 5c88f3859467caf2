"""What a target on record names, against the procedures of the claim.

Answers are cached by the words, in small letters: the same few targets come back claim after claim.
"""

import functools
from typing import Literal

from app.coding.anatomy import Anatomy, ProcedureFamily, Structure, is_place, levels_among, sites_overlap
from app.coding.claim import Claim
from app.coding.facts import Facts
from app.rules.lookups.memo import cached_per_claim
from app.rules.lookups.partners import NumberedLine, is_procedure

INJECTIONS: tuple[ProcedureFamily, ...] = ("joint-injection", "joint-injection-ultrasound")
_SACROILIAC, _SPINE = ("sacroiliac",), ("spine",)


def target_of(claim: Claim) -> str:
    """The target on record in small letters, or nothing."""
    target = claim.documentation.target
    return target.lower() if target else ""


def lines_of_family(claim: Claim, facts: Facts, *families: ProcedureFamily) -> list[NumberedLine]:
    """The lines with procedures of some families, numbered from 1."""
    found = ((pair, facts.anatomy.procedure(pair[1].code)) for pair in enumerate(claim.lines, 1))
    return [pair for pair, known in found if known is not None and known.family in families]


@functools.lru_cache(maxsize=1024)
def place_with_own_codes(target: str, anatomy: Anatomy) -> Literal["sacroiliac joint", "spine"] | None:
    """The place that all the names in a target are of, if it is one of these two.

    A sacroiliac ligament is no sacroiliac joint.
    """
    named = anatomy.targets_in(target)
    if named and all(_lies_in(each, _SACROILIAC) for each in named):
        return "sacroiliac joint"
    return "spine" if named and all(_lies_in(each, _SPINE) for each in named) else None


def _lies_in(structure: Structure, sites: tuple[str, ...]) -> bool:
    """Whether a structure may lie there and, but for the nerve of a facet or a level, nowhere else."""
    others = [site for site in structure.sites if not sites_overlap([site], sites)]
    return len(others) < len(structure.sites) and all(site.startswith(("level", "nerve")) for site in others)


def joint_of_another_size(claim: Claim, facts: Facts) -> tuple[NumberedLine, str, tuple[str, str]] | None:
    """The first joint injection where none has the size of a joint on record, its name and the right codes.

    The codes are without ultrasound and with.
    """
    injections = elsewhere_of_family(claim, facts, *INJECTIONS)
    if not injections:
        return None
    for structure in facts.anatomy.targets_in(target_of(claim)):
        codes = {family: code for code in structure.codes if (family := _family(code, facts)) in INJECTIONS}
        if len(codes) == len(INJECTIONS):
            plain, by_ultrasound = (codes[each] for each in INJECTIONS)
            return injections[0], structure.name, (plain, by_ultrasound)
    return None


def _family(code: str, facts: Facts) -> ProcedureFamily:
    known = facts.anatomy.procedure(code)
    return known.family if known is not None else ""


def elsewhere_of_family(claim: Claim, facts: Facts, *families: ProcedureFamily) -> list[NumberedLine]:
    """The lines with procedures of some families, where every procedure is done elsewhere than the target."""
    return lines_of_family(claim, facts, *families) if procedure_elsewhere(claim, facts) else []


def belongs_to_another_code(claim: Claim, facts: Facts) -> bool:
    """Whether the rule for joint injections in the spine or another joint names the target's own code."""
    if not elsewhere_of_family(claim, facts, *INJECTIONS):
        return False
    place = place_with_own_codes(target_of(claim), facts.anatomy)
    return place is not None or joint_of_another_size(claim, facts) is not None


def has_other_procedure(claim: Claim, facts: Facts, family: ProcedureFamily) -> bool:
    """Whether the claim has a procedure beside those of a family that may be done where the target lies."""
    target, anatomy = target_of(claim), facts.anatomy
    return any(
        is_procedure(line.code, facts)
        and _family(line.code, facts) != family
        and not _is_elsewhere(line.code, target, anatomy)
        for line in claim.lines
    )


def structures_named(claim: Claim, facts: Facts) -> tuple[Structure, ...]:
    """The anatomical structures that the target on record names, as far as they are known."""
    return facts.anatomy.structures_in(target_of(claim))


@cached_per_claim
def procedure_elsewhere(claim: Claim, facts: Facts) -> NumberedLine | None:
    """The first procedure, where every one on the claim is done elsewhere than the target lies.

    None where one of them may be for the target, or where nothing is known of it.
    """
    target, anatomy = target_of(claim), facts.anatomy
    first = None
    for pair in enumerate(claim.lines, 1):
        code = pair[1].code
        if is_procedure(code, facts):
            if not _is_elsewhere(code, target, anatomy):
                return None
            first = first or pair
    return first


def is_at_its_site(code: str, target: str, anatomy: Anatomy) -> bool:
    """Whether a procedure may be done where something lies that a target names, whatever the height."""
    known = anatomy.procedure(code)
    sites = known.sites if known is not None else ()
    return any(code in each.codes or sites_overlap(each.sites, sites) for each in anatomy.targets_in(target))


@functools.lru_cache(maxsize=4096)
def _is_elsewhere(code: str, target: str, anatomy: Anatomy) -> bool:
    """Whether a procedure is done where nothing lies that a target names, or at another height of the spine.

    Nothing is known of a procedure that may be anywhere, nor of a part of the body beside words that may
    name something in it.
    """
    known, named = anatomy.procedure(code), anatomy.targets_in(target)
    if known is None or not named:
        return False
    if not is_at_its_site(code, target, anatomy):
        return anatomy.says_nothing_else(target) or not any(is_place(each) for each in named)
    own, levels = levels_among(known.sites), anatomy.levels_in(target)
    return bool(own and levels) and not sites_overlap(own, levels)
