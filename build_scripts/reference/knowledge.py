"""Everything in data/, read into typed rows. Nothing is proved here beyond the shape of each row."""

import hashlib
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.coding.headings import HeadingNames
from app.coding.note_book import NoteBook
from build_scripts.reference import (
    anatomy_rows,
    denial_rows,
    note_files,
    official_rows,
    page_rows,
    payers,
    rows,
)
from build_scripts.reference.errors import DataError
from build_scripts.reference.reading import Row, convert, lines_of, read_csv, read_tables, read_toml

_TABLES = {
    "sources.toml": "source",
    "modifiers.toml": "modifier",
    "documentation.toml": "element",
    "conflicts.toml": "conflict",
    "glossary.toml": "term",
    "synonyms.toml": "synonym",
    "headings.toml": "heading",
}
_SINGLE = ("book.toml", "examples.toml", payers.FILE)
_FOLDERS = {"guidance": ".toml", "topics": ".toml", "examples": ".json", note_files.FOLDER: ".toml"}


class Knowledge(Struct, frozen=True, kw_only=True):
    """The rows of every file, in the order written. `digest` is the SHA-256 over all names and contents."""

    digest: str
    book: rows.BookRow
    sources: list[Row[rows.SourceRow]]
    codes: list[Row[rows.CodeRow]]
    add_on_pairs: list[Row[official_rows.AddOnRow]]
    inclusions: list[Row[official_rows.InclusionRow]]
    alternatives: list[Row[official_rows.AlternativeRow]]
    pair_edits: list[Row[official_rows.PairRow]]
    fees: list[Row[official_rows.FeeRowData]]
    superseded_factors: list[Row[official_rows.SupersededFactorRow]]
    payment_shares: list[Row[official_rows.PaymentShareRow]]
    states: list[Row[official_rows.StateRow]]
    units: list[Row[official_rows.UnitsRow]]
    variants: list[Row[rows.VariantRow]]
    modifiers: list[Row[rows.ModifierRow]]
    places: list[Row[rows.PlaceRow]]
    payer_places: list[Row[rows.PayerPlaceRow]]
    payers: list[Row[rows.PayerRow]]
    documentation: list[Row[rows.ElementRow]]
    denials: list[Row[denial_rows.DenialRow]]
    denial_codes: list[Row[denial_rows.DenialCodeRow]]
    appeal_steps: list[Row[denial_rows.AppealStepRow]]
    diagnoses: list[Row[rows.DiagnosisRow]]
    conflicts: list[Row[rows.ConflictRow]]
    decisions: list[Row[rows.DecisionRow]]
    anatomy: list[Row[anatomy_rows.AnatomyRow]]
    procedures: list[Row[anatomy_rows.ProcedureRow]]
    regions: list[Row[anatomy_rows.RegionRow]]
    terms: list[Row[rows.TermRow]]
    synonyms: list[Row[rows.SynonymRow]]
    headings: list[Row[HeadingNames]]
    guidance: list[Row[page_rows.PageRow]]
    topics: list[Row[page_rows.PageRow]]
    examples: list[Row[page_rows.ExampleClaim]]
    notes: NoteBook


CSV_FILES: dict[str, tuple[str, type[Struct]]] = {
    "codes.csv": ("codes", rows.CodeRow),
    "addon_pairs.csv": ("add_on_pairs", official_rows.AddOnRow),
    "inclusions.csv": ("inclusions", official_rows.InclusionRow),
    "alternatives.csv": ("alternatives", official_rows.AlternativeRow),
    "pair_edits.csv": ("pair_edits", official_rows.PairRow),
    "fees.csv": ("fees", official_rows.FeeRowData),
    "superseded_factors.csv": ("superseded_factors", official_rows.SupersededFactorRow),
    "payment_shares.csv": ("payment_shares", official_rows.PaymentShareRow),
    "states.csv": ("states", official_rows.StateRow),
    "units.csv": ("units", official_rows.UnitsRow),
    "variants.csv": ("variants", rows.VariantRow),
    "places.csv": ("places", rows.PlaceRow),
    "payer_places.csv": ("payer_places", rows.PayerPlaceRow),
    "denials.csv": ("denials", denial_rows.DenialRow),
    "denial_codes.csv": ("denial_codes", denial_rows.DenialCodeRow),
    "appeal_steps.csv": ("appeal_steps", denial_rows.AppealStepRow),
    "diagnoses.csv": ("diagnoses", rows.DiagnosisRow),
    "decisions.csv": ("decisions", rows.DecisionRow),
    "anatomy.csv": ("anatomy", anatomy_rows.AnatomyRow),
    "procedures.csv": ("procedures", anatomy_rows.ProcedureRow),
    "regions.csv": ("regions", anatomy_rows.RegionRow),
}
TOML_FILES: dict[str, tuple[str, type[Struct]]] = {
    "sources.toml": ("sources", rows.SourceRow),
    "modifiers.toml": ("modifiers", rows.ModifierRow),
    "documentation.toml": ("documentation", rows.ElementRow),
    "conflicts.toml": ("conflicts", rows.ConflictRow),
    "glossary.toml": ("terms", rows.TermRow),
    "synonyms.toml": ("synonyms", rows.SynonymRow),
    "headings.toml": ("headings", HeadingNames),
}


