"""A page as HTML for the printer. It names every source, as its plain text does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from app.coding.charts import Chart
from app.coding.dates import show_date
from app.coding.pages import Page, Section
from app.coding.words import CPT_NOTICE, DISCLAIMER
from app.pages.text import FindSource, brackets, part_rows


def _no_picture(_chart: Chart) -> str:
    return ""


def page_html(page: Page, find: FindSource, picture: Callable[[Chart], str] = _no_picture) -> str:
    """The page as HTML for a QTextDocument, black on white. `picture` gives the HTML of a drawing."""
    body = [
        f"<h1>{escape(page.code)} <small>{escape(page.label)}</small></h1>",
        f"<p>As of {show_date(page.as_of)}</p><p>{escape(page.summary)}</p>",
        *(_section_html(section, find, page.as_of, picture) for section in page.sections),
        f"<p><small>{escape(CPT_NOTICE)}<br>{escape(DISCLAIMER)}</small></p>",
    ]
    return "".join(body)


def table_html(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """One table with a heading, for views that are a table."""
    table = _rows_html([tuple(heads), *map(tuple, rows)])
    return f"<h1>{escape(title)}</h1>{table}<p><small>{escape(CPT_NOTICE)}</small></p>"


def _section_html(section: Section, find: FindSource, on: date, picture: Callable[[Chart], str]) -> str:
    sources = escape(brackets(section.citations, find, on))
    body = [f"<h2>{escape(section.title)}<small>{sources}</small></h2>"]
    for part in section.parts:
        body += [picture(part)] if isinstance(part, Chart) else []
        body.append(_rows_html(list(part_rows(part, find, on))))
    return "".join(body)


def _rows_html(rows: Sequence[Sequence[str]]) -> str:
    cells = (
        "".join(f'<td style="padding:2px 10px 2px 0">{escape(cell)}</td>' for cell in row) for row in rows
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
