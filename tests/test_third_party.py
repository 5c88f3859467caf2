"""The fonts and icons of others are listed in resources/THIRD_PARTY.md and are byte for byte what came."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
ROW = re.compile(r"^\| ((?:fonts|icons)/\S+) \| ([0-9a-f]{64}) \|$", re.MULTILINE)
OWN_WORDS = {"icons/LICENSE_ICONS"}


def listed_checksums() -> dict[str, str]:
    """Return the SHA-256 that THIRD_PARTY.md states for each file, by path under resources/."""
    return dict(ROW.findall((RESOURCES / "THIRD_PARTY.md").read_text(encoding="utf-8")))


def actual_checksums() -> dict[str, str]:
    """Return the SHA-256 of each file that lies in resources/fonts and resources/icons."""
    files = [path for folder in ("fonts", "icons") for path in (RESOURCES / folder).iterdir()]
    named = {path.relative_to(RESOURCES).as_posix(): path.read_bytes() for path in files}
    return {name: hashlib.sha256(data).hexdigest() for name, data in named.items() if name not in OWN_WORDS}


def test_every_font_and_icon_is_listed_and_unmodified() -> None:
    assert actual_checksums() == listed_checksums()


def test_license_texts_lie_beside_the_files_they_cover() -> None:
    font_license = (RESOURCES / "fonts" / "LICENSE_FONT").read_text(encoding="utf-8")
    icon_license = (RESOURCES / "icons" / "LICENSE_ICONS").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in font_license
    assert "MIT License" in icon_license
    assert "Microsoft Corporation" in icon_license
