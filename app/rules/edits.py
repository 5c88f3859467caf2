"""NCCI pair edits and units limits (MUE) that no other rule explains."""

from collections.abc import Iterator, Mapping

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.coding.official import PairEdit
from app.rules.examples import OWN_EDITS, example
from app.rules.ncci import milder_unless_ncci
from app.rules.partners import (
    DRAIN_READING,
    ENCOUNTER_UNIT,
    NEEDLE_GUIDANCE,
    alternatives,
    apart,
    bypassed,
    homes,
    inclusions,
    sites_of,
    told_apart,
)
from app.rules.rule import Cite, rule
from app.rules.surplus import stacked
from app.rules.words import line_field, listed

_COLUMN_1: Mapping[str, object] = {
    "pairs": {("76000", "76942"): PairEdit("76000", "76942", "1", None, None, "")}
}


@rule(
    id="EDT-101",
    slug="ptp-pair",
    title="NCCI pair edit",
    severity="error",
    basis="cms-edit",
    why="NCCI pays column 1 and not column 2 when one practitioner reports both on one date.",
    remedy="Leave column 2 off unless the record supports a separate service.",
    citations=(Cite("ncci-ptp", "column 1 and column 2"),),
    needs=("pairs",),
    scope=("codes",),
    examples=(
        example("bypassed by nothing", "20610, 20605, 77002", "error line 2", facts=OWN_EDITS),
        example("a modifier may bypass it", "20610, 20605-XS, 77002", facts=OWN_EDITS, separate_site=True),
        example("indicator 0, with a modifier", "20610-59, 96523, 77002", "error line 2", facts=OWN_EDITS),
        example("indicator 0", "20610, 96523, 77002", "error line 2", facts=OWN_EDITS),
        example("one side for both", "20610-RT, 20605-RT, 77002", "warning line 2", facts=OWN_EDITS),
        example("a side on one line only", "20610, 20605-RT, 77002", "warning line 2", facts=OWN_EDITS),
        example("a side on column 1 only", "20610-RT, 20605, 77002", "warning line 2", facts=OWN_EDITS),
        example("two sides", "20610-RT, 20605-LT, 77002", facts=OWN_EDITS),
        example("a visit apart, on column 2", "20610, 20605-25, 77002", facts=OWN_EDITS),
        example("a visit apart, on column 1", "20610-25, 20605, 77002", facts=OWN_EDITS),
        example(
            "beside a procedure of its own, by an edit that the book does not have",
            "20610, 62267, 77003",
            "error line 3",
            facts={"pairs": {("20610", "77003"): PairEdit("20610", "77003", "1", None, None, "")}},
        ),
        example(
            "beside a procedure of its own, by an edit that the book has: the family names it",
            "20610, 64520, 77002",
            facts={"pairs": {("64520", "77002"): PairEdit("64520", "77002", "1", None, None, "")}},
        ),
        example("a modifier that opens no edit", "20610, 20605-51, 77002", "error line 2", facts=OWN_EDITS),
        example(
            "one side, and the record has a separate site",
            "20610-RT, 20605-RT, 77002",
            facts=OWN_EDITS,
            separate_site=True,
        ),
        example("a side does not open indicator 0", "20610-RT, 96523", "error line 2", facts=OWN_EDITS),
        example(
            "payer follows CPT only",
            "20610, 20605",
            "warning line 2",
            payer="commercial-cpt",
            facts=OWN_EDITS,
        ),
        example("another rule names it", "20611, 77002", modality="ultrasound", facts=OWN_EDITS),
        example("the wrong family names it", "62267, 77002", facts=OWN_EDITS),
        example("stacked guidance names it", "20610, 77002, 77003", facts=OWN_EDITS),
        example("a second guidance code is another rule", "20610, 77002, 77001", facts=OWN_EDITS),
        example("no pair", "20610, 77002", facts=OWN_EDITS),
        example(
            "the pair edits are not on the shelf",
            "20610, 77002",
            "not checked",
            facts={"missing": {"pairs": "No."}},
        ),
        example(
            "only some pair edits are on the shelf",
            "20610, 20605, 77002",
            "error line 2",
            "not checked",
            facts={"partial": {"pairs": "Some."}},
        ),
        example("one code makes no pair", "20610", facts={"partial": {"pairs": "Some."}}),
        example("76000 beside guidance is another rule", "20610, 77002, 76000", facts=OWN_EDITS),
        example(
            "76000 has to go beside ultrasound: then its pair is settled",
            "76000, 76942, 20206",
            modality="ultrasound",
            facts=_COLUMN_1,
        ),
        example(
            "76000 at another encounter does not settle the pair",
            "76000, 76942@2, 20206@2",
            "error line 2",
            modality="ultrasound",
            facts=_COLUMN_1,
        ),
        example(
            "a modifier that the book does not know",
            "20610, 20605-ZZ, 77002",
            "error line 2",
            facts=OWN_EDITS,
        ),
    ),
)
def ptp_pair(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find pairs of lines joined by an edit in force that no other rule explains and no modifier bypasses."""
    partial = facts.partial.get("pairs")
    if partial and len({line.code for line in claim.lines}) > 1:
        yield Unchecked(partial)
    for (column1, column2), edit in facts.pairs.items():
        if _named_elsewhere(claim, facts, column1, column2):
            continue
        ones = [line for line in claim.lines if line.code == column1]
        for number, line in enumerate(claim.lines, 1):
            if line.code != column2 or (edit.indicator == "1" and _passes(facts, line, ones)):
                continue
            sites = sites_of(facts, line, *ones) if edit.indicator == "1" else []
            if sites and not apart(claim):
                yield _one_site(number, column1, column2, sites)
            elif not sites:
                yield _pair(facts, number, column1, column2, edit)


def _passes(facts: Facts, line: Line, ones: list[Line]) -> bool:
    """Whether the edit gives way: a modifier for a distinct service, or sites on both lines that differ."""
    return bypassed(facts, line, *ones) or any(told_apart(facts, line, one) for one in ones)


def _pair(facts: Facts, number: int, column1: str, column2: str, edit: PairEdit) -> Finding:
    bypass = "No modifier bypasses it." if edit.indicator == "0" else "Indicator 1."
    return Finding(
        f"{column2} on line {number} is column 2 of a pair edit with {column1}. {bypass}",
        line=number,
        field=line_field(number, "code"),
        severity=milder_unless_ncci(facts),
    )


def _one_site(number: int, column1: str, column2: str, sites: list[str]) -> Finding:
    """A side lets the pair through although no line names another one."""
    return Finding(
        f"{listed(sites)} lets {column2} on line {number} past the pair edit with {column1}, "
        "but no other site is named.",
        line=number,
        field=line_field(number, "modifiers"),
        severity="warning",
        why="A side or a finger opens a pair edit only for a service at another site.",
        remedy=f"Name the site on both lines if the record has two. Otherwise leave {column2} off.",
    )


def _named_elsewhere(claim: Claim, facts: Facts, column1: str, column2: str) -> bool:
    """Whether inclusion, family or stacking already names this pair of codes."""
    if column2 in NEEDLE_GUIDANCE or column2 in ("76000", DRAIN_READING):
        if column1 in NEEDLE_GUIDANCE or any(
            _all_too_many(claim, facts, code) for code in (column1, column2)
        ):
            return True
        named = {row.code for _, row in inclusions(claim, facts, column2)}
        others = alternatives(claim, facts, column2)
        if homes(claim, facts, column2):  # then the rule for the family speaks of pair edits alone
            others = tuple(pair for pair in others if pair[1].pair_edit)
        return column1 in named.union(row.code for _, row in others)
    return False


def _all_too_many(claim: Claim, facts: Facts, code: str) -> bool:
    """Whether every line of a code has to go already, as guidance too many in its encounter."""
    too_many = stacked(claim, facts)
    return bool(too_many) and all(
        number in too_many for number, line in enumerate(claim.lines, 1) if line.code == code
    )


@rule(
    id="EDT-102",
    slug="mue-exceeded",
    title="More units than the limit",
    severity="error",
    basis="cms-edit",
    why="CMS sets for each code the most units that it pays for one patient on one date.",
    remedy="Correct the units, or be ready to show why more were needed.",
    citations=(Cite("ncci-mue", "units limits"),),
    needs=("units",),
    examples=(
        example("three joints, limit two", "20610 x3, 77002", "error line 1", facts=OWN_EDITS),
        example(
            "the limit over two lines of a day", "20610 x2, 20610, 77002", "error line 2", facts=OWN_EDITS
        ),
        example("a limit for each line", "10008 x3, 10008 x3", facts=OWN_EDITS),
        example("a limit for each line, passed", "10008 x5", "error line 1", facts=OWN_EDITS),
        example("a limit of policy", "20206 x4", "error line 1", facts=OWN_EDITS),
        example(
            "payer follows CPT only", "20610 x3", "warning line 1", payer="commercial-cpt", facts=OWN_EDITS
        ),
        example("at the limit", "20610 x2, 77002", facts=OWN_EDITS),
        example("guidance has a rule of its own", "20610, 77002 x2", facts=OWN_EDITS),
        example("guidance whose limit was not read", "20610, 77012", modality="ct", facts=OWN_EDITS),
        example(
            "the units limits are not on the shelf",
            "20610",
            "not checked",
            facts={"missing": {"units": "No."}},
        ),
        example("no limit known", "64520", "not checked", facts=OWN_EDITS),
        example(
            "no limit known, and then one passed",
            "64520, 20610 x3",
            "error line 2",
            "not checked",
            facts=OWN_EDITS,
        ),
        example("limits held in part", "64520", "not checked", facts={"partial": {"units": "Some."}}),
        example("a limit for one of two codes", "20610, 64520", "not checked", facts=OWN_EDITS),
        example("told once for each code", "20610 x3, 20610", "error line 1", facts=OWN_EDITS),
    ),
)
def mue_exceeded(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes with more units than their limit: of the line for indicator 1, of the day for 2 and 3."""
    unknown = dict.fromkeys(
        line.code for line in claim.lines if line.code not in facts.units and line.code not in ENCOUNTER_UNIT
    )
    if unknown:
        reason = facts.partial.get("units", "CMS does not publish every limit.")
        yield Unchecked(f"No units limit was read for {listed(unknown)}. {reason}")
    totals: dict[str, int] = {}
    for number, line in enumerate(claim.lines, 1):
        limit = facts.units.get(line.code)
        if limit is None or line.code in ENCOUNTER_UNIT:
            continue
        before = 0 if limit.adjudication == "1" else totals.get(line.code, 0)
        totals[line.code] = units = before + line.units
        if units <= limit.value or before > limit.value:
            continue
        span = "a line" if limit.adjudication == "1" else "a day"
        appeal = "cannot be appealed" if limit.adjudication == "2" else "can be appealed with the record"
        yield Finding(
            f"{line.code} has {units} units; the limit is {limit.value} {span}.",
            line=number,
            field=line_field(number, "units"),
            severity=milder_unless_ncci(facts),
            remedy=f"Correct the units. A denial under this limit {appeal}.",
        )


RULES = (ptp_pair, mue_exceeded)
