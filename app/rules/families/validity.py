"""Codes and diagnoses that exist on the date of service."""

import re
from collections.abc import Iterator
from datetime import date

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.facts import CodeFacts, Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.official import PairEdit, UnitsLimit
from app.rules.engine.rule import Cite, cited, rule
from app.rules.examples.example import OWN_EDITS, example
from app.rules.lookups.partners import NEEDLE_GUIDANCE
from app.rules.lookups.words import line_field, listed

_SHAPE = re.compile(r"\d{4}[0-9FT]|0\d{3}[AMU]")


def _shaped(code: str) -> bool:
    """Whether a code has the shape of a CPT code: five digits, or four and the letter of a category."""
    return _SHAPE.fullmatch(code) is not None


def _drug_like(code: str) -> bool:
    """Whether a code has the shape of a HCPCS Level II code: a letter and four digits."""
    return code[0].isalpha() and code[1:].isdigit()


_LISTING = {"77002": frozenset({"20205"})}


_OF_BOOK = Cite("needlepoint", "codes of the book")


@rule(
    id="VAL-101",
    slug="code-unknown",
    title="Code not known",
    severity="error",
    basis="cms-edit",
    why="No list for the date of service has this code.",
    remedy="Check how the code is typed.",
    citations=(Cite("pfs-rvu", "list of codes"), _OF_BOOK),
    scope=("invalid",),
    examples=(
        example(
            "a code that no list has", "99999", "error line 1", facts={"codes": {}, "codes_complete": True}
        ),
        example("the book alone does not know every code", "88888, 77002", "info line 1", "not checked"),
        example("a letter for a digit", "2O610, 77002", "error line 1"),
        example("a letter that ends no such code", "2061A, 77002", "error line 1"),
        example("a letter for a digit in a drug code", "J1O30, 20610", "error line 1"),
        example("two letters before the digits", "JA123, 20610", "error line 1"),
        example("a drug code without a list of drug codes", "J9999, 20610", "info line 1", "not checked"),
        example(
            "a drug code that no list has",
            "J9999",
            "error line 1",
            facts={"codes": {}, "codes_complete": True},
        ),
        example("known codes", "20610, 77002"),
        example(
            "a category III code that the book does not know", "0999T, 20610", "info line 1", "not checked"
        ),
        example(
            "a code with a units limit of the date",
            "88888",
            facts={"units": {"88888": UnitsLimit("88888", 1, "3", "")}},
        ),
        example("a code with a fee row of the date", "88888", facts={"fees": {"88888": {}}}),
        example("a code that a list of primaries has", "20205, 77002", facts={"primaries": _LISTING}),
        example(
            "a code in a pair edit of the date",
            "20610, 88888",
            facts={"pairs": {("20610", "88888"): PairEdit("20610", "88888", "1", None, None, "")}},
        ),
        example(
            "a code that only another table has, and complete lists",
            "88888",
            facts={"units": {"88888": UnitsLimit("88888", 1, "3", "")}, "codes_complete": True},
        ),
    ),
)
def code_unknown(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes that are on no list. One of good shape needs the official lists of the date for that."""
    for number, line in enumerate(claim.lines, 1):
        if line.code in facts.codes or _is_listed(line.code, facts):
            continue
        if facts.codes_complete or not (_shaped(line.code) or _drug_like(line.code)):
            yield Finding(
                f"{line.code} on line {number} is not a code on this date.",
                line=number,
                field=line_field(number, "code"),
            )
        else:
            lists = "fee schedule and the HCPCS list" if _shaped(line.code) else "HCPCS list"
            step = f"import the {lists} of the date to check it"
            yield _outside(line.code, number, facts)
            yield Unchecked(f"{line.code} on line {number} is not in the book; {step}.")


def _outside(code: str, number: int, facts: Facts) -> Finding:
    """A hint at a code that may be mistyped, or one of those that the book leaves out."""
    return Finding(
        f"{code} on line {number} is not in the book.",
        line=number,
        field=line_field(number, "code"),
        severity="info",
        basis="advice",
        why="The book holds the codes around needle procedures. Another code may be valid all the same.",
        remedy="Compare the code with the record, or import the official lists of the date.",
        citations=cited((_OF_BOOK,), facts.sources),
    )


def _is_listed(code: str, facts: Facts) -> bool:
    """Whether a table of the date has a code that no list of codes has."""
    return (
        code in facts.units
        or code in facts.fees
        or any(code in listed_there for listed_there in facts.primaries.values())
        or any(code in pair for pair in facts.pairs)
    )


def _edit(claim: Claim, facts: Facts, number: int, known: CodeFacts) -> Edit | None:
    """Changing to the successor, where there is one and every guidance code on the claim goes with it.

    A successor that is guidance itself may be an add-on, and want a primary that the old code did without.
    """
    same = [line for line in claim.lines if line.code == known.code]
    if len(known.successors) != 1 or len(same) > 1 or facts.inclusions:
        return None
    successor = known.successors[0]
    guidance = [line.code for line in claim.lines if line.code in NEEDLE_GUIDANCE]
    if successor in NEEDLE_GUIDANCE or any(
        successor not in facts.primaries.get(code, ()) for code in guidance
    ):
        return None
    return Edit(f"Change {known.code} to {successor}", number, "code", successor)


_OLD_GUIDANCE = {
    "codes": {
        "76003": CodeFacts(
            code="76003", label="", kind="guidance", last=date(2006, 12, 31), successors=("77002",)
        )
    }
}


@rule(
    id="VAL-102",
    slug="code-deleted",
    title="Code deleted before this date",
    severity="error",
    basis="cms-edit",
    why="The code had ended before the date of service.",
    remedy="Use the code in force on the date of service.",
    citations=(Cite("ncci-aoc", "ended pairs"),),
    scope=("invalid",),
    examples=(
        example("prostate biopsy in 2026", "55700", "error line 1", on="2026-01-01"),
        example("prostate biopsy on its last day", "55700", on="2025-12-31"),
        example("one successor", "27370, 77002", "error line 1", on="2019-01-01"),
        example("one successor, but not with this guidance", "27370, 77003", "error line 1", on="2019-01-01"),
        example(
            "no successor",
            "99999",
            "error line 1",
            facts={
                "codes": {"99999": CodeFacts(code="99999", label="", kind="other", last=date(2019, 12, 31))}
            },
        ),
        example("guidance of another number", "20610, 76003", "error line 2", facts=_OLD_GUIDANCE),
        example("a code in force", "20610, 77002"),
        example("an unknown code is another rule", "88888"),
        example(
            "deleted code on two lines", "27370, 27370-59", "error line 1", "error line 2", on="2019-01-01"
        ),
        example(
            "beside guidance inside another code", "27370, 20611, 77002", "error line 1", on="2019-01-01"
        ),
    ),
)
def code_deleted(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes whose last date lies before the date of service."""
    on = claim.date_of_service
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or known.last is None or on <= known.last:
            continue
        successors = f" Replaced by {listed(known.successors)}." if known.successors else ""
        yield Finding(
            f"{line.code} on line {number} ended on {show_date(known.last)}.{successors}",
            line=number,
            field=line_field(number, "code"),
            edit=_edit(claim, facts, number, known),
            citations=known.citations,
        )


@rule(
    id="VAL-103",
    slug="code-not-yet-effective",
    title="Code not yet in force",
    severity="error",
    basis="cms-edit",
    why="The code began after the date of service.",
    remedy="Use the code in force on the date of service.",
    citations=(Cite("pfs-rvu", "list of codes"), Cite("needlepoint", "codes of the book")),
    scope=("invalid",),
    examples=(
        example("knee contrast code the day before it began", "27369", "error line 1", on="2018-12-31"),
        example("knee contrast code on its first day", "27369, 77002", on="2019-01-01"),
        example("an unknown code is another rule", "88888"),
        example("a code without a first date", "20610"),
    ),
)
def code_not_yet_effective(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes whose first date lies after the date of service."""
    on = claim.date_of_service
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is not None and known.first is not None and on < known.first:
            yield Finding(
                f"{line.code} on line {number} begins on {show_date(known.first)}.",
                line=number,
                field=line_field(number, "code"),
                citations=known.citations,
            )


@rule(
    id="VAL-104",
    slug="diagnosis-unknown",
    title="Diagnosis code not valid",
    severity="error",
    basis="cms-edit",
    why="Diagnoses are reported with the full code in force on the date of service.",
    remedy="Look the diagnosis up in the code set of the year.",
    citations=(Cite("icd10cm", "code set"),),
    needs=("diagnoses",),
    scope=("diagnoses",),
    examples=(
        example("a code that does not exist", "20610 M99.99, 77002", "error line 1", facts=OWN_EDITS),
        example("a heading, not a code", "20610 M16.1", "error line 1", facts=OWN_EDITS),
        example("the second of two", "20610 M16.11 M16.1", "error line 1", facts=OWN_EDITS),
        example("a full code, typed without a dot", "20610 M1611", facts=OWN_EDITS),
        example("a full code", "20610 M16.11, 77002 M16.11", facts=OWN_EDITS),
        example("no diagnosis", "20610, 77002", facts=OWN_EDITS),
        example(
            "no code set on the shelf", "20610 M16.11", "not checked", facts={"missing": {"diagnoses": "No."}}
        ),
    ),
)
def diagnosis_unknown(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find diagnoses that do not exist on the date, or that need more characters."""
    for number, line in enumerate(claim.lines, 1):
        for diagnosis in line.diagnoses:
            known = facts.diagnoses.get(diagnosis)
            if known is not None and known.billable:
                continue
            problem = "needs more characters" if known is not None else "is not in the code set of the date"
            yield Finding(
                f"{diagnosis} on line {number} {problem}.",
                line=number,
                field=line_field(number, "diagnoses"),
            )


RULES = (code_unknown, code_deleted, code_not_yet_effective, diagnosis_unknown)
