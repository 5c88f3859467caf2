"""Makes the pictures in resources/docs/: the main states of the window over the built reference database.

Needs no screen: Qt draws into memory. The date is fixed, so that a picture changes only with the program.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from app.desktop.shell.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "resources" / "docs"
TODAY = date(2026, 11, 23)
STANDARD, LEAST = (1280, 800), (960, 600)
_PAUSE_MS = 400


def wait(milliseconds: int = _PAUSE_MS) -> None:
    """Let the window work: reviews and pages come from timers."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def with_popup(window: QWidget, popup: QWidget) -> QPixmap:
    """The window with a popup painted where it stands."""
    from PySide6.QtGui import QPainter

    picture = window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(window.mapFromGlobal(popup.pos()), popup.grab())
    painter.end()
    return picture


def show_reference(window: MainWindow) -> QPixmap:
    """The page of 77002 with a source opened."""
    from app.desktop.widgets.citations import SourcePopover, SourceTag

    window.search.field.setText("fluoro needle")
    window.open_page("77002")
    wait()
    tag = next(tag for tag in window.reference.pages.findChildren(SourceTag) if tag.y() > 0)
    tag.show_popover()
    popover = tag.findChild(SourcePopover)
    if not isinstance(popover, SourcePopover):
        raise TypeError("the tag opened no popover")
    picture = with_popup(window, popover)
    popover.close()
    return picture


def show_answer(window: MainWindow) -> QPixmap:
    """The answer about two codes."""
    window.search.field.setText("20610 77002")
    wait()
    return window.grab()


def show_view(key: str) -> Callable[[MainWindow], QPixmap]:
    """A view or page by its key."""

    def show(window: MainWindow) -> QPixmap:
        window.search.field.clear()
        window.open_page(key)
        wait()
        return window.grab()

    return show


def show_check(window: MainWindow) -> QPixmap:
    """The first bundled example with its flags."""
    example = window.library.examples()[0]
    window.show_check()
    window.claims.workspace().open_claim(example.claim, example.title)
    wait(1500)
    window.claims.workspace().flags.step_flag(1)
    wait()
    return window.grab()


def show_worklist(window: MainWindow) -> QPixmap:
    """The bundled examples over and over as a worklist."""
    from msgspec.structs import replace

    from app.claims.record import Entry

    examples = [example.claim for example in window.library.examples()]
    names = [f"claim {number}" for number in range(1, 41)]
    claims = (replace(examples[at % len(examples)], reference=name) for at, name in enumerate(names))
    entries = [Entry(name, claim) for name, claim in zip(names, claims, strict=True)]
    window.search.field.clear()
    window.worklist.open_entries("march.837", iter(entries), "march.837")
    while window.worklist.work.is_running():
        wait()
    wait()
    return window.grab()


NOTE = """PROCEDURE
Fluoroscopy-guided injection of the right hip joint.

INDICATION
Hip pain; landmarks could not be felt, so that imaging was needed. Prior injection by palpation.

TECHNIQUE
Consent was obtained for an injection under fluoroscopy or ultrasound. The skin entry
site was marked. A spinal needle was advanced into the hip joint. Contrast confirmed its
place. Steroid was injected. Three spot images were saved. No catheter was left in place.
The injection may be repeated in three months.

Electronically signed.
"""


