"""What must be the same on every system, as text that the workflows compare.

python -m build_scripts.package.sameness OUT     after a run that built resources/reference.sqlite

The bytes of the database are not: its header names the SQLite that wrote it, and a full-text index is laid
out as that version likes. So its rows are compared, and the PDF of each example.
"""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_INDEX = "entry_fts"


def rows_digest(database: Path) -> str:
    """Return the SHA-256 over every row of every table but the full-text index, in their order."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (table,) in tables.fetchall():
            if not table.startswith(_INDEX):
                digest.update(f"{table}\n".encode())
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    digest.update(f"{row!r}\n".encode())
    return digest.hexdigest()


def book_digest(database: Path) -> str:
    """Return the digest of the knowledge that the database itself states, which each checklist prints."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        (digest,) = connection.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
    return str(digest)


def pdf_digest(claim: Path) -> str:
    """Return the SHA-256 of the checklist of a claim, made by the command line on no editions."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        out, data = place / "checklist.pdf", place / "data"
        command = [
            sys.executable,
            "-m",
            "app",
            "--data-dir",
            str(data),
            "checklist",
            str(claim),
            "-o",
            str(out),
        ]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return hashlib.sha256(out.read_bytes()).hexdigest()


def report(root: Path) -> str:
    """Return one line for the book, one for its rows and one for each example."""
    database = root / "resources" / "reference.sqlite"
    lines = [f"book {book_digest(database)}", f"rows {rows_digest(database)}"]
    lines += [
        f"{path.stem} {pdf_digest(path)}" for path in sorted((root / "data" / "examples").glob("*.json"))
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(report(ROOT).encode())
