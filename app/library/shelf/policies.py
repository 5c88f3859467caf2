"""The LCDs and NCDs that coverage articles name, out of the newest downloads on the shelf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.coding.article_parts import unpack_lcd, unpack_parts
from app.coding.coverage_rows import Article, Lcd, Ncd
from app.coding.editions import Edition
from app.coding.held_articles import CitedLcd, CitedNcd, HeldPolicies
from app.coding.series import SeriesName
from app.library.shelf.shelf import Shelf
from app.library.shelf.sources import source_of


def find_policies(shelf: Shelf, articles: Iterable[Article]) -> HeldPolicies:
    """Every version of the LCDs that articles name, and of the NCDs that the articles or these LCDs name."""
    lcd_edition, ncd_edition = _newest(shelf, "mcd-lcd"), _newest(shelf, "mcd-ncd")
    parts = [unpack_parts(each.parts) for each in articles]
    lcds = tuple(_lcds(shelf, lcd_edition, (lcd for each in parts for lcd in each.lcds)))
    named = (*(each.ncds for each in parts), *(unpack_lcd(each.lcd.parts).ncds for each in lcds))
    ncds = tuple(_ncds(shelf, ncd_edition, (ncd for each in named for ncd in each)))
    return HeldPolicies(lcd_edition is not None, ncd_edition is not None, lcds, ncds)


def _newest(shelf: Shelf, series: SeriesName) -> Edition | None:
    """The newest download; each is named by a day."""
    found = (each for each in shelf.editions if each.source == series)
    return max(found, key=lambda each: each.edition, default=None)


def _lcds(shelf: Shelf, edition: Edition | None, ids: Iterable[str]) -> Iterator[CitedLcd]:
    if edition is not None:
        source = source_of(edition)
        for row in (row for key in dict.fromkeys(ids) for row in shelf.rows(edition, Lcd, key)):
            yield CitedLcd(row, source.cite(f"{row.display} version {row.version}"))


def _ncds(shelf: Shelf, edition: Edition | None, ids: Iterable[str]) -> Iterator[CitedNcd]:
    if edition is not None:
        source = source_of(edition)
        for row in (row for key in dict.fromkeys(ids) for row in shelf.rows(edition, Ncd, key)):
            yield CitedNcd(row, source.cite(f"{row.section} version {row.version}"))
