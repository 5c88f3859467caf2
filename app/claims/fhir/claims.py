"""A Claim or an ExplanationOfBenefit as claims of one day each."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Raw

from app.claims.checks import check_claim
from app.claims.fhir import values
from app.claims.fhir.conditions import contained_in
from app.claims.fhir.lines import Diagnoses, ReadLine, read_diagnoses, read_line
from app.claims.fhir.parts import TURNED, is_there, lines_of
from app.claims.fhir.people import People
from app.claims.fhir.resources import ClaimResource, Concept, Extension, Item
from app.claims.fhir.versions import is_not_final
from app.claims.left_out import Kind, Tally
from app.claims.record import Entry
from app.coding.claim import Claim, Line
from app.coding.errors import InputError
from app.coding.field_path import line_index, sentence_in_line
from app.coding.payers import MEDICARE
from app.coding.words import ClaimForm

NO_CODE: tuple[Kind, str] = ("claim-without-code", "")
"""How a claim that holds nothing to check is counted."""
_NOT_FINAL = "CMS marks it as no final action: a later version may replace it."
_PART = re.compile(r"(?:medicare )?part [ab]", re.IGNORECASE)
_PART_ADDRESS = re.compile(r"Coverage/part-[ab]\b.*", re.IGNORECASE | re.DOTALL)
_BILL_TYPE = re.compile(r"0?[0-9]{2}[0-9A-Z]")


def read_claims(
    resource: ClaimResource, name: str, people: People, tally: Tally, conditions: Mapping[str, Concept]
) -> Iterator[Entry]:
    """The claims of a resource, one a day of service. `name` is its place in the file.

    `conditions` are those beside it, by their addresses. What is no claim to check is counted in `tally`.
    Raises InputError: what is wrong, with the line.
    """
    if (resource.status or "active") != "active":
        tally["claim-not-active", ""] += 1
        return
    if (resource.use or "claim") != "claim":
        tally["request-or-estimate", ""] += 1
        return
    if is_there(resource.modifier_extension):
        raise InputError(f"{TURNED}.")
    if resource.implicit_rules:
        raise InputError("it follows rules of its own (implicitRules), of which nothing is known.")
    whose = people.practitioner(resource)
    inside = contained_in(resource)
    diagnoses = read_diagnoses(resource, {**conditions, **inside} if inside else conditions)
    missed: list[str] = []
    found = list(_lines(resource, people, whose, tally, missed, diagnoses))
    tally["procedure-beside-lines", ""] += _procedures_beside(resource, {each.line.code for each in found})
    if not any(each.line.code for each in found):
        if missed:
            raise InputError("it has no line whose units can be counted.")
        tally[NO_CODE] += 1
        return
    tally["line-of-payer", ""] += len(resource.add_item or ())
    if not any(each.line.diagnoses for each in found) and diagnoses.codes:
        tally["diagnoses-not-pointed-to", ""] += 1
    base = _base(resource, name, whose, people.patient(resource))
    if base.payer is None and _names_payer(resource):
        tally["payer-not-read", ""] += 1
    rank = _rank(resource, people)
    not_final = resource.meta is not None and is_not_final(resource.meta.tag)
    for place, entry in enumerate(_by_day(base, found, name, rank)):
        notes = (_NOT_FINAL, *entry.notes) if not_final and not place else entry.notes
        yield (
            msgspec.structs.replace(entry, notes=notes, unchecked=missed[0] if missed else "")
            if missed or notes
            else entry
        )


def _lines(
    resource: ClaimResource,
    people: People,
    whose: str | None,
    tally: Tally,
    missed: list[str],
    diagnoses: Diagnoses,
) -> Iterator[ReadLine]:
    """The lines of a resource; each names its practitioner where that is another than the claim's."""
    whole_claim = values.days(resource.billable_period)
    hospital = _form(resource) == "institutional"
    for position, item in enumerate((item for item in resource.item or () if item), 1):
        number = _number(item, position)
        try:
            parts, note = lines_of(item)
            for part in parts:
                found = read_line(part, number, diagnoses, whole_claim, tally, missed, hospital=hospital)
                if found is None:
                    continue
                token = people.of_line(resource, part)
                if token and token != whose:
                    line = msgspec.structs.replace(found.line, practitioner=token)
                    found = msgspec.structs.replace(found, line=line)
                if note:
                    notes = (f"line {number}: {note}.", *found.notes)
                    found, note = msgspec.structs.replace(found, notes=notes), ""
                yield found
        except InputError as error:
            raise InputError(f"line {number}: {error}.") from None


def _procedures_beside(resource: ClaimResource, codes: set[str]) -> int:
    """How many procedures of CPT or HCPCS the claim names that no line has."""
    named = (values.procedures(each.procedure_codeable_concept) for each in resource.procedure or () if each)
    return sum(not codes.intersection(each) for each in named if each)


