"""python -m build_scripts.package.sums [FOLDER]: write SHA256SUMS for the files in dist/ or another folder.

`sha256sum --check SHA256SUMS` reads it, on macOS `shasum -a 256 --check SHA256SUMS`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

NAME = "SHA256SUMS"


def sums(folder: Path) -> str:
    """Return one line a file that lies in a folder itself: its SHA-256, two spaces, its name; by name."""
    lines = []
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.is_file() and path.name != NAME:
            with path.open("rb") as stream:
                lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)


def main(words: list[str]) -> int:
    """Write the sums of a folder; return 1 when there is nothing to sum."""
    folder = Path(words[0]) if words else Path(__file__).resolve().parents[2] / "dist"
    listed = sums(folder) if folder.is_dir() else ""
    if not listed:
        print(f"{folder} holds no file.", file=sys.stderr)
        return 1
    (folder / NAME).write_bytes(listed.encode())
    print(listed, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
