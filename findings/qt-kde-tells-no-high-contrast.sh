#!/usr/bin/env bash
# PySide6 6.11.3 on Linux: styleHints().accessibility().contrastPreference() follows the portal's setting on every desktop but KDE.
#
# Expected: where org.freedesktop.portal.Settings says org.freedesktop.appearance contrast = 1 (more), it is HighContrast, whatever
# XDG_CURRENT_DESKTOP is: that is what the portal is for.
# Seen: HighContrast on GNOME and XFCE. On KDE the portal is not asked about contrast at all and the answer is NoPreference; a scheme of high
# contrast there shows in the colors of the palette alone (kdeglobals). So white on black of a system is taken for high contrast as well.
#
# Needs: bash, python3 with pip and venv, /usr/bin/python3 with gi (Debian: python3-gi), Xvfb, dbus-run-session, the libraries of Qt, the network
# once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
cat > "$place/portal.py" <<'PYTHON'
# A portal of our own on a bus of our own: more contrast is asked for, the rest is unknown.
from gi.repository import Gio, GLib

INTERFACE = """<node><interface name="org.freedesktop.portal.Settings">
<method name="Read"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
<method name="ReadOne"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
<method name="ReadAll"><arg type="as" direction="in"/><arg type="a{sa{sv}}" direction="out"/></method>
<property name="version" type="u" access="read"/></interface></node>"""
MORE = GLib.Variant("u", 1)


def answer(_bus, _sender, _path, _interface, method, arguments, call):
    if method == "ReadAll":
        call.return_value(GLib.Variant("(a{sa{sv}})", ({"org.freedesktop.appearance": {"contrast": MORE}},)))
    elif arguments.unpack() == ("org.freedesktop.appearance", "contrast"):
        value = GLib.Variant("v", MORE) if method == "Read" else MORE
        call.return_value(GLib.Variant("(v)", (value,)))
    else:
        call.return_dbus_error("org.freedesktop.portal.Error.NotFound", "not known")


def serve(bus, _name):
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object("/org/freedesktop/portal/desktop", interface, answer, lambda *_: GLib.Variant("u", 2), None)


owned = lambda *_: print("ready", flush=True)
Gio.bus_own_name(Gio.BusType.SESSION, "org.freedesktop.portal.Desktop", 0, serve, owned, None)
GLib.MainLoop().run()
PYTHON
cat > "$place/ask.py" <<'PYTHON'
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

application = QApplication([])


def tell():
    hints = application.styleHints()  # what it gives goes with it
    print(hints.accessibility().contrastPreference().name, flush=True)
    application.quit()


QTimer.singleShot(1500, tell)
application.exec()
PYTHON
cat > "$place/session.sh" <<'BASH'
mkfifo "$1/ready.$2"
/usr/bin/python3 "$1/portal.py" > "$1/ready.$2" &
portal=$!
read -r _ < "$1/ready.$2"
XDG_CURRENT_DESKTOP=$2 KDE_SESSION_VERSION=6 QT_QPA_PLATFORM=xcb "$1/env/bin/python" "$1/ask.py"
kill "$portal"
BASH
mkfifo "$place/number"
Xvfb -displayfd 3 -screen 0 640x480x24 -nolisten tcp 3> "$place/number" 2>/dev/null &
server=$!
trap 'kill "$server"; rm -r "$place"' EXIT
DISPLAY=:$(head -n 1 "$place/number")
export DISPLAY
holds=0
for desktop in GNOME:HighContrast XFCE:HighContrast KDE:NoPreference; do
    said=$(dbus-run-session -- bash "$place/session.sh" "$place" "${desktop%%:*}" 2>/dev/null | grep -E "^[A-Za-z]+$")
    echo "${desktop%%:*}: $said"
    [ "$said" = "${desktop#*:}" ] || holds=1
done
[ "$holds" = 0 ] && echo "as found" || echo "this has changed"
exit "$holds"
