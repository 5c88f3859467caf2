"""One item of a FHIR claim as a claim line with its days."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from app.claims.fhir import values
from app.claims.fhir.resources import Adjudication, ClaimResource, Concept, Diagnosis, Item
from app.claims.fhir.units import FRACTION, Counted, count
from app.claims.fhir.versions import address_of
from app.claims.left_out import Kind, Tally
from app.claims.supplies import is_supply, say_missed
from app.coding.claim import Line
from app.coding.errors import InputError

_NO_CONDITIONS: Mapping[str, Concept] = {}
_BESIDE = ("admitting", "patientreasonforvisit", "externalcauseofinjury")
_SUBMITTED = "submitted"
_BELOW_ZERO = (b":-", b": -")  # as JSON is written
_adjudications = msgspec.json.Decoder(list[Adjudication | None] | None)
_TOTAL = "0001"  # the revenue code of the line that sums up the others


class ReadLine(Struct, frozen=True, gc=False):
    """A line with the first and last day of its service, and sentences on how it was read."""

    line: Line
    days: values.Days
    notes: tuple[str, ...]


class Diagnoses(Struct, frozen=True):
    """The codes of a claim by their sequence number. `others` are of another code system than ICD-10-CM.

    `of_all`: those that belong to every line of a hospital's claim, where no line points to any. `unlisted`
    name no list, and are read as of ICD-10-CM by their shape. `elsewhere` stand in a resource that is not
    in the file. `old` are marked as ICD-9-CM.
    """

    codes: Mapping[int, str]
    others: frozenset[int]
    elsewhere: frozenset[int] = frozenset()
    of_all: tuple[str, ...] = ()
    unlisted: frozenset[int] = frozenset()
    old: frozenset[int] = frozenset()

    def knows(self, sequence: int) -> bool:
        """Whether the claim has a diagnosis of this number, of whatever list."""
        return sequence in self.codes or sequence in self.others or sequence in self.elsewhere


def read_diagnoses(resource: ClaimResource, conditions: Mapping[str, Concept] = _NO_CONDITIONS) -> Diagnoses:
    """The diagnoses of a claim; `conditions` has the codes of those that it refers to, by their addresses.

    Raises InputError for a sequence number that is none.
    """
    codes: dict[int, str] = {}
    others: set[int] = set()
    elsewhere: set[int] = set()
    unlisted: set[int] = set()
    old: set[int] = set()
    of_all: list[str] = []
    for each in resource.diagnosis or ():
        sequence = _named("the sequence number of a diagnosis", each.sequence) if each else None
        if each is None or sequence is None:
            continue
        concept = each.diagnosis_codeable_concept or _referred(each, conditions)
        found = values.diagnoses(concept)
        if not found and (found := values.diagnoses_of_no_list(concept)):
            unlisted.add(sequence)
        if not found and (found := values.diagnoses_of_icd_9(concept)):
            old.add(sequence)
        if found:
            codes[sequence] = found[0]
            of_all += [] if _is_beside(each) else [found[0]]
        else:
            (elsewhere if concept is None and each.diagnosis_reference else others).add(sequence)
    is_shared = values.has_code(resource.type, "institutional") and not any(
        item and item.diagnoses for item in resource.item or ()
    )
    shared = tuple(dict.fromkeys(of_all)) if is_shared else ()
    return Diagnoses(
        codes, frozenset(others), frozenset(elsewhere), shared, frozenset(unlisted), frozenset(old)
    )


def _referred(diagnosis: Diagnosis, conditions: Mapping[str, Concept]) -> Concept | None:
    """The code of the condition that a diagnosis refers to; None where that is not at hand."""
    reference = diagnosis.diagnosis_reference
    return conditions.get(address_of(reference.reference or "")) if reference else None


def _is_beside(diagnosis: Diagnosis) -> bool:
    """Whether a diagnosis is none that the services are for, as that of admission."""
    types = [each for each in diagnosis.type or () if each]
    return bool(types) and all(values.has_code(each, *_BESIDE) for each in types)


def read_line(
    item: Item,
    number: str,
    diagnoses: Diagnoses,
    whole_claim: values.Days | None,
    tally: Tally,
    missed: list[str],
    *,
    hospital: bool,
) -> ReadLine | None:
    """An item as a line; None, and counted, for one that holds nothing to check. Raises InputError.

    `missed` takes why the claim is not checked without a line.
    """
    notes: list[str] = []
    code = _code(item, notes)
    revenue = values.revenue(item.revenue) if hospital else None
    if not code and revenue == _TOTAL:
        return None
    if not code and not revenue:
        tally["line-without-code", ""] += 1
        return None
    counted = count(item, notes) if code else Counted(1)
    if counted.why:
        tally[_left_out_as(code, counted.why), ""] += 1
        if not is_supply(code):
            missed.append(say_missed(f"Line {number}", counted.why))
        return None
    if _is_taken_back(item):
        notes.append(
            "its amount is below zero: the payer takes another line back by it; it is read as a line"
        )
    modifiers = _modifiers(item, notes, tally) if code else []
    days = _days(item, whole_claim)
    if days[0] < days[1]:
        notes.append(
            "the service spans several days; it is read on the first, and the day of each unit is not known"
        )
    line = Line(
        code,
        tuple(modifiers),
        counted.units,
        _pointed(item, diagnoses, notes, tally) if code else (),
        place_of_service=_place(item, notes, tally),
        revenue_code=revenue,
        minutes=counted.minutes,
        source_line=number,
    )
    return ReadLine(line, days, tuple(f"line {number}: {note}." for note in notes))


def _modifiers(item: Item, notes: list[str], tally: Tally) -> list[str]:
    modifiers, foreign = values.modifiers(item.modifier or ())
    if foreign:
        tally["modifier-of-other-list", ""] += foreign
        notes.append("a modifier that is no code of CPT or HCPCS was left out")
    return modifiers


def _left_out_as(code: str, why: str) -> Kind:
    """As what a line is counted whose units cannot be counted."""
    return "line-with-fraction" if is_supply(code) and why == FRACTION else "line-not-counted"


def _is_taken_back(item: Item) -> bool:
    """Whether the amount submitted is below zero. Most lines have no such number, and are not read for it."""
    text = bytes(item.adjudication)
    if not any(sign in text for sign in _BELOW_ZERO):
        return False
    try:
        found = _adjudications.decode(text)
    except msgspec.ValidationError:
        return False
    return any(
        each and each.amount and values.has_code(each.category, _SUBMITTED)
        and values.is_below_zero(each.amount.value)
        for each in found or ()
    )  # fmt: skip


def _place(item: Item, notes: list[str], tally: Tally) -> str | None:
    """The place of service; one that is an address, a reference or of another list is counted."""
    place = values.place(item.location_codeable_concept)
    if place is None and (place := values.place_of_no_list(item.location_codeable_concept)):
        notes.append("its place names no list; it is read as a place of service")
    if place is None and values.is_given(
        item.location_codeable_concept, item.location_address, item.location_reference
    ):
        tally["place-not-read", ""] += 1
    return place


def _code(item: Item, notes: list[str]) -> str:
    codes = values.procedures(item.what)
    if not codes:
        codes = values.procedures_of_no_list(item.what)
        notes += ["its code names no list; it is read as one of CPT or HCPCS"] if codes else []
    if len(codes) > 1:
        raise InputError("several codes of CPT or HCPCS differ. Give one")
    return codes[0] if codes else ""


def _days(item: Item, whole_claim: values.Days | None) -> values.Days:
    if item.serviced_date:
        day = values.day(item.serviced_date)
        return day, day
    found = values.days(item.serviced_period) or whole_claim
    if found is None:
        raise InputError("the date of service is missing")
    return found


def _pointed(item: Item, diagnoses: Diagnoses, notes: list[str], tally: Tally) -> tuple[str, ...]:
    """The diagnoses that the line points to, in its order."""
    wanted = [_named("a diagnosis sequence", number) for number in item.diagnoses]
    if diagnoses.unlisted or diagnoses.old:
        read = {*(diagnoses.codes if diagnoses.of_all else wanted)}
        if diagnoses.unlisted & read:
            notes.append("a diagnosis names no list; it is read as one of ICD-10-CM")
        if diagnoses.old & read:
            notes.append("a diagnosis is marked as ICD-9-CM: which codes that list has is not checked")
    if diagnoses.of_all:
        return diagnoses.of_all
    found = [diagnoses.codes.get(each) for each in wanted if each is not None]
    if None in found:
        _say_missing(wanted, diagnoses, notes, tally)
    return tuple(dict.fromkeys(filter(None, found)))


def _say_missing(wanted: list[int | None], diagnoses: Diagnoses, notes: list[str], tally: Tally) -> None:
    """Count the diagnoses that a line points to and that have no code to check; `notes` takes what to say."""
    others = sum(each in diagnoses.others for each in wanted)
    tally["diagnosis-of-other-list", ""] += others
    tally["diagnosis-elsewhere", ""] += sum(each in diagnoses.elsewhere for each in wanted)
    if others:
        notes.append("a diagnosis that is not coded in ICD-10-CM was left out and is not checked")
    if any(each is not None and not diagnoses.knows(each) for each in wanted):
        notes.append("it points to a diagnosis that the claim does not have")


def _named(what: str, raw: msgspec.Raw) -> int | None:
    """A whole number, with its name in the error."""
    try:
        return values.whole(raw)
    except InputError as error:
        raise InputError(f"{what} {error}") from None
