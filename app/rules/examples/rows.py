"""A few rows for the examples of rules: fees, payers, edits and limits."""

from collections.abc import Mapping
from datetime import date

from app.coding.official import Diagnosis, FeeRow, Indicator, PairEdit, UnitsLimit
from app.coding.pages import Disagreement, Position
from app.coding.payers import PayerFacts, PayerPolicy, PolicyTrigger
from app.coding.reasons import Cause, Gap, GapKind, cause_of
from app.coding.series import SERIES, Need
from app.coding.sources import Citation

_2017 = date(2017, 1, 1)
_ON = date(2026, 9, 15)
_CITED = (Citation("example", "2026", "row", "Example book", ""),)


def fee_row(
    code: str, modifier: str, component: str = "1", bilateral: str = "0", status: str = "A"
) -> FeeRow:
    """A fee row of which only the indicators matter."""
    return FeeRow(
        code=code,
        modifier=modifier,
        status=status,
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
        bilateral=bilateral,
        supervision="03" if modifier == "TC" else "09",
        imaging_family="99",
        conversion=33.4009,
    )


FEES: Mapping[str, Mapping[str, FeeRow]] = {
    code: {part: fee_row(code, part) for part in ("", "26", "TC")}
    for code in ("76937", "76942", "77001", "77002", "77003", "77012", "77021")
} | {"20610": {"": fee_row("20610", "", "0", "1")}, "62323": {"": fee_row("62323", "", "0", "9")}}


def gap_of(need: Need, kind: GapKind = "missing") -> Gap:
    """That the shelf cannot look up a need on the date of most examples."""
    cures = (each for each in SERIES.values() if need == each.need or need in each.lists)
    causes = tuple(cause_of(series, need, "practitioner", _ON) for series in cures)
    return Gap(kind=kind, on=_ON, causes=causes or (Cause(need=need),))


def lacking(need: Need) -> dict[str, object]:
    """Facts in which a need is missing."""
    return {"missing": {need: gap_of(need)}}


def in_part(need: Need) -> dict[str, object]:
    """Facts in which only the book answers a need, and in part."""
    return {"partial": {need: gap_of(need, "partial")}}


def only_pair(column1: str, column2: str, indicator: Indicator = "1") -> Mapping[str, object]:
    """Facts with one PTP edit."""
    return {"pairs": {(column1, column2): PairEdit(column1, column2, indicator, None, None, "")}}


FACILITY = {"21": True, "22": True, "24": True, "11": False, "32": False}


def _policy(
    id_: str,
    payer: str,
    text: str,
    *triggers: PolicyTrigger,
    slug: str = "payer-policy",
    first: date | None = None,
    whole_service_from: date | None = None,
    cited: tuple[Citation, ...] = _CITED,
) -> PayerPolicy:
    return PayerPolicy(
        id=id_,
        payer=payer,
        slug=slug,
        text=text,
        first=first,
        last=None,
        names_77002=False,
        citations=cited,
        triggers=triggers,
        whole_service_from=whole_service_from,
    )


_TRIGGER_POINTS = ("20552", "20553")
POLICIES = (
    _policy(
        "uhc-em-report",
        "unitedhealthcare",
        "Attach the report beside a visit.",
        slug="payer-em-report",
        first=date(2024, 10, 1),
        whole_service_from=date(2026, 4, 1),
    ),
    _policy(
        "plan-trigger",
        "bcbs",
        "A plan calls imaging for trigger points investigational.",
        PolicyTrigger(
            codes=_TRIGGER_POINTS,
            severity="info",
            message="{code} on line {line}: one plan calls imaging for trigger points investigational.",
        ),
    ),
    _policy(
        "medicare-si-hospital",
        "medicare",
        "Hospitals report G0260.",
        PolicyTrigger(
            codes=("27096",),
            severity="error",
            message="{code} on line {line} is the physician's code; "
            "on a hospital claim Medicare wants G0260.",
            remedy="Report G0260 on the hospital claim, or G0259 for the arthrogram.",
            beside_guidance=False,
            claim_form="institutional",
        ),
    ),
    _policy(
        "medicare-lcd-trigger",
        "medicare",
        "Trigger points: no modifier 50.",
        PolicyTrigger(
            codes=_TRIGGER_POINTS,
            severity="warning",
            message="{code} on line {line} has 50. Coverage documents for trigger points take no 50.",
            modifiers=("50",),
        ),
    ),
    _policy(
        "medicare-lcd-knee-ha",
        "medicare",
        "The record should justify imaging guidance.",
        PolicyTrigger(
            codes=("J7321", "J7325"),
            severity="info",
            message="{code} on line {line} is hyaluronic acid. "
            "Its coverage document asks why imaging was needed.",
            unless_documented="reason_for_guidance",
        ),
        cited=(Citation("lcd-l39529", "", "imaging guidance", "", ""),),
    ),
)


