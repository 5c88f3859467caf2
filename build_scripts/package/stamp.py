"""The build stamp: version, commit and the commit's date, as data beside the packaged program."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from app import __version__


def git(root: Path, *arguments: str) -> str:
    """Return what a git command prints about the tree at root, or "" where there is no git or no history."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def build_stamp(root: Path) -> dict[str, str]:
    """Return the stamp of a build from the tree at root; without a clock, so one commit has one stamp."""
    changed = "+changes" if git(root, "status", "--porcelain", "--untracked-files=no") else ""
    commit = git(root, "rev-parse", "--short=12", "HEAD")
    date = git(root, "show", "--no-patch", "--format=%cs", "HEAD")
    return {
        "version": __version__,
        "commit": commit + changed if commit else "unknown",
        "date": date or "unknown",
    }


def write_stamp(root: Path, out: Path) -> None:
    """Write the stamp of a build as JSON."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(build_stamp(root), indent=2) + "\n", encoding="utf-8")
