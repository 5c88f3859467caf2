"""The colors of the window, one record a theme.

Style sheet, palette, delegates and icons read them and nothing else names a color. A test recomputes the
WCAG contrast of every pairing that the window shows.
"""

from typing import Literal, NamedTuple

from PySide6.QtGui import QColor, QPalette

from app.desktop.look.contrast import TEXT, between, contrast

ThemeChoice = Literal["system", "light", "dark"]
THEME_CHOICES: dict[ThemeChoice, str] = {"system": "System", "light": "Light", "dark": "Dark"}


class Theme(NamedTuple):
    """Every color token, as #RRGGBB."""

    dark: bool
    window: str
    panel: str
    page: str
    head: str
    field: str
    line: str
    border: str
    text: str
    text2: str
    text3: str
    accent: str
    onaccent: str
    accenthover: str
    select: str
    hover: str
    error: str
    errorbg: str
    warning: str
    warningbg: str
    info: str
    infobg: str
    ok: str
    okbg: str
    none: str
    nonebg: str
    mark: str
    markneg: str


LIGHT = Theme(
    dark=False,
    window="#F1F3F5",
    panel="#F7F8FA",
    page="#FFFFFF",
    head="#F1F3F5",
    field="#FFFFFF",
    line="#DCE1E6",
    border="#7F8993",
    text="#1A1F24",
    text2="#46505A",
    text3="#5B656F",
    accent="#0B6275",
    onaccent="#FFFFFF",
    accenthover="#094F5F",
    select="#DBECEF",
    hover="#E8ECEF",
    error="#B3261E",
    errorbg="#FBEBE9",
    warning="#8A5300",
    warningbg="#FCF2DF",
    info="#2458A6",
    infobg="#E8F0FB",
    ok="#256B3C",
    okbg="#E6F3EA",
    none="#59636E",
    nonebg="#EEF0F2",
    mark="#FBE7A8",
    markneg="#F6D3CF",
)

DARK = Theme(
    dark=True,
    window="#26292D",
    panel="#202327",
    page="#191B1E",
    head="#24272B",
    field="#141619",
    line="#363B41",
    border="#6E7781",
    text="#E6E8EB",
    text2="#BDC4CB",
    text3="#9FA8B1",
    accent="#5CB8C8",
    onaccent="#062027",
    accenthover="#7CCAD7",
    select="#1D3D45",
    hover="#2C3035",
    error="#F4938A",
    errorbg="#3A2321",
    warning="#E5B45A",
    warningbg="#35290F",
    info="#8FB7F3",
    infobg="#1E2B3E",
    ok="#7FC796",
    okbg="#1B3021",
    none="#A6AFB8",
    nonebg="#2A2E32",
    mark="#4A3F16",
    markneg="#4A2724",
)

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "page",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "onaccent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "onaccent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "page",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "page",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "border",
}
_SHARES = tuple(number / 300 for number in (*range(100, 0, -1), *range(101, 250)))
_FULL = 20.0  # of the 21 that white has on black
_SEEN = 1.5  # what a ground needs beside its surface
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme, for what the style sheet does not draw."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(getattr(theme, token)))
    for role in _FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.text3))
    return made


def is_high_contrast(system: QPalette) -> bool:
    """Whether a system's colors are white on black, by which KDE alone tells its high contrast (Qt 6.11).

    Black on white tells nothing: it is also what Qt has where a system has no colors.
    """
    base, text = (system.color(role).name() for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Text))
    return contrast(base, text) >= _FULL and contrast(base, "#000000") < contrast(text, "#000000")


def from_palette(system: QPalette, dark: bool) -> Theme:
    """The theme for high contrast: every token from the system's own palette. Shapes and words remain.

    What is selected or found is told by a ground between surface and ink, on which either can be seen. The
    system's colors of links and of what is disabled are taken where they can be read on both, as on black
    they often cannot.
    """
    roles = QPalette.ColorRole
    names = {role: system.color(role).name().upper() for role in (*_ROLES, roles.Highlight)}
    surface, ink, link = names[roles.Base], names[roles.Text], names[roles.Link]
    gray = system.color(QPalette.ColorGroup.Disabled, roles.Text).name().upper()
    grounds_for = (_ground(surface, *inks) for inks in ((ink, link, gray), (ink, link), (ink,)))
    ground = next(filter(None, grounds_for), surface)
    accent = link if min(contrast(link, each) for each in (surface, ground)) >= TEXT else ink
    quiet = gray if min(contrast(gray, each) for each in (surface, ground)) >= TEXT else ink
    chosen = names[roles.Highlight]
    surfaces = ("window", "panel", "page", "head", "field", "nonebg")
    tints = ("errorbg", "warningbg", "infobg", "okbg")
    grounds = ("select", "hover", "mark", "markneg")
    inks = ("line", "border", "text", "text2", "error", "warning", "info", "ok", "none")
    return Theme(
        dark=dark,
        accent=accent,
        accenthover=chosen if contrast(chosen, surface) >= TEXT else ink,
        onaccent=surface,
        text3=quiet,
        **dict.fromkeys((*surfaces, *tints), surface),
        **dict.fromkeys(inks, ink),
        **dict.fromkeys(grounds, ground),
    )


def _ground(surface: str, *inks: str) -> str:
    """The first color between surface and ink that can be told from the one and bears all inks, else ""."""
    for share in _SHARES:
        found = between(surface, inks[0], share)
        if contrast(found, surface) >= _SEEN and min(contrast(found, ink) for ink in inks) >= TEXT:
            return found
    return ""


def is_dark(system: QPalette) -> bool:
    """Whether a system's colors are light on dark; Qt's palette follows its color scheme (6.11)."""
    roles = QPalette.ColorRole
    return system.color(roles.Base).lightness() < system.color(roles.Text).lightness()
