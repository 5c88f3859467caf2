"""Which codes may have a fraction of a unit: supplies, drugs, blood, equipment and miles, not procedures.

A line whose units cannot be counted is left out; a claim that lacks a procedure for it is not checked.
"""

_SUPPLIES = frozenset("ABEJKLPQ")


def is_supply(code: str) -> bool:
    """Whether a code is of HCPCS level II and by its letter of something that is measured.

    >>> is_supply("J3301"), is_supply("A0425"), is_supply("20610"), is_supply("G0260"), is_supply("")
    (True, True, False, False, False)
    """
    return code[:1] in _SUPPLIES


def say_missed(line: str, why: str) -> str:
    """Why a claim is not checked that lacks a procedure whose units cannot be counted.

    >>> say_missed("Line 2", "0 units")
    'Line 2 was left out: it has 0 units. A check of the others would miss its procedure.'
    """
    return f"{line} was left out: it has {why}. A check of the others would miss its procedure."
