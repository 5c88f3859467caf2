"""The joints and the heights of the spine that a procedure is for."""

import functools
from collections.abc import Iterable

from app.coding.anatomy import Anatomy, ProcedureSites, levels_among

_JOINT = "joint"
_SMALL = "joint/small"


@functools.lru_cache(maxsize=4096)
def joints_of(code: str, anatomy: Anatomy) -> tuple[str, ...]:
    """The joints that a procedure on joints and bursas alone is for, as sites; none for any other."""
    procedure = anatomy.procedure(code)
    return joints_among(procedure.sites) if procedure is not None and is_on_joints(procedure) else ()


@functools.lru_cache(maxsize=4096)
def heights_of(code: str, anatomy: Anatomy) -> tuple[str, ...]:
    """The heights of the spine that a procedure is for, as sites; none where it may be at any."""
    procedure = anatomy.procedure(code)
    return levels_among(procedure.sites) if procedure is not None else ()


def is_on_joints(procedure: ProcedureSites | None) -> bool:
    """Whether a procedure is known and on joints and bursas alone."""
    return procedure is not None and all(site.startswith((_JOINT, "bursa")) for site in procedure.sites)


def joints_among(sites: Iterable[str]) -> tuple[str, ...]:
    """The joints among sites, each once."""
    return tuple(dict.fromkeys(site for site in sites if site.startswith(_JOINT)))


def joints_named(words: str, anatomy: Anatomy) -> tuple[str, ...]:
    """The joints that words name. A place that says too little by itself names none: a pelvis is no hip."""
    told = (each for each in anatomy.targets_in(words) if each.alone)
    return joints_among(site for each in told for site in each.sites)


def name_of(site: str) -> str:
    """A joint or a level as a sentence has it: "joint/hip" is the hip, "level/low-back" the low back."""
    if site == _SMALL:
        return "small joint"
    return site.rpartition("/")[2].replace("-", " ")
