"""The name under which SQLite opens a file, on drives, shares and odd folders."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest

from app.library.database import Database, file_uri


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"\\server\share\My data\a.npe"), "file:////server/share/My%20data/a.npe"),
        (PureWindowsPath(r"C:\data\100%\a#b.npe"), "file:///C:/data/100%25/a%23b.npe"),
    ],
)
def test_the_server_of_a_share_is_part_of_the_path(path: PureWindowsPath, uri: str) -> None:
    assert file_uri(path) == f"{uri}?mode=ro&immutable=1"


no_windows_name = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ? in names of files")


@pytest.mark.parametrize(
    "name",
    ["a b.sqlite", "100%.sqlite", pytest.param("a?mode=rwc.sqlite", marks=no_windows_name), "a#b.sqlite"],
)
def test_a_file_of_any_name_opens(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE one (x)")
    assert Database(path, "{name}: {error}").value("SELECT name FROM sqlite_master") == "one"
