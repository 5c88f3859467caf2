"""Every rule finds what its examples say, and nothing in those that it must leave alone."""

from __future__ import annotations

import re

import msgspec

from app.coding.claim import Documentation
from app.coding.fields import NOTE_FIELDS
from app.coding.note_book import ActRule, Cue, NoteBook, NoteRule
from app.notes.patterns import words_in
from app.notes.reader import NoteReader


def test_a_rule_finds_its_examples_and_leaves_the_others_alone(
    note_book: NoteBook, reader: NoteReader
) -> None:
    rules: tuple[NoteRule | ActRule, ...] = (*note_book.rules, *note_book.acts)
    hits = [(rule.id, text) for rule in rules for text in rule.hits]
    misses = [(rule.id, text) for rule in rules for text in rule.misses]
    assert [(rule, text) for rule, text in hits if not reader.finds(rule, text)] == []
    assert [(rule, text) for rule, text in misses if reader.finds(rule, text)] == []
    assert [rule.id for rule in rules if not rule.hits or not rule.misses] == []


def test_a_rule_has_an_id_of_its_kind(note_book: NoteBook) -> None:
    assert [rule.id for rule in note_book.acts if not re.fullmatch(r"ACT-\d{3}", rule.id)] == []
    assert [rule.id for rule in note_book.rules if not re.fullmatch(r"NOTE-\d{3}", rule.id)] == []


def test_a_rule_answers_a_field_that_there_is_with_a_value_of_its_list(note_book: NoteBook) -> None:
    answers = [
        (rule.id, name, value)
        for rule in note_book.rules
        for name, value in ((rule.field, rule.value), *rule.also.items())
    ]
    for rule, name, value in answers:
        kind = NOTE_FIELDS[name].kind
        assert kind in {"yes-no", "choice", "text"}, rule
        assert isinstance(value, bool) == (kind == "yes-no"), rule
        assert kind != "choice" or value in NOTE_FIELDS[name].values, rule
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
        "studymark",
        "titleverb",
        "examword",
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


def test_no_pattern_names_a_number_which_would_then_be_none_to_the_others(note_book: NoteBook) -> None:
    said: tuple[NoteRule | ActRule | Cue, ...] = (*note_book.rules, *note_book.acts, *note_book.cues)
    named = {word for each in said for word in words_in(each.pattern) if word.isdigit()}
    assert named == {"0"}  # answers "no" in a template
