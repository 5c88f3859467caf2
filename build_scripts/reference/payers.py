"""payers.toml: payers, their policies and the triggers of these, each with the line on which it stands."""

import re
import string
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from app.claims.checks import PAYER_SHAPE
from app.coding.claim import Documentation
from build_scripts.reference.errors import DataError
from build_scripts.reference.reading import Row, convert, lines_of, read_tables, read_toml
from build_scripts.reference.rows import PayerRow, PolicyRow, TriggerRow

FILE = "payers.toml"
_POLICY, _TRIGGER = "payer.policy", "payer.policy.trigger"
_CHECK, _REPORT_CHECK = "payer-policy", "payer-em-report"
_SETTLING = tuple(each.name for each in structs.fields(Documentation) if each.type == bool | None)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_IN_MESSAGE = {"code", "line"}
_MESSAGE_LENGTH = 300


class Known(Struct, frozen=True):
    """The keys of other files that a trigger may name."""

    codes: Collection[str]
    modifiers: Collection[str]
    places: Collection[str]


def read_payers(data: Path) -> list[Row[PayerRow]]:
    """Read the payers. Raises DataError with the line of the payer, the policy or the trigger at fault."""
    try:
        found = read_tables(data, FILE, "payer", PayerRow)
    except DataError:
        _find_faulty_part(data)
        raise
    text = (data / FILE).read_text(encoding="utf-8") if found else ""
    return [structs.replace(row, text=text) for row in found]


def _find_faulty_part(data: Path) -> None:
    """Convert policies and triggers one by one, so that the error names the line of the part at fault."""
    name = f"{data.name}/{FILE}"
    values, text = read_toml(data / FILE, name)
    policies = [policy for payer in values.get("payer", []) for policy in payer.get("policy", [])]
    triggers = [trigger for policy in policies for trigger in policy.get("trigger", [])]
    parts: tuple[tuple[str, list[dict[str, Any]], type[Struct]], ...] = (
        (_TRIGGER, triggers, TriggerRow),
        (_POLICY, policies, PolicyRow),
    )
    for table, items, record in parts:
        for line, item in zip(lines_of(text, table), items, strict=True):
            convert(name, line, item, record)


def policies_of(payers: Iterable[Row[PayerRow]]) -> Iterator[Row[PolicyRow]]:
    """Every policy, at its own line."""
    return _parts(payers, _POLICY, (each for payer in payers for each in payer.value.policy))


def triggers_of(payers: Iterable[Row[PayerRow]]) -> Iterator[Row[TriggerRow]]:
    """Every trigger, at its own line."""
    policies = (policy for payer in payers for policy in payer.value.policy)
    return _parts(payers, _TRIGGER, (each for policy in policies for each in policy.trigger))


def _parts(payers: Iterable[Row[PayerRow]], table: str, items: Iterable[Any]) -> Iterator[Row[Any]]:
    first = next(iter(payers), None)
    if first is not None:
        for line, item in zip(lines_of(first.text, table), items, strict=True):
            yield Row(first.path, line, item)


def check_payers(payers: list[Row[PayerRow]], known: Known) -> Iterator[DataError]:
    """The faults of policies and triggers that their types cannot show."""
    for payer in payers:
        if not _ID.fullmatch(payer.value.id):
            yield payer.error(f"id: {PAYER_SHAPE}.")
    seen: dict[str, int] = {}
    for policy in policies_of(payers):
        value = policy.value
        if value.id in seen:
            yield policy.error(f"policy “{value.id}” is already on line {seen[value.id]}.")
        seen.setdefault(value.id, policy.line)
        if value.trigger and value.slug != _CHECK:
            yield policy.error(f"policy “{value.id}” has a trigger; only the check “{_CHECK}” reads it.")
        if value.whole_service_from and value.slug != _REPORT_CHECK:
            yield policy.error(f"whole_service_from: only the check “{_REPORT_CHECK}” reads it.")
    for trigger in triggers_of(payers):
        yield from (trigger.error(problem) for problem in _problems(trigger.value, known))


def _problems(trigger: TriggerRow, known: Known) -> Iterator[str]:
    if not trigger.codes:
        yield "codes: name at least one."
    named = (
        ("code", trigger.codes, known.codes, "codes.csv"),
        ("modifier", trigger.modifiers, known.modifiers, "modifiers.toml"),
        ("place", trigger.places, known.places, "places.csv"),
    )
    for what, keys, there, file in named:
        yield from (f"{what} “{key}” is not in {file}." for key in keys if key not in there)
    if trigger.unless_documented not in (None, *_SETTLING):
        yield f"unless_documented: “{trigger.unless_documented}” is no yes-or-no field of the documentation."
    if trigger.first and trigger.last and trigger.first > trigger.last:
        yield f"the first day {trigger.first} is after the last day {trigger.last}."
    yield from _problems_of_message(trigger.message)


def _problems_of_message(message: str) -> Iterator[str]:
    try:
        fields = {field for _, field, _, _ in string.Formatter().parse(message) if field is not None}
    except ValueError as error:
        yield f"message: {error}."
        return
    if not message or len(message) > _MESSAGE_LENGTH:
        yield f"message: one sentence of at most {_MESSAGE_LENGTH} characters."
    for field in sorted(fields - _IN_MESSAGE):
        yield f"message: “{{{field}}}” is neither {{code}} nor {{line}}."
