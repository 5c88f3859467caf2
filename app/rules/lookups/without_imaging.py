"""The code of a procedure without the imaging that its own code contains, as far as a source names it."""

from app.coding.facts import Facts, Way
from app.coding.sources import Citation


def by_ultrasound(facts: Facts, code: str) -> tuple[str, tuple[Citation, ...]]:
    """The code of the same procedure under ultrasound, and who names it; "" and none where no source does."""
    return _variant(facts, code, "ultrasound")


def without_imaging(facts: Facts, code: str) -> tuple[str, tuple[Citation, ...]]:
    """The code without imaging for a sentence, and who names it; "" and none where no source does."""
    if rows := facts.without_imaging.get(code):
        codes = " or ".join(dict.fromkeys(row.code for row in rows))
        return codes, tuple(dict.fromkeys(each for row in rows for each in row.citations))
    return _variant(facts, code, "without-imaging")


def _variant(facts: Facts, code: str, way: Way) -> tuple[str, tuple[Citation, ...]]:
    known = facts.codes.get(code)
    found = known.variant(way) if known else None
    return (found.use, found.citations) if found else ("", ())
