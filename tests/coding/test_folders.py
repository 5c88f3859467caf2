"""A folder is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.coding.errors import InputError
from app.coding.folders import whole_folder


def test_it_takes_its_name_once_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with whole_folder(target) as draft:
        (draft / "a.txt").write_text("a", "utf-8")
        assert not target.exists()
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert (target / "a.txt").read_text("utf-8") == "a"


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with whole_folder(tmp_path / "out") as draft:
            (draft / "a.txt").write_text("a", "utf-8")
            raise InputError("no.")

    with pytest.raises(InputError, match=r"^no\.$"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_used_and_a_full_one_refused(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    with whole_folder(target) as draft:
        (draft / "a.txt").write_text("a", "utf-8")
    with pytest.raises(InputError, match=r"out is there and is not empty\. Give a new"), whole_folder(target):
        pass
    assert [each.name for each in target.iterdir()] == ["a.txt"]


def test_a_file_and_a_link_in_its_place_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a", "utf-8")
    with pytest.raises(InputError, match="is no folder"), whole_folder(tmp_path / "file"):
        pass
    with pytest.raises(InputError, match="is no name for a folder"), whole_folder(Path()):
        pass


@pytest.mark.parametrize("below", ["out", "folder/out"])
def test_what_cannot_be_written_is_one_sentence_and_other_errors_stay_themselves(
    tmp_path: Path, below: str
) -> None:
    (tmp_path / "file").write_text("a", "utf-8")
    target = tmp_path / "file" / below
    with pytest.raises(InputError, match=r"cannot be written \(.*\)\. Choose another"), whole_folder(target):
        pass

    def read_another() -> None:
        with whole_folder(tmp_path / "out"):
            (tmp_path / "elsewhere").read_bytes()

    with pytest.raises(FileNotFoundError):
        read_another()
