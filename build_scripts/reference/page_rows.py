"""The pages of data/ as written: sections, facts, groups and tables; and the names of the example claims."""

from typing import Any, Literal

from msgspec import Struct

from app.coding.guidance import GuidanceRole
from app.coding.pages import FactState
from app.coding.series import SeriesName
from app.coding.words import Confidence
from build_scripts.reference.rows import Cited, Span, Texts


class FactRow(Span, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[section.fact]]` of a guidance or topic file."""

    value: str
    label: str = ""
    note: str = ""
    state: FactState = "stated"
    confidence: Confidence = "high"
    series: SeriesName | None = None


class GroupRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[section.group]]`: codes under one label."""

    label: str
    codes: Texts
    note: str = ""
    disputed: bool = False


class TableRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[section.table]]`. `row_sources` names a source for each row; `source` stands for all of them."""

    columns: Texts
    rows: tuple[Texts, ...]
    numeric: tuple[int, ...] = ()
    filterable: bool = False
    row_sources: tuple[str | Texts, ...] = ()


class SectionRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[section]]`. `style` grid shows the facts as a grid, prose as paragraphs."""

    id: str
    title: str
    style: Literal["grid", "prose"] = "prose"
    fact: tuple[FactRow, ...] = ()
    group: tuple[GroupRow, ...] = ()
    table: tuple[TableRow, ...] = ()


class SpecialsRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[guidance]` of a guidance file: see `app.coding.guidance`. The page's sources stand for it."""

    role: GuidanceRole
    steers: str = ""
    only_for: str | None = None
    spinal: bool | None = None
    encounter_unit: bool = False
    stack_rank: int | None = None


class PageRow(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A guidance file (its key is the code) or a topic file ("topic:…")."""

    key: str
    summary: str
    title: str = ""
    synonyms: Texts = ()
    guidance: SpecialsRow | None = None
    section: tuple[SectionRow, ...] = ()


class ExampleRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """examples.toml: the name of a bundled claim and what it shows. `file` is a claim below examples/."""

    file: str
    title: str
    note: str


class ExampleClaim(Struct, frozen=True):
    """A bundled claim with its name, as the database holds it. `claim` is the content of its file."""

    title: str
    note: str
    claim: Any
