"""Reading CSV and TOML into typed rows. Every row remembers its file and line, for the errors.

A CSV cell that is empty stands for "none": the key is left out and the row's default holds. Cells of list
columns are split at spaces, those of `targets`, `phrases` and `locator` at "|". In TOML a list is a list.
"""

import csv
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from build_scripts.reference.errors import DataError

Record = TypeVar("Record", bound=Struct)
_PIPED = frozenset({"targets", "phrases", "locator"})
_WORDS = {"yes": True, "no": False, "true": True, "false": False}
_PATH = re.compile(r" - at `(?:key in )?\$\.?(?P<path>[^`]*)`$")


class Row(Struct, Generic[Record], frozen=True):
    """A record and the place where it was written. `text` is its file, where a record is a whole file."""

    path: str
    line: int
    value: Record
    text: str = ""

    def error(self, problem: str) -> DataError:
        """A DataError at this place."""
        return DataError(self.path, self.line, problem)


def read_csv(folder: Path, name: str, record: type[Record]) -> list[Row[Record]]:
    """Read `name` below `folder` as records; [] when there is no such file. Raises DataError."""
    path = folder / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(_csv_rows(f"{folder.name}/{name}", file, record))


def _csv_rows(path: str, file: Iterable[str], record: type[Record]) -> Iterator[Row[Record]]:
    reader = csv.reader(file, strict=True)
    known = {field.name: _reader_of(field.name, field.type) for field in msgspec.structs.fields(record)}
    try:
        header = next(reader, [])
        for column in header:
            if column not in known:
                raise DataError(path, 1, f"“{column}” is not a column of this file; correct or remove it.")
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                raise DataError(
                    path, reader.line_num, f"{len(cells)} cells where the header has {len(header)}."
                )
            values = {
                column: known[column](text)
                for column, cell in zip(header, cells, strict=True)
                if (text := cell.strip())
            }
            source, locator = values.get("source"), values.get("locator")
            if isinstance(source, list) and isinstance(locator, list) and len(source) == 1:
                values["locator"] = ["|".join(locator)]
            yield Row(path, reader.line_num, convert(path, reader.line_num, values, record, strict=False))
    except csv.Error as error:
        raise DataError(path, reader.line_num, f"not a CSV row: {error}.") from None


def _reader_of(column: str, kind: object) -> Callable[[str], object]:
    """What makes a value for msgspec of the text of a cell of this column."""
    if "tuple" in str(kind):
        return _pieces if column in _PIPED else str.split
    return _word if kind is bool else str


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split("|")]


def _word(text: str) -> object:
    return _WORDS.get(text.lower(), text)


def read_toml(path: Path, name: str) -> tuple[dict[str, Any], str]:
    """The parsed file and its text. Raises DataError with the line when it is not TOML."""
    text = path.read_text(encoding="utf-8")
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        raise DataError(name, int(place[1]) if place else None, f"not TOML: {error}.") from None


def read_tables(folder: Path, name: str, table: str, record: type[Record]) -> list[Row[Record]]:
    """Read every `[[table]]` of a TOML file as records; [] when there is no such file. Raises DataError."""
    path = folder / name
    if not path.exists():
        return []
    place = f"{folder.name}/{name}"
    values, text = read_toml(path, place)
    for key in values:
        if key != table:
            raise DataError(place, line_of_key(text, key), f"“{key}” is not a key of this file.")
    lines = lines_of(text, table)
    return [
        Row(place, lines[index], convert(place, lines[index], item, record))
        for index, item in enumerate(values.get(table, []))
    ]


def lines_of(text: str, table: str) -> list[int]:
    """The lines, from 1, on which a `[[table]]` stands."""
    head = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
    return [number for number, line in enumerate(text.splitlines(), 1) if head.match(line)]


def line_of_key(text: str, key: str) -> int | None:
    """The first line that sets `key` or opens a table of that name."""
    found = re.compile(rf"\s*(\[*\s*{re.escape(key)}\s*\]|{re.escape(key)}\s*=)")
    return next((number for number, line in enumerate(text.splitlines(), 1) if found.match(line)), None)


def convert(
    path: str, line: int | None, values: object, record: type[Record], *, strict: bool = True
) -> Record:
    """Make a typed record of plain values. Raises DataError that names the field."""
    try:
        return msgspec.convert(values, record, strict=strict)
    except msgspec.ValidationError as error:
        raise DataError(path, line, _plain(str(error))) from None


def _plain(problem: str) -> str:
    found = _PATH.search(problem)
    text = _PATH.sub("", problem).replace("`", "“", 1).replace("`", "”", 1)
    text = text.removeprefix("Object ").replace("Object contains", "contains")
    return f"{found['path']}: {text}." if found else f"{text}."
