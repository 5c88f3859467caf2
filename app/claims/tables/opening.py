"""Opening a practice system's table: its headings understood, or named all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from app.claims.record import Entry
from app.claims.tables.claims import Reading
from app.claims.tables.fields import IGNORE, KEY, TARGETS
from app.claims.tables.headings import Synonyms, heading_key
from app.claims.tables.layout import Layout, make_layout
from app.claims.tables.mapping import FILE, Remembered
from app.claims.tables.sheet import Row, Sheet, open_text
from app.claims.tables.words import is_heading
from app.claims.tokens import Tokens
from app.coding.errors import InputError
from app.coding.headings import HeadingNames
from app.coding.payers import PayerFacts
from app.coding.sentences import LIMIT, count_of, one_line

_NAMED = 150  # characters of headings in a sentence
_VALUES = "they are not named because values stand among them: does each line of the file stand by itself?"
_LONGEST = 20  # characters of a heading in the example
_SAMPLES = 5


class Workbooks(Struct, frozen=True):
    """How workbooks are read, a sheet by its name, "" for the first that is shown.

    `sheets` gives the names of those that are shown, and how many of all have cells; `rows` the rows of one;
    `check` raises InputError for a cell of one whose value is not in the file.
    """

    rows: Callable[[Path, str], Iterator[Row]]
    sheets: Callable[[Path], tuple[tuple[str, ...], int]]
    check: Callable[[Path, str], None]


class TableReading(Struct, frozen=True):
    """What is known of tables beforehand. `given` is what a user says of headings, by `heading_key`.

    Without `workbooks` none is read.
    """

    synonyms: Synonyms
    payers: Mapping[str, str] = {}
    given: Mapping[str, str] = {}
    remembered: Remembered | None = None
    workbooks: Workbooks | None = None

    def mapping_of(self, headings: Sequence[str]) -> Mapping[str, str]:
        """What is said of these headings: what was confirmed for their very set, under what is given now."""
        confirmed = self.remembered.find(headings) if self.remembered else {}
        return {**confirmed, **self.given}


class UnknownHeadingsError(InputError):
    """Headings that the user has to say the meaning of; asked about all at once.

    `empty`: those that are not known and have nothing below them, by `heading_key`, as not needed.
    """

    def __init__(self, sentence: str, sheet: Sheet, layout: Layout, empty: Mapping[str, str]) -> None:
        super().__init__(sentence)
        self.headings = sheet.headings
        self.layout = layout
        self.empty = empty
        self._sheet = sheet

    def samples(self) -> list[list[str]]:
        """The first rows, to be shown beside the headings and kept nowhere."""
        return [cells for _, cells in islice(self._sheet.rows(), _SAMPLES)]


def read_text(lines: Iterable[str], first: int, name: str, reading: TableReading) -> Iterator[Entry] | None:
    """The claims of a text table; `first` is the number of its first line. None when it has no headings.

    Raises InputError before the first claim.
    """
    sheet = open_text(lines, first, name, reading.synonyms, reading.mapping_of)
    return read_sheet(sheet, reading) if sheet else None


def make_reading(
    headings: Iterable[HeadingNames],
    payers: Iterable[PayerFacts],
    folder: Path,
    workbooks: Workbooks,
) -> TableReading:
    """How tables are read with what the book knows and what was confirmed in the user's data folder."""
    names: dict[str, str] = {}
    for payer in payers:
        for name in (payer.id, payer.label, *payer.other_names.split()):
            names.setdefault(heading_key(name), payer.id)
    return TableReading(Synonyms(headings), names, {}, Remembered(folder / FILE), workbooks)


def read_sheet(sheet: Sheet, reading: TableReading, practitioners: Tokens | None = None) -> Iterator[Entry]:
    """The claims of a table. Raises InputError before the first claim.

    `practitioners` has the tokens of those of other sheets of the same workbook.
    """
    layout, empty = layout_of(sheet, reading)
    if what_is_lacking(layout):
        raise UnknownHeadingsError(_say_lacking(sheet.name, layout), sheet, layout, empty)
    note = _remember(sheet, reading)
    return with_note(note, Reading(sheet, layout, reading.payers, practitioners).entries())


