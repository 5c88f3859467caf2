"""Files as CMS ships them, for all tests of this folder."""

from pathlib import Path

import pytest

from build_scripts.reference.knowledge import Knowledge
from tests.conftest import SHARED
from tests.data import written_copies

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session", params=["written", *(["official"] if SHARED.is_dir() else [])])
def figures(
    request: pytest.FixtureRequest, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Files as CMS ships them with our figures: written from data/, and official ones where they are."""
    if request.param == "official":
        return SHARED / "knowledge" / "cms"
    return written_copies.write_copies(tmp_path_factory.mktemp("copies"), knowledge)


@pytest.fixture(scope="session")
def official(shared: Path) -> Path:
    """The folder with copies of official files; skips where it is missing."""
    return shared / "knowledge" / "cms"
