"""The Worklist mode: its view, the work that goes on in it, and its file, made when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.banner import Banner

if TYPE_CHECKING:
    from app.claims.record import Entry
    from app.claims.worklist.store import Worklist
    from app.coding.claim import Claim
    from app.coding.findings import Review
    from app.coding.library import ReferenceLibrary
    from app.desktop.claim.check_mode import CheckMode
    from app.desktop.worklist.audit.auditing import Auditing
    from app.desktop.worklist.export_dialog import WorklistExport
    from app.desktop.worklist.exporting import Exporter
    from app.desktop.worklist.keeping import Keeping
    from app.desktop.worklist.link import ClaimLink
    from app.desktop.worklist.money import MoneyAtStake
    from app.desktop.worklist.reviewing import RunReviewer
    from app.desktop.worklist.view import WorklistView
    from app.desktop.worklist.work import WorklistWork


class WorklistMode(QWidget):
    """The place of a worklist.

    Signals: `built()` once, when its parts were made; `opened()` when another worklist is there;
    `exported(Path, str)` with what was written, in words. `banner` says in every mode what its file lacks.
    """

    built = Signal()
    opened = Signal()
    exported = Signal(object, str)

    view: WorklistView
    link: ClaimLink
    work: WorklistWork
    keeping: Keeping
    money: MoneyAtStake
    reviewer: RunReviewer

    def __init__(
        self,
        look: Look,
        library: ReferenceLibrary,
        review: Callable[[Claim], Review],
        claims: CheckMode,
        default_locality: str = "",
    ) -> None:
        """`review` is called in another thread, and looks up in the library that is in force.

        `default_locality`: where claims are paid that state no place.
        """
        super().__init__()
        self._look = look
        self._library = library
        self._review = review
        self._claims = claims
        self._default_locality = default_locality
        self._is_built = False
        self._auditing: Auditing | None = None
        self.banner = Banner(look, "warning")
        self.setProperty("surface", "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def is_open(self) -> bool:
        """Whether there is a worklist."""
        return self._is_built and bool(self.view.worklist.name)

    def worklist(self) -> Worklist:
        """The worklist that is open."""
        return self.view.worklist

    def open_entries(self, name: str, entries: Iterator[Entry], begins: str) -> bool:
        """Make a worklist of what a reader gives, whose sentences begin with `begins`.

        False when the worklist that is there is to stay.
        """
        from app.claims.worklist.store import Worklist

        self._build()
        if not self._may_leave("Opening another file"):
            return False
        self._show(Worklist(name))
        self.work.start(entries, begins)
        return True

    def open_file(self, path: Path) -> bool:
        """Go on with a worklist that was saved, or look at one that cannot be written.

        Raises InputError and OSError with why it cannot.
        """
        from app.claims.worklist.file import open_or_look
        from app.claims.worklist.store import Worklist

        self._build()
        file = self.worklist().file
        if file is not None and file.path == path:
            self.opened.emit()
            return True
        if not self._may_leave("Opening another worklist"):
            return False
        file, items, said, left = open_or_look(path)
        worklist = Worklist(path.name)
        worklist.file, worklist.is_read_only = file, file is None
        worklist.add(items)
        worklist.left = left
        self._show(worklist)
        if worklist.is_read_only:
            self.keeping.say_read_only(said)
        elif said:
            self.view.message.say(said, (), "warning")
        self.work.start(None, "")
        return True

    def set_library(self, library: ReferenceLibrary) -> None:
        """Review again with another library: the editions changed."""
        self._library = library
        if self._is_built:
            self.work.pause()
            self.money.forget()
            if self._auditing is not None:
                self._auditing.sampler.stop()
            self.reviewer.library = library
            self.work.review_again()

    def export(self) -> None:
        """Ask what is to be exported, and write it."""
        self.make_export().exec()

    def make_export(self) -> WorklistExport:
        """The dialog of an export, of the worklist as it stands."""
        from app.desktop.claim.rule_words import rule_title
        from app.desktop.worklist.export_dialog import WorklistExport
        from app.desktop.worklist.exporting import Exporter

        exporter = Exporter(self.reviewer, self._library, rule_title, self, self._default_locality)
        chosen = self.view.table.chosen()
        folder = self.keeping.folder
        dialog = WorklistExport(self._look, self.worklist(), chosen, exporter, folder, self.window())
        dialog.saved.connect(self.exported)
        dialog.finished.connect(lambda _: self._end_export(dialog, exporter))
        return dialog

    def auditing(self) -> Auditing:
        """The audit sample of the worklist, made when first asked for."""
        if self._auditing is None:
            from app.desktop.claim.rule_words import rule_title
            from app.desktop.worklist.audit.auditing import Auditing

            self._auditing = Auditing(
                self._look, self.view, self.reviewer, rule_title, self.work.is_read, self
            )
            self._auditing.folder = self.keeping.folder
            self._auditing.saved.connect(self.exported)
            self._auditing.opened.connect(self.view.opened)
        return self._auditing

    def _may_leave(self, doing: str) -> bool:
        """Whether the worklist may go, and the sample with it."""
        sample_may = self._auditing is None or self._auditing.may_leave(doing)
        return sample_may and self.keeping.may_leave(doing)

    def _end_export(self, dialog: WorklistExport, exporter: Exporter) -> None:
        self.keeping.folder = dialog.folder
        dialog.deleteLater()
        exporter.deleteLater()

    def stop(self) -> None:
        """End what goes on, before the library is closed or the window goes."""
        if self._is_built:
            self.work.stop()
            self.money.forget()
        if self._auditing is not None:
            self._auditing.sampler.stop()

    def may_close(self) -> bool:
        """Whether the window may close; asks when decisions would be lost."""
        if not self._is_built:
            return True
        if not self._may_leave("Closing Needlepoint"):
            return False
        self.stop()
        self.worklist().close()
        return True

    def _show(self, worklist: Worklist) -> None:
        self.work.stop()
        self.money.forget()
        self.worklist().close()
        self.link.forget()
        if self._auditing is not None:
            self._auditing.forget()
        self.view.show_worklist(worklist)
        self.keeping.follow()
        self.opened.emit()

    def _count_money(self) -> None:
        """Say what the open flags put in question, once claims are reviewed and the shelf tells amounts."""
        from app.payment.stake import Stakes, can_pay

        if self.work.is_running() or not can_pay(self._library.editions):
            self.money.give_up()
            self.view.head.show_money(None)
        else:
            worklist, stakes = self.worklist(), Stakes(self._library, self._default_locality)
            self.money.count(tuple(worklist.listing.rows), tuple(worklist.lines), stakes)

    def _build(self) -> None:
        if self._is_built:
            return
        from app.desktop.claim.rule_words import rule_title
        from app.desktop.worklist.keeping import Keeping
        from app.desktop.worklist.link import ClaimLink
        from app.desktop.worklist.money import MoneyAtStake
        from app.desktop.worklist.reviewing import RunReviewer
        from app.desktop.worklist.view import WorklistView
        from app.desktop.worklist.work import WorklistWork

        payers = {payer.id: payer.label for payer in self._library.payers()}
        places = {place.code: place.label for place in self._library.places()}
        self.view = WorklistView(self._look, rule_title, payers, places, self)
        self._column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.reviewer = RunReviewer(self._review, self._library)
        self.work = WorklistWork(self.view, self.reviewer, self)
        self.link = ClaimLink(self.view, self._claims, self.reviewer, self)
        self.keeping = Keeping(self.view, self.banner, self)
        self.link.not_kept.connect(self.keeping.say_not_kept)
        self.link.changed.connect(self.keeping.follow)
        self.money = MoneyAtStake(self)
        self.money.counted.connect(self.view.head.show_money)
        self.view.refreshed.connect(self._count_money)
        self._is_built = True
        self.built.emit()