def layout_of(sheet: Sheet, reading: TableReading) -> tuple[Layout, Mapping[str, str]]:
    """What the headings of a table mean, and which have nothing below them (see UnknownHeadingsError)."""
    mapping = reading.mapping_of(sheet.headings)
    layout = make_layout(sheet.headings, reading.synonyms, mapping)
    empty = _empty(sheet, reading.synonyms) if layout.unknown else {}
    if empty:
        layout = make_layout(sheet.headings, reading.synonyms, {**empty, **mapping})
    return layout, empty


def _empty(sheet: Sheet, synonyms: Synonyms) -> Mapping[str, str]:
    """The headings that are not known and have nothing below them, by `heading_key`, as not needed."""
    unknown = {index for index, heading in enumerate(sheet.headings) if not synonyms.is_known(heading)}
    empty: set[int] = set()
    for number, (_, cells) in enumerate(sheet.rows()):
        empty = empty if number else set(unknown)
        empty -= {index for index, cell in enumerate(cells) if cell}
        if not empty:
            return {}
    filled = {heading_key(sheet.headings[index]) for index in unknown - empty}
    keys = {heading_key(sheet.headings[index]) for index in empty} - filled - {""}
    return dict.fromkeys(sorted(keys), IGNORE)


def _remember(sheet: Sheet, reading: TableReading) -> str:
    """Keep what was given for these headings; gives a sentence where that fails."""
    if reading.given and reading.remembered:
        try:
            reading.remembered.remember(sheet.headings, reading.given)
        except OSError as error:
            return f"{sheet.name}: the mapping of headings could not be remembered ({error.strerror})."
    return ""


def with_note(note: str, entries: Iterator[Entry]) -> Iterator[Entry]:
    """Entries behind a note, if there is one."""
    if note:
        yield Entry("", None, notes=(note,))
    yield from entries


def what_is_lacking(layout: Layout) -> str:
    """What the user has to say of the headings first, "" for nothing."""
    return next(iter(_lacking(layout, _NAMED)), "")


def _say_lacking(name: str, layout: Layout) -> str:
    """Everything that is lacking, with what to do, as one sentence of `LIMIT` characters at most."""
    ask = f"what each heading means (“ignore” for nothing), as in {_example(layout)}."
    ask = f"Say with --map FILE {ask}" if layout.unknown else f"Add a column, or say with --map FILE {ask}"
    sentences = (f"{name}: {'; '.join(_lacking(layout, room))}. {ask}" for room in range(_NAMED, 0, -10))
    short = f"{name}: {what_is_lacking(layout)}"
    return next(
        (each for each in sentences if len(each) <= LIMIT), short if short[-1] == "?" else f"{short}."
    )


def _example(layout: Layout) -> str:
    """A line of a mapping for the first heading that is not known, or the first field that has none."""
    missing = missing_fields(layout)
    if "claim" in missing and layout.keys:
        return f'"{one_line(layout.keys[0], _LONGEST)}" = "{KEY}"'
    named = layout.unknown and all(map(is_heading, layout.unknown))
    heading = layout.unknown[0] if named else "your heading"
    return f'"{one_line(heading, _LONGEST)}" = "{missing[0] if missing else "ignore"}"'


def _lacking(layout: Layout, room: int) -> list[str]:
    """Each thing that is lacking; headings are named as far as there is room."""
    lacking: list[str] = []
    if layout.unknown:
        verb = "is" if len(layout.unknown) == 1 else "are"
        count = count_of(len(layout.unknown), "heading")
        named = all(map(is_heading, layout.unknown))
        which = f": {_listed(layout.unknown, room)}" if named else f", and {_VALUES}"
        lacking.append(f"{count} {verb} not known{which}")
    if layout.doubled:
        lacking.append(f"headings that mean the same: {_listed(layout.doubled, room)}")
    if missing := missing_fields(layout):
        lacking.append(f"no heading is known as {' or '.join(TARGETS[each].lower() for each in missing)}")
    return lacking


def missing_fields(layout: Layout) -> list[str]:
    """The fields that a table must have and this one lacks."""
    required = ("date", "code") if layout.grouped else ("claim", "date", "code")
    return [
        field for field in required if not layout.of(KEY if field == "claim" and layout.of(KEY) else field)
    ]


def _listed(headings: Sequence[str], room: int) -> str:
    """The headings in quotation marks; where they are too many for a sentence, how many more there are."""
    shown: list[str] = []
    for heading in headings:
        if shown and sum(map(len, shown)) + len(heading) > room:
            return f"{', '.join(shown)} and {len(headings) - len(shown)} more"
        shown.append(f"“{one_line(heading, max(room, 1))}”")
    return ", ".join(shown)
