"""How a source is named."""

from __future__ import annotations

import pytest

from app.coding.sources import name_source


@pytest.mark.parametrize(
    ("title", "edition", "name"),
    [
        ("NCCI add-on code edits, 2026 Q2", "2026Q2", "NCCI add-on code edits, 2026 Q2"),
        ("PFS relative value file", "RVU26C", "PFS relative value file, RVU26C"),
        ("CPT 2026, as restated in public", "2026", "CPT 2026, as restated in public"),
        ("Tips for denial CO-236", "2025-01-08", "Tips for denial CO-236, 01/08/2025"),
        ("NCCI Policy Manual", "rev. 2026-01-01", "NCCI Policy Manual, rev. 01/01/2026"),
        ("Plain document", "", "Plain document"),
    ],
)
def test_the_edition_is_said_once(title: str, edition: str, name: str) -> None:
    assert name_source(title, edition) == name
