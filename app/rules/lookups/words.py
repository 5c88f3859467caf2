"""Words that several rules share: how fields, lines and lists of codes are named to a coder."""

from collections.abc import Iterable
from typing import Literal

from app.coding.findings import Unchecked
from app.coding.words import MODALITIES, Modality

_LABELS = {
    "place_of_service": "The place of service",
    "payer": "The payer",
    "claim_form": "The claim form",
    "equipment_owner": "The owner of the equipment",
    "documentation.modality": "The imaging modality",
    "documentation.laterality": "The side",
    "documentation.anesthesia": "Whether anesthesia had begun",
    "documentation.technique": "The technique",
    "documentation.target": "The target",
    "documentation.separate_site": "A separate site",
    "documentation.report_attached": "Whether the report is attached",
}


def field_label(path: str) -> str:
    """The name of a claim field at the start of a sentence."""
    return _LABELS[path]


def line_field(number: int, field: Literal["code", "modifiers", "units", "diagnoses"]) -> str:
    """The path of a field of line `number`. Lines count from 1, their places in the record from 0.

    >>> line_field(2, "modifiers")
    'lines[1].modifiers'
    """
    return f"lines[{number - 1}].{field}"


def not_stated(path: str, consequence: str) -> Unchecked:
    """That a rule could not look because a field is null: "The payer is not stated, so ...".

    >>> not_stated("payer", "line 2 was not compared").reason
    'The payer is not stated, so line 2 was not compared.'
    """
    return Unchecked(f"{_LABELS[path]} is not stated, so {consequence}.")


def method_word(modality: Modality) -> str:
    """An imaging method inside a sentence: abbreviations keep their capitals.

    >>> method_word("ultrasound"), method_word("ct")
    ('ultrasound', 'CT')
    """
    word = MODALITIES[modality]
    return word if word.isupper() else word[0].lower() + word[1:]


def listed(words: Iterable[str]) -> str:
    """Words in a row for a sentence.

    >>> listed(["77002", "77003", "76942"])
    '77002, 77003 and 76942'
    """
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last
