"""What a person waits for in the open window; NEEDLEPOINT_BENCH_DATA may name a data folder with editions."""

from __future__ import annotations

from build_scripts.bench.children import child, shelf_home
from build_scripts.bench.table import Figure

_BARE = "the bare PySide6 window, left alone"
_VIEWS = (
    ("Check for the first time", "check", 80.0),
    ("Decision for the first time", "decision", 50.0),
    ("Compare for the first time", "compare", 120.0),
    ("Compare again", "compare_again", 50.0),
    ("Editions for the first time", "editions", 80.0),
    ("export dialog for the first time", "export", 120.0),
    ("letter in the filter of the modifier table", "letter", 12.0),
    ("clearing that filter", "clearing", 12.0),
)
_CLAIM = (
    ("claim of 60 lines: open", "opened", 60.0),
    ("claim of 60 lines: show its flags", "flags", None),
    ("claim of 60 lines: change a code", "changed", 16.0),
    ("claim of 200 lines: scroll a notch", "notch", 8.0),
)


def measure() -> list[Figure]:
    """Leave a window alone, switch its look, open its views, work on a long claim."""
    with shelf_home() as home:
        bare, idle = child("windows", "bare_idle"), child("windows", "idle", home)
        looks = child("waits", "looks", home)
        views, claim = child("waits", "views", home), child("waits", "claim", home)
    return [
        Figure("start to idle", idle["processor"], "s processor", bare["processor"], _BARE, 0.9),
        Figure("longest turn of work ahead", idle["longest"], "ms processor", limit=16.0),
        Figure("memory, idle", idle["memory"], "MB", bare["memory"], _BARE, 85.0),
        Figure("theme switch", looks["theme"], "ms processor", limit=250.0),
        Figure("zoom step", looks["zoom"], "ms processor", limit=250.0),
        *(Figure(name, views[key], "ms processor", limit=limit) for name, key, limit in _VIEWS),
        *(Figure(name, claim[key], "ms processor", limit=limit) for name, key, limit in _CLAIM),
    ]
