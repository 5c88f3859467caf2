"""Changing the rows of a draft: pure functions from one draft to the next. No Qt here.

A disposition names its flag by rule, line and code, so each function that moves lines moves the dispositions
with them. A line that goes takes its dispositions along. Those of a line whose code changes stay with it when
they know the code that they were made on: they meet a flag again when the code comes back.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import chain, groupby

import msgspec

from app.claims.draft import Draft, DraftLine, draft_line
from app.claims.plain_text import plain
from app.claims.sheet import read_sheet
from app.claims.shorthand import parse_lines
from app.coding.claim import OF_SOURCE_LINE, Line
from app.coding.dispositions import Disposition
from app.coding.errors import InputError

LIST_FIELDS = ("modifiers", "diagnoses")
_CODE = re.compile(r"[0-9A-Z]{5}", re.IGNORECASE)
_NUMBERING = re.compile(r"^[ \t]*\(?\d{1,2}[.)][ \t]+", re.MULTILINE)  # "1. 20610-RT"
_DECIMALS = re.compile(r"(?<=[0-9])\.0*$")  # a spreadsheet's 1.0
_SEPARATORS = re.compile(r"[\s,;|/\-]+")


def edit_cell(draft: Draft, row: int, field: str, text: str) -> Draft:
    """The draft after `text` was typed into one cell. `row` may be the empty row after the last line.

    In Code a whole line ("20610-RT x1 M16.11") fills the row, and several lines fill several. Text that
    cannot be read stays in its cell.
    """
    line = draft.lines[row] if row < len(draft.lines) else DraftLine()
    if field == "code":
        return _edit_code(draft, row, line, text.strip())
    changed = msgspec.structs.replace(line, **{field: _read_cell(field, text)})
    return _put(draft, row, (changed,))


def insert_text(draft: Draft, row: int, text: str) -> Draft:
    """The draft with pasted lines: from `row` on when that row has no code, else below all others.

    Takes lines as coders type them, numbered or not, or rows of a spreadsheet (tabs, or quotes and commas).
    Raises InputError naming the piece that cannot be read; then nothing changes, nor with punctuation alone.
    """
    text = plain(text)
    lines = _read_pasted(text)
    if not lines:
        return draft
    empty = row < len(draft.lines) and not (draft.lines[row].code or draft.lines[row].revenue_code)
    return _put(draft, row if empty else len(draft.lines), lines)


def add_procedure(draft: Draft, code: str, beside: int) -> Draft:
    """The draft with a procedure below all lines, in the encounter of the line on row `beside`."""
    line = DraftLine(code, encounter=draft.lines[beside].encounter)
    return _put(draft, len(draft.lines), (line,))


def add_codes(draft: Draft, codes: Sequence[str]) -> Draft:
    """The draft with a line for each code that is not there yet."""
    return add_lines(draft, [Line(code=code) for code in codes])


def add_lines(draft: Draft, lines: Sequence[Line]) -> Draft:
    """The draft with those lines whose code is not there yet."""
    there = {line.code for line in draft.lines}
    new = tuple(draft_line(line) for line in lines if line.code not in there)
    return msgspec.structs.replace(draft, lines=(*draft.lines, *new))


def remove_line(draft: Draft, row: int) -> Draft:
    """The draft without the line on `row`; the same draft when that row is the empty one."""
    kept = [index for index in range(len(draft.lines)) if index != row]
    return _arrange(draft, kept)


def move_line(draft: Draft, row: int, step: int) -> Draft:
    """The draft with the line on `row` moved by `step` (-1 up, 1 down); the same draft at either end."""
    target = row + step
    if not (0 <= row < len(draft.lines) and 0 <= target < len(draft.lines)):
        return draft
    order = list(range(len(draft.lines)))
    order[row], order[target] = order[target], order[row]
    return _arrange(draft, order)


def write_line(line: DraftLine) -> str:
    """One line as coders type it, for the clipboard: "20610-RT x1 M16.11"."""
    head = "-".join((line.code, *line.modifiers))
    return " ".join((head, f"x{line.units}", *line.diagnoses))


def write_cell(line: DraftLine, field: str) -> str:
    """The text of one cell, as it is edited."""
    value = getattr(line, field)
    return " ".join(value) if field in LIST_FIELDS else str(value)


def _edit_code(draft: Draft, row: int, line: DraftLine, text: str) -> Draft:
    text = plain(text).strip()
    if not text or _CODE.fullmatch(text):
        return _put(draft, row, (msgspec.structs.replace(line, code=text.upper()),))
    try:
        lines = [draft_line(parsed) for parsed in parse_lines(text)]
    except InputError:
        lines = []
    if not lines:  # nothing that can be read, or punctuation alone: it stays where it was typed
        return _put(draft, row, (msgspec.structs.replace(line, code=text),))
    return _put(draft, row, _with_source_of(line, lines))


def _with_source_of(line: DraftLine, lines: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    """Lines typed over one: the first of them keeps what that one has of its file."""
    kept = {name: getattr(line, name) for name in OF_SOURCE_LINE}
    return (msgspec.structs.replace(lines[0], **kept), *lines[1:])


def _read_cell(field: str, text: str) -> str | tuple[str, ...]:
    text = plain(text)
    if field in LIST_FIELDS:
        return tuple(word.upper() for word in _SEPARATORS.split(text) if word)
    return _DECIMALS.sub("", text.strip()) or "1"


def _read_pasted(text: str) -> tuple[DraftLine, ...]:
    """Lines as typed, or rows of a sheet, or both below each other where no cell is quoted."""
    if '"' in text and ("\t" in text or '","' in text):
        return read_sheet(text)
    runs = groupby(text.splitlines(), key=lambda line: "\t" in line)
    read = (read_sheet("\n".join(run)) if tabs else _read_typed("\n".join(run)) for tabs, run in runs)
    return tuple(chain.from_iterable(read))


def _read_typed(text: str) -> tuple[DraftLine, ...]:
    return tuple(draft_line(line) for line in parse_lines(_NUMBERING.sub("", text)))


def _put(draft: Draft, row: int, lines: Sequence[DraftLine]) -> Draft:
    """The draft with `lines` from `row` on: the first replaces what is there, the others push down."""
    old = draft.lines
    origin: list[int | None] = list(range(len(old)))
    origin[row : row + 1] = [row if row < len(old) else None, *([None] * (len(lines) - 1))]
    new = (*old[:row], *lines, *old[row + 1 :])
    kept = [index for index, line in enumerate(new) if line != DraftLine()]
    return _follow(draft, tuple(new[index] for index in kept), [origin[index] for index in kept])


def _arrange(draft: Draft, order: Sequence[int]) -> Draft:
    return _follow(draft, tuple(draft.lines[index] for index in order), order)


def _follow(draft: Draft, lines: tuple[DraftLine, ...], origin: Sequence[int | None]) -> Draft:
    """Set `lines`; line i was at `origin[i]` (None: new). Dispositions go where their line went."""
    moved = {old + 1: new + 1 for new, old in enumerate(origin) if old is not None}
    followed = (_follow_line(item, draft.lines, lines, moved) for item in draft.dispositions)
    kept = tuple(item for item in followed if item is not None)
    return msgspec.structs.replace(draft, lines=lines, dispositions=kept)


def _follow_line(
    item: Disposition, before: Sequence[DraftLine], after: Sequence[DraftLine], moved: Mapping[int, int]
) -> Disposition | None:
    """A disposition where its line went; None when it is gone. `moved`: the new number of each that stays."""
    if item.line is None or item.line > len(before):
        return item
    new = moved.get(item.line)
    if new is None or (item.code is None and before[item.line - 1].code != after[new - 1].code):
        return None
    return msgspec.structs.replace(item, line=new)
