"""The coverage articles that print a code, on its page: a list, which judges no diagnosis."""

from __future__ import annotations

from app.coding.article_dates import force_of
from app.coding.dates import show_date
from app.coding.held_articles import CitedArticle
from app.coding.pages import Fact, Prose, Row, Section, Table
from app.library.facts.day import Day
from app.library.shelf.articles import find_articles

_HEADS = ("Article", "Title", "From", "To", "On this date")
_FORCE = {True: "in force by its dates", False: "not in force", None: "its dates do not tell"}


def articles(day: Day, code: str) -> Section | None:
    """Each version that prints a code, with whether it was in force on the day; None without a download."""
    held = find_articles(day.shelf, code)
    if held.edition is None:
        return None
    cited = (held.citation,) if held.citation else ()
    said = [limit] if (limit := held.limit_on(day.on)) else []
    if not held.articles:
        said.insert(0, f"No article of the download prints {code}. That is not “covered”.")
    prose = Prose(tuple(Fact(label="", value=each, citations=cited) for each in said))
    table = Table(_HEADS, tuple(_row(day, each) for each in held.articles), filterable=True)
    parts = (*((table,) if table.rows else ()), *((prose,) if said else ()))
    return Section("articles", "Coverage articles", parts)


def _row(day: Day, cited: CitedArticle) -> Row:
    article = cited.article
    force = force_of(article, day.on)
    cells = (
        f"{article.display} version {article.version}",
        article.title,
        show_date(article.effective) if article.effective else "not stated",
        show_date(force.last) if force.last else "open",
        _FORCE[force.inside],
    )
    return Row(cells, (cited.citation,))
