"""The schemas are fixed; what does not fit is refused by its name and read as nothing else."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest

pa = pytest.importorskip("pyarrow", reason="pyarrow is no part of the program; build_scripts.scale has it")

from app.batch.arrow.conforming import in_schema
from app.batch.arrow.schema import CLAIMS, DOCUMENTATION, LINE, REQUIRED
from app.coding.claim import Claim, Documentation, Line, Locality
from app.coding.errors import InputError
from tests.batch.arrow.batches import DAY, batch, row


def fields(record: type[msgspec.Struct]) -> set[str]:
    return {field.name for field in msgspec.structs.fields(record)}


def test_a_claim_has_the_fields_of_the_claim_record_and_its_diagnoses_once() -> None:
    assert set(CLAIMS.names) == fields(Claim) - {"schema", "dispositions", "checklist"} | {"diagnoses"}
    assert {field.name for field in LINE} == fields(Line) - {"diagnoses"} | {"pointers"}
    assert {field.name for field in DOCUMENTATION} == fields(Documentation)
    assert {field.name for field in CLAIMS.field("locality").type} == fields(Locality)


def test_columns_may_stand_in_any_order_and_all_but_three_may_be_left_out() -> None:
    given = batch(row("1", "77002")).select(["lines", "date_of_service", "reference"])
    found = in_schema(given)
    assert found.schema == CLAIMS
    assert set(REQUIRED) == set(given.schema.names)
    (record,) = found.to_pylist()
    assert {key for key, value in record.items() if value is not None} == set(REQUIRED)
    assert record["lines"][0]["code"] == "77002"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"patient_name": "x"}, "patient_name"),
        ({"Payer": "medicare"}, "Payer"),
        ({"member_id": None}, "member_id"),
        ({"documentation": {"signed": True, "signer": "x"}}, "documentation.signer"),
        ({"lines": [{"code": "77002", "provider": "x"}]}, "lines.provider"),
        ({"locality": {"zip": "60098", "street": "x"}}, "locality.street"),
    ],
)
def test_an_unknown_column_is_refused_by_its_name(wrong: dict[str, object], name: str) -> None:
    with pytest.raises(InputError) as caught:
        in_schema(batch(row("1", "77002", **wrong)))
    assert str(caught.value) == f"{name}: is not a column of the claims. Leave it out."


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_column_is_named(name: str) -> None:
    whole = batch(row("1", "77002"))
    with pytest.raises(InputError, match=f"^{name}: is required"):
        in_schema(whole.select([each for each in whole.schema.names if each != name]))


def test_a_column_that_is_there_twice_is_refused() -> None:
    one = batch(row("1", "77002"))
    twice = pa.RecordBatch.from_arrays(
        [*one.columns, one.column("reference")], [*one.schema.names, "reference"]
    )
    with pytest.raises(InputError, match=r"^reference: is there twice"):
        in_schema(twice)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"date_of_service": "2026-09-15"}, "date_of_service: is string. Give date32[day]."),
        ({"date_of_service": datetime(2026, 9, 15)}, "date_of_service: is timestamp[us]. Give date32[day]."),  # noqa: DTZ001 - what is refused
        ({"payer": 3}, "payer: is int64. Give string."),
        ({"lines": [{"code": "77002", "units": 1.5}]}, "lines.units: is double. Give int32."),
        ({"lines": [{"code": "77002", "units": "1"}]}, "lines.units: is string. Give int32."),
        ({"documentation": {"signed": "yes"}}, "documentation.signed: is string. Give bool."),
        ({"lines": "77002"}, "lines: is string. Give list<"),
    ],
)
def test_a_type_that_would_have_to_be_read_otherwise_is_refused(
    wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InputError) as caught:
        in_schema(batch(row("1", "77002", **wrong)))
    assert str(caught.value).startswith(sentence)
    assert len(str(caught.value)) <= 300


def test_a_number_that_is_too_large_is_refused() -> None:
    with pytest.raises(InputError, match=r"^lines: a number in it is too large"):
        in_schema(batch(row("1", lines=[{"code": "77002", "units": 2**40}])))


def test_other_widths_of_text_lists_and_dictionaries_hold_the_same() -> None:
    plain = in_schema(batch(row("1", "77002", payer="medicare"), row("2", "20610", "77002")))
    wide = pa.struct({"code": pa.large_string(), "units": pa.int16()})
    given = pa.RecordBatch.from_arrays(
        [
            pa.array(["1", "2"], pa.large_string()),
            pa.array([DAY, DAY], pa.date32()),
            pa.array([[{"code": "77002"}], [{"code": "20610"}, {"code": "77002"}]], pa.large_list(wide)),
            pa.array(["medicare", None]).dictionary_encode(),
        ],
        ["reference", "date_of_service", "lines", "payer"],
    )
    assert in_schema(given).equals(plain)


def test_a_slice_of_a_batch_is_that_slice() -> None:
    rows = [row(str(number), *["77002"] * (number % 3)) for number in range(9)]
    rows[4]["lines"] = None
    whole, part = in_schema(batch(*rows)), in_schema(batch(*rows).slice(3, 4))
    part.validate(full=True)
    assert part.to_pylist() == whole.to_pylist()[3:7]
