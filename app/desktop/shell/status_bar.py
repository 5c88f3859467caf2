"""The status bar.

Editions and their age at the left, one message for a while, the CPT notice at the right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStatusBar, QWidget

from app.coding.words import CPT_NOTICE_SHORT
from app.desktop.look.look import Look
from app.desktop.look.shapes import STATE_WORDS
from app.desktop.widgets.elided_label import ElidedLabel
from app.desktop.widgets.eliding import elide_parts, keeps_a_part
from app.desktop.widgets.labels import make_button, make_label

if TYPE_CHECKING:
    from app.desktop.status import StatusPiece

_MESSAGE_MS = 6000
_SAYING_MS = 1000
HEIGHT = 27
_PIECE = 22
_WARNED = 80
"""Pixels for the first words of a warning."""
_OFF = "\u2009"
"""A thin space that keeps the words off the shape."""
_EDGES = 12
"""Pixels that Qt keeps at both ends of the bar."""


class PieceButton(QPushButton):
    """A piece of the status bar; in little room it loses parts and words from the right, its tooltip none.

    `short`: what stands there instead where no more than that has room.
    `with_words`: it is never cut down to its shape, since a tick alone would speak for what it is not of.
    """

    def __init__(
        self, text: str, act: Callable[[], object], *, short: str = "", with_words: bool = False
    ) -> None:
        super().__init__(text)
        self._text = text
        self._short = short
        self.with_words = with_words
        self._least = 0
        self.setProperty("kind", "status")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked: act())

    def sizeHint(self) -> QSize:
        """As wide as the whole text, however it is cut now."""
        hint = super().sizeHint()
        metrics = self.fontMetrics()
        hint.setWidth(
            hint.width() + metrics.horizontalAdvance(self._text) - metrics.horizontalAdvance(self.text())
        )
        return hint

    def minimumSizeHint(self) -> QSize:
        """Its shape, or a few letters with it."""
        height = self.sizeHint().height()
        least = 4 * height if self.with_words else height + 4
        return QSize(min(self.sizeHint().width(), max(least, self._least)), height)

    def short_width(self) -> int:
        """How wide it is in its short words; 0 without any."""
        metrics = self.fontMetrics()
        around = self.sizeHint().width() - metrics.horizontalAdvance(self._text)
        return around + metrics.horizontalAdvance(self._short) if self._short else 0

    def keep(self, width: int) -> None:
        """Be cut to no less than this width, in pixels; 0 for the least there is."""
        if width != self._least:
            self._least = width
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the room there is."""
        super().resizeEvent(event)
        lacking = self.sizeHint().width() - self.width()
        room = self.fontMetrics().horizontalAdvance(self._text) - lacking
        # Advances are whole pixels: a text in a room of its own rounded width would still be cut.
        advance = self.fontMetrics().horizontalAdvance
        cut = self._text if lacking <= 0 else elide_parts(self._text, advance, room)
        if lacking > 0 and not keeps_a_part(self._text, cut) and 0 < advance(self._short) <= room:
            cut = self._short
        if cut != self.text():
            self.setText(cut)


