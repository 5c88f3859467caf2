"""The fields of a claim: each described once, and as the structs have it."""

import types
from datetime import date
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from app.claims.draft import Draft
from app.coding.claim import Claim, Documentation, Line, Locality
from app.coding.field import Field
from app.coding.fields import (
    CLAIM_FIELDS,
    DOCUMENTATION_FIELDS,
    FIELDS,
    LINE_FIELDS,
    SOURCE_FIELDS,
    SOURCE_LINE_FIELDS,
    TEXT_FIELDS,
    find_field,
)
from app.coding.words import FileWarning

HOLDERS: dict[type[Struct], tuple[Field, ...]] = {
    Claim: (*CLAIM_FIELDS, *SOURCE_FIELDS),
    Line: (*LINE_FIELDS, *SOURCE_LINE_FIELDS),
    Documentation: DOCUMENTATION_FIELDS,
}
# Of a claim: its shape and what was decided, not something that a person states of the service.
PARTS = {"schema", "lines", "documentation", "dispositions", "checklist"}
KINDS: dict[str, tuple[object, ...]] = {
    "yes-no": (bool,),
    "text": (str,),
    "place": (str,),
    "payer": (str,),
    "code": (str,),
    "date": (date,),
    "number": (int,),
    "codes": (tuple[str, ...],),
    "source": (str, int, Locality, tuple[FileWarning, ...]),
}
CLAIM = Claim(schema=1, date_of_service=date(2026, 9, 15), lines=(Line("77002"),))


def type_of(holder: type[Struct], name: str) -> object:
    """What a struct holds in a field, beside None."""
    hint = get_type_hints(holder)[name]
    if isinstance(hint, types.UnionType) or get_origin(hint) not in (Literal, tuple, None):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


@pytest.mark.parametrize("holder", HOLDERS)
def test_every_field_of_a_struct_has_its_record_and_every_record_its_field(holder: type[Struct]) -> None:
    described = [field.name for field in HOLDERS[holder]]
    assert sorted(described) == sorted(set(holder.__struct_fields__) - PARTS)


@pytest.mark.parametrize("holder", HOLDERS)
def test_the_kind_of_a_field_is_what_its_struct_holds(holder: type[Struct]) -> None:
    for field in HOLDERS[holder]:
        held = type_of(holder, field.name)
        if field.kind == "choice":
            assert get_args(held) == tuple(field.values), field.path
            assert all(field.values.values())
        else:
            assert held in KINDS[field.kind], field.path
            assert not field.values or field.kind == "source"


def test_no_two_fields_share_a_path_a_column_or_a_label() -> None:
    described = [field for fields in HOLDERS.values() for field in fields]
    assert sorted(FIELDS) == sorted(field.path for field in described)
    for wording in ("path", "label", "label_in_form", "label_at_start"):
        shown = [getattr(field, wording) for field in described]
        assert len(set(shown)) == len(shown), wording
    columns = [field.column for field in described if field.kind != "source"]
    assert len(set(columns)) == len(columns)


def test_other_names_are_those_of_values_of_the_list() -> None:
    for field in FIELDS.values():
        if field.kind == "choice":
            assert set(field.other_names) <= set(field.values), field.path


def test_documentation_says_who_asks_and_what_yes_means() -> None:
    assert all(bool(field.asked_by) == field.is_documentation for field in FIELDS.values())
    questions = [field for field in FIELDS.values() if field.kind == "yes-no" or field.group == "record"]
    assert all(bool(field.hint) == (field in questions) for field in FIELDS.values())


def test_free_text_of_claim_and_documentation_is_known_as_such() -> None:
    assert {field.path for field in TEXT_FIELDS} == {"reference", "documentation.target"}


@pytest.mark.parametrize("record", [CLAIM, Draft()], ids=["claim", "draft"])
@pytest.mark.parametrize(
    "field", [*CLAIM_FIELDS, *SOURCE_FIELDS, *DOCUMENTATION_FIELDS], ids=lambda field: field.path
)
def test_a_field_is_written_where_it_is_read(field: Field, record: Claim | Draft) -> None:
    value = object()
    after = field.write(record, value)
    assert field.read(after) is value
    others = [each for each in (*CLAIM_FIELDS, *DOCUMENTATION_FIELDS) if each is not field]
    assert [each.read(after) for each in others] == [each.read(record) for each in others]


def test_a_field_of_a_line_is_read_and_written_in_the_line() -> None:
    units = FIELDS["lines[].units"]
    assert units.read(units.write(CLAIM.lines[0], 3)) == 3


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("payer", "Payer"),
        ("documentation.signed", "Report signed"),
        ("lines[11].units", "Units"),
        ("lines[0].modifiers[1]", "Modifiers"),
    ],
)
def test_a_path_in_a_claim_leads_to_its_field(path: str, label: str) -> None:
    found = find_field(path)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("path", [None, "", "lines[0]", "lines[0].patient", "documentation"])
def test_a_path_to_no_field_leads_nowhere(path: str | None) -> None:
    assert find_field(path) is None


def test_values_are_shown_in_words_and_null_is_not_no() -> None:
    signed, modality = FIELDS["documentation.signed"], FIELDS["documentation.modality"]
    assert [signed.show(value) for value in (True, False, None)] == ["Yes", "No", ""]
    assert modality.show("ct") == "CT"
    assert FIELDS["documentation.target"].show("hip joint") == "hip joint"


def test_a_sentence_begins_with_the_label_unless_it_would_not_read() -> None:
    assert FIELDS["place_of_service"].label_at_start == "The place of service"
    assert FIELDS["documentation.anesthesia"].label_at_start == "Whether anesthesia had begun"
