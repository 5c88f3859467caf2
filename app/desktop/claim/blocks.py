"""The Encounter and Documentation blocks: fields made from the records of `fields`, laid out on a grid."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.claims.draft import Draft
from app.coding.facts import PlaceFacts
from app.desktop.claim.columns import Columns
from app.desktop.claim.combo import ChoiceCombo, PlaceCombo
from app.desktop.claim.date_field import DateField
from app.desktop.claim.field import Field, QuestionRow
from app.desktop.claim.fields import (
    CLAIM_FORM_CHOICES,
    GUIDANCE,
    LABELS,
    LATERALITY_CHOICES,
    MODALITY_CHOICES,
    OWNER_CHOICES,
    PAYER_CHOICES,
    PLACE_WORDS,
    PROCEDURE,
    TECHNIQUE_CHOICES,
    Asked,
    Choice,
)
from app.desktop.look.look import Look
from app.desktop.widgets.elided_edit import ElidedEdit
from app.desktop.widgets.labels import make_label
from app.desktop.widgets.segment import Segment

TEXT_LIMIT = 200
# The least widths of a column at 100 %: below them there are fewer columns.
_FIELD_LEAST = 170
_LIST_LEAST = 126
_GROUP_LEAST = 289


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
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(6))
        self.head = QHBoxLayout()
        self.head.addWidget(make_label(title, "section"))
        self.head.addStretch(1)
        self.column.addLayout(self.head)

    def show_draft(self, draft: Draft) -> None:
        """Show the values of a draft without a signal."""
        texts = dict(draft.unread)
        for path, field in self.fields.items():
            _show_value(field.control, draft.get(path), texts.get(path, ""))

    def commit(self) -> None:
        """Read what stands in fields that wait for the focus to leave."""
        for field in self.fields.values():
            if isinstance(field.control, ChoiceCombo | DateField):
                field.control.commit()

    def add_field(self, path: str, control: QWidget) -> Field:
        """Make the field of `path` around its control and pass its signals on."""
        field = Field(self.look, path, LABELS[path], control)
        self._connect(field)
        return field

    def add_question(self, asked: Asked) -> QuestionRow:
        """Make the row of a Yes, No, Not stated question."""
        row = QuestionRow(self.look, asked.path(), asked.label)
        row.label.setToolTip(asked.hint)
        self._connect(row)
        return row

    def _connect(self, field: Field) -> None:
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

    def __init__(
        self,
        look: Look,
        places: Sequence[PlaceFacts],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "Encounter", parent)
        label = LABELS.__getitem__
        self.date = DateField(look, label("date_of_service"), today)
        self.place = PlaceCombo(label("place_of_service"), place_choices(places))
        form = Segment(
            look,
            label("claim_form"),
            [(choice.value, choice.label) for choice in CLAIM_FORM_CHOICES],
            tall=True,
            optional=True,
        )
        controls: dict[str, QWidget] = {
            "date_of_service": self.date,
            "place_of_service": self.place,
            "payer": ChoiceCombo(label("payer"), PAYER_CHOICES),
            "claim_form": form,
            "equipment_owner": ChoiceCombo(label("equipment_owner"), OWNER_CHOICES),
            "reference": make_text_field(label("reference")),
        }
        fields = [self.add_field(path, control) for path, control in controls.items()]
        self.column.addWidget(Columns(look, fields, (3, 2, 1), _FIELD_LEAST, gap=16, row_gap=6))


class DocumentationBlock(Block):
    """What the record says: three lists, the target, and fourteen questions in two columns."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Documentation", parent)
        controls: dict[str, QWidget] = {
            "documentation.modality": ChoiceCombo(LABELS["documentation.modality"], MODALITY_CHOICES),
            "documentation.technique": ChoiceCombo(LABELS["documentation.technique"], TECHNIQUE_CHOICES),
            "documentation.laterality": ChoiceCombo(LABELS["documentation.laterality"], LATERALITY_CHOICES),
            "documentation.target": make_text_field(LABELS["documentation.target"]),
        }
        fields = [self.add_field(path, control) for path, control in controls.items()]
        self.column.addWidget(Columns(look, fields, (4, 2, 1), _LIST_LEAST, gap=12, row_gap=6))
        self.column.addSpacing(look.px(8))
        groups = [self._make_group("Guidance", GUIDANCE), self._make_group("Procedure", PROCEDURE)]
        self.column.addWidget(Columns(look, groups, (2, 1), _GROUP_LEAST, gap=16, row_gap=12))

    def _make_group(self, title: str, questions: Sequence[Asked]) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(make_label(title, "caption", "text2"))
        rows = [self.add_question(asked) for asked in questions]
        for number, row in enumerate(rows):
            column.addWidget(row)
            row.segment.stepped.connect(lambda step, number=number: self._step(rows, number + step))
        return group

    def _step(self, rows: Sequence[QuestionRow], number: int) -> None:
        if 0 <= number < len(rows):
            rows[number].focus_target().setFocus(Qt.FocusReason.TabFocusReason)


def make_text_field(name: str) -> QLineEdit:
    """A one-line text field with the limit of the claim file, so that nothing is cut later."""
    field = ElidedEdit()
    field.setMaxLength(TEXT_LIMIT)
    field.setAccessibleName(name)
    return field


def place_choices(places: Sequence[PlaceFacts]) -> tuple[Choice, ...]:
    """The places of service as entries of a list."""
    return tuple(
        Choice(place.code, place.label, place.code, PLACE_WORDS.get(place.code, "")) for place in places
    )


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
