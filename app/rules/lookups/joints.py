"""The joints that a procedure is for."""

import functools
from collections.abc import Iterable

from app.coding.anatomy import Anatomy, ProcedureSites

_JOINT = "joint"


@functools.lru_cache(maxsize=4096)
def joints_of(code: str, anatomy: Anatomy) -> tuple[str, ...]:
    """The joints that a procedure on joints and bursas alone is for, as sites; none for any other."""
    procedure = anatomy.procedure(code)
    return joints_among(procedure.sites) if procedure is not None and is_on_joints(procedure) else ()


def is_on_joints(procedure: ProcedureSites | None) -> bool:
    """Whether a procedure is known and on joints and bursas alone."""
    return procedure is not None and all(site.startswith((_JOINT, "bursa")) for site in procedure.sites)


def joints_among(sites: Iterable[str]) -> tuple[str, ...]:
    """The joints among sites, each once."""
    return tuple(dict.fromkeys(site for site in sites if site.startswith(_JOINT)))


def name_of(joint: str) -> str:
    """A joint as a sentence has it: "joint/hip" is the hip."""
    return joint.removeprefix(f"{_JOINT}/")
