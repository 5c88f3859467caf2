"""What a person may fill in on a checklist: each form field by name, its kind and what a reader hears."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from app.checklist.record import PrintedElement, PrintedFlag, PrintedLine, Record

FieldKind = Literal["box", "text"]
_ADDED = {
    "code": "code",
    "modifiers": "modifiers",
    "units": "units",
    "diagnoses": "diagnoses",
    "encounter": "encounter",
}
_RESULT: tuple[tuple[FieldKind, str, str], ...] = (
    ("text", "lines-agreed", "Lines agreed"),
    ("text", "elements-found", "Elements found in the record"),
    ("box", "query", "Query to physician"),
    ("box", "corrected-claim", "Corrected claim"),
    ("box", "education", "Education"),
    ("box", "no-action", "No action"),
    ("box", "review-again", "Review again"),
    ("text", "review-again-on", "Review again on, date"),
    ("box", "coder-agrees", "Coder agrees"),
    ("box", "coder-disagrees", "Coder disagrees"),
    ("text", "coder-why", "Coder disagrees, why"),
)
_PEOPLE = {"reviewer": "Reviewer", "second-reviewer": "Second reviewer"}
_SIGNED = ("name", "credential", "signature", "date")


class FormField(Struct, frozen=True):
    """A field of the form: a box to tick or a text, its name in the file, and its label for a reader."""

    kind: FieldKind
    name: str
    label: str


def form_fields(records: Sequence[Record]) -> dict[str, FormField]:
    """Every field of these checklists by name, as the template sets them (resources/checklist/sheet.typ).

    Of several checklists each label says of which claim it is.
    """
    fields: dict[str, FormField] = {}
    for number, record in enumerate(records, 1):
        about = f"Claim {number}, " if len(records) > 1 else ""
        for field in _fields_of(record):
            name = record.form + field.name
            fields[name] = FormField(field.kind, name, about + field.label)
    return fields


def _fields_of(record: Record) -> Iterator[FormField]:
    for number, (label, value) in enumerate(record.encounter, 1):
        if value is None:
            yield FormField("text", f"encounter-{number}", label)
    for line in record.lines:
        yield from _of_line(line)
    for name, label in _ADDED.items():
        yield FormField("text", f"added-{name}", f"Line to add: {label}")
    yield from _agreement("added", "Line to add")
    for flag in record.flags:
        yield from _of_flag(flag)
    for place, element in enumerate(record.documentation, 1):
        yield from _of_element(f"element-{place}", element)
    for kind, name, label in _RESULT:
        yield FormField(kind, name, label)
    for person, title in _PEOPLE.items():
        for part in _SIGNED:
            yield FormField("text", f"{person}-{part}", f"{title}: {part}")


def _of_line(line: PrintedLine) -> Iterator[FormField]:
    yield from _agreement(f"line-{line.number}", ", ".join(filter(None, (f"Line {line.number}", line.code))))


def _agreement(name: str, about: str) -> Iterator[FormField]:
    yield FormField("box", f"{name}-agree-yes", f"{about}: agree, yes")
    yield FormField("box", f"{name}-agree-no", f"{about}: agree, no")
    yield FormField("text", f"{name}-change", f"{about}: change to")


def _of_flag(flag: PrintedFlag) -> Iterator[FormField]:
    """Nothing for a flag that was decided: its boxes are part of the record."""
    if flag.disposition.state != "open":
        return
    name, about = f"flag-{flag.number}", f"Flag {flag.number}, {flag.title}"
    yield FormField("box", f"{name}-fixed", f"{about}: fixed")
    yield FormField("box", f"{name}-not-applicable", f"{about}: not applicable")
    yield FormField("box", f"{name}-accepted", f"{about}: accepted")
    yield FormField("text", f"{name}-by", f"{about}: accepted by")


def _of_element(name: str, element: PrintedElement) -> Iterator[FormField]:
    yield FormField("box", f"{name}-found", f"{element.label}: found in the record")
    yield FormField("box", f"{name}-not-found", f"{element.label}: not found in the record")
    yield FormField("text", f"{name}-where", f"{element.label}: page, line or image")
