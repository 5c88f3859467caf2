"""Guidance that the procedure's own code already contains, by date."""

from collections.abc import Iterator

from app.coding.carried import say_carried
from app.coding.claim import Claim, Line
from app.coding.facts import Facts, Inclusion
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.sources import Citation, Source
from app.coding.words import Severity
from app.rules.engine.rule import Cite, rule
from app.rules.families.inclusion.removal import UNLESS_FOR_OTHER_PROCEDURE, offer_removal
from app.rules.lookups.lone_add_ons import is_off_its_list
from app.rules.lookups.ncci import ended_edit, follows_ncci, is_of_edits
from app.rules.lookups.partners import (
    NumberedLine,
    alternatives,
    eligible_primaries,
    guidance_lines,
    has_documented_separate_service,
    inclusions,
    is_distinct_service,
    lines_with,
)
from app.rules.lookups.surplus import lone_fluoroscopy
from app.rules.lookups.words import line_field, listed

NumberedInclusion = tuple[int, Inclusion]
_ANOTHER_WANTED = (
    "Remove the guidance code, unless it was for the other procedure. Then report the code that goes with "
    "that one; the record and a modifier must show a separate site."
)
_OR_OTHER_CODE = (
    "Remove the guidance code, or correct the procedure code if the record shows another service."
)
_OTHER_CODE = (
    "Correct the procedure code first. Where {} goes with the code without this imaging it may stay; else "
    "remove it."
)
_BY_EDIT = (
    "Remove the guidance code, unless the record and a modifier show that it was for another procedure at "
    "a separate site or encounter."
)


