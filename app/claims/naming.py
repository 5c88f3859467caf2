"""What a claim is called: by its reference, or, where that looks like a person's, by its date and codes."""

import re

from app.claims.draft import Draft
from app.coding.claim import Claim
from app.coding.dates import show_date

_LENGTH = 80
_SHOWN = 60


def file_stem(kind: str, claim: Claim, *, dated: bool = True) -> str:
    """The name of a file of a claim without its ending, of letters, digits and hyphens: "claim-case-12".

    `kind` is "claim" or "checklist". The reference is left out where it looks like an identifier: a name of a
    file is seen in folders, lists and messages. Date and codes stand in its place, only codes unless `dated`.
    """
    reference = claim.reference or ""
    words = re.findall(r"[A-Za-z0-9]+", reference)
    if _names_somebody(reference):
        day = (claim.date_of_service.isoformat(),) if dated else ()
        words = [*day, *_codes(claim)]
    return "-".join([kind, *words])[:_LENGTH].rstrip("-")


def spoken_name(claim: Claim | Draft) -> str:
    """What a sentence calls a claim: "case 12", "20610, 77002 of 09/15/2026" or "no codes yet"."""
    reference = claim.reference or ""
    if reference and not _names_somebody(reference):
        return reference if len(reference) <= _SHOWN else f"{reference[:_SHOWN].rstrip()}…"
    codes = _codes(claim)
    listed = f"{', '.join(codes[:3])}{', …' if len(codes) > 3 else ''}" or "no codes yet"
    return f"{listed} of {show_date(claim.date_of_service)}" if claim.date_of_service else listed


def _names_somebody(reference: str) -> bool:
    """Whether a reference looks like an identifier; the many patterns load with the first that there is."""
    if not reference:
        return False
    from app.claims.identifiers import looks_like_identifier

    return looks_like_identifier(reference)


def _codes(claim: Claim | Draft) -> list[str]:
    """The codes on the lines, each once, without what a file name could not hold."""
    codes = (re.sub(r"[^A-Za-z0-9]", "", line.code) for line in claim.lines)
    return [code for code in dict.fromkeys(codes) if code]
