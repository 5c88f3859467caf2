"""editions, import and compare."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.releases import installation as releases
from tests.commands.conftest import Cli
from tests.releases.files import OPPS_CSV, parts, write_ptp

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


class TestCorrection:
    """Two files of one quarter: an original and its correction."""

    @pytest.fixture
    def names(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
        """The original and the correction."""
        monkeypatch.setattr(releases, "LEAST_ROWS", {})
        paths = [tmp_path / f"2022 October Web Addendum B.{day}.csv" for day in ("09.26.22", "11142022")]
        for path, indicator in zip(paths, (b"N", b"Q1"), strict=True):
            path.write_bytes(OPPS_CSV.replace(b",T,", b",%s," % indicator))
        return paths

    def test_json_says_what_was_replaced(self, cli: Cli, names: list[Path]) -> None:
        (first,) = (json.loads(line) for line in cli("import", str(names[0]), "--json").out.splitlines())
        (second,) = (json.loads(line) for line in cli("import", str(names[1]), "--json").out.splitlines())
        assert second["replaces"] == [{**first, "files": [names[0].name]}]
        assert "skipped" not in second

    def test_json_says_what_was_passed_over(self, cli: Cli, names: list[Path]) -> None:
        done = cli("import", *map(str, names), "--json")
        assert done.status == 0
        (edition,) = (json.loads(line) for line in done.out.splitlines())
        assert [item["file"] for item in edition["skipped"]] == [names[0].name]
        assert "11/14/2022, not 09/26/2022" in edition["skipped"][0]["reason"]


class TestDamage:
    """A bit that changed in an imported edition."""

    @pytest.fixture
    def damaged(self, cli: Cli, tmp_path: Path) -> Path:
        """An edition file with one changed bit in its middle, imported from `tmp_path / "cms"`."""
        cli("import", *map(str, write_ptp(tmp_path / "cms", parts(), "322")))
        (path,) = (Path(os.environ["NEEDLEPOINT_DATA"]) / "editions").glob("*.npe")
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        return path

    def test_a_look_up_names_the_edition_and_the_cure(self, cli: Cli, damaged: Path) -> None:
        done = cli("lookup", "20610", "--with", "77002", "--date", "2026-08-01")
        assert (done.status, done.out) == (2, "")
        assert done.err.count(damaged.name) == 1
        assert done.err.endswith("Import its official file again; that replaces it.\n")

    def test_the_list_names_it_and_importing_again_mends_it(
        self, cli: Cli, damaged: Path, tmp_path: Path
    ) -> None:
        listed = cli("editions")
        assert listed.status == 2
        assert listed.err.count(damaged.name) == 1
        assert "installed" in cli("import", str(tmp_path / "cms")).out
        assert cli("editions").status == 0

    def test_one_whose_head_is_damaged_is_named_by_every_look_up(self, cli: Cli, damaged: Path) -> None:
        damaged.write_bytes(b"\0" + damaged.read_bytes()[1:])
        done = cli("lookup", "20610", "--with", "77002", "--date", "2026-08-01")
        assert done.status == 0
        assert done.err.count(damaged.name) == 1
