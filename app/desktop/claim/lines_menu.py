"""The context menu of a claim line. It repeats what keys and the Claim menu do, and hides nothing."""

from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from app.claims.draft_lines import write_line
from app.desktop.claim.form import ClaimForm


def make_line_menu(form: ClaimForm) -> QMenu:
    """The menu of the current line; it deletes itself when it is closed."""
    row, lines = form.lines.view.current_row(), form.draft().lines
    here = row < len(lines)
    clipboard = QGuiApplication.clipboard()
    menu = QMenu(form)
    menu.aboutToHide.connect(menu.deleteLater)
    entries = (
        ("Copy line", "", here, lambda: clipboard.setText(write_line(lines[row]))),
        ("Paste lines", "Ctrl+V", bool(clipboard.text()), lambda: form.paste(clipboard.text())),
        ("Remove line", "Ctrl+Del", here, form.remove_current_line),
        ("Move line up", "Alt+Up", here and row > 0, lambda: form.move_current_line(-1)),
        ("Move line down", "Alt+Down", row < len(lines) - 1, lambda: form.move_current_line(1)),
    )
    for text, keys, usable, act in entries:
        action = QAction(text, menu)
        # The key is shown only: the window's own command answers it.
        action.setText(f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
        action.setEnabled(usable)
        action.triggered.connect(lambda _=False, act=act: act())
        menu.addAction(action)
    return menu
