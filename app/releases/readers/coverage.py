"""Articles of the Medicare Coverage Database: a record a version, and the codes that they print.

Source: CMS, Medicare Coverage Database; see `app.releases.coverage_tables`. Every join is by id and version
of the article, and by all three keys of a contractor. The descriptors beside procedure codes are the AMA's
and are never read. Diagnoses are kept as listed; placeholders (XX000) are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from app.coding.article_parts import ASTERISK, ArticleParts, CodeGroup, pack_parts
from app.coding.coverage_rows import Article, ArticlesOfCode
from app.coding.errors import InputError
from app.coding.series import SeriesName
from app.releases.archive import UNEDITED
from app.releases.coverage_cells import (
    announced_ends,
    end_of_period,
    first_day,
    key_of,
    read_contractors,
    shown_id,
    to_day,
    to_int,
)
from app.releases.coverage_tables import ARTICLES, Tables, is_download, open_tables
from app.releases.found import Found, Sample, recognized
from app.releases.plain_text import plain_text
from app.releases.readers.reader import Reader

_PLACEHOLDER = "XX000"
_ARTICLE = ("article_id", "article_version")
Versions = dict[str, list[tuple[int, date | None]]]


def recognize_articles(sample: Sample) -> Found | None:
    """The download by what lies in it, under the last day of its update period."""
    return _recognize(sample, "mcd-article", "Coverage articles")


def recognize_codes(sample: Sample) -> Found | None:
    """The same download, for the codes that its articles print."""
    return _recognize(sample, "mcd-code", "Codes of coverage articles")


def _recognize(sample: Sample, series: SeriesName, title: str) -> Found | None:
    path = sample.entry.path
    if sample.form != "zip" or not is_download(path, ARTICLES, "article", "article_x_hcpc_code"):
        return None
    with open_tables(path, ARTICLES) as tables:
        return recognized(sample, series, title, end_of_period(tables))


def read_codes(found: Found) -> Iterator[ArticlesOfCode]:
    """Each procedure code with the articles that print it, by code."""
    with open_tables(found.entry.path, ARTICLES) as tables:
        known = {key_of(cells) for _, cells in tables.rows("article", "article_id", "article_version")}
        columns = ("article_id", "article_version", "hcpc_code_id")
        rows = [
            (key_of(cells), cells[2].upper()) for _, cells in tables.rows("article_x_hcpc_code", *columns)
        ]
    articles: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, code in rows:
        if key in known and code:
            articles[code][key] = None
    for code in sorted(articles):
        yield ArticlesOfCode(code=code, articles=" ".join(articles[code]))


def read_articles(found: Found) -> Iterator[Article]:
    """Each version of each article, in the order of the file."""
    with open_tables(found.entry.path, ARTICLES) as tables:
        parts = _Parts(tables)
        retire = announced_ends(tables, "article_future_retire", "article_id")
        rows = list(_article_rows(tables))
    versions: Versions = defaultdict(list)
    for number, cells in rows:
        versions[cells[0]].append((to_int("article", number, cells[1]), to_day("article", number, cells[4])))
    for number, cells in rows:
        article, version, title, status, effective, *ends, retired, display = cells
        retirement = to_day("article", number, retired) or retire.get(article)
        yield Article(
            key=key_of(cells),
            display=shown_id("A", display, article),
            version=version,
            title=plain_text(title),
            status=status.upper(),
            effective=to_day("article", number, effective),
            ended=first_day("article", number, *ends),
            retired=retirement,
            next_begins=_next_begins(versions[article], int(version)),
            parts=pack_parts(parts.of(key_of(cells))),
        )


def _article_rows(tables: Tables) -> Iterator[tuple[int, list[str]]]:
    return tables.rows(
        "article", "article_id", "article_version", "title", "status", "article_eff_date", "article_end_date",
        "article_rev_end_date", "date_retired", "display_id",
    )  # fmt: skip


def _next_begins(versions: list[tuple[int, date | None]], version: int) -> date | None:
    return min((day for number, day in versions if number > version and day), default=None)


class _Parts:
    """The parts of every article version of a download."""

    def __init__(self, tables: Tables) -> None:
        self._contractors = read_contractors(tables, "article_x_contractor", *_ARTICLE)
        self._codes = _groups(tables, "article_x_hcpc_code", "hcpc_code_id", "hcpc_code_group")
        self._covered = _groups(
            tables, "article_x_icd10_covered", "icd10_code_id", "icd10_covered_group", "asterisk",
            note="icd10_covered_ast",
        )  # fmt: skip
        self._noncovered = _groups(
            tables, "article_x_icd10_noncovered", "icd10_code_id", "icd10_noncovered_group"
        )
        self._lcds = _related(tables, "article_related_documents", "r_lcd_id")
        self._ncds = _related(tables, "article_related_ncd_documents", "r_ncd_id")

    def of(self, key: str) -> ArticleParts:
        return ArticleParts(
            contractors=tuple(self._contractors.get(key, ())),
            codes=self._codes.get(key, ()),
            covered=self._covered.get(key, ()),
            noncovered=self._noncovered.get(key, ()),
            lcds=tuple(self._lcds.get(key, ())),
            ncds=tuple(self._ncds.get(key, ())),
        )


def _related(tables: Tables, table: str, column: str) -> dict[str, dict[str, None]]:
    """The ids of the documents that each article names, in the order of the file, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for _, cells in tables.rows(table, *_ARTICLE, column):
        if cells[2]:
            found[key_of(cells)][cells[2]] = None
    return found


def _groups(
    tables: Tables, table: str, code: str, group: str, *star: str, note: str = ""
) -> dict[str, tuple[CodeGroup, ...]]:
    """The groups of codes of each article, by number; a group may have a paragraph and no code."""
    codes: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, cells in tables.rows(table, "article_id", "article_version", code, group, *star):
        if cells[2] and not cells[2].startswith(_PLACEHOLDER):
            mark = ASTERISK if cells[4:] and _is_marked(table, number, cells[4]) else ""
            codes[key_of(cells)][to_int(table, number, cells[3])].append(cells[2].upper() + mark)
    said: dict[tuple[str, int], tuple[str, str]] = {}
    notes = (note,) if note else ()
    for number, cells in tables.rows(
        f"{table}_group", "article_id", "article_version", group, "paragraph", *notes
    ):
        at = (key_of(cells), to_int(f"{table}_group", number, cells[2]))
        said[at] = (plain_text(cells[3]), plain_text(cells[4]) if note else "")
        codes[at[0]].setdefault(at[1], [])
    return {
        key: tuple(
            CodeGroup(number, tuple(listed), *said.get((key, number), ()))
            for number, listed in sorted(groups.items())
        )
        for key, groups in codes.items()
    }


def _is_marked(table: str, number: int, cell: str) -> bool:
    """Whether a code has an asterisk. Raises InputError for a mark that is not known."""
    if cell.upper() in {"", "0", "N", "FALSE"}:
        return False
    if not cell.strip(ASTERISK) or cell.upper() in {"1", "Y", "TRUE"}:
        return True
    raise InputError(f"{table}.csv, line {number}: “{cell[:20]}” is no asterisk. {UNEDITED}")


READERS = (
    Reader(series="mcd-article", recognize=recognize_articles, download=read_articles),
    Reader(series="mcd-code", recognize=recognize_codes, download=read_codes),
)