# id: label, and whether it follows NCCI
_PAYERS: dict[str, tuple[str, bool | None]] = {
    "medicare": ("Medicare", True),
    "unitedhealthcare": ("UnitedHealthcare", None),
    "aetna": ("Aetna", None),
    "cigna": ("Cigna Health", True),
    "bcbs": ("Blue Cross Blue Shield", None),
    "commercial-ncci": ("Commercial, follows NCCI", True),
    "commercial-cpt": ("Commercial, follows CPT only", False),
}
PAYERS = tuple(
    PayerFacts(id_, label, follows, tuple(row for row in POLICIES if row.payer == id_), ())
    for id_, (label, follows) in _PAYERS.items()
)


def only_policy(slug: str, *triggers: PolicyTrigger) -> Mapping[str, object]:
    """Facts with a payer that has one policy, for the check `slug`."""
    policy = _policy("own", "own", "A policy of one plan.", *triggers, slug=slug)
    return {"payer": PayerFacts("own", "One plan", None, (policy,), ()).on(date(2026, 9, 15))}


def _conflict(id_: str, title: str, *edits: str) -> Disagreement:
    positions = (Position("The CMS tables pair the codes.", _CITED), Position("CPT does not.", _CITED))
    return Disagreement(
        id_,
        title,
        positions,
        "CPT",
        "It decides what a code includes.",
        "Leave the guidance off.",
        edits=edits,
    )


CONFLICTS = {
    "K1": _conflict("K1", "Nerve blocks with imaging inside"),
    "K6": _conflict("K6", "Guidance of sympathetic blocks"),
    "K8": _conflict("K8", "Guidance of disc aspiration"),
    "K12": _conflict("K12", "The reading of a drainage"),
    "K16": _conflict("K16", "Contrast of a CT arthrogram", "73700 / 77002"),
    "K17": _conflict("K17", "Both sides of an add-on"),
}
DIAGNOSES = {
    "M16.11": Diagnosis("M1611", billable=True, label="Arthrosis of right hip"),
    "M1611": Diagnosis("M1611", billable=True, label="Arthrosis of right hip"),
    "M16.1": Diagnosis("M161", billable=False, label="Arthrosis of hip, one side"),
    "M16.0": Diagnosis("M160", billable=True, label="Bilateral arthrosis of hip"),
    "M16.9": Diagnosis("M169", billable=True, label="Arthrosis of hip"),
    "M25.551": Diagnosis("M25551", billable=True, label="Pain, right hip joint"),
    "M25.552": Diagnosis("M25552", billable=True, label="Pain, left hip"),
    "M17.11": Diagnosis("M1711", billable=True, label="Arthrosis of right knee joint"),
    "M19.90": Diagnosis("M1990", billable=True, label="Arthrosis, not specified"),
    "M25.531": Diagnosis("M25531", billable=True, label="Pain, wrist joint"),
    "M25.561": Diagnosis("M25561", billable=True, label="Pain, right knee joint"),
    "Z96.651": Diagnosis("Z96651", billable=True, label="Artificial right knee joint"),
    "Z96.641": Diagnosis("Z96641", billable=True, label="Artificial right hip"),
    "M21.751": Diagnosis("M21751", billable=True, label="Right leg the shorter one"),
    "C50.911": Diagnosis("C50911", billable=True, label="Cancer of right breast"),
}
EDITS = (
    PairEdit("20610", "20605", "1", _2017, None, "example"),
    PairEdit("20610", "96523", "0", _2017, None, "example"),
    PairEdit("20610", "77001", "1", _2017, None, "example"),
    PairEdit("20611", "77002", "1", _2017, None, "example"),
    PairEdit("62267", "77002", "1", _2017, None, "example"),
    PairEdit("77002", "76000", "1", _2017, None, "example"),
    PairEdit("77002", "77003", "1", _2017, None, "example"),
)
UNITS = {
    "20610": UnitsLimit("20610", 2, "3", "example"),
    "10008": UnitsLimit("10008", 4, "1", "example"),
    "20206": UnitsLimit("20206", 3, "2", "example"),
    "77002": UnitsLimit("77002", 1, "3", "example"),
}
