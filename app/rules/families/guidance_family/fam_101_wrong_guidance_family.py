"""The right guidance code, by the procedure billed."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Alternative, Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.left_off import is_of_another_modality
from app.rules.lookups.ncci import follows_ncci, warning_unless_ncci
from app.rules.lookups.partners import (
    alternatives,
    eligible_primaries,
    guidance_lines,
    has_documented_separate_service,
    inclusions,
    is_distinct_service,
    is_procedure,
    lines_with,
)
from app.rules.lookups.primaries import has_listed_primary
from app.rules.lookups.surplus import (
    is_only_included,
    lone_fluoroscopy,
    stacked_lines,
)
from app.rules.lookups.words import line_field, method_word, say_separate

NumberedAlternative = tuple[int, Alternative]


@rule(
    id="FAM-101",
    slug="wrong-guidance-family",
    title="Another guidance code fits the procedure",
    severity="error",
    basis="cms-edit",
    why="The guidance code follows from the procedure code, not from the region of the body.",
    remedy="Use the code that goes with the procedure, if the record supports it.",
    citations=(Cite("ncci-aoc", "77003 and its primaries"),),
    needs=("inclusions",),
    traits=("alternatives",),
)
def wrong_guidance_family(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance lines for whose procedure another code is the one to report."""
    for number, line in guidance_lines(claim, facts):
        if is_of_another_modality(claim, facts, line):
            continue
        has_own_primary = bool(eligible_primaries(claim, facts, line.code))
        rows = _procedures_for_another_code(claim, facts, line, has_own_primary=has_own_primary)
        if not rows or number in stacked_lines(claim, facts):
            continue
        if has_own_primary:
            yield from _pair_edit_beside_own_primary(claim, facts, number, line, rows)
        elif not has_listed_primary(claim, facts, line.code):
            yield from _report_other_code(claim, facts, number, line, rows)
    yield from _fluoroscopy_beside_procedure(claim, facts)
    yield from _operation_beside_needle(claim, facts)


def _procedures_for_another_code(
    claim: Claim, facts: Facts, line: Line, *, has_own_primary: bool
) -> list[NumberedAlternative]:
    """The procedures that want another code than a guidance line has.

    Not those that contain the guidance, nor those distinct from its own procedure (`has_own_primary`).
    """
    inside = {row.code for _, row in inclusions(claim, facts, line.code)}
    return [
        (number, row)
        for number, row in alternatives(claim, facts, line.code)
        if row.code not in inside
        and not (has_own_primary and is_distinct_service(facts, line, claim.lines[number - 1]))
    ]


def _report_other_code(
    claim: Claim, facts: Facts, number: int, line: Line, rows: list[NumberedAlternative]
) -> Iterator[Finding]:
    """Guidance without a procedure of its own: the first of the others names the code to report."""
    other, row = rows[0]
    if is_only_included(claim, facts, line) and any(each.code == row.use for each in claim.lines):
        return
    needle = facts.guidance.needle
    is_guidance = row.use in facts.guidance.codes
    there = [at for at, each in lines_with(claim, (row.use,)) if each.encounter == line.encounter]
    # Where a code contains the guidance as well, rules that are silent for that would speak of the new code.
    settled = len({row.use for _, row in rows}) == 1 and not inclusions(claim, facts, line.code)
    safe = settled and is_guidance and _is_only_guided_service(claim, facts, {line.code, row.code})
    yield Finding(
        f"{row.code} on line {other} goes with {row.use}, not with {line.code} on line {number}."
        if is_guidance
        else f"With {method_word(needle[line.code])}, {row.code} on line {other} is {row.use}; "
        f"{line.code} on line {number} is not added.",
        line=number,
        field=line_field(number, "code"),
        why=row.note,
        remedy=_remedy(row, line.code, is_guidance=is_guidance, there=there),
        severity=warning_unless_ncci(facts),
        edit=Edit(f"Change {line.code} to {row.use}", number, "code", row.use) if safe else None,
        citations=row.citations,
    )


