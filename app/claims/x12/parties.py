"""Who bills, renders and is treated, as tokens; and the ZIP code of where. No name outlives its segment.

The same qualifier of NM1 means another party in another place: 82 is the rendering provider of the claim
before its first line, of the line after it, and another payer's behind an SBR inside the claim.
"""

import re
from typing import Literal

from msgspec import Struct

from app.claims.tokens import Tokens
from app.claims.x12.parts import ClaimParts, LineParts
from app.claims.x12.segments import Segment
from app.coding.payers import FILING_INDICATORS

_RANK = re.compile(r"[STUA-H]")  # of SBR01; the first payer is P, of U it is not known which it is
Place = Literal["header", "claim", "other payer", "line"]
_ZIP = re.compile(r"[0-9]{5}(?:[0-9]{4})?")


class People:
    """The tokens of one run, and digests of the sender's numbers of claims and lines."""

    def __init__(self) -> None:
        self.practitioners = Tokens("p")
        self.patients = Tokens("m")

    def practitioner(self, elements: list[str]) -> str | None:
        """The token of a practitioner by an NM1 segment; None when nothing tells who it is."""
        return self.practitioners.of(_identity(elements))

    def number(self, text: str) -> bytes:
        """What tells the number of a claim or line from others."""
        return self.patients.digest(text.strip())


class Parties(Struct):
    """Those who stand before a claim and hold for each claim below them."""

    billing: str | None = None
    zip: str | None = None
    payer: str | None = None
    has_payer: bool = False
    rank: str = ""
    subscriber: bytes = b""
    patient: str | None = None
    address_of: Literal["billing", "facility", ""] = ""

    def begin_level(self, level: str) -> None:
        """A new hierarchical level (HL03): 20 billing, 22 subscriber, 23 patient."""
        self.address_of = ""
        if level == "20":
            self.billing, self.zip = None, None
        if level in ("20", "22"):
            self.payer, self.has_payer, self.rank, self.subscriber = None, False, "", b""
        self.patient = None


def read_payer(segment: Segment, parties: Parties) -> None:
    """SBR of the subscriber: the kind of the payer of the claim, and which of the patient's payers it is."""
    elements = segment.elements()
    rank = elements[1].strip() if len(elements) > 1 else ""
    parties.rank = rank if _RANK.fullmatch(rank) else ""
    parties.has_payer = True
    parties.payer = FILING_INDICATORS.get(elements[9].strip()) if len(elements) > 9 else None


def read_name(
    segment: Segment,
    place: Place,
    parties: Parties,
    claim: ClaimParts | None,
    line: LineParts | None,
    people: People,
) -> None:
    """NM1: what tells a party from others goes into its token; the rest is not looked at."""
    elements = [*segment.elements(), *[""] * 9]
    role = elements[1]
    parties.address_of = ""
    if claim is None:
        _read_header_name(role, elements, parties, people)
    elif role == "82" and place == "claim":
        claim.practitioner = people.practitioner(elements)
    elif role == "82" and place == "line" and line is not None:
        line.practitioner = people.practitioner(elements)
    elif role == "77" and place == "claim":
        parties.address_of = "facility"


def read_address(segment: Segment, parties: Parties, claim: ClaimParts | None) -> None:
    """N4 of the billing provider or the facility: its ZIP code alone."""
    elements = segment.elements() if parties.address_of else []
    code = elements[3].strip() if len(elements) > 3 else ""
    if _ZIP.fullmatch(code):
        if parties.address_of == "billing":
            parties.zip = code
        elif claim is not None:
            claim.zip = code


def _read_header_name(role: str, elements: list[str], parties: Parties, people: People) -> None:
    if role == "85":
        parties.billing = people.practitioner(elements)
        parties.address_of = "billing"
    elif role == "IL":
        parties.subscriber = people.patients.digest(_identity(elements))
        parties.patient = people.patients.of(_identity(elements))
    elif role == "QC":
        known = "|".join(each.strip().upper() for each in (*elements[3:6], elements[7], elements[9]))
        parties.patient = people.patients.of(f"{parties.subscriber.hex()}|{known}")


def _identity(elements: list[str]) -> str:
    """What tells a party from others: its number with the kind of number, else its name; "" for nothing."""
    told = elements[8:10] if elements[9].strip() else elements[3:8]
    return "|".join(each.strip().upper() for each in told) if any(each.strip() for each in told) else ""
