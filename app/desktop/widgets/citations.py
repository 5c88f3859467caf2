"""Source tags and their popover: a fact's authority, one keystroke away."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from app.coding.dates import show_date
from app.coding.sources import Citation, Source
from app.coding.words import BASES
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_button, make_hairline, make_label
from app.desktop.widgets.popover import Popover
from app.pages.text import FindSource, citation_text, tag_text

_WIDTH = 300
_PLACES = 6
_COPY_KEY = "Ctrl+Shift+C"
_KEYS = Qt.Key
_MOVING = (_KEYS.Key_Left, _KEYS.Key_Right, _KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_Home, _KEYS.Key_End)


def copy_citations(citations: Sequence[Citation], find: FindSource) -> None:
    """Put the citations on the clipboard, a line a source."""
    lines = [citation_text(item, find(item)) for item in merge_places(citations)]
    QGuiApplication.clipboard().setText("\n".join(lines))


def merge_places(citations: Sequence[Citation], most: int = 0) -> list[Citation]:
    """The citations with those of one source as one, its places after one another; `most` cuts long lists."""
    places: dict[Citation, list[str]] = {}
    for cited in citations:
        found = places.setdefault(msgspec.structs.replace(cited, locator=""), [])
        if cited.locator and cited.locator not in found:
            found.append(cited.locator)
    merged = []
    for source, found in places.items():
        cut = most and len(found) > most
        listed = [*found[: most - 1], f"{len(found) - most + 1} more rows"] if cut else found
        merged.append(msgspec.structs.replace(source, locator="; ".join(listed)))
    return merged


class SourceTag(QAbstractButton):
    """A boxed short name of the sources of a fact.

    Enter, Space or click opens the popover; Ctrl+Shift+C copies the citation without opening it. `note` is
    our one-sentence reading of the fact, `of` the fact in few words, for its name.
    """

    def __init__(
        self,
        look: Look,
        citations: Sequence[Citation],
        find: FindSource,
        parent: QWidget | None = None,
        note: str = "",
        of: str = "",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.citations = tuple(citations)
        self.source_of = find
        self.note = note
        self._open = False
        self.setText(tag_text(citations, find))
        self.setAccessibleName(f"Source of {of}: {self.text()}" if of else f"Source: {self.text()}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.show_popover)

    def sizeHint(self) -> QSize:
        """The text with six pixels at each side, in a box of 17."""
        width = self._look.metrics("caption").horizontalAdvance(self.text())
        return QSize(round(width) + self._look.px(14), self._look.px(17))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box and text; tinted under the pointer or while its popover is open, ringed with the focus."""
        look = self._look
        painter = QPainter(self)
        active = self._open or self.underMouse()
        ringed = self.hasFocus() or self._open
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("accent" if active or ringed else "line"))
        painter.setBrush(look.color("select" if active else "page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.hasFocus():
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 2, 2)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text" if active else "text2"))
        room = self.rect().adjusted(look.px(6), 0, -look.px(6), 0)
        text = look.metrics("caption").elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does; by arrows, Home and End its block goes to another one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _MOVING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy_citation(self) -> None:
        """Put the citation on the clipboard."""
        copy_citations(self.citations, self.source_of)

    def show_popover(self) -> None:
        """Open the popover below (or above) the tag."""
        popover = SourcePopover(self._look, self)
        self._open = True
        self.update()
        popover.destroyed.connect(self._closed)
        popover.show_by_owner(popover.button)

    def _closed(self) -> None:
        self._open = False
        self.update()


class SourcePopover(Popover):
    """The sources of a fact: basis, title, edition, dates, our reading; copied by button or Ctrl+Shift+C."""

    def __init__(self, look: Look, tag: SourceTag) -> None:
        super().__init__(look, tag, _WIDTH)
        self.setAccessibleName(tag.accessibleName())
        self._tag = tag
        self._said: list[str] = []
        for index, citation in enumerate(merge_places(tag.citations, _PLACES)):
            if index:
                self.column.addWidget(make_hairline())
            self._add_citation(citation)
        if tag.note:
            self.column.addWidget(self._label(tag.note, "small", "text2"))
        self.button = make_button("Copy citation", "small", self._copy)
        self.button.setAccessibleDescription("\n".join(self._said))
        foot = QHBoxLayout()
        foot.setContentsMargins(0, look.px(4), 0, 0)
        foot.setSpacing(look.px(8))
        foot.addWidget(self.button)
        key = QKeySequence(_COPY_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        foot.addWidget(make_label(key, "caption", "text3"), 1)
        self.column.addLayout(foot)

    def _add_citation(self, citation: Citation) -> None:
        source = self._tag.source_of(citation)
        if source:
            head = QHBoxLayout()
            head.addWidget(self._label(f"{BASES[source.basis]} · {source.publisher}", "caption", "text3"), 1)
            state = make_label(self._hear(_state(source)), "caption", "text3")
            head.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(head)
        self.column.addWidget(self._label(citation.title, "value"))
        for line in _details(citation, source):
            self.column.addWidget(self._label(line, "small", "text2"))

    def _label(self, text: str, look: str, tone: str = "") -> QLabel:
        return make_label(self._hear(text), look, tone, wrap=True)

    def _hear(self, text: str) -> str:
        """Let a text be said with the button that has the keyboard: nothing else here takes it."""
        self._said.append(text)
        return text

    def _copy(self) -> None:
        self._tag.copy_citation()
        self.close()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Shift+C copies here too: a popup has no menu bar."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            copying = QKeySequence(event.keyCombination()) == QKeySequence(_COPY_KEY)
            if copying:
                self._copy()
                return True
        return super().event(event)


def _state(source: Source) -> str:
    """The source's place in time: a closed range, an edition in force, or the day it was read."""
    if source.last:
        return f"to {show_date(source.last)}"
    return "in force" if source.first else f"read {show_date(source.read)}"


def _details(citation: Citation, source: Source | None) -> list[str]:
    where = " · ".join(filter(None, (citation.edition, citation.locator)))
    if source is None:
        return [where] if where else []
    dates = [f"In force from {show_date(source.first)}"] if source.first else []
    if source.last:
        dates.append(f"to {show_date(source.last)}")
    if source.imported:
        dates.append(f"imported {show_date(source.imported)}")
    elif source.published:
        dates.append(f"published {show_date(source.published)}")
    confidence = "" if source.confidence == "high" else f"Confidence: {source.confidence}"
    lines = [where, ", ".join(dates), confidence, source.note]
    return [line for line in lines if line]