def _remedy(row: Alternative, guidance: str, *, is_guidance: bool, there: list[int]) -> str:
    """What clears guidance without a procedure of its own. `there`: lines that have the code to report."""
    if is_guidance and there:
        return f"Remove {guidance}; {row.use} is on line {there[0]} already."
    if is_guidance:
        return f"Report {row.use} with {row.code}, if the record supports it."
    return f"Report {row.use} in place of {row.code} and remove {guidance}, if the record supports it."


def _pair_edit_beside_own_primary(
    claim: Claim, facts: Facts, number: int, line: Line, rows: list[NumberedAlternative]
) -> Iterator[Finding]:
    """Guidance with a procedure of its own, beside another with which a PTP edit joins it."""
    joined = [pair for pair in rows if pair[1].pair_edit]
    if not joined or not follows_ncci(facts):
        return
    other, row = joined[0]
    yield Finding(
        f"A PTP edit pairs {line.code} on line {number} with {row.code} on line {other}, "
        "whatever else it was for.",
        line=number,
        field=line_field(number, "code"),
        severity="warning" if has_documented_separate_service(claim) else None,
        why=f"{row.note} NCCI pays one of the two on a date, unless another site or encounter is on record.",
        remedy=f"Add {say_separate(line.code)}. Otherwise remove {line.code}.",
        citations=row.citations,
    )


def _fluoroscopy_beside_procedure(claim: Claim, facts: Facts) -> Iterator[Finding]:
    """76000 beside a procedure of the same encounter whose fluoroscopy a guidance code reports."""
    for number, line in lone_fluoroscopy(claim, facts):
        if is_only_included(claim, facts, line):
            continue
        for other, row in alternatives(claim, facts, line.code):
            procedure = claim.lines[other - 1]
            separate = has_documented_separate_service(claim) and is_distinct_service(facts, line, procedure)
            if procedure.encounter != line.encounter or separate:
                continue
            yield Finding(
                f"76000 on line {number} is part of {row.code} on line {other}, "
                f"unless the fluoroscopy was an exam of its own.",
                line=number,
                field=line_field(number, "code"),
                why=row.note,
                remedy=f"Report {row.use} if fluoroscopy steered the needle. Otherwise remove 76000.",
                severity=warning_unless_ncci(facts),
                citations=row.citations,
            )
            break


def _operation_beside_needle(claim: Claim, facts: Facts) -> Iterator[Finding]:
    """Ultrasound of an operation in an encounter that has nothing but needles through the skin."""
    if claim.documentation.modality not in (None, "ultrasound"):
        return
    for number, line in lines_with(claim, facts.guidance.operation):
        wants = {
            other: row
            for other, row in alternatives(claim, facts, line.code)
            if claim.lines[other - 1].encounter == line.encounter
        }
        others = [each.code for at, each in enumerate(claim.lines, 1) if at not in wants]
        if not wants or any(code in facts.guidance.needle or is_procedure(code, facts) for code in others):
            continue
        other, row = next(iter(wants.items()))
        yield Finding(
            f"{line.code} on line {number} is for operations; {row.code} on line {other} is done by needle.",
            line=number,
            field=line_field(number, "code"),
            why=row.note,
            remedy=f"Report {row.use} if ultrasound steered the needle. Otherwise remove {line.code}.",
            severity="warning",
            citations=row.citations,
        )


def _is_only_guided_service(claim: Claim, facts: Facts, codes: set[str]) -> bool:
    """Whether the claim holds one guidance line and no other code than `codes` that guidance may concern.

    That is a procedure, or imaging such as the reading of an arthrogram, which contains its fluoroscopy.
    """
    others = [line.code for line in claim.lines if line.code not in codes]
    known = [facts.codes[code] for code in others if code in facts.codes]
    return (
        len(guidance_lines(claim, facts)) == 1
        and not any(each.kind == "imaging" for each in known)
        and not any(is_procedure(code, facts) for code in others)
    )
