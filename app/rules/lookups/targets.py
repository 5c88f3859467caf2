"""What a target on record names: a place with procedure codes of its own, or tissue that X-ray hardly shows.

Answers are cached by the words, in small letters: the same few targets come back claim after claim.
"""

import functools
import re
from typing import Literal

from app.coding.anatomy import NO_ANATOMY, Anatomy, Structure, Tissue
from app.coding.claim import Claim
from app.coding.facts import Facts
from app.rules.lookups.partners import NumberedLine, is_procedure, lines_with

_ORGANS: frozenset[Tissue] = frozenset({"organ", "cavity"})
_NO_ORGANS: frozenset[Tissue] = frozenset(
    {"joint", "tendon", "muscle", "soft", "bone", "nerve", "spine", "node"}
)
# What no procedure on an organ reaches on its way, as it does a rib, a space between ribs or a node.
_MOVING_PARTS: frozenset[Tissue] = frozenset({"joint", "tendon", "muscle", "spine"})

# The codes of their injections tell a sacroiliac joint and a facet, or its nerve, among structures.
_SACROILIAC, _FACETS = "27096", frozenset({"64490", "64493"})
UNDER_ULTRASOUND = {"20600": "20604", "20605": "20606", "20610": "20611"}
"""The codes of joints and bursas by size, each with its code under ultrasound."""
_JOINTS = frozenset(UNDER_ULTRASOUND)
JOINTS = frozenset({*_JOINTS, *UNDER_ULTRASOUND.values()})
_AT_LARGE: frozenset[Tissue] = frozenset({"tendon", "muscle"})
_SIDES = frozenset(
    {"left", "right", "lt", "rt", "l", "r", "bilateral", "both", "the", "joint", "joints", "jt"}
)
# A target that names one of these as well may be theirs.
_LIMB = re.compile(
    r"\b(?:ankle|acromioclavicular|bursa|elbow|femor|finger|foot|glenohumeral|hand|hip|knee|shoulder|subacromial"
    r"|subtalar|toe|trochanter|wrist)"
)
# Of these words the place beside them says no more: X-ray hardly shows them, whatever they lie in.
_LUMP = re.compile(r"\b(?:soft[- ]tissue|mass|lump|lipoma)")
# What X-ray shows: bone, metal, air, calcium and contrast. "Not calcified" and the like are no such word.
_VISIBLE = re.compile(
    r"(?<!non-)(?<!non )(?<!not )(?<!no )(?<!without )(?:bone|bony|joint|metal|vertebra|\b(?:"
    r"calcif|catheter|clavic|clip|coccy|coil|contrast|femoral head|femur|fibula|fiducial|foreign body"
    r"|fragment|humer|iliac|ilium|lung|lytic|mandib"
    r"|(?<!core )(?<!fine )needle(?! (?:aspiration|biopsy|puncture))"
    r"|opacif|ossif|osteo|patella|radiopaque|retained|rib|sacr|scapul|sclerotic|screw|skull|spine|stent"
    r"|sternal|sternum|tibia|ulna|wire))"
)


def target_of(claim: Claim) -> str:
    """The target on record in small letters, or nothing."""
    target = claim.documentation.target
    return target.lower() if target else ""


@functools.lru_cache(maxsize=1024)
def place_with_own_codes(target: str, anatomy: Anatomy) -> Literal["sacroiliac joint", "spine"] | None:
    """The place that a target names; None for one that names a joint of a limb, a tendon or a muscle as well.

    A sacroiliac ligament is no sacroiliac joint.
    """
    named = anatomy.structures_in(target)
    codes = {code for each in named for code in each.codes}
    if _LIMB.search(target) or codes & _JOINTS or any(each.tissue in _AT_LARGE for each in named):
        return None
    if _SACROILIAC in codes:
        return "sacroiliac joint"
    return "spine" if codes & _FACETS or any(each.tissue == "spine" for each in named) else None


@functools.lru_cache(maxsize=1024)
def _sized_joint(target: str, anatomy: Anatomy) -> tuple[str, tuple[str, ...]]:
    """The first joint or bursa that a target names, and the codes of the size of each.

    None where one tells no size, or where something else is named as well: a wrist may tell only the place.
    """
    named = anatomy.structures_in(target)
    known = {word for each in named for phrase in each.phrases for word in phrase.split()}
    if not known.union(_SIDES).issuperset(re.findall(r"[a-z0-9]+", target)):
        return "", ()
    if any(each.tissue != "joint" or set(each.codes) >= _JOINTS for each in named):
        return "", ()
    joints = [each for each in named if each.kind != "part" and not _JOINTS.isdisjoint(each.codes)]
    sizes = dict.fromkeys(code for each in joints for code in each.codes if code in _JOINTS)
    return (joints[0].name, tuple(sizes)) if joints else ("", ())


def joint_of_another_size(claim: Claim, facts: Facts) -> tuple[NumberedLine, str, str] | None:
    """The first joint injection where none has the size of a joint on record, with its name and its code."""
    joint, sizes = _sized_joint(target_of(claim), facts.anatomy)
    injections = lines_with(claim, JOINTS) if sizes else ()
    right = {*sizes, *(UNDER_ULTRASOUND[code] for code in sizes)}
    if not injections or any(line.code in right for _, line in injections):
        return None
    return injections[0], joint, sizes[0]


@functools.lru_cache(maxsize=1024)
def is_hardly_visible(target: str, anatomy: Anatomy = NO_ANATOMY) -> bool:
    """Whether what a target names is soft tissue and holds nothing that X-ray shows.

    >>> is_hardly_visible("thigh mass"), is_hardly_visible("calcified thigh mass")
    (True, False)
    """
    named = anatomy.structures_in(target)
    if any(each.tissue == "bone" for each in named) or _VISIBLE.search(target):
        return False
    return any(each.hidden for each in named) or bool(_LUMP.search(target))


def structures_named(claim: Claim, facts: Facts) -> tuple[Structure, ...]:
    """The anatomical structures that the target on record names, as far as they are known."""
    return facts.anatomy.structures_in(target_of(claim))


def procedure_elsewhere(claim: Claim, facts: Facts) -> NumberedLine | None:
    """The first procedure, where every one on the claim is done on other anatomy than the target names.

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


@functools.lru_cache(maxsize=4096)
def _is_elsewhere(code: str, target: str, anatomy: Anatomy) -> bool:
    """Whether a procedure is for other anatomy: one is an organ, the other a joint, a muscle or the like.

    Or each for another organ. Nothing is known where something named does not tell what it is, or something
    that the procedure is for.
    """
    named, own = anatomy.structures_in(target), anatomy.structures_of(code)
    if not named or not own or any(code in each.codes for each in named):
        return False
    targets, tissues = {each.tissue for each in named}, {each.tissue for each in own}
    if targets <= _ORGANS and tissues <= _NO_ORGANS:
        return True
    if targets <= _MOVING_PARTS and tissues <= _ORGANS:
        return True
    return all(each.tissue == "organ" and each.kind == "part" for each in (*named, *own))
