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


def without_imaging(facts: Facts, code: str) -> tuple[str, tuple[Citation, ...]]:
    """The code without imaging for a sentence, and who names it; "" and none where no source does."""
    if rows := facts.without_imaging.get(code):
        codes = " or ".join(dict.fromkeys(row.code for row in rows))
        return codes, tuple(dict.fromkeys(each for row in rows for each in row.citations))
    if named := _AS_SOFT_TISSUE.get(code):
        words, (source, locator) = named
        held = facts.sources.get(source)
        return words, (held.cite(locator) if held else Citation(source, "", locator, "", ""),)
    return "", ()
