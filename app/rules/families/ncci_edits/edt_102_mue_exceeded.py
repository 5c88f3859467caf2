"""Medically unlikely edits (MUE) of codes whose unit is not the encounter."""

from collections.abc import Iterator

from app.coding.claim import Claim, place_of
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.official import Adjudication
from app.coding.reasons import Unchecked
from app.coding.sources import Citation, Source
from app.coding.words import BILATERAL_INDICATORS, Severity
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.ncci import ended, may_follow_ncci, warning_unless_ncci
from app.rules.lookups.partners import NumberedLine
from app.rules.lookups.sides import bilateral_indicator, takes_side
from app.rules.lookups.surplus import named_side
from app.rules.lookups.words import line_field, listed

_BOTH_SIDES = 2
_CENTER = "24"
_MUE = Cite("ncci-mue", "MUE", of_code=True)
_BILATERAL = Cite("pfs-rvu", "bilateral surgery indicator", of_code=True)
_CENTER_CITES = (Cite("priority-asc-bilateral", "ASC"), Cite("aapc-asc-bilateral", "Medicare contractor"))
_AT_CENTER = (
    "A physician reports both sides on one line with 50. The surgical center itself does not use 50: it "
    "reports two lines, RT and LT, or two units."
)
_ON_EITHER_CLAIM = (
    "On the physician's claim report one line with 50 and 1 unit. On the claim of the surgical center itself "
    "leave the two sides as they are."
)


