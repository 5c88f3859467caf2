"""`dev.py lock`: resolve pyproject.toml again, into uv.lock for `uv run` and requirements.lock for pip.

Both hold every package for every system with hashes; a test holds that they name the same versions.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (
    ["uv", "lock"],
    # The extras stay: pip with hashes takes no pin without an extra for a requirement with one.
    ["uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--python-version", "3.11",
     "--generate-hashes", "--no-strip-extras", "--no-emit-index-url", "--no-annotate", "--no-header",
     "--output-file", "requirements.lock", "--quiet"],
)  # fmt: skip


def main() -> int:
    """Renew both files; return the exit status."""
    if shutil.which("uv") is None:
        print(
            "uv is not on this machine: see https://docs.astral.sh/uv/ for how to install it.",
            file=sys.stderr,
        )
        return 2
    for command in COMMANDS:
        if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
