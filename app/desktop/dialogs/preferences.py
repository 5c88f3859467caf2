"""Preferences: one page, applied at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.coding.payers import PayerFacts
from app.coding.policy import NO_POLICY, Policy
from app.desktop.dialogs.hotkey_row import HOTKEY_NAME, HotkeyRow
from app.desktop.hotkey.choice import HotkeyChoice
from app.desktop.look.look import ZOOMS, Look
from app.desktop.look.theme import THEME_CHOICES
from app.desktop.user_data.store import REMEMBER_CLAIMS, UserDataStore
from app.desktop.widgets.labels import make_button, make_default, make_hairline, make_label
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.scrolled import scrolled_page
from app.desktop.widgets.segment import Segment

CLAIMS_CHOICES = {True: "List them", False: "Keep no list"}
DATE_CHOICES = {"today": "Today", "yesterday": "Yesterday"}


class Preferences(QDialog):
    """Theme, zoom, what a new claim starts with, the key for any program, and where the data lies.

    Signals: changed() after a setting that other windows read became another.
    """

    changed = Signal()

    def __init__(
        self,
        look: Look,
        store: UserDataStore,
        folder: Path,
        payers: Sequence[PayerFacts],
        hotkey: HotkeyChoice,
        parent: QWidget | None = None,
        *,
        policy: Policy = NO_POLICY,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self._look = look
        self._store = store
        self._folder = folder
        self._policy = policy
        self.theme = Segment(look, "Theme", list(THEME_CHOICES.items()))
        self.zoom = QComboBox()
        self.payer = QComboBox()
        self.date = Segment(look, "Date of service of a new claim", list(DATE_CHOICES.items()))
        self.claims = Segment(look, "Recent claim files", list(CLAIMS_CHOICES.items()))
        self.hotkey = HotkeyRow(look, hotkey)
        self._zoom_later = QTimer(self, singleShot=True, interval=QApplication.keyboardInputInterval())
        self._fill(payers)
        self._lay_out()
        self._connect()
        self.theme.focus_target().setFocus()

    def _fill(self, payers: Sequence[PayerFacts]) -> None:
        self.theme.set_value(self._look.choice)
        for zoom in ZOOMS:
            self.zoom.addItem(f"{zoom} %", zoom)
        self.zoom.setCurrentIndex(max(self.zoom.findData(self._look.zoom), 0))
        self.payer.addItem("Not stated", "")
        for payer in payers:
            self.payer.addItem(payer.label, payer.id)
        self.payer.setCurrentIndex(
            max(self.payer.findData(self._store.setting("payer", self._policy.default_payer)), 0)
        )
        self.claims.set_value(self._store.setting(REMEMBER_CLAIMS, default=True))
        self.date.set_value(self._store.setting("claim_date", "today"))

    def _lay_out(self) -> None:
        px = self._look.px
        rows = self._make_rows()
        body = QWidget()
        inside = QVBoxLayout(scrolled_page(body))
        inside.setContentsMargins(px(24), px(20), px(24), px(16))
        inside.addLayout(rows)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(make_hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(px(24), px(12), px(24), px(12))
        foot.addWidget(make_label("Changes apply at once.", "caption", "text3"), 1)
        foot.addWidget(make_default("Close", self.accept))
        column.addLayout(foot)
        self._take_size()

    def _make_rows(self) -> QFormLayout:
        px = self._look.px
        form = QFormLayout()
        form.setHorizontalSpacing(px(24))
        form.setVerticalSpacing(px(16))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for text, widget in (
            ("Theme", self.theme),
            ("Zoom", self.zoom),
            ("Payer of a new claim", self.payer),
            ("Date of a new claim", self.date),
            ("Recent claim files", self.claims),
            (HOTKEY_NAME, self.hotkey),
        ):
            widget.setAccessibleName(text)
            label = make_label(text)
            label.setBuddy(widget)
            form.addRow(label, widget)
        place = make_label(str(self._folder), "small", "text2", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(make_label("Data folder"), place)
        opener = QHBoxLayout()
        opener.addWidget(make_button("Open the folder", "small", self._open_folder))
        opener.addStretch(1)
        form.addRow("", opener)
        form.addRow("", make_label(self._about_folder(), "caption", "text3", wrap=True))
        return form

    def _take_size(self) -> None:
        self._sized_at = self._look.zoom
        first_size(self, self._look.px(560), self._look.px(560))

    def _about_folder(self) -> str:
        if self._policy.data_folder:
            return "Your administrator set this folder; About says what else is set."
        return (
            "For another folder, on a USB drive or a network share, start Needlepoint with --data-dir FOLDER."
        )

    def _connect(self) -> None:
        self.theme.chosen.connect(self._look.set_choice)
        self._zoom_later.timeout.connect(lambda: self._look.set_zoom(self.zoom.currentData()))
        # Typing chooses without "activated", and passes 100 on the way to 150: the pause ends it.
        self.zoom.currentIndexChanged.connect(lambda _index: self._zoom_later.start())
        self.payer.currentIndexChanged.connect(lambda _index: self._set("payer", self.payer.currentData()))
        self._look.changed.connect(self._follow_look)
        self.claims.chosen.connect(self._remember_claims)
        self.date.chosen.connect(lambda value: self._set("claim_date", value))

    def _follow_look(self) -> None:
        """Theme or zoom became another, here or elsewhere."""
        if self._sized_at != self._look.zoom:
            self._take_size()
        self.theme.set_value(self._look.choice)
        if not self._zoom_later.isActive():
            with QSignalBlocker(self.zoom):
                self.zoom.setCurrentIndex(max(self.zoom.findData(self._look.zoom), 0))

    def _remember_claims(self, value: object) -> None:
        """Keep a list of files from now on, or none and forget what there is."""
        self._set(REMEMBER_CLAIMS, value)
        if not value:
            self._store.clear_claims()

    def _set(self, name: str, value: object) -> None:
        self._store.set_setting(name, value)
        self.changed.emit()

    def _open_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
