"""The fields of the form as lists of records, from which the widgets are made: label, path, choices."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct

from app.coding.words import CLAIM_FORMS, EQUIPMENT_OWNERS, LATERALITIES, MODALITIES, PAYERS, TECHNIQUES

_Value = TypeVar("_Value", bound=str)


class Choice(Struct, frozen=True):
    """An entry of a closed list: `code` stands before the label, `words` are other names for it."""

    value: str
    label: str
    code: str = ""
    words: str = ""

    def text(self) -> str:
        """What the field shows."""
        return f"{self.code}  {self.label}" if self.code else self.label


class Asked(Struct, frozen=True):
    """A Yes, No, Not stated question of the documentation; `hint` says what Yes means."""

    name: str
    label: str
    hint: str

    def path(self) -> str:
        """Its path in the claim record."""
        return f"documentation.{self.name}"


GUIDANCE = (
    Asked(
        "needle_guided", "Needle steered live", "Live imaging steered the needle; skin marking alone is No."
    ),
    Asked("needle_position", "Needle tip position", "The final position of the needle tip is described."),
    Asked("permanent_image", "Permanent image", "An image of the needle in place is kept in the record."),
    Asked(
        "interpretation",
        "Interpretation",
        "A written reading of the imaging, in the procedure note or apart.",
    ),
    Asked("reason_for_guidance", "Reason given", "The record says why guidance was needed."),
    Asked("dose_index", "Dose index", "Fluoroscopy time or the radiation dose index is recorded."),
    Asked("signed", "Signed", "The report is signed by the one who did the service."),
)
PROCEDURE = (
    Asked("palpable_target", "Palpable target", "The record says the target can be felt."),
    Asked("catheter_left", "Catheter left in", "A catheter stayed in place at the end."),
    Asked(
        "radiographic_arthrogram", "Full arthrogram", "A full conventional arthrogram with its own report."
    ),
    Asked("separate_site", "Separate site", "A second guided service at another site is documented."),
    Asked(
        "separate_encounter",
        "Separate encounter",
        "A second guided service at another encounter is documented.",
    ),
    Asked(
        "anesthesia",
        "Anesthesia begun",
        "Anesthesia had begun: a facility then reports a stopped procedure with 74, before it with 73.",
    ),
    Asked("report_attached", "Report attached", "The report goes with the claim."),
)


def choices(words: Mapping[_Value, str], other: Mapping[str, str] | None = None) -> tuple[Choice, ...]:
    """A closed list as entries; `other` gives more names by which a coder may type one."""
    return tuple(Choice(value, label, words=(other or {}).get(value, "")) for value, label in words.items())


CLAIM_FORM_CHOICES = choices(CLAIM_FORMS)
PAYER_CHOICES = choices(PAYERS, {"medicare": "cms", "unitedhealthcare": "uhc united", "bcbs": "bcbs anthem"})
OWNER_CHOICES = choices(EQUIPMENT_OWNERS)
MODALITY_CHOICES = choices(
    MODALITIES,
    {
        "fluoroscopy": "c-arm fluoro",
        "ultrasound": "us sonography",
        "mr": "mri",
        "landmark": "blind palpation",
    },
)
TECHNIQUE_CHOICES = choices(
    TECHNIQUES, {"fna": "fna", "core-biopsy": "needle biopsy", "localization": "wire"}
)
LATERALITY_CHOICES = choices(LATERALITIES, {"right": "rt", "left": "lt", "bilateral": "both 50"})

# Other names of places of service that coders type; the list itself comes from the library.
PLACE_WORDS = {
    "02": "telehealth",
    "10": "telehealth home",
    "11": "office clinic",
    "19": "hopd off campus outpatient hospital pbd",
    "21": "inpatient hospital ip",
    "22": "hopd on campus outpatient hospital op",
    "23": "er ed emergency",
    "24": "asc surgery center surgicenter",
    "31": "snf",
    "32": "nf nursing home",
    "49": "independent clinic",
    "50": "fqhc",
    "72": "rhc rural",
}
LABELS: dict[str, str] = {
    "date_of_service": "Date of service",
    "place_of_service": "Place of service",
    "payer": "Payer",
    "claim_form": "Claim form",
    "equipment_owner": "Equipment owned by",
    "reference": "Reference (no name, no MRN)",
    "documentation.modality": "Modality",
    "documentation.technique": "Technique",
    "documentation.laterality": "Laterality",
    "documentation.target": "Target",
    **{asked.path(): asked.label for asked in (*GUIDANCE, *PROCEDURE)},
}
