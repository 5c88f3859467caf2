"""Rows that are no lines of a claim, as a column says: payments, and codes of other lists."""

import re
from collections.abc import Mapping, Sequence

from app.claims.left_out import Kind

PAYMENT: tuple[Kind, str] = ("row-of-payment", "")
DELETED: tuple[Kind, str] = ("row-deleted", "")
_OTHER: tuple[Kind, str] = ("line-without-code", "")
_IS_PAYMENT = re.compile(
    r"pay|pmt|pymt|adj|transf|refund|write.?off|credit|deposit|remit|takeback|recoup", re.IGNORECASE
)
"""What kinds of entries a ledger has beside its charges, which repeat their codes."""
_NO = re.compile(r"0+(?:\.0*)?|f|false|n|no|inactive", re.IGNORECASE)
_ONE, _NUMBER = re.compile(r"0*1(?:\.0*)?"), re.compile(r"[0-9]+(?:\.0*)?")
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


def struck(found: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[Kind, str] | None:
    """As what a row is counted that its own columns say to be none of the claim; None for one that counts.

    `found` has headings and texts by field. Kinds in words are for `aside`.
    """
    if any(_NO.fullmatch(text) for _, text in found.get("active", ())):
        return DELETED
    if any(not _NO.fullmatch(text) for _, text in found.get("voided", ())):
        return DELETED
    if any(_ONE.fullmatch(text) for _, text in found.get("canceled", ())):
        return DELETED
    kinds = [text for _, text in found.get("charge", ())]
    others = any(_NUMBER.fullmatch(kind) and not _ONE.fullmatch(kind) for kind in kinds)
    return PAYMENT if others or any(map(_IS_PAYMENT.search, kinds)) else None
