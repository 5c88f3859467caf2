"""The changes between two editions as rows of a table: in words, dated as people read, found by code."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from app.coding.official import Diagnosis
from app.coding.series import SeriesName
from app.desktop.imports.rows_model import TextRow
from app.releases.change import Change

SIGNS = {"added": "+", "ended": "−", "changed": "~"}
WORDS = {"added": "Added", "ended": "Ended", "changed": "Changed"}
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_BETWEEN = re.compile(r"[\s,;/+]+")


def matching(changes: Sequence[Change], typed: str) -> Sequence[Change]:
    """The changes of the codes that were typed: each word is the beginning of a code, with or without dot.

    >>> found = matching([Change("M5450", "", "added", "row", "", "")], "m54.5, 7700")
    >>> [change.code for change in found]
    ['M5450']
    """
    words = tuple(word for word in _BETWEEN.split(typed.upper().replace(".", "")) if word)
    if not words:
        return changes
    return [change for change in changes if change.code.startswith(words) or change.other.startswith(words)]


def change_row(change: Change, series: SeriesName, watched: Collection[str]) -> TextRow:
    """A row: sign and word, codes, what, before and after. Codes that nobody watches stand back."""
    code = Diagnosis(change.code, billable=True, label="").dotted if series == "icd10cm" else change.code
    sign = f"{SIGNS[change.kind]}  {WORDS[change.kind]}"
    cells = (sign, code, change.other, change.what, _dated(change.before), _dated(change.after))
    tone = "" if not watched or {change.code, change.other} & set(watched) else "text2"
    return TextRow(cells, change, tone=tone)


def _dated(text: str) -> str:
    """A value with its days as people read them; the export keeps them as YYYY-MM-DD."""
    return _ISO.sub(r"\2/\3/\1", text)
