"""A few codes for the examples of rules: their facts, add-on lists, and what they contain or want."""

from datetime import date

from app.coding.facts import Alternative, CodeFacts, CodeKind, Ground, Inclusion
from app.coding.guidance import GuidanceCode, make_table
from app.coding.official import AddOnPair
from app.coding.sources import Citation
from app.coding.words import Modality, Technique
from app.rules.examples.variants import VARIANTS

_2015, _2017, _END_2018, _2019 = date(2015, 1, 1), date(2017, 1, 1), date(2018, 12, 31), date(2019, 1, 1)
_2020, _2023, _END_2025 = date(2020, 1, 1), date(2023, 1, 1), date(2025, 12, 31)

CITED = (Citation("example", "2026", "row", "Example book", ""),)


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
    regions: tuple[str, ...] = (),
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
        listed_from=None if first else _2017,
        successors=successors,
        targets=targets,
        regions=regions,
        add_on=add_on,
        variants=VARIANTS.get(code, ()),
    )


CODES = {
    row.code: row
    for row in (
        _code("10007", "primary", "fna", modality="fluoroscopy", requires=("fluoroscopy",), first=_2019),
        _code("10008", "primary", "fna", modality="fluoroscopy", requires=("fluoroscopy",), first=_2019),
        _code("10030", "primary", "drainage", requires=("fluoroscopy", "ultrasound", "ct", "mr")),
        _code("10160", "primary", "aspiration", "drainage"),
        _code("20206", "primary", "core-biopsy", targets=("thigh mass", "soft tissue")),
        _code("20552", "primary", "injection"),
        _code("20553", "primary", "injection"),
        _code("20605", "primary", "injection", "aspiration", regions=("limb",)),
        _code("20610", "primary", "injection", "aspiration", targets=("hip joint",), regions=("limb",)),
        _code(
            "20611",
            "primary",
            "injection",
            "aspiration",
            modality="ultrasound",
            requires=("ultrasound",),
            first=_2015,
        ),
        _code("20612", "primary", "injection", "aspiration", targets=("ganglion cyst",), regions=("limb",)),
        _code("20670", "other"),
        _code("22842", "other", add_on=True),
        _code("23350", "primary", "arthrogram-injection", targets=("shoulder joint",), regions=("limb",)),
        _code("27096", "primary", "injection", requires=("fluoroscopy", "ct")),
        _code("27369", "primary", "arthrogram-injection", first=_2019, targets=("knee joint",)),
        _code(
            "27370",
            "primary",
            "arthrogram-injection",
            last=_END_2018,
            successors=("27369",),
            targets=("knee joint",),
        ),
        _code("32550", "primary", "aspiration", "drainage"),
        _code("32554", "primary", "aspiration", "drainage"),
        _code(
            "32555", "primary", "aspiration", "drainage", requires=("fluoroscopy", "ultrasound", "ct", "mr")
        ),
        _code("32557", "primary", "drainage", requires=("fluoroscopy", "ultrasound", "ct", "mr")),
        _code("33016", "primary", "drainage", "aspiration"),
        _code("33017", "primary", "drainage", "aspiration"),
        _code("36556", "primary", targets=("central venous device",)),
        _code("36569", "primary"),
        _code("36573", "primary", first=_2019),
        _code("38505", "primary", "core-biopsy", targets=("lymph node",)),
        _code("47000", "primary", "core-biopsy"),
        _code("47001", "primary", "core-biopsy"),
        _code("49406", "primary", "drainage", requires=("fluoroscopy", "ultrasound", "ct", "mr")),
        _code("49180", "primary", "core-biopsy"),
        _code("50200", "primary", "core-biopsy"),
        _code("55700", "primary", "core-biopsy", last=_END_2025, successors=("55707", "55708")),
        _code("62267", "primary", "aspiration", "core-biopsy"),
        _code("62270", "primary", "aspiration"),
        _code("62268", "primary", "aspiration"),
        _code("62290", "primary", "injection"),
        _code("64447", "primary", "injection"),
        _code("64450", "primary", "injection"),
        _code("64493", "primary", "injection", requires=("fluoroscopy", "ct")),
        _code("64494", "primary", "injection", requires=("fluoroscopy", "ct"), add_on=True),
        _code("64495", "primary", "injection", requires=("fluoroscopy", "ct"), add_on=True),
        _code("64520", "primary", "injection"),
        _code("64640", "primary", "neurolysis"),
        _code("72285", "imaging"),
        _code("72295", "imaging"),
        _code("73040", "imaging", modality="fluoroscopy", targets=("shoulder joint",)),
        _code("73222", "imaging", modality="mr"),
        _code("73700", "imaging", modality="ct", regions=("limb",)),
        _code("73706", "imaging", modality="ct"),
        _code("74150", "imaging", modality="ct", regions=("abdomen",)),
        _code("76882", "imaging", modality="ultrasound", regions=("limb",)),
        _code("75989", "guidance"),
        _code("76000", "guidance", modality="fluoroscopy"),
        _code("76937", "guidance", modality="ultrasound"),
        _code("76942", "guidance", modality="ultrasound"),
        _code("76998", "guidance", modality="ultrasound"),
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

GUIDANCE = make_table(
    (
        GuidanceCode(code="75989", role="drainage"),
        GuidanceCode(code="76000", role="fluoroscopy-alone", method="fluoroscopy", stack_rank=7),
        GuidanceCode(code="76937", role="vascular-access", method="ultrasound"),
        GuidanceCode(code="76998", role="operation", method="ultrasound"),
        GuidanceCode(code="76942", role="needle", method="ultrasound", encounter_unit=True, stack_rank=1),
        GuidanceCode(
            code="77001",
            role="device",
            method="fluoroscopy",
            only_for="central venous device",
            stack_rank=4,
        ),
        GuidanceCode(code="77002", role="needle", method="fluoroscopy", encounter_unit=True, stack_rank=5),
        GuidanceCode(code="77003", role="needle", method="fluoroscopy", encounter_unit=True, stack_rank=6),
        GuidanceCode(code="77012", role="needle", method="ct", encounter_unit=True, stack_rank=2),
        GuidanceCode(code="77021", role="needle", method="mr", encounter_unit=True, stack_rank=3),
    )
)


def _pairs(add_on: str, first: date, *primaries: str, last: date | None = None) -> tuple[AddOnPair, ...]:
    return tuple(AddOnPair(add_on, "1", primary, first, last) for primary in primaries)


ADD_ONS: dict[str, tuple[AddOnPair, ...]] = {
    "10008": _pairs("10008", _2019, "10007"),
    "47001": (AddOnPair("47001", "2", "CCCCC", date(2013, 4, 1), None),),
    "64494": _pairs("64494", _2015, "64493"),
    "64495": _pairs("64495", _2015, "64493", "64494"),
    "76937": (AddOnPair("76937", "2", "CCCCC", date(2013, 4, 1), None),),
    "77001": (AddOnPair("77001", "2", "CCCCC", date(2013, 4, 1), None),),
    "77002": (
        *_pairs(
            "77002",
            _2017,
            "10160",
            "20206",
            "20552",
            "20553",
            "20605",
            "20610",
            "23350",
            "38505",
            "47000",
            "47001",
            "49180",
            "50200",
            "62268",
        ),
        *_pairs("77002", _2019, "27369"),
        *_pairs("77002", _2020, "64447", "64450"),
        *_pairs("77002", _2017, "27370", last=_END_2018),
        *_pairs("77002", _2017, "55700", last=_END_2025),
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
    ground: Ground = "cpt-instruction",
    conflict: str | None = None,
) -> Inclusion:
    note = "A PTP edit bundles the guidance." if ground == "pair-edit" else "The code contains the guidance."
    if conflict:
        note = "CPT put imaging into this code; passing the edits is not enough."
    return Inclusion(
        code=code,
        guidance=guidance,
        ground=ground,
        first=first,
        last=None,
        note=note,
        citations=CITED,
        conflict=conflict,
        pair_edit=(code, guidance) not in _NOT_EDITED,
    )


# Of these the book of the program cites CPT alone.
_NOT_EDITED = {("64447", "77002"), ("64447", "77003"), ("10030", "75989")}
INCLUSIONS = (
    _inclusion("20611", "77002", _2015),
    _inclusion("20611", "76942", _2015),
    _inclusion("20611", "77012", _2015),
    _inclusion("20552", "77012", ground="pair-edit"),
    _inclusion("20553", "77012", ground="pair-edit"),
    _inclusion("20670", "77002", ground="pair-edit"),
    _inclusion("27096", "77002"),
    _inclusion("27096", "77003"),
    _inclusion("10007", "77002", _2019),
    _inclusion("64447", "77002", _2023, ground="wording", conflict="K1"),
    _inclusion("64447", "77003", _2023),
    _inclusion("73040", "77002", ground="arthrography"),
    _inclusion("27096", "76000"),
    _inclusion("36573", "76937", _2019),
    _inclusion("10030", "75989", date(2014, 1, 1)),
)


def _alternative(
    code: str, guidance: str, use: str, conflict: str | None = None, first: date = _2017
) -> Alternative:
    note = f"The list of {use} has it." if use.startswith("77") else "With imaging it has a code of its own."
    return Alternative(
        code=code,
        guidance=guidance,
        use=use,
        note=note,
        first=first,
        last=None,
        citations=CITED,
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
    ("20206", "76998"),
    ("20610", "76942"),
    ("36569", "76937"),
}
ALTERNATIVES = (
    _alternative("62267", "77002", "77003", "K8"),
    _alternative("62270", "77002", "62328"),
    _alternative("62270", "77003", "62328"),
    _alternative("64520", "77002", "77003", "K6"),
    _alternative("20610", "77003", "77002"),
    _alternative("64447", "77003", "77002", first=_2020),
    _alternative("20206", "77003", "77002"),
    _alternative("20206", "76000", "77002"),
    _alternative("20610", "76000", "77002"),
    _alternative("64520", "76000", "77003"),
    _alternative("20605", "76942", "20606"),
    _alternative("20206", "76998", "76942"),
    _alternative("20610", "76942", "20611"),
    _alternative("36556", "76942", "76937"),
    _alternative("36569", "76937", "36573", first=_2019),
)
