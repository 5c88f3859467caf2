"""The coverage articles that print a code, out of the newest download on the shelf.

An older download is not asked: what it has more may have been withdrawn since.
"""

from __future__ import annotations

from app.coding.coverage_rows import Article, ArticlesOfCode
from app.coding.editions import Edition
from app.coding.held_articles import CitedArticle, HeldArticles
from app.library.shelf.shelf import Shelf
from app.library.shelf.sources import source_of


def find_articles(shelf: Shelf, code: str) -> HeldArticles:
    """Each version that prints a code, in the order of the file, without the policies that they name."""
    by_code, articles = _newest(shelf)
    if by_code is None or articles is None:
        return HeldArticles()
    keys = [key for row in shelf.rows(by_code, ArticlesOfCode, code) for key in row.articles.split()]
    rows = [row for key in keys for row in shelf.rows(articles, Article, key)]
    source = source_of(articles)
    cited = (CitedArticle(row, source.cite(f"{row.display} version {row.version}")) for row in rows)
    return HeldArticles(articles.use(), tuple(cited), source_of(by_code).cite(code))


def _newest(shelf: Shelf) -> tuple[Edition | None, Edition | None]:
    """Both editions of the newest download of which both are there; they are named by a day."""
    by_code = {each.edition: each for each in shelf.editions if each.source == "mcd-code"}
    articles = {each.edition: each for each in shelf.editions if each.source == "mcd-article"}
    name = max(by_code.keys() & articles.keys(), default="")
    return by_code.get(name), articles.get(name)
