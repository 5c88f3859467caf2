"""The center of "Check a claim": the form on a page that scrolls, messages above it, the menu of a line."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.claims.draft_lines import write_line
from app.coding.words import Severity
from app.desktop.claim.form import ClaimForm, FormBlocks
from app.desktop.claim.reading import Reading
from app.desktop.look.look import Look
from app.desktop.widgets.announcing import announce
from app.desktop.widgets.dropping import take_copy
from app.desktop.widgets.labels import IconButton, make_button, make_label
from app.desktop.widgets.scrolled import Ground

FORM_WIDTH = 880
_MARGIN, _NEAR = 24, 8


class Message(QFrame):
    """What went wrong, what still holds and what to do, in place; with a button for each way on."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._actions: list[QPushButton] = []
        self._severity: Severity = "error"
        self._passes = False
        self.setObjectName("claimMessage")
        self._mark = QLabel()
        self._words = make_label("", wrap=True)
        dismiss = IconButton(look, "dismiss", "Dismiss this message")
        dismiss.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.px(12), look.px(6), look.px(6), look.px(6))
        self._row.setSpacing(look.px(8))
        self._row.addWidget(self._mark)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(dismiss)
        look.changed.connect(self._refresh)
        self._refresh()
        self.hide()

    def say(
        self,
        sentence: str,
        ways: Sequence[tuple[str, Callable[[], object]]] = (),
        severity: Severity = "error",
        *,
        passes: bool = False,
    ) -> None:
        """Show a sentence and a button for each (text, what it does); pressing one takes the message away.

        With `passes` it holds of the claim as it stands, and `pass_by` takes it away too.
        """
        self._severity, self._passes = severity, passes
        self.setProperty("severity", severity)
        self.style().unpolish(self)
        self.style().polish(self)
        self._refresh()
        for button in self._actions:
            button.deleteLater()
        self._actions = []
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        announce(self, sentence, urgent=severity == "error")
        for text, act in ways:
            button = make_button(text)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _=False, act=act: act())
            self._row.insertWidget(self._row.count() - 1, button)
            self._actions.append(button)
        self.show()

    def pass_by(self) -> None:
        """The claim is another: take away a message that held of the one before."""
        if self._passes:
            self.hide()

    def text(self) -> str:
        """The sentence shown, "" when there is none."""
        return "" if self.isHidden() else self._words.text()

    def press(self, text: str) -> None:
        """Press the button with this text."""
        next(button for button in self._actions if button.text() == text).click()

    def _refresh(self) -> None:
        self._mark.setPixmap(self._look.shape(self._severity, 16))


class SteadyScroll(QScrollArea):
    """A scroll area whose page keeps its width: the room of the scroll bar stays free while there is none."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar has come or gone, or the area has another size."""
        page: QWidget | None = self.widget()  # there is none yet while the area is made
        layout = page.layout() if page else None
        if layout is not None:
            room = self.verticalScrollBar().sizeHint().width()
            taken = self.width() - self.viewport().width()
            layout.setContentsMargins(0, 0, max(0, room - taken), 0)
        super().resizeEvent(event)


class ClaimView(QWidget):
    """The form with its scroll area. Signals: `dropped(str)` with the path of a file dropped on it."""

    dropped = Signal(str)

    def __init__(
        self,
        look: Look,
        blocks: FormBlocks,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._is_fresh = False
        self.setAcceptDrops(True)
        self.message = Message(look, self)
        self.page_scroll = SteadyScroll(self)
        self.page_scroll.setWidgetResizable(True)
        self.page_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.page_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.page_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = Ground(look)
        self.page_scroll.setWidget(page)
        self.form = ClaimForm(look, blocks, today, page)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.form, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message)
        column.addWidget(self.page_scroll, 1)
        self.form.pointed.connect(self._show_rect)
        self.form.changed.connect(self.message.pass_by)
        self.form.lines.view.menu_asked.connect(lambda place: make_line_menu(self.form).popup(place))
        look.changed.connect(self._fit)
        self._fit()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def show_top(self) -> None:
        """Show a claim that was opened from its top; the keyboard waits below its lines until it is used."""
        self._is_fresh = True
        self.page_scroll.verticalScrollBar().setValue(0)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show where the keyboard is, once the form is laid out."""
        if now is not None and self.form.isAncestorOf(now):
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self.form.isAncestorOf(now):
            return
        if self._is_fresh and now is self.form.lines.view:
            return
        rect = now.rect()
        if isinstance(now, QAbstractItemView) and now.currentIndex().isValid():
            rect = now.visualRect(now.currentIndex()).translated(now.viewport().pos())
        inside = QRect(now.mapTo(self.form, rect.topLeft()), rect.size())
        self._show_rect(inside, self._look.px(_NEAR))

    def tell_reading(self, reading: Reading) -> None:
        """Say all of how the claim in the form was read, above it."""
        self.message.say(" ".join(reading.sentences()), severity=reading.severity())

    def _show_rect(self, rect: QRect, room: int = -1) -> None:
        """Scroll as little as shows a part of the form and `room` around it, by default a page's margin."""
        self._is_fresh = False
        room = self._look.px(_MARGIN) if room < 0 else room
        self.page_scroll.ensureVisible(
            rect.center().x(), rect.center().y(), rect.width() // 2 + room, rect.height() + room
        )

    def _fit(self) -> None:
        self.form.setMaximumWidth(self._look.px(FORM_WIDTH))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file: a claim or an exported checklist."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass the path on."""
        self.dropped.emit(event.mimeData().urls()[0].toLocalFile())
        take_copy(event)


def make_line_menu(form: ClaimForm) -> QMenu:
    """The menu of the current line: what keys and the Claim menu do. It deletes itself when it is closed."""
    row, lines = form.lines.view.current_row(), form.draft().lines
    here = row < len(lines)
    clipboard = QGuiApplication.clipboard()
    menu = QMenu(form)
    menu.aboutToHide.connect(menu.deleteLater)
    entries = (
        ("Copy line", "", here, lambda: clipboard.setText(write_line(lines[row]))),
        ("Paste lines", "Ctrl+V", bool(clipboard.text()), lambda: form.paste(clipboard.text())),
        ("Remove line", "Ctrl+Del", here, form.remove_current_line),
        ("Move line up", "Alt+Up", here and row > 0, lambda: form.move_current_line(-1)),
        ("Move line down", "Alt+Down", row < len(lines) - 1, lambda: form.move_current_line(1)),
    )
    for text, keys, usable, act in entries:
        action = QAction(text, menu)
        # The key is shown only: the window's own command answers it.
        action.setText(f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
        action.setEnabled(usable)
        action.triggered.connect(lambda _=False, act=act: act())
        menu.addAction(action)
    return menu
