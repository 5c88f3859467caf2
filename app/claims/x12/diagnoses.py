"""Diagnoses of a claim (HI): only those that lines are about, with the point put in.

HI carries much more under other qualifiers: procedures, conditions, occurrences, admitting diagnosis, reasons
for the visit. ABK is the principal or first diagnosis, ABF another, in ICD-10-CM; BK and BF are ICD-9-CM.
"""

import re

from app.claims.icd import with_point
from app.claims.x12.parts import ClaimParts
from app.claims.x12.segments import Segment, parted_otherwise
from app.coding.errors import InputError

_ICD_10, _ICD_9 = ("ABK", "ABF"), ("BK", "BF")
_SHAPE = re.compile(r"[0-9A-Z][0-9A-Z.]{0,8}")


def read_diagnoses(segment: Segment, claim: ClaimParts) -> None:
    """Add the diagnoses of a segment in their order. Raises InputError for one that cannot be a code."""
    for element in segment.elements()[1:]:
        qualifier, sign, rest = element.strip().upper().partition(segment.separators.component)
        if not sign and (otherwise := parted_otherwise([qualifier], segment.separators)):
            raise InputError(f"HI is parted {otherwise}.")
        if qualifier not in _ICD_10 and qualifier not in _ICD_9:
            claim.left_out["code-that-is-no-diagnosis", ""] += bool(qualifier or sign)
            continue
        code = rest.partition(segment.separators.component)[0].strip()
        if not code:  # its place is kept, so that pointers behind it lead where they should
            claim.diagnoses.append("")
            continue
        if not _SHAPE.fullmatch(code):
            raise InputError("a diagnosis is no code of letters and digits (HI).")
        is_icd_9 = qualifier in _ICD_9
        claim.has_icd_9 = claim.has_icd_9 or is_icd_9
        claim.diagnoses.append(with_point(code, 4 if is_icd_9 and code[0] == "E" else 3))
