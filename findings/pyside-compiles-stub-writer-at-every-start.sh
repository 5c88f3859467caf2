#!/usr/bin/env bash
# PySide6 6.11.3: each `import PySide6.QtCore` compiles 13 Python modules from source and runs them, the writer of .pyi files among them.
#
# Expected: what an import needs in Python lies beside it and is compiled once, like any module; what writes type stubs, parses
# signatures and words errors is loaded by whoever asks for it.
# Seen: the modules lie as source in a zip inside libshiboken, are compiled by builtins.compile in every process, and bring argparse and
# logging along. Of the import of QtCore that is about a third. A window that answers right calls needs none of seven of them, and
# they may wait until the first wrong argument or signature (shibokensupport.signature.mapping excepted: C++ code takes its
# update_mapping out of the module's dictionary, past __getattr__, and ends the process where it is missing).
# So the window lets stand-ins be compiled in their place, which run the source when a name in it is first asked for.
#
# Needs: bash, python3 with pip and venv, the libraries of Qt, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
cat > "$place/probe.py" <<'PYTHON'
import sys
import time

compiled: list[str] = []


def note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "compile" and "shibokensupport" in str(arguments[1]):
        compiled.append(str(arguments[1]))


sys.addaudithook(note)
began = time.process_time()
import PySide6.QtCore  # noqa: E402, F401

took = time.process_time() - began
print(f"{len(compiled)} modules compiled, {took * 1000:.0f} ms in all, argparse loaded: {'argparse' in sys.modules}")
print(" ".join(sorted(name.rpartition("/")[2] for name in compiled)))
writer = any(name.endswith("pyi_generator.py") for name in compiled)
sys.exit(not (writer and len(compiled) == 13 and "argparse" in sys.modules))
PYTHON
for start in first second; do
    echo "$start start"
    "$place/env/bin/python" "$place/probe.py" || { echo "this has changed"; exit 1; }
done
echo "as found"
