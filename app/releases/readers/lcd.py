"""Local coverage determinations of the Medicare Coverage Database: a record a version, with its words.

Source: CMS, Medicare Coverage Database, current_lcd.zip and all_lcd.zip; see `app.releases.coverage_tables`.
The codes of an LCD stand in its articles; the few that list codes themselves are of suppliers, and not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app.coding.article_parts import LcdParts, Words, pack_lcd
from app.coding.coverage_rows import Lcd
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
from app.releases.coverage_tables import LCDS, Tables, is_download, open_tables
from app.releases.found import Found, Sample, recognized
from app.releases.plain_text import plain_text
from app.releases.readers.reader import Reader

_LCD = ("lcd_id", "lcd_version")
_DATES = ("orig_det_eff_date", "rev_eff_date", "ent_det_end_date", "rev_end_date", "date_retired")
_WORDS = {
    "indication": "Indications and limitations",
    "doc_reqs": "Documentation",
    "util_guide": "Utilization",
    "associated_info": "Associated information",
}


def recognize_lcds(sample: Sample) -> Found | None:
    """The download by what lies in it, under the last day of its update period."""
    path = sample.entry.path
    if sample.form != "zip" or not is_download(path, LCDS, "lcd", "lcd_x_contractor"):
        return None
    with open_tables(path, LCDS) as tables:
        return recognized(sample, "mcd-lcd", "Local coverage determinations", end_of_period(tables))


def read_lcds(found: Found) -> Iterator[Lcd]:
    """Each version of each LCD, in the order of the file."""
    with open_tables(found.entry.path, LCDS) as tables:
        retire = announced_ends(tables, "lcd_future_retire", "lcd_id")
        contractors = read_contractors(tables, "lcd_x_contractor", *_LCD)
        ncds = _ncds(tables)
        for number, cells in tables.rows("lcd", *_LCD, "display_id", "title", "status", *_DATES, *_WORDS):
            lcd, version, display, title, status, original, revised, end, revised_end, retired = cells[:10]
            to_int("lcd", number, version)
            words = zip(_WORDS.values(), map(plain_text, cells[10:]), strict=True)
            parts = LcdParts(
                contractors=tuple(contractors.get(key_of(cells), ())),
                ncds=tuple(ncds[key_of(cells)]),
                words=tuple(Words(head, text) for head, text in words if text),
            )
            yield Lcd(
                key=lcd,
                display=shown_id("L", display, lcd),
                version=version,
                title=plain_text(title),
                status=status.upper(),
                effective=to_day("lcd", number, revised) or to_day("lcd", number, original),
                ended=first_day("lcd", number, end, revised_end),
                retired=to_day("lcd", number, retired) or retire.get(lcd),
                parts=pack_lcd(parts),
            )


def _ncds(tables: Tables) -> defaultdict[str, dict[str, None]]:
    """The ids of the NCDs that each LCD names, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for _, cells in tables.rows("lcd_related_ncd_documents", *_LCD, "r_ncd_id"):
        if cells[2]:
            found[key_of(cells)][cells[2]] = None
    return found


READER = Reader(series="mcd-lcd", recognize=recognize_lcds, download=read_lcds)
