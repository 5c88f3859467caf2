"""Units and sides of needle guidance: its unit is the encounter."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.examples.example import example
from app.rules.lookups.ncci import milder_unless_ncci
from app.rules.lookups.partners import Numbered, without
from app.rules.lookups.surplus import LATER, SIDES, by_encounter, goes, repeats, side
from app.rules.lookups.words import line_field


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
    citations=(Cite("ncci-manual-ch9", "G 3"), Cite("ncci-mue", of_code=True)),
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
                field=line_field(number, "units"),
                severity=milder_unless_ncci(facts),
                edit=Edit("Set units to 1", number, "units", 1),
            )
    for number, line, first, separate in repeats(claim, facts):
        yield _separate(claim, number, line, first) if separate else _again(facts, number, line, first)


def _separate(claim: Claim, number: int, line: Line, first: int) -> Finding:
    shown = claim.documentation.separate_encounter
    keep = (
        "The record shows two encounters." if shown else "Keep both only if the record shows two encounters."
    )
    return Finding(
        f"{line.code} is on lines {first} and {number}. The units limit is one a day, so expect a denial.",
        line=number,
        field=line_field(number, "code"),
        severity="warning",
        remedy=f"{keep} A denial can be appealed with it.",
    )


def _again(facts: Facts, number: int, line: Line, first: int) -> Finding:
    return Finding(
        f"{line.code} is already on line {first} for this encounter.",
        line=number,
        field=line_field(number, "code"),
        severity=milder_unless_ncci(facts),
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
    citations=(Cite("pfs-rvu", "bilateral indicator 0", of_code=True), Cite("ncci-manual-ch9", "G 3")),
    on_guidance=("RT", "LT", "50"),
    examples=(
        example("50 on guidance", "20610-50, 77002-50", "error line 2"),
        example("both sides on one line", "20610-50, 77002-RT-LT", "error line 2"),
        example("one side each on two lines", "20610-50, 77002-RT, 77002-LT", "error line 3"),
        example(
            "one side each, payer follows CPT only",
            "20610-50, 77002-RT, 77002-LT",
            "warning line 3",
            payer="commercial-cpt",
        ),
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
    named: dict[str, list[Numbered]] = {}
    for number, line in by_encounter(claim):
        if not line.modifiers or goes(claim, facts, number, line):
            continue
        both = "RT" in line.modifiers and "LT" in line.modifiers
        if both or "50" in line.modifiers:
            sides = [modifier for modifier in line.modifiers if modifier in ("50", *SIDES)]
            clear = both or sides == ["50"]
            label = f"Remove {' and '.join(sides)}"
            yield Finding(
                f"{line.code} on line {number} is reported for two sides.",
                line=number,
                field=line_field(number, "modifiers"),
                severity=milder_unless_ncci(facts),
                edit=Edit(label, number, "modifiers", without(line, *sides)) if clear else None,
            )
        elif side(line):
            named.setdefault(line.code, []).append((number, line))
    for lines in named.values():
        yield from _one_each(facts, lines)


def _one_each(facts: Facts, lines: list[Numbered]) -> Iterator[Finding]:
    """The lines of one code that name another side than the first of them."""
    first, one = lines[0]
    for number, line in lines[1:]:
        if side(line) != side(one):
            yield Finding(
                f"{line.code} is reported once for each side, on lines {first} and {number}.",
                line=number,
                field=line_field(number, "code"),
                severity=milder_unless_ncci(facts),
                edit=Edit(f"Remove line {number}", number, "line"),
            )


RULES = (unit_is_encounter, bilateral_addon)
