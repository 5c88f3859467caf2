"""What stands around the center of the main window. The first frame does not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.desktop.shell.flags_zone import FlagsZone
from app.desktop.shell.header import CenterHeader
from app.desktop.shell.status_bar import NeedlepointStatusBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from app.desktop.look.look import Look
    from app.desktop.shell.search_zone import SearchZone
    from app.desktop.user_data.store import UserDataStore


class Edges(NamedTuple):
    """The header above, the flags at the right, the status bar below."""

    header: CenterHeader
    flags: FlagsZone
    status: NeedlepointStatusBar


def make_edges(window: QMainWindow, look: Look, store: UserDataStore, zone: SearchZone) -> Edges:
    """Make them for a window; where the search slides, the header has its button."""
    header = CenterHeader(look)
    header.search.setVisible(zone.slides())
    zone.slides_changed.connect(header.search.setVisible)
    edges = Edges(header, FlagsZone(window, look, store), NeedlepointStatusBar(look))
    window.setStatusBar(edges.status)
    return edges
