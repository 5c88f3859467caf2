"""Which X12 files there are, told by the guide in ST03, GS08 or REF*87, else by ST01.

A guide counts where it is one of the transaction set: groups of claims are met that bear the guide of another
set in GS08, and their claims are claims all the same.
"""

from typing import Literal, NamedTuple

from app.coding.words import ClaimForm

Reading = Literal["claims", "remittance", "dental", "none"]


class Kind(NamedTuple):
    """A kind of transaction: its name, how it is read, its claim form, whether it is of version 4010.

    Claims without a form are those of a guide that is not known: each claim tells its own (CLM05-2).
    """

    label: str
    reading: Reading = "none"
    form: ClaimForm | None = None
    is_old: bool = False


GUIDES: dict[tuple[str, str], Kind] = {
    ("837", "X222"): Kind("an X12 837P claim file", "claims", "professional"),
    ("837", "X223"): Kind("an X12 837I claim file", "claims", "institutional"),
    ("837", "X224"): Kind("an X12 837D claim file", "dental"),
    ("835", "X221"): Kind("an X12 835 remittance file", "remittance"),
    ("999", "X231"): Kind("an X12 999 acknowledgment"),
    ("277", "X214"): Kind("an X12 277CA acknowledgment"),
    ("837", "X098"): Kind("an X12 837P claim file of version 4010", "claims", "professional", is_old=True),
    ("837", "X096"): Kind("an X12 837I claim file of version 4010", "claims", "institutional", is_old=True),
    ("837", "X097"): Kind("an X12 837D claim file of version 4010", "dental"),
    ("835", "X091"): Kind("an X12 835 remittance file of version 4010", "remittance", is_old=True),
}
SETS: dict[str, Kind] = {
    "837": Kind("an X12 837 claim file", "claims"),
    "835": Kind("an X12 835 remittance file", "remittance"),
    "999": Kind("an X12 999 acknowledgment"),
    "997": Kind("an X12 997 acknowledgment"),
    "277": Kind("an X12 277 claim status file"),
    "276": Kind("an X12 276 claim status request"),
    "270": Kind("an X12 270 eligibility request"),
    "271": Kind("an X12 271 eligibility answer"),
    "278": Kind("an X12 278 authorization file"),
    "834": Kind("an X12 834 enrollment file"),
    "820": Kind("an X12 820 premium payment file"),
    "810": Kind("an X12 810 invoice"),
    "813": Kind("an X12 813 tax return"),
}
SEGMENTS = frozenset(
    (
        *("AMT", "BHT", "BPR", "CAS", "CL1", "CN1", "CR1", "CR2", "CR3", "CR4", "CR5", "CR6", "CR7", "CR8"),
        *("CRC", "CTP", "CUR", "DMG", "DN1", "DN2", "DTM", "DTP", "FRM", "HCP", "HD", "HSD", "III", "IMM"),
        *("K3", "LE", "LIN", "LQ", "LS", "LUI", "MEA", "MIA", "MOA", "N1", "N2", "N3", "N4", "NM1", "NTE"),
        *("OI", "PAT", "PER", "PLB", "PRV", "PS1", "PWK", "QTY", "RAS", "RDM", "REF", "SV3", "SV4", "SV5"),
        *("SV6", "SV7", "SVD", "TOO", "TRN", "TS2", "TS3", "TST", "UR"),
    )
)
"""The ids of segments in claims and remittances beside those of envelopes and loops; no other is named."""
_OLD = "004010"
OLD = "It is of version 4010 of the guide, which Needlepoint reads and does not check."
"""Why a claim or an answer of that version is not checked."""


def kind_of(transaction: str, *guides: str) -> Kind:
    """The kind of a transaction set (ST01) by the first guide that is known and one of its own.

    >>> kind_of("837", "", "005010X223A2").form
    'institutional'
    >>> kind_of("837", "", "005010X279A1").reading
    'claims'
    """
    for guide in guides:
        if known := GUIDES.get((transaction, guide[6:10])):
            return known
    kind = SETS.get(transaction) or _other(transaction)
    return kind._replace(is_old=any(guide.startswith(_OLD) for guide in guides))


def kind_of_guide(guide: str) -> Kind | None:
    """The kind that a guide alone names, by its four characters such as X222."""
    return next((kind for (_, named), kind in GUIDES.items() if named == guide), None)


def _other(transaction: str) -> Kind:
    """A transaction set that has no name here: its three digits tell no more than that."""
    named = len(transaction) == 3 and transaction.isascii() and transaction.isdecimal()
    return Kind(f"an X12 {transaction} file" if named else "an X12 file of another kind")
