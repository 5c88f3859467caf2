"""The head of the flags panel: its title and a toggle with shape, count and word for each severity."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.coding.words import SEVERITIES, Severity
from app.desktop.claim.flags_model import PLURALS
from app.desktop.look.look import Look
from app.desktop.widgets.labels import IconButton, make_label

HEIGHT = 45


class FlagsHead(QWidget):
    """Signals: `filtered(tuple of Severity)`, empty for all; `collapse_asked()`."""

    filtered = Signal(object)
    collapse_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._counts: Mapping[Severity, int] = {}
        self._toggles = {severity: self._make_toggle(severity) for severity in SEVERITIES}
        collapse = IconButton(look, "panel_right_contract", "Collapse the flags to a rail", "F9")
        collapse.clicked.connect(self.collapse_asked)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(make_label("Flags", "section"))
        self._row.addStretch(1)
        for toggle in self._toggles.values():
            self._row.addWidget(toggle)
        self._row.addWidget(collapse)
        look.changed.connect(self._refresh)
        self._refresh()

    def show_counts(self, counts: Mapping[Severity, int]) -> None:
        """Show how many flags of each severity there are; a severity without any has no toggle."""
        self._counts = counts
        for severity, toggle in self._toggles.items():
            if not counts.get(severity) and toggle.isChecked():
                toggle.setChecked(False)
            toggle.setVisible(bool(counts.get(severity)))
        self._refresh()

    def clear_filter(self) -> None:
        """Show all severities again."""
        for toggle in self._toggles.values():
            toggle.setChecked(False)

    def toggle(self, severity: Severity) -> QPushButton:
        """The toggle of a severity."""
        return self._toggles[severity]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words go when there is no room for them; the count and the shape stay."""
        super().resizeEvent(event)
        self._write()

    def _make_toggle(self, severity: Severity) -> QPushButton:
        toggle = QPushButton()
        toggle.setProperty("kind", "status")
        toggle.setCheckable(True)
        toggle.setAutoDefault(False)
        toggle.toggled.connect(lambda _: self._tell())
        return toggle

    def _tell(self) -> None:
        self.filtered.emit(
            tuple(severity for severity, toggle in self._toggles.items() if toggle.isChecked())
        )

    def _refresh(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(HEIGHT) - 1)
        self._row.setContentsMargins(px(16), 0, px(8), 0)
        for severity, toggle in self._toggles.items():
            toggle.setIcon(self._look.shape(severity, 14))
            toggle.setIconSize(self._look.icon_size(14))
        self._write()

    def _write(self) -> None:
        words = {s: f"{count} {PLURALS[s][count != 1]}" for s, count in self._counts.items() if count}
        metrics = self._look.metrics("caption")
        px = self._look.px
        needed = sum(metrics.horizontalAdvance(text) + px(34) for text in words.values())
        room = self.width() - px(16 + 8 + 30) - self._look.metrics("section", 600).horizontalAdvance("Flags")
        for severity, text in words.items():
            toggle = self._toggles[severity]
            toggle.setText(text if needed <= room else text.partition(" ")[0])
            toggle.setAccessibleName(f"Show only {text}")
            toggle.setToolTip(f"Show only these: {text}")
