"""Words that several rules share: how fields, lines and lists of codes are named to a coder."""

from collections.abc import Iterable
from typing import Literal

from app.coding.field_path import line_path
from app.coding.fields import FIELDS
from app.coding.reasons import Unchecked
from app.coding.words import MODALITIES, Modality


def field_label(path: str) -> str:
    """The name of a claim field at the start of a sentence."""
    return FIELDS[path].label_at_start


def line_field(
    number: int, field: Literal["code", "modifiers", "units", "diagnoses", "place_of_service"]
) -> str:
    """The path of a field of line `number`. Lines count from 1, their places in the record from 0.

    >>> line_field(2, "modifiers")
    'lines[1].modifiers'
    """
    return line_path(number - 1, field)


def not_stated(path: str, consequence: str) -> Unchecked:
    """That a rule could not look because a field is null: "The payer is not stated, so ..."."""
    return Unchecked(field=path, so=consequence)


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


def say_separate(code: str) -> str:
    """The modifiers that say that a code was for another service, each with what the record must show."""
    return f"XS or 59 to {code} if the record shows another site, XE or 59 if another encounter"
