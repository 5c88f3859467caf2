"""The sources of a flag, each with a button that copies its citation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.coding.dates import show_date
from app.coding.sources import Citation, Source, name_source
from app.coding.words import BASES
from app.desktop.look.look import Look
from app.desktop.widgets.citations import copy_citations
from app.desktop.widgets.labels import IconButton, make_label
from app.pages.text import FindSource


class SourceRow(QWidget):
    """A source of the flag: its name with the locator, its basis and dates, and a button that copies it."""

    def __init__(self, look: Look, citation: Citation, find: FindSource) -> None:
        super().__init__()
        source = find(citation)
        title = citation.title if source is None else source.title
        name = make_label(
            ", ".join(filter(None, (name_source(title, citation.edition), citation.locator))),
            tone="text2",
            wrap=True,
        )
        copy = IconButton(look, "copy", f"Copy citation: {citation.title}")
        copy.clicked.connect(lambda: copy_citations((citation,), find))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(make_label(_standing(source, citation), "caption", "text2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)


def _standing(source: Source | None, citation: Citation) -> str:
    """Basis and dates: "CMS edit · in force 01/01/2017 to date"."""
    if source is None:
        return citation.edition
    dates = (
        f"in force {show_date(source.first)} to {show_date(source.last) if source.last else 'date'}"
        if source.first
        else f"read {show_date(source.read)}"
    )
    return " · ".join((BASES[source.basis], dates))
