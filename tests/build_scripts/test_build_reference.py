"""The build refuses faulty knowledge with file and line, and gives the same bytes for the same data."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.library.book.book import open_book
from app.rules import ALL_RULES
from app.rules.engine.rule import Cite
from app.rules.examples.example import example
from build_scripts.build_reference import ROOT, build, main
from build_scripts.reference.checks import find_faults
from build_scripts.reference.errors import DataError
from build_scripts.reference.knowledge import Knowledge
from tests.conftest import EVERY_EXAMPLE, small_folder
from tests.small_library import NAME as SMALL
from tests.small_library import build_small, open_small

_LIMIT = 6_000_000  # bytes


@pytest.fixture
def data(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small knowledge that a test may spoil; all of data/ takes half a second to read."""
    return Path(shutil.copytree(small_folder(tmp_path_factory) / "data", tmp_path / "data"))


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text)


def test_builds_are_equal_to_the_byte_and_small(tmp_path: Path, reference_db: Path) -> None:
    """In processes that go through sets in different orders, as two computers do."""
    for seed in ("1", "2") if EVERY_EXAMPLE else ("2",):
        subprocess.run(
            [sys.executable, "-m", "build_scripts.build_reference", str(tmp_path / seed)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
        )
        assert (tmp_path / seed).read_bytes() == reference_db.read_bytes()
    assert reference_db.stat().st_size < _LIMIT


def test_the_database_names_the_knowledge_it_was_built_from(reference_db: Path) -> None:
    book = open_book(reference_db)
    assert len(book.edition.sha256) == 64
    assert book.edition.source == "book"
    book.close()


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "addon_pairs.csv",
            "77002,1,20610,2017-01-01,nobody,x\n",
            r"source “nobody” is not in sources\.toml",
        ),
        (
            "addon_pairs.csv",
            "77002,1,99998,2017-01-01,aoc,x\n",
            r"code “99998” is not in codes\.csv",
        ),
        (
            "addon_pairs.csv",
            "77002,1,20610,2016-01-01,aoc,x\n",
            "the dates of “77002 / 20610” overlap",
        ),
        ("addon_pairs.csv", "77002,1\n", r"2 cells where the header has \d"),
        ("addon_pairs.csv", "77002,1,20610,yesterday,aoc,x\n", "first: "),
        ("glossary.toml", '\n[[term]]\nid = "x"\nterm = "X"\ntext = "y"\n', "has no source"),
        ("glossary.toml", '\n[[term]]\nid = "x"\nsurplus = 1\n', "surplus"),
        (
            "glossary.toml",
            '\n[[term]]\nid = "add-on"\nterm = "X"\ntext = "y"\nsource = "aoc"\n',
            "already on line",
        ),
        ("synonyms.toml", '\n[[synonym]]\nwords = ["x"]\nkeys = ["nowhere"]\n', "not the key of a page"),
        ("headings.toml", '\n[[heading]]\nfield = "x"\nnames = ["y"]\n', "is not a field of a claim table"),
        (
            "headings.toml",
            '\n[[heading]]\nfield = "code"\nnames = ["X"]\n[[heading]]\nfield = "units"\nnames = ["x."]\n',
            "already means",
        ),
        ("headings.toml", '\n[[heading]]\nfield = "encounter"\nnames = ["Enc 2"]\n', "carries a number"),
        ("glossary.toml", "\n[[term\n", "not TOML"),
        ("examples.toml", '\n[[example]]\nfile = "x.json"\ntitle = "X"\nnote = "y"\n', "is not in examples/"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(
    data: Path, tmp_path: Path, name: str, text: str, problem: str
) -> None:
    append(data / name, text)
    with pytest.raises(DataError, match=rf"^data/{name}, line \d+: .*{problem}"):
        build(tmp_path / "out.sqlite", data)
    assert not (tmp_path / "out.sqlite").exists()


def test_a_fault_in_a_page_is_named_with_the_line_of_its_fact(data: Path, tmp_path: Path) -> None:
    path = data / "guidance" / "77002.toml"
    line = path.read_text(encoding="utf-8").count("\n") + 5
    fact = '\n[[section]]\nid = "x"\ntitle = "X"\n[[section.fact]]\nvalue = "y"\nsource = "nobody"\n'
    append(path, fact)
    with pytest.raises(DataError, match=rf"^data/guidance/77002\.toml, line {line}: source “nobody”"):
        build(tmp_path / "out.sqlite", data)


def test_a_rule_that_cites_nothing_known_is_refused(knowledge: Knowledge) -> None:
    rule = msgspec.structs.replace(ALL_RULES[0], citations=(Cite("nobody", "x"),))
    faults = [str(fault) for fault in find_faults(knowledge, (rule,))]
    assert f"app/rules: {rule.id} cites “nobody”, not in sources.toml." in faults


def test_every_rule_synonym_and_policy_points_to_what_exists(knowledge: Knowledge) -> None:
    assert list(find_faults(knowledge, ALL_RULES)) == []


def test_a_file_that_the_build_does_not_know_is_refused(data: Path, tmp_path: Path) -> None:
    (data / "adon_pairs.csv").write_text("x\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"data/adon_pairs\.csv: the build knows no such file"):
        build(tmp_path / "out.sqlite", data)


def test_an_example_without_a_name_is_refused(data: Path, tmp_path: Path) -> None:
    shutil.copyfile(data / "examples" / "joint.json", data / "examples" / "99-disc.json")
    with pytest.raises(DataError, match=r"^data/examples/99-disc\.json: examples.toml does not name"):
        build(tmp_path / "out.sqlite", data)


def test_a_failed_build_leaves_what_was_there(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    out.write_bytes(b"the last good one")
    append(data / "codes.csv", "77002,again,guidance\n")
    with pytest.raises(DataError):
        build(out, data)
    assert out.read_bytes() == b"the last good one"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def schema_of(path: Path) -> list[tuple[str, str]]:
    """Every table and index of a database with its columns."""
    connection = sqlite3.connect(path)
    with closing(connection):
        return connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def test_a_table_without_rows_is_there_with_its_columns(tmp_path: Path, reference_db: Path) -> None:
    build_small(tmp_path, ("pair_edits", "units", "alternatives", "payer_places", "inclusions"))
    assert schema_of(tmp_path / SMALL) == schema_of(reference_db)
    library = open_small(tmp_path)
    assert library.page("20610", date(2026, 9, 15)) is not None
    facts = library.facts_for(example("", "20610, 77002").claim)
    assert (facts.pairs, facts.units) == ({}, {})


@pytest.mark.parametrize(("word", "status"), [("--help", 0), ("-h", 0), ("--fast", 2)])
def test_an_option_is_answered_and_no_file_gets_its_name(
    word: str,
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([word]) == status
    assert "python -m build_scripts.build_reference [OUT]" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