@rule(
    id="INC-101",
    slug="guidance-included",
    title="Guidance is included in the procedure",
    severity="error",
    basis="cpt-instruction",
    direction="over",
    why="The procedure's own code already includes imaging guidance.",
    remedy=_OR_OTHER_CODE,
    citations=(Cite("cpt-guidelines", "guidance inside a code"),),
    needs=("inclusions",),
    traits=("inclusions",),
)
def guidance_included(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance lines beside a code that already contains the guidance."""
    for number, line in _possibly_included_lines(claim, facts):
        has_own_primary = bool(eligible_primaries(claim, facts, line.code))
        rows = _applicable_inclusions(claim, facts, line, has_own_primary)
        if not rows or is_off_its_list(claim, facts, line.code):
            continue
        by_edit = _rests_on_pair_edit(facts, rows, has_own_primary)
        decisive = _decisive_inclusions(rows)
        carried = _read_in(facts, rows, has_own_primary) if by_edit else None
        remedy = _remedy(claim, facts, line, rows, has_own_primary)
        yield Finding(
            _message(facts, decisive, line, number),
            line=number,
            field=line_field(number, "code"),
            why=_why(decisive, line, has_own_primary) + ("" if carried else _say_read(facts, decisive)),
            remedy=remedy,
            severity=_severity(facts, rows, has_own_primary, by_edit),
            basis="cms-edit" if by_edit else None,
            edit=None if remedy else offer_removal(claim, facts, number),
            citations=rows[0][1].citations if len(rows) == 1 else _citations(rows),
            carried=carried,
        )


def _possibly_included_lines(claim: Claim, facts: Facts) -> list[NumberedLine]:
    """The lines that a procedure may contain: guidance, 76000 unless it is too many, readings of drainage."""
    lines = guidance_lines(claim, facts) + lone_fluoroscopy(claim, facts)
    return lines + lines_with(claim, facts.guidance.drainage)


def _applicable_inclusions(
    claim: Claim, facts: Facts, line: Line, has_own_primary: bool
) -> list[NumberedInclusion]:
    """The inclusions that count against a guidance line.

    With a procedure of its own on the claim a documented separate service or a modifier that the PTP edit
    gives way to takes the others out; whether such a modifier is supported is a rule of its own.
    """
    rows = [pair for pair in inclusions(claim, facts, line.code) if pair[1].ground != "arthrography"]
    if not has_own_primary or not rows:
        return rows
    return [
        (number, row)
        for number, row in rows
        if (
            not has_documented_separate_service(claim)
            if row.conflict
            else not is_distinct_service(facts, line, claim.lines[number - 1])
        )
    ]


def _severity(
    facts: Facts, rows: list[NumberedInclusion], has_own_primary: bool, by_edit: bool
) -> Severity | None:
    """Warning where no edit joins the codes, or where only NCCI does and the payer does not follow it."""
    if has_own_primary and not by_edit:
        return "warning"
    return "warning" if by_edit and not follows_ncci(facts) else None


def _is_edited(facts: Facts, row: Inclusion) -> bool:
    """Whether an edit joins the codes undisputed; the reading of a drainage has no needle of its own."""
    return row.conflict is None and (row.pair_edit or row.guidance in facts.guidance.drainage)


def _rests_on_pair_edit(facts: Facts, rows: list[NumberedInclusion], has_own_primary: bool) -> bool:
    """Whether an edit alone keeps it off: beside a procedure of its own, another code is no reason."""
    if has_own_primary:
        return any(_is_edited(facts, row) for _, row in rows)
    return all(row.ground == "pair-edit" for _, row in rows)


def _read_in(facts: Facts, rows: list[NumberedInclusion], has_own_primary: bool) -> Source | None:
    """The ended edition of the PTP edits, where nothing else speaks against the guidance."""
    found = [ended_edit(facts, row) for _, row in rows if has_own_primary or is_of_edits(facts, row)]
    return found[0] if len(found) == len(rows) and all(found) else None


def _record_names_other_imaging(claim: Claim, facts: Facts, rows: list[NumberedInclusion]) -> bool:
    """Whether the record names imaging that the procedure does not contain: its code may be the wrong one."""
    modality = claim.documentation.modality
    known = [facts.codes[row.code] for _, row in rows if row.code in facts.codes] if modality else []
    return any(each.requires_imaging and modality not in each.requires_imaging for each in known)


def _decisive_inclusions(rows: list[NumberedInclusion]) -> list[NumberedInclusion]:
    """The procedures that contain the guidance; where none does, those that a PTP edit alone joins."""
    return [pair for pair in rows if pair[1].ground != "pair-edit"] or rows


def _message(facts: Facts, rows: list[NumberedInclusion], line: Line, number: int) -> str:
    """What keeps a guidance line off."""
    codes = listed([f"{row.code} on line {other}" for other, row in rows])
    if rows[0][1].ground == "pair-edit":
        edits, them = ("A PTP edit pairs", "it") if len(rows) == 1 else ("PTP edits pair", "them")
        pairing = f"{edits} {line.code} on line {number} with {codes}{_say_indicator(facts, rows)}"
        return f"{pairing}; {line.code} is not paid with {them}."
    include = "include" if len(rows) > 1 else "includes"
    return (
        f"{codes} already {include} imaging guidance, so {line.code} on line {number} is not separately "
        "reportable."
    )


def _say_indicator(facts: Facts, rows: list[NumberedInclusion]) -> str:
    """The modifier indicator of the edits, where each is known and all have the same; else nothing."""
    edits = [facts.pairs.get((row.code, row.guidance)) for _, row in rows]
    indicators = {edit.indicator if edit else "" for edit in edits}
    return f", modifier indicator {min(indicators)}" if indicators in ({"0"}, {"1"}) else ""


def _remedy(
    claim: Claim, facts: Facts, line: Line, rows: list[NumberedInclusion], has_own_primary: bool
) -> str:
    """What clears it where leaving the guidance off is not the one cure; else nothing."""
    if has_own_primary:
        return UNLESS_FOR_OTHER_PROCEDURE
    if _goes_with_another_code(claim, facts, line):
        return _ANOTHER_WANTED
    if _record_names_other_imaging(claim, facts, rows):
        steered = facts.guidance.needle.get(line.code) == claim.documentation.modality
        return _OTHER_CODE.format(line.code) if steered else _OR_OTHER_CODE
    return _BY_EDIT if all(row.ground == "pair-edit" for _, row in rows) else ""


def _goes_with_another_code(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether a procedure that does not contain the guidance goes with another code."""
    inside = {row.code for _, row in inclusions(claim, facts, line.code)}
    return any(row.code not in inside for _, row in alternatives(claim, facts, line.code))


def _why(rows: list[NumberedInclusion], line: Line, has_own_primary: bool) -> str:
    reasons = [row.note for _, row in rows[:1]]
    if not has_own_primary and "59" in line.modifiers:
        reasons.append("Modifier 59 does not change this: the guidance belongs to the same needle.")
    return " ".join(filter(None, reasons))


def _say_read(facts: Facts, rows: list[NumberedInclusion]) -> str:
    """In which ended edition an edit was read that another source bears out; else nothing."""
    row = rows[0][1]
    source = ended_edit(facts, row) if row.ground == "pair-edit" else None
    return f" {say_carried(source)}" if source else ""


def _citations(rows: list[NumberedInclusion]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citation for _, row in rows for citation in row.citations))
