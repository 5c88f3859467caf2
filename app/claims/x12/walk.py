"""The walk through an 837: which loop a segment stands in is told by what came before it, not by counting.

A hierarchical level (HL) says by its code whether billing provider, subscriber or patient follow; a claim
begins with CLM, another payer's loops with an SBR inside it, a line with LX. Segments that are not named here
are passed over without a look at what they hold.
"""

from collections.abc import Callable, Iterator

from app.claims.checks import LINES_PER_CLAIM
from app.claims.corrections import why_over
from app.claims.record import Entry
from app.claims.x12.assembly import entries_of
from app.claims.x12.diagnoses import read_diagnoses
from app.claims.x12.heads import facility_of, frequency_of
from app.claims.x12.parties import Parties, Place, read_address, read_name, read_payer
from app.claims.x12.parts import ClaimParts, LineParts
from app.claims.x12.passed_over import PassedOver
from app.claims.x12.run import Run
from app.claims.x12.segments import Segment, parted_otherwise
from app.claims.x12.services import read_days, read_institutional, read_professional
from app.claims.x12_kinds import GUIDES, OLD, Kind
from app.coding.errors import InputError
from app.coding.words import ClaimForm, FileWarning

_SERVICE, _STATEMENT = "472", "434"


class ClaimWalk:
    """Reads the claims of the transactions of one file, by its name and its number in the run."""

    def __init__(self, name: str, run: Run, file: int) -> None:
        self._name = name
        self._run = run
        self._people = run.people
        self._file = file
        self._kind = Kind("")
        self._warnings: tuple[FileWarning, ...] = ()
        self._count = 0
        self.passed_over = PassedOver()
        self._parties = Parties()
        self._place: Place = "header"
        self._claim: ClaimParts | None = None
        self._line: LineParts | None = None
        self._readers: dict[str, Callable[[Segment], None]] = {
            "SBR": self._read_payer,
            "NM1": self._read_name,
            "N4": lambda segment: read_address(segment, self._parties, self._claim),
            "HI": self._read_diagnoses,
            "LX": self._begin_line,
            "SV1": self._read_service,
            "SV2": self._read_service,
            "DTP": self._read_days,
            "REF": self._read_reference,
        }
        self.wanted = frozenset({"HL", "CLM", *self._readers})
        """The segments that are looked at."""

    def begin(self, kind: Kind, warnings: tuple[FileWarning, ...] = ()) -> None:
        """A transaction of this kind begins. `warnings`: what does not add up around it."""
        self._kind, self._warnings = kind, warnings
        self._parties = Parties()
        self._place = "header"

    def take(self, segment: Segment) -> Iterator[Entry]:
        """Take a segment of a transaction; gives the claims that it ends."""
        if segment.id in ("HL", "CLM"):
            yield from self.finish()
            (self._begin_claim if segment.id == "CLM" else self._begin_level)(segment)
        reader = self._readers.get(segment.id)
        if reader is None or (self._claim is not None and self._claim.fault is not None):
            return
        try:
            reader(segment)
        except InputError as error:
            if self._claim is not None:
                self._claim.fault = (segment.number, str(error))

    def pass_over(self, segment_id: str) -> None:
        """Count a segment that is not looked at."""
        self.passed_over.count(segment_id, self._claim)

    def finish(self, cut: str = "") -> Iterator[Entry]:
        """The claim that is open, if there is one. `cut`: why it may not be whole."""
        claim, self._claim, self._line, self._place = self._claim, None, None, "header"
        if claim is None:
            return
        if cut:
            claim.fault = (claim.segment, cut)
        claim.note_unknown()
        if claim.fault is None and (
            bare := next((each for each in claim.lines if not each.has_service), None)
        ):
            claim.fault = (bare.segment, f"line {bare.number} has no service (SV1 or SV2).")
        self._run.sent.add(claim, f"{self._name}, {claim.stem}")
        yield from entries_of(claim, self._name)

    def _begin_level(self, segment: Segment) -> None:
        elements = segment.elements()
        self._parties.begin_level(elements[3].strip() if len(elements) > 3 else "")

    def _begin_claim(self, segment: Segment) -> None:
        self._count += 1
        self._place = "claim"
        frequency = frequency_of(segment)
        digest = self._people.number((*segment.elements(), "")[1])
        ties = self._run.corrections.find("CLM", (self._file, self._count))
        parties = self._parties
        self._claim = claim = ClaimParts(
            number=self._count,
            segment=segment.number,
            form=self._kind.form or _form_by(facility_of(segment)[1]),
            unchecked=why_over(ties) or (OLD if self._kind.is_old else ""),
            warnings=self._warnings,
            corrections=ties,
            left_out=self.passed_over.take(),
            digest=digest,
            payer=parties.payer,
            billing=parties.billing,
            patient=parties.patient,
            zip=parties.zip,
            rank=parties.rank,
        )
        if parties.has_payer and parties.payer is None:
            claim.left_out["payer-of-another-kind", ""] += 1
        if otherwise := parted_otherwise([facility_of(segment)[0]], segment.separators):
            claim.fault = (segment.number, f"CLM05 is parted {otherwise}.")
        elif frequency is None:
            claim.fault = (segment.number, "the frequency is no single letter or digit (CLM05-3).")
        claim.frequency = frequency or None
        _place_in(claim, *facility_of(segment))

    def _begin_line(self, segment: Segment) -> None:
        if self._claim is not None:
            self._add_line(self._claim, segment, (*segment.elements(), "")[1])

    def _add_line(self, claim: ClaimParts, segment: Segment, number: str = "") -> LineParts:
        if len(claim.lines) >= LINES_PER_CLAIM:
            raise InputError(f"the claim has more than {LINES_PER_CLAIM} lines.")
        self._line = claim.line(segment.number, number)
        self._place = "line"
        return self._line

    def _read_service(self, segment: Segment) -> None:
        claim, line = self._claim, self._line
        if claim is None:
            return
        if line is None or line.has_service:
            line = self._add_line(claim, segment)
        line.segment, line.has_service = segment.number, True
        (read_professional if segment.id == "SV1" else read_institutional)(segment, claim, line)

    def _read_days(self, segment: Segment) -> None:
        claim, elements = self._claim, [*segment.elements(), *[""] * 3]
        kind = elements[1].strip()
        if claim is None or kind not in (_SERVICE, _STATEMENT):
            return
        if self._place == "line" and self._line is not None and kind == _SERVICE:
            self._line.days = read_days(elements[2], elements[3])
        elif self._place == "claim":
            claim.days = read_days(elements[2], elements[3])

    def _read_payer(self, segment: Segment) -> None:
        if self._claim is None:
            read_payer(segment, self._parties)
        else:
            self._place = "other payer"

    def _read_name(self, segment: Segment) -> None:
        read_name(segment, self._place, self._parties, self._claim, self._line, self._people)

    def _read_diagnoses(self, segment: Segment) -> None:
        if self._claim is not None and self._place == "claim":
            read_diagnoses(segment, self._claim)

    def _read_reference(self, segment: Segment) -> None:
        """REF*6R, the sender's number of the line, and REF*F8, the payer's of the claim; as digests."""
        elements = [*segment.elements(), "", ""]
        if self._claim is not None and self._place == "claim" and elements[1].strip() == "F8":
            self._claim.payers = self._people.number(elements[2])
        if self._line is not None and self._place == "line" and elements[1] == "6R":
            self._line.control = self._people.number(elements[2])
        if self._kind.form is None and self._place == "header" and elements[1].strip() == "87":
            self._kind = GUIDES.get(("837", elements[2].strip()[6:10]), self._kind)


def _form_by(of: str) -> ClaimForm:
    """The form of a claim whose guide is not known, by the list that its CLM05-1 is of."""
    return "institutional" if of == "A" else "professional"


def _place_in(claim: ClaimParts, place: str, of: str) -> None:
    """Take CLM05-1 for what it is on this form, unless CLM05-2 says that it is of another list."""
    own = "B" if claim.form == "professional" else "A"
    if place and of not in ("", own):
        what = "The place of service" if claim.form == "professional" else "The type of bill"
        claim.notes.append(f"{what} was left blank: CLM05-2 says that CLM05-1 is of another list.")
    elif claim.form == "professional":
        claim.place = place or None
    elif place and claim.frequency:
        claim.bill_type = f"{place}{claim.frequency}"