def _number(item: Item, position: int) -> str:
    """The number of a line as the resource has it, where that is a plain one, else its position."""
    written = bytes(item.sequence)
    return written.decode() if written.isdigit() and len(written) < 6 else str(position)


def _base(resource: ClaimResource, name: str, practitioner: str | None, patient: str | None) -> Claim:
    """What all claims of the resource have in common."""
    bill_type = _bill_type(resource)
    return Claim(
        schema=2,
        date_of_service=date.min,
        lines=(),
        reference=f"claim {name}",
        claim_form=_form(resource),
        payer=_payer(resource),
        record="none",
        bill_type=bill_type,
        frequency=bill_type[-1] if bill_type else None,
        practitioner=practitioner,
        patient=patient,
    )


def _by_day(base: Claim, found: Sequence[ReadLine], whole: str, rank: str) -> Iterator[Entry]:
    days: dict[date, list[ReadLine]] = defaultdict(list)
    for each in found:
        days[each.days[0]].append(each)
    split = len(days) > 1
    for position, (day, lines) in enumerate(sorted(days.items()), 1):
        name = f"{whole}.{position}" if split else whole
        notes = tuple(note for each in lines for note in each.notes)
        if split and position == 1:
            notes = (f"its services are of {len(days)} days; each day is read as a claim of its own.", *notes)
        yield Entry(name, _checked(base, day, name, [each.line for each in lines]), notes=notes, rank=rank)


def _checked(base: Claim, day: date, name: str, lines: Sequence[Line]) -> Claim:
    """The claim of a day. The place of service that all of its lines share is that of the claim."""
    places = {line.place_of_service for line in lines}
    shared = places.pop() if len(places) == 1 else None
    if shared:
        lines = [msgspec.structs.replace(line, place_of_service=None) for line in lines]
    claim = msgspec.structs.replace(
        base, date_of_service=day, reference=f"claim {name}", place_of_service=shared, lines=tuple(lines)
    )
    try:
        return check_claim(claim)
    except InputError as error:
        index = line_index(error.field)
        where = "" if index is None else f"line {lines[index].source_line}: "
        raise InputError(f"{where}{sentence_in_line(error)}") from None


def _form(resource: ClaimResource) -> ClaimForm | None:
    if values.has_code(resource.type, "institutional"):
        return "institutional"
    return "professional" if values.has_code(resource.type, "professional") else None


def _bill_type(resource: ClaimResource) -> str | None:
    """The three characters of the type of bill of a hospital's claim; NUBC writes a zero before them.

    Blue Button 2 of CMS has the three apart: kind of facility, classification, and frequency as type of bill.
    """
    if _form(resource) != "institutional":
        return None
    infos = [each for each in resource.supporting_info or () if each]
    written = [each.code for each in infos if values.has_code(each.category, "typeofbill")][:1]
    codes = [(each.code or "").strip().upper() for code in written for each in values.codings(code)]
    facility = resource.facility.extension if resource.facility else None
    start = _extension(facility, "clm_fac_type_cd") + _extension(
        resource.extension, "clm_srvc_clsfctn_type_cd"
    )
    found = (each for code in codes for each in (code, f"{start}{code}") if _BILL_TYPE.fullmatch(each))
    return next(found, "")[-3:] or None


def _extension(extensions: list[Extension | None] | None, variable: str) -> str:
    """The code that CMS gives as one of its variables, "" for none."""
    found = (each for each in extensions or () if each and (each.url or "").endswith(f"/{variable}"))
    return next(((each.value_coding.code or "") for each in found if each.value_coding), "")


def _payer(resource: ClaimResource) -> str | None:
    """Medicare where the coverage is its Part A or B and says so in that form; no other payer is presumed."""
    found = [each for each in resource.insurances if each.coverage]
    focal = [each for each in found if each.focal] or found[:1]
    for each in focal:
        coverage = each.coverage
        if coverage and (
            _PART.fullmatch((coverage.display or "").strip())
            or _PART_ADDRESS.fullmatch(coverage.reference or "")
        ):
            return MEDICARE
    return None


def _rank(resource: ClaimResource, people: People) -> str:
    """What tells claims to one payer from those to another: the place of its insurance, and the insurer."""
    focal = resource.focal
    place = _whole_or_none(focal.sequence) if focal and focal.focal else None
    return f"{'' if place in (None, 1) else place}{people.insurer(resource) or ''}"


def _whole_or_none(raw: Raw) -> int | None:
    try:
        return values.whole(raw)
    except InputError:
        return None


def _names_payer(resource: ClaimResource) -> bool:
    """Whether a claim says who pays, in whatever form."""
    return values.is_given(resource.insurer) or any(each.coverage for each in resource.insurances)
