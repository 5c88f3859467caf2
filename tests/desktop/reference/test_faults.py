"""An edition that is damaged inside, asked before the check of the shelf has told of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.coding.errors import InstallationError
from app.coding.page_key import COMPARE, DECISION, IMPORT
from app.coding.pages import Ways
from app.desktop.shell.main_window import MainWindow
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.releases.installation import install
from tests.releases.files import parts, write_ptp

IN_FORCE = date(2026, 8, 15)
SENTENCE = "x.npe is damaged and is not used. Import its official file again; that replaces it."


@pytest.fixture
def broken(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose library meets a damaged file at every question."""

    def fail(*_asked: object, **_named: object) -> None:
        raise InstallationError(SENTENCE)

    for question in ("page", "answer", "search"):
        monkeypatch.setattr(window.library, question, fail)
    return window


@pytest.mark.parametrize("key", ["77002", "answer:20610+77002", COMPARE, DECISION, "search:xyz"])
def test_the_page_is_the_one_sentence_with_the_way_to_import(broken: MainWindow, key: str) -> None:
    broken.reference.preview(key)
    page = broken.reference.page()
    assert page is not None
    assert (page.code, page.summary) == ("Not answered", SENTENCE)
    (ways,) = page.sections[0].parts
    assert isinstance(ways, Ways)
    assert [way.key for way in ways.ways] == [IMPORT]


def test_the_results_say_it_too_and_never_that_nothing_was_found(broken: MainWindow) -> None:
    broken.search.field.setText("77002")
    broken.search.search_now()
    model = broken.search.view.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [SENTENCE]


def test_a_real_flipped_bit_is_a_page_and_no_error(
    window: MainWindow, library: Library, tmp_path: Path
) -> None:
    editions = tmp_path / "editions"
    install(write_ptp(tmp_path / "official", parts(400)), editions)
    (path,) = editions.glob("*.npe")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    shelf = Shelf.open(editions)
    window.set_library(library.with_shelf(shelf))
    window.reference.on = IN_FORCE
    window.open_page("answer:1000X+0001X")
    page = window.reference.page()
    assert page is not None
    assert page.code == "Not answered"
    assert path.name in page.summary
    window.set_library(library.with_shelf(shelf.proved()))
    again = window.reference.page()
    assert again is not None
    assert again.code != "Not answered"
