"""Units of service: an encounter is the unit of needle guidance. Pair edits and units limits."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.words import Severity
from app.rules.examples import OWN_EDITS, example
from app.rules.partners import (
    ENCOUNTER_UNIT,
    NEEDLE_GUIDANCE,
    alternatives,
    bypassed,
    follows_ncci,
    inclusions,
)
from app.rules.rule import Cite, rule

_SIDES = ("RT", "LT")


def _sided(line: Line) -> bool:
    return "RT" in line.modifiers or "LT" in line.modifiers


def _opposite(one: Line, other: Line) -> bool:
    """Whether two lines carry one side each, and not the same."""
    return ("RT" in one.modifiers and "LT" in other.modifiers) or (
        "LT" in one.modifiers and "RT" in other.modifiers
    )


def _split(one: Line, other: Line) -> bool:
    """Whether two lines are the two components of one service."""
    return ("26" in one.modifiers and "TC" in other.modifiers) or (
        "TC" in one.modifiers and "26" in other.modifiers
    )


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
    scope="guidance",
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
    ),
)
def unit_is_encounter(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance with more than one unit, or on more than one line."""
    seen: dict[str, tuple[int, Line]] = {}
    for number, line in enumerate(claim.lines, 1):
        if line.code not in ENCOUNTER_UNIT:
            continue
        if line.units > 1:
            yield Finding(
                f"{line.code} on line {number} has {line.units} units; one encounter is one unit.",
                line=number,
                field=f"lines[{number - 1}].units",
                severity=None if follows_ncci(facts) else "warning",
                edit=Edit("Set units to 1", number, "units", 1),
            )
        first = seen.setdefault(line.code, (number, line))
        if first[0] != number and not _opposite(first[1], line) and not _split(first[1], line):
            yield _repeated(claim, facts, first, number, line)


def _repeated(claim: Claim, facts: Facts, first: tuple[int, Line], number: int, line: Line) -> Finding:
    """A second line of the same guidance code: a warning when the encounters are separate."""
    separate = line.encounter != first[1].encounter or claim.documentation.separate_encounter
    if separate:
        return Finding(
            f"{line.code} is on lines {first[0]} and {number}. The units limit is one a day, so expect "
            "a denial.",
            line=number,
            field=f"lines[{number - 1}].code",
            severity="warning",
            remedy=(
                "Keep both only if the record shows two encounters. This limit can be appealed with the "
                "record."
            ),
        )
    return Finding(
        f"{line.code} is already on line {first[0]} for this encounter.",
        line=number,
        field=f"lines[{number - 1}].code",
        severity=None if follows_ncci(facts) else "warning",
        edit=Edit(f"Remove line {number}", number, "line"),
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
    scope="guidance",
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
    ),
)
def bilateral_addon(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance reported for two sides."""
    severity: Severity | None = None if follows_ncci(facts) else "warning"
    seen: dict[str, tuple[int, Line]] = {}
    for number, line in enumerate(claim.lines, 1):
        if line.code not in ENCOUNTER_UNIT or not line.modifiers:
            continue
        both = "RT" in line.modifiers and "LT" in line.modifiers
        if both or "50" in line.modifiers:
            rest = tuple(modifier for modifier in line.modifiers if modifier not in ("50", *_SIDES))
            yield Finding(
                f"{line.code} on line {number} is reported for two sides.",
                line=number,
                field=f"lines[{number - 1}].modifiers",
                severity=severity,
                edit=Edit("Remove the side" if both else "Remove 50", number, "modifiers", rest),
            )
            continue
        if not _sided(line):
            continue
        first = seen.setdefault(line.code, (number, line))
        if _opposite(first[1], line):
            yield Finding(
                f"{line.code} is reported once for each side, on lines {first[0]} and {number}.",
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
        example("no pair", "20610, 77002", facts=OWN_EDITS),
        example(
            "the pair edits are not on the shelf",
            "20610, 77002",
            "not checked",
            facts={"missing": {"pairs": "No."}},
        ),
        example("76000 beside guidance is another rule", "20610, 77002, 76000", facts=OWN_EDITS),
    ),
)
def ptp_pair(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find pairs of lines joined by an edit in force that no other rule explains and no modifier bypasses."""
    if not facts.pairs:
        return
    for (column1, column2), edit in facts.pairs.items():
        if _named_elsewhere(claim, facts, column1, column2):
            continue
        ones = [line for line in claim.lines if line.code == column1]
        for number, line in enumerate(claim.lines, 1):
            if line.code != column2 or (edit.indicator == "1" and bypassed(facts, line, *ones)):
                continue
            bypass = "No modifier bypasses it." if edit.indicator == "0" else "Indicator 1."
            yield Finding(
                f"{column2} on line {number} is column 2 of a pair edit with {column1}. {bypass}",
                line=number,
                field=f"lines[{number - 1}].code",
                severity=None if follows_ncci(facts) else "warning",
            )


def _named_elsewhere(claim: Claim, facts: Facts, column1: str, column2: str) -> bool:
    """Whether inclusion, family or stacking already names this pair of codes."""
    if column2 in NEEDLE_GUIDANCE or column2 == "76000":
        if column1 in NEEDLE_GUIDANCE:
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
        example(
            "the units limits are not on the shelf",
            "20610",
            "not checked",
            facts={"missing": {"units": "No."}},
        ),
        example("no limit known", "64520", facts=OWN_EDITS),
        example("a limit for one of two codes", "20610, 64520", facts=OWN_EDITS),
        example("told once for each code", "20610 x3, 20610", "error line 1", facts=OWN_EDITS),
    ),
)
def mue_exceeded(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes with more units than their limit: of the line for indicator 1, of the day for 2 and 3."""
    if not facts.units:
        return
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
