"""Guidance that the procedure's own code already contains, by date."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, Inclusion
from app.coding.findings import Finding, Unchecked
from app.coding.sources import Citation
from app.coding.words import Severity
from app.rules.engine.rule import Cite, rule
from app.rules.examples.inclusion.inc_101_guidance_included import EXAMPLES
from app.rules.families.inclusion.removal import AT_HOME, removal
from app.rules.lookups.ncci import follows_ncci
from app.rules.lookups.partners import (
    DRAIN_READING,
    METHODS,
    Numbered,
    alternatives,
    apart,
    guidance_lines,
    homes,
    inclusions,
    told_apart,
)
from app.rules.lookups.surplus import lone_fluoroscopy
from app.rules.lookups.words import line_field, listed

Row = tuple[int, Inclusion]
_ANOTHER_WANTED = (
    "Leave the guidance code off, unless it was for the other procedure. Then report the code that goes with "
    "that one; the record and a modifier must show a separate site."
)
_OR_OTHER_CODE = (
    "Leave the guidance code off, or correct the procedure code if the record shows another service."
)
_OTHER_CODE = (
    "Correct the procedure code first. Where {} goes with the code without this imaging it may stay; else "
    "leave it off."
)
_BY_EDIT = (
    "Leave the guidance code off, unless the record and a modifier show that it was for another procedure at "
    "a separate site or encounter."
)


@rule(
    id="INC-101",
    slug="guidance-included",
    title="Guidance is inside the procedure code",
    severity="error",
    basis="cpt-instruction",
    why="The procedure's own code already contains imaging guidance.",
    remedy=_OR_OTHER_CODE,
    citations=(Cite("cpt-guidelines", "guidance inside a code"),),
    needs=("inclusions",),
    scope=("included",),
    examples=EXAMPLES,
)
def guidance_included(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance lines beside a code that already contains the guidance."""
    if not facts.inclusions:
        return
    for number, line in _inside_perhaps(claim, facts):
        at_home = bool(homes(claim, facts, line.code))
        rows = _biting(claim, facts, line, at_home)
        if not rows:
            continue
        by_edit = _by_edit(rows, at_home)
        told = _weightiest(rows)
        remedy = _remedy(claim, facts, line, rows, at_home)
        yield Finding(
            _message(told, line, number),
            line=number,
            field=line_field(number, "code"),
            why=_why(told, line, at_home),
            remedy=remedy,
            severity=_severity(facts, rows, at_home, by_edit),
            basis="cms-edit" if by_edit else None,
            edit=None if remedy else removal(claim, facts, number),
            citations=rows[0][1].citations if len(rows) == 1 else _citations(rows),
        )


def _inside_perhaps(claim: Claim, facts: Facts) -> list[Numbered]:
    """The lines that a procedure may contain: guidance, 76000 unless it is too many, readings of drainage."""
    lines = guidance_lines(claim)
    codes = [line.code for line in claim.lines]
    if "76000" in codes:
        lines += lone_fluoroscopy(claim, facts)
    if DRAIN_READING in codes:
        lines += [(number, line) for number, line in enumerate(claim.lines, 1) if line.code == DRAIN_READING]
    return lines


def _biting(claim: Claim, facts: Facts, line: Line, at_home: bool) -> list[Row]:
    """The inclusions that count against a guidance line.

    With a procedure of its own on the claim (`at_home`), a documented separate service or a modifier that the
    pair edit gives way to takes the others out; whether such a modifier is supported is a rule of its own.
    """
    rows = [pair for pair in inclusions(claim, facts, line.code) if pair[1].ground != "arthrography"]
    if not at_home or not rows:
        return rows
    return [
        (number, row)
        for number, row in rows
        if (not apart(claim) if row.conflict else not told_apart(facts, line, claim.lines[number - 1]))
    ]


def _severity(facts: Facts, rows: list[Row], at_home: bool, by_edit: bool) -> Severity | None:
    """Warning where no edit joins the codes, or where only NCCI does and the payer does not follow it."""
    if at_home and all(row.conflict for _, row in rows):
        return "warning"
    return "warning" if by_edit and not follows_ncci(facts) else None


def _by_edit(rows: list[Row], at_home: bool) -> bool:
    """Whether an edit alone keeps it off: beside a procedure of its own, another code is no reason."""
    if at_home:
        return any(row.conflict is None for _, row in rows)
    return all(row.ground == "pair-edit" for _, row in rows)


def _disputed_by_record(claim: Claim, facts: Facts, rows: list[Row]) -> bool:
    """Whether the record names imaging that the procedure does not contain: its code may be the wrong one."""
    modality = claim.documentation.modality
    known = [facts.codes[row.code] for _, row in rows if row.code in facts.codes] if modality else []
    return any(each.requires_imaging and modality not in each.requires_imaging for each in known)


def _weightiest(rows: list[Row]) -> list[Row]:
    """The procedures that contain the guidance; where none does, those that a pair edit alone joins."""
    return [pair for pair in rows if pair[1].ground != "pair-edit"] or rows


def _message(rows: list[Row], line: Line, number: int) -> str:
    """What keeps a guidance line off."""
    codes = listed([f"{row.code} on line {other}" for other, row in rows])
    if rows[0][1].ground == "pair-edit":
        edits, them = ("A pair edit joins", "it") if len(rows) == 1 else ("Pair edits join", "them")
        return f"{edits} {line.code} on line {number} with {codes}; {line.code} is not paid beside {them}."
    contain = "contain" if len(rows) > 1 else "contains"
    return (
        f"{codes} already {contain} imaging guidance, so {line.code} on line {number} is not reported "
        "beside it."
    )


def _remedy(claim: Claim, facts: Facts, line: Line, rows: list[Row], at_home: bool) -> str:
    """What clears it where leaving the guidance off is not the one cure; else nothing."""
    if at_home:
        return AT_HOME
    if _wants_another(claim, facts, line):
        return _ANOTHER_WANTED
    if _disputed_by_record(claim, facts, rows):
        steered = METHODS.get(line.code) == claim.documentation.modality
        return _OTHER_CODE.format(line.code) if steered else _OR_OTHER_CODE
    return _BY_EDIT if all(row.ground == "pair-edit" for _, row in rows) else ""


def _wants_another(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether a procedure that does not contain the guidance goes with another code."""
    inside = {row.code for _, row in inclusions(claim, facts, line.code)}
    return any(row.code not in inside for _, row in alternatives(claim, facts, line.code))


def _why(rows: list[Row], line: Line, at_home: bool) -> str:
    reasons = [row.note for _, row in rows[:1]]
    if not at_home and "59" in line.modifiers:
        reasons.append("Modifier 59 does not change this: the guidance belongs to the same needle.")
    return " ".join(filter(None, reasons))


def _citations(rows: list[Row]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citation for _, row in rows for citation in row.citations))
