"""The wheel for engines: it holds the review and nothing of windows or printing, under one name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.package.review_wheel import NAME, WheelError, imported_names, lay_out

ROOT = Path(__file__).resolve().parents[2]
REVIEW_ALL = """
import sys
from pathlib import Path
from needlepoint_review.app.library import Library
from needlepoint_review.app.library.shelf.shelf import Shelf
from needlepoint_review.app.review import review
from needlepoint_review.app.rules import ALL_RULES
library = Library.open(Path(sys.argv[1]), Shelf({}))
assert {review(each.claim, library).outcome for each in library.examples()} >= {"issues"}
assert all(rule.examples for rule in ALL_RULES)
print(*sorted({"app", "typst", "PySide6", "pypdf"}.intersection(sys.modules)), "done")
"""


@pytest.fixture(scope="module")
def project(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the wheel is built from."""
    out = tmp_path_factory.mktemp("review-wheel")
    lay_out(tree, out)
    return out


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, reference_db: Path) -> Path:
    """What the wheel is made of, as the source tree has it, with the reference database built."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "app", tree / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "build_scripts" / "launcher", tree / "build_scripts" / "launcher")
    (tree / "resources" / "docs").mkdir(parents=True)
    for name in ("LICENSE", "resources/docs/scale.md"):
        shutil.copyfile(ROOT / name, tree / name)
    shutil.copyfile(reference_db, tree / "resources" / "reference.sqlite")
    return tree


@pytest.fixture
def small_tree(tmp_path: Path) -> Path:
    """A tree of two modules: to read all of them takes a second and more."""
    tree = tmp_path / "small"
    texts = {
        "app/__init__.py": "",
        "app/review.py": "from app.coding.claim import Claim\n",
        "app/coding/claim.py": "Claim = object\n",
        "build_scripts/launcher/needlepoint_review/__init__.py": "",
        **dict.fromkeys(("LICENSE", "resources/docs/scale.md", "resources/reference.sqlite"), ""),
    }
    for name, text in texts.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    return tree


def test_it_has_one_name_and_neither_window_nor_printing_nor_commands(project: Path) -> None:
    assert {path.name for path in project.iterdir()} == {NAME, "LICENSE", "README.md", "pyproject.toml"}
    assert {path.name for path in (project / NAME / "app").iterdir()} == {
        *("__init__.py", "batch", "claims", "coding", "library", "review.py", "rules"),
    }


def test_it_imports_nothing_but_itself_and_what_it_names(project: Path) -> None:
    roots = {name.split(".")[0] for path in project.rglob("*.py") for name in imported_names(path)}
    # Signatures of local policy, the search for close spellings and workbooks are not reached from a batch.
    assert roots - sys.stdlib_module_names == {
        NAME,
        "msgspec",
        "pyarrow",
        "nacl",
        "_cffi_backend",
        "rapidfuzz",
        "xlsxwriter",
    }


def test_nothing_but_the_name_in_imports_differs_from_the_tree(project: Path) -> None:
    for path in (project / NAME / "app").rglob("*.py"):
        source = (ROOT / path.relative_to(project / NAME)).read_text(encoding="utf-8")
        written = path.read_text(encoding="utf-8")
        assert re.sub(rf"from {NAME}\.app(?=[. ])", "from app", written) == source


def test_it_reviews_without_the_tree_and_leaves_its_names_alone(project: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    (project / NAME / "__init__.py").rename(project / "launcher.py")  # it needs pyarrow
    try:
        done = subprocess.run(
            [sys.executable, "-c", REVIEW_ALL, str(project / NAME / "resources" / "reference.sqlite")],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        (project / "launcher.py").rename(project / NAME / "__init__.py")
    assert (done.stdout.strip(), done.stderr) == ("done", "")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("from PySide6 import QtCore", "PySide6"),
        ("    import typst", "typst"),
        ("import app.coding.claim", "app.coding.claim"),
        ("from app.checklist import files", "needlepoint_review.app.checklist"),
    ],
)
def test_a_module_that_imports_what_is_not_in_the_wheel_stops_it(
    small_tree: Path, line: str, named: str, tmp_path: Path
) -> None:
    lay_out(small_tree, tmp_path / "sound")
    changed = small_tree / "app" / "review.py"
    sound = changed.read_text(encoding="utf-8")
    changed.write_text(f"{sound}\ndef late() -> None:\n    {line.strip()}\n", encoding="utf-8")
    with pytest.raises(WheelError, match=re.escape(f"review.py imports {named}, which is not in the")):
        lay_out(small_tree, tmp_path / "out")
