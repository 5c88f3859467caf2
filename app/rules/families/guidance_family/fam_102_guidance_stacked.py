"""More than one guidance code for one needle."""

from collections.abc import Iterator, Sequence

from app.coding.claim import Claim, Line
from app.coding.facts import Alternative, Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.partners import NumberedLine, alternatives
from app.rules.lookups.surplus import no_separate_needle, stacked_encounters
from app.rules.lookups.words import line_field, listed, method_word

_ONE_UNIT = Cite("ncci-manual-ch9", "G 3")  # of the codes whose unit is the encounter
_FLUOROSCOPY_ALONE = Cite("ncci-manual-ch9", "76000")
_EACH_OTHER = Cite("ncci-ptp", "guidance codes with each other")


@rule(
    id="FAM-102",
    slug="guidance-stacked",
    title="More than one guidance code",
    severity="error",
    basis="cms-edit",
    direction="over",
    why="NCCI pairs the guidance codes with each other and with 76000, and pays one of them.",
    remedy="Keep the one code for the modality that steered the needle.",
    citations=(_ONE_UNIT, _FLUOROSCOPY_ALONE, _EACH_OTHER),
    traits=("several_guidance_units",),
)
def guidance_stacked(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find more than one guidance code in an encounter, without a documented separate service."""
    for lines, surplus in stacked_encounters(claim, facts):
        codes = listed(dict.fromkeys(line.code for _, line in lines))
        for number, line in surplus:
            yield Finding(
                f"{codes} are reported for one encounter; one needle takes one guidance code.",
                line=number,
                field=line_field(number, "code"),
                severity=warning_unless_ncci(facts),
                why=no_separate_needle(line),
                remedy=f"Remove {line.code}, or correct it to the modality that steered the needle."
                f"{_say_inside(claim, facts, line)}",
                citations=tuple(
                    dict.fromkeys(
                        (
                            *cited(_cites_for_stacking(claim, facts, lines), facts.sources),
                            *(each for row in _codes_with(claim, facts, line) for each in row.citations),
                        )
                    )
                ),
            )


def _codes_with(claim: Claim, facts: Facts, line: Line) -> list[Alternative]:
    """The procedures of the claim that are another code with the guidance of a line, which contains it."""
    rows = {row.code: row for _, row in alternatives(claim, facts, line.code)}
    return [row for row in rows.values() if row.use not in facts.guidance.codes]


def _say_inside(claim: Claim, facts: Facts, line: Line) -> str:
    """What those procedures are with it, as a sentence; nothing where there is none."""
    rows = _codes_with(claim, facts, line)
    if not rows:
        return ""
    method = facts.guidance.needle[line.code]
    codes = listed(f"{row.code} is {row.use}" for row in rows)
    return f" With {method_word(method)} {codes}, which needs no {line.code}."


def _cites_for_stacking(claim: Claim, facts: Facts, lines: Sequence[NumberedLine]) -> tuple[Cite, ...]:
    """Who says that guidance codes exclude each other: the manual by its paragraphs, and the PTP edits."""
    codes = {line.code for _, line in lines}
    by_unit = (_ONE_UNIT,) if len(codes & facts.guidance.encounter_unit) > 1 else ()
    alone = (_FLUOROSCOPY_ALONE,) if codes & facts.guidance.fluoroscopy_alone else ()
    edits = _EACH_OTHER
    if codes & facts.guidance.devices:  # no paragraph has it; the PTP edits that were read do, on any date
        table = "cms-ptp-hosp-2024q3" if claim.claim_form == "institutional" else "cms-ptp-prac-2024q3"
        edits = Cite(table, _EACH_OTHER.locator)
    return (*by_unit, *alone, edits)
