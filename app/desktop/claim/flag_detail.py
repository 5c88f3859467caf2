"""The selected flag in full: why, what clears it, the edit it offers, what was decided, and its sources."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.claims.primaries import PrimaryChoice
from app.coding.dates import show_date
from app.coding.dispositions import Disposition
from app.coding.findings import Flag
from app.coding.page_key import page_key
from app.coding.sources import Citation, Source, name_source
from app.coding.words import BASES
from app.desktop.claim.disposing import DispositionMenu, ReasonField
from app.desktop.claim.flags_model import place_words
from app.desktop.claim.primary_popover import PrimaryPopover
from app.desktop.look.look import Look
from app.desktop.widgets.citations import copy_citations
from app.desktop.widgets.labels import IconButton, make_button, make_hairline, make_heading, make_label
from app.pages.text import FindSource

_EDGE = 16


class FlagDetail(QScrollArea):
    """One flag at a time.

    Signals: `edit_asked(Edit)`, `primary_picked(Flag, str)` with a code, `go_asked(Flag)`, `page_asked(str)`
    with a page key, `disposed(Flag, State, str)` with the reason.
    """

    edit_asked = Signal(object)
    primary_picked = Signal(object, str)
    go_asked = Signal(object)
    page_asked = Signal(str)
    disposed = Signal(object, str, str)

    def __init__(self, look: Look, find: FindSource, primaries: Callable[[Flag], PrimaryChoice]) -> None:
        super().__init__()
        self._look = look
        self._find = find
        self._primaries_of = primaries
        self._choice = PrimaryChoice()
        self._flag: Flag | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page = QWidget()
        page.setProperty("surface", "page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(page)
        self._title = make_heading("", "value", 3, wrap=True)
        self._id = make_label("", "small", "text3")
        self._rule = make_button("", "link", self._ask_page)
        self.menu = DispositionMenu()
        self._reason = ReasonField(self.menu)
        self._message = make_label("", wrap=True)
        self._why = make_label("", "", "text2", wrap=True)
        self._clear = make_label("", "", "text2", wrap=True)
        self._edit = make_button("", "", self.make_edit)
        self.choose = make_button("Choose a primary…", "", self._choose_primary)
        self._go = make_button("", "", self._ask_go)
        self._below_head = QHBoxLayout()
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sources = QVBoxLayout()
        self._rows: list[SourceRow] = []
        self._reason.decided.connect(self.disposed)
        self.menu.picked.connect(self._picked)
        self._lay_out(page)

    def flag(self) -> Flag | None:
        """The flag shown."""
        return self._flag

    def commit(self) -> None:
        """Take a reason that is still being typed for the flag shown."""
        self._reason.commit()

    def show_flag(self, flag: Flag | None, title: str = "", disposition: Disposition | None = None) -> None:
        """Show a flag, or nothing."""
        changed = flag != self._flag
        self._flag = flag
        self._page.setVisible(flag is not None)
        self._reason.show_flag(flag, disposition)
        self._choice = self._primaries_of(flag) if flag else PrimaryChoice()
        self.choose.setVisible(bool(self._choice.primaries))
        if flag is None or not changed:
            self._place_buttons()  # the words of the disposition are of another width
            return
        self._title.setText(title)
        self._id.setText(flag.id)
        self._rule.setToolTip(f"Open the page of {flag.rule}")
        self._rule.setAccessibleName(f"Rule {flag.rule}")
        for label, text in ((self._message, flag.message), (self._why, flag.why)):
            label.setText(text)
            label.setVisible(bool(text) and (label is self._message or text != flag.message))
        self._clear.setText(f"To clear: {flag.remedy[:1].lower()}{flag.remedy[1:]}")
        self._clear.setVisible(bool(flag.remedy))
        self._edit.setVisible(flag.edit is not None)
        if flag.edit is not None:
            self._edit.setText(flag.edit.label)
            self._edit.setToolTip("Alt+Enter")
        self.choose.setToolTip("" if flag.edit else "Alt+Enter")
        self._go.setText(f"Go to {place_words(flag)}")
        self._go.setVisible(flag.line is not None or flag.field is not None)
        self._place_buttons()
        self._show_sources(flag.citations)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons beside each other while there is room."""
        super().resizeEvent(event)
        self._place_buttons()

    def make_edit(self) -> None:
        """Ask for the offered edit; where only a choice is offered, open it."""
        if self._flag is not None and self._flag.edit is not None:
            self.edit_asked.emit(self._flag.edit)
        elif self._choice.primaries:
            self._choose_primary()

    def _choose_primary(self) -> None:
        popover = PrimaryPopover(self._look, self._choice, self.choose)
        popover.picked.connect(lambda code: self.primary_picked.emit(self._flag, code))
        popover.show_by_owner(popover.field)

    def copy_sources(self) -> None:
        """Put all citations of the flag on the clipboard."""
        if self._flag is not None:
            copy_citations(self._flag.citations, self._find)

    def _ask_page(self) -> None:
        if self._flag is not None:
            self.page_asked.emit(page_key("rule", self._flag.rule))

    def _picked(self, _state: str) -> None:
        """A field for the reason may have come out of sight: scroll to it once it has its place."""
        self._place_buttons()
        QTimer.singleShot(0, self, self._show_reason)

    def _show_reason(self) -> None:
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self._reason.isAncestorOf(focused):
            self.ensureWidgetVisible(self._reason)

    def _ask_go(self) -> None:
        self.go_asked.emit(self._flag)

    def _place_buttons(self) -> None:
        """Put the name of the rule beside its id and menu, and the buttons beside or below each other."""
        if self._flag is not None:
            px = self._look.px
            taken = self._id.sizeHint().width() + self.menu.sizeHint().width() + px(2 * _EDGE + 3 * 4 + 8)
            room = self.viewport().width() - taken
            self._rule.setText(self._flag.rule)
            self._put_rule(beside=self._rule.sizeHint().width() <= room)
        shown = [button for button in (self._edit, self.choose, self._go) if not button.isHidden()]
        needed = sum(button.sizeHint().width() for button in shown) + self._look.px(8 + 2 * _EDGE)
        fits = needed <= self.viewport().width()
        directions = QBoxLayout.Direction
        self._buttons.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def _put_rule(self, *, beside: bool) -> None:
        """The name of the rule beside its id, or whole in a row of its own."""
        if beside != (self._head.indexOf(self._rule) >= 0):
            self._head.removeWidget(self._rule)
            self._below_head.removeWidget(self._rule)
            if beside:
                self._head.insertWidget(1, self._rule)
            else:
                self._below_head.addWidget(self._rule, 0, Qt.AlignmentFlag.AlignLeft)

    def _lay_out(self, page: QWidget) -> None:
        px = self._look.px
        head = self._head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self._id)
        head.addWidget(self._rule)
        head.addStretch(1)
        head.addWidget(self.menu)
        self._buttons.setSpacing(px(8))
        for button in (self._edit, self.choose, self._go):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(px(_EDGE), px(12), px(_EDGE), px(12))
        column.setSpacing(px(8))
        column.addWidget(self._title)
        column.addLayout(head)
        column.addLayout(self._below_head)
        for widget in (self._reason, self._message, self._why, self._clear):
            column.addWidget(widget)
        column.addLayout(self._buttons)
        column.addWidget(make_hairline())
        self._sources.setSpacing(px(8))
        column.addLayout(self._sources)
        column.addStretch(1)
        page.hide()

    def _show_sources(self, citations: Sequence[Citation]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [SourceRow(self._look, citation, self._find) for citation in citations]
        for row in self._rows:
            self._sources.addWidget(row)


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
        words.addWidget(make_label(_basis_and_dates(source, citation), "caption", "text2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)


def _basis_and_dates(source: Source | None, citation: Citation) -> str:
    """Basis and dates: "CMS edit · in force 01/01/2017 to date"."""
    if source is None:
        return citation.edition
    dates = (
        f"in force {show_date(source.first)} to {show_date(source.last) if source.last else 'date'}"
        if source.first
        else f"read {show_date(source.read)}"
    )
    return " · ".join((BASES[source.basis], dates))
