"""The side that a diagnosis names, where the procedure it points to is done on one."""

import functools

from app.coding.anatomy import Anatomy
from app.coding.official import Diagnosis
from app.coding.words import Laterality

_PAIRED = frozenset(
    ("joint", "bursa", "tendon", "carpal-tunnel", "ganglion-cyst", "nerve", "muscle", "soft", "bone")
) | {"sacroiliac", "spine", "level", "neck", "chest-wall"}  # what one side of the body has by itself
_BREAST = "organ/breast"
_UNEQUAL_LIMBS = "M217"  # one leg is the shorter; the pain that it gives may be on either side
_TUMORS = ("C", "D0", "D1", "D2", "D3", "D4")  # chapter 2 of ICD-10-CM, C00 to D49


@functools.lru_cache(maxsize=4096)
def sites_with_sides(code: str, anatomy: Anatomy) -> tuple[str, ...]:
    """Where a procedure on a limb, a nerve, a half of the spine or a breast is done, or nothing.

    Organs and vessels are left out: a port on the right is right for a tumor on the left.
    """
    procedure = anatomy.procedure(code)
    sites = procedure.sites if procedure is not None else ()
    return sites if all(site == _BREAST or site.partition("/")[0] in _PAIRED for site in sites) else ()


@functools.lru_cache(maxsize=4096)
def side_of_diagnosis(diagnosis: Diagnosis | None, sites: tuple[str, ...]) -> Laterality | None:
    """The one side that the words of a diagnosis name, if it is where the needle has to go.

    It need not be of a state (Z), of a tumor off the breast, or of limbs of unequal length.
    """
    if diagnosis is None or diagnosis.code.startswith(("Z", _UNEQUAL_LIMBS)):
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
