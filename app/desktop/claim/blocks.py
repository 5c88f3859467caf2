"""A titled part of the claim form, and that of the encounter: fields laid out on a grid."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.claims.draft import Draft
from app.claims.source import frequency_note, source_of
from app.coding.facts import PlaceFacts
from app.coding.field import Field
from app.coding.fields import CLAIM_FIELDS, FIELDS, TEXT_LIMIT
from app.coding.findings import Flag
from app.coding.payers import PayerFacts
from app.desktop.claim.columns import Columns
from app.desktop.claim.combo import Choice, ChoiceCombo, PlaceCombo, choices_of
from app.desktop.claim.date_field import DateField
from app.desktop.claim.field import FormField, QuestionRow
from app.desktop.look.look import Look
from app.desktop.widgets.elided_edit import ElidedEdit
from app.desktop.widgets.labels import make_heading, make_label
from app.desktop.widgets.segment import Segment

_FIELD_LEAST = 170
"""The least width of a column at 100 %: below it there are fewer columns."""
_FEW = 2  # values that stand side by side instead of in a list


class Block(QWidget):
    """A titled part of the form.

    Signals: `stated(path, value)` when the user set a field; `unread(path, text)` when what was typed could
    not be read; `flag_chosen(Flag)` when the shape after a label is clicked.
    """

    stated = Signal(str, object)
    unread = Signal(str, str)
    flag_chosen = Signal(object)

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.fields: dict[str, FormField] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(6))
        self.head = QHBoxLayout()
        self.head.addWidget(make_heading(title, "section", 2))
        self.head.addStretch(1)
        self.column.addLayout(self.head)

    def show_draft(self, draft: Draft) -> None:
        """Show the values of a draft without a signal."""
        texts = dict(draft.unread)
        for path, field in self.fields.items():
            _show_value(field.control, draft.get(path), texts.get(path, ""))

    def set_flags(self, flags: Sequence[Flag]) -> None:
        """Show the shapes of a review after the labels of the fields that they are about."""
        for path, field in self.fields.items():
            field.set_flags([flag for flag in flags if flag.field == path])

    def commit(self) -> None:
        """Read what stands in fields that wait for the focus to leave."""
        for field in self.fields.values():
            if isinstance(field.control, ChoiceCombo | DateField):
                field.control.commit()

    def add_field(self, field: Field, control: QWidget) -> FormField:
        """Show a field of the claim with its control, and pass its signals on."""
        shown = FormField(self.look, field.path, field.label_in_form, control)
        self._connect(shown)
        return shown

    def add_question(self, field: Field) -> QuestionRow:
        """Show a field of the claim as a question: its values, or Yes and No, and Not stated."""
        row = QuestionRow(self.look, field)
        row.label.setToolTip(field.hint)
        self._connect(row)
        return row

    def _connect(self, field: FormField) -> None:
        path, control = field.path, field.control
        self.fields[path] = field
        field.flag_chosen.connect(self.flag_chosen)
        if isinstance(control, QLineEdit) and not isinstance(control, DateField):
            control.textEdited.connect(lambda text: self.stated.emit(path, text or None))
        elif isinstance(control, Segment | ChoiceCombo | DateField):
            control.chosen.connect(lambda value: self.stated.emit(path, value))
        if isinstance(control, ChoiceCombo | DateField):
            control.unread.connect(lambda text: self.unread.emit(path, text))


class EncounterBlock(Block):
    """Date, place, payer, claim form, equipment owner, reference."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """`build` makes what stands in it."""
        super().__init__(look, "Encounter", parent)

    def build(
        self, places: Sequence[PlaceFacts], payers: Sequence[PayerFacts], today: Callable[[], date]
    ) -> Iterator[None]:
        """Make the fields, some with each step. `today` is the day that t means in a date field."""
        place = FIELDS["place_of_service"]
        self.date = DateField(self.look, FIELDS["date_of_service"].label_in_form, today)
        self.place = PlaceCombo(place.label_in_form, place_choices(places, place.other_names))
        own: dict[str, QWidget] = {
            "date_of_service": self.date,
            "place_of_service": self.place,
            "payer": ChoiceCombo(FIELDS["payer"].label_in_form, payer_choices(payers)),
        }
        yield
        fields = [
            self.add_field(field, own.get(field.path) or make_control(self.look, field))
            for field in CLAIM_FIELDS
            if field.group == "encounter"
        ]
        yield
        self.column.addWidget(Columns(self.look, fields, (3, 2, 1), _FIELD_LEAST, gap=16, row_gap=6))
        self.source = make_label("", "small", "text2", wrap=True)
        self.column.addWidget(self.source)
        yield

    def show_draft(self, draft: Draft) -> None:
        """Show the values of a draft, and what it keeps of its file, without a signal."""
        super().show_draft(draft)
        kept = "; ".join(f"{label} {words}" for label, words in source_of(draft))
        self.source.setText(
            " ".join(filter(None, (kept and f"From the file: {kept}.", frequency_note(draft))))
        )
        self.source.setVisible(bool(kept))


def make_control(look: Look, field: Field) -> QWidget:
    """The control for a choice or a text."""
    if field.kind == "text":
        return make_text_field(field.label_in_form)
    if len(field.values) > _FEW:
        return ChoiceCombo(field.label_in_form, choices_of(field))
    return Segment(look, field.label_in_form, list(field.values.items()), tall=True, optional=True)


def make_text_field(name: str) -> QLineEdit:
    """A one-line text field with the limit of the claim file, so that nothing is cut later."""
    edit = ElidedEdit()
    edit.setMaxLength(TEXT_LIMIT)
    edit.setAccessibleName(name)
    return edit


def place_choices(places: Sequence[PlaceFacts], other_names: Mapping[str, str]) -> tuple[Choice, ...]:
    """The places of service as entries of a list."""
    return tuple(
        Choice(place.code, place.label, place.code, other_names.get(place.code, "")) for place in places
    )


def payer_choices(payers: Sequence[PayerFacts]) -> tuple[Choice, ...]:
    """The payers as entries of a list."""
    return tuple(Choice(payer.id, payer.label, words=payer.other_names) for payer in payers)


def _show_value(control: QWidget, value: object, text: str) -> None:
    if isinstance(control, ChoiceCombo):
        control.set_value(value, text)
    elif isinstance(control, DateField):
        control.set_value(value if isinstance(value, date) else None, text)
    elif isinstance(control, Segment):
        control.set_value(value)
    elif isinstance(control, QLineEdit) and control.text() != (value or ""):
        control.setText(str(value or ""))
        control.setToolTip(control.text())  # it may be longer than the field
        control.setCursorPosition(0)
