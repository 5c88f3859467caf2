"""Memory after many switches of page, theme and zoom, beside that after the first of them."""

from __future__ import annotations

from build_scripts.bench.children import child, shelf_home
from build_scripts.bench.table import Figure

GROWTH = 10.0  # MB


def measure() -> list[Figure]:
    """Switch 500 times."""
    with shelf_home() as home:
        found = child("waits", "memory", home)
    floor = "after 100 of them"
    return [
        Figure("memory after 500 switches", found["after"], "MB", found["settled"], floor),
        Figure("its growth", found["after"] - found["settled"], "MB", limit=GROWTH),
    ]
