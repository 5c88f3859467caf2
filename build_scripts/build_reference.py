"""Builds the reference database from data/: reads, proves, writes; a fault names its file and line.

python -m build_scripts.build_reference [OUT]
"""

import sys
from pathlib import Path

from app.rules import ALL_RULES
from build_scripts.reference.checks import find_faults
from build_scripts.reference.database import write_database
from build_scripts.reference.errors import DataError
from build_scripts.reference.knowledge import read_knowledge

ROOT = Path(__file__).resolve().parents[1]
_SHOWN = 25


def build(out: Path, data: Path = ROOT / "data") -> None:
    """Build `out` from `data`, replacing what was there only when all is proved. Raises DataError."""
    knowledge = read_knowledge(data)
    for fault in find_faults(knowledge, ALL_RULES):
        raise fault
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.part")
    draft.unlink(missing_ok=True)
    try:
        write_database(knowledge, ALL_RULES, draft)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    """Build the database of this working tree; every fault of data/ is printed. Gives the exit status."""
    if arguments and arguments[0].startswith("-"):  # a question for help is no place for a database
        print(__doc__)
        return 0 if arguments[0] in ("-h", "--help") else 2
    out = Path(arguments[0]) if arguments else ROOT / "resources" / "reference.sqlite"
    try:
        faults = list(find_faults(read_knowledge(ROOT / "data"), ALL_RULES))
        for fault in faults[:_SHOWN]:
            print(fault, file=sys.stderr)
        if faults:
            return 1
        build(out)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
