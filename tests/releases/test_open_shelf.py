"""Imports and choices among editions while a window has the shelf open, whose files then count as locked."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.library.shelf.edition_format import ASIDE
from app.library.shelf.shelf import Shelf
from app.releases import keeping, retirement
from app.releases.installation import install
from tests.releases import files

TODAY = date(2026, 7, 20)
ON = date(2026, 8, 1)


def install_list(folder: Path, name: str, *words: str) -> str:
    """Import a list of the user's own wording; gives how it ended."""
    folder.mkdir(exist_ok=True)
    path = folder / "wording.csv"
    rows = "".join(f"000{at}X,{word}\r\n" for at, word in enumerate(words, start=1))
    path.write_bytes(f"code,wording\r\n{rows}".encode())
    (outcome,) = install([path], folder / name, today=TODAY)
    return outcome.state


def test_a_newer_file_is_installed_while_a_window_has_the_older_one_open(tmp_path: Path) -> None:
    install_list(tmp_path, "shelf", "one")
    with closing(Shelf.open(tmp_path / "shelf")) as window:
        assert window.wording("0001X") == "one"
        assert install_list(tmp_path, "shelf", "two", "three") == "installed"
        with closing(Shelf.open(tmp_path / "shelf")) as opened:
            assert opened.wording("0001X") == "two"
            assert (len(opened.editions), len(opened.aside), opened.faults()) == (1, 1, ())
        assert window.wording("0001X") == "one"


def test_a_file_that_was_set_aside_is_in_use_again_when_it_is_imported_again(tmp_path: Path) -> None:
    install_list(tmp_path, "shelf", "one")
    install_list(tmp_path, "shelf", "two")
    with closing(Shelf.open(tmp_path / "shelf")):
        assert install_list(tmp_path, "shelf", "one") == "installed"
    with closing(Shelf.open(tmp_path / "shelf")) as opened:
        assert opened.wording("0001X") == "one"
        assert (len(opened.editions), len(opened.aside)) == (1, 1)


def test_pair_files_come_one_by_one_while_a_window_has_the_shelf_open(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    windows = []
    for path in files.write_ptp(tmp_path / "in", files.parts()):
        windows.append(Shelf.open(shelf))
        (outcome,) = install([path], shelf, today=TODAY)
        assert outcome.state in ("partial", "installed"), outcome.sentence
    with closing(Shelf.open(shelf)) as opened:
        assert (len(opened.editions), opened.partial, opened.faults()) == (1, (), ())
    for window in windows:
        window.close()
    installed = list(shelf.glob("*.npe"))
    install_list(tmp_path, "shelf", "one")  # the next import removes what was open then
    assert list(shelf.glob("*.npe-partial*")) == []
    assert set(installed) <= set(shelf.glob("*.npe"))


def test_an_edition_in_use_elsewhere_is_removed_at_once_and_its_file_later(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    install_list(tmp_path, "shelf", "one")
    with closing(Shelf.open(shelf)) as window:
        keeping.remove(shelf, window.editions[0])
        with closing(Shelf.open(shelf)) as opened:
            assert opened.editions == ()
    retirement.clear_removed(shelf)
    assert list(shelf.glob("*.npe*")) == []


def test_a_removed_edition_that_is_still_open_is_imported_again_as_a_copy(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    install_list(tmp_path, "shelf", "one")
    with closing(Shelf.open(shelf)) as window:
        keeping.remove(shelf, window.editions[0])
        assert install_list(tmp_path, "shelf", "one") == "installed"
        with closing(Shelf.open(shelf)) as opened:
            assert opened.wording("0001X") == "one"
            (edition,) = opened.editions
    keeping.set_aside(shelf, edition)
    keeping.bring_back(shelf, edition)
    keeping.remove(shelf, edition)
    retirement.clear_removed(shelf)
    assert list(shelf.glob("*.npe*")) == []


def test_an_edition_set_aside_by_an_older_version_comes_back(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    install_list(tmp_path, "shelf", "one")
    (path,) = shelf.glob("*.npe")
    path.replace(path.with_suffix(ASIDE))
    with closing(Shelf.open(shelf)) as opened:
        (old,) = opened.aside
    keeping.bring_back(shelf, old)
    with closing(Shelf.open(shelf)) as opened:
        assert opened.editions == (old,)
    assert list(shelf.glob(f"*{ASIDE}")) == []


def test_a_shelf_that_takes_no_mark_says_what_lies_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    install_list(tmp_path, "shelf", "one")
    monkeypatch.setattr(retirement, "set_aside", refuse)
    (tmp_path / "wording.csv").write_text("code,wording\r\n0001X,two\r\n")
    (outcome,) = install([tmp_path / "wording.csv"], tmp_path / "shelf", today=TODAY)
    assert "The new edition is on the shelf" in outcome.sentence
    (fault,) = Shelf.open(tmp_path / "shelf").faults()
    assert "are both in use" in fault
