"""Which X12 files there are, told by the guide in ST03 or GS08, else by ST01."""

from typing import Literal, NamedTuple

from app.coding.words import ClaimForm

Reading = Literal["claims", "remittance", "none"]


class Kind(NamedTuple):
    """A kind of transaction: its name, how it is read, its claim form, whether it is of version 4010."""

    label: str
    reading: Reading = "none"
    form: ClaimForm | None = None
    is_old: bool = False


GUIDES: dict[str, Kind] = {
    "X222": Kind("an X12 837P claim file", "claims", "professional"),
    "X223": Kind("an X12 837I claim file", "claims", "institutional"),
    "X224": Kind("an X12 837D claim file"),
    "X221": Kind("an X12 835 remittance file", "remittance"),
    "X231": Kind("an X12 999 acknowledgment"),
    "X214": Kind("an X12 277CA acknowledgment"),
    "X098": Kind("an X12 837P claim file of version 4010", "claims", "professional", is_old=True),
    "X096": Kind("an X12 837I claim file of version 4010", "claims", "institutional", is_old=True),
    "X097": Kind("an X12 837D claim file of version 4010"),
    "X091": Kind("an X12 835 remittance file of version 4010", "remittance", is_old=True),
}
SETS: dict[str, Kind] = {
    "837": Kind("an X12 837 claim file"),
    "835": Kind("an X12 835 remittance file", "remittance"),
    "999": Kind("an X12 999 acknowledgment"),
    "997": Kind("an X12 997 acknowledgment"),
    "277": Kind("an X12 277 claim status file"),
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
_OTHER = Kind("an X12 file of another kind")


def kind_of(transaction: str, *guides: str) -> Kind:
    """The kind of a transaction set (ST01) by the first guide that is known.

    >>> kind_of("837", "", "005010X223A2").form
    'institutional'
    """
    for guide in guides:
        if known := GUIDES.get(guide[6:10]):
            return known
    return SETS.get(transaction, _OTHER)
