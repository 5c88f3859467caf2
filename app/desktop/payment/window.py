"""What the claim in the form pays under Medicare: an amount a line, its steps, all localities beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.checklist.wording import source_line
from app.coding.claim import Claim
from app.coding.errors import InputError, InstallationError
from app.coding.library import Names, RateSource
from app.coding.locality_names import localities_offered
from app.coding.payment_rows import Gpci
from app.coding.series import SeriesName
from app.desktop.claim.code_completions import CodeCompleter
from app.desktop.claim.view import Message
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look.look import Look
from app.desktop.payment.edits import OfferedEdits
from app.desktop.payment.places import PLACE_SETTING, is_one_place, to_remember
from app.desktop.payment.strip import SpreadStrip
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.framed_dialog import Kept, frame_column
from app.desktop.widgets.labeled import labeled
from app.desktop.widgets.labels import make_button, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.plain_table import fill_table, plain_table
from app.desktop.widgets.read_only_text import read_only_text
from app.payment.benchmarks import strip_of
from app.payment.difference import Difference, difference_of
from app.payment.locality import EXAMPLES, Where, counties_by_key
from app.payment.paying import pay
from app.payment.record import SETTINGS, Payment, PaymentSetting
from app.payment.spread import Spread, spread_of
from app.payment.wording import amount_of, name_of, points_of, total_of

_SIZE = (860, 640)
_PAUSE_MS = 200
_TABLE_LEAST, _STEPS_LEAST = 104, 96
_PAID_BY: Mapping[PaymentSetting, tuple[SeriesName, ...]] = {
    "professional": ("pfs-rvu", "pfs-gpci"),
    "hospital": ("opps-b",),
    "asc": ("asc-aa",),
}
"""The tables without which a setting has no amount at all."""
_HEADS = ("Line", "Code", "Units", "Pays", "Why not")
_LINE, _CODE, _UNITS, _PAYS, _WHY = range(5)
NO_LINES = "There is no claim to pay: type or open one first."


class PaymentWindow(QDialog):
    """Pays as the claim, the place and the setting change. `library` is the one of the moment.

    Signals: `import_asked()` where a table that an amount follows from is not on the shelf for the date.
    """

    import_asked = Signal()

    def __init__(
        self,
        look: Look,
        workspace: ClaimWorkspace,
        library: Callable[[], RateSource],
        store: UserDataStore,
        parent: QWidget | None = None,
        *,
        default_locality: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("What it pays")
        self._look = look
        self._workspace = workspace
        self._library = library
        self._store = store
        self._default = default_locality
        self.payment: Payment | None = None
        self._claim: Claim | None = None
        self.message = Message(look, self)
        self._make_fields()
        self.table = plain_table("What each line pays", _HEADS, wrap=True)
        self.head = make_label("", "value", wrap=True)
        self.total = make_label("", "section", wrap=True)
        self.edits = OfferedEdits(look)
        self.get = make_button("Import…", "", self.import_asked.emit)
        self.get.setAccessibleName("Import what an amount of these lines follows from")
        self.steps = read_only_text("Steps and sources of the line")
        self.strip = SpreadStrip(look)
        self.spread = make_label("", "small", "text2", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.refresh()

    def _make_fields(self) -> None:
        self.place = QLineEdit(self._store.setting(PLACE_SETTING, self._default))
        self.place.setPlaceholderText(EXAMPLES)
        self.place.setAccessibleName("ZIP code or payment locality")
        CodeCompleter(self._look, self.place, self._offered, self._locality_name)
        self.setting = QComboBox()
        self.setting.addItem("As the claim says", None)
        for key, words in SETTINGS.items():
            self.setting.addItem(words, key)

    def refresh(self) -> None:
        """Pay the claim as it stands; a sentence in place where there is none that can be read."""
        self._pause.stop()
        try:
            claim = self._workspace.form.claim()
            if not claim.lines:
                raise InputError(NO_LINES)
            self._claim = claim
            self.payment = pay(
                self._placed(claim), self._library(), default_locality=self._place(), setting=self._setting()
            )
        except (InputError, InstallationError) as error:
            self._claim = self.payment = None
            self.head.setText(str(error))
        self._show()

    def done(self, result: int) -> None:
        """Remember the place for the next time, also when Escape closes, which sends no close event."""
        if self._pause.isActive():
            self.refresh()
        typed, paid = self._place(), self.payment
        where = Where(paid.locality, choices=paid.choices) if paid else Where()
        if is_one_place(typed, where):
            self._store.set_setting(PLACE_SETTING, to_remember(typed, where.locality))
        super().done(result)

    def _place(self) -> str:
        return self.place.text().strip()

    def _offered(self, text: str) -> tuple[str, ...]:
        if self._claim is None:
            return ()
        rates = self._library().rates_on(self._claim.date_of_service)
        return localities_offered(text, rates.localities, lambda: counties_by_key(rates))

    def _locality_name(self, key: str) -> str:
        row = self._localities()[key]
        return f"{row.name.title()}, {row.state}"

    def _localities(self) -> Mapping[str, Gpci]:
        """Those of the date of the claim that was paid last."""
        return self._library().rates_on(self._claim.date_of_service).localities if self._claim else {}

    def _setting(self) -> PaymentSetting | None:
        chosen: PaymentSetting | None = self.setting.currentData()
        return chosen

    def _placed(self, claim: Claim) -> Claim:
        """The claim at the place that is typed here, which goes before its own."""
        return replace(claim, locality=None) if self._place() else claim

    def _show(self) -> None:
        payment = self.payment
        rows = [
            (str(line.line), name_of(line), str(line.units), amount_of(line), line.reason)
            for line in (payment.lines if payment else ())
        ]
        fill_table(self.table, rows, _CODE, (_UNITS, _PAYS))
        if payment is not None:
            self.head.setText(_head_of(payment))
        self.total.setText(f"Total {total_of(payment)}" if payment else "")
        self.get.setVisible(self._lacks_a_table())
        self._show_edits()
        self._show_line()

    def _lacks_a_table(self) -> bool:
        if self.payment is None or self._claim is None or not self.payment.unknown:
            return False
        rates = self._library().rates_on(self._claim.date_of_service)
        return not all(map(rates.has, _PAID_BY[self.payment.setting]))

    def _show_edits(self) -> None:
        """What each edit changes that a flag of the claim as it stands offers."""
        self.edits.show_differences(self._differences() if self._claim else ())

    def _differences(self) -> list[Difference]:
        review = self._workspace.review()
        if review is None or self._claim is None or not self._workspace.is_current():
            return []
        claim, library = self._placed(self._claim), self._library()
        offered = dict.fromkeys(flag.edit for flag in review.flags if flag.edit is not None)
        place, setting = self._place(), self._setting()
        return [
            difference_of(claim, edit, library, default_locality=place, setting=setting) for edit in offered
        ]

    def _show_line(self) -> None:
        """The steps of the current line, and what it pays elsewhere."""
        payment, row = self.payment, self.table.currentRow()
        if payment is None or row < 0:
            self.steps.setPlainText("")
            self._show_spread(Spread(), "")
            return
        reference: Names = self._workspace.library
        lines = []
        for text, cited in points_of(payment.lines[row]):
            lines += [text] if text else []
            lines += [f"    {source_line(cited, reference)}"] if cited is not None else []
        left_out = f"Not included: {'; '.join(payment.left_out)}."
        self.steps.setPlainText("\n".join((*lines, "", left_out)))
        known = payment.setting == "professional" and payment.lines[row].state == "paid"
        spread = spread_of(self._claim, self._library(), row + 1) if known and self._claim else Spread()
        self._show_spread(spread, payment.locality.key if payment.locality else "")

    def _show_spread(self, spread: Spread, chosen: str) -> None:
        strip = strip_of("", spread, chosen)
        self.strip.show_strip(strip)
        self.spread.setText(strip.words if strip else "")
        self.spread.setVisible(strip is not None)

    def _connect(self) -> None:
        self.place.textChanged.connect(lambda _text: self._pause.start())
        self.place.returnPressed.connect(self.refresh)
        self.setting.currentIndexChanged.connect(lambda _at: self.refresh())
        self.table.currentCellChanged.connect(lambda *_: self._show_line())
        self._workspace.reviewed.connect(lambda _review: self._show_edits() if self.isVisible() else None)
        self._workspace.claim_changed.connect(lambda _claim: self.refresh() if self.isVisible() else None)

    def _lay_out(self) -> None:
        px = self._look.px
        fields = QHBoxLayout()
        fields.setSpacing(px(12))
        for text, field in (("&ZIP code or locality", self.place), ("&Setting", self.setting)):
            field.setMinimumWidth(px(210))
            fields.addLayout(labeled(self._look, text, field))
        fields.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(px(20), px(14), px(20), px(12))
        column.setSpacing(px(8))
        column.addLayout(fields)
        for widget, stretch in (
            (self.head, 0),
            (Kept(self.table, px(_TABLE_LEAST)), 2),
            (self.total, 0),
            (self.edits, 0),
            (Kept(self.steps, px(_STEPS_LEAST)), 3),
        ):
            column.addWidget(widget, stretch)
        column.addWidget(self.strip)
        column.addWidget(self.spread)
        foot = FlowRow(self._look, (self.get,), (make_button("Close", "", self.close),))
        frame_column(self, self.message, column, foot)
        first_size(self, px(_SIZE[0]), px(_SIZE[1]))


def _head_of(payment: Payment) -> str:
    """Who is paid where, by which factor; or why no place is known."""
    place = payment.locality
    where = f"{SETTINGS[payment.setting]}, original Medicare"
    if place is not None:
        where += f", locality {place.full_title}"
    said = [where]
    if payment.why_no_locality and payment.setting == "professional":
        said.append(payment.why_no_locality)
        said += [each.title for each in payment.choices]
    if payment.factor:
        said.append(f"Conversion factor {payment.factor}")
    return ". ".join(part.rstrip(".") for part in said) + "."
