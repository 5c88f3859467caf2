"""Which codes may have a fraction of a unit: supplies, drugs, blood, equipment and miles, not procedures."""

_SUPPLIES = frozenset("ABEJKLPQ")


def is_supply(code: str) -> bool:
    """Whether a code is of HCPCS level II and by its letter of something that is measured.

    >>> is_supply("J3301"), is_supply("A0425"), is_supply("20610"), is_supply("G0260"), is_supply("")
    (True, True, False, False, False)
    """
    return code[:1] in _SUPPLIES
