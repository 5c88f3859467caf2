"""A report of a fault says where it happened, and nothing of what was worked on."""

from __future__ import annotations

from pathlib import Path

from app.coding.faults import describe, report_fault

MARK = "Zebra77Quagga"


def fault() -> Exception:
    """An error with a claim in its message, its cause, its notes and a local value."""
    patient = MARK
    try:
        try:
            raise KeyError(patient)
        except KeyError as cause:
            error = ValueError(f"not a code: {patient}")
            error.add_note(patient)
            raise error from cause
    except ValueError as raised:
        return raised


def test_it_names_the_types_and_the_lines_of_the_program() -> None:
    text = describe(fault())
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "tests/coding/test_faults.py, line " in text
    assert ", in fault\n" in text


def test_it_holds_no_value_and_no_folder_of_the_user(tmp_path: Path) -> None:
    sentence = report_fault(tmp_path, fault())
    (report,) = (tmp_path / "reports").iterdir()
    text = report.read_text(encoding="utf-8")
    assert str(report) in sentence
    assert MARK not in text + sentence
    assert str(Path(__file__).parents[2]) not in text


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    for _ in range(25):
        report_fault(tmp_path, fault())
    assert len(list((tmp_path / "reports").iterdir())) == 20


def test_a_folder_that_takes_no_report(tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(b"")
    assert report_fault(tmp_path, fault()).endswith("no report of it could be written.")
