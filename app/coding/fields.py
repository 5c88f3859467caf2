"""Every field of a claim, of its lines and of its documentation, described once.

The form, the checklist, claim tables, the rules' sentences and the readers of other formats take label, kind,
values and wording from here. What a claim keeps of the file that it was read from ("source") is shown and
saved, not typed. What a claim may hold is said by the structs in `app.coding.claim`; a test holds
the two together. Fields stand in the order in which the form and the checklist show them. Who asks for an
element of the documentation is said here in short; `data/documentation.toml` says what they ask, and where.
"""

import re
from collections.abc import Iterable, Mapping

from app.coding.field import Field, Kind
from app.coding.words import (
    CLAIM_FORMS,
    EQUIPMENT_OWNERS,
    FILE_WARNINGS,
    FREQUENCIES,
    LATERALITIES,
    MODALITIES,
    RECORDS,
    TECHNIQUES,
)

TEXT_LIMIT = 200  # characters of free text
ADVICE = "Advice"  # asked for by nobody but Needlepoint
_LINE_NUMBER = re.compile(r"^lines\[\d+\]\.")
_PLACE_IN_LIST = re.compile(r"\[\d+\]$")

CLAIM_FIELDS = (
    Field("date_of_service", "Date of service", "date", "encounter"),
    Field(
        "place_of_service",
        "Place of service",
        "place",
        "encounter",
        other_names={
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
        },
    ),
    Field(
        "payer",
        "Payer",
        "payer",
        "encounter",
    ),
    Field("claim_form", "Claim form", "choice", "encounter", values=CLAIM_FORMS),
    Field("equipment_owner", "Equipment owner", "choice", "encounter", values=EQUIPMENT_OWNERS),
    Field("reference", "Reference", "text", "encounter", form_label="Reference (no name, no MRN)"),
    Field(
        "record",
        "Record",
        "choice",
        "record",
        values=RECORDS,
        subject="Whether a record was reviewed",
        hint="None at hand: there is no record to read, and the documentation is not checked.",
    ),
)
LINE_FIELDS = (
    Field("lines[].code", "Code", "code", "line"),
    Field("lines[].modifiers", "Modifiers", "codes", "line"),
    Field("lines[].units", "Units", "number", "line"),
    Field("lines[].diagnoses", "Diagnoses", "codes", "line"),
    Field("lines[].encounter", "Encounter", "number", "line", form_label="Enc."),
)
SOURCE_FIELDS = (
    Field("bill_type", "Bill type", "source", "source"),
    Field("frequency", "Frequency", "source", "source", values=FREQUENCIES),
    Field("locality", "Locality", "source", "source"),
    Field("practitioner", "Practitioner", "source", "source"),
    Field("patient", "Patient", "source", "source"),
    Field("file_warnings", "Warnings on its file", "source", "source", values=FILE_WARNINGS),
)
SOURCE_LINE_FIELDS = (
    Field("lines[].place_of_service", "Place of service of the line", "source", "source"),
    Field("lines[].revenue_code", "Revenue code", "source", "source"),
    Field("lines[].minutes", "Minutes", "source", "source"),
    Field("lines[].practitioner", "Practitioner of the line", "source", "source"),
    Field("lines[].source_line", "Line in the file", "source", "source"),
)
DOCUMENTATION_FIELDS = (
    Field(
        "documentation.modality",
        "Imaging modality",
        "choice",
        "guidance",
        values=MODALITIES,
        other_names={
            "fluoroscopy": "c-arm fluoro",
            "ultrasound": "us sonography",
            "mr": "mri",
            "landmark": "blind palpation",
        },
        asked_by="Payers, advice",
    ),
    Field(
        "documentation.technique",
        "Technique",
        "choice",
        "procedure",
        values=TECHNIQUES,
        other_names={"fna": "fna", "core-biopsy": "needle biopsy", "localization": "wire"},
        asked_by=ADVICE,
    ),
    Field(
        "documentation.laterality",
        "Laterality",
        "choice",
        "procedure",
        values=LATERALITIES,
        other_names={"right": "rt", "left": "lt", "bilateral": "both 50"},
        asked_by="Payers, advice",
    ),
    Field("documentation.target", "Target", "text", "procedure", asked_by="Payers, advice"),
    Field(
        "documentation.needle_guided",
        "Needle steered live",
        "yes-no",
        "guidance",
        subject="Whether live imaging steered the needle",
        hint="Live imaging steered the needle; skin marking alone is No.",
        asked_by="CPT",
    ),
    Field(
        "documentation.needle_position",
        "Needle tip position",
        "yes-no",
        "guidance",
        hint="The final position of the needle tip is described.",
        asked_by="Payers, advice",
    ),
    Field(
        "documentation.permanent_image",
        "Permanent image",
        "yes-no",
        "guidance",
        subject="A permanent image",
        hint="An image of the needle in place is kept in the record.",
        asked_by="CPT",
    ),
    Field(
        "documentation.interpretation",
        "Written interpretation",
        "yes-no",
        "guidance",
        subject="A written interpretation",
        hint="A written interpretation of the imaging, in the procedure note or in a report of its own.",
        asked_by="CPT, payers",
    ),
    Field(
        "documentation.reason_for_guidance",
        "Reason for guidance",
        "yes-no",
        "guidance",
        hint="The record says why guidance was needed.",
        asked_by="MACs, payers",
    ),
    Field(
        "documentation.dose_index",
        "Radiation dose index",
        "yes-no",
        "guidance",
        hint="A dose is recorded, such as air kerma or dose area product; fluoroscopy time alone is none.",
        asked_by="MIPS",
    ),
    Field(
        "documentation.signed",
        "Report signed",
        "yes-no",
        "guidance",
        subject="Whether the report is signed",
        hint="The report is signed by the one who did the service.",
        asked_by="MACs",
    ),
    Field(
        "documentation.palpable_target",
        "Palpable target",
        "yes-no",
        "procedure",
        subject="Whether the target is palpable",
        hint="The record says the target can be felt.",
        asked_by=ADVICE,
    ),
    Field(
        "documentation.catheter_left",
        "Catheter left in",
        "yes-no",
        "procedure",
        subject="Whether a catheter was left in",
        hint="A catheter stayed in place at the end.",
        asked_by="CPT",
    ),
    Field(
        "documentation.radiographic_arthrogram",
        "Full arthrogram",
        "yes-no",
        "procedure",
        subject="A full arthrogram",
        hint="A full conventional arthrogram with its own report.",
        asked_by="CPT",
    ),
    Field(
        "documentation.separate_site",
        "Separate site",
        "yes-no",
        "procedure",
        subject="A separate site",
        hint="A second guided service at another site is documented.",
        asked_by="NCCI",
    ),
    Field(
        "documentation.separate_encounter",
        "Separate encounter",
        "yes-no",
        "procedure",
        subject="A separate encounter",
        hint="A second guided service at another encounter is documented.",
        asked_by="NCCI",
    ),
    Field(
        "documentation.anesthesia",
        "Anesthesia begun",
        "yes-no",
        "procedure",
        subject="Whether anesthesia had begun",
        hint="Anesthesia had begun: a facility then reports a stopped procedure with 74, before it with 73.",
        asked_by="Facilities",
    ),
    Field(
        "documentation.report_attached",
        "Report attached",
        "yes-no",
        "procedure",
        subject="Whether the report is attached",
        hint="The report goes with the claim.",
        asked_by="UHC",
    ),
)
NOTE_ONLY_FIELDS = (
    Field(
        "region",
        "Region",
        "text",
        "procedure",
        hint="The part of the body that the needle reached.",
    ),
    Field("spinal", "In the spine", "yes-no", "procedure", hint="What the needle reached lies in the spine."),
    Field("contrast", "Contrast given", "yes-no", "procedure", hint="Contrast was given."),
)
"""What a note is read for besides the documentation of a claim; no claim holds them."""
NOTE_FIELDS: Mapping[str, Field] = {
    field.name: field for field in (CLAIM_FIELDS[0], *DOCUMENTATION_FIELDS, *NOTE_ONLY_FIELDS)
}
"""Every field that a note may answer, by its name in the note record: its date, and the documentation."""
FIELDS: Mapping[str, Field] = {
    field.path: field
    for field in (*CLAIM_FIELDS, *LINE_FIELDS, *DOCUMENTATION_FIELDS, *SOURCE_FIELDS, *SOURCE_LINE_FIELDS)
}


def of_kind(fields: Iterable[Field], *kinds: Kind) -> tuple[Field, ...]:
    """Those of the fields that are of one of these kinds, in their order."""
    return tuple(field for field in fields if field.kind in kinds)


# Of the whole claim: what a person may have typed a name into.
TEXT_FIELDS = of_kind((*CLAIM_FIELDS, *DOCUMENTATION_FIELDS), "text")


def find_field(path: str | None) -> Field | None:
    """The field that a path in a claim leads to; None for no field, or for a whole line.

    >>> find_field("lines[2].modifiers[0]") is FIELDS["lines[].modifiers"], find_field("lines[2]")
    (True, None)
    """
    return FIELDS.get(_PLACE_IN_LIST.sub("", _LINE_NUMBER.sub("lines[].", path or "")))
