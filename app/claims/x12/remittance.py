"""The walk through an 835: what the payer decided on each claim (CLP) and line (SVC), and what to check.

An 835 has no diagnoses, pointers or places, so its claims are checked in part. Bank accounts, names, the
payer's numbers and the provider's balance (PLB) are not looked at; of what is paid (BPR) only the day.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from app.claims.answers import REVERSAL, Adjustment, AnsweredLine, PayerAnswer
from app.claims.corrections import why_over
from app.claims.left_out import left_out
from app.claims.record import Entry
from app.claims.x12.answered import UNCOUNTED, read_answered
from app.claims.x12.assembly import entries_of
from app.claims.x12.heads import amount_of
from app.claims.x12.parts import ClaimParts, Days, LineParts
from app.claims.x12.passed_over import PassedOver
from app.claims.x12.run import Run
from app.claims.x12.segments import Segment
from app.claims.x12.sent import SentClaim, find_line
from app.claims.x12.services import read_days
from app.claims.x12_kinds import OLD, Kind
from app.coding.errors import InputError
from app.coding.payers import FILING_INDICATORS
from app.coding.words import FileWarning

_TAKEN_BACK = "It takes back an earlier answer, so it bills no service."
_SHORT = re.compile(r"[0-9A-Z]{1,5}")
_REMARK = re.compile(r"[A-Z]{1,2}[0-9]{1,4}")
_DAY, _FIRST, _LAST = "472", "150", "151"
_OF_CLAIM = "232"
_MADE = "405"
_PAID_ON = 16  # of BPR
_ELEMENTS = 24  # of MIA, as many as of any that is read
_MOST = 999  # lines of a claim
_NAMED = 2  # claims that a note names


class RemittanceWalk:
    """Reads the answers of the transactions of one file."""

    def __init__(self, name: str, run: Run, file: int) -> None:
        self._name, self._run, self._people, self._file = name, run, run.people, file
        self._warnings: tuple[FileWarning, ...] = ()
        self._over = ""
        self._count = 0
        self.passed_over = PassedOver()
        self._claim: ClaimParts | None = None
        self._answer = self._blank = PayerAnswer(status="")
        self._lines: list[tuple[AnsweredLine, LineParts]] = []
        self._readers: dict[str, Callable[[list[str]], None]] = {
            "CAS": self._read_adjustments,
            "DTM": self._read_days,
            "REF": self._read_reference,
            "LQ": self._read_remark,
            "MIA": lambda elements: self._read_remarks_of_claim([elements[5], *elements[20:24]]),
            "MOA": lambda elements: self._read_remarks_of_claim(elements[3:8]),
        }
        self.wanted = frozenset({"BPR", "CLP", "SVC", "LX", "PLB", *self._readers})
        """The segments that are looked at."""

    def begin(self, kind: Kind, warnings: tuple[FileWarning, ...] = ()) -> None:
        """A transaction of this kind begins. `warnings`: what does not add up around it."""
        self._warnings = warnings
        self._over = OLD if kind.is_old else ""
        self._blank = PayerAnswer(status="")

    def take(self, segment: Segment) -> Iterator[Entry]:
        """Take a segment of a transaction; gives the answers that it ends."""
        if segment.id in ("CLP", "LX", "PLB"):
            yield from self.finish()
        if segment.id in ("LX", "PLB"):
            return
        elements = [*segment.elements(), *[""] * _ELEMENTS]
        try:
            if segment.id == "CLP":
                self._begin_claim(elements, segment)
            elif self._claim is None:
                self._read_head(segment.id, elements)
            elif self._claim.fault is not None:
                return
            elif segment.id == "SVC":
                self._begin_line(elements, segment)
            elif read := self._readers.get(segment.id):
                read(elements)
        except InputError as error:
            if self._claim is not None:
                self._claim.fault = (segment.number, str(error))

    def pass_over(self, segment_id: str) -> None:
        """Count a segment that is not looked at."""
        self.passed_over.count(segment_id, self._claim)

    def finish(self, cut: str = "") -> Iterator[Entry]:
        """The answer that is open, if there is one. `cut`: why it may not be whole."""
        claim, self._claim = self._claim, None
        if claim is None:
            return
        if cut:
            claim.fault = (claim.segment, cut)
        if claim.fault is not None:
            yield from entries_of(claim, self._name)
            return
        is_plain = not claim.notes
        answer = self._finished(claim)
        claim.note_unknown()
        claim.lines = [line for _, line in self._lines if line.has_service]
        if not claim.lines:
            bare = "the remittance names no line with a code; nothing was checked." if is_plain else ""
            notes = tuple(f"{self._name}, {claim.stem}: {note}" for note in (bare, *claim.notes) if note)
            yield Entry(claim.stem, None, notes=notes, answer=answer, corrections=claim.corrections,
                        left_out=left_out(claim.left_out), segment=claim.segment)  # fmt: skip
            return
        if claim.days is not None:
            for line in claim.lines:
                line.days = line.days or claim.days
        for entry in entries_of(claim, self._name):
            yield msgspec.structs.replace(entry, answer=answer)
            answer = None  # it is told once

    def _finished(self, claim: ClaimParts) -> PayerAnswer | None:
        """The answer with its lines, and with the claim and lines of the same run that it is about."""
        found_claims = self._run.sent.find(claim, self._answer.status)
        if len(found_claims) > 1:
            claim.notes.append(_say_several(found_claims))
        if len(found_claims) != 1:
            return msgspec.structs.replace(self._answer, lines=tuple(said for said, _ in self._lines))
        (sent,) = found_claims
        taken: set[str] = set()
        found: dict[int, str | None] = {}
        for at in sorted(range(len(self._lines)), key=lambda at: not self._lines[at][1].control):
            found[at] = find_line(sent, self._lines[at][1], taken, self._people.number)
            taken.add(found[at] or "")
        lines = (msgspec.structs.replace(said, line=found[at]) for at, (said, _) in enumerate(self._lines))
        return msgspec.structs.replace(self._answer, lines=tuple(lines), to=sent.name)

    def _begin_claim(self, elements: list[str], segment: Segment) -> None:
        self._count += 1
        self._lines = []
        status = elements[2].strip()
        digest = self._people.number(elements[1])
        ties = self._run.corrections.find("CLP", (self._file, self._count))
        self._claim = claim = ClaimParts(
            number=self._count,
            segment=segment.number,
            what="answer",
            digest=digest,
            payers=self._people.number(elements[7]) if elements[7].strip() else b"",
            unchecked=why_over(ties) or (_TAKEN_BACK if status == REVERSAL else self._over),
            warnings=self._warnings,
            corrections=ties,
            left_out=self.passed_over.take(),
            payer=FILING_INDICATORS.get(elements[6].strip()),
        )
        if elements[6].strip() and claim.payer is None:
            claim.left_out["payer-of-another-kind", ""] += 1
        if not _SHORT.fullmatch(status):
            raise InputError("the status of the claim is no code (CLP02).")
        self._answer = msgspec.structs.replace(
            self._blank, status=status, charge=amount_of(elements[3]), paid=amount_of(elements[4])
        )

    def _read_head(self, segment_id: str, elements: list[str]) -> None:
        """Before the answers: the day of the payment, and the day on which the payer made them."""
        if segment_id == "BPR":
            self._blank = msgspec.structs.replace(self._blank, paid_on=_day_of(elements[_PAID_ON]))
        elif segment_id == "DTM" and elements[1].strip() == _MADE:
            self._blank = msgspec.structs.replace(self._blank, made_on=_day_of(elements[2]))

    def _begin_line(self, elements: list[str], segment: Segment) -> None:
        if len(self._lines) >= _MOST:
            raise InputError(f"the claim has more than {_MOST} lines.")
        said, line = read_answered(segment, elements, len(self._lines) + 1)
        if said.code and not line.has_service and self._claim is not None:
            self._claim.notes.append(f"Line {line.number} {UNCOUNTED}")
        self._lines.append((said, line))

    def _read_adjustments(self, elements: list[str]) -> None:
        """CAS: a group, then up to six times reason, amount and quantity."""
        group, found = elements[1].strip(), []
        for at in range(2, len(elements) - 1, 3):
            if reason := elements[at].strip():
                if not (_SHORT.fullmatch(group) and _SHORT.fullmatch(reason)):
                    raise InputError("an adjustment has no group or reason code (CAS).")
                found.append(Adjustment(group, reason, amount_of(elements[at + 1])))
        if self._lines:
            said, line = self._lines[-1]
            added = (*said.adjustments, *found)
            self._lines[-1] = (msgspec.structs.replace(said, adjustments=added), line)
        else:
            added = (*self._answer.adjustments, *found)
            self._answer = msgspec.structs.replace(self._answer, adjustments=added)

    def _read_days(self, elements: list[str]) -> None:
        kind = elements[1].strip()
        if kind == _OF_CLAIM and not self._lines and self._claim is not None:
            self._claim.days = read_days("D8", elements[2])
        elif self._lines and kind in (_DAY, _FIRST):
            self._lines[-1][1].days = read_days("D8", elements[2])
        elif self._lines and kind == _LAST and (first := self._lines[-1][1].days):
            last = read_days("D8", elements[2]).last
            self._lines[-1][1].days = Days(first.first, max(first.first, last))

    def _read_reference(self, elements: list[str]) -> None:
        """REF*6R: the sender's number of the line, as a digest."""
        if self._lines and elements[1].strip() == "6R":
            self._lines[-1][1].control = self._people.number(elements[2])

    def _read_remark(self, elements: list[str]) -> None:
        remark = elements[2].strip()
        if self._lines and elements[1].strip() == "HE" and _REMARK.fullmatch(remark):
            said, line = self._lines[-1]
            self._lines[-1] = (msgspec.structs.replace(said, remarks=(*said.remarks, remark)), line)

    def _read_remarks_of_claim(self, found: list[str]) -> None:
        """MIA05 and MIA20 to MIA23 of a stay, MOA03 to MOA07 of other claims: MA130 stands here alone."""
        remarks = [remark for each in found if _REMARK.fullmatch(remark := each.strip())]
        held = tuple(dict.fromkeys((*self._answer.remarks, *remarks)))
        self._answer = msgspec.structs.replace(self._answer, remarks=held)


def _say_several(found: list[SentClaim]) -> str:
    """That several claims have the number of an answer, and which."""
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    named = ", ".join(each.name for each in found[:_NAMED])
    return f"Several claims have its number, and which it answers is not known: {named}{more}."


def _day_of(text: str) -> date | None:
    """A day as the head of a remittance writes it; None for what is none."""
    try:
        return read_days("D8", text).first
    except InputError:
        return None
