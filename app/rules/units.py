"""Units of service: an encounter is the unit of needle guidance. Pair edits and units limits."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.official import PairEdit
from app.coding.words import Severity
from app.rules.examples import OWN_EDITS, example
from app.rules.partners import (
    ENCOUNTER_UNIT,
    NEEDLE_GUIDANCE,
    alternatives,
    apart,
    bypassed,
    follows_ncci,
    inclusions,
    sites_of,
    told_apart,
)
from app.rules.rule import Cite, rule
from app.rules.surplus import LATER, SIDES, by_encounter, goes, repeats, side, stacked
from app.rules.words import listed


@rule(
    id="UNI-101",
    slug="unit-is-encounter",
    title="Guidance counts once an encounter",
    severity="error",
    basis="cms-policy",
    why=(
        "The unit of needle guidance is the encounter, whatever the number of needles, lesions, "
        "joints or sides."
    ),
    remedy="Report one unit for the encounter.",
    citations=(Cite("ncci-manual-ch9", "G 3"), Cite("ncci-mue", "77002")),
    scope=("guidance", "several"),
    examples=(
        example("two units", "20610-50, 77002 x2", "error line 2"),
        example(
            "two units, payer follows CPT only", "20610, 77002 x2", "warning line 2", payer="commercial-cpt"
        ),
        example("two lines", "20610, 20605, 77002, 77002-59", "error line 4"),
        example("repeated by 76 in the same encounter", "20610, 77002, 77002-76", "error line 3"),
        example(
            "a separate encounter",
            "20610, 77002, 20605@2, 77002-XE@2",
            "warning line 4",
            separate_encounter=True,
        ),
        example(
            "a separate encounter, by the record only",
            "20610, 77002, 77002-59",
            "warning line 3",
            separate_encounter=True,
        ),
        example("one unit", "20610, 77002"),
        example("guidance inside the procedure is the problem", "27096, 77002 x2"),
        example("a second guidance code is the problem", "20610, 77002, 76942, 76942"),
        example("one side each is another rule", "20610-50, 77002-RT, 77002-LT"),
        example("components on two lines are another rule", "20610, 77002-26, 77002-TC"),
        example("two units of the procedure", "20610 x2, 77002"),
        example("two units, payer not stated", "20610, 77002 x2", "error line 2", payer=None),
        example(
            "two lines, payer follows CPT only",
            "20610, 77002, 77002",
            "warning line 3",
            payer="commercial-cpt",
        ),
        example("TC before 26", "20610, 77002-TC, 77002-26"),
        example("two lines of the same component", "20610, 77002-26, 77002-26", "error line 3"),
        example("TC twice", "20610, 77002-TC, 77002-TC", "error line 3"),
        example(
            "two encounters, one of them with two lines",
            "20610, 77002, 77002-59, 20605@2, 77002-XE@2",
            "error line 3",
            "warning line 5",
        ),
        example("one side, and no side", "20610-RT, 77002-RT, 77002", "error line 3"),
        example("one component, and the whole", "20610, 77002-26, 77002", "error line 3"),
        example("50 beside a side", "20610-50, 77002-50-RT, 77002-LT", "error line 3"),
        example(
            "each encounter its line, the second twice",
            "20610, 77002, 77002-XE@2, 77002-26@2",
            "error line 3",
            "warning line 4",
        ),
    ),
)
def unit_is_encounter(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance with more than one unit, or on more than one line."""
    for number, line in by_encounter(claim):
        if line.units > 1 and not goes(claim, facts, number, line):
            yield Finding(
                f"{line.code} on line {number} has {line.units} units; one encounter is one unit.",
                line=number,
                field=f"lines[{number - 1}].units",
                severity=None if follows_ncci(facts) else "warning",
                edit=Edit("Set units to 1", number, "units", 1),
            )
    for number, line, first, separate in repeats(claim, facts):
        yield _separate(number, line, first) if separate else _again(facts, number, line, first)


def _separate(number: int, line: Line, first: int) -> Finding:
    return Finding(
        f"{line.code} is on lines {first} and {number}. The units limit is one a day, so expect a denial.",
        line=number,
        field=f"lines[{number - 1}].code",
        severity="warning",
        remedy="Keep both only if the record shows two encounters. A denial can be appealed with it.",
    )


def _again(facts: Facts, number: int, line: Line, first: int) -> Finding:
    return Finding(
        f"{line.code} is already on line {first} for this encounter.",
        line=number,
        field=f"lines[{number - 1}].code",
        severity=None if follows_ncci(facts) else "warning",
        edit=Edit(f"Remove line {number}", number, "line") if LATER.isdisjoint(line.modifiers) else None,
    )


