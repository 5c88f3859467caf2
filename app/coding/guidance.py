"""Guidance codes: what each one steers and how it is counted, and all of them as one table for rules.

The keys stand in the file of the code below data/guidance/, its method in codes.csv.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from app.coding.words import MODALITIES, Modality

GuidanceRole = Literal[
    "needle",  # a needle on its way
    "device",  # a device on its way, such as a central line; the needle before it may be guided otherwise
    "fluoroscopy-alone",  # no needle: fluoroscopy as a service of its own
    "drainage",  # the reading of a drainage that leaves a catheter
    "vascular-access",  # a needle on its way into a vessel, whatever guides the device after it
    "tissue-ablation",
    "localization",
    "operation",
]
STEERING: tuple[GuidanceRole, ...] = ("needle", "device", "vascular-access")
"""The roles of needle guidance: codes that steer a needle, or the device that it brings in."""


class GuidanceCode(Struct, frozen=True, kw_only=True):
    """What is special about a guidance code.

    - `method`: how it shows where needle or device go; None where that may differ.
    - `steers`: what it is for, in words that follow "steers", for example "a needle outside the spine".
    - `only_for`: the target of the procedures that it is for, None when it is for those of many targets.
    - `spinal`: whether what the needle reaches lies in the spine; None when that does not matter.
    - `encounter_unit`: reported once an encounter, whatever the number of needles (NCCI manual IX G 3).
    - `stack_rank`: of several in one encounter that is kept whose rank is lowest; the PTP edits have the
      others in column 2. None: it is not counted among them.
    """

    code: str
    role: GuidanceRole
    method: Modality | None = None
    steers: str = ""
    only_for: str | None = None
    spinal: bool | None = None
    encounter_unit: bool = False
    stack_rank: int | None = None


class GuidanceTable(Struct, frozen=True, kw_only=True):
    """Every guidance code that the shelf knows, and what rules ask of many lines: codes by role or unit.

    `needle`: the method of each code that steers a needle or a device. `devices` are the latter among them,
    and `vascular_access` those that go beside other guidance: they bring the needle into the vessel.
    `only_for`: the target of each code that is for one alone.
    `stacking`: the rank of each code that is counted among several in one encounter.
    """

    codes: Mapping[str, GuidanceCode] = {}
    needle: Mapping[str, Modality] = {}
    devices: frozenset[str] = frozenset()
    vascular_access: frozenset[str] = frozenset()
    fluoroscopy_alone: frozenset[str] = frozenset()
    drainage: frozenset[str] = frozenset()
    operation: frozenset[str] = frozenset()
    only_for: Mapping[str, str] = {}
    encounter_unit: frozenset[str] = frozenset()
    stacking: Mapping[str, int] = {}


def make_table(codes: Iterable[GuidanceCode]) -> GuidanceTable:
    """The table of guidance codes.

    >>> make_table([GuidanceCode(code="77012", role="needle", method="ct", stack_rank=2)]).needle
    {'77012': 'ct'}
    """
    every = {each.code: each for each in codes}

    def with_role(role: GuidanceRole) -> frozenset[str]:
        return frozenset(each.code for each in every.values() if each.role == role)

    return GuidanceTable(
        codes=every,
        needle={each.code: each.method for each in every.values() if each.role in STEERING and each.method},
        devices=with_role("device"),
        vascular_access=with_role("vascular-access"),
        fluoroscopy_alone=with_role("fluoroscopy-alone"),
        drainage=with_role("drainage"),
        operation=with_role("operation"),
        only_for={each.code: each.only_for for each in every.values() if each.only_for is not None},
        encounter_unit=frozenset(each.code for each in every.values() if each.encounter_unit),
        stacking={each.code: each.stack_rank for each in every.values() if each.stack_rank is not None},
    )


def codes_by_method(table: GuidanceTable) -> tuple[str, ...]:
    """The codes that steer a needle or its device: by method, for needles first, for vessels last."""
    methods = tuple(MODALITIES)

    def order(code: str) -> tuple[bool, int, bool, str]:
        method = methods.index(table.needle[code])
        return code in table.vascular_access, method, code in table.devices, code

    return tuple(sorted(table.needle, key=order))
