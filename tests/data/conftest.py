"""The knowledge in data/, read once for all tests of this folder."""

from pathlib import Path

import pytest

from build_scripts.reference.knowledge import Knowledge, read_knowledge

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge of the working tree."""
    return read_knowledge(ROOT / "data")


@pytest.fixture(scope="session")
def official(shared: Path) -> Path:
    """The folder with copies of official files; skips where it is missing."""
    return shared / "knowledge" / "cms"
