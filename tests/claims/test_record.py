"""Reading claims: strict, and every refusal names the field and says what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.checks import LINES_PER_CLAIM
from app.claims.record import claim_from, read_claim, write_claim
from app.coding import words
from app.coding.claim import (
    OF_SOURCE,
    SCHEMA_2,
    Claim,
    Documentation,
    Line,
    Locality,
    record_of,
    with_schema,
    without_decisions,
)
from app.coding.dispositions import STATES, Disposition
from app.coding.errors import InputError
from app.coding.field import Field
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.words import CLAIM_FORMS, EQUIPMENT_OWNERS

SMALLEST = {"schema": 1, "date_of_service": "2026-09-15", "lines": []}
FIXED = {"rule": "ptp-pair", "line": 1, "code": "77002", "state": "fixed"}
FULL = Claim(
    schema=1,
    date_of_service=date(2026, 9, 15),
    reference="case 12",
    claim_form="professional",
    place_of_service="11",
    payer="medicare",
    equipment_owner="billing-provider",
    lines=(Line("20610", ("RT",), 1, ("M16.11",), 1), Line("77002", ("26",))),
    documentation=Documentation(modality="fluoroscopy", needle_guided=True, permanent_image=False),
)


def with_keys(**keys: object) -> str:
    return json.dumps(SMALLEST | keys)


def with_decision(**keys: object) -> str:
    return with_keys(schema=2, dispositions=[FIXED | keys])


def with_line(**keys: object) -> str:
    return with_keys(lines=[{"code": "77002"}, {"code": "77002"} | keys])


def refusal_of(text: str | bytes) -> str:
    with pytest.raises(InputError) as refusal:
        read_claim(text)
    return str(refusal.value)


def test_only_three_keys_are_needed() -> None:
    claim = read_claim(json.dumps(SMALLEST))
    assert claim == Claim(schema=1, date_of_service=date(2026, 9, 15), lines=())
    assert claim.documentation == Documentation()


def test_a_line_needs_only_its_code() -> None:
    assert read_claim(with_keys(lines=[{"code": "77002"}])).lines == (Line("77002", (), 1, (), 1),)


def test_what_is_written_reads_back() -> None:
    assert read_claim(write_claim(FULL)) == FULL


def test_writing_keeps_the_order_of_the_record_and_its_nulls() -> None:
    written = json.loads(write_claim(read_claim(json.dumps(SMALLEST))))
    assert list(written) == [name for name in Claim.__struct_fields__ if name not in SCHEMA_2]
    assert list(written["documentation"]) == list(Documentation.__struct_fields__)
    assert set(written["documentation"].values()) == {None}


@pytest.mark.parametrize(
    "keys",
    [
        {"record": "none"},
        {"record": "reviewed"},
        {"dispositions": [FIXED | {"reason": "modifier 59 added", "by": "AB", "at": "2026-11-29"}]},
        {"checklist": {"digest": "0a1b"}},
    ],
    ids=lambda keys: next(iter(keys)),
)
def test_what_schema_2_adds_is_written_as_schema_2_and_reads_back(keys: dict[str, object]) -> None:
    claim = read_claim(with_keys(schema=2, **keys))
    written = json.loads(write_claim(claim))
    assert list(written) == [name for name in Claim.__struct_fields__ if name not in OF_SOURCE]
    assert written["schema"] == 2
    assert read_claim(write_claim(claim)) == claim


FROM_A_FILE = Claim(
    schema=2,
    date_of_service=date(2026, 9, 15),
    claim_form="institutional",
    bill_type="131",
    frequency="7",
    locality=Locality(zip="60098"),
    practitioner="p1",
    patient="m1",
    file_warnings=("segment-count", "cut-short"),
    lines=(
        Line(
            "77002",
            place_of_service="22",
            revenue_code="0361",
            minutes=12,
            practitioner="p2",
            source_line="3",
        ),
        Line(revenue_code="0250", units=4),
    ),
)


def test_what_a_claim_keeps_of_its_file_reads_back() -> None:
    written = write_claim(FROM_A_FILE)
    assert read_claim(written) == FROM_A_FILE
    assert json.loads(written)["lines"][1] == {
        "code": "", "modifiers": [], "units": 4, "diagnoses": [], "encounter": 1, "revenue_code": "0250",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["bill_type", "frequency", "practitioner", "patient"])
def test_one_thing_of_the_file_makes_a_claim_schema_2(name: str) -> None:
    keys: dict[str, Any] = {name: "p12"}
    claim = with_schema(Claim(schema=2, date_of_service=date(2026, 9, 15), lines=(), **keys))
    assert claim.schema == 2
    with pytest.raises(InputError, match=f"{name}: is a key of schema 2"):
        read_claim(with_keys(**{name: "p12"}))


def test_one_thing_of_a_line_makes_a_claim_schema_2() -> None:
    line = {"code": "77002", "place_of_service": "22"}
    assert read_claim(with_keys(schema=2, lines=[line])).schema == 2
    assert refusal_of(with_keys(lines=[line])).startswith("lines[0].place_of_service: is a key of schema 2")


def test_a_claim_of_schema_2_that_uses_nothing_of_it_is_the_claim_of_schema_1() -> None:
    claim = read_claim(with_keys(schema=2, record=None, dispositions=[], checklist=None))
    assert claim == read_claim(with_keys())
    assert json.loads(write_claim(claim))["schema"] == 1


def test_a_decision_needs_only_its_rule_and_state() -> None:
    claim = read_claim(with_keys(schema=2, dispositions=[{"rule": "ptp-pair", "state": "fixed"}]))
    assert claim.dispositions == (Disposition(rule="ptp-pair", state="fixed"),)


@pytest.mark.parametrize(
    ("keys", "record"),
    [
        ({}, "none"),
        ({"documentation": {"signed": None}}, "none"),
        ({"documentation": {"signed": False}}, "reviewed"),
        ({"record": "none", "documentation": {"signed": False}}, "none"),
        ({"record": "reviewed"}, "reviewed"),
    ],
)
def test_a_record_is_as_stated_else_there_when_something_of_it_is_stated(
    keys: dict[str, object], record: str
) -> None:
    assert record_of(read_claim(with_keys(schema=2, **keys))) == record


def test_a_review_reads_a_claim_without_its_decisions() -> None:
    bare = read_claim(with_keys(schema=2, record="none"))
    sealed = read_claim(with_keys(schema=2, record="none", dispositions=[FIXED], checklist={"digest": "a"}))
    assert without_decisions(sealed) == bare
    assert without_decisions(bare) == bare


def test_null_means_left_out_at_every_depth() -> None:
    text = with_keys(
        reference=None,
        documentation=None,
        lines=[{"code": "77002", "modifiers": None, "units": None, "diagnoses": None, "encounter": None}],
    )
    assert read_claim(text).lines == (Line("77002"),)
    assert read_claim(text).documentation == Documentation()


@pytest.mark.parametrize("key", ["schema", "date_of_service", "lines"])
def test_a_required_key_is_named(key: str) -> None:
    left = {name: value for name, value in SMALLEST.items() if name != key}
    assert refusal_of(json.dumps(left)).startswith(f"{key}: is required.")
    assert refusal_of(json.dumps(left | {key: None})).startswith(f"{key}: is required.")


REFUSALS = {
    "an unknown key": (with_keys(member="x"), "member: is not a key of the claim record"),
    "an unknown key of a line": (with_line(unit=2), "lines[1].unit: is not a key of the claim record"),
    "an unknown key of the documentation": (
        with_keys(documentation={"image": True}),
        "documentation.image: is not a key of the claim record",
    ),
    "a token that is a name": (
        with_keys(schema=2, patient="Marked Name"),
        "patient: give a token such as p1, never a name or a number of a person.",
    ),
    "a number as a token": (with_keys(schema=2, practitioner="1234567893"), "practitioner: give a token"),
    "a street": (with_keys(schema=2, locality={"zip": "1 Main"}), "locality.zip: give a ZIP code"),
    "a warning on the file twice": (
        with_keys(schema=2, file_warnings=["cut-short", "cut-short"]),
        "file_warnings: give each warning once.",
    ),
    "a warning on the file that there is not": (
        with_keys(schema=2, file_warnings=["Marked Name"]),
        "file_warnings[0]: give one of segment-count, ",
    ),
    "a bill type with a dot": (with_keys(schema=2, bill_type="13."), "bill_type: give the three characters"),
    "a long frequency": (with_keys(schema=2, frequency="11"), "frequency: give one character"),
    "a place of a line": (
        with_keys(schema=2, lines=[{"code": "77002", "place_of_service": "2"}]),
        "lines[0].place_of_service: give the two-digit code",
    ),
    "no minute": (
        with_keys(schema=2, lines=[{"code": "77002", "minutes": 0}]),
        "lines[0].minutes: give a whole",
    ),
    "a revenue code alone in an office": (
        with_keys(schema=2, lines=[{"revenue_code": "0250"}]),
        "lines[0].code: is required. Only an institutional claim may leave it out.",
    ),
    "a modifier without a code": (
        with_keys(
            schema=2, claim_form="institutional", lines=[{"revenue_code": "0250", "modifiers": ["RT"]}]
        ),
        "lines[0].modifiers: a line without a code has none",
    ),
    "a line without code": (with_keys(lines=[{}]), "lines[0].code: is required."),
    "another schema": (with_keys(schema=3), "schema: give one of 1, 2."),
    "a schema of another type": (with_keys(schema="1"), "schema: "),
    "a date in another form": (
        with_keys(date_of_service="09/15/2026"),
        "date_of_service: give the date as YYYY-",
    ),
    "a day that is not there": (
        with_keys(date_of_service="2026-02-30"),
        "date_of_service: give the date as YYYY-",
    ),
    "a payer by its label": (with_keys(payer="Medicare"), "payer: give the id of a payer in small letters"),
    "a payer that is a sentence": (with_keys(payer="plan of john"), "payer: give the id of a payer"),
    "a long payer": (with_keys(payer="x" * 41), "payer: give the id of a payer in small letters"),
    "a claim form not on the list": (with_keys(claim_form="x"), "claim_form: give one of professional, inst"),
    "an owner not on the list": (
        with_keys(equipment_owner="x"),
        "equipment_owner: give one of billing-provider",
    ),
    "a modality not on the list": (
        with_keys(documentation={"modality": "xray"}),
        "documentation.modality: give one of fluoroscopy",
    ),
    "yes for true": (
        with_keys(documentation={"signed": "yes"}),
        "documentation.signed: give true, false or null.",
    ),
    "units as text": (with_line(units="2"), "lines[1].units: expected int, got str."),
    "units as a fraction": (with_line(units=1.5), "lines[1].units: expected int"),
    "no units": (with_line(units=0), "lines[1].units: give a whole number from 1 to 9999."),
    "too many units": (with_line(units=10_000), "lines[1].units: give a whole number from 1 to 9999."),
    "encounter zero": (with_line(encounter=0), "lines[1].encounter: number the encounters of the day from 1"),
    "a short code": (with_line(code="7700"), "lines[1].code: a code has five letters or digits"),
    "a code in small letters": (with_line(code="j1030"), "lines[1].code: a code has five letters or digits"),
    "a code with a line break": (with_line(code="77002\n"), "lines[1].code: "),
    "a long modifier": (
        with_line(modifiers=["26", "XXS"]),
        "lines[1].modifiers[1]: a modifier has two letters",
    ),
    "five modifiers": (
        with_line(modifiers=["26"] * 5),
        "lines[1].modifiers: a claim line takes up to four",
    ),
    "modifiers as one text": (with_line(modifiers="26"), "lines[1].modifiers: expected array, got str."),
    "an empty diagnosis": (
        with_line(diagnoses=["M16.11", ""]),
        "lines[1].diagnoses[1]: give an ICD-10-CM code",
    ),
    "a diagnosis that is a sentence": (
        with_line(diagnoses=["hip pain of John"]),
        "lines[1].diagnoses[0]: give an ICD-10-CM code",
    ),
    "a place of one digit": (with_keys(place_of_service="2"), "place_of_service: give the two-digit code"),
    "a place as a number": (with_keys(place_of_service=22), "place_of_service: expected str, got int."),
    "a long reference": (with_keys(reference="x" * 201), "reference: at most 200 characters"),
    "a long target": (with_keys(documentation={"target": "x" * 201}), "documentation.target: at most 200 ch"),
    "a record not on the list": (with_keys(schema=2, record="x"), "record: give one of reviewed, none."),
    "a record in schema 1": (with_keys(record="none"), "record: is a key of schema 2. Give schema 2."),
    "decisions in schema 1": (with_keys(dispositions=[FIXED]), "dispositions: is a key of schema 2."),
    "a state not on the list": (
        with_decision(state="done"),
        "dispositions[0].state: give one of open, fixed, not-applicable, accepted.",
    ),
    "a decision on no rule": (with_decision(rule="No such"), "dispositions[0].rule: give the slug of a rule"),
    "a decision on line 0": (with_decision(line=0), "dispositions[0].line: give the number of a line"),
    "a decision on no code": (with_decision(code="7700"), "dispositions[0].code: give five letters"),
    "a long reason": (with_decision(reason="x" * 201), "dispositions[0].reason: at most 200 characters"),
    "a long name of who decided": (with_decision(by="x" * 201), "dispositions[0].by: at most 200 char"),
    "a decision on no day": (with_decision(at="today"), "dispositions[0].at: give the date as YYYY-MM-DD"),
    "a seal without a digest": (with_keys(schema=2, checklist={}), "checklist.digest: is required."),
    "too many lines": (
        with_keys(lines=[{"code": "77002"}] * (LINES_PER_CLAIM + 1)),
        "lines: a claim has at most",
    ),
    "lines as a table": (with_keys(lines={"code": "77002"}), "lines: expected array, got object."),
    "a list of claims": ("[]", "claim: expected object, got array."),
    "a number": ("1", "This is a bare value of JSON and holds no claim."),
    "nothing": ("", "The claim is not valid JSON"),
    "a text cut short": ('{"schema": 1', "The claim is not valid JSON"),
    "text after the claim": (with_keys() + " x", "The claim is not valid JSON"),
    "a key twice": ('{"schema": 1, "schema": 3, "date_of_service": "2026-09-15", "lines": []}', "schema: "),
    "bytes that are no text": (b'{"reference": "\xff"}', "The claim is not valid JSON"),
    "a claim as another encoding": (with_keys().encode("utf-16"), "This is text in UTF-16"),
}


@pytest.mark.parametrize(("text", "start"), REFUSALS.values(), ids=REFUSALS.keys())
def test_refused_with_path_and_sentence(text: str | bytes, start: str) -> None:
    sentence = refusal_of(text)
    assert sentence.startswith(start)
    assert sentence.endswith(".")
    assert "`" not in sentence
    assert "$" not in sentence
    assert "\n" not in sentence


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_claim(b"\xef\xbb\xbf" + with_keys().encode()) == read_claim(with_keys())


CHOICES: dict[str, tuple[Any, Mapping[Any, str]]] = {
    "claim_form": (words.ClaimForm, words.CLAIM_FORMS),
    "equipment_owner": (words.EquipmentOwner, words.EQUIPMENT_OWNERS),
    "documentation.modality": (words.Modality, words.MODALITIES),
    "documentation.laterality": (words.Laterality, words.LATERALITIES),
    "documentation.technique": (words.Technique, words.TECHNIQUES),
}


@pytest.mark.parametrize("path", CHOICES)
def test_every_listed_value_is_read_and_named_in_refusals(path: str) -> None:
    literal, shown = CHOICES[path]
    assert get_args(literal) == tuple(shown)
    assert all(shown.values())
    place, _, field = path.rpartition(".")

    def with_value(value: str) -> str:
        return with_keys(**({place: {field: value}} if place else {field: value}))

    for value in shown:
        read_claim(with_value(value))
    assert refusal_of(with_value("?")) == f"{path}: give one of {', '.join(shown)}."


def _values_of(field: Field) -> st.SearchStrategy[object]:
    """What a field of the documentation may hold."""
    if field.kind == "text":
        return st.none() | st.text(max_size=200)
    return st.sampled_from([None, *(field.values or (True, False))])


def claims() -> st.SearchStrategy[Claim]:
    """Any well-formed claim."""
    code = st.text("0123456789ABCXYZ", min_size=5, max_size=5)
    modifier = st.text("0123456789ABCXYZ", min_size=2, max_size=2)
    line = st.builds(
        Line,
        code,
        st.lists(modifier, max_size=4).map(tuple),
        st.integers(1, 9999),
        st.lists(st.sampled_from(["M16.11", "R2241", "Z79.01"]), max_size=4).map(tuple),
        st.integers(1, 99),
    )
    documentation = st.fixed_dictionaries(
        {}, optional={field.name: _values_of(field) for field in DOCUMENTATION_FIELDS}
    ).map(lambda keys: msgspec.convert(keys, Documentation))
    disposition = st.builds(
        Disposition,
        rule=st.sampled_from(["ptp-pair", "mue-exceeded"]),
        line=st.none() | st.integers(1, 9),
        code=st.none() | code,
        state=st.sampled_from(list(STATES)),
        reason=st.text(max_size=9),
        at=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    )
    return st.builds(
        Claim,
        schema=st.just(2),
        date_of_service=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        lines=st.lists(line, max_size=6).map(tuple),
        reference=st.none() | st.text(max_size=200),
        claim_form=st.none() | st.sampled_from(list(CLAIM_FORMS)),
        place_of_service=st.none() | st.from_regex(r"[0-9]{2}", fullmatch=True),
        payer=st.none() | st.from_regex(r"[a-z0-9][a-z0-9-]{0,39}", fullmatch=True),
        equipment_owner=st.none() | st.sampled_from(list(EQUIPMENT_OWNERS)),
        documentation=documentation,
        record=st.sampled_from([None, *words.RECORDS]),
        dispositions=st.lists(disposition, max_size=2).map(tuple),
    ).map(with_schema)


@given(claims())
def test_any_claim_survives_writing_and_reading(claim: Claim) -> None:
    assert read_claim(write_claim(claim)) == claim
    assert claim_from(msgspec.to_builtins(claim)) == claim


KEYS = st.sampled_from([*Claim.__struct_fields__, "x"])
VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
RECORDS = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(RECORDS)
def test_anything_else_is_refused_with_a_sentence(record: object) -> None:
    sentence = "."
    try:
        claim_from(record)
    except InputError as refusal:
        sentence = str(refusal)
    assert sentence.endswith(".")


@given(st.binary(max_size=60))
def test_no_bytes_can_do_more_than_be_refused(text: bytes) -> None:
    with pytest.raises(InputError):
        read_claim(text)


def test_a_record_without_schema_is_told_which_value_to_give() -> None:
    said = refusal_of('{"date_of_service": "2026-09-15", "lines": [{"code": "77002"}]}')
    assert said.startswith("schema: is required. ")
    assert '"schema": 1' in said
    assert len(said) <= 300
