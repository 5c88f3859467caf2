"""Articles of the Medicare Coverage Database: a record a version, and the codes that they print.

Source: CMS, Medicare Coverage Database; see `app.releases.coverage_tables`. Every join is by id and version
of the article, and by all three keys of a contractor. The descriptors beside procedure codes are the AMA's
and are never read. Diagnoses are kept as listed; placeholders (XX000) are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from app.coding.article_parts import ASTERISK, ArticleContractor, ArticleParts, CodeGroup, pack_parts
from app.coding.coverage_rows import Article, ArticlesOfCode
from app.coding.dates import parse_date
from app.coding.errors import InputError
from app.coding.series import SeriesName
from app.releases.archive import UNEDITED
from app.releases.coverage_tables import INNER, LCDS, Tables, find_inner, has_tables, open_tables
from app.releases.found import Found, Sample, recognized, refused
from app.releases.names import Term
from app.releases.plain_text import plain_text
from app.releases.readers.reader import Reader

_PLACEHOLDER = "XX000"
_TIME = " "
Versions = dict[str, list[tuple[int, date | None]]]


def recognize_articles(sample: Sample) -> Found | None:
    """The download by what lies in it. LCDs, which list no codes, are named and refused."""
    path = sample.entry.path
    if sample.form != "zip":
        return None
    if find_inner(path, INNER) or has_tables(path):
        return _found(sample, "mcd-article", "Coverage articles")
    if find_inner(path, LCDS):
        sentence = f"{sample.entry.name} holds LCDs; the codes stand in articles. Import current_article.zip."
        return refused(sample, "Local coverage determinations", sentence)
    return None


def recognize_codes(sample: Sample) -> Found | None:
    """The same download, for the codes that its articles print."""
    path = sample.entry.path
    if sample.form != "zip" or not (find_inner(path, INNER) or has_tables(path)):
        return None
    return _found(sample, "mcd-code", "Codes of coverage articles")


def _found(sample: Sample, series: SeriesName, title: str) -> Found:
    """The download under the last day of its update period, which names the edition."""
    with open_tables(sample.entry.path) as tables:
        days = [_to_day("update_period", 0, cell) for cell in tables.last_cells("update_period")]
    last = max(filter(None, days), default=None)
    return recognized(sample, series, title, Term(last.isoformat(), None, None) if last else None)


def read_codes(found: Found) -> Iterator[ArticlesOfCode]:
    """Each procedure code with the articles that print it, by code."""
    with open_tables(found.entry.path) as tables:
        known = {_key(cells) for _, cells in tables.rows("article", "article_id", "article_version")}
        columns = ("article_id", "article_version", "hcpc_code_id")
        rows = [(_key(cells), cells[2].upper()) for _, cells in tables.rows("article_x_hcpc_code", *columns)]
    articles: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, code in rows:
        if key in known and code:
            articles[code][key] = None
    for code in sorted(articles):
        yield ArticlesOfCode(code=code, articles=" ".join(articles[code]))


def read_articles(found: Found) -> Iterator[Article]:
    """Each version of each article, in the order of the file."""
    with open_tables(found.entry.path) as tables:
        parts = _Parts(tables)
        retire = dict(_announced(tables))
        rows = list(_article_rows(tables))
    versions: Versions = defaultdict(list)
    for number, cells in rows:
        versions[cells[0]].append(
            (_to_int("article", number, cells[1]), _to_day("article", number, cells[4]))
        )
    for number, cells in rows:
        article, version, title, status, effective, *ends, retired, display = cells
        retirement = _to_day("article", number, retired) or retire.get(article)
        stated = [_to_day("article", number, each) for each in ends]
        yield Article(
            key=_key(cells),
            display=display or article,
            version=version,
            title=plain_text(title),
            status=status.upper(),
            effective=_to_day("article", number, effective),
            ended=min(filter(None, stated), default=None),
            retired=retirement,
            next_begins=_next_begins(versions[article], int(version)),
            parts=pack_parts(parts.of(_key(cells))),
        )


def _article_rows(tables: Tables) -> Iterator[tuple[int, list[str]]]:
    return tables.rows(
        "article", "article_id", "article_version", "title", "status", "article_eff_date", "article_end_date",
        "article_rev_end_date", "date_retired", "display_id",
    )  # fmt: skip


def _announced(tables: Tables) -> Iterator[tuple[str, date]]:
    for number, (article, day) in tables.rows("article_future_retire", "article_id", "retire_dt"):
        if stated := _to_day("article_future_retire", number, day):
            yield article, stated


def _next_begins(versions: list[tuple[int, date | None]], version: int) -> date | None:
    return min((day for number, day in versions if number > version and day), default=None)


class _Parts:
    """The parts of every article version of a download."""

    def __init__(self, tables: Tables) -> None:
        self._contractors = _contractors(tables)
        self._codes = _groups(tables, "article_x_hcpc_code", "hcpc_code_id", "hcpc_code_group")
        self._covered = _groups(
            tables, "article_x_icd10_covered", "icd10_code_id", "icd10_covered_group", "asterisk",
            note="icd10_covered_ast",
        )  # fmt: skip
        self._noncovered = _groups(
            tables, "article_x_icd10_noncovered", "icd10_code_id", "icd10_noncovered_group"
        )
        self._lcds: defaultdict[str, dict[str, None]] = defaultdict(dict)
        columns = ("article_id", "article_version", "r_lcd_id")
        for _, cells in tables.rows("article_related_documents", *columns):
            if cells[2]:
                self._lcds[_key(cells)][cells[2]] = None

    def of(self, key: str) -> ArticleParts:
        return ArticleParts(
            contractors=tuple(self._contractors.get(key, ())),
            codes=self._codes.get(key, ()),
            covered=self._covered.get(key, ()),
            noncovered=self._noncovered.get(key, ()),
            lcds=tuple(self._lcds.get(key, ())),
        )


def _groups(
    tables: Tables, table: str, code: str, group: str, *star: str, note: str = ""
) -> dict[str, tuple[CodeGroup, ...]]:
    """The groups of codes of each article, by number; a group may have a paragraph and no code."""
    codes: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, cells in tables.rows(table, "article_id", "article_version", code, group, *star):
        if cells[2] and not cells[2].startswith(_PLACEHOLDER):
            mark = ASTERISK if cells[4:] and _is_marked(table, number, cells[4]) else ""
            codes[_key(cells)][_to_int(table, number, cells[3])].append(cells[2].upper() + mark)
    said: dict[tuple[str, int], tuple[str, str]] = {}
    notes = (note,) if note else ()
    for number, cells in tables.rows(
        f"{table}_group", "article_id", "article_version", group, "paragraph", *notes
    ):
        at = (_key(cells), _to_int(f"{table}_group", number, cells[2]))
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


def _contractors(tables: Tables) -> dict[str, list[ArticleContractor]]:
    """The contractors of each article with their states, those in which they work no more left out."""
    keys = ("contractor_id", "contractor_type_id", "contractor_version")
    names = {row[0]: row[1] for _, row in tables.rows("state_lookup", "state_id", "state_abbrev") if row[1]}
    states: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, cells in tables.rows("contractor_jurisdiction", *keys, "state_id", "term_date"):
        if not cells[4] and cells[3] in names:
            states[tuple(cells[:3])].add(names[cells[3]])
    known = {
        tuple(cells[:3]): ArticleContractor(
            cells[3].zfill(5), plain_text(cells[4]), tuple(sorted(states[tuple(cells[:3])]))
        )
        for _, cells in tables.rows("contractor", *keys, "contractor_number", "contractor_bus_name")
    }
    found: defaultdict[str, list[ArticleContractor]] = defaultdict(list)
    for number, cells in tables.rows("article_x_contractor", "article_id", "article_version", *keys):
        if tuple(cells[2:]) not in known:
            raise InputError(
                f"article_x_contractor.csv, line {number}: names a contractor that is not there. {UNEDITED}"
            )
        found[_key(cells)].append(known[tuple(cells[2:])])
    return {key: sorted(dict.fromkeys(each), key=lambda one: one.number) for key, each in found.items()}


def _key(cells: list[str]) -> str:
    return f"{cells[0]}-{cells[1]}"


def _to_int(table: str, number: int, cell: str) -> int:
    if cell.isascii() and cell.isdecimal():
        return int(cell)
    raise InputError(f"{table}.csv, line {number}: “{cell[:20]}” is no number. {UNEDITED}")


def _to_day(table: str, number: int, cell: str) -> date | None:
    """A day as YYYY-MM-DD or MM/DD/YYYY, a time behind it left out; None for an empty cell."""
    if not cell:
        return None
    try:
        return parse_date(cell.partition(_TIME)[0], date.min)
    except InputError:
        raise InputError(f"{table}.csv, line {number}: “{cell[:20]}” is no date. {UNEDITED}") from None


READERS = (
    Reader(series="mcd-article", recognize=recognize_articles, download=read_articles),
    Reader(series="mcd-code", recognize=recognize_codes, download=read_codes),
)
