#!/usr/bin/env bash
# PyRuSH 1.0.13 (the sentence splitter that medspaCy 1.3.1 loads): each word of a note is written to standard error.
#
# Expected: a splitter of clinical notes says nothing of their content, least of all without being asked.
# Seen: it logs at DEBUG by loguru, whose sink is open from the start: each sentence is printed with all its words, the patient's name among
# them, wherever standard error goes. Python's own logging is silent and cannot turn it off; `logger.disable("PyRuSH")` of loguru does.
# Needlepoint reads notes without it; its own test looks for marked words in whatever is written.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check medspacy==1.3.1 pyrush==1.0.13
cat >"$place/split.py" <<'PYTHON'
import sys
import warnings

warnings.simplefilter("ignore")
import medspacy

if "quiet" in sys.argv:
    from loguru import logger

    logger.disable("PyRuSH")
split = medspacy.load(enable=["medspacy_pyrush"])
print(sum(1 for _ in split("Marked Name was seen. The left hip was injected.").sents), "sentences")
PYTHON
"$place/env/bin/python" "$place/split.py" 2>"$place/loud"
"$place/env/bin/python" "$place/split.py" quiet 2>"$place/quiet"
loud=$(grep -c "Marked" "$place/loud" || true)
quiet=$(grep -c "Marked" "$place/quiet" || true)
echo "lines on standard error with the name: $loud; with loguru disabled for PyRuSH: $quiet"
grep -o "Token/tag mapping.*" "$place/loud" | head -1
if [ "$loud" -gt 0 ] && [ "$quiet" -eq 0 ]; then echo "as found"; else echo "this has changed"; exit 1; fi