def show_note(window: MainWindow) -> QPixmap:
    """The window that reads a note, as large as the standard one has room for."""
    from app.desktop.note.window import NoteWindow

    window.show_check()
    window.claims.workspace().start_blank()
    window.asked.emit("read_note")
    wait()
    note = window.findChild(NoteWindow)
    if not isinstance(note, NoteWindow):
        raise TypeError("no window reads a note")
    note.resize(min(1120, window.width()), min(704, window.height()))
    note.show_note(NOTE)
    wait()
    note.list.setCurrentIndex(note.model.index(len(note.model.phrases()) // 2))
    wait()
    picture = note.grab()
    note.close()
    return picture


def show_articles(window: MainWindow) -> QPixmap:
    """The window that asks coverage articles, over invented ones in the layout of the download."""
    from app.claims.draft import draft_of
    from app.coding.claim import Claim, Line, Locality
    from app.desktop.coverage.window import CoverageWindow
    from app.desktop.shell.claim_windows import connect_claim_windows
    from app.library import Library
    from app.library.shelf.shelf import Shelf
    from tests.coverage import invented

    folder = Path(tempfile.mkdtemp())
    invented.fill(folder)
    library = Library.open(ROOT / "resources" / "reference.sqlite", Shelf.open(folder / "editions"))
    asked = ("0002X", "0001X", "77002")
    claim = Claim(
        schema=2,
        date_of_service=date(2026, 8, 26),
        lines=tuple(Line(code=code, diagnoses=("M25.551",)) for code in asked),
        locality=Locality(zip="00501"),
    )
    window.show_check()
    window.claims.workspace().form.change("Typing", draft_of(claim))
    connect_claim_windows(window, library.denials, lambda: library)
    window.asked.emit("ask_articles")
    shown = window.findChild(CoverageWindow)
    if not isinstance(shown, CoverageWindow):
        raise TypeError("no window asks about coverage")
    shown.resize(min(900, window.width()), min(560, window.height()))
    shown.table.selectRow(1)
    wait()
    picture = shown.grab()
    shown.close()
    return picture


PICTURES: tuple[tuple[str, str, tuple[int, int], Callable[[MainWindow], QPixmap]], ...] = (
    ("reference-light", "light", STANDARD, show_reference),
    ("reference-dark", "dark", STANDARD, show_view("77002")),
    ("reference-small", "light", LEAST, show_view("77002")),
    ("answer-light", "light", STANDARD, show_answer),
    ("modifiers-light", "light", STANDARD, show_view("view:modifiers")),
    ("compare-light", "light", STANDARD, show_view("view:compare")),
    ("compare-dark", "dark", STANDARD, show_view("view:compare")),
    ("decision-light", "light", STANDARD, show_view("view:decision")),
    ("coverage-light", "light", STANDARD, show_view("view:coverage")),
    ("check-light", "light", STANDARD, show_check),
    ("check-dark", "dark", STANDARD, show_check),
    ("check-small", "light", LEAST, show_check),
    ("worklist-light", "light", STANDARD, show_worklist),
    ("note-light", "light", STANDARD, show_note),
    ("note-dark", "dark", STANDARD, show_note),
    ("note-small", "light", LEAST, show_note),
    ("articles-light", "light", STANDARD, show_articles),
)


def main() -> int:
    """Make every picture, or those whose names are given."""
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={make_screen()}")
    wanted = sys.argv[1:]
    OUT.mkdir(parents=True, exist_ok=True)
    window, keep = open_window()
    for name, theme, size, show in PICTURES:
        if wanted and name not in wanted:
            continue
        window.look.set_choice("dark" if theme == "dark" else "light")
        window.setMinimumSize(*LEAST)
        window.resize(*size)
        wait()
        show(window).save(str(OUT / f"{name}.png"))
        print(f"resources/docs/{name}.png")
        if window.claims.is_built():
            window.claims.workspace().mark_saved()
    del keep
    return 0


def make_screen() -> Path:
    """A file that describes a screen larger than the window, so that popups stand where they do at a desk."""
    screen = {"name": "pictures", "x": 0, "y": 0, "width": 1920, "height": 1200, "logicalDpi": 96, "dpr": 1}
    path = Path(tempfile.mkdtemp()) / "screen.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return path


def open_window() -> tuple[MainWindow, list[object]]:
    """The window over the built database and an empty shelf, and what must live as long as it does."""
    from app.desktop.look.style import InputHabits, NeedlepointStyle
    from app.desktop.shell.application import (
        fill_window,
        make_application,
        make_look,
        run_review,
    )
    from app.desktop.shell.file_readers import note_reader
    from app.desktop.shell.main_window import MainWindow
    from app.desktop.shell.notes_wiring import connect_notes
    from app.desktop.user_data.file import UserData
    from app.desktop.user_data.store import UserDataStore
    from app.library import Library
    from app.library.shelf.shelf import Shelf

    app = make_application([])
    style = NeedlepointStyle()
    app.setStyle(style)
    library = Library.open(
        ROOT / "resources" / "reference.sqlite", Shelf.open(Path(tempfile.gettempdir()) / "none")
    )
    data = UserData(favorites=("77002", "77003", "76942", "20610"), recent=("20206", "27096", "77012"))
    store = UserDataStore(data, lambda _base, mine: mine)
    window = MainWindow(make_look(app, store), store)
    window.look.draw_images()
    fill_window(window, library, run_review, lambda: TODAY)
    connect_notes(window, lambda: note_reader(library, lambda: TODAY))
    window.show()
    return window, [InputHabits(app, style), store]


if __name__ == "__main__":
    sys.exit(main())
