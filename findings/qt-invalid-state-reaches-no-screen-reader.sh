#!/usr/bin/env bash
# PySide6 6.11.3 on Linux: QAccessible.State.invalid, set by an interface of one's own, reaches nobody on the accessibility bus.
#
# Expected: a field whose interface says state.invalid = True has "invalid-entry" among its states on the bus (AT-SPI has that state), as one
# that says expandable and expanded has "expandable" and "expanded". A screen reader would then say "invalid entry".
# Seen: expanded arrives, invalid is dropped without a word. Nor has QAccessible.State anything for a field that must be filled in.
# So a wrong entry is told in the field's description and by a message, in words.
#
# Needs: bash, python3 with pip and venv, /usr/bin/python3 with gi and the typelib of Atspi 2.0, Xvfb, dbus-run-session, at-spi2-core (Debian:
# python3-gi gir1.2-atspi-2.0 xvfb dbus at-spi2-core), the libraries of Qt, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
cat > "$place/window.py" <<'PYTHON'
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QPushButton, QVBoxLayout, QWidget


class Told(QAccessibleWidget):
    def state(self):
        state = super().state()
        if self.widget().objectName() == "invalid":
            state.invalid = True
        else:
            state.expandable = state.expanded = True
        return state


kept = []


def make(_key, item):
    if isinstance(item, QPushButton):
        kept.append(Told(item, QAccessible.Role.Button))
        return kept[-1]
    return None


application = QApplication([])
QAccessible.installFactory(make)
window = QWidget()
column = QVBoxLayout(window)
for name in ("expanded", "invalid"):
    button = QPushButton(name)
    button.setObjectName(name)
    button.setAccessibleName(name)
    column.addWidget(button)
window.show()
QTimer.singleShot(30_000, application.quit)
application.exec()
PYTHON
cat > "$place/listen.py" <<'PYTHON'
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi


def below(node):
    yield node
    for at in range(node.get_child_count()):
        child = node.get_child_at_index(at)
        if child:
            yield from below(child)


ends = time.monotonic() + 25
states = {}
while len(states) < 2 and time.monotonic() < ends:
    time.sleep(0.5)
    desktop = Atspi.get_desktop(0)
    nodes = [node for at in range(desktop.get_child_count()) for node in below(desktop.get_child_at_index(at))]
    states = {
        node.get_name(): {state.value_nick for state in node.get_state_set().get_states()}
        for node in nodes
        if node.get_name() in ("expanded", "invalid")
    }
for name, found in states.items():
    print(f"{name}: {' '.join(sorted(found))}")
holds = "expanded" in states.get("expanded", ()) and "invalid" in states
holds = holds and not any(state.startswith("invalid") for state in states["invalid"])
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
cat > "$place/session.sh" <<'BASH'
/usr/libexec/at-spi-bus-launcher --launch-immediately &
QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb "$1/env/bin/python" "$1/window.py" 2>/dev/null &
shown=$!
/usr/bin/python3 "$1/listen.py"
answer=$?
kill "$shown"
exit "$answer"
BASH
# The server is asked for a free number, so that nothing else has it.
mkfifo "$place/number"
Xvfb -displayfd 3 -screen 0 640x480x24 -nolisten tcp 3> "$place/number" 2>/dev/null &
server=$!
trap 'kill "$server"; rm -r "$place"' EXIT
DISPLAY=:$(cat "$place/number" | head -n 1) dbus-run-session -- bash "$place/session.sh" "$place" 2>/dev/null
