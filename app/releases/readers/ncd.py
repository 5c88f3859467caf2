"""National coverage determinations of the Medicare Coverage Database: a record a version, with its words.

Source: CMS, Medicare Coverage Database, ncd.zip; see `app.releases.coverage_tables`. It lists no codes, and
states no update period: the last day on which one of its rows was changed names the edition.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.coding.article_parts import Words, pack_words
from app.coding.coverage_rows import Ncd
from app.releases.coverage_cells import to_day, to_int
from app.releases.coverage_tables import NCDS, is_download, open_tables
from app.releases.found import Found, Sample, recognized
from app.releases.names import Term
from app.releases.plain_text import plain_text
from app.releases.readers.reader import Reader

_TABLE = "ncd_trkg"
_FACTS = ("ncd_id", "ncd_vrsn_num", "ncd_mnl_sect", "ncd_mnl_sect_title", "ncd_efctv_dt", "ncd_trmntn_dt")
_WORDS = {"itm_srvc_desc": "Item or service", "indctn_lmtn": "Indications and limitations"}


def recognize_ncds(sample: Sample) -> Found | None:
    """The download by what lies in it, under the day of its last change."""
    path = sample.entry.path
    if sample.form != "zip" or not is_download(path, NCDS, _TABLE):
        return None
    with open_tables(path, NCDS) as tables:
        rows = tables.rows(_TABLE, "last_updt_tmstmp")
        last = max(filter(None, (to_day(_TABLE, number, cells[0]) for number, cells in rows)), default=None)
    term = Term(last.isoformat(), None, None) if last else None
    return recognized(sample, "mcd-ncd", "National coverage determinations", term)


def read_ncds(found: Found) -> Iterator[Ncd]:
    """Each version of each NCD, in the order of the file."""
    with open_tables(found.entry.path, NCDS) as tables:
        for number, cells in tables.rows(_TABLE, *_FACTS, *_WORDS):
            ncd, version, section, title, effective, ended = cells[:6]
            to_int(_TABLE, number, version)
            words = zip(_WORDS.values(), map(plain_text, cells[6:]), strict=True)
            yield Ncd(
                key=ncd,
                section=section,
                version=version,
                title=plain_text(title),
                effective=to_day(_TABLE, number, effective),
                ended=to_day(_TABLE, number, ended),
                words=pack_words(tuple(Words(head, text) for head, text in words if text)),
            )


READER = Reader(series="mcd-ncd", recognize=recognize_ncds, download=read_ncds)
