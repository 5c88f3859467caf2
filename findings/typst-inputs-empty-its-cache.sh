#!/usr/bin/env bash
# typst 0.15.2 (PyPI): data that comes as sys_inputs makes the typesetter set everything anew; the same data as a string in the
# source does not.
#
# Expected: `Compiler.compile(sys_inputs={"record": text})` is the way to give data to a template, and only what reads the data
# is set again. A table that is the same in each document, beside one line that differs, is kept by the typesetter's cache.
# Seen: two ways, the same bytes. With sys_inputs each document costs the whole table again. With a main source of a few lines,
# `#import "template.typ": print` and `#print("…")`, given as bytes by `input=`, it costs a fraction: inputs are part of the
# standard library, which every step of the layout depends on.
# The escapes of a Typst string are those two: a backslash before a backslash and before a quotation mark.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2
cat >"$place/template.typ" <<'TYPST'
#let print(words) = [
  = A table
  #words
  #table(columns: 4, ..range(1200).map(number => [Cell #number, with some words]))
]
TYPST
echo '#import "template.typ": print
#set document(date: none)
#print(sys.inputs.words)' >"$place/main.typ"
"$place/env/bin/python" - "$place" <<'PYTHON'
import statistics
import sys
import time
from pathlib import Path

import typst

place = Path(sys.argv[1])


def seconds(work):
    began = time.process_time()
    pdf = work()
    return time.process_time() - began, pdf


def by_inputs(compiler, words):
    return compiler.compile(input=place / "main.typ", sys_inputs={"words": words})


def by_source(compiler, words):
    return compiler.compile(input=f'#import "template.typ": print\n#set document(date: none)\n#print("{words}")\n'.encode())


times, pdfs = {}, {}
for way in (by_inputs, by_source):
    compiler = typst.Compiler(place / "main.typ", root=place)
    made = [seconds(lambda: way(compiler, f"document {number}")) for number in range(8)]
    times[way.__name__] = statistics.median(took for took, _ in made[1:])
    pdfs[way.__name__] = [pdf for _, pdf in made]
for way, took in times.items():
    print(f"{way}: {1000 * took:.1f} ms of the processor for another document")
same = pdfs["by_inputs"] == pdfs["by_source"]
ratio = times["by_inputs"] / times["by_source"]
print(f"the same bytes: {same}; inputs take {ratio:.1f} times as long")
holds = same and ratio > 1.5
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
