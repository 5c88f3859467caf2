"""Coverage articles that print a code, with their LCDs and NCDs; `app.library.shelf.articles` finds them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from app.coding.coverage_rows import Article, Lcd, Ncd
from app.coding.dates import show_date
from app.coding.editions import EditionUse
from app.coding.sources import Citation


class CitedArticle(Struct, frozen=True):
    """One version of an article, and where it stands."""

    article: Article
    citation: Citation


class CitedLcd(Struct, frozen=True):
    """One version of an LCD, and where it stands."""

    lcd: Lcd
    citation: Citation


class CitedNcd(Struct, frozen=True):
    """One version of an NCD, and where it stands."""

    ncd: Ncd
    citation: Citation


class HeldPolicies(Struct, frozen=True):
    """The LCDs and NCDs that some articles name, every version of the newest downloads.

    `has_lcds`, `has_ncds`: whether there is a download of them on the shelf at all.
    """

    has_lcds: bool = False
    has_ncds: bool = False
    lcds: tuple[CitedLcd, ...] = ()
    ncds: tuple[CitedNcd, ...] = ()


class HeldArticles(Struct, frozen=True):
    """Every version that prints a code, of the newest download on the shelf; None where there is none.

    The edition is named by the last day of the download's period, "2026-08-26". `citation`: the code in its
    list of codes, also where nothing prints it. `policies`: the LCDs and NCDs that the articles name.
    """

    edition: EditionUse | None = None
    articles: tuple[CitedArticle, ...] = ()
    citation: Citation | None = None
    policies: HeldPolicies = HeldPolicies()

    def limit_on(self, on: date) -> str:
        """What the download cannot tell of a date of service, as a sentence; "" for its own day."""
        if self.edition is None:
            return ""
        day = date.fromisoformat(self.edition.edition)
        if on < day:
            return (
                f"The download is of {show_date(day)}: articles that were retired or changed before then may "
                f"not be in it as they stood on {show_date(on)}."
            )
        return f"The download is of {show_date(day)}: what changed later is not in it." if on > day else ""
