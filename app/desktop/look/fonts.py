"""IBM Plex Sans and the six sizes of type (points at zoom 100 %, 96 dpi)."""

import sys
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

TypeToken = Literal["caption", "small", "body", "section", "title", "code"]
POINTS: dict[TypeToken, float] = {
    "caption": 8.5,
    "small": 9,
    "body": 10,
    "section": 11,
    "title": 13,
    "code": 22,
}
WEIGHTS: dict[TypeToken, int] = {"section": 600, "code": 600}
FAMILY = "IBM Plex Sans"
# On macOS one point is one pixel.
DPI_FACTOR = 4 / 3 if sys.platform == "darwin" else 1.0

_FILES = (
    "IBMPlexSans_400Regular.ttf",
    "IBMPlexSans_400Regular_Italic.ttf",
    "IBMPlexSans_600SemiBold.ttf",
)


def load_fonts(folder: Path) -> str:
    """Register the shipped fonts and give the family to use: ours, or "" for the system's when none loads."""
    numbers = [QFontDatabase.addApplicationFont(str(folder / name)) for name in _FILES]
    families = {family for number in numbers for family in QFontDatabase.applicationFontFamilies(number)}
    return FAMILY if FAMILY in families else ""


def make_font(
    family: str, token: TypeToken, zoom: int, weight: int, *, code: bool = False, italic: bool = False
) -> QFont:
    """A font of the scale at `zoom` percent. `code` sets the dotted zero (ss04) that codes alone carry."""
    font = QFont(family) if family else QFont()
    font.setPointSizeF(POINTS[token] * DPI_FACTOR * zoom / 100)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    if code:
        font.setFeature(QFont.Tag("ss04"), 1)
    return font
