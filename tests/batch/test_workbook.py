"""Tables as a workbook: text stays text, the same rows give the same bytes, and nothing is left half-way."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.batch import workbook
from app.batch.workbook import LONGEST, open_workbook
from app.coding.errors import InputError

COLUMNS = ("number", "claim", "day")


def write(path: Path, *rows: Sequence[object]) -> Path:
    with open_workbook(path, {"Findings": COLUMNS}) as sheets:
        for row in rows:
            sheets.add("Findings", row)
    return path


def cells(path: Path) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()]


def test_texts_numbers_days_and_empty_cells_are_what_they_were(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", (1, "claim 1", date(2026, 3, 10)), (2, None, ""))
    assert cells(path) == [
        ["number", "claim", "day"],
        [1.0, "claim 1", date(2026, 3, 10)],
        [2.0, "", ""],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@x", "=HYPERLINK(0)", "https://example.org/", "{=A1}", "007"]
)
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", (1, text, None))
    assert cells(path)[1][1] == text
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_the_same_rows_give_the_same_bytes_and_leave_no_draft(tmp_path: Path) -> None:
    rows = [(number, f"claim {number}", date(2026, 1, 1)) for number in range(300)]
    first, second = (write(tmp_path / name, *rows) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_nothing_goes_to_a_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))  # who asks for it fails
    assert write(tmp_path / "a.xlsx", (1, "claim 1", None)).stat().st_size


def test_what_does_not_fit_is_told_and_keeps_the_file_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.xlsx", (1, "claim 1", None))
    before = path.read_bytes()
    with pytest.raises(InputError, match="32,767 characters"):
        write(path, (1, "x" * (LONGEST + 1), None))
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(InputError, match="1,048,575 rows"):
        write(path, *[(number, "", None) for number in range(3)])
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "none" / "a.xlsx", (1, "", None))
