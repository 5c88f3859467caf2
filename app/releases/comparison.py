"""What changed between two editions of a series: rows added, ended and changed, for some codes or all."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator

from msgspec import Struct

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.coding.spreadsheet import safe_cell
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.shelf import Shelf
from app.releases.change import Change, ChangeKind
from app.releases.pairs.comparison import pair_changes

__all__ = ["Change", "ChangeKind", "Comparison", "compare", "to_csv"]

LISTED_AT_MOST = 200_000
_WORDS = {
    "adjudication": "MAI",
    "rationale": "rationale",
    "value": "MUE",
    "last": "deletion date",
    "first": "effective date",
    "kind": "type",
    "work": "work RVU",
    "practice": "non-facility PE RVU",
    "practice_facility": "facility PE RVU",
    "malpractice": "MP RVU",
    "total": "non-facility total RVU",
    "total_facility": "facility total RVU",
    "facility_na": "facility NA indicator",
    "component": "PC/TC indicator",
    "global_days": "global days",
    "imaging_family": "diagnostic imaging family indicator",
    "bilateral": "bilateral surgery indicator",
    "multiple": "multiple procedure indicator",
    "supervision": "physician supervision indicator",
    "status": "status indicator",
    "conversion": "conversion factor",
    "label": "text",
    "text": "text",
    "indicator": "status indicator",
    "rate": "payment rate",
    "minimum_copayment": "minimum copayment",
}


class Comparison(Struct, frozen=True, kw_only=True):
    """All changes from `before` to `after`, by code. `left_out` counts those beyond LISTED_AT_MOST."""

    before: Edition
    after: Edition
    changes: tuple[Change, ...]
    added: int = 0
    ended: int = 0
    changed: int = 0
    left_out: int = 0

    def codes(self) -> frozenset[str]:
        """Every code that a listed change names, for example to mark notes written before it."""
        return frozenset(
            code for change in self.changes for code in (change.code, change.other) if len(code) > 2
        )


def compare(
    shelf: Shelf, before: Edition, after: Edition, codes: Collection[str] | None = None
) -> Comparison:
    """Compare two editions of one series and setting on the shelf; `codes` None means all.

    Raises InputError for editions that do not belong together.
    """
    if (before.source, before.setting) != (after.source, after.setting):
        raise InputError(
            "Only two editions of one series and setting can be compared. Choose two of the same kind."
        )
    one, two = shelf.file(before), shelf.file(after)
    if before.source == "ncci-ptp":
        found = pair_changes(one, two, frozenset(codes) if codes is not None else None)
    else:
        found = _record_changes(one, two, codes)
    return _collect(before, after, found)


def to_csv(comparison: Comparison) -> str:
    """The changes as CSV with a header, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("code", "other", "change", "what", comparison.before.edition, comparison.after.edition))
    for change in comparison.changes:
        cells = (change.code, change.other, change.kind, change.what, change.before, change.after)
        writer.writerow(map(safe_cell, cells))
    return out.getvalue()


def _collect(before: Edition, after: Edition, found: Iterator[Change]) -> Comparison:
    counts: dict[ChangeKind, int] = {"added": 0, "ended": 0, "changed": 0}
    listed: list[Change] = []
    for change in found:
        counts[change.kind] += 1
        if len(listed) < LISTED_AT_MOST:
            listed.append(change)
    total = sum(counts.values())
    return Comparison(
        before=before,
        after=after,
        changes=tuple(sorted(listed)),
        added=counts["added"],
        ended=counts["ended"],
        changed=counts["changed"],
        left_out=total - len(listed),
    )


Key = tuple[str, str]


def _record_changes(one: EditionFile, two: EditionFile, codes: Collection[str] | None) -> Iterator[Change]:
    old, new = _by_key(one, codes), _by_key(two, codes)
    for key in sorted(old.keys() | new.keys()):
        yield from _compare_record(key, old.get(key), new.get(key))


def _by_key(file: EditionFile, codes: Collection[str] | None) -> dict[Key, Struct]:
    """The records by code and, where a code has several, by modifier or primary code."""
    found: dict[Key, Struct] = {}
    for record in file.every_record():
        code = str(getattr(record, record.__struct_fields__[0]))
        other = str(getattr(record, "modifier", getattr(record, "primary", "")))
        if codes is None or code in codes or other in codes:
            found[code, other] = record
    return found


def _compare_record(key: Key, old: Struct | None, new: Struct | None) -> Iterator[Change]:
    if old is None or new is None:
        row = new if old is None else old
        kind: ChangeKind = "added" if old is None else "ended"
        text = _summary(row) if row is not None else ""
        yield Change(*key, kind, "row", "" if old is None else text, text if old is None else "")
        return
    for field in new.__struct_fields__:
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            ended = field == "last" and was is None
            what = _WORDS.get(field, field.replace("_", " "))
            yield Change(*key, "ended" if ended else "changed", what, _show(was), _show(now))


def _summary(record: Struct) -> str:
    """The first figures of a row, so that an added or ended row says more than its code."""
    fields = [field for field in record.__struct_fields__[1:] if field in _SUMMARIZED]
    return ", ".join(f"{_WORDS.get(field, field)} {_show(getattr(record, field))}" for field in fields)


def _show(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


_SUMMARIZED = ("value", "adjudication", "status", "total", "label", "indicator", "kind", "first", "last")
