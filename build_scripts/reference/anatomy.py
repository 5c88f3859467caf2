"""The tables on anatomy: proved, and written as the records that the program reads."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

import sqlite_utils

from app.coding.anatomy import LEVEL, ProcedureSites, Structure, StructureKind, sites_overlap
from build_scripts.reference.anatomy_rows import AnatomyRow, ProcedureRow
from build_scripts.reference.errors import DataError
from build_scripts.reference.inserting import insert, record_of, short_json
from build_scripts.reference.reading import Row

ROOTS = frozenset((
    "bone", "bursa", "carpal-tunnel", "chest", "chest-wall", "ganglion-cyst", "joint", "level", "muscle",
    "neck", "nerve", "node", "organ", "sacroiliac", "soft", "spine", "tendon", "thoracic-duct", "vessel",
))  # fmt: skip
"""What the path of a site may begin with."""

Structures = Sequence[Row[AnatomyRow]]
Procedures = Sequence[Row[ProcedureRow]]


def check_anatomy(anatomy: Structures, procedures: Procedures, codes: Collection[str]) -> Iterator[DataError]:
    """Every fault: a name of two things, codes that the book has not, sites that do not fit together."""
    yield from _check_phrases(anatomy)
    yield from _check_sites([*anatomy, *procedures])
    yield from _check_kinds(anatomy)
    yield from _check_runs(procedures, codes)
    yield from _check_codes(anatomy, procedures, codes)
    yield from _check_named(anatomy, procedures)


def _check_phrases(anatomy: Structures) -> Iterator[DataError]:
    """Each phrase stands for one structure; levels and signs are read beside the structures."""
    seen: dict[tuple[StructureKind, str], int] = {}
    for row in anatomy:
        kind: StructureKind = row.value.kind if row.value.kind in ("level", "sign") else "structure"
        for phrase in row.value.phrases:
            if (kind, phrase) in seen:
                yield row.error(f"“{phrase}” is already on line {seen[kind, phrase]}.")
            seen.setdefault((kind, phrase), row.line)


def _check_sites(rows: Iterable[Row[AnatomyRow] | Row[ProcedureRow]]) -> Iterator[DataError]:
    for row in rows:
        for site in row.value.sites:
            if site.partition("/")[0] not in ROOTS:
                yield row.error(f"site “{site}” begins with none of {', '.join(sorted(ROOTS))}.")


def _check_kinds(anatomy: Structures) -> Iterator[DataError]:
    """A sign is only how something looks, and a level only a height of the spine."""
    for row in anatomy:
        is_level = [site.startswith(f"{LEVEL}/") for site in row.value.sites]
        if row.value.kind == "sign" and (row.value.sites or row.value.codes or not _tells(row.value)):
            yield row.error("a sign has no sites and no codes; it says whether X-ray shows it.")
        if row.value.kind == "level" and (row.value.codes or not is_level or not all(is_level)):
            yield row.error("a level has sites below level/, and no codes.")


def _tells(sign: AnatomyRow) -> bool:
    """Whether a sign says something: by itself, or by taking words from another, as "core needle" does."""
    return bool(sign.x_ray) or any(" " in phrase for phrase in sign.phrases)


def _check_runs(procedures: Procedures, codes: Collection[str]) -> Iterator[DataError]:
    for row in procedures:
        if not any(row.value.first <= code <= row.value.last for code in codes):
            yield row.error(f"codes.csv has no code from {row.value.first} to {row.value.last}.")
        if not row.value.sites:
            yield row.error("a procedure without a site tells nothing; leave the row out.")
    for before, row in pairwise(sorted(procedures, key=lambda each: (each.value.first, each.line))):
        if row.value.first <= before.value.last:
            yield row.error(f"its codes overlap with those of line {before.line}.")


def _check_codes(anatomy: Structures, procedures: Procedures, codes: Collection[str]) -> Iterator[DataError]:
    """The procedures of a structure are codes of the book, and are done where it lies."""
    for row in anatomy:
        for code in row.value.codes:
            if code not in codes:
                yield row.error(f"code “{code}” is not in codes.csv.")
            for run in procedures:
                if run.value.first <= code <= run.value.last and not _fits(row.value, run.value):
                    yield row.error(
                        f"code “{code}” is done at {' '.join(run.value.sites)} by procedures.csv, not at "
                        f"{' '.join(row.value.sites)}."
                    )


def _fits(structure: AnatomyRow, run: ProcedureRow) -> bool:
    return not structure.sites or sites_overlap(structure.sites, run.sites)


def _check_named(anatomy: Structures, procedures: Procedures) -> Iterator[DataError]:
    """A site of a procedure that no structure has is a slip of the pen."""
    named = {site for row in anatomy for site in row.value.sites}
    for row in procedures:
        for site in row.value.sites:
            if site not in named and not any(each.startswith(f"{site}/") for each in named):
                yield row.error(f"site “{site}” is that of no structure of anatomy.csv.")


def write_anatomy(db: sqlite_utils.Database, anatomy: Structures, procedures: Procedures) -> None:
    """Write the tables of structures, by name, and of procedures, by their first code."""
    structures = sorted((row.value for row in anatomy), key=lambda each: each.structure)
    named = ((each.structure, record_of(Structure, each, name=each.structure)) for each in structures)
    insert(db, "structure", ({"name": name, "record": short_json(each)} for name, each in named))
    runs = sorted((row.value for row in procedures), key=lambda each: each.first)
    placed = ((each.first, record_of(ProcedureSites, each)) for each in runs)
    insert(db, "procedure", ({"first": first, "record": short_json(each)} for first, each in placed))
