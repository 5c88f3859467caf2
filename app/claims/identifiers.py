"""Free text that looks as if it named a patient, pointed out before a checklist is written."""

import re
from collections.abc import Iterator

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.fields import TEXT_FIELDS

_SSN = re.compile(r"(?<!\d)\d{3}([- ])\d{2}\1\d{4}(?!\d)|(?<!\d)\d{9}(?!\d)|\bSSN\b", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?<![\d.])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d)|(?<!\d)\d{3}-\d{4}(?!\d)"
)
_MRN = re.compile(r"\bMR[N#]|\bmedical record n|\b(?:[A-Z]{1,3}-?)?(?:\d{6,8}|\d{10,12})\b", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Pt|Patient)\b\.?:? +[A-Z][a-z]+|\b[Pp]atient name\b")
_NAME_WORD = r"[A-Z](?:[a-z]+|['’][A-Z][a-z]+)(?:[-'’]?[A-Z][a-z]+)*"
_COMMA_NAME = re.compile(
    rf"\b(?P<last>{_NAME_WORD}), ?(?P<first>{_NAME_WORD})\b|\b[A-Z]{{2,}}, [A-Z]{{2,}}\b"
)
_FULL_NAME = re.compile(rf"\b{_NAME_WORD}(?: +[A-Z]\.?)?(?: +{_NAME_WORD})+\b")

# Words that coders capitalize without naming anybody.
_EVERYDAY = """
    right left bilateral lateral medial anterior posterior upper lower proximal distal deep superficial
    hip knee shoulder elbow wrist ankle foot hand finger thumb toe thigh calf arm forearm leg neck back
    chest abdomen pelvis spine lumbar cervical thoracic sacral sacroiliac glenohumeral subtalar facet
    joint bursa tendon muscle mass lesion cyst node gland liver kidney lung breast thyroid soft tissue
    bone nerve disc rotator cuff trochanter trochanteric greater lesser piriformis ganglion abscess
    fluid collection wall region area case claim chart audit review encounter visit account sample test
    batch file number line example training query january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday
    medicare aetna cigna unitedhealthcare united healthcare blue cross shield health commercial
    fluoroscopy fluoroscopic ultrasound guided guidance needle biopsy injection aspiration drainage core
    fine physician provider coder coding office clinic hospital outpatient inpatient radiology
    orthopedics pain the see per not and with for of in on documented confirmed added corrected note
    report policy agreed addendum
"""
_ORDINARY = frozenset(_EVERYDAY.split())


class Identifier(Struct, frozen=True):
    """A field that looks like an identifier: `kind` is "a name", "a medical record number" and so on.

    `field` is "reference", "target" or "reason for" a rule. The value itself is not repeated.
    """

    field: str
    kind: str

    def sentence(self) -> str:
        """What to show before the checklist is written."""
        return f"The {self.field} looks like {self.kind}."


def identifiers(claim: Claim) -> tuple[Identifier, ...]:
    """The free-text fields that look like a name, a record, social security or telephone number."""
    fields = [(field.label_in_text, field.show(field.read(claim))) for field in TEXT_FIELDS]
    fields += [(f"reason for {given.rule}", given.reason) for given in claim.dispositions]
    return tuple(Identifier(field, kind) for field, text in fields if text for kind in _kinds(text))


def looks_like_identifier(text: str) -> bool:
    """Whether free text looks as if it named a patient."""
    return any(_kinds(text))


def _kinds(text: str) -> Iterator[str]:
    rest = text
    for kind, pattern in (
        ("a Social Security number", _SSN),
        ("a telephone number", _TELEPHONE),
        ("a medical record number", _MRN),
    ):
        if pattern.search(rest):
            yield kind
            rest = pattern.sub(" ", rest)
    if _TITLED.search(text) or _COMMA_NAME.search(text) or _has_full_name(text):
        yield "a name"


def _has_full_name(text: str) -> bool:
    """Whether two capitalized words stand side by side of which at most one is an everyday word."""
    for found in _FULL_NAME.finditer(text):
        words = re.findall(r"[^\W\d_]{2,}", found[0].lower())
        unusual = [word for word in words if word not in _ORDINARY]
        if len(unusual) >= 2:
            return True
    return False
