"""Whether a code is known to be valid on the date of service, and why that is not known."""

from datetime import date

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.facts import CodeFacts, Facts
from app.coding.reasons import Unchecked, cured_by

NO_DIAGNOSIS = Unchecked("No line states a diagnosis, so none was looked up or compared.")


def is_listed_on_day(code: str, facts: Facts) -> bool:
    """Whether a table of the date of service has a code."""
    carried = facts.carried
    return (
        (code in facts.units and ("ncci-mue", code) not in carried)
        or (code in facts.fees and ("pfs-rvu", code) not in carried)
        or any(code in codes and ("ncci-aoc", key) not in carried for key, codes in facts.primaries.items())
        or any(code in pair and not facts.carried_pair(*pair) for pair in facts.pairs)
    )


def is_listed_by_day(code: str, facts: Facts) -> bool:
    """Whether a table of the date of service or one before it has a code, which then had begun."""
    return (
        code in facts.units
        or code in facts.fees
        or any(code in listed_there for listed_there in facts.primaries.values())
        or any(code in pair for pair in facts.pairs)
    )


def has_unknown_start(known: CodeFacts, on: date) -> bool:
    """Whether a code may have begun after the date of service, as far as its dates say."""
    if known.first is not None or (known.last is not None and known.last < on):
        return False
    return known.listed_from is None or on < known.listed_from


def may_have_ended(known: CodeFacts, facts: Facts) -> bool:
    """Whether a code may have ended by the day: its last day is open, and the book was not read for it."""
    return known.last is None and "codes" in facts.missing


def is_known_valid(known: CodeFacts, facts: Facts, on: date) -> bool:
    """Whether nothing is open about the validity of a code of the claim on the date of service."""
    first, last = known.first, known.last
    if (last is not None and last < on) or (first is not None and on < first):
        return False
    if last is None and may_have_ended(known, facts):
        return is_listed_on_day(known.code, facts)
    return first is not None or not has_unknown_start(known, on) or is_listed_by_day(known.code, facts)


def why_start_unknown(claim: Claim, facts: Facts, code: str) -> Unchecked | None:
    """Why it is not known whether a code had begun on the date of service, or None when it is known."""
    known = facts.codes.get(code)
    if known is None or not has_unknown_start(known, claim.date_of_service) or is_listed_by_day(code, facts):
        return None
    read = (
        f"the tables at hand list it from {show_date(known.listed_from)}"
        if known.listed_from
        else "no table at hand lists it"
    )
    lists = facts.partial.get("codes")
    return Unchecked(
        f"The first day of {code} is not known; {read}.",
        gap=cured_by("hcpcs" if code[0].isalpha() else "pfs-rvu", lists),
    )


def why_end_unknown(facts: Facts, code: str) -> Unchecked | None:
    """Why it is not known whether a code had ended by the date of service, or None when it is known."""
    known = facts.codes.get(code)
    if known is None or not may_have_ended(known, facts) or is_listed_on_day(code, facts):
        return None
    return Unchecked(gap=facts.missing["codes"])


def is_of_icd_9(diagnosis: str) -> bool:
    """Whether a diagnosis begins with a digit: those of ICD-10-CM begin with a letter."""
    return diagnosis[:1].isdigit()
