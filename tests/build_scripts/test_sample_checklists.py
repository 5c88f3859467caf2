"""The PDFs that the workflows have validated: each kind is among them, and sound by our own checker too."""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path

import pytest

from app.library import Library
from app.library.shelf.shelf import Shelf
from build_scripts.sample_checklists import samples
from tests.checklist.structure import Document, faults


@functools.cache
def made(reference: Path) -> dict[str, bytes]:
    return dict(samples(Library.open(reference, Shelf({}))))


def test_each_kind_is_there_and_sound(reference_db: Path) -> None:
    found = made(reference_db)
    assert {"a4-quarter", "decided", "many-lines", "several", "summary", "report"} < found.keys()
    others = {name: pdf for name, pdf in found.items() if not name.startswith("example-")}
    assert {name for name, pdf in others.items() if faults(pdf)} == set()
    assert Document(found["decided"]).elements("/Figure")
    assert len(Document(found["many-lines"]).reader.pages) > 3


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_qpdf_finds_no_fault(reference_db: Path, tmp_path: Path) -> None:
    for name, pdf in made(reference_db).items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert (name, done.returncode, done.stderr) == (name, 0, "")
