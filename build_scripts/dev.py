#!/usr/bin/env python3
"""Needlepoint's one entry for everyday work: prepares what is needed, then does the job.

    python3 build_scripts/dev.py run              open the window
    python3 build_scripts/dev.py run -- check claim.json
    python3 build_scripts/dev.py setup            only prepare; the last line is the path of the interpreter
    python3 build_scripts/dev.py test             every test on every core; further arguments go to pytest
    python3 build_scripts/dev.py texts            renew the texts that are made from the rules
    python3 build_scripts/dev.py bench            measure, print one table, write bench.json;
                                                  --beside CHECKOUT compares with another build
    python3 build_scripts/dev.py package          build the program for this system into dist/ and try it;
                                                  --format names another kind of package
    python3 build_scripts/dev.py lock             renew both lock files after pyproject.toml changed; needs uv
    python3 build_scripts/dev.py screenshots      make the pictures in resources/docs/ again

Needs Python 3.11 or later and nothing else. Packages go into .venv beside this folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INTERRUPTED = 130
JOBS = {
    "run": ["-m", "app"],
    "setup": [],
    "test": ["-m", "pytest"],
    "texts": ["-m", "build_scripts.texts"],
    "bench": ["-m", "build_scripts.bench"],
    "package": ["-m", "build_scripts.package"],
    "lock": ["-m", "build_scripts.lock"],
    "screenshots": ["-m", "build_scripts.screenshots"],
}


def stop(message: str) -> int:
    """Print one message to standard error and return the exit status of a faulty installation or input."""
    print(message, file=sys.stderr)
    return 2


def opens_window(job: str, arguments: list[str]) -> bool:
    """Say whether a job needs a display: the program without a command, which is a plain word, or to ask."""
    return job == "run" and (not arguments or not arguments[0].isalpha() or arguments[0] == "ask")


def every_core(arguments: list[str]) -> list[str]:
    """Return what pytest needs to run all tests on every core; nothing where the arguments name tests.

    A few named tests start sooner in one process, and there a debugger works.
    """
    named = [word for word in arguments if not word.startswith("-") and (ROOT / word.split("::")[0]).exists()]
    return [] if named else ["--numprocesses=auto", "--dist=worksteal"]


def start(python: Path, job: str, arguments: list[str]) -> int:
    """Run a job with the environment's Python in the caller's folder and return its exit status."""
    # -P keeps the caller's folder off the module path: a folder "app" there must not stand in for ours.
    options = every_core(arguments) if job == "test" else []
    command = [str(python), "-P", *JOBS[job], *options, *arguments]
    environ = dict(os.environ, PYTHONPATH=str(ROOT))
    if job == "test":
        # Each of its processes would compile every module again, which takes half a minute in all.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
    folder = None if job == "run" else ROOT
    return subprocess.run(command, env=environ, cwd=folder, check=False).returncode


def main(words: list[str]) -> int:
    """Do the job that the words of the command line name."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words: this file runs before any Python is chosen
        return stop(f"Needlepoint needs Python 3.11 or later; this is Python {sys.version.split()[0]}.")
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if not words or words[0] not in JOBS:
        return stop(str(__doc__))
    # Only now: on an older Python these would end in a syntax error instead of the sentence above.
    sys.path.insert(0, str(ROOT))
    from build_scripts import environment, system_libraries

    job, arguments = words[0], words[2:] if words[1:2] == ["--"] else words[1:]
    environments = environment.interpreter().exists() or environment.makes_environments()
    if not environments or system_libraries.missing_libraries(window=opens_window(job, arguments)):
        # Everything at once, so that no second wall stands behind this one.
        missing = system_libraries.missing_libraries(window=True)
        return stop(system_libraries.complaint(missing, environments=environments))
    try:
        python = environment.make_ready()
    except environment.SetupError as error:
        return stop(str(error))
    except KeyboardInterrupt:
        stop("Stopped. What was done so far stays; the same command goes on from there.")
        return INTERRUPTED
    if job == "setup":
        print(python)
        return 0
    try:
        return start(python, job, arguments)
    except KeyboardInterrupt:  # the job had it too, and said what there was to say
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
