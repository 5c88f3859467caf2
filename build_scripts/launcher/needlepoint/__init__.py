"""The name under which Needlepoint is installed: it holds the packages `app` and `resources` of the source.

An installed wheel takes one name in the environment that it shares with others, and `app` would be a poor
one. In the source tree and in an editable install `app` lies at the root instead and is found there.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Start the program; gives the exit status.

    The folder of this package goes first on the module path of this process, so that `app` means
    Needlepoint's own here, and in the worker processes that it starts, which take over the path.
    """
    place = str(Path(__file__).resolve().parent)
    if place not in sys.path:
        sys.path.insert(0, place)
    from app.__main__ import main as start

    return start()
