"""Guidance that the procedure's own code already contains, by date."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, Inclusion
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.sources import Citation
from app.coding.words import Severity
from app.rules.engine.rule import Cite, rule
from app.rules.examples.example import example
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
from app.rules.lookups.surplus import lone_fluoroscopy, stacked
from app.rules.lookups.words import line_field, listed

Row = tuple[int, Inclusion]
# Where another procedure of the claim may have been what the needle was for.
AT_HOME = (
    "Leave the guidance code off, unless it was for the other procedure. Then the record and a modifier must "
    "show a separate site."
)
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


def removal(claim: Claim, facts: Facts, number: int) -> Edit | None:
    """Removing the one guidance line, while no other, nor 76000 in its encounter, leans on it."""
    if len(guidance_lines(claim)) != 1 or stacked(claim, facts):
        return None
    return Edit(f"Remove line {number}", number, "line")


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
    examples=(
        example(
            "joint injection with ultrasound inside", "20611, 77002", "error line 2", modality="ultrasound"
        ),
        example("sacroiliac injection", "27096-RT, 77002", "error line 2"),
        example("59 does not change it", "27096, 77002-59", "error line 2"),
        example("femoral nerve block in 2023", "64447, 77002", "error line 2", on="2023-01-01"),
        example("femoral nerve block the day before", "64447, 77002", on="2022-12-31"),
        example("joint injection without ultrasound", "20610, 77002"),
        example(
            "a pair edit only, payer follows CPT only",
            "20670, 77002",
            "warning line 2",
            payer="commercial-cpt",
        ),
        example("a pair edit only, Medicare", "20670, 77002", "error line 2"),
        example("a pair edit beside one code, inside another", "20670, 27096, 77002", "error line 3"),
        example("a pair edit with CT guidance", "20553, 77012", "error line 2", modality="ct"),
        example("two pair edits", "20552, 20553, 77012", "error line 3", modality="ct"),
        example("ultrasound code, CT billed and fluoroscopy in the record", "20611, 77012", "error line 2"),
        example("inside one code, and the other wants 77002", "20610-RT, 27096-RT, 77003", "error line 3"),
        example("a second joint, no modifier", "20611, 20610, 77002", "error line 3", modality="ultrasound"),
        example("a second joint, told apart", "20611, 20610-XS, 77002-XS", separate_site=True),
        example("nerve block and a joint, not told apart", "64447, 20610, 77002", "warning line 3"),
        example("nerve block and a joint, told apart", "64447, 20610, 77002", separate_site=True),
        example("no guidance on the claim", "20611"),
        example("the wrong family explains it", "62267, 77002"),
        example("arthrography has a rule of its own", "73040, 23350, 77002"),
        example("ultrasound code, fluoroscopy in the record", "20611, 77002", "error line 2"),
        example(
            "the book has no inclusions",
            "20611, 77002",
            "not checked",
            facts={"missing": {"inclusions": "No."}},
        ),
        example("two codes contain it", "20611, 27096, 77002", "error line 3", modality="ultrasound"),
        example(
            "a code that contains it beside one of another family", "20611, 64520, 77002", "error line 3"
        ),
        example("a code that nothing describes", "20611, 77002", "error line 2", facts={"codes": {}}),
        example("ultrasound guidance inside the code", "20611, 76942", "error line 2", modality="ultrasound"),
        example(
            "ultrasound guidance, and a biopsy", "20611, 20206, 76942", "error line 3", modality="ultrasound"
        ),
        example(
            "two guidance codes inside one",
            "20611, 77002, 76942",
            "error line 2",
            "error line 3",
            modality="ultrasound",
        ),
        example("a modifier that the book does not know", "20611, 20610, 77002-ZZ", "error line 3"),
        example("the other family, inside as well", "64447, 77003", "error line 2"),
        example(
            "ultrasound guidance beside a visit", "20611, 99213, 76942", "error line 3", modality="ultrasound"
        ),
        example("method not stated, and a visit", "27096, 99213, 77002", "error line 3", modality=None),
        example(
            "a second joint, payer follows CPT only",
            "20611, 20610, 77002",
            "warning line 3",
            modality="ultrasound",
            payer="commercial-cpt",
        ),
        example("two sides, one with ultrasound", "20611-LT, 20610-RT, 77002-RT", modality="ultrasound"),
        example("one side twice", "20611-RT, 20610-RT, 77002-RT", "error line 3", modality="ultrasound"),
        example("a second joint, modifier on the first", "20611-XS, 20610, 77002", modality="ultrasound"),
        example("a side on guidance only", "20611, 20610, 77002-RT", "error line 3"),
        example("a side on the procedure only", "20611-LT, 20610, 77002", "error line 3"),
        example("a modifier that is no side", "20611-LT, 20610, 77002-26-RT"),
        example("fluoroscopy of its own code beside it", "27096, 76000", "error line 2"),
        example("the same at another visit of the day", "27096, 76000@2", "error line 2"),
        example("fluoroscopy and guidance", "27096, 77002, 76000", "error line 2", "error line 3"),
        example("fluoroscopy beside a joint injection is another rule", "20610, 76000"),
        example("25 is no site", "20611-LT, 20610, 77002-25", "error line 3"),
        example("the reading of a drainage beside its code", "10030, 75989", "error line 2"),
        example("the reading of a drainage beside another code", "10160, 75989"),
    ),
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


RULES = (guidance_included,)
