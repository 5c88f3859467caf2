"""What Explorer and an inventory show of the Windows programs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app import __version__
from build_scripts.package import version_resource


def test_the_resource_names_program_and_version(tmp_path: Path) -> None:
    written = version_resource.write_resource("needlepoint-desktop", "1.2.3", tmp_path / "deep" / "version")
    text = written.read_text(encoding="utf-8")
    assert isinstance(ast.parse(text, mode="eval").body, ast.Call)  # PyInstaller evaluates it
    assert re.findall(r"(\w+vers)=(\(.*?\))", text) == [
        ("filevers", "(1, 2, 3, 0)"),
        ("prodvers", "(1, 2, 3, 0)"),
    ]
    texts = dict(re.findall(r"StringStruct\('(\w+)', '([^']+)'\)", text))
    assert texts == version_resource.strings("needlepoint-desktop", "1.2.3")
    assert (texts["FileVersion"], texts["OriginalFilename"]) == ("1.2.3", "needlepoint-desktop.exe")
    language, page = re.findall(r"\[(\d+), (\d+)\]", text)[0]
    assert f"'{int(language):04X}{int(page):04X}'" in text


def test_the_version_of_needlepoint_has_the_form_that_windows_takes() -> None:
    assert len(version_resource.four_numbers(__version__)) == 4
    with pytest.raises(ValueError, match="invalid literal"):
        version_resource.four_numbers("1.2.0rc1")
