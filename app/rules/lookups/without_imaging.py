"""The code of a procedure without the imaging that its own code contains, as far as a source names it."""

from app.coding.facts import Facts
from app.coding.sources import Citation

_SACROILIAC = ("20552", ("aapc-si", "no imaging"))
_FACET = ("20550 to 20553, by what was injected", ("beckers-facet", "image guidance not used"))
_AS_SOFT_TISSUE = {
    "27096": _SACROILIAC,
    **dict.fromkeys(("64490", "64491", "64492", "64493", "64494", "64495"), _FACET),
}
"""Injections that without imaging count as those of soft tissue, which with guidance are no such code."""

_BY_ULTRASOUND = {
    "64490": "0213T",
    "64491": "0214T",
    "64492": "0215T",
    "64493": "0216T",
    "64494": "0217T",
    "64495": "0218T",
}
"""Facet injections under fluoroscopy or CT, and the same under ultrasound, which have codes of their own."""


def by_ultrasound(facts: Facts, code: str) -> tuple[str, tuple[Citation, ...]]:
    """The code of the same procedure under ultrasound, and who names it; "" and none where no source does."""
    instead = _BY_ULTRASOUND.get(code, "")
    return (instead, (_cite(facts, "beckers-facet", "ultrasound"),)) if instead else ("", ())


def without_imaging(facts: Facts, code: str) -> tuple[str, tuple[Citation, ...]]:
    """The code without imaging for a sentence, and who names it; "" and none where no source does."""
    if rows := facts.without_imaging.get(code):
        codes = " or ".join(dict.fromkeys(row.code for row in rows))
        return codes, tuple(dict.fromkeys(each for row in rows for each in row.citations))
    if named := _AS_SOFT_TISSUE.get(code):
        words, (source, locator) = named
        return words, (_cite(facts, source, locator),)
    return "", ()


def _cite(facts: Facts, source: str, locator: str) -> Citation:
    held = facts.sources.get(source)
    return held.cite(locator) if held else Citation(source, "", locator, "", "")
