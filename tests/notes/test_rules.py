"""Every rule finds what its examples say, and nothing in those that it must leave alone."""

from __future__ import annotations

import re

import msgspec
import pytest

from app.coding.claim import Documentation
from app.coding.fields import NOTE_FIELDS
from app.coding.note_book import ActRule, Cue, NoteBook, NoteRule
from app.notes.reader import NoteReader
from build_scripts.reference.note_files import read_note_book
from tests.conftest import ROOT

BOOK = read_note_book(ROOT / "data")
RULES = BOOK.rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_examples_and_leaves_the_others_alone(rule: NoteRule, reader: NoteReader) -> None:
    assert [text for text in rule.hits if not reader.finds(rule.id, text)] == []
    assert [text for text in rule.misses if reader.finds(rule.id, text)] == []
    assert rule.hits
    assert rule.misses


@pytest.mark.parametrize("rule", BOOK.acts, ids=lambda rule: rule.id)
def test_a_rule_for_acts_finds_its_examples_and_leaves_the_others_alone(
    rule: ActRule, reader: NoteReader
) -> None:
    assert [text for text in rule.hits if not reader.finds(rule.id, text)] == []
    assert [text for text in rule.misses if reader.finds(rule.id, text)] == []
    assert rule.hits
    assert rule.misses
    assert re.fullmatch(r"ACT-\d{3}", rule.id)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_answers_a_field_that_there_is_with_a_value_of_its_list(rule: NoteRule) -> None:
    assert re.fullmatch(r"NOTE-\d{3}", rule.id)
    for name, value in ((rule.field, rule.value), *rule.also.items()):
        kind = NOTE_FIELDS[name].kind
        assert kind in {"yes-no", "choice", "text"}
        assert isinstance(value, bool) == (kind == "yes-no")
        assert kind != "choice" or value in NOTE_FIELDS[name].values
        if NOTE_FIELDS[name].is_documentation and value != "*":
            msgspec.convert({name: value}, Documentation)


def test_every_class_of_words_is_named_once(note_book: NoteBook) -> None:
    names = [each.name for each in note_book.words]
    assert len(names) == len(set(names))


def test_a_heading_begins_one_kind_of_section(note_book: NoteBook) -> None:
    names = [name for section in note_book.sections for name in section.names]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_class_of_words_is_used_or_hides_others(note_book: NoteBook) -> None:
    said: tuple[NoteRule | Cue | ActRule, ...] = (*note_book.rules, *note_book.cues, *note_book.acts)
    patterns = [each.pattern for each in said]
    named = {
        name
        for pattern in patterns
        for part in re.findall(r"\{([^}]*)\}", pattern)
        for name in part.split("|")
    }
    named |= {cue.stop for cue in note_book.cues} | {
        "finite",
        "act",
        "into",
        "reaches",
        "numbed",
        "waysheath",
    }
    named |= {name for rule in note_book.rules for name in (rule.beside, rule.unless)}
    stems = tuple(name[:-1] for name in named if name.endswith("*"))
    unused = [each.name for each in note_book.words if each.name not in named and not each.hides]
    assert [name for name in unused if not name.startswith(stems)] == []
