"""The anatomical structures of anatomy.csv: proved, and written as the records that the program reads."""

from collections.abc import Collection, Iterator, Sequence

import sqlite_utils

from app.coding.anatomy import Structure
from build_scripts.reference.errors import DataError
from build_scripts.reference.inserting import insert, short_json
from build_scripts.reference.reading import Row
from build_scripts.reference.rows import AnatomyRow


def check_anatomy(anatomy: Sequence[Row[AnatomyRow]], codes: Collection[str]) -> Iterator[DataError]:
    """Every fault: a name of two structures, and procedures that are no codes of the book."""
    seen: dict[str, int] = {}
    for row in anatomy:
        for phrase in row.value.phrases:
            if phrase in seen:
                yield row.error(f"“{phrase}” is already on line {seen[phrase]}.")
            seen.setdefault(phrase, row.line)
        for code in row.value.codes:
            if code not in codes:
                yield row.error(f"code “{code}” is not in codes.csv.")


def write_anatomy(db: sqlite_utils.Database, anatomy: Sequence[Row[AnatomyRow]]) -> None:
    """Write the table of structures, by name."""
    items = sorted((row.value for row in anatomy), key=lambda each: each.structure)
    records = (
        Structure(each.structure, each.kind, each.phrases, each.codes, each.alone, each.tissue, each.hidden)
        for each in items
    )
    insert(db, "structure", ({"name": each.name, "record": short_json(each)} for each in records))