@rule(
    id="EDT-102",
    slug="mue-exceeded",
    title="Units exceed the MUE",
    severity="error",
    basis="cms-edit",
    direction="over",
    why="The MUE is the most units of a code that CMS allows for one patient and date by one provider.",
    remedy="Correct the units, or be ready to show why more were needed.",
    citations=(_MUE,),
    needs=("units",),
    traits=("units_to_count", "units_in_doubt"),
)
def mue_exceeded(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes with more units than their MUE: of the line for MAI 1, of the day for MAI 2 and 3."""
    counted_lines = [
        (number, line, facts.units.get(line.code))
        for number, line in enumerate(claim.lines, 1)
        if line.code and line.code not in facts.guidance.encounter_unit
    ]
    unknown = [line.code for _, line, limit in counted_lines if limit is None]
    if unknown:
        yield _limits_unknown(unknown, facts)
    totals: dict[str, int] = {}
    for number, line, limit in counted_lines:
        if limit is None:
            continue
        before = 0 if limit.adjudication == "1" else totals.get(line.code, 0)
        totals[line.code] = units = before + line.units
        if units <= limit.value or before > limit.value:
            continue
        counted = (
            [(number, line)] if limit.adjudication == "1" else _lines_with_code(claim, line.code, number)
        )
        span = "claim line" if limit.adjudication == "1" else "date of service"
        by_sides = _are_sides_at_center(claim, facts, counted)
        yield Finding(
            f"{line.code} has {_units_and_lines(counted, units)}; MUE {limit.value}, "
            f"MAI {limit.adjudication} (per {span}).",
            line=number,
            field=line_field(number, "units"),
            severity=_severity(claim, facts, counted, by_sides=by_sides),
            why=_AT_CENTER if by_sides else "",
            remedy=_correction(claim, facts, counted) + _appeal(facts, limit.adjudication),
            citations=_citations(facts, counted, by_sides=by_sides),
            carried=facts.carried.get(("ncci-mue", line.code)),
        )


def _severity(claim: Claim, facts: Facts, lines: list[NumberedLine], *, by_sides: bool) -> Severity | None:
    """How much units over the limit weigh: a center's own claim has one unit for each side, and rightly."""
    if _counts_sides(claim, facts, lines):
        return "info"
    return "warning" if by_sides else warning_unless_ncci(facts)


def _are_sides_at_center(claim: Claim, facts: Facts, lines: list[NumberedLine]) -> bool:
    """Whether units in a surgical center are the two sides; the claim may be its own or a physician's."""
    twice = sum(line.units for _, line in lines) == _BOTH_SIDES
    if not twice or any(place_of(claim, line) != _CENTER for _, line in lines):
        return False
    return _is_one_for_each_side(lines) or _is_bilateral(claim, facts, lines)


def _citations(facts: Facts, lines: list[NumberedLine], *, by_sides: bool) -> tuple[Citation, ...]:
    """The MUE with what is said of both sides: at a surgical center, or by the fee schedule; else nothing."""
    code = lines[0][1].code
    read_in = ended(facts.carried.get(("ncci-mue", code)))
    if by_sides:
        return cited((_MUE, *_CENTER_CITES), facts.sources, code, read_in)
    if not _is_one_for_each_side(lines) or not bilateral_indicator(code, facts):
        return ()
    return cited((_MUE, _BILATERAL), facts.sources, code, (*read_in, *ended(_fee_row_read_in(facts, code))))


def _limits_unknown(codes: list[str], facts: Facts) -> Unchecked:
    """That the MUE values of codes whose unit is not the encounter were not all looked up."""
    gap = facts.partial.get("units") or facts.gaps_carried.get("units")
    why = "" if gap else " CMS does not publish every MUE."
    return Unchecked(f"No MUE value was found for {listed(dict.fromkeys(codes))}.{why}", gap=gap)


def _lines_with_code(claim: Claim, code: str, upto: int) -> list[NumberedLine]:
    """The lines with a code as far as one of them, numbered from 1."""
    return [(at, line) for at, line in enumerate(claim.lines[:upto], 1) if line.code == code]


def _units_and_lines(lines: list[NumberedLine], units: int) -> str:
    """Where units stand, for a sentence."""
    if len(lines) == 1:
        return f"{units} unit{'' if units == 1 else 's'} on line {lines[0][0]}"
    return f"{units} units together on lines {listed(str(number) for number, _ in lines)}"


def _correction(claim: Claim, facts: Facts, lines: list[NumberedLine]) -> str:
    """What to correct: one unit for each side is reported on one line, of codes that take 50."""
    if _are_sides_at_center(claim, facts, lines):
        return _ON_EITHER_CLAIM
    if _is_one_for_each_side(lines):
        return _one_line_for_both(lines[0][1].code, facts)
    if _is_bilateral(claim, facts, lines):
        return "If the units are the two sides, report them on one line with 50 and 1 unit."
    return "Correct the units."


def _one_line_for_both(code: str, facts: Facts) -> str:
    """How both sides of a code are reported, by its bilateral indicator where one was read."""
    indicator = bilateral_indicator(code, facts)
    if not indicator:
        return "If the code takes 50, report both sides on one line with 50 and 1 unit."
    source = _fee_row_read_in(facts, code) or facts.sources.get("pfs-rvu")
    edition = f" of {source.edition}" if source else ""
    why = f"Bilateral surgery indicator {indicator}{edition}, {BILATERAL_INDICATORS[indicator]}"
    if takes_side(code, facts):
        return f"{why}: report both sides on one line with 50 and 1 unit."
    return f"{why}: 50 does not raise what is paid for {code}. Correct the units."


def _fee_row_read_in(facts: Facts, code: str) -> Source | None:
    """The ended release in which the fee row of a code was read, or None."""
    return facts.carried.get(("pfs-rvu", code))


def _is_one_for_each_side(lines: list[NumberedLine]) -> bool:
    """Whether two lines have a unit for each side."""
    sides = {named_side(line) for _, line in lines}
    return [line.units for _, line in lines] == [1, 1] and sides == {"RT", "LT"}


def _is_bilateral(claim: Claim, facts: Facts, lines: list[NumberedLine]) -> bool:
    """Whether the units of lines without a side may be the two sides in the record."""
    unsided = {named_side(line) for _, line in lines} == {""}
    return unsided and claim.documentation.laterality == "bilateral" and takes_side(lines[0][1].code, facts)


def _counts_sides(claim: Claim, facts: Facts, lines: list[NumberedLine]) -> bool:
    """Whether a payer that goes by CPT alone gets an add-on twice, as CPT reports both sides of it (K17)."""
    known = facts.codes.get(lines[0][1].code)
    twice = sum(line.units for _, line in lines) == _BOTH_SIDES
    if known is None or not known.add_on:
        return False
    return twice and not may_follow_ncci(facts) and _is_bilateral(claim, facts, lines)


def _appeal(facts: Facts, adjudication: Adjudication) -> str:
    """Whether a denial may be appealed, where the payer may be one that denies by MUE."""
    if not may_follow_ncci(facts):
        return ""
    may = "cannot be appealed" if adjudication == "2" else "can be appealed with the record"
    return f" A denial under this MUE {may}."
