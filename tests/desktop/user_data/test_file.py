"""The user's own file: whole or not at all, and an unreadable one is kept aside."""

from pathlib import Path

import pytest

from app.desktop.user_data.file import FILE_NAME, UserData, read_user_data, write_user_data


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    kept = UserData(
        favorites=("77002",), recent=("modifier:26",), notes={"77002": "ask"}, settings={"zoom": 110}
    )
    write_user_data(tmp_path / "new", kept)
    assert read_user_data(tmp_path / "new") == kept


def test_a_folder_without_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read_user_data(tmp_path) == UserData()


def test_an_unreadable_file_is_kept_aside_and_said(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("{broken", encoding="utf-8")
    found = read_user_data(tmp_path)
    assert "kept as personal.bad" in found.problem
    assert (tmp_path / "personal.bad").read_text(encoding="utf-8") == "{broken"
    assert read_user_data(tmp_path) == UserData()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[]", "it holds no record"),
        ('{"favourites": "77002"}', "favourites is no list of texts"),
        ('{"recent": [77002]}', "recent is no list of texts"),
        ('{"notes": {"77002": 1}}', "notes are no texts"),
        ('{"settings": []}', "settings are no record"),
    ],
)
def test_a_part_of_another_type_is_named(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    assert reason in read_user_data(tmp_path).problem


def test_a_file_that_is_nested_too_deeply_is_kept_aside_too(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("[" * 100_000, encoding="utf-8")
    assert "kept as personal.bad" in read_user_data(tmp_path).problem


def test_text_of_any_script_and_unknown_parts_are_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"notes": {"77002": "prüfen"}, "later": 1}', encoding="utf-8")
    assert read_user_data(tmp_path) == UserData(notes={"77002": "prüfen"})


def test_favorites_of_an_earlier_version_are_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"favourites": ["77002"]}', encoding="utf-8")
    assert read_user_data(tmp_path).favorites == ("77002",)
    write_user_data(tmp_path, read_user_data(tmp_path))
    assert read_user_data(tmp_path).favorites == ("77002",)
