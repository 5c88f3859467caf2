"""Radiology services on a claim: guidance and imaging, and whether a code splits into 26 and TC."""

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.reasons import Unchecked
from app.coding.sources import Source
from app.rules.lookups.partners import NumberedLine

_KINDS = ("guidance", "imaging")


def is_radiology(line: Line, facts: Facts) -> bool:
    """Whether a line holds guidance or imaging of the radiology section, whose codes begin with 7."""
    if line.code in facts.guidance.needle:
        return True
    known = facts.codes.get(line.code) if line.code.startswith("7") else None
    return known is not None and known.kind in _KINDS


def has_components(code: str, facts: Facts) -> bool | None:
    """Whether a radiology code has components: by the rows of the fee file or by its indicator 1.

    Needle guidance splits in every fee file, so there it needs no row. None: no row of the code was read.
    """
    rows = facts.fees.get(code)
    if not rows:
        return True if code in facts.guidance.needle else None
    return "26" in rows or "TC" in rows or any(row.component == "1" for row in rows.values())


def components_read_in(code: str, facts: Facts) -> Source | None:
    """The ended edition whose fee row alone says whether a code has components; never of needle guidance."""
    return None if code in facts.guidance.needle else facts.carried.get(("pfs-rvu", code))


def components_uncertain(code: str, source: Source, facts: Facts) -> Unchecked:
    """That whether a code has components was looked up in an ended edition."""
    return Unchecked(
        f"Whether {code} has components was looked up in {source.edition}.",
        gap=facts.gaps_carried.get("fees"),
    )


def takes_component_modifiers(code: str, facts: Facts) -> bool:
    """Whether 26 and TC may stand on a code, as far as the fee row of the whole service tells."""
    whole = facts.fees.get(code, {}).get("")
    return whole is None or whole.component in ("", "1")


def may_have_components(line: Line, facts: Facts) -> bool:
    """Whether a line holds guidance or imaging, and nothing says that it does not split."""
    return is_radiology(line, facts) and has_components(line.code, facts) is not False


def component_lines(claim: Claim, facts: Facts) -> list[NumberedLine]:
    """The lines with guidance or imaging that may split, numbered from 1."""
    return [(number, line) for number, line in enumerate(claim.lines, 1) if may_have_components(line, facts)]
