"""What leaves a page of Reference: text, citations, the whole page, and print."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.pages.block import Block
from app.desktop.widgets.citations import SourceTag, copy_citations
from app.pages.printed import page_html
from app.pages.text import page_text

if TYPE_CHECKING:
    from app.coding.pages import Page
    from app.desktop.pages.filter_table import FilterTableBlock
    from app.desktop.reference.view import ReferenceView

_Kind = TypeVar("_Kind", bound=QWidget)
_SHORT = 40


def copy(view: ReferenceView) -> None:
    """Copy the selection, else the link that has the focus, else the code."""
    page, block = view.page(), _focused(view, Block)
    text = (
        _selected_text(view)
        or (block.current_key() if block else "")
        or (page.code or page.label if page else "")
    )
    _to_clipboard(view, text, f"Copied {text}" if len(text) < _SHORT else "Copied the selection")


def copy_code_label(view: ReferenceView) -> None:
    """Copy "77002 label"."""
    page = view.page()
    if page:
        text = f"{page.code} {page.label}".strip()
        _to_clipboard(view, text, f"Copied {text}")


def copy_citation(view: ReferenceView) -> None:
    """Copy the citations of the rows that have the focus, else of the tag, else of the page's summary."""
    table, tag, page = _focused_table(view), _focused(view, SourceTag), view.page()
    if table:
        table.copy_citation()
        view.said.emit("Copied the citations")
        return
    sheet = view.pages.sheet()
    summary = page.summary_citations if page else ()
    tag = tag or (None if summary or sheet is None else sheet.findChild(SourceTag))
    if tag:
        tag.copy_citation()
    elif summary:
        copy_citations(summary, view.library.source)
    else:
        return
    view.said.emit("Copied the citation")


def copy_page(view: ReferenceView) -> None:
    """Copy the whole page as plain text with its sources."""
    page = _whole(view)
    if page:
        text = page_text(page, view.library.source)
        _to_clipboard(view, text, f"Copied the page of {page.code or page.label}")


def print_page(view: ReferenceView) -> None:
    """Print what is shown."""
    from app.desktop.charts.pictures import ChartPictures
    from app.desktop.widgets.printing import print_html

    page, charts = _whole(view), ChartPictures(view.look.family)
    html = (
        page_html(page, view.library.source, charts.add)
        if page
        else getattr(view.currentWidget(), "html", str)()
    )
    if not html:
        return
    try:
        print_html(html, view.window(), charts.images)
    except OSError as error:
        view.said.emit(f"The page was not printed: {error.strerror}.")


def _whole(view: ReferenceView) -> Page | None:
    """The page that is shown, with what its code pays."""
    page = view.page()
    return view.payments().fill(page) if page else None


def _selected_text(view: ReferenceView) -> str:
    """The text selected on the page, or ""."""
    sheet = view.pages.sheet()
    texts = (block.selected_text() for block in sheet.blocks()) if sheet else ()
    return next(filter(None, texts), "")


def _focused(view: ReferenceView, kind: type[_Kind]) -> _Kind | None:
    """The widget of a kind that has the focus on the page."""
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, kind) and view.pages.isAncestorOf(widget) else None


def _focused_table(view: ReferenceView) -> FilterTableBlock | None:
    """The working table that has the focus in it."""
    from app.desktop.pages.filter_table import FilterTableBlock

    widget, sheet = QApplication.focusWidget(), view.pages.sheet()
    tables = (block for block in sheet.blocks() if isinstance(block, FilterTableBlock)) if sheet else ()
    return next((table for table in tables if widget is not None and table.isAncestorOf(widget)), None)


def _to_clipboard(view: ReferenceView, text: str, words: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)
        view.said.emit(words)
