"""What is gathered of a claim while its segments go by. It holds codes, counts, days and tokens: no names."""

from collections import Counter
from datetime import date

from msgspec import Struct, field

from app.claims.corrections import Correction
from app.claims.left_out import Tally
from app.coding.sentences import count_of
from app.coding.words import ClaimForm, FileWarning


class Days(Struct, frozen=True):
    """A day of service, or a range of days."""

    first: date
    last: date

    @property
    def is_range(self) -> bool:
        """Whether it is more than one day."""
        return self.first != self.last


class LineParts(Struct):
    """A line. `submitted`: the code with its modifiers that was sent, where an answer changed it."""

    segment: int
    number: str
    has_service: bool = False
    code: str = ""
    modifiers: tuple[str, ...] = ()
    units: int = 1
    minutes: int | None = None
    place: str | None = None
    revenue: str | None = None
    pointers: tuple[int, ...] = ()
    days: Days | None = None
    practitioner: str | None = None
    control: bytes = b""
    charge: str = ""
    submitted: tuple[str, tuple[str, ...]] | None = None


class ClaimParts(Struct, kw_only=True):
    """A claim. `number` counts those of a file from 1. `fault`: the segment and why it cannot be read.

    `uncounted`: the first line that was left out for its units, and why, as a clause.
    """

    number: int
    segment: int
    what: str = "claim"
    form: ClaimForm | None = None
    digest: bytes = b""
    unchecked: str = ""
    warnings: tuple[FileWarning, ...] = ()
    corrections: tuple[Correction, ...] = ()
    place: str | None = None
    bill_type: str | None = None
    frequency: str | None = None
    payer: str | None = None
    practitioner: str | None = None
    billing: str | None = None
    patient: str | None = None
    zip: str | None = None
    rank: str = ""
    payers: bytes = b""
    days: Days | None = None
    diagnoses: list[str] = []
    has_icd_9: bool = False
    lines: list[LineParts] = []
    notes: list[str] = []
    left_out: Tally = field(default_factory=Counter)
    uncounted: str = ""
    fault: tuple[int, str] | None = None

    @property
    def stem(self) -> str:
        """What the claim is called."""
        return f"{self.what} {self.number}"

    def note_unknown(self) -> None:
        """Say what stood in the claim, or before it, under ids that X12 does not have."""
        if unknown := self.left_out["segment", "others"]:
            found = count_of(unknown, "segment in or before it has", "segments in or before it have")
            self.notes.append(f"{found} an id that claims do not have. What stood there may be missing.")

    def line(self, segment: int, number: str = "") -> LineParts:
        """Begin a line. A line without a number of its own gets the next one."""
        text = number.strip()
        plain = text if text.isascii() and text.isdigit() and len(text) <= 6 else str(len(self.lines) + 1)
        self.lines.append(LineParts(segment, plain))
        return self.lines[-1]
