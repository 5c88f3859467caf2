"""The look in force: theme, zoom, fonts, icons and the style sheet made of them.

One Look is made at start-up and passed to every view. Views that paint read it as they paint; views that hold
icons or sizes listen to `changed`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

import app
from app.desktop.look.fonts import DPI_FACTOR, WEIGHTS, TypeToken, load_fonts, make_font
from app.desktop.look.icons import icon_pixmap
from app.desktop.look.image_folder import ImageFolder
from app.desktop.look.theme import (
    DARK,
    LIGHT,
    Theme,
    ThemeChoice,
    from_palette,
    is_dark,
    is_high_contrast,
    palette,
)

if TYPE_CHECKING:
    from app.desktop.look.shapes import State

RESOURCES = Path(app.__file__).resolve().parents[1] / "resources"
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
_CLASSES_WITH_FONTS = (
    "QMenu", "QMenuBar", "QMessageBox", "QTipLabel", "QStatusBar", "QLabel", "QPushButton", "QCheckBox",
    "QRadioButton", "QToolButton", "QAbstractItemView", "QListView", "QHeaderView", "QDockWidgetTitle",
)  # fmt: skip
_POINTS = re.compile(r"\b(\d+(?:\.\d+)?)pt\b")
_PIXELS = re.compile(r"\b(\d+)dp\b")
_TOKEN = re.compile(r"@([a-z0-9]+)\b")
_ICON = re.compile(r"icon\((\w+) (\w+) (\d+)\)")


class Look(QObject):
    """Theme and zoom, and what is made of them. Whoever makes one draws its images: `draw_images`.

    Signals: changed() after the theme or the zoom became another and the style sheet is set.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = "system", zoom: int = 100) -> None:
        super().__init__(app)
        self._app = app
        # A style sheet takes images from files only: the tinted arrows live here until the program ends.
        self._images = ImageFolder()
        self._pending_images: dict[Path, tuple[str, str, int, float]] = {}
        self._sheet = (RESOURCES / "styles" / "desktop.qss").read_text(encoding="utf-8")
        self._system_palette = app.palette()
        self.family = load_fonts(RESOURCES / "fonts")
        self.choice: ThemeChoice = choice
        self.zoom = zoom
        self.theme = LIGHT
        self._asks_contrast = False
        self._fonts: dict[tuple[object, ...], QFont] = {}
        self._metrics: dict[tuple[object, ...], QFontMetricsF] = {}
        self._colors: dict[str, QColor] = {}
        self._pixmaps: dict[tuple[object, ...], QPixmap] = {}
        self._apply()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    # What views read

    def color(self, token: str) -> QColor:
        """The color of a token such as "text2"."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(getattr(self.theme, token))
        return found

    def px(self, size: float) -> int:
        """Logical pixels for a measure given at zoom 100 %."""
        return round(size * self.zoom / 100)

    def font(
        self, token: TypeToken = "body", weight: int = 0, *, code: bool = False, italic: bool = False
    ) -> QFont:
        """A font of the scale. `weight` 0 takes the token's own; `code` gives the dotted zero."""
        key = (token, weight, code, italic)
        if key not in self._fonts:
            own = weight or WEIGHTS.get(token, 400)
            self._fonts[key] = make_font(self.family, token, self.zoom, own, code=code, italic=italic)
        return self._fonts[key]

    def metrics(self, token: TypeToken = "body", weight: int = 0, *, code: bool = False) -> QFontMetricsF:
        """The measures of that font."""
        key = (token, weight, code)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(token, weight, code=code))
        return self._metrics[key]

    def pixmap(self, name: str, token: str = "text2", size: int = 16) -> QPixmap:
        """A Fluent icon, by its name without size and style or with both: "copy", "star_16_filled"."""
        file = name if name.endswith(("regular", "filled")) else f"{name}_{20 if size >= 20 else 16}_regular"
        key = (file, token, size)
        if key not in self._pixmaps:
            color = self.color(token).name()
            self._pixmaps[key] = icon_pixmap(file, color, self.px(size), self._app.devicePixelRatio())
        return self._pixmaps[key]

    def icon(self, name: str, token: str = "text2", size: int = 16) -> QIcon:
        """A Fluent icon for buttons and actions; faded when disabled."""
        icon = QIcon(self.pixmap(name, token, size))
        icon.addPixmap(self.pixmap(name, "border", size), QIcon.Mode.Disabled)
        return icon

    def shape(self, state: State, size: int = 16) -> QPixmap:
        """A severity shape in its own color."""
        from app.desktop.look.shapes import shape_pixmap  # the first frame shows none

        key = ("shape", state, size)
        if key not in self._pixmaps:
            ratio = self._app.devicePixelRatio()
            self._pixmaps[key] = shape_pixmap(state, self.color(state), self.px(size), ratio)
        return self._pixmaps[key]

    def icon_size(self, size: int = 16) -> QSize:
        """The size to give a button that shows an icon of `size`."""
        return QSize(self.px(size), self.px(size))

    # What preferences change

    def set_choice(self, choice: ThemeChoice) -> None:
        """Follow the system, or keep to light or dark."""
        self.choice = choice
        self._change()

    def set_zoom(self, zoom: int) -> None:
        """Scale points, heights and icons; clamped to 80 to 200 %."""
        zoom = max(ZOOMS[0], min(ZOOMS[-1], zoom))
        if zoom != self.zoom:
            self.zoom = zoom
            self._change()

    def step_zoom(self, steps: int) -> None:
        """Go up or down the zoom scale by `steps`."""
        nearest = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - self.zoom))
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))])

    # Making it

    def _follow_system(self, *_: object) -> None:
        """The system has another scheme: its colors show in the program's palette while that has none set."""
        self._app.setPalette(QPalette())
        self._system_palette = self._app.palette()
        self._asks_contrast = self._is_contrast_asked()
        self._change()

    def follow_contrast(self) -> None:
        """Ask whether the system wants high contrast, once the first frame is painted.

        GNOME says it in no color, and asking makes the enumerations of `Qt` known to Python.
        """
        if self._is_contrast_asked():
            self._follow_system()

    def _is_contrast_asked(self) -> bool:
        hints = self._app.styleHints()  # with a name: PySide 6.11 lets go of what belongs to a nameless one
        preference = hints.accessibility().contrastPreference()
        return preference == QtCore.Qt.ContrastPreference.HighContrast

    def _change(self) -> None:
        self._apply(draws=True)
        self.changed.emit()

    def _pick_theme(self) -> Theme:
        system, by_system = self._system_palette, self.choice == "system"
        if self._asks_contrast or (by_system and is_high_contrast(system)):
            return from_palette(system, is_dark(system))
        dark = is_dark(system) if by_system else self.choice == "dark"
        return DARK if dark else LIGHT

    def _apply(self, *, draws: bool = False) -> None:
        """Put the look on. `draws`: the images first, since what shows already looks for them but once."""
        self.theme = self._pick_theme()
        for store in (self._fonts, self._metrics, self._colors, self._pixmaps):
            store.clear()
        # A sheet that takes the place of another is worked out for a widget again with each of its ancestors;
        # without one in between, once. Nothing is painted meanwhile.
        self._app.setStyleSheet("")
        # The palette goes first: a style sheet resolves what it leaves open against it.
        self._app.setPalette(palette(self.theme))
        self._app.setFont(self.font())
        sheet = self.sheet()
        if draws:
            self.draw_images()
        self._app.setStyleSheet(sheet)
        self.set_class_fonts()

    def set_class_fonts(self) -> None:
        """Give our font to the classes of widgets that the platform has one for.

        A style sheet and another style bring those back (Qt 6.11 on Windows), after `setFont` did away with
        them. Whoever sets a style calls this again.
        """
        font = self.font()
        for name in _CLASSES_WITH_FONTS:
            if self._app.font(name) != font:  # type: ignore[call-overload]  # the stubs want bytes, Qt a str
                self._app.setFont(font, name)  # type: ignore[arg-type]

    def sheet(self) -> str:
        """The style sheet with tokens, points and pixels of this look put in."""
        text = _POINTS.sub(lambda match: f"{float(match[1]) * DPI_FACTOR * self.zoom / 100:g}pt", self._sheet)
        text = _PIXELS.sub(lambda match: f"{self.px(int(match[1]))}px", text)
        text = _TOKEN.sub(lambda match: getattr(self.theme, match[1]), text)
        return _ICON.sub(self._icon_file, text)

    def _icon_file(self, match: re.Match[str]) -> str:
        """Name the file of an arrow, to be drawn with its copy for screens of ratio 2."""
        name, token, size = match[1], match[2], int(match[3])
        color = self.color(token).name()
        path = self._images.path(f"{name}-{color[1:]}-{self.px(size)}.png")
        for ratio, suffix in ((1, ""), (2, "@2x")):
            target = path.with_name(f"{path.stem}{suffix}.png")
            self._pending_images[target] = (name, color, self.px(size), ratio)
        return f"url({path.as_posix()})"

    def draw_images(self) -> None:
        """Draw the images that the sheet names. Nothing in the first frame needs them: they follow it."""
        for target, (name, color, size, ratio) in self._pending_images.items():
            if not target.exists():
                self._draw(name, color, size, ratio).save(str(target))
        self._pending_images.clear()

    def keep_images(self) -> None:
        """Lock their folder, and remove those of programs that were killed: together longer than a frame."""
        self._images.keep()

    def remove_images(self) -> None:
        """Remove them when the program ends: nothing is shown with this look any more."""
        self._images.remove()

    def _draw(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        """An icon, or our own tick, which is no Fluent icon."""
        if name == "tick":
            from app.desktop.look.shapes import shape_pixmap

            return shape_pixmap("ok", QColor(color), size, ratio)
        return icon_pixmap(f"{name}_16_regular", color, size, ratio)
