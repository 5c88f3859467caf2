"""The closed lists of the claim record and the words shown for each value.

The values are the interface of the claim file (claim-format); the words beside them are for people.
"""

from typing import Literal

ClaimForm = Literal["professional", "institutional"]
EquipmentOwner = Literal["billing-provider", "facility", "other"]
Modality = Literal["fluoroscopy", "ultrasound", "ct", "mr", "landmark"]
RecordAtHand = Literal["reviewed", "none"]
Laterality = Literal["right", "left", "bilateral"]
Technique = Literal[
    "injection",
    "aspiration",
    "core-biopsy",
    "fna",
    "drainage",
    "arthrogram-injection",
    "localization",
    "neurolysis",
]

Severity = Literal["error", "warning", "info"]
Basis = Literal["cms-edit", "cpt-instruction", "cms-policy", "payer-policy", "advice", "local-policy"]
Outcome = Literal["issues", "clean", "incomplete"]
Confidence = Literal["high", "medium", "low"]
FileWarning = Literal[
    "segment-count", "transaction-count", "group-count", "control-number",
    "cut-short", "no-beginning", "stray-segments", "unreadable-rest",
]  # fmt: skip
Direction = Literal["over", "under"]
AnswerWord = Literal[
    "separately-reportable",
    "included",
    "other-guidance-code",
    "not-listed",
    "contractor-decides",
    "sources-conflict",
    "code-not-valid",
    "not-known",
]

CLAIM_FORMS: dict[ClaimForm, str] = {"professional": "Professional", "institutional": "Institutional"}
EQUIPMENT_OWNERS: dict[EquipmentOwner, str] = {
    "billing-provider": "Billing provider",
    "facility": "Facility",
    "other": "Other entity",
}
MODALITIES: dict[Modality, str] = {
    "fluoroscopy": "Fluoroscopy",
    "ultrasound": "Ultrasound",
    "ct": "CT",
    "mr": "MR",
    "landmark": "Landmark, no imaging",
}
RECORDS: dict[RecordAtHand, str] = {"reviewed": "Reviewed", "none": "None at hand"}
FREQUENCIES: dict[str, str] = {
    "1": "Original",
    "2": "First of several",
    "3": "Continuing",
    "4": "Last of several",
    "5": "Late charges",
    "7": "Replacement",
    "8": "Void",
}
"""What a claim's frequency code says; payers know more of them for institutional claims."""
FILE_WARNINGS: dict[FileWarning, str] = {
    "segment-count": "SE01 counts other segments than there are",
    "transaction-count": "GE01 counts other transactions than there are",
    "group-count": "IEA01 counts other groups than there are",
    "control-number": "control numbers differ",
    "cut-short": "a transaction, group or interchange has no end",
    "no-beginning": "a transaction, group or interchange has no beginning",
    "stray-segments": "segments stand outside every transaction",
    "unreadable-rest": "the rest cannot be read",
}
"""What is wrong with the X12 file of a claim, so that lines or claims may have been lost on the way."""
LATERALITIES: dict[Laterality, str] = {"right": "Right", "left": "Left", "bilateral": "Bilateral"}
TECHNIQUES: dict[Technique, str] = {
    "injection": "Injection",
    "aspiration": "Aspiration",
    "core-biopsy": "Core biopsy",
    "fna": "Fine needle aspiration",
    "drainage": "Drainage",
    "arthrogram-injection": "Arthrogram injection",
    "localization": "Localization",
    "neurolysis": "Neurolysis",
}
SEVERITIES: dict[Severity, str] = {"error": "Error", "warning": "Warning", "info": "Info"}
DIRECTIONS: dict[Direction, str] = {
    "over": "More reported than is payable",
    "under": "Less reported than the record or the claim supports",
}
"""Which way a finding leans, where it does: the claim asks for too much, or for too little."""
SEVERITY_NOUNS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("info", "info"),
}
"""One flag of a severity and several of them, as `count_of` takes them."""
BASES: dict[Basis, str] = {
    "cms-edit": "CMS edit",
    "cpt-instruction": "CPT instruction",
    "cms-policy": "CMS policy",
    "payer-policy": "Payer policy",
    "advice": "Advice",
    "local-policy": "Local policy",
}
CONFIDENCES: dict[Confidence, str] = {
    "high": "an official file or text",
    "medium": "several secondary sources, or one strong one",
    "low": "one secondary source, or sources that differ",
}
CONFIDENCE_MARKS: dict[Confidence, str] = {"high": "", "medium": "†", "low": "‡"}
"""What follows a value whose confidence is not high; `CONFIDENCE_LEGEND` explains it once a page."""
CONFIDENCE_LEGEND = "; ".join(
    f"{CONFIDENCE_MARKS[level] or 'no mark'} {words}" for level, words in reversed(CONFIDENCES.items())
)
ANSWERS: dict[AnswerWord, str] = {
    "separately-reportable": "Separately reportable",
    "included": "Bundled, leave it off",
    "other-guidance-code": "Use another guidance code",
    "not-listed": "Not listed",
    "contractor-decides": "The contractor decides",
    "sources-conflict": "Sources disagree",
    "code-not-valid": "Code not valid on this date",
    "not-known": "Not known for this date",
}
CPT_NOTICE_SHORT = "CPT © American Medical Association"
CPT_NOTICE = (
    "CPT © American Medical Association. All rights reserved. CPT is a registered trademark of the AMA. "
    "Labels beside codes are our own words."
)
DISCLAIMER = (
    "Reference aid: verify against the sources cited. Not a payment decision or legal advice. "
    "May hold protected health information."
)
NOTICE = (
    f"{CPT_NOTICE}\n\nFee schedules, relative value units, conversion factors and related components are not "
    "assigned by the AMA, are not part of CPT, and the AMA does not recommend their use. The AMA does not "
    "practice medicine and assumes no liability for data that is or is not contained here. Needlepoint"
    " shows code numbers with labels in its own words; for the official wording, use your licensed code set."
)

BILATERAL_INDICATORS: dict[str, str] = {
    "0": "no 150% adjustment", "1": "150% adjustment", "2": "RVUs already bilateral",
    "3": "each side paid in full", "9": "concept does not apply",
}  # fmt: skip
"""What the bilateral surgery indicators of the fee schedule mean (CMS, record layout of the RVU file)."""
