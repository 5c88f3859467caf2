"""Choose a primary: the procedures that an add-on goes with, those that fit the record first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.claims.primaries import PrimaryChoice
from app.coding.pages import Hit
from app.desktop.look.look import Look
from app.desktop.search.results_model import ResultsModel
from app.desktop.search.results_view import ResultsView
from app.desktop.search.rows import ResultRow
from app.desktop.search.search_field import SearchField
from app.desktop.widgets.popover import Popover

FITS = "Fits the record"
LISTED = "On the add-on's list"
_NOTHING = "No procedure on the list has that."
_WIDTH, _HEIGHT = 330, 330


class PrimaryPopover(Popover):
    """A field that filters and the list. Nothing is chosen until Enter or a click. Signals: `picked(str)`."""

    picked = Signal(str)

    def __init__(self, look: Look, choice: PrimaryChoice, owner: QWidget) -> None:
        super().__init__(look, owner, _WIDTH)
        self.setAccessibleName("Choose a primary procedure")
        self._choice = choice
        self.column.setContentsMargins(1, look.px(10), 1, look.px(8))
        self.column.setSpacing(look.px(6))
        self.field = SearchField(look, "")
        self.field.setAccessibleName("Filter procedures by code or words")
        self.model = ResultsModel()
        self.view = ResultsView(look, self.model)
        self.view.setAccessibleName("Procedures")
        self.view.setFixedHeight(look.px(_HEIGHT))
        head = QHBoxLayout()
        head.setContentsMargins(look.px(12), 0, look.px(12), 0)
        head.addWidget(self.field)
        self.column.addLayout(head)
        self.column.addWidget(self.view)
        self.field.textChanged.connect(self._show)
        self.field.stepped.connect(self.view.step)
        self.field.entered.connect(lambda: self._pick(self.view.current_row()))
        self.field.left.connect(self.close)
        self.view.opened.connect(self._pick)
        self.view.clicked.connect(lambda index: self._pick(index.row()))
        self.view.typed.connect(self._type)
        self._show()

    def _show(self) -> None:
        found = self._choice.fitting(self.field.text())
        rows = [ResultRow("words", _NOTHING)] if not found else []
        for title, fits in ((FITS, True), (LISTED, False)):
            group = [each for each in found if each.fits is fits]
            if group:
                rows.append(ResultRow("heading", title, len(group)))
                rows += [
                    ResultRow("hit", hit=Hit(each.code, "codes", each.code, each.label)) for each in group
                ]
        self.model.set_rows(tuple(rows))
        self.view.select_row(self.model.first_hit() if self.field.text() else -1)

    def _pick(self, index: int) -> None:
        row = self.model.row(index)
        if row and row.hit:
            self.close()
            self.picked.emit(row.hit.code)

    def _type(self, text: str) -> None:
        self.field.setFocus()
        self.field.setText(text)
