"""Write data/pair_edits.csv from copies of the official files: every active PTP edit of the guidance codes.

    python -m build_scripts.pair_edits [--copies FOLDER]

FOLDER, by default ../shared/knowledge/cms, is read as `build_scripts.official_files` reads it. Practitioner
pairs come from the extract of 2024Q3 where it has the guidance code, and from the whole table of 2024Q2
otherwise; hospital pairs from the whole table of 2024Q3. No copy kept the days on which edits began, so
`first` stays empty. Rows of the file about ended pairs, or about no guidance code, are kept as they are.
A code that codes.csv does not have is named and nothing is written: give it a row first.
"""

import argparse
import csv
import io
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from build_scripts.official_files import Pairs, guidance_of, read_pair_extract, read_whole_table
from build_scripts.reference.knowledge import Knowledge, read_knowledge

ROOT = Path(__file__).resolve().parents[1]
HEAD = ("setting", "column1", "column2", "indicator", "first", "last", "rationale", "source", "locator")
_HOSPITAL = ("hospital", "cms-ptp-hosp-2024q3")
_PRACTITIONER = ("practitioner", "cms-ptp-prac-2024q3")
_OLDER = ("practitioner", "cms-ptp-prac-2024q2")

Line = tuple[str, ...]


def official_lines(folder: Path, codes: frozenset[str]) -> list[Line]:
    """The lines of pair_edits.csv for the active pairs of some codes in either column."""
    newer = _active(read_pair_extract(folder), codes)
    hospital = read_whole_table(folder / "ncci_ptp_hospital_2024q3", codes)
    older = _active(read_whole_table(folder / "ncci_ptp_practitioner_2024q2", codes), codes)
    return [
        *_lines(_active(hospital, codes), *_HOSPITAL),
        *_lines(newer, *_PRACTITIONER),
        *_lines({pair: said for pair, said in older.items() if pair not in newer}, *_OLDER),
    ]


def kept_lines(knowledge: Knowledge, codes: Collection[str]) -> list[Line]:
    """The lines that stand already and are no active pair of one of the codes."""
    return [
        (
            *(edit.setting, edit.column1, edit.column2, edit.indicator),
            *(edit.first.isoformat() if edit.first else "", edit.last.isoformat() if edit.last else ""),
            *(edit.rationale, " ".join(source for source, _ in edit.pairs()), ""),
        )
        for edit in (row.value for row in knowledge.pair_edits)
        if edit.last is not None or {edit.column1, edit.column2}.isdisjoint(codes)
    ]


def _active(pairs: Pairs, codes: Collection[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Indicator and category by pair, of the pairs without a last day that name one of the codes."""
    return {
        (one, two): said for (one, two, last), said in pairs.items() if not last and {one, two} & set(codes)
    }


def _lines(pairs: dict[tuple[str, str], tuple[str, str]], setting: str, source: str) -> Iterable[Line]:
    for (one, two), (indicator, rationale) in pairs.items():
        yield setting, one, two, indicator, "", "", rationale, source, ""


def main(arguments: list[str] | None = None) -> int:
    """Write the file; give the exit status."""
    parser = argparse.ArgumentParser(description="Write data/pair_edits.csv from official copies.")
    parser.add_argument("--copies", type=Path, default=ROOT.parent / "shared" / "knowledge" / "cms")
    copies = parser.parse_args(arguments).copies
    knowledge = read_knowledge(ROOT / "data")
    codes = guidance_of(knowledge)
    lines = sorted(official_lines(copies, codes) + kept_lines(knowledge, codes))
    known = {row.value.code for row in knowledge.codes}
    unknown = sorted({code for line in lines for code in line[1:3]} - known)
    if unknown:
        print(f"not in codes.csv: {' '.join(unknown)}")
        return 1
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEAD, *lines])
    (ROOT / "data" / "pair_edits.csv").write_text(text.getvalue(), encoding="utf-8")
    print(f"{len(lines):,} rows of {len(codes)} guidance codes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