def read_knowledge(data: Path) -> Knowledge:
    """Read the folder `data`. Raises DataError with file and line."""
    _refuse_strangers(data)
    tables: dict[str, Any] = {}
    for name, (attribute, record) in CSV_FILES.items():
        tables[attribute] = read_csv(data, name, record)
    for name, (attribute, record) in TOML_FILES.items():
        tables[attribute] = read_tables(data, name, _TABLES[name], record)
    return Knowledge(
        digest=_digest(data),
        book=_read_book(data),
        payers=payers.read_payers(data),
        guidance=_read_pages(data, "guidance"),
        topics=_read_pages(data, "topics"),
        examples=_read_examples(data),
        notes=note_files.read_note_book(data),
        **tables,
    )


def _files(data: Path) -> list[Path]:
    paths = (path for path in data.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(paths, key=lambda path: path.parts)


def _refuse_strangers(data: Path) -> None:
    """A misnamed file would be knowledge that silently never ships."""
    if not data.is_dir():
        raise DataError(data.name, None, "this folder is missing; it holds the knowledge to build from.")
    for path in _files(data):
        name = path.relative_to(data).as_posix()
        folder, _, _ = name.rpartition("/")
        known = name in CSV_FILES or name in TOML_FILES or name in _SINGLE or path.suffix == ".md"
        if not known and _FOLDERS.get(folder) != path.suffix:
            raise DataError(f"{data.name}/{name}", None, "the build knows no such file; rename or remove it.")


def _digest(data: Path) -> str:
    """SHA-256 over names and contents, line ends made equal so that a checkout on Windows gives the same."""
    digest = hashlib.sha256()
    for path in _files(data):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(data).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read_book(data: Path) -> rows.BookRow:
    path = data / "book.toml"
    if not path.exists():
        raise DataError(f"{data.name}/book.toml", None, "missing; it names the edition and its dates.")
    values, _ = read_toml(path, f"{data.name}/book.toml")
    return convert(f"{data.name}/book.toml", 1, values, rows.BookRow)


def _read_pages(data: Path, folder: str) -> list[Row[page_rows.PageRow]]:
    return [
        _read_page(data, path) for path in sorted((data / folder).glob("*.toml"), key=lambda path: path.name)
    ]


def _read_page(data: Path, path: Path) -> Row[page_rows.PageRow]:
    name = f"{data.name}/{path.relative_to(data).as_posix()}"
    values, text = read_toml(path, name)
    try:
        return Row(name, 1, msgspec.convert(values, page_rows.PageRow), text)
    except msgspec.ValidationError:
        _find_faulty_section(name, text, values)
        return Row(name, 1, convert(name, 1, values, page_rows.PageRow))


def _find_faulty_section(name: str, text: str, values: dict[str, Any]) -> None:
    """Convert the parts one by one, so that the error names the line of the part at fault."""
    kinds: dict[str, type[Struct]] = {
        "fact": page_rows.FactRow,
        "group": page_rows.GroupRow,
        "table": page_rows.TableRow,
    }
    lines = {kind: iter(lines_of(text, f"section.{kind}")) for kind in kinds}
    for line, section in zip(lines_of(text, "section"), values.get("section", []), strict=False):
        for kind, record in kinds.items():
            for item in section.get(kind, []):
                convert(name, next(lines[kind], line), item, record)
        convert(
            name, line, {key: item for key, item in section.items() if key not in kinds}, page_rows.SectionRow
        )


def _read_examples(data: Path) -> list[Row[page_rows.ExampleClaim]]:
    """The claims that examples.toml names, in its order; none may be without a name."""
    named = read_tables(data, "examples.toml", "example", page_rows.ExampleRow)
    files = {path.name: path for path in (data / "examples").glob("*.json")}
    found = [_read_example(row, data, files.pop(row.value.file, None)) for row in named]
    for name in sorted(files):
        raise DataError(f"{data.name}/examples/{name}", None, "examples.toml does not name this claim.")
    return found


def _read_example(
    row: Row[page_rows.ExampleRow], data: Path, path: Path | None
) -> Row[page_rows.ExampleClaim]:
    if path is None:
        raise row.error(f"“{row.value.file}” is not in examples/, or is named twice.")
    name = f"{data.name}/examples/{path.name}"
    try:
        claim = msgspec.json.decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise DataError(name, None, f"not JSON: {error}.") from None
    return Row(name, 1, page_rows.ExampleClaim(row.value.title, row.value.note, claim))
