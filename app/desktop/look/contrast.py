"""How well one color stands out from another, by WCAG 2.x."""

from __future__ import annotations

_KNEE = 0.04045
TEXT = 4.5
"""What text needs on its ground."""


def contrast(one: str, other: str) -> float:
    """The ratio of two colors, as #RRGGBB, from 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def between(surface: str, ink: str, share: float) -> str:
    """The color that lies `share` of the way from the surface to the ink."""
    pairs = ((int(surface[at : at + 2], 16), int(ink[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in pairs)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= _KNEE else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
