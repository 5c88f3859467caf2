"""The fee schedule of October 2025, as official rows and as a library, where it is present."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from app.coding.official import FeeRow
from app.coding.payment_rows import AnesthesiaFactor, CapPrices, Gpci
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.releases.installation import install
from app.releases.recognition import recognize
from tests.conftest import once_a_run
from tests.payment import invented
from tests.payment.copies import of_kind

RELEASE = "knowledge/cms/mpfs/rvu25d-updated-09-11-2025.zip"


class Official(NamedTuple):
    """The rows of one release."""

    fees: Mapping[tuple[str, str], FeeRow]
    gpcis: Mapping[str, Gpci]
    caps: list[CapPrices]
    anesthesia: list[AnesthesiaFactor]


@pytest.fixture(scope="session")
def release(shared: Path) -> Path:
    """Return the zip of the release as CMS ships it."""
    path = shared / RELEASE
    if not path.is_file():
        pytest.skip("the fee schedule of October 2025 is not on this machine")
    return path


@pytest.fixture(scope="session")
def official(release: Path) -> Official:
    """Return the rows of its tables."""
    found = {each.source: each for each in recognize(release)}
    return Official(
        fees={(row.code, row.modifier): row for row in of_kind(found["pfs-rvu"], FeeRow)},
        gpcis={row.locality: row for row in of_kind(found["pfs-gpci"], Gpci)},
        caps=of_kind(found["pfs-cap"], CapPrices),
        anesthesia=of_kind(found["pfs-anes"], AnesthesiaFactor),
    )


@pytest.fixture(scope="session")
def october(release: Path, reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the library with that release on its shelf."""

    def fill(folder: Path) -> None:
        install([release], folder / "editions", today=date(2025, 10, 2))

    folder = once_a_run(tmp_path_factory, "october 2025", fill)
    return Library.open(reference_db, Shelf.open(folder / "editions"))


@pytest.fixture(scope="session")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the library with the invented tables of `invented` on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented payment", invented.fill)
    return Library.open(reference_db, Shelf.open(folder / "editions"))
