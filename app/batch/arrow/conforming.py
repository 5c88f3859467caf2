"""A batch as an engine gives it, brought into the schema of claims; what does not fit is refused by name."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import compute

from app.batch.arrow.schema import CLAIMS, NUMBER, REQUIRED
from app.coding.errors import InputError


def in_schema(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the columns of CLAIMS alone, in their order and types; one left out is null.

    Raises InputError naming the column that is not in the schema, is missing or has another type.
    """
    _refuse_unknown(batch.schema, CLAIMS, "")
    if missing := [name for name in REQUIRED if name not in batch.schema.names]:
        raise InputError(f"{missing[0]}: is required. Give the column.")
    columns = []
    for field in CLAIMS:
        if field.name not in batch.schema.names:
            columns.append(pa.nulls(batch.num_rows, field.type))
            continue
        column = batch.column(field.name)
        _refuse_type(column.type, field.type, field.name)
        columns.append(column if column.type.equals(field.type) else _cast(column, field))
    return pa.RecordBatch.from_arrays(columns, schema=CLAIMS)


def _refuse_unknown(given: pa.Schema | pa.StructType, wanted: pa.Schema | pa.StructType, path: str) -> None:
    """Refuse columns and fields of structs that the schema does not have, and those given twice."""
    known = {field.name: field.type for field in wanted}
    seen: set[str] = set()
    for field in given:
        if field.name not in known:
            raise InputError(f"{_shown(path + field.name)}: is not a column of the claims. Leave it out.")
        if field.name in seen:
            raise InputError(f"{path}{field.name}: is there twice. Give it once.")
        seen.add(field.name)
        inner, of = _plain(field.type), known[field.name]
        if pa.types.is_list(of):
            inner = _plain(inner.value_type) if _is_list(inner) else inner
            of = of.value_type
        if pa.types.is_struct(of) and pa.types.is_struct(inner):
            _refuse_unknown(inner, of, f"{path}{field.name}.")


def _shown(name: str) -> str:
    """The name of a column as a sentence may repeat it: cut, and on one line."""
    return " ".join(name.split())[:80]


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))


def _refuse_type(given: pa.DataType, wanted: pa.DataType, path: str) -> None:
    """Refuse a type whose values would have to be read otherwise: a time for a day, a text for a number."""
    given = _plain(given)
    if pa.types.is_null(given):
        return
    if pa.types.is_list(wanted) and _is_list(given):
        _refuse_type(given.value_type, wanted.value_type, path)
    elif pa.types.is_struct(wanted) and pa.types.is_struct(given):
        for field in given:
            _refuse_type(field.type, wanted.field(field.name).type, f"{path}.{field.name}")
    elif not _is_like(given, wanted):
        raise InputError(f"{path}: is {_shown(str(given))[:40]}. Give {wanted}.")


def _is_like(given: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether values of one type are those of the other, stored in another width."""
    if pa.types.is_string(wanted):
        return bool(
            pa.types.is_string(given) or pa.types.is_large_string(given) or pa.types.is_string_view(given)
        )
    if wanted == NUMBER:
        return bool(pa.types.is_integer(given))
    return bool(given.equals(wanted))


def _cast(column: pa.Array, field: pa.Field) -> pa.Array:
    """Values in the schema's own type. Fields of a struct are taken by name, and one left out is null."""
    try:
        return _build(column, field.type)
    except pa.ArrowInvalid:
        raise InputError(f"{field.name}: a number in it is too large. Give {NUMBER}.") from None


def _build(column: pa.Array, wanted: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), wanted)
    if pa.types.is_list(wanted):
        column = column.cast(pa.list_(column.type.value_type))
        offsets = column.offsets
        start = offsets[0].as_py()
        values = column.values.slice(start, offsets[-1].as_py() - start)
        return pa.ListArray.from_arrays(
            compute.subtract(offsets, start),
            _build(values, wanted.value_type),
            mask=column.is_null() if column.null_count else None,
        )
    if pa.types.is_struct(wanted):
        given = {each.name: child for each, child in zip(column.type, column.flatten(), strict=True)}
        children = [
            _build(given[each.name], each.type) if each.name in given else pa.nulls(len(column), each.type)
            for each in wanted
        ]
        return pa.StructArray.from_arrays(children, fields=list(wanted), mask=column.is_null())
    return column.cast(wanted)
