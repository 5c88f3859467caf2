"""What is wrong with a file of data/notes/ is told by its place when the database is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.reference.errors import DataError
from build_scripts.reference.note_files import read_note_book
from tests.conftest import ROOT

RULE = """
[[rule]]
id = "NOTE-999"
field = "signed"
value = true
pattern = "{pattern}"
about = "For a test."
hits = ["Signed."]
"""


def folder_with(tmp_path: Path, text: str) -> Path:
    """The words and rules of this tree, and one file more."""
    notes = tmp_path / "data" / "notes"
    notes.mkdir(parents=True)
    for path in (ROOT / "data" / "notes").glob("*.toml"):
        (notes / path.name).write_bytes(path.read_bytes())
    (notes / "zz_test.toml").write_text(text, encoding="utf-8")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (RULE.replace("{pattern}", "{nonsense} signed"), "NOTE-999: no class of words is called"),
        (RULE.replace("{pattern}", "(signed"), "NOTE-999: .* is no pattern: missing"),
        (RULE.replace("{pattern}", "signed | read"), "NOTE-999: a choice stands in parentheses"),
        (
            RULE.replace("{pattern}", "signed").replace("999", "120"),
            r"zz_test.toml, line 2: NOTE-120 is there",
        ),
        ('[[class]]\nname = "needle"\nwords = ["pin"]\n', "zz_test.toml, line 1: needle is there twice"),
        ('[[rul]]\nid = "NOTE-998"\n', "“rul” is no table"),
        (RULE.replace("value = true\n", ""), "zz_test.toml, line 2"),
    ],
    ids=["class", "parenthesis", "choice", "twice", "class twice", "table", "value"],
)
def test_a_faulty_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        read_note_book(folder_with(tmp_path, text))


def test_a_sound_file_more_is_all_that_a_rule_takes(tmp_path: Path) -> None:
    text = RULE.replace("{pattern}", "countersigned")
    assert "NOTE-999" in {rule.id for rule in read_note_book(folder_with(tmp_path, text)).rules}
