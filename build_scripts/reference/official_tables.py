"""The tables of official rows: add-on pairs, PTP edits, fees, units, and what codes contain."""

from datetime import date

import sqlite_utils

from app.coding.facts import Alternative, Inclusion
from app.coding.official import AddOnPair, FeeRow, UnitsLimit
from app.coding.rates import PaymentShare, State, SupersededFactor
from build_scripts.reference import official_rows
from build_scripts.reference.inserting import (
    Columns,
    in_order,
    insert,
    record_of,
    short_citations,
    short_json,
)
from build_scripts.reference.knowledge import Knowledge

_BY_CODE = ("add_on_pair", "fee", "units", "inclusion", "alternative")


def write_official(db: sqlite_utils.Database, knowledge: Knowledge) -> None:
    """Write every table of official rows, each row with the citations that stand for it."""
    insert(db, "add_on_pair", in_order(_add_on_pair(row.value) for row in knowledge.add_on_pairs))
    _write_pair_edits(db, [row.value for row in knowledge.pair_edits])
    insert(db, "fee", in_order(_fee(row.value) for row in knowledge.fees))
    factors = (_superseded_factor(row.value) for row in knowledge.superseded_factors)
    insert(db, "superseded_factor", in_order(factors))
    shares = (_payment_share(row.value) for row in knowledge.payment_shares)
    insert(db, "payment_share", in_order(shares))
    insert(db, "state", in_order(_state(row.value) for row in knowledge.states))
    insert(db, "units", in_order(_units(row.value) for row in knowledge.units))
    pairs = frozenset(row.value.id for row in knowledge.sources if row.value.series == "ncci-ptp")
    insert(db, "inclusion", in_order(_inclusion(row.value, pairs) for row in knowledge.inclusions))
    insert(db, "alternative", in_order(_alternative(row.value, pairs) for row in knowledge.alternatives))
    for table in _BY_CODE:
        db.table(table).create_index(["code"])
    db.table("add_on_pair").create_index(["add_on"])
    db.table("pair_edit").create_index(["column1"])
    db.table("pair_edit").create_index(["column2"])


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _add_on_pair(item: official_rows.AddOnRow) -> Columns:
    record = short_json(record_of(AddOnPair, item))
    return {"add_on": item.add_on, "code": item.primary, "record": record, "cited": short_citations(item)}


def _write_pair_edits(db: sqlite_utils.Database, items: list[official_rows.PairRow]) -> None:
    """The pairs, and apart from them the few kinds of row: what thousands of pairs have in common."""
    kinds = sorted({_pair_kind(item) for item in items})
    numbers = {kind: number for number, kind in enumerate(kinds, 1)}
    names = ("setting", "indicator", "rationale", "cited")
    insert(
        db,
        "pair_kind",
        ({"id": numbers[kind]} | dict(zip(names, kind, strict=True)) for kind in kinds),
    )
    insert(db, "pair_edit", in_order(_pair_edit(item, numbers[_pair_kind(item)]) for item in items))


def _pair_kind(item: official_rows.PairRow) -> tuple[str, str, str, str]:
    return item.setting, item.indicator, item.rationale, short_citations(item)


def _pair_edit(item: official_rows.PairRow, kind: int) -> Columns:
    return {
        "column1": item.column1,
        "column2": item.column2,
        "first": _text(item.first),
        "last": _text(item.last),
        "kind": kind,
    }


def _fee(item: official_rows.FeeRowData) -> Columns:
    span = {"code": item.code, "first": _text(item.first), "last": _text(item.last)}
    return span | {"record": short_json(record_of(FeeRow, item)), "cited": short_citations(item)}


def _superseded_factor(item: official_rows.SupersededFactorRow) -> Columns:
    return {"record": short_json(record_of(SupersededFactor, item)), "cited": short_citations(item)}


def _payment_share(item: official_rows.PaymentShareRow) -> Columns:
    return {"record": short_json(record_of(PaymentShare, item)), "cited": short_citations(item)}


def _state(item: official_rows.StateRow) -> Columns:
    return {"record": short_json(record_of(State, item)), "cited": short_citations(item)}


def _units(item: official_rows.UnitsRow) -> Columns:
    record = short_json(record_of(UnitsLimit, item))
    return {"code": item.code, "setting": item.setting, "record": record, "cited": short_citations(item)}


def _inclusion(item: official_rows.InclusionRow, pairs: frozenset[str]) -> Columns:
    record = record_of(Inclusion, item, citations=(), pair_edit=_by_edit(item, pairs))
    return {"code": item.code, "record": short_json(record), "cited": short_citations(item)}


def _alternative(item: official_rows.AlternativeRow, pairs: frozenset[str]) -> Columns:
    record = record_of(Alternative, item, citations=(), pair_edit=_by_edit(item, pairs))
    return {"code": item.code, "record": short_json(record), "cited": short_citations(item)}


def _by_edit(item: official_rows.InclusionRow | official_rows.AlternativeRow, pairs: frozenset[str]) -> bool:
    """Whether a row rests on a PTP edit: it cites one of the pair tables."""
    return any(source in pairs for source, _ in item.pairs())
