"""What a target on record names: a place with procedure codes of its own, or tissue that X-ray hardly shows.

Answers are cached by the words, in small letters: the same few targets come back claim after claim.
"""

import functools
import re
from typing import Literal

from app.coding.claim import Claim

_SACROILIAC = re.compile(r"(?<!not )(?<!no )\b(?:sacro[- ]?iliac|si) joint")
_SPINAL = re.compile(
    r"\b(?:facet|zygapophyse|epidural|intrathecal|medial branch|transforaminal|intervertebral|disc space)"
)
# A target that names one of these as well may be theirs.
_LIMB = re.compile(
    r"\b(?:ankle|acromioclavicular|bursa|elbow|femor|finger|foot|glenohumeral|hand|hip|knee|shoulder|subacromial"
    r"|subtalar|toe|trochanter|wrist)"
)
# Words for targets that X-ray does not show unless they are calcified or hold metal or contrast.
_SOFT = ("soft tissue", "soft-tissue", "mass", "lump", "lymph node", "thyroid", "lipoma")
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
    return (claim.documentation.target or "").lower()


@functools.lru_cache(maxsize=1024)
def place_with_own_codes(target: str) -> Literal["sacroiliac joint", "spine"] | None:
    """The place that a target names and no joint of a limb beside it; None for any other target.

    >>> place_with_own_codes("left l4 facet joint"), place_with_own_codes("hip, by the sacroiliac joint")
    ('spine', None)
    """
    if _LIMB.search(target):
        return None
    if _SACROILIAC.search(target):
        return "sacroiliac joint"
    return "spine" if _SPINAL.search(target) else None


@functools.lru_cache(maxsize=1024)
def is_hardly_visible(target: str) -> bool:
    """Whether a target is soft tissue and holds nothing that X-ray shows.

    >>> is_hardly_visible("thigh mass"), is_hardly_visible("calcified thigh mass")
    (True, False)
    """
    return any(word in target for word in _SOFT) and not _VISIBLE.search(target)
