"""The size of text that Windows is set to, which Qt does not follow (6.11): the zoom until one is chosen."""

from __future__ import annotations

import sys

_KEY, _VALUE = r"Software\Microsoft\Accessibility", "TextScaleFactor"


def read_text_scale() -> int:
    """Percent, 100 to 225, as Settings > Accessibility > Text size keeps it; 100 where it is not set.

    On Linux and macOS it comes with the dots an inch of the screen, by which Qt scales all of a window.
    """
    if sys.platform != "win32":
        return 100
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
            percent, _kind = winreg.QueryValueEx(key, _VALUE)
    except OSError:
        return 100
    return percent if isinstance(percent, int) else 100


def nearest_zoom(percent: int, zooms: tuple[int, ...]) -> int:
    """The step of the zoom that is nearest to a size of text.

    >>> nearest_zoom(140, (100, 125, 150, 200)), nearest_zoom(225, (100, 125, 150, 200))
    (150, 200)
    """
    return min(zooms, key=lambda zoom: abs(zoom - percent))
