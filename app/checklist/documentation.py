"""Section 3: what the claim form says on each element of the documentation, beside empty boxes."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from app.checklist.characters import printable
from app.checklist.record import PrintedElement
from app.coding.claim import Claim, Documentation
from app.coding.findings import Flag
from app.coding.words import LATERALITIES, MODALITIES, TECHNIQUES

_NOT_STATED = "Not stated"


class _Element(Struct, frozen=True):
    """A row: the documentation fields it speaks for and how their values read, "" when nothing is stated."""

    label: str
    asked_by: str
    fields: tuple[str, ...]
    say: Callable[[Documentation], str]


def _yes_no(field: str) -> Callable[[Documentation], str]:
    answers = {True: "Yes", False: "No", None: ""}
    return lambda said: answers[getattr(said, field)]


def _say_interpretation(said: Documentation) -> str:
    attached = {True: "report attached", False: "no report attached", None: ""}[said.report_attached]
    return ", ".join(filter(None, (_yes_no("interpretation")(said), attached)))


def _say_target(said: Documentation) -> str:
    side = LATERALITIES[said.laterality].lower() if said.laterality else ""
    return ", ".join(filter(None, ((said.target or "").strip(), side)))


def _say_modality(said: Documentation) -> str:
    return MODALITIES[said.modality] if said.modality else ""


def _say_technique(said: Documentation) -> str:
    return TECHNIQUES[said.technique] if said.technique else ""


def _plain(label: str, asked_by: str, field: str) -> _Element:
    return _Element(label, asked_by, (field,), _yes_no(field))


# Who asks is said in short what data/documentation.toml says in full, with its sources; a test holds the two
# together. Elements that are not in it are our own advice.
_ELEMENTS = (
    _Element("Modality", "Payers", ("modality",), _say_modality),
    _plain("Needle steered live", "CPT", "needle_guided"),
    _plain("Needle tip position", "Payers", "needle_position"),
    _plain("Permanent image", "CPT", "permanent_image"),
    _Element(
        "Written interpretation", "CPT, payers", ("interpretation", "report_attached"), _say_interpretation
    ),
    _plain("Reason for guidance", "CMS, payers", "reason_for_guidance"),
    _plain("Radiation dose index", "CMS", "dose_index"),
    _Element("Technique", "Advice", ("technique",), _say_technique),
    _Element("Target and laterality", "Payers", ("target", "laterality"), _say_target),
    _plain("Palpable target", "Advice", "palpable_target"),
    _plain("Catheter left in", "CPT", "catheter_left"),
    _plain("Full arthrogram", "CPT", "radiographic_arthrogram"),
    _plain("Separate site", "NCCI", "separate_site"),
    _plain("Separate encounter", "NCCI", "separate_encounter"),
    _plain("Anesthesia begun", "Facilities", "anesthesia"),
    _plain("Signed", "CMS", "signed"),
)


def print_documentation(claim: Claim, flags: Sequence[Flag]) -> tuple[PrintedElement, ...]:
    """The sixteen rows. The reviewer's boxes are never ticked beforehand, whatever the claim form says."""
    return tuple(_print_element(element, claim.documentation, flags) for element in _ELEMENTS)


def _print_element(element: _Element, said: Documentation, flags: Sequence[Flag]) -> PrintedElement:
    value = printable(element.say(said))
    paths = {f"documentation.{field}" for field in element.fields}
    numbers = tuple(str(number) for number, flag in enumerate(flags, 1) if flag.field in paths)
    return PrintedElement(element.label, value or _NOT_STATED, bool(value), element.asked_by, numbers)
