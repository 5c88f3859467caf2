"""Regions of the body, of exams and of procedures, as far as their codes tell."""

from collections.abc import Iterable

Region = str
_SPANS = tuple[tuple[str, str, tuple[Region, ...]], ...]

# First and last code of a run, and the regions that it is of. Codes that fit many regions stand in neither.
_EXAMS: _SPANS = (
    ("70336", "70336", ("head",)),
    ("70450", "70488", ("head",)),
    ("70490", "70492", ("neck",)),
    ("70540", "70543", ("head", "neck")),
    ("70551", "70553", ("head",)),
    ("71250", "71271", ("chest",)),
    ("71550", "71552", ("chest",)),
    ("72125", "72133", ("spine",)),
    ("72141", "72158", ("spine",)),
    ("72192", "72197", ("pelvis",)),
    ("73200", "73202", ("limb",)),
    ("73218", "73223", ("limb",)),
    ("73700", "73702", ("limb",)),
    ("73718", "73723", ("limb",)),
    ("74150", "74170", ("abdomen",)),
    ("74176", "74178", ("abdomen", "pelvis")),
    ("74181", "74183", ("abdomen",)),
    ("76536", "76536", ("neck",)),
    ("76604", "76604", ("chest",)),
    ("76641", "76642", ("breast",)),
    ("76700", "76705", ("abdomen",)),
    ("76770", "76776", ("abdomen",)),
    ("76800", "76800", ("spine",)),
    ("76830", "76830", ("pelvis",)),
    ("76856", "76857", ("pelvis",)),
    ("76870", "76870", ("scrotum",)),
    ("76872", "76872", ("pelvis",)),
    ("76881", "76883", ("limb",)),
)
_PROCEDURES: _SPANS = (
    ("19000", "19298", ("breast",)),
    ("20526", "20526", ("limb",)),
    ("20600", "20612", ("limb",)),
    ("23350", "25246", ("limb",)),
    ("27093", "27095", ("limb",)),
    ("27369", "27369", ("limb",)),
    ("27648", "27648", ("limb",)),
    ("32400", "32405", ("chest",)),
    ("32554", "32557", ("chest",)),
    ("42400", "42405", ("neck", "head")),
    ("47000", "47001", ("abdomen",)),
    ("48102", "48102", ("abdomen",)),
    ("49082", "49083", ("abdomen", "pelvis")),
    ("49180", "49180", ("abdomen", "pelvis")),
    ("50200", "50200", ("abdomen",)),
    ("50390", "50390", ("abdomen",)),
    ("51100", "51102", ("pelvis",)),
    ("55700", "55715", ("pelvis",)),
    ("60100", "60100", ("neck",)),
    ("60300", "60300", ("neck",)),
    ("62267", "62329", ("spine",)),
)


def exam_regions(code: str) -> frozenset[Region]:
    """The regions that a CT, MR or ultrasound exam is of; none where its code does not tell.

    >>> sorted(exam_regions("76705"))
    ['abdomen']
    """
    return _regions(code, _EXAMS)


def procedure_regions(codes: Iterable[str]) -> frozenset[Region]:
    """The regions of procedures together; none where the code of one of them does not tell.

    >>> sorted(procedure_regions(["47000", "20206"]))
    []
    """
    found = [_regions(code, _PROCEDURES) for code in codes]
    return frozenset().union(*found) if all(found) else frozenset()


def _regions(code: str, spans: _SPANS) -> frozenset[Region]:
    """The regions of the run that holds a code."""
    return next((frozenset(regions) for first, last, regions in spans if first <= code <= last), frozenset())
