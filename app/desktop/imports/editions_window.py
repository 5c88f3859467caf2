"""Editions: what is on the shelf with its official files, and choosing, removing and comparing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import structs
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.sentences import count_of
from app.coding.series import find_series
from app.coding.series_record import SETTINGS
from app.coding.sources import Source
from app.desktop.imports.frame import fill_window
from app.desktop.imports.rows_model import KEY_ROLE, RowsModel, TextRow
from app.desktop.imports.tables import make_table
from app.desktop.look.look import Look
from app.desktop.look.shapes import State
from app.desktop.widgets.dropping import local_paths, take_copy
from app.desktop.widgets.labels import make_button, make_default, make_heading, make_label
from app.desktop.widgets.read_only_text import read_only_text
from app.library.shelf.edition_file import Damaged
from app.library.shelf.edition_format import Meta
from app.library.shelf.shelf import Shelf
from app.releases.standing import Status, next_due, staleness

COLUMNS = ("Standing", "Edition", "In force", "Rows", "Imported")
_SHAPES: dict[str, State] = {"current": "ok", "undated": "ok", "ended": "warning", "coming": "info"}
_STATUS_WORDS = {"current": "In force", "undated": "In use", "ended": "Ended", "coming": "Coming"}
SHARED = "Lies on the shared shelf, which your administrator keeps, as {}."
_TABLE_LEAST, _DETAILS_LEAST = 120, 80
EMPTY = "No editions yet: what Needlepoint knows now is its own book."
IMPORT = (
    "Import CMS files… takes the files that CMS publishes, to look pairs, limits and fees up for a date of "
    "service."
)
NO_IMPORT = "Importing is switched off by your administrator."
EXCERPT = "Needlepoint's own book has rows of it, for guidance codes and what goes with them."
IN_BOOK = "In the book"
NONE_IMPORTED = "No CMS files imported"
UNSEALED = "No checksum: damage to it would go unnoticed. Import its official file again."


class EditionsWindow(QDialog):
    """What is on the shelf, and what the user wishes done with it.

    Signals, each with an Edition: `aside_asked`, `back_asked`, `remove_asked`, `compare_asked`;
    `damaged_asked(Damaged)` to remove a broken file; `import_asked(list)` with the paths that were dropped.
    """

    import_asked = Signal(list)
    aside_asked = Signal(object)
    back_asked = Signal(object)
    remove_asked = Signal(object)
    compare_asked = Signal(object)
    damaged_asked = Signal(object)

    def __init__(
        self,
        look: Look,
        shelf: Shelf,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        may_import: bool = True,
        excerpts: Sequence[Source] = (),
    ) -> None:
        """`excerpts`: the official tables of which the book has rows."""
        super().__init__(parent)
        self.setWindowTitle("Editions")
        self._look = look
        self._today = today
        self._shelf = shelf
        self._excerpts = excerpts
        self.due = make_label("", "small", "text2")
        self.note = make_label("", "caption", "error", wrap=True)
        self.model = RowsModel(look, COLUMNS, numeric=(3,), parent=self)
        self.table = make_table(look, self.model, "Editions on the shelf", {0: 152, 2: 192, 3: 72, 4: 92}, 1)
        self.details = read_only_text("Official files and checksums")
        self._make_buttons(may_import=may_import)
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.set_shelf(shelf)
        held = shelf.editions or shelf.damaged or shelf.partial or shelf.aside
        entrance = self.table if held else self.import_button
        entrance.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Official files may be dropped here too."""
        if local_paths(event):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import them."""
        if paths := local_paths(event):
            take_copy(event)
            self.import_asked.emit(paths)

    def set_shelf(self, shelf: Shelf) -> None:
        """Show what is on this shelf."""
        self._shelf = shelf
        statuses = staleness(shelf.editions, self._today())
        standing = {status.edition: status for status in statuses}
        rows = [_damaged_row(item) for item in shelf.damaged]
        rows += [self._row(edition, standing.get(edition)) for edition in shelf.editions]
        rows += [_edition_row(item, "Incomplete", "warning") for item in shelf.partial]
        rows += [_edition_row(item, "Set aside", None) for item in shelf.aside]
        empty = not rows
        rows += [_excerpt_row(item, self._today()) for item in self._excerpts]
        self.model.set_rows(rows)
        way = NO_IMPORT if self.import_button.isHidden() else IMPORT
        self.table.say_empty("" if rows else f"{EMPTY} {way}")
        due = next_due(statuses)
        ended = sum(status.standing == "ended" for status in statuses)
        said = [f"{ended} past the last day"] if ended else []
        said += [f"next release due {show_date(due)}"] if due else []
        self.due.setText(NONE_IMPORTED if empty else " · ".join(said).capitalize())
        if rows:
            self.table.selectRow(0)
        self._follow()

    def say(self, sentence: str) -> None:
        """Tell why something could not be done."""
        self.note.setText(sentence)

    def current(self) -> object:
        """The edition or damaged file that is selected."""
        indexes = self.table.selectionModel().selectedRows()
        return indexes[0].data(KEY_ROLE) if indexes else None

    def _row(self, edition: Edition, status: Status | None) -> TextRow:
        today = self._today()
        word, shape = "Superseded", None
        if status:
            word, shape = _STATUS_WORDS[status.standing], _SHAPES[status.standing]
        elif edition.first and edition.first > today:
            word, shape = "Coming", "info"
        row = _text_row(edition, word, shape, "" if status else "text2")
        if not self._shelf.is_shared(edition):
            return row
        standing, title, *others = row.cells
        return structs.replace(row, cells=(standing, f"{title} (shared shelf)", *others))

    def _follow(self) -> None:
        item = self.current()
        edition = item if isinstance(item, Edition) else None
        shared = isinstance(item, Edition | Damaged) and self._shelf.is_shared(item)
        used = edition in self._shelf.editions
        self.aside.setVisible(used or edition not in self._shelf.aside)
        self.aside.setEnabled(used and not shared)
        self.back.setVisible(edition in self._shelf.aside)
        self.remove.setEnabled(isinstance(item, Edition | Damaged) and not shared)
        self.compare.setEnabled(used)
        self.note.clear()
        if edition:
            unsealed = "" if self._shelf.file(edition).sealed else f"\n{UNSEALED}"
            where = f"\n{SHARED.format(self._shelf.path(edition))}" if shared else ""
            self.details.setPlainText(describe(self._shelf.meta(edition)) + unsealed + where)
        elif isinstance(item, Damaged):
            self.details.setPlainText(item.reason)
        elif isinstance(item, Source):
            self.details.setPlainText(f"{item.title}\n{EXCERPT}\n{item.url}")
        else:
            self.details.clear()

    def _ask(self, signal: object) -> None:
        item = self.current()
        if item is not None:
            signal.emit(item)  # type: ignore[attr-defined]  # a bound signal

    def _ask_removal(self) -> None:
        self._ask(self.damaged_asked if isinstance(self.current(), Damaged) else self.remove_asked)

    def _make_buttons(self, *, may_import: bool) -> None:
        self.aside = make_button("Set aside", "", lambda: self._ask(self.aside_asked))
        self.back = make_button("Use again", "", lambda: self._ask(self.back_asked))
        self.remove = make_button("Remove", "", self._ask_removal)
        self.compare = make_button("Compare…", "", lambda: self._ask(self.compare_asked))
        self.import_button = make_button("Import CMS files…", "primary", lambda: self.import_asked.emit([]))
        self.setAcceptDrops(may_import)
        if not may_import:
            self.import_button.hide()

    def _lay_out(self) -> None:
        px = self._look.px
        top = QHBoxLayout()
        top.addWidget(make_heading("On the shelf", "section", 2))
        top.addStretch(1)
        top.addWidget(self.due)
        column = QVBoxLayout()
        column.setContentsMargins(px(22), px(16), px(22), px(12))
        column.setSpacing(px(8))
        column.addLayout(top)
        self.table.setMinimumHeight(px(_TABLE_LEAST))
        self.details.setMinimumHeight(px(_DETAILS_LEAST))
        column.addWidget(self.table, 3)
        column.addWidget(make_label("Official files and checksums", "small", "text2"))
        column.addWidget(self.details, 2)
        column.addWidget(self.note)
        close = make_default("Close", self.close)
        others = (self.compare, self.back, self.aside, self.remove, close)
        fill_window(self, self._look, column, (self.import_button,), others)


def describe(meta: Meta) -> str:
    """An edition in lines: digest, dates, and each official file with its rows, keys and checksum."""
    edition = meta.edition
    lines = [edition.title, f"{count_of(edition.rows, 'row')}, SHA-256 of the rows {edition.sha256}"]
    if meta.missing:
        lines.append(
            f"Missing: {', '.join(f'f{number}' for number in meta.missing)}. Not used for any answer."
        )
    for source in meta.sources:
        keys = f", {source.first_key} to {source.last_key}" if source.first_key else ""
        lines.append(f"{source.name}: {count_of(source.rows, 'row')}{keys}, SHA-256 {source.sha256}")
    return "\n".join(lines)


def _dates(edition: Edition) -> str:
    if edition.first is None:
        return "always"
    return f"{show_date(edition.first)} to {show_date(edition.last) if edition.last else 'open'}"


def _text_row(edition: Edition, word: str, shape: State | None, tone: str) -> TextRow:
    imported = show_date(edition.imported) if edition.imported else ""
    cells = (word, edition.title, _dates(edition), f"{edition.rows:,}", imported)
    sort = (word, edition.title, str(edition.first), edition.rows, str(edition.imported))
    return TextRow(cells, edition, shape, tone, sort)


def _edition_row(edition: Edition, word: str, shape: State | None) -> TextRow:
    return _text_row(edition, word, shape, "text2")


def _excerpt_row(item: Source, today: date) -> TextRow:
    """An official table of which the book has rows: what has ended says so."""
    dates = (
        f"{show_date(item.first) if item.first else ''} to {show_date(item.last) if item.last else 'open'}"
    )
    shape: State | None = "warning" if item.last and item.last < today else None
    setting = f", {SETTINGS[item.setting]}" if item.setting else ""
    series = find_series(item.series or "")
    named = f"{series.title if series else item.title}{setting} {item.edition}"
    cells = (f"{IN_BOOK}, ended" if shape else IN_BOOK, named, dates.strip(), "", "")
    return TextRow(cells, item, shape, "text2", (cells[0], named, str(item.first), 0, ""))


def _damaged_row(item: Damaged) -> TextRow:
    return TextRow(
        ("Damaged", item.path.name, "", "", ""), item, "error", "", ("Damaged", item.path.name, "", 0, "")
    )
