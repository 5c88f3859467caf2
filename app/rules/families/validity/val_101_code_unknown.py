"""Codes that are on no list."""

import re
from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked, cured_by
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.validity import is_listed_on_day
from app.rules.lookups.words import line_field

_SHAPE = re.compile(r"\d{4}[0-9FT]|0\d{3}[AMU]")
_OF_BOOK = Cite("needlepoint", "list of codes")


@rule(
    id="VAL-101",
    slug="code-unknown",
    title="Code not known",
    severity="error",
    basis="cms-edit",
    why="No list for the date of service has this code.",
    remedy="Check how the code is typed.",
    citations=(Cite("pfs-rvu", "list of codes"), _OF_BOOK),
    traits=("invalid_code",),
)
def code_unknown(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes that are on no list. One of good shape needs the official lists of the date for that."""
    for number, line in enumerate(claim.lines, 1):
        if not line.code or line.code in facts.codes or is_listed_on_day(line.code, facts):
            continue
        if facts.codes_complete or not (_has_cpt_shape(line.code) or _has_hcpcs_shape(line.code)):
            yield Finding(
                f"{line.code} on line {number} is not a code on this date.",
                line=number,
                field=line_field(number, "code"),
            )
        else:
            lists = facts.partial.get("codes")
            yield _not_in_book(line.code, number, facts)
            yield Unchecked(
                f"{line.code} on line {number} is not in Needlepoint's own data.",
                gap=lists if _has_cpt_shape(line.code) else cured_by("hcpcs", lists),
            )


def _has_cpt_shape(code: str) -> bool:
    """Whether a code has the shape of a CPT code: five digits, or four and the letter of a category."""
    return _SHAPE.fullmatch(code) is not None


def _has_hcpcs_shape(code: str) -> bool:
    """Whether a code has the shape of a HCPCS Level II code: a letter and four digits."""
    return code[0].isalpha() and code[1:].isdigit()


def _not_in_book(code: str, number: int, facts: Facts) -> Finding:
    """A hint at a code that may be mistyped, or one of those that the book leaves out."""
    return Finding(
        f"{code} on line {number} is not in Needlepoint's own data.",
        line=number,
        field=line_field(number, "code"),
        severity="info",
        basis="advice",
        why="Needlepoint comes with the codes around needle procedures. Another code may still be valid.",
        remedy="Compare the code with the record, or import the official lists of the date.",
        citations=cited((_OF_BOOK,), facts.sources),
    )
