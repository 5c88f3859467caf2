"""What a reader is: how files of one series are recognized, and how their rows become records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

from msgspec import Struct

from app.coding.series import SeriesName
from app.library.shelf.edition_format import Stored
from app.releases.found import Found, Sample
from app.releases.tables import Row


class Reader(Struct, frozen=True, kw_only=True):
    """How the files of one series are read.

    `recognize`: what a file is, told by its beginning; None when it is of another series. `rows` reads a CSV
    file or workbook, `lines` a text read by position, `document` XML, `download` a ZIP whose many tables
    make one series; None for a form that the series never has. PTP edits have none of them: they come in
    parts and are packed (`app.releases.pairs`).

    `text` reads a CSV file in place of `rows`, where that pays. `stored`: of a large table come rows as an
    edition file keeps them, without a record for each.
    """

    series: SeriesName
    recognize: Callable[[Sample], Found | None]
    rows: Callable[[Iterator[Row], Found], Iterator[Struct | Stored]] | None = None
    text: Callable[[str, Found], Iterator[Struct | Stored]] | None = None
    lines: Callable[[Iterator[str], Found], Iterator[Struct | Stored]] | None = None
    document: Callable[[IO[bytes], Found], Iterator[Struct]] | None = None
    download: Callable[[Found], Iterator[Struct]] | None = None
    stored: bool = False
