"""A damaged edition never answers: a changed bit is noticed, and importing the file again mends it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from datetime import date
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from app.coding.errors import InstallationError
from app.library.search.edition_hits import find_hits
from app.library.shelf import edition_format, seal
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.shelf import Shelf
from app.releases import installation, writer
from app.releases.installation import install
from tests.releases import files

TODAY = date(2026, 11, 23)
ON = date(2026, 8, 1)
FLIPS = 200


def write_official(folder: Path) -> Path:
    """A pair table, and two tables that have the index of codes and that of words."""
    files.write_ptp(folder, files.parts(200), "322")
    (folder / f"{files.MUE_NAME}.csv").write_bytes(files.mue_csv())
    (folder / "HCPC2026_JUL_ANWEB.txt").write_bytes(files.hcpcs_flat())
    return folder


def answers(folder: Path) -> list[object]:
    """What a shelf says to a fixed set of questions, each by itself; a fault is the text of the error."""
    shelf = Shelf.open(folder)
    told: list[object] = [item.reason for item in shelf.damaged]

    def ask(*codes: str) -> object:
        pairs, limits = (
            shelf.in_force("ncci-ptp", "practitioner", ON),
            shelf.in_force("ncci-mue", "practitioner", ON),
        )
        hcpcs = shelf.in_force("hcpcs", None, ON)
        return [
            *([shelf.pairs_of(pairs, code) for code in codes] if pairs else ["no pairs"]),
            *([shelf.units(limits, code) for code in codes] if limits else ["no limits"]),
            *([shelf.hcpcs(hcpcs, code) for code in codes] if hcpcs else ["no list"]),
            *(find_hits(shelf, word) for word in ("invented", "inj", "J99")),
        ]

    for code in ("0001X", "0002X", "1000X", "2010X", "4031X", "J9999", "ZZ", "9999X"):
        try:
            told.append(ask(code))
        except InstallationError as error:
            told.append(str(error))
    shelf.close()
    return told


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_official(tmp_path_factory.mktemp("official"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, official: Path) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # as for each test
        install([official], folder, today=TODAY)
    return folder


@pytest.fixture
def shelf(tmp_path: Path, installed: Path) -> Path:
    return Path(shutil.copytree(installed, tmp_path / "shelf"))


def test_no_flipped_bit_changes_an_answer_in_silence(shelf: Path, tmp_path: Path) -> None:
    sound = answers(shelf)
    assert "damaged" not in str(sound)
    places = random.Random(77002)
    paths = sorted(shelf.glob("*.npe"))
    assert len(paths) == 3
    for _ in range(FLIPS):
        copy = tmp_path / "copy"
        shutil.copytree(shelf, copy)
        path = copy / places.choice(paths).name
        bit = places.randrange(path.stat().st_size * 8)
        flip(path, bit)
        told = answers(copy)
        if told != sound:
            assert any(
                path.name in str(item) and "Import its official file again" in str(item) for item in told
            ), (
                path.name,
                bit,
            )
        shutil.rmtree(copy)


@pytest.mark.parametrize("part", ["header", "middle", "mark", "stated", "blocks"])
def test_importing_the_official_file_again_mends_a_damaged_edition(
    shelf: Path, official: Path, part: str
) -> None:
    sound = answers(shelf)
    for path in shelf.glob("*.npe"):
        size = path.stat().st_size
        from_end = {"mark": seal.SIZE, "stated": 60, "blocks": 1}
        place = {"header": 30, "middle": size // 2}.get(part) or size - from_end[part]
        flip(path, place * 8)
    outcomes = install([official], shelf, today=TODAY)
    assert {outcome.state for outcome in outcomes} == {"installed"}
    assert {outcome.sentence.endswith("Replaces a damaged copy.") for outcome in outcomes} == {True}
    assert answers(shelf) == sound
    opened = Shelf.open(shelf)
    assert (len(opened.editions), opened.aside, opened.damaged) == (3, (), ())
    assert {outcome.state for outcome in install([official], shelf, today=TODAY)} == {"skipped"}


def test_a_shelf_is_proved_without_waiting_for_a_look_up(shelf: Path) -> None:
    path = next(shelf.glob("ncci-ptp*.npe"))
    flip(path, path.stat().st_size * 4)
    opened = Shelf.open(shelf)
    assert opened.faults() == ()
    (fault,) = opened.proved().faults()
    assert path.name in fault
    assert [item.source for item in opened.proved().editions] == ["hcpcs", "ncci-mue"]


def test_an_incomplete_set_that_is_damaged_is_read_again(tmp_path: Path) -> None:
    parts, shelf = files.write_ptp(tmp_path / "in", files.parts(200)), tmp_path / "shelf"
    install(parts[:2], shelf, today=TODAY)
    (aside,) = shelf.glob("*.npe-partial")
    flip(aside, aside.stat().st_size * 4)
    (outcome, _) = install(parts[2:], shelf, today=TODAY)
    assert outcome.sentence.startswith("f1, f2 are missing")
    assert {outcome.state for outcome in install(parts[:2], shelf, today=TODAY)} == {"installed"}


def test_an_edition_from_before_there_were_checksums_opens_and_says_so(
    shelf: Path, official: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = answers(shelf)
    for path in shelf.glob("*.npe"):
        path.unlink()
    with monkeypatch.context() as before:
        before.setattr(writer, "append_seal", lambda *_: None)
        before.setattr(writer, "write_sealed", lambda path, database, _: path.write_bytes(database))
        before.setattr(
            writer, "_PRAGMAS", (*writer._PRAGMAS, f"PRAGMA user_version = {edition_format.UNSEALED}")
        )
        install([official], shelf, today=TODAY)
    opened = Shelf.open(shelf)
    assert (opened.damaged, len(opened.unproved())) == ((), 3)
    assert answers(shelf) == sound
    assert {outcome.state for outcome in install([official], shelf, today=TODAY)} == {"installed"}
    assert Shelf.open(shelf).unproved() == ()
    assert answers(shelf) == sound


def test_a_file_that_is_larger_than_a_block_is_proved_block_by_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 40)
    monkeypatch.setattr(seal, "BLOCK", 1000)
    whole = seal.checksum(path, 10_240)
    assert seal.checksum(path, 10_239) != whole
    for place in (0, 999, 1000, 5000, 10_239):
        flip(path, place * 8)
        assert seal.checksum(path, 10_240) != whole
        flip(path, place * 8)
    assert seal.checksum(path, 10_240) == whole


def test_a_table_is_sealed_from_memory_as_it_would_be_from_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "BLOCK", 1000)
    for length in (1, 999, 1000, 1001, 10_240):
        database = bytes(range(256)) * 40
        seal.write_sealed(tmp_path / "memory", database[:length], "stated")
        (tmp_path / "disk").write_bytes(database[:length])
        seal.append_seal(tmp_path / "disk", "stated")
        assert (tmp_path / "memory").read_bytes() == (tmp_path / "disk").read_bytes()
        assert seal.is_whole(tmp_path / "memory")


def test_a_disk_that_fails_while_a_file_is_proved_is_damage(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> bool:
        raise OSError(5, "Input/output error")

    file = EditionFile(next(shelf.glob("ncci-mue*.npe")))
    monkeypatch.setattr(seal, "is_whole", fail)
    with pytest.raises(InstallationError, match="Input/output error"):
        file.records("0001X")
    file.close()


class Missing:
    """What neither a class nor its objects have."""

    def __get__(self, *of: object) -> NoReturn:
        raise AttributeError


class OldConnection(sqlite3.Connection):
    """A connection of an SQLite that is built without `serialize`, as some systems ship it."""

    serialize = Missing()


def take_old_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "app.releases.writer.sqlite3.connect", partial(sqlite3.connect, factory=OldConnection)
    )


def test_an_sqlite_that_cannot_serialize_writes_the_same_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"{files.MUE_NAME}.csv"
    path.write_bytes(files.mue_csv())
    install([path], tmp_path / "new", today=TODAY)
    take_old_sqlite(monkeypatch)
    install([path], tmp_path / "old", today=TODAY)
    shelves = [Shelf.open(tmp_path / name) for name in ("new", "old")]
    new, old = ([(item, *each.file(item).every_record()) for item in each.editions] for each in shelves)
    assert old == new
    assert old
    assert all(each.unproved() == each.faults() == () for each in shelves)


def test_rows_that_such_an_sqlite_did_not_write_are_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"{files.MUE_NAME}.csv"
    path.write_bytes(files.mue_csv())
    take_old_sqlite(monkeypatch)
    monkeypatch.setattr(writer, "digest_rows", lambda _: "other rows")
    (outcome,) = install([path], tmp_path / "shelf", today=TODAY)
    assert (outcome.state, "did not reach the disk" in outcome.sentence) == ("refused", True)
    assert not list((tmp_path / "shelf").glob(f"*{edition_format.SUFFIX}"))
