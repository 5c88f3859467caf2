"""The first pass over a batch: which claims are outside, told by columns without making a record of any.

No claim is outside here that is not so in `app.batch.scope`: it holds no covered code, states nothing of a
record, and has nothing that a reader would refuse. A value not met before is tried once, on a claim of its
own. A claim of which all that is not sure is read like any other.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date

import pyarrow as pa
from pyarrow import compute

from app.batch.scope import CODE
from app.claims.checks import LINES_PER_CLAIM, TOKEN
from app.claims.record import claim_from
from app.coding.claim import VOID
from app.coding.errors import InputError
from app.coding.fields import TEXT_LIMIT

_OF_CLAIM = ("claim_form", "place_of_service", "payer", "equipment_owner", "bill_type", "frequency", "record")
_OF_LINE = (
    "code", "units", "encounter", "place_of_service", "revenue_code", "minutes", "source_line",
)  # fmt: skip
_PEOPLE = ("patient", "practitioner")
_KEPT_AT_MOST = 100_000
_MODIFIERS_AT_MOST = 4
_LINE = {"code": "99213"}
_CLAIM = {"schema": 2, "date_of_service": date(2026, 9, 15)}


class Scope:
    """Knows the codes that bring a claim in, and which values it has found sound so far."""

    def __init__(self, covered: Set[str] | None) -> None:
        """`covered`: as `Library.covered_codes` gives them; None: no claim is outside."""
        self._covered = None if covered is None else pa.array(sorted(covered), pa.string())
        self._sound: dict[tuple[str, object], bool] = {}

    def outside(self, batch: pa.RecordBatch) -> pa.BooleanArray:
        """For each row whether its claim is surely outside. `batch` has the schema CLAIMS."""
        if self._covered is None or not batch.num_rows:
            return pa.array([False] * batch.num_rows, pa.bool_())
        lines = batch.column("lines")
        many = compute.fill_null(lines.value_lengths(), 0)
        doubts = [
            compute.less(many, 1),
            compute.greater(many, LINES_PER_CLAIM),
            compute.is_null(batch.column("reference")),
            compute.greater(compute.utf8_length(batch.column("reference")), TEXT_LIMIT),
            compute.is_null(batch.column("date_of_service")),
            compute.equal(batch.column("frequency"), VOID),
            *(
                compute.is_valid(batch.column(name))
                for name in ("documentation", "locality", "file_warnings")
            ),
            *(_no_token(batch.column(name)) for name in _PEOPLE),
            *(self._unsound(batch.column(name), name, "claim") for name in _OF_CLAIM),
        ]
        outer = _parents(lines)
        diagnoses = batch.column("diagnoses")
        wrong = self._unsound(diagnoses.flatten(), "diagnoses", "items")
        doubts.append(_holding(_parents(diagnoses), wrong, batch.num_rows))
        flat = lines.flatten()
        held = compute.fill_null(diagnoses.value_lengths(), 0).take(outer)
        doubts.append(_holding(outer, self._doubtful_lines(flat, held), batch.num_rows))
        return compute.invert(_any(doubts))

    def _doubtful_lines(self, flat: pa.StructArray, held: pa.Array) -> pa.Array:
        """For each line whether it brings its claim in or may be refused; `held`: the claim's diagnoses."""
        of = {field.name: child for field, child in zip(flat.type, flat.flatten(), strict=True)}
        modifiers, pointers = of["modifiers"], of["pointers"]
        wrong = self._unsound(modifiers.flatten(), "modifiers", "items")
        at = pointers.flatten()
        beyond = compute.or_(compute.less(at, 1), compute.greater(at, held.take(_parents(pointers))))
        return _any(
            [
                compute.is_null(of["code"]),
                compute.is_in(of["code"], value_set=self._covered),
                compute.invert(compute.match_substring_regex(of["code"], rf"\A(?:{CODE.pattern})\z")),
                *(self._unsound(of[name], name, "line") for name in _OF_LINE),
                _no_token(of["practitioner"]),
                compute.greater(modifiers.value_lengths(), _MODIFIERS_AT_MOST),
                _holding(_parents(modifiers), wrong, len(flat)),
                _holding(_parents(pointers), compute.fill_null(beyond, fill_value=True), len(flat)),
            ]
        )

    def _unsound(self, column: pa.Array, name: str, level: str) -> pa.Array:
        """For each value whether a reader refuses it. A null is sound but as an item of a list."""
        if column.null_count == len(column):
            return pa.array([level == "items"] * len(column), pa.bool_())
        values = compute.unique(column).to_pylist()
        bad = [value for value in values if value is not None and not self._is_sound(value, name, level)]
        found = compute.is_in(column, value_set=pa.array(bad, column.type))
        return compute.or_(found, column.is_null()) if level == "items" else found

    def _is_sound(self, value: object, name: str, level: str) -> bool:
        key = name if level == "claim" else f"lines.{name}", value
        if key not in self._sound:
            if len(self._sound) > _KEPT_AT_MOST:
                self._sound.clear()
            self._sound[key] = _reads(value, name, level)
        return self._sound[key]


def _reads(value: object, name: str, level: str) -> bool:
    """Whether a claim with this one value beside what it must have is read."""
    line = _LINE | ({} if level == "claim" else {name: [value] if level == "items" else value})
    try:
        claim_from(_CLAIM | {"lines": [line]} | ({name: value} if level == "claim" else {}))
    except InputError:
        return False
    return True


def _no_token(column: pa.Array) -> pa.Array:
    """For each value whether it is no token. They are too many to try each."""
    return compute.invert(compute.match_substring_regex(column, rf"\A(?:{TOKEN.pattern})\z"))


def _parents(lists: pa.ListArray) -> pa.Array:
    """For each item of the lists the number of its list, from 0."""
    return compute.list_parent_indices(lists)


def _holding(parents: pa.Array, marked: pa.Array, count: int) -> pa.Array:
    """For each of `count` lists whether one of its items is marked."""
    found = compute.unique(parents.filter(marked))
    return compute.is_in(pa.array(range(count), parents.type), value_set=found)


def _any(columns: list[pa.Array]) -> pa.Array:
    """For each row whether one of the columns says so; a null says nothing."""
    found, *others = (compute.fill_null(column, fill_value=False) for column in columns)
    for other in others:
        found = compute.or_(found, other)
    return found
