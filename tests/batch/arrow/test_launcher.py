"""What the wheel gives at its top: a shelf opened once a process, and the functions over it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is no part of the program; build_scripts.scale has it")

from app.coding.errors import InputError
from tests.batch.arrow.batches import batch, row

LAUNCHER = Path(__file__).parents[3] / "build_scripts" / "launcher" / "needlepoint_review" / "__init__.py"


@pytest.fixture
def wheel(reference_db: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that the wheel installs, over the database of this run."""
    spec = importlib.util.spec_from_file_location("needlepoint_review_here", LAUNCHER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "REFERENCE", reference_db)
    return module


def test_without_a_shelf_no_claim_is_reviewed(wheel: ModuleType) -> None:
    with pytest.raises(InputError, match=r"^No shelf is open"):
        wheel.review_batch(batch(row("1", "77002")))


def test_a_shelf_is_opened_once_a_process(wheel: ModuleType, tmp_path: Path) -> None:
    assert wheel.open_shelf(tmp_path, ()) is wheel.open_shelf(str(tmp_path), [])
    assert wheel.open_shelf(tmp_path) is not wheel.open_shelf(tmp_path, ())


def test_the_functions_are_those_of_the_shelf_opened_last(wheel: ModuleType, tmp_path: Path) -> None:
    shelf = wheel.open_shelf(tmp_path)
    claims = batch(row("1", "77002"), row("2", "99213"))
    assert wheel.review_batch(claims).equals(shelf.review_batch(claims))
    assert wheel.review_days(claims).equals(shelf.review_days(claims))


def test_everything_that_it_names_is_there(wheel: ModuleType) -> None:
    assert all(hasattr(wheel, name) for name in wheel.__all__)
