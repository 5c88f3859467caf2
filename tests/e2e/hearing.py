"""A desktop with a screen reader: the accessibility bus, Orca, and what it says of the program on it.

Orca runs without voice and braille: what it would say is told as text. Its own start is left aside, because
it ends every other Orca of the same user. Orca says announcements from version 45 on; here they are told
beside what Orca 43 says, as a later one would say them.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
import time
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from tests.e2e.x11 import HANGS, Desktop

SYSTEM_PYTHON = "/usr/bin/python3"
"""Orca and the bindings of the accessibility bus belong to the Python of the system."""
ORCA = "43"
"""Another one says things in other words, and starts in another way."""
TOOLS = ("Xvfb", "xdotool", "openbox", "setxkbmap", "dbus-daemon", "orca")

# The program as it is started, over a small library and on a fixed day.
PROGRAM = """
import sys
from datetime import date
from functools import partial
from pathlib import Path
from app.desktop.shell import application
from app.library import Library
from app.library.shelf.shelf import Shelf

fill = application.fill_window
application.fill_window = lambda window, library, review, _today: fill(
    window, library, review, lambda: date(2026, 11, 23)
)
library = lambda: Library.open(Path(sys.argv[2]), Shelf({}))
sys.exit(application.start(library, Path(sys.argv[1]), []))
"""

# Orca, which tells every sentence that it would speak. Its log is the one place where all of them come by.
_ORCA = """
import json, re, sys
for voice in ("speechd", "brlapi"):
    sys.modules[voice] = None
from orca import debug

class Log:
    name = ""
    def write(self, text):
        if found := re.search(r"SPEECH OUTPUT: '(.*)' ?[{]", text, re.S):
            print(json.dumps(found[1]), flush=True)
    def writelines(self, lines):
        self.write("".join(lines))
    def flush(self):
        pass

debug.debugLevel, debug.eventDebugLevel = debug.LEVEL_ALL, debug.LEVEL_OFF
debug.debugFile = Log()
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
from orca import orca

def announce(event):
    print(json.dumps(event.any_data), flush=True)

listener = Atspi.EventListener.new(announce)
listener.register("object:announcement")
orca.getSettingsManager().activate(None, {"enableBraille": False, "enableKeyEcho": False})
sys.exit(orca.main())
"""

_NEEDED = """
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
from orca import orca_platform
print(orca_platform.version)
"""

# The tree of the first program on the bus, as the bus tells it.
_TREE = """
import json, sys
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def cells_of(node, names):
    if "TableCell" not in names:
        return [], []
    heads = Atspi.TableCell.get_column_header_cells(node), Atspi.TableCell.get_row_header_cells(node)
    return [[head.get_name() for head in cells] for cells in heads]

def told(node):
    names = node.get_interfaces()
    columns, rows = cells_of(node, names)
    children = (node.get_child_at_index(at) for at in range(node.get_child_count()))
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "text": Atspi.Text.get_text(node, 0, -1) if "Text" in names else "",
        "level": int((node.get_attributes() or {}).get("level", 0)),
        "states": sorted(state.value_nick for state in node.get_state_set().get_states()),
        "column_heads": columns,
        "row_heads": rows,
        "children": [told(child) for child in children if child],
    }

desktop = Atspi.get_desktop(0)
programs = [desktop.get_child_at_index(at) for at in range(desktop.get_child_count())]
print(json.dumps([told(each) for each in programs if each and each.get_name() == sys.argv[1]]))
"""


class Node(Struct):
    """A part of a program as the accessibility bus tells it; `level` is 0 where there is none."""

    role: str
    name: str
    text: str
    level: int
    states: list[str]
    column_heads: list[str]
    row_heads: list[str]
    children: list[Node]

    def all(self) -> list[Node]:
        """The node and all that is below it, in order."""
        return [self, *(each for child in self.children for each in child.all())]


def what_is_missing() -> str:
    """Why there can be no screen reader on this machine now, or ""."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return "heard alone, as .ci/run does: Orca drops sentences while other tests take its processors"
    for tool in TOOLS:
        if not shutil.which(tool):
            return f"{tool} is not installed"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", _NEEDED], capture_output=True, text=True, check=False)
    if asked.returncode:
        return "the Python of the system lacks gi, Atspi or orca"
    version = asked.stdout.strip()
    return "" if version.startswith(f"{ORCA}.") else f"this is Orca {version}, the sentences are of {ORCA}"


class HeardDesktop(Desktop):
    """A desktop on which every program is told to Orca, and what Orca says is kept."""

    def __init__(self, runtime: Path) -> None:
        """`runtime` is an empty folder of the user's own (mode 700)."""
        super().__init__(runtime)
        self.start("openbox")
        self.start("setxkbmap", "us").wait()
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address")
        assert bus.stdout is not None
        self.environment.pop("AT_SPI_BUS_ADDRESS", None)
        self.environment |= {
            "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "HOME": str(runtime),
            "XDG_DATA_HOME": str(runtime / "share"),
            "XDG_CONFIG_HOME": str(runtime / "config"),
            "XDG_CACHE_HOME": str(runtime / "cache"),
        }
        self._said: queue.Queue[str] = queue.Queue()
        self._orca = self.start(SYSTEM_PYTHON, "-c", _ORCA)
        threading.Thread(target=self._listen, daemon=True).start()
        self.hear_until("Screen reader on.")

    def program(self, data: Path, library: Path) -> subprocess.Popen[str]:
        """Start the program over the library of a database, once its window is there and heard."""
        started = self.python(PROGRAM, str(data), str(library))
        self.go_to("Needlepoint")
        self.hear_until("Search", inside=True)
        return started

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, each as xdotool names it."""
        self.do("key", "--delay", "50", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.do("type", "--delay", "50", text)

    def hear_until(self, ending: str, *, inside: bool = False) -> list[str]:
        """All that was said since the last time, up to a sentence that is `ending` (or holds it).

        Fails, with what was said, where it is not said in a long time.
        """
        heard: list[str] = []
        end = time.monotonic() + HANGS
        while not (heard and (ending in heard[-1] if inside else ending == heard[-1])):
            try:
                heard.append(self._said.get(timeout=max(0.0, end - time.monotonic())))
            except queue.Empty:
                raise AssertionError(f"Orca never said {ending!r}, but {heard}") from None
        return heard

    def tree(self, program: str) -> Node:
        """What the bus tells of the program of that name."""
        asked = subprocess.run(
            [SYSTEM_PYTHON, "-c", _TREE, program],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=HANGS,
            check=True,
        )
        (found,) = decode(asked.stdout, type=list[Node])
        return found

    def _listen(self) -> None:
        assert self._orca.stdout is not None
        for line in self._orca.stdout:
            self._said.put(json.loads(line))
