"""Say how much of the program the last run of the tests went through: python -m build_scripts.tested_lines.

Reads the file .coverage that `dev.py test --cov` leaves. Prints lines and branches of each area and, for each
module, the lines that no test reached. Exit status 0, or 1 when an area is below what is asked of it.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import coverage
import msgspec
from msgspec import Struct

ROOT = Path(__file__).resolve().parents[1]
DESKTOP = "app/desktop/"
LEAST = {"app without desktop": 95.0, "app/desktop": 85.0}
"""Percent of lines that the tests must reach, by area."""


class Summary(Struct, frozen=True):
    """Lines and branches of a module, in the words of coverage's JSON report."""

    covered_lines: int
    num_statements: int
    covered_branches: int = 0
    num_branches: int = 0


class Module(Struct, frozen=True):
    """A module in coverage's JSON report; `missing_lines` are those that no test reached."""

    summary: Summary
    missing_lines: tuple[int, ...] = ()


class Report(Struct, frozen=True):
    """Coverage's JSON report: each module by its path."""

    files: dict[str, Module]


def area_of(path: str) -> str:
    """The area that a module belongs to."""
    return "app/desktop" if path.replace("\\", "/").startswith(DESKTOP) else "app without desktop"


def percent(part: int, whole: int) -> float:
    """A share in percent; nothing to reach is all reached."""
    return 100 * part / whole if whole else 100.0


def ranges(lines: tuple[int, ...]) -> str:
    """Line numbers with their runs drawn together.

    >>> ranges((3, 4, 5, 9))
    '3-5, 9'
    """
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def missed(files: Mapping[str, Module]) -> Iterator[str]:
    """A line of text for each module with lines that no test reached."""
    for path, module in sorted(files.items()):
        if module.missing_lines:
            share = percent(module.summary.covered_lines, module.summary.num_statements)
            yield f"  {path}  {share:.0f} %  {ranges(module.missing_lines)}"


def shortfalls(files: Mapping[str, Module]) -> Iterator[tuple[str, bool]]:
    """For each area a sentence with its figures, and whether it is below what is asked of it."""
    for area, least in LEAST.items():
        sums = [module.summary for path, module in files.items() if area_of(path) == area]
        lines = percent(sum(one.covered_lines for one in sums), sum(one.num_statements for one in sums))
        branches = percent(sum(one.covered_branches for one in sums), sum(one.num_branches for one in sums))
        yield (
            f"{area}: {lines:.1f} % of lines (asked: {least:.0f}), {branches:.1f} % of branches",
            lines < least,
        )


def read_report() -> Report:
    """The report of the last run. Raises coverage.exceptions.NoDataError when there was none."""
    data = coverage.Coverage()
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        data.json_report(outfile=str(path))
        return msgspec.json.decode(path.read_bytes(), type=Report)


def main() -> int:
    """Print the report; the exit status."""
    files = read_report().files
    print("Lines that no test reached:")
    print("\n".join(missed(files)) or "  none")
    areas = list(shortfalls(files))
    print("\n".join(sentence for sentence, _ in areas))
    return int(any(below for _, below in areas))


if __name__ == "__main__":
    sys.exit(main())