class NeedlepointStatusBar(QStatusBar):
    """Signals: asked(what the piece that was pressed leads to)."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pieces: tuple[StatusPiece, ...] = ()
        self.setSizeGripEnabled(False)
        holder = QWidget()
        # What a piece keeps follows from the width of the window, and must not hold the window to it.
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(holder)
        self._row.setContentsMargins(look.px(10), 0, look.px(16), 0)
        self._row.setSpacing(look.px(12))
        self._left = QHBoxLayout()
        self._left.setSpacing(look.px(10))
        self._message = QHBoxLayout()
        self._words = ElidedLabel("caption", "text2")
        self._message.addWidget(self._words)
        self._message.addStretch(1)
        self._action: QPushButton | None = None
        self.notice = make_label(CPT_NOTICE_SHORT, "caption", "text2")
        self._row.addLayout(self._left)
        self._row.addLayout(self._message, 1)
        self._row.addWidget(self.notice)
        self.addWidget(holder, 1)
        self._message_timer = QTimer(self, singleShot=True, interval=_MESSAGE_MS)
        self._message_timer.timeout.connect(self.clear_words)
        # Said once a dialog that led to it has gone: while windows change, Orca leaves such words out.
        self._say_soon = QTimer(self, singleShot=True, interval=_SAYING_MS)
        self._say_soon.timeout.connect(self._say)
        look.changed.connect(self._rebuild)
        self._rebuild()

    def show_pieces(self, pieces: list[StatusPiece]) -> None:
        """Show what is known of the editions."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self._rebuild()

    def say(self, text: str, way: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a message for six seconds, with one way on, as in "Saved case.pdf · Show in folder"."""
        self.clear_words()
        self._show_words(text)
        self._say_soon.start()
        if way and act:
            self._action = make_button(way, "status", act)
            self._message.insertWidget(1, self._action)
            self._share_out()
        self._message_timer.start()

    def _say(self) -> None:
        from app.desktop.widgets.announcing import announce  # the first frame says nothing

        if self.words():
            announce(self, self.words())

    def show_progress(self, text: str) -> None:
        """Show background work for as long as it runs; "" ends it."""
        self._message_timer.stop()
        self.clear_words()
        self._show_words(text)

    def words(self) -> str:
        """The message that is shown."""
        return self._words.text()

    def texts(self) -> list[str]:
        """The pieces as text."""
        return [piece.text for piece in self._pieces]

    def clear_words(self) -> None:
        """Take the message away."""
        self._show_words("")
        if self._action:
            self._action.deleteLater()
            self._action = None
            self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The message keeps its share."""
        super().resizeEvent(event)
        self._show_words(self.words())

    def _show_words(self, text: str) -> None:
        """Show a message whole as far as a third of the bar goes; the pieces come back after it."""
        self._words.setText(text)
        self._words.setMinimumWidth(min(self._words.sizeHint().width(), self.width() // 3) if text else 0)
        self._share_out()

    def _share_out(self) -> None:
        """What was not checked stays readable: the other pieces are cut first, to a shape or few letters."""
        buttons = [item.widget() for at in range(self._left.count()) if (item := self._left.itemAt(at))]
        pieces = [each for each in buttons if isinstance(each, PieceButton)]
        for piece in pieces:
            piece.keep(0)
        taken = sum(each.minimumSizeHint().width() + self._left.spacing() for each in pieces)
        margins = self._row.contentsMargins()
        taken += margins.left() + margins.right() + 2 * self._row.spacing() + _EDGES
        taken += self.notice.sizeHint().width() + self._words.minimumWidth()
        taken += self._action.sizeHint().width() + self._message.spacing() if self._action else 0
        spare = _give_short(pieces, max(0, self.width() - taken))
        lacking = [each for each, shown in zip(pieces, self._pieces, strict=True) if shown.state == "none"]
        for piece in lacking:
            least = piece.minimumSizeHint().width()
            piece.keep(least + spare)
            spare = max(0, spare - (piece.sizeHint().width() - least))
        for piece in pieces:
            if (
                piece.with_words and spare > _WARNED
            ):  # so that a tick says of what it is one, once a warning has its first words
                piece.keep(piece.minimumSizeHint().width() + (spare - _WARNED) // 2)

    def _rebuild(self) -> None:
        while (item := self._left.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for piece in self._pieces:
            act = partial(self.asked.emit, piece.leads_to)
            button = PieceButton(
                f"{_OFF}{piece.text}",
                act,
                short=piece.short and f"{_OFF}{piece.short}",
                with_words=piece.state in (None, "ok"),
            )
            button.setAccessibleName(
                f"{STATE_WORDS[piece.state]}: {piece.text}" if piece.state else piece.text
            )
            if piece.state:
                button.setIcon(self._look.shape(piece.state, 14))
                button.setIconSize(self._look.icon_size(14))
            leads = ". Editions (Ctrl+E)" if piece.leads_to == "editions" else ""
            button.setToolTip(f"{piece.text}{leads}")
            self._left.addWidget(button)
        self._share_out()
        # Qt keeps three pixels above what is in it and two below, at any zoom.
        self.setFixedHeight(max(self._look.px(HEIGHT), self._look.px(_PIECE) + 5))


def _give_short(pieces: Sequence[PieceButton], spare: int) -> int:
    """Let each piece keep its short words as far as the room goes, in pixels; returns what is left of it."""
    for piece in pieces:
        more = piece.short_width() - piece.minimumSizeHint().width()
        if 0 < more <= spare:
            piece.keep(piece.short_width())
            spare -= more
    return spare
