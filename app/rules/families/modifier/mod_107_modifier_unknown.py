"""Modifiers that are on no list."""

import re
from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.words import line_field

_CPT_SHAPE = re.compile(r"\d\d|P[1-6]|[1238]P")  # of modifiers that the HCPCS list does not have to hold


@rule(
    id="MOD-107",
    slug="modifier-unknown",
    title="Modifier not known",
    severity="warning",
    basis="advice",
    why="Neither Needlepoint's own data nor the HCPCS list of the date has this modifier.",
    remedy="Check how it is typed.",
    citations=(Cite("modifier-list", "modifiers"),),
    traits=("odd_modifier",),
)
def modifier_unknown(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find modifiers that are on no list. Those of CPT are in no list that can be imported."""
    official = facts.listed_modifiers
    for number, line in enumerate(claim.lines, 1):
        for modifier in line.modifiers:
            if modifier in facts.modifiers or (official is not None and modifier in official):
                continue
            if _CPT_SHAPE.fullmatch(modifier):
                yield Unchecked(
                    f"{modifier} on line {number} is not in Needlepoint's own data. "
                    "No list on the shelf has the modifiers of CPT."
                )
            elif official is None:
                yield Finding(
                    f"{modifier} on line {number} is not in Needlepoint's own data.",
                    line=number,
                    field=line_field(number, "modifiers"),
                    severity="info",
                    why="Needlepoint comes with the modifiers of needle procedures. Another may be valid.",
                    remedy="Compare the modifier with its list, or import the HCPCS list of the date.",
                )
                yield Unchecked(
                    f"{modifier} on line {number} is not in Needlepoint's own data.",
                    gap=facts.partial.get("modifiers"),
                )
            else:
                yield Finding(
                    f"{modifier} on line {number} is not a modifier on this date.",
                    line=number,
                    field=line_field(number, "modifiers"),
                    citations=cited((Cite("hcpcs", "modifiers"),), facts.sources),
                )
