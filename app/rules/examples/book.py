"""A few codes of the book, so that examples carry facts of their own in the shape of the library's."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from app.coding.claim import Claim, coded_lines
from app.coding.dates import covers
from app.coding.facts import Alternative, CodeFacts, Facts, FittingGuidance, Inclusion, PlaceFacts
from app.coding.official import AddOnPair
from app.coding.payers import unknown_payer
from app.coding.reasons import Gap
from app.coding.series import Need
from app.coding.words import Modality
from app.rules.examples.anatomy import ANATOMY
from app.rules.examples.codes import ADD_ONS, ALTERNATIVES, CITED, CODES, GUIDANCE, INCLUSIONS
from app.rules.examples.modifier_rows import MODIFIERS, modifier_facts
from app.rules.examples.rows import (
    CONFLICTS,
    DIAGNOSES,
    EDITS,
    FACILITY,
    FEES,
    PAYERS,
    UNITS,
    gap_of,
)

# The example book holds rows of the add-on table, and no official list of codes.
_PARTIAL: Mapping[Need, Gap] = {
    "add-ons": gap_of("add-ons", "partial"),
    "codes": gap_of("codes", "lists"),
    "modifiers": gap_of("modifiers", "lists"),
}
_Row = TypeVar("_Row", Inclusion, Alternative)


def _in_force(rows: Iterable[_Row], on: date) -> tuple[_Row, ...]:
    return tuple(row for row in rows if covers(row.first, row.last, on))


def facts_for(claim: Claim) -> Facts:
    """The facts of a claim out of these few codes, as a library would gather them."""
    on = claim.date_of_service
    codes = {line.code for line in coded_lines(claim)}
    payers = {payer.id: payer.on(on) for payer in PAYERS}
    known = {code: CODES[code] for code in sorted(codes) if code in CODES}
    add_ons = {code: rows for code, rows in ADD_ONS.items() if code in codes}
    return Facts(
        on=on,
        partial=_PARTIAL,
        codes=known,
        add_ons=add_ons,
        primaries=_primaries(known, add_ons, on),
        guidance=GUIDANCE,
        anatomy=ANATOMY,
        inclusions=_by_code(row for row in _in_force(INCLUSIONS, on) if {row.guidance, row.code} <= codes),
        alternatives=_by_code(
            row for row in _in_force(ALTERNATIVES, on) if {row.guidance, row.code} <= codes
        ),
        imaging_inside={
            row.code: row.citations
            for row in _in_force(INCLUSIONS, on)
            if row.code in codes and row.ground == "wording"
        },
        without_imaging=_without_imaging(codes, on),
        pairs={(edit.column1, edit.column2): edit for edit in EDITS if {edit.column1, edit.column2} <= codes},
        units={code: limit for code, limit in UNITS.items() if code in codes},
        fees={code: rows for code, rows in FEES.items() if code in codes},
        modifiers={
            modifier: modifier_facts(modifier)
            for line in claim.lines
            for modifier in line.modifiers
            if modifier in MODIFIERS
        },
        place=_place(claim.place_of_service),
        line_places={
            code: place
            for line in claim.lines
            if (code := line.place_of_service) and (place := _place(code)) is not None
        },
        payer=(payers.get(claim.payer) or unknown_payer(claim.payer)) if claim.payer else None,
        payers=payers,
        diagnoses={
            code: DIAGNOSES[code] for line in claim.lines for code in line.diagnoses if code in DIAGNOSES
        },
        candidates=_candidates(claim),
        fitting_guidance=_fitting_guidance(claim),
        conflicts=CONFLICTS,
    )


def _primaries(
    known: Mapping[str, CodeFacts], add_ons: Mapping[str, tuple[AddOnPair, ...]], on: date
) -> dict[str, frozenset[str]]:
    unread = [code for code, facts in known.items() if facts.add_on and code not in add_ons]
    current = {code: [row for row in rows if row.in_force(on)] for code, rows in add_ons.items()}
    return {
        code: frozenset(row.primary for row in rows if row.kind != "2")
        for code, rows in current.items()
        if rows
    } | dict.fromkeys(unread, frozenset())


def _without_imaging(codes: Collection[str], on: date) -> dict[str, tuple[Alternative, ...]]:
    rows = [row for row in _in_force(ALTERNATIVES, on) if row.use in codes and _method(row.use) is None]
    return {use: tuple(row for row in rows if row.use == use) for use in dict.fromkeys(r.use for r in rows)}


def _by_code(rows: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    kept: dict[str, list[_Row]] = {}
    for row in rows:
        kept.setdefault(row.code, []).append(row)
    return {code: tuple(listed) for code, listed in kept.items()}


def _place(code: str | None) -> PlaceFacts | None:
    return PlaceFacts(code, "", FACILITY[code], ()) if code in FACILITY else None


def _candidates(claim: Claim) -> tuple[CodeFacts, ...]:
    technique, target = claim.documentation.technique, claim.documentation.target or ""
    return tuple(
        row
        for row in CODES.values()
        if technique in row.techniques and any(word in target for word in row.targets)
    )


def _fitting_guidance(claim: Claim) -> tuple[FittingGuidance, ...]:
    """By the add-on lists and the alternatives of these few codes, as the library finds it by all of them."""
    said, on = claim.documentation, claim.date_of_service
    codes = [line.code for line in claim.lines if line.code in CODES]
    if (
        not said.needle_guided
        or said.modality is None
        or any(CODES[code].kind == "guidance" for code in codes)
    ):
        return ()
    barred = {(row.code, row.guidance) for row in _in_force(INCLUSIONS, on)}
    barred |= {(row.code, row.guidance) for row in _in_force(ALTERNATIVES, on)}
    found = [
        (row.primary, add_on) for add_on, pairs in ADD_ONS.items() for row in pairs if row.in_force(on)
    ] + [(row.code, row.use) for row in _in_force(ALTERNATIVES, on)]
    replaced = {
        row.code: row.use
        for row in _in_force(ALTERNATIVES, on)
        if _method(row.guidance) == said.modality and _method(row.use) is None
    }
    return tuple(
        FittingGuidance(code, replaced[code], said.modality, CITED, instead=True)
        for code in dict.fromkeys(codes)
        if code in replaced
    ) + tuple(
        FittingGuidance(code, guidance, said.modality, CITED)
        for code in dict.fromkeys(codes)
        if code not in replaced
        for primary, guidance in dict.fromkeys(found)
        if primary == code and (code, guidance) not in barred and _method(guidance) == said.modality
    )


def _method(code: str) -> Modality | None:
    known = CODES.get(code)
    return known.modality if known and known.kind == "guidance" else None
