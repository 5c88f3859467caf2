"""Sides on guidance, whose unit has no side."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.partners import NumberedLine, modifiers_without
from app.rules.lookups.surplus import (
    SIDES,
    encounter_unit_lines,
    is_included_or_stacked,
    named_side,
    no_separate_needle,
)
from app.rules.lookups.words import line_field


@rule(
    id="UNI-102",
    slug="bilateral-addon",
    title="Guidance reported by side",
    severity="error",
    basis="cms-policy",
    direction="over",
    why="Bilateral surgery indicator 0: the 150% adjustment does not apply, and a second side adds nothing.",
    remedy="Put the side on the procedure and report the guidance once.",
    citations=(
        Cite("pfs-rvu", "bilateral surgery indicator 0", of_code=True),
        Cite("ncci-manual-ch9", "G 3"),
    ),
    guidance_modifiers=("RT", "LT", "50"),
)
def bilateral_addon(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance reported for two sides."""
    named: dict[str, list[NumberedLine]] = {}
    for number, line in encounter_unit_lines(claim, facts):
        if not line.modifiers or is_included_or_stacked(claim, facts, number, line):
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
                severity=warning_unless_ncci(facts),
                edit=Edit(label, number, "modifiers", modifiers_without(line, *sides)) if clear else None,
            )
        elif named_side(line):
            named.setdefault(line.code, []).append((number, line))
    for lines in named.values():
        yield from _one_line_each_side(facts, lines)


def _one_line_each_side(facts: Facts, lines: list[NumberedLine]) -> Iterator[Finding]:
    """The lines of one code that name another side than the first of them."""
    first, one = lines[0]
    for number, line in lines[1:]:
        if named_side(line) != named_side(one):
            yield Finding(
                f"{line.code} is reported once for each side, on lines {first} and {number}.",
                line=number,
                field=line_field(number, "code"),
                why=no_separate_needle(line),
                severity=warning_unless_ncci(facts),
                edit=Edit(f"Remove line {number}", number, "line"),
            )
