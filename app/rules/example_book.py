"""A few codes of the book, so that examples carry facts of their own in the shape of the library's."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, TypeVar

from app.coding.claim import Claim
from app.coding.facts import (
    Alternative,
    CodeFacts,
    CodeKind,
    Facts,
    Inclusion,
    ModifierFacts,
    PayerFacts,
    PayerPolicy,
    PlaceFacts,
)
from app.coding.official import AddOnPair, Diagnosis, FeeRow, PairEdit, UnitsLimit
from app.coding.pages import Disagreement, Position
from app.coding.sources import Citation
from app.coding.words import ClaimForm, Modality, Payer, Technique

_Dated = TypeVar("_Dated", Inclusion, Alternative, PayerPolicy)
_Row = TypeVar("_Row", Inclusion, Alternative)
_Ground = Literal["wording", "cpt-instruction", "pair-edit", "arthrography"]
_2015, _2017, _2018, _2019 = date(2015, 1, 1), date(2017, 1, 1), date(2018, 12, 31), date(2019, 1, 1)
_2020, _2023, _2025 = date(2020, 1, 1), date(2023, 1, 1), date(2025, 12, 31)

_CITED = (Citation("example", "2026", "row", "Example book", ""),)


def _in_force(rows: Iterable[_Dated], on: date) -> tuple[_Dated, ...]:
    return tuple(
        row for row in rows if (row.first is None or row.first <= on) and (row.last is None or on <= row.last)
    )


def _code(
    code: str,
    kind: CodeKind,
    *techniques: Technique,
    modality: Modality | None = None,
    requires: tuple[Modality, ...] = (),
    first: date | None = None,
    last: date | None = None,
    successors: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    add_on: bool = False,
) -> CodeFacts:
    return CodeFacts(
        code=code,
        label="",
        kind=kind,
        techniques=techniques,
        modality=modality,
        requires_imaging=requires,
        first=first,
        last=last,
        successors=successors,
        targets=targets,
        add_on=add_on,
    )


_CODES = {
    row.code: row
    for row in (
        _code("10007", "primary", "fna", modality="fluoroscopy", requires=("fluoroscopy",), first=_2019),
        _code("10008", "primary", "fna", modality="fluoroscopy", requires=("fluoroscopy",), first=_2019),
        _code("10030", "primary", "drainage", requires=("fluoroscopy", "ultrasound", "ct", "mr")),
        _code("10160", "primary", "aspiration", "drainage"),
        _code("20206", "primary", "core-biopsy", targets=("thigh mass",)),
        _code("20552", "primary", "injection"),
        _code("20605", "primary", "injection", "aspiration"),
        _code("20610", "primary", "injection", "aspiration", targets=("hip joint",)),
        _code(
            "20611",
            "primary",
            "injection",
            "aspiration",
            modality="ultrasound",
            requires=("ultrasound",),
            first=_2015,
        ),
        _code("20670", "other"),
        _code("22842", "other", add_on=True),
        _code("23350", "primary", "arthrogram-injection"),
        _code("27096", "primary", "injection", requires=("fluoroscopy", "ct")),
        _code("27369", "primary", "arthrogram-injection", first=_2019),
        _code("27370", "primary", "arthrogram-injection", last=_2018, successors=("27369",)),
        _code("36556", "primary"),
        _code("47001", "primary", "core-biopsy"),
        _code("55700", "primary", "core-biopsy", last=_2025, successors=("55707", "55708")),
        _code("62267", "primary", "aspiration", "core-biopsy"),
        _code("62270", "primary", "aspiration"),
        _code("62268", "primary", "aspiration"),
        _code("64447", "primary", "injection"),
        _code("64450", "primary", "injection"),
        _code("64520", "primary", "injection"),
        _code("64640", "primary", "neurolysis"),
        _code("73040", "imaging", modality="fluoroscopy"),
        _code("73222", "imaging", modality="mr"),
        _code("76000", "guidance", modality="fluoroscopy"),
        _code("76942", "guidance", modality="ultrasound"),
        _code("77001", "guidance", modality="fluoroscopy"),
        _code("77002", "guidance", modality="fluoroscopy", first=date(2007, 1, 1)),
        _code("77003", "guidance", modality="fluoroscopy"),
        _code("77012", "guidance", modality="ct"),
        _code("77021", "guidance", modality="mr"),
        _code("96523", "other"),
        _code("99213", "evaluation"),
        _code("G0260", "primary", "injection"),
        _code("J1030", "other"),
    )
}


def _pairs(add_on: str, first: date, *primaries: str, last: date | None = None) -> tuple[AddOnPair, ...]:
    return tuple(AddOnPair(add_on, "1", primary, first, last) for primary in primaries)


_ADD_ONS: dict[str, tuple[AddOnPair, ...]] = {
    "10008": _pairs("10008", _2019, "10007"),
    "47001": (AddOnPair("47001", "2", "CCCCC", date(2013, 4, 1), None),),
    "77001": (AddOnPair("77001", "2", "CCCCC", date(2013, 4, 1), None),),
    "77002": (
        *_pairs("77002", _2017, "10160", "20206", "20552", "20605", "20610", "23350", "47001", "62268"),
        *_pairs("77002", _2019, "27369"),
        *_pairs("77002", _2020, "64447", "64450"),
        *_pairs("77002", _2017, "27370", last=_2018),
        *_pairs("77002", _2017, "55700", last=_2025),
    ),
    "77003": (
        *_pairs("77003", _2017, "62267", "64520"),
        *_pairs("77003", _2017, "62270", last=date(2019, 12, 31)),
    ),
}


def _inclusion(
    code: str,
    guidance: str,
    first: date | None = None,
    ground: _Ground = "cpt-instruction",
    conflict: str | None = None,
) -> Inclusion:
    note = (
        "CPT put imaging into this code; passing the edits is not enough."
        if conflict
        else "The code contains the guidance."
    )
    return Inclusion(
        code=code,
        guidance=guidance,
        ground=ground,
        first=first,
        last=None,
        note=note,
        citations=_CITED,
        conflict=conflict,
    )


_INCLUSIONS = (
    _inclusion("20611", "77002", _2015),
    _inclusion("20611", "76942", _2015),
    _inclusion("20670", "77002", ground="pair-edit"),
    _inclusion("27096", "77002"),
    _inclusion("10007", "77002", _2019),
    _inclusion("64447", "77002", _2023, conflict="K1"),
    _inclusion("64447", "77003", _2023),
    _inclusion("73040", "77002", ground="arthrography"),
    _inclusion("27096", "76000"),
)


def _alternative(code: str, guidance: str, use: str, conflict: str | None = None) -> Alternative:
    note = f"The list of {use} has it." if use.startswith("77") else "With imaging it has a code of its own."
    return Alternative(
        code=code,
        guidance=guidance,
        use=use,
        note=note,
        first=_2017,
        last=None,
        citations=_CITED,
        conflict=conflict,
        pair_edit=(code, guidance) in _EDITED,
    )


# Of these the book of the program cites the pair table, as the example book does by hand.
_EDITED = {
    ("62267", "77002"),
    ("64520", "77002"),
    ("20206", "76000"),
    ("20610", "76000"),
    ("64520", "76000"),
    ("20605", "76942"),
    ("20610", "76942"),
}
_ALTERNATIVES = (
    _alternative("62267", "77002", "77003", "K8"),
    _alternative("62270", "77002", "62328"),
    _alternative("62270", "77003", "62328"),
    _alternative("64520", "77002", "77003", "K6"),
    _alternative("20610", "77003", "77002"),
    _alternative("64447", "77003", "77002"),
    _alternative("20206", "77003", "77002"),
    _alternative("20206", "76000", "77002"),
    _alternative("20610", "76000", "77002"),
    _alternative("64520", "76000", "77003"),
    _alternative("20605", "76942", "20606"),
    _alternative("20610", "76942", "20611"),
)


def fee_row(code: str, modifier: str, component: str = "1") -> FeeRow:
    """A fee row of which only the indicators matter."""
    return FeeRow(
        code=code,
        modifier=modifier,
        status="A",
        work=None,
        practice=None,
        practice_facility=None,
        malpractice=None,
        total=None,
        total_facility=None,
        facility_na=modifier != "26",
        component=component,
        global_days="ZZZ",
        multiple="0",
        bilateral="0",
        supervision="03" if modifier == "TC" else "09",
        imaging_family="99",
        conversion=33.4009,
    )


_FEES: Mapping[str, Mapping[str, FeeRow]] = {
    code: {part: fee_row(code, part) for part in ("", "26", "TC")}
    for code in ("76942", "77001", "77002", "77003", "77012", "77021")
} | {"20610": {"": fee_row("20610", "", "0")}}

_BOTH: tuple[ClaimForm, ...] = ("professional", "institutional")
_PRO: tuple[ClaimForm, ...] = ("professional",)
_INST: tuple[ClaimForm, ...] = ("institutional",)
# code: kind, claim forms, rank, bypasses pair edits, with guidance
_MODIFIERS: dict[str, tuple[Any, tuple[ClaimForm, ...], int, bool, Any]] = {
    "26": ("component", _PRO, 1, False, "yes"),
    "TC": ("component", _PRO, 1, False, "conditional"),
    "50": ("side", _BOTH, 2, False, "no"),
    "51": ("other", _PRO, 3, False, "no"),
    "52": ("reduced", _BOTH, 2, False, "conditional"),
    "53": ("reduced", _PRO, 2, False, "conditional"),
    "73": ("reduced", _INST, 2, False, "no"),
    "74": ("reduced", _INST, 2, False, "no"),
    "59": ("distinct", _BOTH, 2, True, "separate"),
    "XE": ("distinct", _BOTH, 2, True, "separate"),
    "XS": ("distinct", _BOTH, 2, True, "separate"),
    "XP": ("distinct", _BOTH, 2, True, "separate"),
    "XU": ("distinct", _BOTH, 2, True, "separate"),
    "25": ("distinct", _BOTH, 2, True, "no"),
    "27": ("distinct", _INST, 2, True, "no"),
    "76": ("repeat", _BOTH, 3, False, "separate"),
    "77": ("repeat", _BOTH, 3, False, "separate"),
    "RT": ("side", _BOTH, 4, True, "conditional"),
    "LT": ("side", _BOTH, 4, True, "conditional"),
    "GA": ("liability", _BOTH, 5, False, "conditional"),
    "GZ": ("liability", _BOTH, 5, False, "conditional"),
    "GC": ("other", _PRO, 5, False, "conditional"),
    "KX": ("other", _BOTH, 5, False, "conditional"),
    "FY": ("other", _BOTH, 2, False, "no"),
    "CT": ("other", _BOTH, 2, False, "no"),
    "PO": ("site", _INST, 5, False, "conditional"),
    "PN": ("site", _INST, 5, False, "conditional"),
}


_CONFLICTING = {"PO": ("PN",), "PN": ("PO",), "59": ("XS",), "XS": ("59",), "76": ("77",), "77": ("76",)}


def _modifier(code: str) -> ModifierFacts:
    kind, forms, rank, bypasses, with_guidance = _MODIFIERS[code]
    return ModifierFacts(
        code=code,
        label="",
        kind=kind,
        claim_forms=forms,
        rank=rank,
        bypasses_pairs=bypasses,
        with_guidance=with_guidance,
        note="",
        citations=_CITED,
        evaluation_only=code in ("25", "27"),
        conflicts=_CONFLICTING.get(code, ()),
    )


_FACILITY = {"21": True, "22": True, "24": True, "11": False, "32": False}
_FOLLOWS: dict[Payer, bool | None] = {
    "medicare": True,
    "cigna": True,
    "commercial-ncci": True,
    "commercial-cpt": False,
    "unitedhealthcare": None,
    "aetna": None,
    "bcbs": None,
}


def _policy(id_: str, payer: Payer, slug: str, text: str, first: date | None = None) -> PayerPolicy:
    return PayerPolicy(
        id=id_, payer=payer, slug=slug, text=text, first=first, last=None, names_77002=False, citations=_CITED
    )


_POLICIES = (
    _policy(
        "uhc-em-report",
        "unitedhealthcare",
        "payer-em-report",
        "Attach the report beside a visit.",
        date(2024, 10, 1),
    ),
    _policy(
        "plan-trigger", "bcbs", "payer-policy", "A plan calls imaging for trigger points investigational."
    ),
    _policy("medicare-si-hospital", "medicare", "payer-policy", "Hospitals report G0260."),
    _policy("medicare-lcd-trigger", "medicare", "payer-policy", "Trigger points: no modifier 50."),
    _policy(
        "medicare-lcd-knee-ha", "medicare", "payer-policy", "The record should justify imaging guidance."
    ),
)


def _conflict(id_: str, title: str) -> Disagreement:
    positions = (Position("The CMS tables pair the codes.", _CITED), Position("CPT does not.", _CITED))
    return Disagreement(
        id_, title, positions, "CPT", "It decides what a code includes.", "Leave the guidance off."
    )


_CONFLICTS = {
    "K1": _conflict("K1", "Nerve blocks with imaging inside"),
    "K6": _conflict("K6", "Guidance of sympathetic blocks"),
    "K8": _conflict("K8", "Guidance of disc aspiration"),
}
_DIAGNOSES = {
    "M16.11": Diagnosis("M1611", billable=True, label="Arthrosis of right hip"),
    "M1611": Diagnosis("M1611", billable=True, label="Arthrosis of right hip"),
    "M16.1": Diagnosis("M161", billable=False, label="Arthrosis of hip, one side"),
}
_EDITS = (
    PairEdit("20610", "20605", "1", _2017, None, "example"),
    PairEdit("20610", "96523", "0", _2017, None, "example"),
    PairEdit("20610", "77001", "1", _2017, None, "example"),
    PairEdit("20611", "77002", "1", _2017, None, "example"),
    PairEdit("62267", "77002", "1", _2017, None, "example"),
    PairEdit("77002", "76000", "1", _2017, None, "example"),
    PairEdit("77002", "77003", "1", _2017, None, "example"),
)
_UNITS = {
    "20610": UnitsLimit("20610", 2, "3", "example"),
    "10008": UnitsLimit("10008", 4, "1", "example"),
    "20206": UnitsLimit("20206", 3, "2", "example"),
    "77002": UnitsLimit("77002", 1, "3", "example"),
}


def facts_for(claim: Claim) -> Facts:
    """The facts of a claim out of these few codes, as a library would gather them."""
    on = claim.date_of_service
    codes = {line.code for line in claim.lines}
    known = {code: _CODES[code] for code in sorted(codes) if code in _CODES}
    add_ons = {code: rows for code, rows in _ADD_ONS.items() if code in codes}
    return Facts(
        on=on,
        partial={"add-ons": "The whole add-on table is not on the shelf."},
        codes=known,
        add_ons=add_ons,
        primaries=_primaries(known, add_ons, on),
        inclusions=_by_code(
            row for row in _in_force(_INCLUSIONS, on) if row.guidance in codes and row.code in codes
        ),
        alternatives=_by_code(
            row for row in _in_force(_ALTERNATIVES, on) if row.guidance in codes and row.code in codes
        ),
        pairs={
            (edit.column1, edit.column2): edit for edit in _EDITS if {edit.column1, edit.column2} <= codes
        },
        units={code: limit for code, limit in _UNITS.items() if code in codes},
        fees={code: rows for code, rows in _FEES.items() if code in codes},
        modifiers={
            modifier: _modifier(modifier)
            for line in claim.lines
            for modifier in line.modifiers
            if modifier in _MODIFIERS
        },
        place=_place(claim.place_of_service),
        payer=_payer(claim.payer, on),
        diagnoses={
            code: _DIAGNOSES[code] for line in claim.lines for code in line.diagnoses if code in _DIAGNOSES
        },
        candidates=_candidates(claim),
        conflicts=_CONFLICTS,
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


def _by_code(rows: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    kept: dict[str, list[_Row]] = {}
    for row in rows:
        kept.setdefault(row.code, []).append(row)
    return {code: tuple(listed) for code, listed in kept.items()}


def _place(code: str | None) -> PlaceFacts | None:
    return PlaceFacts(code, "", _FACILITY[code], ()) if code in _FACILITY else None


def _payer(payer: Payer | None, on: date) -> PayerFacts | None:
    if payer is None:
        return None
    policies = tuple(row for row in _in_force(_POLICIES, on) if row.payer == payer)
    return PayerFacts(payer, payer.capitalize(), _FOLLOWS[payer], policies, ())


def _candidates(claim: Claim) -> tuple[CodeFacts, ...]:
    technique, target = claim.documentation.technique, claim.documentation.target or ""
    return tuple(
        row
        for row in _CODES.values()
        if technique in row.techniques and any(word in target for word in row.targets)
    )
