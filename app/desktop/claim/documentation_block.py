"""The Documentation block of the form: what the record says, and what is made of what it does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from app.claims.draft import Draft
from app.coding.asking import is_asked_for
from app.coding.claim import Documentation
from app.coding.field import Group
from app.coding.fields import DOCUMENTATION_FIELDS, FIELDS, of_kind
from app.coding.findings import Flag
from app.coding.payers import PayerFacts
from app.desktop.claim.blocks import Block, make_control
from app.desktop.claim.columns import Columns
from app.desktop.claim.field import ROW_HEIGHT
from app.desktop.claim.questions import QuestionGroup
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_label

# The least widths of a column at 100 %: below them there are fewer columns.
_LIST_LEAST = 126
_GROUP_LEAST = 300
_LIST_SHARES = (8, 11, 7, 8)
"""Modality, technique, laterality and target beside each other: the names of techniques are the longest."""
_QUESTION_GROUPS: dict[Group, str] = {"guidance": "Guidance", "procedure": "Procedure"}
SILENT = "Not stated counts as not in the record."
NO_RECORD = "No record at hand: the documentation is not checked."
UNANSWERED = "Nothing is answered yet, so the documentation is not checked."


class DocumentationBlock(Block):
    """What the record says: lists and texts in a row, and the questions in two columns."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """`build` makes what stands in it."""
        super().__init__(look, "Documentation", parent)
        self.groups: list[QuestionGroup] = []
        self.standing = make_label("", "small", "text2", wrap=True)
        self._payers: dict[str, PayerFacts] = {}
        self._origin: int | None = None
        look.changed.connect(self._fit)
        self._fit()

    def build(self, payers: Sequence[PayerFacts]) -> Iterator[None]:
        """Make the fields and the questions, some with each step. `payers`: of all dates."""
        look = self.look
        self._payers = {payer.id: payer for payer in payers}
        # As wide as a group of questions below, so that label and answer stay together.
        record = [self.add_question(FIELDS["record"]), self.standing]
        self.column.addWidget(Columns(look, record, (2, 1), _GROUP_LEAST, gap=16, row_gap=0))
        yield
        asked = [field for field in DOCUMENTATION_FIELDS if field.kind != "yes-no"]
        half = len(asked) // 2
        fields = [self.add_field(field, make_control(look, field)) for field in asked[:half]]
        yield
        fields += [self.add_field(field, make_control(look, field)) for field in asked[half:]]
        yield
        columns = Columns(look, fields, (4, 2, 1), _LIST_LEAST, gap=12, row_gap=6, shares=_LIST_SHARES)
        self.column.addWidget(columns)
        self.column.addSpacing(look.px(8))
        yield
        for group, title in _QUESTION_GROUPS.items():
            questions = of_kind(DOCUMENTATION_FIELDS, "yes-no")
            rows = [self.add_question(field) for field in questions if field.group == group]
            self.groups.append(QuestionGroup(title, rows))
            yield
        self.column.addWidget(Columns(look, self.groups, (2, 1), _GROUP_LEAST, gap=16, row_gap=12))
        yield

    def show_draft(self, draft: Draft) -> None:
        """Show the values of a draft without a signal; what it does not ask for goes behind the rest."""
        super().show_draft(draft)
        self.standing.setText(standing_words(draft))
        self.fields["record"].explain(standing_words(draft))
        others = self._not_asked(draft)
        for group in self.groups:
            if draft.origin != self._origin:
                group.fold()
            group.arrange(others)
        self._origin = draft.origin

    def set_flags(self, flags: Sequence[Flag]) -> None:
        """Show the shapes of a review; a flagged question is never folded away."""
        super().set_flags(flags)
        for group in self.groups:
            group.settle()

    def _fit(self) -> None:
        """In line with the question beside it."""
        self.standing.setMinimumHeight(self.look.px(ROW_HEIGHT))

    def _not_asked(self, draft: Draft) -> frozenset[str]:
        payer, day = self._payers.get(draft.payer or ""), draft.date_of_service
        payer = payer.on(day) if payer and day else payer
        return frozenset(
            field.path
            for field in DOCUMENTATION_FIELDS
            if not is_asked_for(field.name, draft.lines, draft.documentation.technique, payer)
        )


def standing_words(draft: Draft) -> str:
    """What becomes of answers that are not stated, as the rules take them (`app.coding.claim.record_of`)."""
    if draft.record == "none":
        return NO_RECORD
    is_answered = draft.record == "reviewed" or draft.documentation != Documentation()
    return SILENT if is_answered else UNANSWERED
