"""A process that decides without an end, until it is killed: python -m tests.claims.worklist.writer FILE.

It says which decision is made before it is written, and again once it is kept.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from app.claims.worklist.file import open_worklist
from tests.claims.worklist.made import decided, reason_of


def say(word: object) -> None:
    """Tell the process that watches, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(path: Path) -> None:
    """Write decision after decision, each a number higher than all before it."""
    say("opening")
    file, items = open_worklist(path)
    start = 1 + max(int(reason_of(item) or 0) for item in items)
    for number in count(start):
        item = decided(items[number % len(items)], str(number))
        file.keep([item])
        say(number)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