@rule(
    id="UNI-102",
    slug="bilateral-addon",
    title="Guidance does not count by side",
    severity="error",
    basis="cms-policy",
    why="The bilateral indicator of the guidance code is 0: a second side adds nothing.",
    remedy="Put the side on the procedure and report the guidance once.",
    citations=(Cite("pfs-rvu", "bilateral indicator 0"), Cite("ncci-manual-ch9", "G 3")),
    on_guidance=("RT", "LT", "50"),
    examples=(
        example("50 on guidance", "20610-50, 77002-50", "error line 2"),
        example("both sides on one line", "20610-50, 77002-RT-LT", "error line 2"),
        example("one side each on two lines", "20610-50, 77002-RT, 77002-LT", "error line 3"),
        example("50, payer follows CPT only", "20610-50, 77002-50", "warning line 2", payer="commercial-cpt"),
        example("one side each, left first", "20610-50, 77002-LT, 77002-RT", "error line 3"),
        example("one side as information", "20610-RT, 77002-RT"),
        example("50 on the procedure", "20610-50, 77002"),
        example("the same side twice is another rule", "20610-RT, 77002-RT, 77002-RT"),
        example("sides of two different guidance codes", "20610-RT, 77002-RT, 20206-LT, 76942-LT"),
        example("50 beside 26", "20610-50, 77002-26-50", "error line 2", pos="22"),
        example("26 alone", "20610, 77002-26", pos="22"),
        example("50 on guidance inside the procedure: that is the problem", "27096, 77002-50"),
        example("one of two lines without a side", "20610-RT, 77002-RT, 77002"),
        example(
            "three lines, two sides",
            "20610-50, 77002-RT, 77002-LT, 77002-LT-26",
            "error line 3",
            "error line 4",
        ),
        example("50 with a side", "20610-50, 77002-50-RT", "error line 2"),
    ),
)
def bilateral_addon(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance reported for two sides."""
    severity: Severity | None = None if follows_ncci(facts) else "warning"
    named: dict[str, list[tuple[int, Line]]] = {}
    for number, line in by_encounter(claim):
        if not line.modifiers or goes(claim, facts, number, line):
            continue
        both = "RT" in line.modifiers and "LT" in line.modifiers
        if both or "50" in line.modifiers:
            sides = [modifier for modifier in line.modifiers if modifier in ("50", *SIDES)]
            rest = tuple(modifier for modifier in line.modifiers if modifier not in sides)
            clear = both or sides == ["50"]
            yield Finding(
                f"{line.code} on line {number} is reported for two sides.",
                line=number,
                field=f"lines[{number - 1}].modifiers",
                severity=severity,
                edit=Edit(f"Remove {' and '.join(sides)}", number, "modifiers", rest) if clear else None,
            )
        elif side(line):
            named.setdefault(line.code, []).append((number, line))
    for code, lines in named.items():
        first, one = lines[0]
        for number, line in lines[1:]:
            if side(line) != side(one):
                yield Finding(
                    f"{code} is reported once for each side, on lines {first} and {number}.",
                    line=number,
                    field=f"lines[{number - 1}].code",
                    severity=severity,
                    edit=Edit(f"Remove line {number}", number, "line"),
                )


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
    examples=(
        example("bypassed by nothing", "20610, 20605, 77002", "error line 2", facts=OWN_EDITS),
        example("a modifier may bypass it", "20610, 20605-XS, 77002", facts=OWN_EDITS, separate_site=True),
        example("indicator 0, with a modifier", "20610-59, 96523, 77002", "error line 2", facts=OWN_EDITS),
        example("indicator 0", "20610, 96523, 77002", "error line 2", facts=OWN_EDITS),
        example("one side for both", "20610-RT, 20605-RT, 77002", "warning line 2", facts=OWN_EDITS),
        example("a side on one line only", "20610, 20605-RT, 77002", "warning line 2", facts=OWN_EDITS),
        example("a side on column 1 only", "20610-RT, 20605, 77002", "warning line 2", facts=OWN_EDITS),
        example("two sides", "20610-RT, 20605-LT, 77002", facts=OWN_EDITS),
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
        field=f"lines[{number - 1}].code",
        severity=None if follows_ncci(facts) else "warning",
    )


def _one_site(number: int, column1: str, column2: str, sites: list[str]) -> Finding:
    """A side lets the pair through although no line names another one."""
    return Finding(
        f"{listed(sites)} lets {column2} on line {number} past the pair edit with {column1}, "
        "but no other site is named.",
        line=number,
        field=f"lines[{number - 1}].modifiers",
        severity="warning",
        why="A side or a finger opens a pair edit only for a service at another site.",
        remedy=f"Name the site on both lines if the record has two. Otherwise leave {column2} off.",
    )


def _named_elsewhere(claim: Claim, facts: Facts, column1: str, column2: str) -> bool:
    """Whether inclusion, family or stacking already names this pair of codes."""
    if column2 in NEEDLE_GUIDANCE or column2 == "76000":
        if column1 in NEEDLE_GUIDANCE:
            return True
        too_many = stacked(claim, facts)
        if all(number in too_many for number, line in enumerate(claim.lines, 1) if line.code == column2):
            return True
        named = {row.code for _, row in inclusions(claim, facts, column2)}
        named.update(row.code for _, row in alternatives(claim, facts, column2))
        return column1 in named
    return False


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
            field=f"lines[{number - 1}].units",
            severity=None if follows_ncci(facts) else "warning",
            remedy=f"Correct the units. A denial under this limit {appeal}.",
        )


RULES = (ptp_pair, mue_exceeded, unit_is_encounter, bilateral_addon)
