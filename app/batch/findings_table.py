"""The findings of a worklist as a table (CSV): a row a flag with its sources and what was decided.

`findings_sheet` makes a sheet for people of the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from app.batch.scope import OUTSIDE
from app.batch.totals import leaning_of
from app.claims.decisions import codes_of, find_decision, stand
from app.claims.worklist.item import Item
from app.claims.worklist.row import Reviewed, Row, gone_of
from app.coding.claim import Claim
from app.coding.dispositions import Disposition
from app.coding.findings import Flag
from app.coding.sources import Citation
from app.coding.spreadsheet import safe_cell

COLUMNS = (
    "number", "claim", "date_of_service", "payer", "place_of_service", "severity", "rule", "id", "leans",
    "line", "code", "modifiers", "message", "remedy", "basis", "sources", "disposition", "reason",
    "decided_on", "not_checked", "changed", "part", "outcome",
)  # fmt: skip
NO_FLAGS = "Nothing found in what was checked."
CHANGED = "changed after reading"
FIXED_BY_CHANGE = "fixed by change"
STILL_FOUND = "marked fixed, still found"
_BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know UTF-8


def cite_by_id(citation: Citation) -> str:
    """A source by its id, with its edition and the place in it."""
    return " ".join(filter(None, (citation.source, citation.edition, citation.locator)))


def findings_rows(
    item: Item, row: Row, found: Reviewed, part: str = "", cite: Callable[[Citation], str] = cite_by_id
) -> Iterator[tuple[object, ...]]:
    """The rows of one claim: one a flag, and one that says so where there is none or nothing was checked.

    Of a claim that was changed, what was found in it as it was read and is found no more follows, with the
    code and modifiers of then. `part` says which claims the table has when it has not all of them; `cite`
    words a source.
    """
    claim, last = item.claim, (CHANGED if item.changed else None, part)
    if claim is None:
        yield (item.number, row.reference, *[None] * 10, item.left, *[None] * 7, *last, None)
        return
    head = (item.number, row.reference, claim.date_of_service, claim.payer, " ".join(row.places))
    missed = " ".join(each.rule for each in found.review.not_checked)
    standing = stand(found.review.flags, claim.dispositions, codes_of(claim))
    for flag in standing.flags:
        given = standing.on(flag)
        yield (
            *head,
            *_of_flag(flag, claim, given or Disposition(rule=flag.rule, state="open"), cite),
            missed,
            *last,
            _outcome(given),
        )
    gone = gone_of(item, found.first, found.review.flags)
    if item.original is not None:
        codes = codes_of(item.original)
        for flag in gone:
            given = find_decision(flag, claim.dispositions, codes)
            yield (*head, *_of_flag(flag, item.original, given, cite), missed, *last, FIXED_BY_CHANGE)
    if not standing.flags and not gone:
        said = item.left or (OUTSIDE if found.outside else NO_FLAGS)
        yield (*head, *[None] * 7, said, *[None] * 6, missed, *last, None)


def write_findings(rows: Iterable[tuple[object, ...]]) -> bytes:
    """The table as CSV in UTF-8 that a spreadsheet opens as text and never as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(safe_cell("" if cell is None else cell) for cell in row)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def _outcome(given: Disposition | None) -> str:
    """What came of a flag that still stands."""
    if given is None:
        return "open"
    return STILL_FOUND if given.state == "fixed" else "decided"


def _of_flag(
    flag: Flag, claim: Claim, given: Disposition | None, cite: Callable[[Citation], str]
) -> tuple[object, ...]:
    line = claim.lines[flag.line - 1] if flag.line else None
    return (
        flag.severity, flag.rule, flag.id, leaning_of(flag.rule), flag.line,
        line.code if line else None, " ".join(line.modifiers) if line else None,
        flag.message, flag.remedy, flag.basis, "; ".join(map(cite, flag.citations)),
        *((given.state, given.reason, given.at) if given else (None, None, None)),
    )  # fmt: skip
