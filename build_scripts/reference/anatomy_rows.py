"""The rows of the tables on anatomy: what a needle may be for, where procedures and exams are done."""

from msgspec import Struct

from app.coding.anatomy import ProcedureFamily, StructureKind, XRay

Texts = tuple[str, ...]


class AnatomyRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """anatomy.csv: what a needle may be for, its names, and the codes done there, likeliest first."""

    structure: str
    kind: StructureKind
    phrases: Texts
    codes: Texts = ()
    alone: bool = True
    x_ray: XRay = ""
    sites: Texts = ()


class ProcedureRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """procedures.csv: a run of codes from `first` to `last`, what they are for, and the sites of that."""

    first: str
    last: str
    purpose: str
    sites: Texts
    family: ProcedureFamily = ""


class RegionRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """regions.csv: a run of codes from `first` to `last`, and the regions of the body that they are of."""

    first: str
    last: str
    regions: Texts
