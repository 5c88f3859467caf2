"""Every command of the window: text, menu and keys. Menus and the sheet of shortcuts are made of it.

Keys are written for Linux and Windows; Qt reads Ctrl as Cmd on macOS.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class Command(NamedTuple):
    """A command.

    `name` is how the code calls it; `keys` all work, the first is shown; `kind` "" or "check". A key is
    written as the character that it gives: Ctrl++ is also Ctrl+Shift+= where + lies above =. Both written
    down would be two matches for one press, which Qt answers with nothing.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    kind: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole


LINE = "-"
EVERYWHERE = ("quit",)
"""The commands whose keys work in every window of the program, not only in the main one."""

COMMANDS: tuple[Command, ...] = (
    Command("new_claim", "&New claim", "&File", ("Ctrl+N",)),
    Command("open_claim", "&Open claims or checklist…", "&File", ("Ctrl+O",)),
    Command("examples", "Open e&xample", "&File", kind="menu"),
    Command("recent_claims", "Open re&cent", "&File", kind="menu"),
    Command("save_claim", "&Save claim", "&File", ("Ctrl+S",)),
    Command("save_claim_as", "Sa&ve claim as…", "&File", ("Ctrl+Shift+S",)),
    Command("", LINE, "&File"),
    Command("save_worklist", "Save &worklist…", "&File", ("Ctrl+Alt+S",)),
    Command("save_worklist_as", "Save wor&klist as…", "&File"),
    Command("export_worklist", "Expor&t worklist…", "&File", ("Ctrl+Shift+E",)),
    Command("audit_sample", "Audit sa&mple…", "&File"),
    Command("appraise_sample", "Appraise samp&le…", "&File"),
    Command("", LINE, "&File"),
    Command("export_checklist", "&Export checklist…", "&File", ("Ctrl+P",)),
    Command("print_page", "Print this p&age…", "&File", ("Ctrl+Alt+P",)),
    Command("", LINE, "&File"),
    Command("preferences", "P&references…", "&File", ("Ctrl+,",), role=QAction.MenuRole.PreferencesRole),
    Command("quit", "&Quit", "&File", ("Ctrl+Q",), role=QAction.MenuRole.QuitRole),
    Command("undo", "&Undo", "&Edit", ("Ctrl+Z",)),
    Command("redo", "&Redo", "&Edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("", LINE, "&Edit"),
    Command("copy", "&Copy", "&Edit", ("Ctrl+C",)),
    Command("copy_code_label", "Copy code and &label", "&Edit", ("Ctrl+Shift+L",)),
    Command("copy_citation", "Copy c&itation", "&Edit", ("Ctrl+Shift+C",)),
    Command("copy_page", "Copy page as &text", "&Edit"),
    Command("", LINE, "&Edit"),
    Command("find", "&Find on this page", "&Edit", ("Ctrl+F",)),
    Command("show_reference", "&Reference", "&View", ("Ctrl+1",), kind="check"),
    Command("show_check", "&Check a claim", "&View", ("Ctrl+2",), kind="check"),
    Command("show_worklist", "&Worklist", "&View", ("Ctrl+3",), kind="check"),
    Command("", LINE, "&View"),
    Command("flags_panel", "&Flags panel or rail", "&View", ("F9",)),
    Command("mini_window", "&Mini window", "&View", ("Ctrl+Shift+T",)),
    Command("", LINE, "&View"),
    Command("zoom_in", "Zoom &in", "&View", ("Ctrl++", "Ctrl+=")),
    Command("zoom_out", "Zoom &out", "&View", ("Ctrl+-",)),
    Command("zoom_reset", "Zoom &100 %", "&View", ("Ctrl+0",)),
    Command("theme", "&Theme", "&View", kind="menu"),
    Command("search", "&Search", "&Go", ("Ctrl+K", "Ctrl+L")),
    Command("back", "&Back", "&Go", ("Alt+Left",)),
    Command("forward", "&Forward", "&Go", ("Alt+Right",)),
    Command("menu_bar", "Open the m&enu", "&Go", ("F10",)),
    Command("next_zone", "Next &zone", "&Go", ("F6",)),
    Command("previous_zone", "Previous zo&ne", "&Go", ("Shift+F6",)),
    Command("", LINE, "&Go"),
    Command("favorite", "Fa&vorite", "&Go", ("Ctrl+D",), kind="check"),
    Command("compare", "Com&pare guidance codes", "&Go", ("Ctrl+Shift+K",)),
    Command("decide", "&Which guidance code", "&Go", ("Ctrl+Shift+G",)),
    Command("modifier_table", "&Modifier table", "&Go", ("Ctrl+Shift+M",)),
    Command("coverage", "Sources and &coverage", "&Go"),
    Command("page_date", "D&ate of the pages (as of)…", "&Go", ("Ctrl+T",)),
    Command("page_payment", "What this code pa&ys", "&Go", ("Ctrl+Shift+Y",)),
    Command("", LINE, "&Go"),
    Command("next_heading", "Next &heading of the page", "&Go", ("Ctrl+Down",)),
    Command("previous_heading", "Previo&us heading of the page", "&Go", ("Ctrl+Up",)),
    Command("", LINE, "&Go"),
    Command("next_flag", "Next fla&g", "&Go", ("F8",)),
    Command("previous_flag", "P&revious flag", "&Go", ("Shift+F8",)),
    Command("next_open", "Next open claim of the wor&klist", "&Go", ("Ctrl+Down",)),
    Command("previous_open", "Previous open claim of the w&orklist", "&Go", ("Ctrl+Up",)),
    Command("check_code", "&Check with this code", "&Claim", ("Ctrl+Return", "Ctrl+Enter")),
    Command("make_edit", "Make the flag's &offered edit", "&Claim", ("Alt+Return", "Alt+Enter")),
    Command("flag_fixed", "Flag &fixed", "&Claim", ("Ctrl+Shift+F",)),
    Command("flag_accepted", "Flag &accepted with reason…", "&Claim", ("Ctrl+Shift+A",)),
    Command("flag_not_applicable", "Flag &not applicable", "&Claim", ("Ctrl+Shift+N",)),
    Command("flag_open", "Flag open a&gain", "&Claim", ("Ctrl+Shift+O",)),
    Command("", LINE, "&Claim"),
    Command("remove_line", "Re&move line", "&Claim", ("Ctrl+Del",)),
    Command("line_up", "Move line &up", "&Claim", ("Alt+Up",)),
    Command("line_down", "Move line &down", "&Claim", ("Alt+Down",)),
    Command("", LINE, "&Claim"),
    Command("read_note", "R&ead a note…", "&Claim", ("Ctrl+Shift+V",)),
    Command("explain_denial", "Explain a den&ial…", "&Claim", ("Ctrl+Shift+D",)),
    Command("pay_claim", "What it &pays…", "&Claim", ("Ctrl+Shift+P",)),
    Command("ask_articles", "Co&verage articles…", "&Claim", ("Ctrl+Shift+R",)),
    Command("clear_claim", "C&lear", "&Claim"),
    Command("import_files", "&Import CMS files…", "&Data", ("Ctrl+Shift+I",)),
    Command("editions", "&Editions and compare…", "&Data", ("Ctrl+E",)),
    Command("help_here", "&Help on this", "&Help", ("F1",)),
    Command("shortcuts", "All &shortcuts", "&Help", ("Ctrl+/",)),
    Command("check_example", "&Check an example claim", "&Help"),
    Command("welcome", "&What Needlepoint can answer now", "&Help"),
    Command("", LINE, "&Help"),
    Command("selftest", "Run self-&test", "&Help"),
    Command("about", "&About Needlepoint", "&Help", role=QAction.MenuRole.AboutRole),
)


def fill_menus(menus: dict[str, QMenu], owner: QWidget) -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """Fill the menus, named by title. Gives the actions by command name, and the submenus of kind "menu"."""
    actions: dict[str, QAction] = {}
    submenus: dict[str, QMenu] = {}
    for command in COMMANDS:
        menu = menus[command.menu]
        if command.text == LINE:
            menu.addSeparator()
        elif command.kind == "menu":
            submenus[command.name] = menu.addMenu(command.text)
        else:
            actions[command.name] = _make_action(command, owner)
            menu.addAction(actions[command.name])
    return actions, submenus


def _make_action(command: Command, owner: QWidget) -> QAction:
    action = QAction(command.text, owner)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    contexts = Qt.ShortcutContext
    is_everywhere = command.name in EVERYWHERE
    action.setShortcutContext(contexts.ApplicationShortcut if is_everywhere else contexts.WindowShortcut)
    action.setCheckable(command.kind == "check")
    action.setMenuRole(command.role)
    owner.addAction(action)
    return action


def shown_keys(action: QAction) -> str:
    """The keys of an action as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(dict.fromkeys(keys.toString(native) for keys in action.shortcuts()))


def plain_text(action: QAction) -> str:
    """The action's text without the mnemonic's mark."""
    return action.text().replace("&", "").rstrip("…")
