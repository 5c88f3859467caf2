"""The contrast of every pairing that the window shows, by WCAG 2.x."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.desktop.claim.combo import ChoiceCombo
from app.desktop.look.look import Look
from app.desktop.look.theme import DARK, LIGHT, Theme, from_palette

SURFACES = ("window", "panel", "page", "head", "field", "hover", "select")
TEXTS = ("text", "text2", "text3", "accent", "error", "warning", "info", "ok", "none")
TINTED = ("error", "warning", "info", "ok", "none")


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colors."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


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


def test_hints_in_empty_fields_have_the_color_of_quiet_text(look: Look, qtbot: QtBot) -> None:
    combo = ChoiceCombo("Payer", ())
    qtbot.addWidget(combo)
    combo.ensurePolished()
    for field in (QLineEdit(), QPlainTextEdit(), combo.edit):
        qtbot.addWidget(field)
        field.ensurePolished()
        assert field.palette().placeholderText().color() == look.color("text3")
