"""What was gathered of a claim, as claim records: one for each day, with what must be said of it."""

from collections.abc import Iterator
from datetime import date

from app.claims.checks import check_claim
from app.claims.left_out import left_out
from app.claims.record import Entry
from app.claims.x12.parts import ClaimParts, LineParts
from app.coding.claim import Claim, Line, Locality
from app.coding.dates import show_date
from app.coding.errors import InputError

_NAMED = 8  # lines that a note names


def entries_of(parts: ClaimParts, name: str) -> Iterator[Entry]:
    """The claims of a claim, by day. One that cannot be read gives one sentence with its segment."""
    stem = parts.stem
    try:
        if parts.fault is not None:
            raise InputError(parts.fault[1])
        days = _by_day(parts)
        claims = [
            _claim(parts, day, lines, _reference(stem, place, len(days)))
            for place, (day, lines) in enumerate(days.items(), 1)
        ]
    except InputError as error:
        segment = parts.fault[0] if parts.fault else parts.segment
        problem = f"{name}, {stem}, segment {segment}: {error}"
        yield Entry(stem, None, problem, segment=parts.segment)
        return
    notes = tuple(f"{name}, {stem}: {note}" for note in _notes(parts, [*days]))
    left = left_out(parts.left_out)
    for claim in claims:
        assert claim.reference is not None  # it was given above
        yield Entry(
            claim.reference,
            claim,
            notes=notes,
            unchecked=parts.unchecked,
            corrections=parts.corrections,
            left_out=left,
            segment=parts.segment,
            rank=parts.rank,
        )
        notes, left = (), ()  # they are told once


def _reference(stem: str, place: int, count: int) -> str:
    return stem if count == 1 else f"{stem}, day {place} of {count}"


def _by_day(parts: ClaimParts) -> dict[date, list[LineParts]]:
    """The lines by their day of service, in the order of days. Raises InputError for a line without one."""
    if not parts.lines:
        raise InputError(f"the claim has no line{_missing(parts)}.")
    where = "DTM*472" if parts.what == "answer" else "DTP*472"
    own = [line.days.first for line in parts.lines if line.days is not None]
    days: dict[date, list[LineParts]] = {}
    for line in parts.lines:
        if line.days is not None:
            day = line.days.first
        elif own and (not line.code or parts.days is None):
            if line.code and len(set(own)) > 1:
                raise InputError(f"line {line.number} has no date of service ({where}).")
            day = min(own)
        elif parts.days is not None:
            day = parts.days.first
        else:
            raise InputError(f"line {line.number} has no date of service ({where}).")
        days.setdefault(day, []).append(line)
    return dict(sorted(days.items()))


def _missing(parts: ClaimParts) -> str:
    """What of lines was wanting that a claim without any had."""
    if parts.uncounted:
        return f" whose units can be counted: {parts.uncounted}"
    return " with a code of HCPCS (SV101)" if parts.left_out["line-without-code", ""] else ""


def _claim(parts: ClaimParts, day: date, lines: list[LineParts], reference: str) -> Claim:
    return check_claim(
        Claim(
            schema=2,
            date_of_service=day,
            lines=tuple(_line(parts, line) for line in lines),
            reference=reference,
            claim_form=parts.form,
            place_of_service=parts.place,
            payer=parts.payer,
            record="none",
            bill_type=parts.bill_type,
            frequency=parts.frequency,
            locality=Locality(zip=parts.zip) if parts.zip else None,
            practitioner=parts.practitioner or parts.billing,
            patient=parts.patient,
            file_warnings=parts.warnings,
        )
    )


def _line(parts: ClaimParts, line: LineParts) -> Line:
    practitioner = line.practitioner if line.practitioner != (parts.practitioner or parts.billing) else None
    return Line(
        code=line.code,
        modifiers=line.modifiers,
        units=line.units,
        diagnoses=_diagnoses(parts, line),
        place_of_service=line.place if line.place != parts.place else None,
        revenue_code=line.revenue,
        minutes=line.minutes,
        practitioner=practitioner,
        source_line=line.number,
    )


def _diagnoses(parts: ClaimParts, line: LineParts) -> tuple[str, ...]:
    """Those that a professional line points to, in its order; on an institutional claim all belong to all."""
    if parts.form == "institutional":
        return tuple(dict.fromkeys(filter(None, parts.diagnoses))) if line.code else ()
    return tuple(code for each in line.pointers if (code := _pointed_at(parts, each)))


def _notes(parts: ClaimParts, days: list[date]) -> Iterator[str]:
    """What must be said of how the claim was read."""
    if len(days) > 1:
        yield f"{len(days)} days of service: each is reviewed as a claim of its own."
    ranges = [line.number for line in parts.lines if line.days is not None and line.days.is_range]
    if ranges:
        yield (
            f"Over several days, and read under the first of them: {_named(ranges)}. "
            "On which day each unit was is not known."
        )
    undated = [line.number for line in parts.lines if line.days is None and line.code]
    if undated and parts.days is not None:
        doubt = ", which has several days" if parts.days.is_range else ""
        yield (
            f"Without a date, and read under {show_date(parts.days.first)}, the first day of the claim's "
            f"period{doubt}: {_named(undated)}."
        )
    if lost := [line.number for line in parts.lines if _points_nowhere(parts, line)]:
        yield f"Pointing to a diagnosis that the claim does not have: {_named(lost)}."
    if parts.has_icd_9:
        yield "Diagnoses are marked as ICD-9-CM: which codes that list has is not checked."
    yield from parts.notes


def _points_nowhere(parts: ClaimParts, line: LineParts) -> bool:
    return not all(_pointed_at(parts, each) for each in line.pointers)


def _pointed_at(parts: ClaimParts, pointer: int) -> str:
    return parts.diagnoses[pointer - 1] if 1 <= pointer <= len(parts.diagnoses) else ""


def _named(numbers: list[str]) -> str:
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(numbers[:_NAMED])}{more}"
