"""Tab stops once in a section of a page; there the arrows go from link to link and from source to source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.desktop.pages.drawing import Drawing
from app.desktop.widgets.citations import SourceTag

_KEYS = Qt.Key
_STRONG, _CLICK = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
_SIDEWAYS = {_KEYS.Key_Right: 1, _KEYS.Key_Left: -1}
_ACROSS = {_KEYS.Key_Down: 1, _KEYS.Key_Up: -1}


class Stopped(Protocol):
    """What stops ask of a block."""

    drawing: Drawing
    stops: Any

    def link(self) -> int:
        """The link that is stood on, -1 for none."""

    def focus_link(self, index: int) -> None:
        """Stand on a link."""

    def tags(self) -> list[SourceTag]:
        """Its sources."""

    def hasFocus(self) -> bool:
        """Whether it has the keyboard."""

    def setFocusPolicy(self, policy: Qt.FocusPolicy, /) -> None:
        """Whether Tab stops here."""


_Place = tuple[Stopped, int, SourceTag | None]
"""A link of a block, by its place there, or a source of it (-1)."""


class Stops:
    """The links and sources of some blocks in the order in which one reads, of each block its links first."""

    def __init__(self) -> None:
        self._blocks: list[Stopped] = []
        self._entry: Stopped | SourceTag | None = None

    def add(self, block: Stopped) -> None:
        """Take a block that stands below those before; it may have links once it is laid out."""
        block.stops = self
        self._blocks.append(block)

    def swap(self, old: Sequence[Stopped], new: Sequence[Stopped]) -> None:
        """Take blocks in the place of others, which are next to each other and go; they are laid out next."""
        at = self._blocks.index(old[0]) if old else len(self._blocks)
        self._blocks[at : at + len(old)] = new
        for block in new:
            block.stops = self
        if any(self._entry is widget for block in old for widget in (block, *block.tags())):
            self._entry = None
            for block in self._blocks:
                self.refresh(block)

    def refresh(self, block: Stopped) -> None:
        """A block was laid out: Tab stops at the first of all links and sources, or where one was last."""
        for widget in _widgets(block):
            self._entry = self._entry or widget
            widget.setFocusPolicy(_STRONG if widget is self._entry else _CLICK)

    def places(self) -> list[_Place]:
        """Every link and source."""
        found: list[_Place] = []
        for block in self._blocks:
            found += [(block, at, None) for at in range(len(block.drawing.stops))]
            found += [(block, -1, tag) for tag in block.tags()]
        return found

    def take_key(self, event: QKeyEvent) -> bool:
        """Go to another place by the arrows, Home or End; whether this was one of them."""
        places = self.places()
        here = next((at for at, place in enumerate(places) if _has_keyboard(place)), -1)
        if here < 0:
            return False
        key = _KEYS(event.key())
        if key in _SIDEWAYS:
            target = here + _SIDEWAYS[key]
        elif key in _ACROSS:
            target = _across(here, _ACROSS[key], [_group(place) for place in places])
        elif key in (_KEYS.Key_Home, _KEYS.Key_End):
            target = 0 if key == _KEYS.Key_Home else len(places) - 1
        else:
            return False
        if 0 <= target < len(places):
            self._go_to(places[target])
        return True

    def _go_to(self, place: _Place) -> None:
        """Give a place the keyboard; Tab comes back to it."""
        block, link, tag = place
        self._enter_by(tag or block)
        if tag:
            tag.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            block.focus_link(link)

    def _enter_by(self, entry: Stopped | SourceTag) -> None:
        """Let Tab stop at one of the widgets."""
        if self._entry:
            self._entry.setFocusPolicy(_CLICK)
        self._entry = entry
        entry.setFocusPolicy(_STRONG)


def _widgets(block: Stopped) -> list[Stopped | SourceTag]:
    """What may take the keyboard: the block for its links, and its sources."""
    return [block, *block.tags()] if block.drawing.stops else [*block.tags()]


def _has_keyboard(place: _Place) -> bool:
    block, link, tag = place
    return tag.hasFocus() if tag else block.hasFocus() and block.link() == link


def _group(place: _Place) -> tuple[int, int]:
    block, link, tag = place
    return (id(tag), 0) if tag else (id(block), block.drawing.stops[link].group)


def _across(here: int, step: int, groups: Sequence[tuple[int, int]]) -> int:
    """The first place of the next group of links, or the next source; the same when there is none."""
    at = here
    while 0 <= at < len(groups) and groups[at] == groups[here]:
        at += step
    if not 0 <= at < len(groups):
        return here
    return groups.index(groups[at])
