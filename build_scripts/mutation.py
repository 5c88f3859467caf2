"""How many small changes to the rules the tests notice: python -m build_scripts.mutation FOLDER.

mutmut changes functions one token at a time and runs the tests of the rules on each change. It leaves
decorated functions alone, and every rule is one, as are the cached look-ups; so it works on a copy of
the project in FOLDER, in which the decorators are applied behind their functions. Prints the score and every
change that no test noticed. Takes some minutes.
"""

import argparse
import ast
import collections
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("app", "build_scripts", "data", "resources", "tests", "pyproject.toml")
DECORATORS = {"rule", "cached_per_claim"}
KILLED = re.compile(r"(\d+)/(\d+)\s+\S+ (\d+)")


def undecorated(source: str) -> str:
    r"""The module with `@rule(...)` applied behind each function: the same rules, open to mutation.

    >>> print(undecorated("@rule(id=1)\ndef look(claim):\n    return claim\n"), end="")
    def look(claim):
        return claim
    look = rule(id=1)(look)
    """
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            (decorator,) = node.decorator_list
            if ast.unparse(getattr(decorator, "func", decorator)) not in DECORATORS:
                continue
            first, last = decorator.lineno - 1, decorator.end_lineno or decorator.lineno
            call = "\n".join(lines[first:last]).removeprefix("@")
            body = lines[last : node.end_lineno]
            lines[first : node.end_lineno] = [*body, f"{node.name} = {call}({node.name})"]
    return "\n".join(lines) + "\n"


def copy_project(folder: Path) -> None:
    """Copy what the tests of the rules need, with the rules undecorated."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    for module in (folder / "app" / "rules").rglob("*.py"):
        module.write_text(undecorated(module.read_text("utf-8")), encoding="utf-8")


def survivors(folder: Path) -> list[str]:
    """The names of the changes that no test noticed."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", "results"], cwd=folder, capture_output=True, text=True, check=True
    )
    return [line.split(":")[0].strip() for line in done.stdout.splitlines() if "survived" in line]


def main(arguments: Sequence[str] | None = None) -> int:
    """Copy, mutate, report. Returns the status of mutmut."""
    parser = argparse.ArgumentParser(description="Measure how many changes to the rules the tests notice.")
    parser.add_argument("folder", type=Path, help="an empty or new folder for the copy")
    folder: Path = parser.parse_args(arguments).folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    copy_project(folder)
    with (folder / "mutmut.log").open("w", encoding="utf-8") as log:
        environ = os.environ | {"PYTHONPATH": str(folder)}
        done = subprocess.run(
            [sys.executable, "-m", "mutmut", "run"],
            cwd=folder,
            env=environ,
            stdout=log,
            stderr=log,
            check=False,
        )
    counts = KILLED.findall((folder / "mutmut.log").read_text("utf-8"))
    if not counts:
        print(f"mutmut did not run; see {folder / 'mutmut.log'}", file=sys.stderr)
        return 1
    left = survivors(folder)
    tried, every, killed = map(int, counts[-1])
    print(f"{killed} of {tried} changes noticed ({killed / tried:.1%}), {every} in all")
    modules = collections.Counter(name.split(".x_")[0] for name in left)
    print("\n".join(f"{count:5}  {module}" for module, count in modules.most_common()))
    print("\n".join(left))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
