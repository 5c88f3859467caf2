"""SECURITY.md names modules that are there, and files and folders as the code has them."""

from __future__ import annotations

import re
from pathlib import Path

from app.claims.tables.mapping import FILE
from app.claims.worklist.file import ENDING
from app.coding.faults import FOLDER
from app.desktop.instance import pipe
from app.desktop.shell.secondary_windows import EDITIONS
from app.desktop.user_data.exchange import LOCK_NAME
from app.desktop.user_data.file import FILE_NAME
from app.releases import lock

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_each_module_that_it_cites_exists() -> None:
    cited = re.findall(r"`((?:app|tests)/[\w/.]+)`", PAGE)
    assert len(cited) > 8
    assert [path for path in cited if not (ROOT / path).exists()] == []


def test_what_lies_in_the_data_folder_has_its_real_names() -> None:
    for name in (FILE_NAME, FILE, f"{EDITIONS}/", f"{FOLDER}/"):
        assert f"data folder, `{name}`" in PAGE


def test_locks_and_keys_have_their_real_names() -> None:
    for name in (LOCK_NAME, f"{EDITIONS}/{lock.NAME}", pipe.KEY_FILE, pipe.LOCK_FILE):
        assert f"`{name}`" in PAGE
    assert f"`{ENDING}`" in PAGE


def test_the_readme_leads_to_it() -> None:
    assert "[SECURITY.md](SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
