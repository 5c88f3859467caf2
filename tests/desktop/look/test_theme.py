"""The contrast of every pairing that the window shows, by WCAG 2.x."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.desktop.claim.combo import ChoiceCombo
from app.desktop.look.contrast import contrast
from app.desktop.look.look import Look
from app.desktop.look.theme import DARK, LIGHT, Theme, from_palette, is_high_contrast

SURFACES = ("window", "panel", "page", "head", "field", "hover", "select")
TEXTS = ("text", "text2", "text3", "accent", "error", "warning", "info", "ok", "none")
TINTED = ("error", "warning", "info", "ok", "none")


def _ratio(theme: Theme, ink: str, surface: str) -> float:
    return contrast(getattr(theme, ink), getattr(theme, surface))


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    @pytest.mark.parametrize("ink", TEXTS)
    def test_text_reads_on_every_surface(self, theme: Theme, ink: str) -> None:
        assert min(_ratio(theme, ink, surface) for surface in SURFACES) >= 4.5

    @pytest.mark.parametrize("ink", TINTED)
    def test_severity_reads_on_its_own_tint(self, theme: Theme, ink: str) -> None:
        assert _ratio(theme, ink, f"{ink}bg") >= 4.5

    @pytest.mark.parametrize("surface", ["accent", "accenthover"])
    def test_button_text_reads_on_accent(self, theme: Theme, surface: str) -> None:
        assert _ratio(theme, "onaccent", surface) >= 4.5

    @pytest.mark.parametrize("surface", ["mark", "markneg", "nonebg", "errorbg", "warningbg"])
    def test_text_reads_on_evidence_and_tints(self, theme: Theme, surface: str) -> None:
        assert _ratio(theme, "text", surface) >= 4.5

    def test_edges_of_controls_show(self, theme: Theme) -> None:
        assert min(_ratio(theme, "border", surface) for surface in ("window", "panel", "page", "field")) >= 3

    def test_focus_ring_shows_on_every_surface(self, theme: Theme) -> None:
        assert min(_ratio(theme, "accent", surface) for surface in SURFACES) >= 3

    def test_segment_text_reads_on_its_track(self, theme: Theme) -> None:
        assert _ratio(theme, "text2", "nonebg") >= 4.5


def test_high_contrast_takes_every_color_from_the_system() -> None:
    system = QPalette(QColor("#FFFF00"), QColor("#000000"))
    system.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    system.setColor(QPalette.ColorRole.Text, QColor("#FFFF00"))
    theme = from_palette(system, dark=True)
    assert (theme.page, theme.text, theme.error) == ("#000000", "#FFFF00", "#FFFF00")


@pytest.mark.parametrize(
    ("surface", "ink"), [("#000000", "#FFFFFF"), ("#FFFFFF", "#000000"), ("#000000", "#FFFF00")]
)
def test_high_contrast_shows_what_is_selected(surface: str, ink: str) -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Base, QColor(surface))
    system.setColor(QPalette.ColorRole.Text, QColor(ink))
    theme = from_palette(system, dark=surface == "#000000")
    for ground in ("select", "mark"):
        assert _ratio(theme, ground, "page") >= 1.5
        assert _ratio(theme, "text", ground) >= 4.5


def _of(surface: str, ink: str, link: str, chosen: str, gray: str = "#808080") -> Theme:
    system = QPalette()
    roles = QPalette.ColorRole
    colors = {roles.Base: surface, roles.Text: ink, roles.Link: link, roles.Highlight: chosen}
    for role, color in colors.items():
        system.setColor(role, QColor(color))
    system.setColor(QPalette.ColorGroup.Disabled, roles.Text, QColor(gray))
    return from_palette(system, dark=surface == "#000000")


def _colors(least: int = 0, most: int = 0xFF) -> st.SearchStrategy[str]:
    part = st.integers(least, most)
    return st.builds("#{:02X}{:02X}{:02X}".format, part, part, part)


# 7 to 1 at least, as a system's schemes of high contrast are.
_apart = st.tuples(_colors(most=0x2F), _colors(least=0xC1))


@given(pair=_apart, is_dark=st.booleans(), link=_colors(), chosen=_colors(), gray=_colors())
def test_high_contrast_lets_every_text_be_read_whatever_the_colors(
    pair: tuple[str, str], is_dark: bool, link: str, chosen: str, gray: str
) -> None:
    surface, ink = pair if is_dark else pair[::-1]
    theme = _of(surface, ink, link, chosen, gray)
    assert min(_ratio(theme, each, ground) for each in TEXTS for ground in SURFACES) >= 4.5
    assert min(_ratio(theme, "text", ground) for ground in ("mark", "markneg", "errorbg", "infobg")) >= 4.5
    assert min(_ratio(theme, "onaccent", ground) for ground in ("accent", "accenthover")) >= 4.5
    assert _ratio(theme, "select", "page") >= 1.5


@pytest.mark.parametrize(
    ("surface", "ink", "is_high"),
    [("#000000", "#FFFFFF", True), ("#FFFFFF", "#000000", False), ("#1B1E20", "#FCFCFC", False)],
)
def test_white_on_black_is_high_contrast(surface: str, ink: str, is_high: bool) -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Base, QColor(surface))
    system.setColor(QPalette.ColorRole.Text, QColor(ink))
    assert is_high_contrast(system) is is_high


def test_what_is_disabled_has_its_own_color_where_it_can_be_read() -> None:
    assert _of("#000000", "#FFFFFF", "#FFFF00", "#FFFFFF", "#C0C0C0").text3 == "#C0C0C0"
    assert _of("#000000", "#FFFFFF", "#FFFF00", "#FFFFFF", "#404040").text3 == "#FFFFFF"


def test_the_color_of_links_is_kept_where_it_can_be_read() -> None:
    assert _of("#FFFFFF", "#000000", "#00009F", "#000000").accent == "#00009F"
    assert _of("#000000", "#FFFFFF", "#FFFF00", "#FFFFFF").accent == "#FFFF00"
    assert _of("#000000", "#FFFFFF", "#0000FF", "#FFFFFF").accent == "#FFFFFF"


def test_hints_in_empty_fields_have_the_color_of_quiet_text(look: Look, qtbot: QtBot) -> None:
    combo = ChoiceCombo("Payer", ())
    qtbot.addWidget(combo)
    combo.ensurePolished()
    for field in (QLineEdit(), QPlainTextEdit(), combo.edit):
        qtbot.addWidget(field)
        field.ensurePolished()
        assert field.palette().placeholderText().color() == look.color("text3")
