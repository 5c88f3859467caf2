"""editions, import and compare."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.commands.conftest import Cli
from tests.releases.files import parts, write_ptp

KEYS = ["source", "setting", "edition", "first", "last", "rows", "sha256"]


def test_the_book_is_an_edition(cli: Cli) -> None:
    (book,) = (json.loads(line) for line in cli("editions", "--json").out.splitlines())
    assert list(book) == KEYS
    assert (book["source"], book["setting"]) == ("book", None)
    assert book["sha256"][:12] in cli("editions").out


class TestImport:
    @pytest.fixture
    def files(self, tmp_path: Path) -> list[Path]:
        """The four parts of an invented pair table."""
        return write_ptp(tmp_path / "cms", parts())

    def test_one_object_an_edition_and_then_it_is_on_the_shelf(self, cli: Cli, files: list[Path]) -> None:
        done = cli("import", *map(str, files), "--json")
        assert (done.status, done.err) == (0, "")
        (edition,) = (json.loads(line) for line in done.out.splitlines())
        assert list(edition) == KEYS
        assert (edition["source"], edition["setting"]) == ("ncci-ptp", "practitioner")
        assert json.loads(cli("editions", "--json").out.splitlines()[-1]) == edition

    def test_text_names_each_file(self, cli: Cli, files: list[Path]) -> None:
        done = cli("import", str(files[0].parent))
        assert done.out.count("installed") == len(files)

    def test_a_file_that_is_none_of_cms_s(self, cli: Cli) -> None:
        Path("notes.txt").write_text("hello", encoding="utf-8")
        done = cli("import", "notes.txt")
        assert done.status == 2
        assert done.err.startswith("needlepoint: notes.txt")
        assert done.err.count("\n") == 1

    def test_it_keeps_to_the_data_folder(self, cli: Cli, files: list[Path]) -> None:
        cli("import", *map(str, files))
        assert list((Path(os.environ["NEEDLEPOINT_DATA"]) / "editions").glob("*.npe"))
        assert list(Path().iterdir()) == []


class TestCompare:
    def test_two_editions(self, cli: Cli, tmp_path: Path) -> None:
        later = parts()
        later[1] = [row for row in later[1] if row[1] != "0001X"]
        cli("import", *map(str, write_ptp(tmp_path / "a", parts(), "322")))
        cli("import", *map(str, write_ptp(tmp_path / "b", later, "323")))
        first, second = [
            json.loads(line)["edition"] for line in cli("editions", "--json").out.splitlines()[-2:]
        ]
        found = json.loads(cli("compare", first, second, "--json").out)
        assert found["ended"] == len(parts()[1]) - len(later[1])
        assert (found["added"], found["changed"]) == (0, 0)
        done = cli("compare", f"ncci-ptp-practitioner-{first}", second, "--codes", "1000x")
        assert done.status == 0
        assert "0 added, 1 ended, 0 changed" in done.out
        assert "1000X" in done.out

    def test_an_edition_that_is_not_there(self, cli: Cli) -> None:
        done = cli("compare", "2026Q3", "2026Q4")
        assert done == (2, "", "needlepoint: No imported edition is called “2026Q3”.\n")
