"""Rows that are no lines of a claim, as a column says: payments, and codes of other lists."""

import re
from collections.abc import Sequence

from app.claims.left_out import Kind

PAYMENT: tuple[Kind, str] = ("row-of-payment", "")
_OTHER: tuple[Kind, str] = ("line-without-code", "")
_IS_PAYMENT = re.compile(
    r"pay|pmt|pymt|adj|transf|refund|write.?off|credit|deposit|remit|takeback|recoup", re.IGNORECASE
)
"""What kinds of entries a ledger has beside its charges, which repeat their codes."""
_IS_OTHER_LIST = re.compile(r"icd|snomed|loinc|ndc|cvx|diag|\bdx\b|rxnorm", re.IGNORECASE)
"""Lists of codes that are no procedures of CPT or HCPCS; M5416 has the shape of one."""


def aside(entries: Sequence[tuple[str, str]], *, beside_diagnosis: bool) -> tuple[Kind, str] | None:
    """As what a row is counted by the headings and texts that say its kind; None for a line of a claim.

    A list that is named beside a diagnosis may be that of the diagnosis, unless its heading has "proc".
    """
    if any(_IS_PAYMENT.search(kind) for _, kind in entries):
        return PAYMENT
    of_code = [kind for heading, kind in entries if not beside_diagnosis or "proc" in heading.lower()]
    return _OTHER if any(map(_IS_OTHER_LIST.search, of_code)) else None
