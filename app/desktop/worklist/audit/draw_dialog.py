"""The dialog of an audit sample: of which claims, how it is split, how large, and by which seed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from app.audit.design import Plan, read_codes, read_share
from app.audit.words import BY, say_frame
from app.audit.worklist import AuditSample
from app.batch.frame import FrameRules
from app.claims.worklist.store import Worklist
from app.coding.sentences import count_of
from app.desktop.claim.view import Message
from app.desktop.look.look import Look
from app.desktop.widgets.announcing import Announcer
from app.desktop.widgets.framed_dialog import add_foot, framed_page
from app.desktop.widgets.labels import make_button, make_default, make_heading, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.worklist.audit.sampler import Asked, Framed, Sampler

READING = "Reading the frame…"
NO_SEED = "Type a seed: any text. Whoever has it and the claims draws the same sample."
NO_SHARES = "Give shares above 0% and below 100%, such as 5% or 0.05."
NO_SIZE = "Give how many claims to draw."
NO_CODES = "Give codes of five characters with commas between, such as 77002, 77003."
_PLANNED, _COUNTED = 0, 1
_SEED, _PAUSE_MS = 64, 250
_WIDTH, _HEIGHT, _FIELD = 560, 720, 110


class DrawDialog(QDialog):
    """Signals: `opening_asked()` when a sample that was kept is wanted in place of a new one.

    What was drawn comes by the sampler's `drawn`; the dialog closes then.
    """

    opening_asked = Signal()

    def __init__(
        self, look: Look, worklist: Worklist, sampler: Sampler, part: str, parent: QWidget | None = None
    ) -> None:
        """`part` says which claims the filter shows, "" where it shows all."""
        super().__init__(parent)
        self.setWindowTitle("Audit sample")
        self._look, self._name, self._sampler, self._part = look, worklist.name, sampler, part
        self._all = tuple(worklist.lines)
        self._shown = tuple(worklist.lines[number - 1] for number in sorted(worklist.listing.shown()))
        self._framed = Framed()
        self.message = Message(look)
        self.scopes, self.ways = QButtonGroup(self), QButtonGroup(self)
        self.codes = QLineEdit(placeholderText="any")
        self.by = QComboBox()
        self.rate, self.precision, self.confidence = QLineEdit("5%"), QLineEdit("5%"), QLineEdit("95%")
        self.count = QLineEdit("40")
        self.seed = QLineEdit(maxLength=_SEED)
        self.frame_words = make_label("", "small", "text2", wrap=True)
        self.size_words = make_label("", "value", wrap=True)
        self.formula = make_label("", "small", "text2", wrap=True)
        self._announcer = Announcer(self.size_words)
        self.draw_button = make_default("Draw", self.draw, "primary")
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self._frame)
        self._lay_out(worklist.listing.claims(), worklist.listing.claims_shown())
        self._connect()
        self._change()
        self.seed.setFocus()

    def asked(self) -> Asked | str:
        """What is asked for by now, or what it lacks."""
        codes, wanted = read_codes(self.codes.text()), self._wanted()
        if codes is None:
            return NO_CODES
        if isinstance(wanted, str):
            return wanted
        lines = self._shown if self.scopes.checkedId() else self._all
        rules = FrameRules(frozenset(codes), self.by.currentData())
        return Asked(lines, rules, self.seed.text().strip(), wanted)

    def draw(self) -> None:
        """Draw what is designed."""
        found, design = self._framed.found, self._framed.design
        if found is None or design is None or not self.draw_button.isEnabled():
            return
        self.draw_button.setEnabled(False)
        self.message.hide()
        name = f"{self._name} ({self._part})" if self.scopes.checkedId() else self._name
        self._sampler.draw(name, found, design, self._all)

    def reject(self) -> None:
        """Break off what goes on, and close."""
        self._sampler.stop()
        super().reject()

    def _wanted(self) -> int | Plan | str:
        if self.ways.checkedId() == _COUNTED:
            typed = self.count.text().strip().replace(",", "")
            return int(typed) if typed.isascii() and typed.isdigit() and int(typed[:9]) > 0 else NO_SIZE
        shares = [read_share(each.text()) for each in (self.rate, self.precision, self.confidence)]
        rate, precision, confidence = shares
        if rate is None or precision is None or confidence is None:
            return NO_SHARES
        return Plan(rate, precision, confidence)

    def _change(self) -> None:
        """Something else is asked for: it is designed once the user pauses."""
        planned = self.ways.checkedId() == _PLANNED
        for field in (self.rate, self.precision, self.confidence):
            field.setEnabled(planned)
        self.count.setEnabled(not planned)
        self.draw_button.setEnabled(False)
        self._framed = Framed()
        self._later.start()

    def _frame(self) -> None:
        asked = self.asked()
        if isinstance(asked, str):
            self._say_size(asked)
            return
        self.frame_words.setText(self.frame_words.text() or READING)
        self._sampler.frame(asked)

    def _take(self, framed: Framed) -> None:
        self._framed = framed
        if framed.found is not None:
            self.frame_words.setText(say_frame(framed.found.frame))
        design = framed.design
        if design is None or framed.found is None:
            self._say_size(framed.problem)
            return
        universe = len(framed.found.frame.digests)
        sizes = framed.found.frame.sizes.items()
        parts = ", ".join(f"{name} {design.sizes[name]:,} of {of:,}" for name, of in sizes)
        words = f"{count_of(design.size, 'claim')} of {universe:,}{f': {parts}' if design.by else ''}"
        self._say_size(words if design.seed else f"{words}. {NO_SEED}", framed.how)
        self.draw_button.setEnabled(bool(design.seed))

    def _say_size(self, words: str, how: str = "") -> None:
        self.size_words.setText(words)
        self.formula.setText(how)
        self.formula.setVisible(bool(how))
        self._announcer.say(words)

    def _show_progress(self, done: int) -> None:
        self._say_size(f"Looking at claim {done:,}…")

    def _close(self, _sample: AuditSample) -> None:
        self.accept()

    def _fail(self, why: str) -> None:
        self.message.say(why)
        self.draw_button.setEnabled(True)

    def _connect(self) -> None:
        for field in (self.codes, self.rate, self.precision, self.confidence, self.count, self.seed):
            field.textChanged.connect(lambda _text: self._change())
        self.by.currentIndexChanged.connect(lambda _index: self._change())
        for group in (self.scopes, self.ways):
            group.idToggled.connect(lambda _id, on: self._change() if on else None)
        self._sampler.framed.connect(self._take)
        self._sampler.progressed.connect(self._show_progress)
        self._sampler.drawn.connect(self._close)
        self._sampler.failed.connect(self._fail)

    def _lay_out(self, claims: int, shown: int) -> None:
        px = self._look.px
        inside = framed_page(self, self._look, self.message, 6)
        inside.addWidget(make_heading("Frame", "section", 2))
        inside.addWidget(self._radio(self.scopes, 0, f"All {count_of(claims, 'claim')}"))
        some = self._radio(self.scopes, 1, f"The {shown:,} shown by the filter")
        some.setEnabled(bool(self._part) and shown > 0)
        inside.addWidget(some)
        self.scopes.button(int(some.isEnabled())).setChecked(True)
        self.by.addItem("Not split", None)
        for by, words in BY.items():
            self.by.addItem(words.capitalize(), by)
        inside.addLayout(self._form(("Only with one of the codes", self.codes), ("Split by", self.by)))
        inside.addWidget(self.frame_words)
        inside.addSpacing(px(10))
        inside.addWidget(make_heading("Size", "section", 2))
        inside.addWidget(self._radio(self.ways, _PLANNED, "That the precision takes"))
        inside.addLayout(
            self._form(
                ("Expected in error", self.rate),
                ("Precision to each side", self.precision),
                ("Confidence, two-sided", self.confidence),
            )
        )
        inside.addWidget(self._radio(self.ways, _COUNTED, "So many claims"))
        inside.addLayout(self._form(("Claims to draw", self.count)))
        self.ways.button(_PLANNED).setChecked(True)
        inside.addSpacing(px(10))
        inside.addWidget(make_heading("Draw", "section", 2))
        inside.addLayout(self._form(("Seed", self.seed)))
        inside.addWidget(self.size_words)
        inside.addWidget(self.formula)
        inside.addStretch(1)
        kept = make_button("Open a kept sample…", "quiet", self.opening_asked.emit)
        cancel = make_button("Cancel", "", self.reject)
        add_foot(self, self._look, (kept,), (cancel, self.draw_button))
        first_size(self, px(_WIDTH), px(_HEIGHT))

    def _form(self, *rows: tuple[str, QWidget]) -> QFormLayout:
        px = self._look.px
        form = QFormLayout()
        form.setContentsMargins(px(24), 0, 0, 0)
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(6))
        for text, widget in rows:
            widget.setAccessibleName(text)
            label = make_label(text)
            label.setBuddy(widget)
            if widget in (self.rate, self.precision, self.confidence, self.count):
                widget.setMaximumWidth(px(_FIELD))
            form.addRow(label, widget)
        return form

    def _radio(self, group: QButtonGroup, at: int, text: str) -> QRadioButton:
        button = QRadioButton(text)
        group.addButton(button, at)
        return button
