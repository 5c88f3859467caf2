"""What a column of a practice system's table may be mapped to."""

from collections.abc import Mapping

from app.coding.fields import DOCUMENTATION_FIELDS

IGNORE, PERSON = "ignore", "person"
KEY = "claim_key"
"""A number that tells claims apart and may name a person: claims are called by their rows instead."""
DIGITS, NUMBERS = "pointers-digits", "pointers-numbers"
TARGETS: Mapping[str, str] = {
    "claim": "Claim number",
    KEY: "Claim number, not shown",
    "line": "Line number",
    "date": "Date of service",
    "date_to": "Last date of service",
    "code": "Code",
    "modifier": "Modifier",
    "units": "Units",
    "minutes": "Minutes of anesthesia",
    "diagnosis": "Diagnosis",
    "pointers": "Diagnosis pointers",
    DIGITS: "Pointers, 12 is 1 and 2",
    NUMBERS: "Pointers, 12 is the twelfth",
    "place": "Place of service",
    "payer": "Payer",
    "practitioner": "Rendering practitioner",
    "claim_form": "Claim form",
    "bill_type": "Bill type",
    "frequency": "Frequency",
    "revenue_code": "Revenue code",
    "entry": "Charge or payment",
    "charge": "Kind of entry, 1 is a charge",
    "active": "Active, 0 is deleted",
    "voided": "Voided, where filled",
    "canceled": "Kind of adjustment, 1 is canceled",
    "encounter": "Encounter",
    "equipment_owner": "Equipment owner",
    **{field.path: field.label for field in DOCUMENTATION_FIELDS},
    IGNORE: "Not needed",
    PERSON: "Of a person, never read",
}
"""Each field with its name for people."""
ROW_KINDS = ("entry", "charge", "active", "voided", "canceled")
"""Fields that say whether a row is a line of a claim at all."""
SEVERAL = frozenset(
    {"line", "modifier", "diagnosis", "pointers", DIGITS, NUMBERS, *ROW_KINDS, IGNORE, PERSON}
)
"""Fields that several columns of one line may hold."""
UNREAD = frozenset({IGNORE, PERSON})
MAPPABLE = (IGNORE, *(field for field in TARGETS if field not in UNREAD))
"""What a heading can be mapped to; that a heading names a person's field is never the user's choice."""
