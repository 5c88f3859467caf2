"""The claims of 837 files of one run, so that the answers of an 835 find them: digests and codes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from app.claims.x12.parts import ClaimParts, LineParts

_RANKS = {"1": "", "19": "", "2": "S", "20": "S", "3": "T", "21": "T"}
"""Which payer of the patient an answer is of, by its status (CLP02), as SBR01 has it of the claim."""


class SentLine(Struct, frozen=True):
    """What tells a line from the others of its claim. `control` is a digest of the sender's number for it."""

    number: str
    control: bytes
    code: str
    modifiers: tuple[str, ...]
    day: date | None
    charge: str = ""


class SentClaim(Struct, frozen=True):
    """A claim by its name in the output, with its lines.

    `payers`: the digest of the payer's number of the claim that this one corrects (REF*F8). `rank`: which
    payer of the patient it goes to, as an entry has it; `payer`: who that is, where it is known.
    """

    name: str
    payers: bytes
    lines: tuple[SentLine, ...]
    rank: str = ""
    payer: str | None = None


class Sent:
    """What was sent, by the digest of the sender's number of the claim (CLM01, which CLP01 repeats)."""

    def __init__(self, *, keeps: bool) -> None:
        self._keeps = keeps
        self._claims: dict[bytes, list[SentClaim]] = {}

    def keep(self) -> None:
        """Keep what is sent from now on: there are answers."""
        self._keeps = True

    def add(self, claim: ClaimParts, name: str) -> None:
        """Keep a claim that was read, where the run has answers to come."""
        if self._keeps and claim.digest and claim.fault is None:
            lines = tuple(_sent_line(line) for line in claim.lines)
            sent = SentClaim(name, claim.payers, lines, claim.rank, claim.payer)
            self._claims.setdefault(claim.digest, []).append(sent)

    def find(self, answer: ClaimParts, status: str) -> list[SentClaim]:
        """The claims of that number that an answer of this status (CLP02) may be about: mostly one or none.

        What corrects a claim by the payer's number is not what was answered. Claims under one number to
        several payers are told apart by which of them answers (CLP02), then by the kind of payer (CLP06).
        """
        found = self._claims.get(answer.digest, [])
        if len(found) > 1 and answer.payers:
            found = [each for each in found if each.payers != answer.payers]
        if len(found) > 1 and status in _RANKS:
            found = [each for each in found if each.rank == _RANKS[status]] or found
        if len(found) > 1 and answer.payer:
            found = [each for each in found if each.payer == answer.payer] or found
        return found


def find_line(
    sent: SentClaim, line: LineParts, taken: set[str], number_of: Callable[[str], bytes]
) -> str | None:
    """The line that an answer is about: by the sender's number for it, else by code, modifiers and day.

    A line that was sent without a number comes back with that of its LX (X12, RFI 1684 and 2035). Where the
    payer changed the code, the one that was sent tells. Of several alike the charge tells; None where it does
    not: then nothing is guessed. `taken` are those that were answered, `number_of` gives the digest of a
    number.
    """
    if line.control:
        found = [each for each in sent.lines if (each.control or number_of(each.number)) == line.control]
        if found:
            return found[0].number if len(found) == 1 else None
    found = [each for each in sent.lines if each.number not in taken and _is_like(each, line)]
    if len(found) > 1:
        found = [each for each in found if _is_charged_alike(each, line)]
    return found[0].number if len(found) == 1 else None


def _is_like(sent: SentLine, line: LineParts) -> bool:
    """Whether a line that was sent may be the one that is answered."""
    code, modifiers = line.submitted or (line.code, line.modifiers)
    if (sent.code, sent.modifiers) != (code, modifiers) or not (code or _is_charged_alike(sent, line)):
        return False
    return line.days is None or sent.day in (None, line.days.first)


def _is_charged_alike(sent: SentLine, line: LineParts) -> bool:
    return bool(sent.charge and line.charge) and Decimal(sent.charge) == Decimal(line.charge)


def _sent_line(line: LineParts) -> SentLine:
    day = line.days.first if line.days else None
    return SentLine(line.number, line.control, line.code, line.modifiers, day, line.charge)
