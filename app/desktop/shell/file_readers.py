"""How the window reads what comes in files: tables of practice systems, and procedure notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.claims.tables.opening import TableReading
    from app.desktop.claim.commands import ClaimCommands
    from app.desktop.shell.main_window import MainWindow
    from app.library import Library
    from app.notes.reader import Read


def read_tables(window: MainWindow, folder: Path, library: Library) -> None:
    """Let the claim form open files of other systems, with what was confirmed of their headings."""

    def reading() -> TableReading:
        from app.claims.tables.opening import Workbooks, make_reading
        from app.releases.claim_workbooks import check_cells, sheets_of, workbook_rows

        workbooks = Workbooks(workbook_rows, sheets_of, check_cells)
        return make_reading(library.headings(), library.payers(), folder, workbooks)

    def adopt(commands: ClaimCommands) -> None:
        commands.files.tables = reading

    window.claims.built.connect(lambda _workspace, commands: adopt(commands))
    if window.claims.is_built():
        adopt(window.claims.commands())


def note_reader(library: Library, today: Callable[[], date]) -> Read:
    """How a procedure note is read, with its questions. The words and rules load with the first note."""
    from app.notes.completing import completing
    from app.notes.whole import reader_of

    book = library.note_book()
    return completing(reader_of(book, library.guidance()), book.queries, library, today)
