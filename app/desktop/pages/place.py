"""Where one stands on a page: the section at the top and how far into it, through other widths and zooms."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollBar

from app.desktop.look.look import Look
from app.desktop.pages.sheet import PageSheet


class PagePlace:
    """The place on the page that is shown, as it was scrolled to last by `bar`."""

    def __init__(self, look: Look, bar: QScrollBar) -> None:
        self._look, self._bar = look, bar
        self._zoom = look.zoom
        self._held = False
        self._section, self._share, self._scroll = "", 0.0, 0

    def follow(self, sheet: PageSheet) -> None:
        """The page was scrolled. While it is laid out for another zoom, heights are of neither."""
        if self._zoom == self._look.zoom and not self._held:
            self._scroll = self._bar.value()
            self._section = sheet.section_at(self._scroll)
            top, end = sheet.bounds_of(self._section)
            self._share = (self._scroll - top) / max(end - top, 1)

    def hold(self) -> int:
        """Keep the place while the page is built for the zoom in force; gives about where it will be."""
        grown = self._look.zoom / self._zoom
        self._zoom, self._held = self._look.zoom, True
        return round(self._scroll * grown)

    def resume(self, sheet: PageSheet | None) -> None:
        """Stand there again, but above the first section, and between two zooms."""
        if sheet and self._section and self._zoom == self._look.zoom:
            held, self._held = self._held, True
            top, end = sheet.bounds_of(self._section, to_its_end=True)
            wanted = round(top + self._share * (end - top))
            if wanted > self._bar.maximum():
                sheet.finish()
            self._bar.setValue(wanted)
            self._held = held
        if self._zoom == self._look.zoom:
            self._held = False
